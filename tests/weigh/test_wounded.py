"""The wounded who are counted among the dead, and those who stand beside them."""

from __future__ import annotations

import pytest
from tests.weigh.made import evidence, figure

from catena.model import ReportedCount, Toll
from catena.weigh.counts import span_of
from catena.weigh.wounded import settle_wounded


def told(low: int, where: str, quote: str, who: str = "people", at: int = 0) -> ReportedCount:
    made = figure(low, low, "exactly", who, where=where)
    return ReportedCount(f"v-{where}-{low}-{at}", made.value, made.source, (evidence(where, quote, at),))


def toll(*reports: ReportedCount) -> Toll:
    return Toll(*span_of(reports), reports)


@pytest.mark.parametrize(
    ("killed", "wounded", "best"),
    [
        (told(1, "b", "The boy has died."), told(1, "a", "A boy is in critical condition.", "A boy"), None),
        (told(3, "b", "Three were found dead."), told(3, "a", "All three had gunshot wounds."), None),
        # one sentence tells of both; another person; told as wounded in so many words; too many to be the same; not as many
        (told(1, "a", "One killed, one wounded."), told(1, "a", "One killed, one wounded."), 1),
        (told(1, "b", "The boy has died."), told(1, "a", "Another boy was shot.", "Another boy"), 1),
        (told(2, "b", "Two soldiers died."), told(2, "a", "Two were wounded by shrapnel."), 2),
        (told(12, "b", "Twelve died."), told(12, "a", "Twelve were wounded."), 12),
        (told(1, "b", "The boy has died."), told(2, "a", "Two boys were shot.", "boys"), 2),
    ],
)
def test_as_few_wounded_as_dead_are_the_dead_unless_a_sentence_tells_of_both(
    killed: ReportedCount, wounded: ReportedCount, best: int | None
) -> None:
    settled = settle_wounded(toll(killed), toll(wounded))
    assert settled.best == best
    assert [r.value for r in settled.reported] == [wounded.value]


@pytest.mark.parametrize(("words", "best"), [("Seven people were shot.", 6), ("Seven people were wounded.", 7)])
def test_all_who_were_shot_are_dead_and_wounded_together(words: str, best: int) -> None:
    both = "One killed, six wounded"
    settled = settle_wounded(toll(told(1, "a", both)), toll(told(6, "a", both), told(7, "b", words)))
    assert settled.best == best


def test_without_dead_or_wounded_nothing_is_settled() -> None:
    hurt = toll(told(1, "a", "A boy was shot."))
    assert settle_wounded(Toll(), hurt) == hurt
    assert settle_wounded(hurt, Toll()) == Toll()
