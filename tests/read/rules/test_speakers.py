"""Which phrases name a person, and which only tell whose body or people speak."""

from __future__ import annotations

import pytest

from catena.read.rules.lexicon import open_lexicon
from catena.read.rules.speakers import name_speaker

LEXICON = open_lexicon()


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Colonel Omar Haddad", "Omar Haddad", "named"),
        ("Ana Diaz of the Coastal Aid group", "Ana Diaz", "named"),
        ("opponents of Omar Haddad", "opponents of Omar Haddad", "anonymous"),
        ("Omar Haddads forces", "Omar Haddads forces", "institution"),
        ("Omar Haddad's office", "Omar Haddad's office", "institution"),
        ("the news website El-Faro Azul", "the news website El-Faro Azul", "institution"),
        ("Delta Masdar News", "Delta Masdar News", "institution"),
        ("A reporter in Santa Rosa", "A reporter in Santa Rosa", "anonymous"),
        ("Kito Chief of Police Andre Marek", "Andre Marek", "named"),
        ("activists and a monitor", "activists and a monitor", "anonymous"),
        ("the Coastal Observatory and Kito officials", "the Coastal Observatory and Kito officials", "institution"),
        ("MASKED MEN", "MASKED MEN", "anonymous"),
        ("several lawmakers", "several lawmakers", "anonymous"),
        ("a Santa Rosa Regional Trial Court", "a Santa Rosa Regional Trial Court", "institution"),
    ],
)
def test_a_phrase_is_named_by_its_head(words: str, name: str, kind: str) -> None:
    source = name_speaker(words, LEXICON)
    assert source is not None
    assert (source.name, source.kind) == (name, kind)


@pytest.mark.parametrize("words", ["Syria Russia", "Following Wednesdays reports", "Deir Tuesday", "Published October"])
def test_a_state_a_day_or_a_line_of_furniture_is_no_person(words: str) -> None:
    source = name_speaker(words, LEXICON)
    assert source is None or source.kind != "named"
