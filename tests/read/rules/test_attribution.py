"""Who says what: the speaker, the kind, the relay and the act of reported speech."""

from __future__ import annotations

import pytest

from catena.read.rules.antecedents import Speakers
from catena.read.rules.attribution import Attribution, find_attributions, part_quoted
from catena.read.rules.lexicon import open_lexicon
from catena.text.sentences import find_quotations, find_sentences

LEXICON = open_lexicon()


def first(text: str) -> Attribution:
    return find_attributions(find_sentences(text)[0], LEXICON)[0]


@pytest.mark.parametrize(
    ("text", "name", "kind", "via", "act"),
    [
        ("Two soldiers died, medical sources said.", "medical sources", "anonymous", None, "asserts"),
        (
            "Security sources told Reuters that six guards were hurt.",
            "Security sources",
            "anonymous",
            "Reuters",
            "asserts",
        ),
        (
            "According to the interior ministry, four people died.",
            "the interior ministry",
            "institution",
            None,
            "asserts",
        ),
        ("Colonel Abdou Diallo said the village was quiet.", "Abdou Diallo", "named", None, "asserts"),
        (
            "Maria Lopes, a nurse at the clinic, told AFP that nine were brought in.",
            "Maria Lopes",
            "named",
            "AFP",
            "asserts",
        ),
        ("The army denied that its jets hit the market.", "The army", "institution", None, "denies"),
        ("The governor's office condemned the attack.", "The governor's office", "institution", None, "condemns"),
        ("The party accused the police of shooting at marchers.", "The party", "institution", None, "accuses"),
        (
            "The Red Star Front claimed responsibility for the bombing.",
            "The Red Star Front",
            "institution",
            None,
            "claims responsibility",
        ),
        ("“We heard three blasts,” said a shopkeeper.", "a shopkeeper", "anonymous", None, "asserts"),
        (
            "The union said in a statement that its leader was missing.",
            "The union",
            "institution",
            "a statement",
            "asserts",
        ),
    ],
)
def test_a_speaker_is_read_with_kind_relay_and_act(text: str, name: str, kind: str, via: str | None, act: str) -> None:
    found = first(text)
    assert (found.source.name, found.source.kind, found.source.via, found.act) == (name, kind, via, act)


@pytest.mark.parametrize(
    "text",
    [
        "The alleged attacker fled.",
        "Four journalists were denied bail.",
        "The Joint Operations Command moved its base.",
        "The state of the road was poor.",
    ],
)
def test_what_only_looks_like_speech_is_none(text: str) -> None:
    assert not find_attributions(find_sentences(text)[0], LEXICON)


def test_no_claim_of_responsibility_is_no_claim() -> None:
    found = find_attributions(find_sentences("No group has claimed responsibility for the blast.")[0], LEXICON)
    assert all(a.act != "claims responsibility" for a in found)


def test_a_pronoun_and_a_descriptor_stand_for_the_last_speaker_that_fits() -> None:
    speakers = Speakers(LEXICON)
    told = [speakers.resolve(first(t).source).name for t in (
        "A hospital source told Reuters that five were dead.",
        "Colonel Abdou Diallo said the road was shut.",
        "He added that a search was on.",
        "The source said more were hurt.",
    )]  # fmt: skip
    assert told == ["A hospital source", "Abdou Diallo", "Abdou Diallo", "A hospital source"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“On arrival our officers found two injured men in the yard of the school,” the spokesman said.", ["the spokesman"]),
        ("“The suspects claimed that they were sent by a local trader to the camp,” the spokesman said.",
         ["The suspects", "the spokesman"]),
    ],
)  # fmt: skip
def test_within_a_quotation_only_what_is_told_on_is_speech(text: str, expected: list[str]) -> None:
    sentence = find_sentences(text)[0]
    found = part_quoted(find_attributions(sentence, LEXICON), sentence, find_quotations(text), None)
    assert [a.source.name for a in found] == expected


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Paris blamed the Front, who denied it.", ["Paris", "the Front"]),
        ("Basra - The provincial army on Monday denied that its men had fired.", ["The provincial army"]),
        ("The few machines are known, and a drone tells nobody who launched it.", []),
        ("The march had been peaceful, the parties behind it said, until noon.", ["the parties behind it"]),
        ("The march had been peaceful, it said, until noon.", ["it"]),
        ("Nobody had claimed the attack by noon, and no group has said that it was behind it.", []),
        ("Ruritanian spy service rejects charge that its chief helped the raiders", ["Ruritanian spy service"]),
        ("Activists charge that the army shelled the town.", ["Activists"]),
    ],
)
def test_a_speaker_stands_in_one_clause_and_is_no_thing(text: str, speakers: list[str]) -> None:
    found = find_attributions(find_sentences(text)[0], LEXICON)
    assert [a.source.name for a in found] == speakers
    assert all(a.source.via is None for a in found)
