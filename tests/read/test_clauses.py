"""Subjects and agents found over what stands between them and their verbs."""

from __future__ import annotations

import pytest

from catena.read.chunks import NounPhrase
from catena.read.clauses import Clauses, read_clauses
from catena.text.sentences import Sentence


def clauses_of(text: str) -> Clauses:
    return read_clauses(Sentence(text, 0, len(text), 0, 0))


def words(clauses: Clauses, phrase: NounPhrase | None) -> str | None:
    return None if phrase is None else " ".join(t.text for t in clauses.tokens[phrase.first : phrase.last])


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Rebels backed by a neighbour attacked two checkpoints and killed four soldiers.", "attacked", "Rebels"),
        ("Rebels backed by a neighbour attacked two checkpoints and killed four soldiers.", "killed", "Rebels"),
        ("Police in the northern city of Kano arrested three men who had shot a trader.", "arrested", "Police"),
        ("Police in the northern city of Kano arrested three men who had shot a trader.", "shot", "three men"),
        ("The group, which is banned in the country, claimed the attack.", "claimed", "The group"),
        (
            "Long night raids by Ethiopian and allied aircraft burned six granaries on Tuesday.",
            "burned",
            "Long night raids",
        ),
        ("Boats shelled a jetty in the port of Tela killing nine dockers.", "killing", "Boats"),
        ("Boko Haram militants kidnapped 12 girls from a school, killing a guard.", "killing", "Boko Haram militants"),
        (
            "Militants of the Allied Democratic Forces killed at least 20 villagers, the army said.",
            "killed",
            "Militants",
        ),
        ("The teacher, 34, of Mopti, has been charged with murder.", "charged", "The teacher"),
        ("On Monday, gunmen stormed a bank in Cali.", "stormed", "gunmen"),
    ],
)
def test_subject_is_found_over_what_hangs_on_it(text: str, verb: str, subject: str) -> None:
    clauses = clauses_of(text)
    group = next(v for v in clauses.verbs if clauses.tokens[v.main].text == verb)
    assert words(clauses, clauses.subject(group)) == subject


@pytest.mark.parametrize(
    ("text", "after", "agent"),
    [
        ("A bus was ambushed on the road to Gao by armed men on motorcycles.", "ambushed", "armed men"),
        (
            "The raid, which a radio station reported was staged by a river gang, wounded six.",
            "raid",
            "a river gang",
        ),
        ("Shells fired by opposition groups hit a school.", "fired", "opposition groups"),
        ("He was killed on Friday after a call by his brother.", "killed", None),
        ("Three fighters backed by Ankara were killed in the raid.", "raid", None),
    ],
)
def test_agent_is_what_by_names_before_another_verb(text: str, after: str, agent: str | None) -> None:
    clauses = clauses_of(text)
    at = next(i for i, t in enumerate(clauses.tokens) if t.text == after)
    assert words(clauses, clauses.agent(at + 1)) == agent


def test_a_clipped_participle_is_passive_and_one_with_an_object_is_not() -> None:
    passive = clauses_of("Two people killed in a blast were buried.").verbs[0]
    active = clauses_of("Gunmen killed two people in the market.").verbs[0]
    assert passive.passive
    assert not active.passive


@pytest.mark.parametrize("text", ["", "!", "— — —", "a", "١٢٣ قتل", "X" * 500, "the the the of of by by"])
def test_odd_text_gives_phrases_within_it(text: str) -> None:
    clauses = clauses_of(text)
    assert all(0 <= n.first < n.last <= len(clauses.tokens) for n in clauses.nouns)
    assert all(clauses.subject(v) is None or clauses.subject(v) in clauses.nouns for v in clauses.verbs)
