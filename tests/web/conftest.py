"""A small case in our own words: two outlets that disagree, a reprint of a third, and a report that attacks its reader."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the pages need the extra `web`")
pytest.importorskip("httpx", reason="the tests of the pages need httpx")

from fastapi.testclient import TestClient

from catena.knowledge.actors import load_actors
from catena.model import (
    Claim,
    Count,
    Document,
    Event,
    Evidence,
    Mention,
    Party,
    Place,
    Published,
    Reading,
    Source,
    Span,
    Statement,
    Value,
    Victim,
    Weapon,
    When,
    Where,
)  # fmt: skip
from catena.review.case_file import decide_case
from catena.run.steps import assemble
from catena.store import Case, Provenance, open_case
from catena.web.app import create_app

ORIGIN = "http://127.0.0.1"
HERALD = (
    "Blast at Testville market kills 7\n\nA bomb killed 7 people at the market of Testville on 3 May 2021, "
    "a police spokesman said. The Brigade of Examples was behind the blast, the spokesman said.\n"
)
TRIBUNE = (
    "Testville blast: hospital counts 12 dead\n\nThe blast at the market of Testville killed 12 people on 3 May 2021, "
    "the city hospital said. The Brigade of Examples denied any part in it.\n"
)
GAZETTE = (
    "Shots in Otherton\n\nGunmen killed a guard in Otherton in June 2021, witnesses said. "
    "<script>document.title='taken'</script> <a href=\"javascript:alert(1)\">click</a> "
    "<img src=x onerror=alert(2)> \u202egnp.exe\u202c {{ 7 * 7 }}\n"
)
TESTVILLE = Place("p-testville", "Testville", "IQ", "Example", 33.3, 44.4, 12.0, names=("Testville",))
OTHERTON = Place("p-otherton", "Otherton", "SY", None, 35.1, 36.7, 40.0, names=("Otherton",))


def document(name: str, outlet: str, text: str, published: str) -> Document:
    """Make a document whose id follows from its text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    title, _, _ = text.partition("\n")
    return Document(
        f"d{digest[:12]}", name, digest, "text/plain", "en", text, Published(published, "given", "given with the file"),
        outlet=outlet, title=title,
        furniture=(Span(0, 5),) if outlet == "Demo Gazette" else (),
    )  # fmt: skip


def words(of: Document, sentence: str, focus: str | None = None) -> Evidence:
    """Point at a sentence of a document, and at the words in it that carry the value."""
    start = of.text.index(sentence)
    narrow = None if focus is None else Span(start + sentence.index(focus), start + sentence.index(focus) + len(focus))
    return Evidence(of.id, start, start + len(sentence), sentence, narrow)


def claim(of: Document, slot: str, value: Value, source: Source, sentence: str, focus: str) -> Claim:
    """Make a claim with its words."""
    return Claim(slot, value, source, (words(of, sentence, focus),))  # type: ignore[arg-type]


def herald_reading(of: Document) -> Reading:
    """Tell the blast as the Sample Herald does: seven killed, the Brigade accused."""
    first = "A bomb killed 7 people at the market of Testville on 3 May 2021, a police spokesman said."
    second = "The Brigade of Examples was behind the blast, the spokesman said."
    police = Source("a police spokesman", "institution", "Mock Agency")
    return _blast(
        of,
        "e-herald",
        first,
        police,
        7,
        Party("Brigade of Examples", "accused", "a police spokesman"),
        second,
        "accuses",
    )


def tribune_reading(of: Document) -> Reading:
    """Tell it as the Mock Tribune does: twelve killed, the Brigade denies."""
    first = "The blast at the market of Testville killed 12 people on 3 May 2021, the city hospital said."
    second = "The Brigade of Examples denied any part in it."
    return _blast(
        of,
        "e-tribune",
        first,
        Source("the city hospital", "institution"),
        12,
        Party("Brigade of Examples", "denies", "Brigade of Examples"),
        second,
        "denies",
    )


def _blast(
    of: Document, event: str, first: str, source: Source, killed: int, party: Party, second: str, act: str
) -> Reading:
    claims = (
        claim(of, "killed", Count(killed, killed, "exactly", "people"), source, first, f"{killed} people"),
        claim(of, "date", When("3 May 2021", "2021-05-03", "told in full"), source, first, "3 May 2021"),
        claim(of, "place", Where("the market of Testville", TESTVILLE, 2, "own name"), source, first, "Testville"),
        claim(of, "weapon", Weapon("bomb", "bomb"), source, first, "b"),
        claim(of, "perpetrator", party, source, second, "Brigade of Examples"),
    )
    told = Event(
        event, of.id, "Explosions/Remote violence", "Remote explosive/landmine/IED", "carried out", (words(of, first),), claims,
        families=("bomb",), cues=("lead",), sentence=1,
    )  # fmt: skip
    name = Mention("group", words(of, second, "Brigade of Examples"))
    speech = Statement(f"s-{event}", words(of, second), Source(party.by, "institution"), act, event)  # type: ignore[arg-type]
    return Reading(of.id, (name,), (told,), (speech,), (TESTVILLE,))


def gazette_reading(of: Document) -> Reading:
    """Tell of one guard shot, in a month and no day."""
    sentence = "Gunmen killed a guard in Otherton in June 2021, witnesses said."
    seen = Source("witnesses", "anonymous")
    claims = (
        claim(of, "killed", Count(1, 1, "exactly", "guard"), seen, sentence, "a guard"),
        claim(of, "victim", Victim("a guard", "killed"), seen, sentence, "a guard"),
        claim(of, "date", When("June 2021", "2021-06", "told with its year"), seen, sentence, "June 2021"),
        claim(of, "place", Where("in Otherton", OTHERTON, 2, "own name"), seen, sentence, "Otherton"),
    )
    told = Event(
        "e-gazette",
        of.id,
        "Violence against civilians",
        "Attack",
        "carried out",
        (words(of, sentence),),
        claims,
        families=("shooting",),
        sentence=1,
    )
    return Reading(of.id, (), (told,), (), (OTHERTON,))


@pytest.fixture(scope="session")
def made_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the case once; each test that decides works on a copy."""
    path = tmp_path_factory.mktemp("web") / "small.catena"
    told = (
        (document("herald.txt", "Sample Herald", HERALD, "2021-05-04"), herald_reading),
        (document("tribune.txt", "Mock Tribune", TRIBUNE, "2021-05-05"), tribune_reading),
        (document("gazette.txt", "Demo Gazette", GAZETTE, "2021-06-20"), gazette_reading),
    )
    table = load_actors()
    with open_case(path) as case:
        for each, read in told:
            case.add_document(each, each.text.encode(), Provenance("file", "0", "2021-07-01T00:00:00+00:00", each.name))
            case.add_reading(read(each), "rules")
        decide_case(case, "rules", lambda documents, readings, judged: assemble(documents, readings, table, judged))
    return path


@pytest.fixture
def case_path(made_case: Path, tmp_path: Path) -> Path:
    """Give a copy of the case that a test may change."""
    path = tmp_path / "small.catena"
    path.write_bytes(made_case.read_bytes())
    return path


@pytest.fixture
def client(case_path: Path) -> Iterator[TestClient]:
    """Give a browser without a screen, at the address that the pages answer to."""
    with TestClient(create_app(case_path), base_url=ORIGIN, headers={"Origin": ORIGIN}) as found:
        yield found


@pytest.fixture
def case(case_path: Path) -> Iterator[Case]:
    """Give the case itself."""
    with open_case(case_path, create=False) as opened:
        yield opened
