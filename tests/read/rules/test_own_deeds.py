"""Who speaks of a deed of his own, and whose words are still an accusation."""

from __future__ import annotations

import pytest

from catena.model import Party, Source, SourceKind, Span
from catena.read.rules.blame import Accused
from catena.read.rules.own_deeds import claim_own, introduce, is_own_speaker, name_group


def status_of(name: str, source: Source, text: str = "") -> str:
    accused = Accused(Party(name, "accused", source.name), Span(0, 1), None)
    return claim_own(accused, source, text).party.status


@pytest.mark.parametrize(
    ("party", "speaker", "kind", "text"),
    [
        ("Soldiers", "Sani Bako", "named", "Soldiers killed six bandits, army spokesman Colonel Sani Bako said."),
        ("police", "Juan Diaz", "named", "Juan Diaz, the police commissioner, said that police shot two men."),
        ("Security forces", "the interior ministry", "institution", ""),
        ("Peruvian troops", "a Peruvian army spokesman", "anonymous", ""),
    ],
)
def test_who_speaks_for_a_body_claims_what_it_did(party: str, speaker: str, kind: SourceKind, text: str) -> None:
    assert status_of(party, Source(speaker, kind), text) == "claims"


@pytest.mark.parametrize(
    ("party", "speaker", "kind", "text"),
    [
        ("soldiers", "Ana Ruiz", "named", "Soldiers shot two boys, said Ana Ruiz, who runs the clinic."),
        ("Chadian troops", "the Libyan military", "institution", ""),
        ("Chadian troops", "an army spokesman", "anonymous", ""),
        ("rebel soldiers", "the army", "institution", ""),
        ("former policemen", "Juan Diaz", "named", "Juan Diaz, the police commissioner, said so."),
        ("soldiers", "The Harbour Post", "outlet", ""),
        ("gunmen", "police", "institution", ""),
    ],
)
def test_whoever_tells_of_another_accuses(party: str, speaker: str, kind: SourceKind, text: str) -> None:
    assert status_of(party, Source(speaker, kind), text) == "accused"


def test_an_office_is_read_beside_the_name_where_it_is_first_told() -> None:
    text = "The army's spokesman, Col. Deng, spoke.\nLater Deng left."
    assert "spokesman" in introduce(Source("Deng", "named"), text)
    assert introduce(Source("Deng", "named"), "Deng went home.") == ""


@pytest.mark.parametrize(
    ("name", "family", "own"),
    [
        ("Peru", "strike_air", True),
        ("the Anti-Graft Bureau", "arrest", True),
        ("the Rights Observatory", "death", False),
    ],
)
def test_a_state_does_what_it_says_it_did(name: str, family: str, *, own: bool) -> None:
    assert is_own_speaker(Source(name, "institution"), family=family) is own


@pytest.mark.parametrize(
    ("text", "name", "meant"),
    [
        ("Lions raided a farm. The group shot two men.", "group", "Lions"),
        ("Lions raided a farm. Later the militant group shot two men.", "militant group", "Lions"),
        ("Lions raided a farm. A group shot two men.", "group", "group"),
        ("Lions raided a farm. The rights group was shot at.", "rights group", "rights group"),
        ("The group shot two men. Lions came later.", "group", "group"),
    ],
)
def test_the_group_is_the_armed_group_named_before(text: str, name: str, meant: str) -> None:
    at = text.index(name)
    accused = Accused(Party(name, "unknown", "outlet"), Span(at, at + len(name)), None)
    assert name_group(accused, [(text.index("Lions"), "Lions")], text).party.name == meant


def test_the_group_is_not_one_met_in_passing() -> None:
    text = "Lions raided a farm. Lions, once part of the Bears, came again. The group shot two men. Lions left."
    groups = [
        (text.index("Lions"), "Lions"),
        (21, "Lions"),
        (text.index("Bears"), "Bears"),
        (text.rindex("Lions"), "Lions"),
    ]
    at = text.index("The group") + 4
    accused = Accused(Party("group", "unknown", "outlet"), Span(at, at + 5), None)
    assert name_group(accused, groups, text).party.name == "Lions"
