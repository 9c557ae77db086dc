"""What becomes of a headline that stands before the text has told anything."""

from __future__ import annotations

from dataclasses import replace

from tests.link.made import PORT, told

from catena.link.within import join_tellings
from catena.model import Claim, Count, Event, Evidence, Party, Source, Span

HEADLINE = "Five hurt as launch burns in Port Salva"


def headline(words: str, who: str, low: int) -> Event:
    """Make the bare telling of a headline: a figure, no day, nothing that would let it stand."""
    evidence = Evidence("d-a", 0, len(words), words, Span(0, len(who)))
    claim = Claim("wounded", Count(low, low, "exactly", "people"), Source("a", "outlet"), (evidence,))
    bare = told("a", words, day=None, place=None, background=True)
    return replace(bare, id="e-headline", evidence=(evidence,), claims=(claim,), cues=("headline",), sentence=0)


def body() -> Event:
    """Make what the text tells of it."""
    return replace(told("a", "A launch burned in Port Salva on Saturday, killing a stoker.", killed=1), sentence=1)


def test_a_headlines_figure_joins_what_the_text_tells_after_it() -> None:
    found = join_tellings([headline(HEADLINE, "Five", 5), body()])
    assert len(found) == 1
    assert [c.value.low for c in found[0].claims if isinstance(c.value, Count)] == [5, 1]
    assert found[0].sub_event_type == body().sub_event_type
    assert any(getattr(c.value, "place", None) == PORT for c in found[0].claims)


def test_a_headline_without_a_number_adds_nothing() -> None:
    found = join_tellings([headline("Stoker hurt as launch burns in Port Salva", "Stoker", 1), body()])
    assert [c.value.low for e in found for c in e.claims if isinstance(c.value, Count)] == [1]


def test_a_headline_that_no_text_follows_is_left_out() -> None:
    assert join_tellings([headline(HEADLINE, "Five", 5)]) == ()


def test_a_bare_blame_is_for_the_deed_told_shortly_before() -> None:
    words = "The mayor blamed the Red Front."
    evidence = Evidence("d-a", 900, 900 + len(words), words, Span(917, 926))
    blame = Claim(
        "perpetrator", Party("Red Front", "accused", "the mayor"), Source("the mayor", "anonymous"), (evidence,)
    )
    bare = told("a", words, day=None, place=None)
    bare = replace(
        bare, id="e-blame", evidence=(evidence,), claims=(blame,), cues=("reference",), families=(), sentence=3
    )
    found = join_tellings([body(), bare])
    assert blame in found[0].claims
