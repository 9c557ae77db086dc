"""The records that every room shares: frozen, slotted, standard library only.

Offsets are Unicode code points, half-open, on ``Document.text``. Unknown is ``None``. Dates are
EDTF strings (ISO 8601-2): ``2021-06-07``, ``2021-06``, ``2020~``, ``2021-11-24/2021-12-08``.
The words (document, mention, event, claim, statement, source, incident …) have one meaning each;
``docs/concepts.md`` gives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SourceKind = Literal["named", "anonymous", "institution", "outlet"]
ActorKind = Literal["person", "group", "force", "government", "institution", "outlet", "unknown"]
MentionKind = Literal[
    "person", "group", "force", "government", "institution", "outlet",
    "place", "facility", "weapon", "count", "time", "unknown",
]  # fmt: skip
Act = Literal[
    "asserts", "denies", "accuses", "claims responsibility", "threatens", "condemns", "promises", "orders",
]  # fmt: skip
Outcome = Literal["carried out", "attempted", "foiled", "threatened"]
Qualifier = Literal["exactly", "at least", "about", "up to", "more than", "none"]
PartyStatus = Literal["claims", "accused", "suspected", "denies", "convicted", "confessed", "unknown"]
DateHow = Literal["stated", "given", "inferred", "unknown"]
Slot = Literal["date", "place", "killed", "wounded", "abducted", "victim", "perpetrator", "weapon", "outcome"]
Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a document's text, in code points."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Say whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Say whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The words that carry a value: ``document.text[start:end] == quote``, a sentence or less.

    ``focus`` is the narrower span inside the quote that names the value, for highlighting.
    """

    document: str
    start: int
    end: int
    quote: str
    focus: Span | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Whom the text credits. ``outlet`` is the report's own voice; ``via`` relays to this report."""

    name: str
    kind: SourceKind
    via: str | None = None
    actor: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """A document's day of publication as EDTF, and how it is known; ``instant`` in UTC where a clock and its zone are told."""

    value: str | None
    how: DateHow
    reason: str
    evidence: tuple[Evidence, ...] = ()
    instant: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One report as collected. ``text`` never changes; furniture is marked on it, not cut."""

    id: str
    name: str
    sha256: str
    media_type: str
    language: str | None
    text: str
    published: Published
    url: str | None = None
    outlet: str | None = None
    outlet_country: str | None = None
    agency: str | None = None
    title: str | None = None
    title_span: Span | None = None
    author: str | None = None
    dateline: str | None = None
    furniture: tuple[Span, ...] = ()
    pages: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of one document that names something."""

    kind: MentionKind
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Place:
    """A place with coordinates. ``radius_km`` says how wide the name is; ``names`` as met in texts."""

    id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    geonames_id: int | None = None
    names: tuple[str, ...] = ()
    kind: str = "settlement"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or body, with every spelling met in the case."""

    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...]
    member_of: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many: at least 4 is low 4, high None; up to 9 is low None, high 9; several is 3..9."""

    low: int | None
    high: int | None
    qualifier: Qualifier
    who: str


@dataclass(frozen=True, slots=True)
class When:
    """A phrase of time and the EDTF value it was read as, with the reason."""

    text: str
    edtf: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Where:
    """A phrase of place, kept in its own words, and the place it was read as (UCDP where_prec 1..7)."""

    text: str
    place: Place | None
    precision: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Party:
    """An alleged perpetrator. An accusation stays one: ``status`` with ``by`` whom."""

    name: str
    status: PartyStatus
    by: str
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Victim:
    """Who was harmed or targeted, and what became of them, in a word (killed, wounded, arrested …)."""

    name: str
    fate: str
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon as worded, and its family (drone, firearm, vehicle bomb …)."""

    name: str
    family: str


@dataclass(frozen=True, slots=True)
class Course:
    """How far it went: carried out, attempted, foiled or threatened."""

    outcome: Outcome


Value = Count | When | Where | Party | Victim | Weapon | Course


@dataclass(frozen=True, slots=True)
class Claim:
    """One value for one slot of an event, with whom the text credits and the words that carry it."""

    slot: Slot
    value: Value
    source: Source
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What one document tells of one happening. ``background`` is an earlier happening told in passing;
    ``series`` is a run of happenings told as one (an aggregate is never joined with a single strike).
    ``families`` are the kinds of its trigger words, ``cues`` how it is told (headline, lead, reference,
    definite, separate), ``sentence`` the number of the first sentence that tells it."""

    id: str
    document: str
    event_type: str
    sub_event_type: str
    outcome: Outcome
    evidence: tuple[Evidence, ...]
    claims: tuple[Claim, ...] = ()
    background: bool = False
    series: bool = False
    families: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """Reported speech: who says what, and about which event."""

    id: str
    evidence: Evidence
    source: Source
    act: Act
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in one document; ``places`` are its place names as resolved, each with where it stands."""

    document: str
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two events (or two names) are one, by rule or by person, with reasons."""

    left: str
    right: str
    verdict: Verdict
    reasons: tuple[str, ...]
    by: str
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class ReportedCount:
    """One reported figure inside an incident; ``superseded_by`` is the id of the figure that replaced it."""

    id: str
    value: Count
    source: Source
    evidence: tuple[Evidence, ...]
    superseded_by: str | None = None
    subset: bool = False


@dataclass(frozen=True, slots=True)
class Toll:
    """A counted field of an incident: what the default policy shows, and everything reported."""

    best: int | None = None
    low: int | None = None
    high: int | None = None
    reported: tuple[ReportedCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """Who told a value, and the words in which it stands."""

    source: Source
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """One reported value of an uncounted field; ``chains`` are all who told it where they are several, the first in front."""

    value: Value
    source: Source
    evidence: tuple[Evidence, ...]
    chains: tuple[Chain, ...] = ()

    def tellings(self) -> tuple[Chain, ...]:
        """Give every chain of the value, each with its own words."""
        return self.chains or (Chain(self.source, self.evidence),)


@dataclass(frozen=True, slots=True)
class FieldSide:
    """One side of a field: a value in words, how many independent origins it has, and who says it."""

    field: str
    value: str
    origins: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateField:
    """The day of an incident: the best EDTF value and every reported one."""

    best: str | None = None
    reported: tuple[Reported, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceField:
    """The place of an incident: the best one with its precision, and every reported one."""

    best: Place | None = None
    precision: int | None = None
    reported: tuple[Reported, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """What people have said of an incident."""

    status: Literal["machine", "accepted", "corrected", "rejected", "final"] = "machine"
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening in the world, assembled from linked events."""

    id: str
    title: str
    event_type: str
    sub_event_type: str
    outcome: Outcome
    date: DateField
    place: PlaceField
    killed: Toll
    wounded: Toll
    abducted: Toll
    victims: tuple[Reported, ...]
    perpetrators: tuple[Reported, ...]
    weapons: tuple[Reported, ...]
    events: tuple[str, ...]
    documents: tuple[str, ...]
    origins: int
    disputed: tuple[str, ...] = ()
    verdicts: tuple[tuple[str, str], ...] = ()
    sides: tuple[FieldSide, ...] = ()
    review: Review = Review()


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that reprints another, with the share of its text that stands there too."""

    document: str
    origin: str
    share: float


@dataclass(frozen=True, slots=True)
class IncidentFile:
    """The whole result: what every export is made from."""

    documents: tuple[Document, ...] = ()
    copies: tuple[Copy, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    incidents: tuple[Incident, ...] = ()
    statements: tuple[Statement, ...] = ()
    judgements: tuple[Judgement, ...] = ()
