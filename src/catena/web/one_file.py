"""``catena export --format html``: the pages of incidents and documents in one file that needs no server and no script.

Each page is a section, shown when it is the address's target. Links between pages become anchors; links to what only a
server has (search, the larger map) become plain words.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from catena.export.contents import Contents
from catena.export.formats import Format
from catena.export.options import Options
from catena.export.sidecar import about
from catena.model import Document, Incident, IncidentFile, Span, Statement
from catena.web.document_view import Note, Piece, cut, notes_of
from catena.web.drawing import plot_toll
from catena.web.incident_view import make_page
from catena.web.rendering import HERE, make_environment
from catena.web.shelf import Index, index_of

NOT_CARRIED = ("spellings of names", "furniture as such")
TITLE = "Incident file"
# One section at a time: the one that is aimed at, or that holds what is aimed at; the list where nothing is.
LEAVES = """
.leaf { display: none; } .leaf:target, .leaf:has(:target) { display: block; } body:not(:has(:target)) .list { display: block; }
.leaf [id] { scroll-margin-top: 7rem; } .field:target { outline: 3px solid var(--accent); outline-offset: 3px; }
.leaf .paper { max-width: 60rem; margin-bottom: 1rem; }
span:target + .v, span:target + span:not(:empty) { background: var(--mark); }
@media print { .leaf, .list { display: block !important; break-before: page; } }
"""
_LINK = re.compile(r'href="([^"]*)"')  # every value is escaped, so that text never looks like one
_ID = re.compile(r'(\bid|aria-labelledby)="([^"]*)"')
_PAGE = re.compile(r"/(incidents|documents)/([^/?#]+)(?:\?at=(\d+)-(\d+))?(?:#(.*))?")
_FONT = re.compile(r'url\("(/static/[^"]+)"\)')
_FACES = re.compile(r"@font-face \{[^}]*\}\n?")


def write_html(contents: Contents, path: Path, options: Options) -> None:
    """Write the pages of a file, one after another."""
    writer = _Writer(contents, options)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(writer.pieces())


HTML = Format(
    "html", "the pages of incidents and reports in one file", ".html", write_html, NOT_CARRIED, extra="jinja2"
)


class _Writer:
    """Renders the sections of one file; which quotes of a document are linked is known when its turn comes."""

    def __init__(self, contents: Contents, options: Options) -> None:
        self.account = about("html", contents, options, NOT_CARRIED)
        self.file = IncidentFile(
            tuple(contents.documents()), tuple(contents.copies()), tuple(contents.actors()), tuple(contents.places()),
            tuple(contents.incidents()), tuple(contents.statements()), tuple(contents.judgements()),
        )  # fmt: skip
        self.index: Index = index_of(self.file)
        self.macros: Any = make_environment().get_template("one_file.html").module
        self.linked: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        self.documents = {each.id: each for each in self.file.documents}
        self.spoken: defaultdict[str, list[Statement]] = defaultdict(list)
        self.told: defaultdict[str, list[Incident]] = defaultdict(list)
        for statement in self.file.statements:
            for key in {statement.about or "", statement.evidence.document}:
                self.spoken[key].append(statement)
        for incident in self.file.incidents:
            for key in incident.documents:
                self.told[key].append(incident)

    def pieces(self) -> Iterator[str]:
        """Give the file piece by piece: the head, the list, incidents, documents, the foot."""
        style = _FACES.sub(_face, (HERE / "static" / "catena.css").read_text(encoding="utf-8")) + LEAVES
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; base-uri 'none'; form-action 'none'"
        yield str(self.macros.head(Markup(style), policy, TITLE))
        documents = sorted(self.file.documents, key=lambda each: (each.published.value or "~", each.id))
        rows = sorted(self.index.incidents, key=lambda row: (row.first is None, -(row.first or 0), row.id))
        yield self._anchored(str(self.macros.listing(rows, documents, TITLE)))
        yield from map(self._incident, self.file.incidents)
        yield from map(self._document, documents)
        yield str(self.macros.foot(self.account))

    def _incident(self, incident: Incident) -> str:
        statements = self.spoken[incident.id]
        ids = dict.fromkeys((*incident.documents, *(each.evidence.document for each in statements)))
        documents = {each: self.documents[each] for each in ids if each in self.documents}
        view = make_page(incident, self.index, documents, statements)
        plots = {name: plot for name, points in view.tolls.items() if (plot := plot_toll(points)) is not None}
        made = str(self.macros.incident_section(incident, view, plots, self.index))
        own = f"i-{_plain(incident.id)}"
        made = _LINK.sub(lambda found: f'href="#{own}-{found[1][1:]}"' if found[1].startswith("#") else found[0], made)
        made = _ID.sub(lambda found: f'{found[1]}="{own}-{found[2]}"', made)
        return f'<section class="leaf" id="{own}">{self._anchored(made)}</section>\n'

    def _document(self, document: Document) -> str:
        own = f"d-{_plain(document.id)}"
        linked = sorted(self.linked[document.id])
        quoted = [Note(start, end, "statement", "") for start, end in linked if end <= len(document.text)]
        notes = [*notes_of(document, self.told[document.id], self.spoken[document.id]), *quoted]
        anchors: defaultdict[int, list[str]] = defaultdict(list)
        for start, end in linked:
            anchors[start].append(f"{own}-{start}-{end}")
        pieces = cut(document.text, notes, None, Span(0, len(document.text)))
        made = str(self.macros.document_section(document, _anchors_before(pieces, anchors)))
        return f'<section class="leaf" id="{own}">{self._anchored(made)}</section>\n'

    def _anchored(self, made: str) -> str:
        """Turn links between pages into anchors of this file, and note which quotes they aim at."""

        def turn(found: re.Match[str]) -> str:
            if found[1].startswith("#"):
                return found[0]
            page = _PAGE.fullmatch(found[1])
            if page is None:
                return ""
            kind, key, start, end, fragment = page.groups()
            if kind == "documents":
                if start is None:
                    return f'href="#d-{_plain(key)}"'
                self.linked[key].add((int(start), int(end)))
                return f'href="#d-{_plain(key)}-{start}-{end}"'
            return f'href="#i-{_plain(key)}{f"-{fragment}" if fragment else ""}"'

        return _LINK.sub(turn, made)


def _face(found: re.Match[str]) -> str:
    """Put the letters of Latin script into the style itself; other letters are those of the reader's machine."""
    path = _FONT.search(found[0])
    if path is None or "latin-ext" in path[1]:
        return ""
    data = base64.b64encode((HERE / path[1].lstrip("/")).read_bytes()).decode()
    return found[0].replace(path[1], f"data:font/woff2;base64,{data}")


def _anchors_before(pieces: Iterable[Piece], anchors: Mapping[int, list[str]]) -> Iterator[tuple[list[str], Piece]]:
    """Give each piece of a text with the anchors that stand where it begins."""
    at = 0
    for piece in pieces:
        yield anchors.get(at, []), piece
        at += len(piece.text)


def _plain(key: str) -> str:
    """Make an id fit for an anchor, whatever it holds."""
    return key if re.fullmatch(r"[\w.:-]+", key) else hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
