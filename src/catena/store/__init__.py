"""The case: documents, readings, decisions and the incident file, kept."""

from catena.store.case import Case
from catena.store.opening import open_case
from catena.store.records import Anchor, Decision, DecisionKind, Entry, Hit, Problem, Provenance, Refusal

__all__ = [
    "Anchor",
    "Case",
    "Decision",
    "DecisionKind",
    "Entry",
    "Hit",
    "Problem",
    "Provenance",
    "Refusal",
    "open_case",
]
