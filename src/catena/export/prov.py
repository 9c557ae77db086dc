"""The chain as linked data: PROV-O for who told what, Web Annotation for the words that carry it.

A document is a prov:Entity with its hash; an incident is derived from documents; a reported value is
attributed to its source and quoted from a document. Each quote is an oa:Annotation whose target
selects it by its words (TextQuoteSelector) and by its offsets (TextPositionSelector).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from catena.export.contents import Contents
from catena.export.extras import need
from catena.export.options import Options
from catena.export.sidecar import About, about
from catena.export.summary import describe
from catena.export.values import ReportedValue, iterate_values, tolls_of
from catena.model import Actor, Document, Evidence, Incident, Judgement, Place, Source, Statement

PREFIXES = {
    "catena": "urn:catena:terms:",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CONTEXT_CHARACTERS = 32
NOT_CARRIED = ("text of documents", "furniture and pages of documents", "focus of quotes")
Object = str | int | float | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One triple as words: ``subject`` an IRI, ``predicate`` with its prefix, ``value`` a literal or an IRI."""

    subject: str
    predicate: str
    value: str | int | float
    is_node: bool


def write_prov(contents: Contents, path: Path, options: Options) -> None:
    """Write Turtle, triple by triple."""
    _write(contents, path, options, "TURTLE")


def write_prov_jsonld(contents: Contents, path: Path, options: Options) -> None:
    """Write the same triples as JSON-LD."""
    _write(contents, path, options, "JSON_LD")


def _write(contents: Contents, path: Path, options: Options, kind: str) -> None:
    oxigraph = need("pyoxigraph", "prov")
    account = about("prov", contents, options, NOT_CARRIED)
    triples = (_triple(oxigraph, fact) for fact in iterate_facts(contents, account))
    with path.open("wb") as stream:
        oxigraph.serialize(triples, stream, format=getattr(oxigraph.RdfFormat, kind), prefixes=PREFIXES)


def _triple(oxigraph: Any, fact: Fact) -> Any:
    value = _node(oxigraph, str(fact.value)) if fact.is_node else oxigraph.Literal(fact.value)
    return oxigraph.Triple(oxigraph.NamedNode(fact.subject), _term(oxigraph, fact.predicate), value)


def _node(oxigraph: Any, name: str) -> Any:
    return oxigraph.NamedNode(name) if name.startswith("urn:") else _term(oxigraph, name)


@cache
def _term(oxigraph: Any, name: str) -> Any:
    prefix, _, local = name.partition(":")
    return oxigraph.NamedNode(PREFIXES[prefix] + local)


def iterate_facts(contents: Contents, account: About) -> Iterator[Fact]:
    """Walk all facts of a case; every subject is an IRI made from an id, so that the bytes are the same."""
    case = f"urn:catena:{account.hash}"
    yield from _typed(case, "prov:Entity", "catena:IncidentFile")
    yield from _literals(case, {"catena:hash": account.hash, "catena:profile": account.profile})
    yield from _literals(case, {"catena:policy": account.policy})
    yield from _typed("urn:catena:software", "prov:Agent", "prov:SoftwareAgent")
    yield from _literals("urn:catena:software", {"rdfs:label": account.generator})
    yield Fact(case, "prov:wasAttributedTo", "urn:catena:software", is_node=True)
    for document in contents.documents():
        yield from _document(document)
    for copy in contents.copies():
        yield Fact(_iri("document", copy.document), "prov:wasDerivedFrom", _iri("document", copy.origin), is_node=True)
        yield from _literals(_iri("document", copy.document), {"catena:sharedText": copy.share})
    for actor in contents.actors():
        yield from _actor(actor)
    for place in contents.places():
        yield from _place(place)
    for incident in contents.incidents():
        yield from _incident(incident, case, contents)
    for statement in contents.statements():
        yield from _statement(statement, contents)
    for judgement in contents.judgements():
        yield from _judgement(judgement)


def _iri(kind: str, *parts: str) -> str:
    return ":".join(["urn:catena", kind, *(quote(part, safe="") for part in parts)])


def _typed(subject: str, *classes: str) -> Iterator[Fact]:
    for each in classes:
        yield Fact(subject, "rdf:type", each, is_node=True)


def _literals(subject: str, values: dict[str, Object]) -> Iterator[Fact]:
    for predicate, value in values.items():
        if value is not None:
            yield Fact(subject, predicate, value, is_node=False)


def _document(document: Document) -> Iterator[Fact]:
    node = _iri("document", document.id)
    yield from _typed(node, "prov:Entity", "catena:Document")
    named: dict[str, Object] = {
        "dcterms:identifier": document.name,
        "dcterms:title": document.title,
        "dcterms:creator": document.author,
        "dcterms:publisher": document.outlet,
        "dcterms:issued": document.published.value,
        "dcterms:language": document.language,
        "dcterms:format": document.media_type,
        "dcterms:source": document.url,
        "catena:agency": document.agency,
        "catena:dateline": document.dateline,
        "catena:sha256": document.sha256,
    }
    yield from _literals(node, named)


def _actor(actor: Actor) -> Iterator[Fact]:
    node = _iri("actor", actor.id)
    kind = "prov:Person" if actor.kind == "person" else "prov:Organization"
    yield from _typed(node, "prov:Agent", *(() if actor.kind == "unknown" else (kind,)))
    yield from _literals(node, {"rdfs:label": actor.name, "catena:kind": actor.kind})
    for name in sorted(actor.names):
        yield from _literals(node, {"skos:altLabel": name})
    for body in sorted(actor.member_of):
        yield Fact(node, "catena:memberOf", _iri("actor", body), is_node=True)


def _place(place: Place) -> Iterator[Fact]:
    node = _iri("place", place.id)
    yield from _typed(node, "prov:Location")
    named: dict[str, Object] = {"rdfs:label": place.name, "catena:country": place.country, "catena:kind": place.kind}
    where: dict[str, Object] = {"geo:lat": place.lat, "geo:long": place.lon, "catena:radiusKm": place.radius_km}
    numbered: dict[str, Object] = {"catena:admin1": place.admin1, "catena:geonamesId": place.geonames_id}
    yield from _literals(node, {**named, **where, **numbered})
    for name in sorted(place.names):
        yield from _literals(node, {"skos:altLabel": name})


def _incident(incident: Incident, case: str, contents: Contents) -> Iterator[Fact]:
    node = _iri("incident", incident.id)
    yield from _typed(node, "prov:Entity", "catena:Incident")
    yield Fact(case, "prov:hadMember", node, is_node=True)
    yield from _literals(node, _findings(incident))
    for field in sorted(incident.disputed):
        yield from _literals(node, {"catena:disputed": field})
    for field, verdict in incident.verdicts:
        yield from _literals(node, {"catena:verdict": f"{field}: {verdict}"})
    for document in sorted(incident.documents):
        yield Fact(node, "prov:wasDerivedFrom", _iri("document", document), is_node=True)
    if incident.place.best is not None:
        yield Fact(node, "prov:atLocation", _iri("place", incident.place.best.id), is_node=True)
    for value in iterate_values(incident):
        yield from _value(value, node, contents)


def _findings(incident: Incident) -> dict[str, Object]:
    figures: dict[str, Object] = {}
    for field, toll in tolls_of(incident):
        figures |= {f"catena:{field}Best": toll.best, f"catena:{field}Low": toll.low, f"catena:{field}High": toll.high}
    return {
        "dcterms:title": incident.title,
        "catena:eventType": incident.event_type,
        "catena:subEventType": incident.sub_event_type,
        "catena:outcome": incident.outcome,
        "dcterms:date": incident.date.best,
        "catena:placePrecision": incident.place.precision,
        **figures,
        "catena:origins": incident.origins,
        "catena:review": incident.review.status,
        "catena:reviewedBy": incident.review.by,
    }


def _value(value: ReportedValue, incident: str, contents: Contents) -> Iterator[Fact]:
    node = _iri("value", value.id)
    yield from _typed(node, "prov:Entity", "catena:Value")
    yield Fact(incident, "catena:reported", node, is_node=True)
    details: dict[str, Object] = {
        "catena:field": value.field,
        "rdf:value": value.value,
        "rdfs:label": describe(value),
        "catena:low": value.low,
        "catena:high": value.high,
        "catena:qualifier": value.qualifier,
        "catena:who": value.who,
        "catena:status": value.status,
        "catena:by": value.by,
        "catena:fate": value.fate,
        "catena:family": value.family,
        "catena:reason": value.reason,
        "catena:text": value.text,
    }
    yield from _literals(node, details)
    if value.actor is not None:
        yield Fact(node, "catena:actor", _iri("actor", value.actor), is_node=True)
    if value.place is not None:
        yield Fact(node, "prov:atLocation", _iri("place", value.place), is_node=True)
    if value.superseded_by is not None:
        yield from _literals(node, {"catena:supersededBy": value.superseded_by})
    yield from _attribution(node, value.source)
    for number, each in enumerate(value.evidence):
        yield from _annotation(_iri("quote", value.id, str(number)), node, each, contents)


def _attribution(node: str, source: Source) -> Iterator[Fact]:
    named = _iri("source", source.kind, source.name, *(() if source.via is None else (source.via,)))
    agent = named if source.actor is None else _iri("actor", source.actor)
    yield Fact(node, "prov:wasAttributedTo", agent, is_node=True)
    yield from _typed(agent, "prov:Agent")
    yield from _literals(agent, {"rdfs:label": source.name})
    yield from _literals(node, {"catena:sourceKind": source.kind, "catena:via": source.via})


def _annotation(node: str, body: str, evidence: Evidence, contents: Contents) -> Iterator[Fact]:
    """Give a quote as an annotation; prefix and suffix are the words around it, as the standard has them."""
    document = _iri("document", evidence.document)
    target, words, offsets = f"{node}:target", f"{node}:words", f"{node}:offsets"
    found = contents.document(evidence.document)
    text = "" if found is None else found.text
    yield from _typed(node, "oa:Annotation")
    yield Fact(node, "oa:hasBody", body, is_node=True)
    yield Fact(node, "oa:hasTarget", target, is_node=True)
    yield Fact(body, "prov:wasQuotedFrom", document, is_node=True)
    yield from _typed(target, "oa:SpecificResource")
    yield Fact(target, "oa:hasSource", document, is_node=True)
    yield Fact(target, "oa:hasSelector", words, is_node=True)
    yield Fact(target, "oa:hasSelector", offsets, is_node=True)
    yield from _typed(words, "oa:TextQuoteSelector")
    yield from _literals(words, {"oa:exact": evidence.quote})
    yield from _literals(words, {"oa:prefix": text[max(0, evidence.start - CONTEXT_CHARACTERS) : evidence.start]})
    yield from _literals(words, {"oa:suffix": text[evidence.end : evidence.end + CONTEXT_CHARACTERS]})
    yield from _typed(offsets, "oa:TextPositionSelector")
    yield from _literals(offsets, {"oa:start": evidence.start, "oa:end": evidence.end})


def _statement(statement: Statement, contents: Contents) -> Iterator[Fact]:
    node = _iri("statement", statement.id)
    yield from _typed(node, "prov:Entity", "catena:Statement")
    yield from _literals(node, {"catena:act": statement.act})
    if statement.about is not None:
        yield Fact(node, "catena:about", _iri("incident", statement.about), is_node=True)
    yield from _attribution(node, statement.source)
    yield from _annotation(_iri("quote", "statement", statement.id), node, statement.evidence, contents)


def _judgement(judgement: Judgement) -> Iterator[Fact]:
    node = _iri("judgement", judgement.left, judgement.right, judgement.by, judgement.verdict)
    yield from _typed(node, "prov:Entity", "catena:Judgement")
    ends: dict[str, Object] = {"catena:left": judgement.left, "catena:right": judgement.right}
    said: dict[str, Object] = {"catena:verdict": judgement.verdict, "catena:by": judgement.by}
    yield from _literals(node, {**ends, **said, "catena:probability": judgement.probability})
    for reason in judgement.reasons:
        yield from _literals(node, {"catena:reason": reason})
