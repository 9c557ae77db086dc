"""A report that attacks its reader, in every name, title and text: no page and no export ever runs a word of it."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from tests.web.conftest import HERALD, TESTVILLE, document, herald_reading

from catena.export.formats import export
from catena.export.options import Options
from catena.knowledge.actors import load_actors
from catena.model import Document, IncidentFile, Reading
from catena.review.case_file import decide_case
from catena.run.steps import assemble
from catena.store import Provenance, open_case
from catena.web.app import create_app
from catena.web.one_file import HTML

CHROMIUM = Path("/usr/bin/chromium")
EVIL = (
    '<script>window.taken=1</script><img src=x onerror="window.taken=2"><a href="javascript:window.taken=3">x</a>'
    "</textarea></style></title>'\"><svg onload=window.taken=4> \u202ereversed\u202c {{7*7}} ${7*7} =1+1 [x](javascript:1)"
)
LINE_CHARACTERS = 10_000_000
PATHS = (
    "/incidents", "/timeline", "/map", "/actors", "/sources", "/documents", "/review", "/journal", "/progress", "/import",
    "/search?q=blast", "/search?q=script",
)  # fmt: skip


def swapped(made: object) -> Any:
    """Put the attack into each free text of a record: names, titles, reasons; quotes stay what stands in the text."""
    if isinstance(made, tuple):
        return tuple(swapped(each) for each in made)
    if not hasattr(made, "__dataclass_fields__"):
        return made
    free = {
        "name",
        "title",
        "outlet",
        "author",
        "url",
        "agency",
        "dateline",
        "reason",
        "reasons",
        "who",
        "by",
        "via",
        "admin1",
    }
    changed = {}
    for key in made.__dataclass_fields__:
        value = getattr(made, key)
        if key in free and isinstance(value, str) and type(made).__name__ not in {"Judgement"}:
            changed[key] = f"{EVIL} {value}"
        elif key == "names":
            changed[key] = (*value, EVIL)
        else:
            changed[key] = swapped(value)
    return replace(made, **changed)  # type: ignore[type-var]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, IncidentFile]:
    """Make a case whose every free text is the attack, and one document that is a line of ten megabytes."""
    path, table = tmp_path_factory.mktemp("hostile") / f"{'<b>'}evil.catena", load_actors()
    told = document("herald.txt", "Herald", HERALD + EVIL + "\n", "2021-05-04")
    told = replace(told, outlet=EVIL, title=EVIL, author=EVIL, url="javascript:window.taken=5", name=f"{EVIL[:40]}.txt")
    reading: Reading = herald_reading(told)
    line = (EVIL + " ") * (LINE_CHARACTERS // len(EVIL) + 1)
    digest = hashlib.sha256(line.encode()).hexdigest()
    long = Document(
        f"d{digest[:12]}", "line.txt", digest, "text/plain", "en", line, replace(told.published), title=line[:1000]
    )
    with open_case(path) as case:
        for each in (told, long):
            case.add_document(each, each.text.encode(), Provenance("file", "0", "2021-07-01T00:00:00+00:00", EVIL))
        case.add_reading(reading, "rules")
        case.add_refusal(EVIL, EVIL)
        decide_case(case, "rules", lambda d, r, j: assemble(d, r, table, j))
        file = case.incident_file()
        assert file is not None
        made = swapped(replace(file, documents=()))
        attacked = replace(made, documents=(told, long), places=tuple(replace(p, name=EVIL) for p in made.places))
        case.save_file(attacked)
    assert (
        attacked.incidents
        and EVIL in attacked.incidents[0].title
        and TESTVILLE.name not in attacked.places[0].name[:10]
    )
    return path, attacked


def small(file: IncidentFile) -> IncidentFile:
    """Leave the line of megabytes out where a library would take minutes to read it back."""
    return replace(file, documents=file.documents[:1])


@pytest.fixture(scope="module")
def page(hostile: tuple[Path, IncidentFile]) -> Iterator[Any]:
    """Serve the case and give a browser page that notes whatever runs or leaves the machine."""
    sync_api = pytest.importorskip("playwright.sync_api")
    uvicorn = pytest.importorskip("uvicorn")
    if not CHROMIUM.exists():
        pytest.skip("no Chromium at /usr/bin/chromium")
    server = uvicorn.Server(uvicorn.Config(create_app(hostile[0]), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        found = browser.new_context(base_url=address).new_page()
        found.faults = []
        found.on("dialog", lambda dialog: found.faults.append(dialog.message))
        found.on("console", lambda message: found.faults.append(message.text) if message.type == "error" else None)
        yield found
        browser.close()
    server.should_exit = True
    thread.join(10)


ARMED = "main img, main script, [href^='javascript:' i], [onload], [onerror]"


def harmless(page: Any) -> bool:
    """Say whether nothing of the attack came to be more than text on the page that is shown."""
    ran = page.evaluate("window.taken !== undefined || document.title.length > 2000")
    return not ran and page.locator(ARMED).count() == 0


@pytest.mark.slow
def test_no_page_runs_a_word_of_it(page: Any, hostile: tuple[Path, IncidentFile]) -> None:
    file = hostile[1]
    details = [f"/incidents/{file.incidents[0].id}", *(f"/documents/{each.id}" for each in file.documents)]
    details += [f"/documents/{file.documents[1].id}?part=100", *(f"/actors/{each.id}" for each in file.actors[:1])]
    for path in (*PATHS, *details):
        answer = page.goto(path)
        assert answer.status == 200 and harmless(page), path
        assert len(answer.text()) < 1_000_000, path
    assert page.faults == []


@pytest.mark.slow
def test_the_file_of_pages_runs_nothing_either(page: Any, hostile: tuple[Path, IncidentFile], tmp_path: Path) -> None:
    export(small(hostile[1]), HTML, tmp_path / "out.html")
    page.goto(f"file://{tmp_path / 'out.html'}")
    assert harmless(page)
    page.click(".incidents th a")
    assert harmless(page) and page.locator("section.leaf:visible").count() == 1
    page.click("section.leaf:visible .quote a >> nth=0")
    assert page.locator("section.leaf:visible .paper").count() == 1 and harmless(page)


def test_a_line_of_ten_megabytes_is_written_by_every_line_based_format(
    hostile: tuple[Path, IncidentFile], tmp_path: Path
) -> None:
    for name in (
        "json",
        "jsonl",
        "csv",
        "ucdp-ged",
        "acled",
        "gdelt",
        "ftm",
        "geojson",
        "kml",
        "ics",
        "timelinejs",
        "md",
    ):
        target = tmp_path / f"out-{name}"
        export(hostile[1], name, target, Options(case_hash="sha256:0"))
        assert target.exists(), name


def test_exports_that_others_show_hold_it_as_text(hostile: tuple[Path, IncidentFile], tmp_path: Path) -> None:
    file = small(hostile[1])
    for name in ("kml", "gexf", "timelinejs", "md", "geojson"):
        export(file, name, tmp_path / name)
    for name in ("kml", "gexf"):
        tags = {each.tag.rpartition("}")[2].lower() for each in ElementTree.parse(tmp_path / name).iter()}
        assert not tags & {"script", "img", "svg", "a"}, name
    slides = json.loads((tmp_path / "timelinejs").read_text(encoding="utf-8"))
    assert not re.search(r"<(script|img|svg|a)\b", json.dumps(slides, ensure_ascii=False))
    shown = MarkdownIt("commonmark").render((tmp_path / "md").read_text(encoding="utf-8"))
    assert not re.search(r"<(script|img|svg)\b|href=\"javascript:", shown)
    assert json.loads((tmp_path / "geojson").read_text(encoding="utf-8"))["features"]
