"""The phrase that names the speaker: beside its verb, over asides, without the commas that a careless page lost."""

from __future__ import annotations

import pytest

from catena.read.rules.attribution import find_attributions
from catena.read.rules.lexicon import open_lexicon
from catena.text.sentences import find_sentences

LEXICON = open_lexicon()


def speakers(text: str) -> list[str]:
    return [a.source.name for a in find_attributions(find_sentences(text)[0], LEXICON)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tomas Reyes, head of the clinic in Santa Rosa, said the ward was full.", "Tomas Reyes"),
        ("Lena Okafor, 41, who watched from a roof, said the convoy stopped twice.", "Lena Okafor"),
        ("Rep. Paula Stein (D-Mass.) said the law was clear.", "Paula Stein"),
        ("“The bridge is gone,” police chief Ivo Marek said Friday.", "Ivo Marek"),
        ("The union, in a letter to its members, said two drivers were missing.", "The union"),
        ("The interior ministry this week said the road was open.", "The interior ministry"),
        ("The mayor opened a shelter on the coast and said more would follow.", "The mayor"),
        ("Court records show that the man was held in May.", "Court records"),
        ("According to figures from the Dockers' Union, nine are in jail.", "the Dockers' Union"),
        ("MEPs demand a prompt inquiry into the death.", "MEPs"),
        ("A clerk confirmed to Delta News that the door was shut.", "A clerk"),
        ("Kito's leader Karim Babu in a web message June 2 accused the league of lying.", "Karim Babu"),
        ("He died in a blast claimed by the Red Star Front.", "the Red Star Front"),
        ("The family has asked where he is.", "The family"),
        ("According to the CBI, CPM party worker Karim Babu was hit.", "the CBI"),
        ("The army's spokesman, Colonel Ali Deng, confirmed the raid.", "Ali Deng"),
        ("Ana Diaz, lawyer to the family said the man was held.", "Ana Diaz"),
        (
            "Police at Maro station in the capital told his sister that he was moved.",
            "Police at Maro station in the capital",
        ),
        ("The envoy went to the camp and said it was empty.", "The envoy"),
        ("The bishop called the raid “a crime without a name”.", "The bishop"),
        ("The man was shot twice, according to her brother.", "her brother"),
        ("Prosecutors charged two clerks with spying.", "Prosecutors"),
        ("Lenox was quiet, Mr. Clarke said, until the shells fell.", "Clarke"),
    ],
)
def test_a_speaker_is_found_over_what_stands_between_it_and_its_verb(text: str, name: str) -> None:
    assert speakers(text)[0] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells hit a school near the river Tuesday the monitor said.", "the monitor"),
        (
            "Three men were shot in the town of Belna said the Coastal Rights Observatory.",
            "the Coastal Rights Observatory",
        ),
        ("Two guards died said ministry spokesman Colonel Ali Deng who gave no names.", "Ali Deng"),
        ("The Observatory which leans on a circle of medics said nine died.", "The Observatory"),
        ("According to the Observatory three officers were killed.", "the Observatory"),
        ("The jets struck a base of the army Reuters reported.", "Reuters"),
        ("Ana Diaz the clinic's director said the power was cut.", "Ana Diaz"),
        ("A source at Maro Police Command told reporters that shells fell.", "A source at Maro Police Command"),
    ],
)
def test_a_speaker_is_found_where_the_commas_are_lost(text: str, name: str) -> None:
    assert speakers(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed in the district of Sheikh Said.",
        "The group's reported losses were heavy.",
        "The rebels committed a massacre in the village.",
        "The agency filed a sheet against 27 accused from the district.",
        "He had questioned Karim Babu, suspected of killing a clerk.",
        "Some guards responded by firing on the crowd.",
        "Civilian casualties were also reported in the north.",
        "He called a taxi and left the town.",
        "Two men, including leaders of the party for their alleged role, were held.",
        "The strike, claiming the lives of nine people, lasted an hour.",
    ],
)
def test_a_name_or_an_attribute_is_no_verb_of_speech(text: str) -> None:
    assert speakers(text) == []
