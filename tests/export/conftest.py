"""A small incident file built by hand: two reports that disagree, in own words."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import Any

import pytest

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
