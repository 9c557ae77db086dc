"""Who accuses whom, and who attacked whom, as a graph for Gephi (GEXF 1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from catena.export.contents import Contents
from catena.export.contract import expect
from catena.export.edtf import read_days
from catena.export.layout_rows import is_rejected
from catena.export.markup import escape, escape_attribute
from catena.export.options import Options
from catena.export.sidecar import about
from catena.model import Incident, Party, Reported, Source, Victim

NOT_CARRIED = (
    "dates and places as reported", "figures", "weapons", "quotes of dates, places, figures and weapons",
    "sources that accuse nobody", "incidents that name no side", "statements", "judgements", "text of documents",
    "heads of documents", "review", "rejected incidents", "control characters",
)  # fmt: skip
NODE_ATTRIBUTES = ("kind", "names")
EDGE_ATTRIBUTES = ("relation", "incident", "title", "date", "document", "start", "end", "quote")


@dataclass(frozen=True, slots=True)
class Node:
    """One end of a line: an actor of the case, or a name that is no actor there."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Edge:
    """One line of the graph: from whom, to whom, what, in which incident, in which words."""

    source: Node
    target: Node
    relation: str
    incident: Incident
    reported: Reported


def write_gexf(contents: Contents, path: Path, options: Options) -> None:
    """Write actors as nodes; edges say ``accused`` (or claims, denies …) and ``attacked``, each with its quote."""
    account = about("gexf", contents, options, NOT_CARRIED)
    with path.open("w", encoding="utf8", newline="\n") as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
        stream.write(f"<meta><creator>{escape(account.generator)}</creator>")
        stream.write(f"<description>{escape(account.hash)}</description></meta>\n")
        stream.write('<graph defaultedgetype="directed" mode="static">\n')
        _write_attributes("node", NODE_ATTRIBUTES, stream)
        _write_attributes("edge", EDGE_ATTRIBUTES, stream)
        _write_nodes(contents, stream)
        _write_edges(contents, stream)
        stream.write("</graph>\n</gexf>\n")


def _write_attributes(owner: str, names: tuple[str, ...], stream: TextIO) -> None:
    stream.write(f'<attributes class="{owner}">\n')
    for name in names:
        kind = "integer" if name in ("start", "end") else "string"
        stream.write(f'<attribute id="{name}" title="{name}" type="{kind}"/>\n')
    stream.write("</attributes>\n")


def _write_nodes(contents: Contents, stream: TextIO) -> None:
    stream.write("<nodes>\n")
    for actor in contents.actors():
        values = {"kind": actor.kind, "names": " | ".join(sorted(actor.names))}
        _write_element("node", {"id": actor.id, "label": actor.name}, values, stream)
    unnamed = {
        node.id: node.name
        for edge in _edges(contents)
        for node in (edge.source, edge.target)
        if contents.actor(node.id) is None
    }
    for identifier, name in sorted(unnamed.items()):
        _write_element("node", {"id": identifier, "label": name}, {"kind": "unknown"}, stream)
    stream.write("</nodes>\n")


def _write_edges(contents: Contents, stream: TextIO) -> None:
    stream.write("<edges>\n")
    number = 0
    for edge in _edges(contents):
        days = read_days(edge.incident.date.best)
        values: dict[str, str | int | None] = {
            "relation": edge.relation,
            "incident": edge.incident.id,
            "title": edge.incident.title,
            "date": edge.incident.date.best if days is None else days.first.isoformat(),
        }
        for piece in edge.reported.evidence or (None,):
            if piece is not None:
                at = {"start": piece.start, "end": piece.end}
                values = {**values, "document": piece.document, **at, "quote": piece.quote}
            ends = {"id": str(number), "source": edge.source.id, "target": edge.target.id}
            _write_element("edge", {**ends, "label": edge.relation}, values, stream)
            number += 1
    stream.write("</edges>\n")


def _write_element(
    tag: str, attributes: dict[str, str], values: dict[str, str | int | None] | dict[str, str], stream: TextIO
) -> None:
    inside = " ".join(f'{name}="{escape_attribute(value)}"' for name, value in attributes.items())
    stream.write(f"<{tag} {inside}><attvalues>")
    for name, value in values.items():
        if value is not None:
            stream.write(f'<attvalue for="{name}" value="{escape_attribute(str(value))}"/>')
    stream.write(f"</attvalues></{tag}>\n")


def _edges(contents: Contents) -> Iterator[Edge]:
    """Walk the edges of all incidents in order."""
    for incident in contents.incidents():
        if is_rejected(incident):
            continue
        yield from _accusations(incident)
        yield from _attacks(incident)


def _accusations(incident: Incident) -> Iterator[Edge]:
    for reported in incident.perpetrators:
        party: Party = expect(reported.value, Party, "perpetrators")
        accuser, accused = _speaker(reported.source, party), _node(party.actor, party.name)
        yield Edge(accuser, accused, party.status, incident, reported)


def _attacks(incident: Incident) -> Iterator[Edge]:
    """Give who is said to have harmed whom; a denial is no attack, an accusation is named as one."""
    for reported in incident.perpetrators:
        party: Party = expect(reported.value, Party, "perpetrators")
        if party.status == "denies":
            continue
        relation = f"attacked ({party.status})"
        for harmed in incident.victims:
            victim: Victim = expect(harmed.value, Victim, "victims")
            ends = _node(party.actor, party.name), _node(victim.actor, victim.name)
            yield Edge(*ends, relation, incident, reported)


def _speaker(source: Source, party: Party) -> Node:
    return _node(source.actor, party.by or source.name)


def _node(actor: str | None, name: str) -> Node:
    return Node(f"name:{name}", name) if actor is None else Node(actor, name)
