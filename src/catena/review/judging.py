"""People's decisions as judgements: what the linker has to obey. A later decision outranks an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from catena.model import Event, Judgement, Verdict
from catena.review.finding import EventFinder
from catena.review.standing import standing
from catena.store import Decision, Entry


@dataclass(slots=True)
class _Verdicts:
    """What stands so far: groups that are one, and pairs that are two, each with the decision that says so."""

    groups: list[tuple[frozenset[str], Decision]] = field(default_factory=list)
    pairs: dict[tuple[str, str], Decision] = field(default_factory=dict)

    def join(self, ids: Iterable[str], decision: Decision) -> None:
        members = frozenset(ids)
        for pair in [pair for pair in self.pairs if members.issuperset(pair)]:
            del self.pairs[pair]
        self.groups.append((members, decision))

    def part(self, left: Iterable[str], right: Iterable[str], decision: Decision) -> None:
        """Set one side apart from the other; a group that reached across is parted along the same line."""
        leaving, staying = frozenset(left), frozenset(right)
        groups, self.groups = self.groups, []
        for members, why in groups:
            both = members & leaving and members & staying
            parts = (members - leaving, members & leaving) if both else (members,)
            self.groups += [(part, why) for part in parts if len(part) > 1]
        self.pairs |= {_pair(a, b): decision for a in leaving for b in staying if a != b}


def judgements(entries: Sequence[Entry], events: Iterable[Event]) -> tuple[Judgement, ...]:
    """Turn the standing decisions into judgements by persons between today's events, or between names.

    They carry no probability, by which the linker knows that a person made them. What was decided about words
    that are told no more says nothing (``decide.apply`` lists it).
    """
    finder, verdicts = EventFinder(events), _Verdicts()
    for entry in standing(entries):
        _add(verdicts, entry.decision, finder)
    made: dict[tuple[str, str], Judgement] = {}
    for members, decision in verdicts.groups:
        hub, *others = sorted(members)
        made |= {(hub, other): _judgement((hub, other), "same", decision) for other in others}
    made |= {pair: _judgement(pair, "different", decision) for pair, decision in verdicts.pairs.items()}
    return tuple(made[pair] for pair in sorted(made))


def _add(verdicts: _Verdicts, decision: Decision, finder: EventFinder) -> None:
    # Without anchors the targets are two names, which are found for ever.
    ids = finder.find_all(decision.events) if decision.events else decision.targets
    match decision.kind:
        case "same" | "merge":
            verdicts.join(ids, decision)
        case "different" if len(decision.targets) == 2:
            verdicts.part(ids[1:], ids[:1], decision)
        case "different" | "split":
            named = decision.targets[2:] if decision.kind == "different" else decision.targets[1:]
            leaving = finder.find_all([anchor for anchor in decision.events if anchor.event in named])
            verdicts.part(leaving, set(ids) - set(leaving), decision)


def _judgement(pair: tuple[str, str], verdict: Verdict, decision: Decision) -> Judgement:
    reasons = (decision.reason,) if decision.reason else ()
    return Judgement(*pair, verdict, reasons, f"person: {decision.person}")


def _pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left < right else (right, left)
