"""A small incident file built by hand: two reports that disagree, in own words."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import strategies as st

from catena.knowledge import read_table
from catena.model import (
    Actor,
    Copy,
    Count,
    DateField,
    Document,
    Evidence,
    Incident,
    IncidentFile,
    Judgement,
    Party,
    Place,
    PlaceField,
    Published,
    Reported,
    ReportedCount,
    Review,
    Source,
    Span,
    Statement,
    Toll,
    Victim,
    Weapon,
    When,
    Where,
)

FIRST = (
    "Gunmen kill two in Port Ándara\n\n"
    "Port Ándara, 4 May 2023 (Coast Wire) - Gunmen on motorcycles shot dead two people in the Old Market "
    "on Wednesday, police said. One of them was Lucía Oré, 34, a schoolteacher. Three others were wounded. "
    "Witness Tomás Vela said the attackers belonged to the Red Tide. Menu | Share"
)
SECOND = (
    "At least three people died in an attack on the market of Port Andara on 3 May, the mayor, Iris Holm, "
    "told the Harbour Post. “=We have nothing to do with it”, a spokesman of the Red Tide said."
)


def document_of(identifier: str, name: str, text: str, **fields: Any) -> Document:
    published = fields.pop("published", Published(None, "unknown", "no date in the text"))
    return Document(
        id=identifier,
        name=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        language="en",
        text=text,
        published=published,
        **fields,
    )


def evidence_of(document: Document, quote: str, focus: str | None = None) -> Evidence:
    start = document.text.index(quote)
    at = None if focus is None else start + quote.index(focus)
    span = None if at is None or focus is None else Span(at, at + len(focus))
    return Evidence(document.id, start, start + len(quote), quote, span)


DOCUMENT_1 = document_of(
    "d1",
    "1_coast-wire.txt",
    FIRST,
    outlet="Coast Wire",
    outlet_country="PE",
    title="Gunmen kill two in Port Ándara",
    title_span=Span(0, 30),
    dateline="Port Ándara",
    url="https://wire.example/1?a=1&b=2",
    furniture=(Span(FIRST.index("Menu"), len(FIRST)),),
)
DOCUMENT_2 = document_of("d2", "2_harbour-post.txt", SECOND, outlet="Harbour Post")
DOCUMENT_3 = document_of("d3", "3_reprint.txt", FIRST + " (reprint)")
POLICE = Source("police", "institution", "Coast Wire", None, (evidence_of(DOCUMENT_1, "police said"),))
MAYOR = Source("the mayor, Iris Holm", "named", None, "a-holm", (evidence_of(DOCUMENT_2, "the mayor, Iris Holm"),))
OUTLET = Source("Coast Wire", "outlet")
WITNESS = Source("Tomás Vela", "named", None, "a-vela", (evidence_of(DOCUMENT_1, "Witness Tomás Vela"),))
TIDE = Source("a spokesman of the Red Tide", "anonymous", None, "a-tide")
SHOT = evidence_of(
    DOCUMENT_1,
    "Gunmen on motorcycles shot dead two people in the Old Market on Wednesday, police said.",
    "two people",
)
TEACHER = evidence_of(DOCUMENT_1, "One of them was Lucía Oré, 34, a schoolteacher.", "Lucía Oré")
WOUNDED = evidence_of(DOCUMENT_1, "Three others were wounded.")
DIED = evidence_of(DOCUMENT_2, SECOND.split(" “")[0], "At least three people")
ACCUSED = evidence_of(DOCUMENT_1, "Witness Tomás Vela said the attackers belonged to the Red Tide.", "the Red Tide")
DENIED = evidence_of(DOCUMENT_2, SECOND.split("Post. ")[1])
MARKET = Place(
    "p1", "Old Market", "PE", "Ándara", -12.05, -77.15, 0.5, None, ("Old Market", "market"), "facility",
    (evidence_of(DOCUMENT_1, "Old Market"),),
)  # fmt: skip
TOWN = Place("p2", "Port Ándara", "PE", "Ándara", -12.0, -77.1, 6.0, 123, ("Port Andara", "Port Ándara"))

ATTACK = Incident(
    id="i1",
    title="Two or three shot dead at the Old Market of Port Ándara",
    event_type="Violence against civilians",
    sub_event_type="Attack",
    outcome="carried out",
    date=DateField(
        "2023-05-03",
        (
            Reported(When("on Wednesday", "2023-05-03", "the latest Wednesday before publication"), POLICE, (SHOT,)),
            Reported(When("on 3 May", "2023-05-03", "day and month, year of publication"), MAYOR, (DIED,)),
        ),
    ),
    place=PlaceField(
        MARKET,
        1,
        (
            Reported(Where("in the Old Market", MARKET, 1, "a facility of the town"), POLICE, (SHOT,)),
            Reported(Where("the market of Port Andara", TOWN, 2, "near the town"), MAYOR, (DIED,)),
            Reported(Where("somewhere", None, None, "no place is named"), OUTLET, (TEACHER,)),
        ),
    ),
    killed=Toll(
        None,
        2,
        3,
        (
            ReportedCount("k1", Count(2, 2, "exactly", "people"), POLICE, (SHOT,)),
            ReportedCount("k2", Count(3, None, "at least", "people"), MAYOR, (DIED,)),
            ReportedCount("k3", Count(1, 1, "exactly", "Lucía Oré"), OUTLET, (TEACHER,), None, True),
        ),
    ),
    wounded=Toll(3, 3, 3, (ReportedCount("w1", Count(3, 3, "exactly", "others"), OUTLET, (WOUNDED,)),)),
    abducted=Toll(),
    victims=(Reported(Victim("Lucía Oré", "killed", "a-ore"), OUTLET, (TEACHER,)),),
    perpetrators=(
        Reported(Party("the Red Tide", "accused", "Tomás Vela", "a-tide"), WITNESS, (ACCUSED,)),
        Reported(Party("the Red Tide", "denies", "a spokesman of the Red Tide", "a-tide"), TIDE, (DENIED,)),
        Reported(Party("gunmen", "unknown", "police"), POLICE, (SHOT,)),
    ),
    weapons=(Reported(Weapon("shot dead", "firearm"), POLICE, (SHOT,)),),
    events=("e2", "e1"),
    documents=("d2", "d1"),
    origins=2,
    disputed=("killed",),
    verdicts=(("killed", "exactly 2 and at least 3 cannot both hold"),),
    review=Review("accepted", "reviewer 1"),
)
THREAT = Incident(
    id="i2",
    title="=HYPERLINK(1) a threat of which little is known",
    event_type="Strategic developments",
    sub_event_type="Other",
    outcome="threatened",
    date=DateField(),
    place=PlaceField(),
    killed=Toll(),
    wounded=Toll(),
    abducted=Toll(),
    victims=(),
    perpetrators=(),
    weapons=(),
    events=("e3",),
    documents=("d2",),
    origins=1,
)


@pytest.fixture
def incident_file() -> IncidentFile:
    """Give the file with its records out of order, as a reader might have met them."""
    return IncidentFile(
        documents=(DOCUMENT_2, DOCUMENT_1, DOCUMENT_3),
        copies=(Copy("d3", "d1", 0.97), Copy("d3", "d2", 0.1)),
        actors=(
            Actor("a-vela", "Tomás Vela", "person", ("Tomás Vela",), (), (evidence_of(DOCUMENT_1, "Tomás Vela"),)),
            Actor("a-ore", "Lucía Oré", "person", ("Lucía Oré",), (), (TEACHER,)),
            Actor("a-tide", "Red Tide", "group", ("the Red Tide", "Red Tide"), (), (ACCUSED, DENIED)),
            Actor("a-holm", "Iris Holm", "person", ("Iris Holm",), ("a-council",), (DIED,)),
        ),
        places=(TOWN,),
        incidents=(THREAT, ATTACK),
        statements=(
            Statement("s2", DENIED, TIDE, "denies", "i1"),
            Statement("s1", ACCUSED, WITNESS, "accuses", "i1"),
        ),
        judgements=(Judgement("e1", "e2", "same", ("same day", "same town"), "linker 0.3", 0.93),),
    )


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """Give the published JSON Schema."""
    text = files("catena.export").joinpath("incident-file.schema.json").read_text(encoding="utf8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")) | st.sampled_from("\n\t\"'=+-@,;|<>&█")
TEXTS = st.text(LETTERS, min_size=30, max_size=120).filter(lambda text: bool(text.strip()))
NAMES = st.text(LETTERS, min_size=1, max_size=20).filter(lambda text: bool(text.strip()))
IDS = st.text("abcdefghij0123456789-:/", min_size=1, max_size=8)
DATES = st.sampled_from([None, "2021-06-07", "2021-06", "2020~", "2021-11-24/2021-12-08", "2021-06-07/.."])
COUNTS = st.none() | st.integers(0, 2000)
EVENT_TYPES = [
    (family, sub)
    for family, entry in read_table("event_types")["event_types"].items()
    for sub in entry["sub_event_types"]
]


@st.composite
def draw_document(draw: st.DrawFn, identifier: str) -> Document:
    published = Published(draw(DATES), draw(st.sampled_from(["stated", "given", "inferred", "unknown"])), "a reason")
    return document_of(
        identifier,
        draw(NAMES),
        draw(TEXTS),
        published=published,
        outlet=draw(st.none() | NAMES),
        title=draw(st.none() | NAMES),
        author=draw(st.none() | NAMES),
        agency=draw(st.none() | NAMES),
    )


@st.composite
def draw_evidence(draw: st.DrawFn, documents: list[Document]) -> Evidence:
    document = draw(st.sampled_from(documents))
    start = draw(st.integers(0, len(document.text) - 2))
    end = draw(st.integers(start + 1, len(document.text)))
    focus = draw(st.none() | st.just(Span(start, end)))
    return Evidence(document.id, start, end, document.text[start:end], focus)


@st.composite
def draw_place(draw: st.DrawFn, identifier: str) -> Place:
    return Place(
        identifier,
        draw(NAMES),
        draw(st.sampled_from(["IQ", "CO", "XX", None])),
        draw(st.none() | NAMES),
        draw(st.none() | st.floats(-90, 90)),
        draw(st.none() | st.floats(-180, 180)),
        draw(st.none() | st.floats(0, 500)),
    )


@st.composite
def draw_incident(
    draw: st.DrawFn, identifier: str, documents: list[Document], actors: list[Actor], places: list[Place]
) -> Incident:
    evidence = st.lists(draw_evidence(documents), min_size=1, max_size=2).map(tuple)
    actor = st.none() | st.sampled_from([each.id for each in actors])
    kinds = st.sampled_from(["named", "anonymous", "institution", "outlet"])
    source = st.builds(Source, NAMES, kinds, st.none() | NAMES, actor)

    def reported(value: st.SearchStrategy[Any]) -> Any:
        return draw(st.lists(st.builds(Reported, value, source, evidence), max_size=2).map(tuple))

    def toll(name: str) -> Toll:
        qualifier = st.sampled_from(["exactly", "at least", "about", "up to", "more than", "none"])
        count = st.builds(Count, COUNTS, COUNTS, qualifier, NAMES)
        ids = st.sampled_from([f"{identifier}{name}{number}" for number in range(9)])
        found = st.builds(ReportedCount, ids, count, source, evidence, st.none() | ids, st.booleans())
        return Toll(draw(COUNTS), draw(COUNTS), draw(COUNTS), draw(st.lists(found, max_size=2).map(tuple)))

    family, sub = draw(st.sampled_from(EVENT_TYPES))
    return Incident(
        id=identifier,
        title=draw(NAMES),
        event_type=family,
        sub_event_type=sub,
        outcome=draw(st.sampled_from(["carried out", "attempted", "foiled", "threatened"])),
        date=DateField(draw(DATES), reported(st.builds(When, NAMES, DATES, NAMES))),
        place=PlaceField(
            draw(st.none() | st.sampled_from(places)),
            draw(st.none() | st.integers(1, 7)),
            reported(
                st.builds(Where, NAMES, st.none() | st.sampled_from(places), st.none() | st.integers(1, 7), NAMES)
            ),
        ),
        killed=toll("k"),
        wounded=toll("w"),
        abducted=toll("a"),
        victims=reported(st.builds(Victim, NAMES, st.sampled_from(["killed", "wounded"]), actor)),
        perpetrators=reported(
            st.builds(
                Party, NAMES, st.sampled_from(["claims", "accused", "suspected", "denies", "unknown"]), NAMES, actor
            )
        ),
        weapons=reported(st.builds(Weapon, NAMES, NAMES)),
        events=("e1",),
        documents=tuple(each.id for each in documents),
        origins=draw(st.integers(0, 5)),
        disputed=draw(st.sampled_from([(), ("killed",), ("date", "killed")])),
        verdicts=draw(st.sampled_from([(), (("killed", "two figures"),)])),
        review=Review(draw(st.sampled_from(["machine", "accepted"])), draw(st.none() | NAMES)),
    )


@st.composite
def draw_file(draw: st.DrawFn) -> IncidentFile:
    documents = [draw(draw_document(f"d{number}")) for number in range(draw(st.integers(1, 2)))]
    names = st.lists(NAMES, min_size=1, max_size=2, unique=True).map(lambda names: tuple(sorted(names)))
    kinds = st.sampled_from(["person", "group", "force", "government", "institution", "outlet", "unknown"])
    actors = [
        Actor(f"a{number}", draw(NAMES), draw(kinds), draw(names), (), (draw(draw_evidence(documents)),))
        for number in range(draw(st.integers(1, 3)))
    ]
    places = [draw(draw_place(f"p{number}")) for number in range(2)]
    count = draw(st.integers(0, 2))
    incidents = [draw(draw_incident(f"i{number}", documents, actors, places)) for number in range(count)]
    source = st.builds(Source, NAMES, st.sampled_from(["named", "outlet"]), st.none() | NAMES)
    acts = st.sampled_from(["asserts", "denies", "accuses", "threatens"])
    statement = st.builds(Statement, st.just("s1"), draw_evidence(documents), source, acts, st.none() | st.just("i0"))
    judgement = st.builds(
        Judgement, NAMES, NAMES, st.sampled_from(["same", "different", "unsure"]), st.lists(NAMES).map(tuple), NAMES
    )
    return IncidentFile(
        documents=tuple(documents),
        actors=tuple(actors),
        incidents=tuple(incidents),
        statements=tuple(draw(st.lists(statement, max_size=1))),
        judgements=tuple(draw(st.lists(judgement, max_size=1))),
    )


@pytest.fixture(scope="session")
def files_of_any_kind() -> st.SearchStrategy[IncidentFile]:
    """Give incident files with names in any script, quotes, line breaks and signs of formulas."""
    return draw_file()
