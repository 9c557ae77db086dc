"""Who is said not to have done it; a denial accuses nobody and claims nothing."""

from __future__ import annotations

import pytest
from tests.read.rules.test_parties import parties_of

from catena.read.rules.attribution import find_attributions
from catena.read.rules.denied import who_denies
from catena.read.rules.lexicon import open_lexicon
from catena.text.sentences import Sentence


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Ruritanian government has strongly denied accusations that it carried out the raid.", "The Ruritanian government"),
        ("The junta denied it carried out the strikes.", "The junta"),
        ("President Abara has denied that government forces shot the marchers.", "government forces"),
        ("Police in Port Salva were quoted as saying they had not detained the singer.", "Police in Port Salva"),
        ("A spokesman said the Ruritanian air force was not behind the bombing of a clinic.", "Ruritanian air force"),
        ("The army rejected the accusation that its soldiers had shelled the market.", "The army"),
        ("The rebels denied killing the pilot.", "The rebels"),
        ("The service denied that its director, Karim Saleh, had taken part in the attack.", "Karim Saleh"),
        ("The army brushed aside claims that it had shelled the market.", "The army"),
        ("The navy dismissed reports of a massacre as propaganda.", "The navy"),
    ],
)  # fmt: skip
def test_a_denial_names_who_is_said_not_to_have_done_it(text: str, party: str) -> None:
    assert (party, "denies") in parties_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Ruritanian government has strongly denied accusations that it carried out the raid.",
        "President Abara has denied that government forces shot the marchers.",
        "The police chief denied that soldiers had killed the trader.",
    ],
)
def test_nothing_inside_a_denial_is_an_accusation_or_a_claim(text: str) -> None:
    assert not {status for _, status in parties_of(text)} & {"accused", "claims", "suspected"}


@pytest.mark.parametrize(
    "text",
    [
        "The governor denied reports that the minister had resigned.",
        "The mayor denied that the police received a permit for the demonstration.",
        "Nobody was killed in the blast, police said.",
        "The police rejected an appeal against the ruling in the murder case.",
        "The police disputed the results of the vote and clashed with guards.",
        "The army said it did not know who fired the shells.",
    ],
)
def test_what_denies_no_deed_ties_nobody_to_one(text: str) -> None:
    assert not [
        p for p in parties_of(text) if p[1] == "denies" and p[0] in {"minister", "the minister", "army", "police"}
    ]


def test_an_order_never_to_shoot_is_no_denial_of_having_shot() -> None:
    assert parties_of("Guards had been told never to shoot at the marchers, the ministry said.") == []


def test_who_says_that_he_was_not_hurt_denies_nothing() -> None:
    told = "The mayor's office said that a drone had been aimed at his house and that he was not hurt."
    assert ("The mayor's office", "denies") not in parties_of(told)


def test_who_names_a_deed_did_not_do_it() -> None:
    told = "Drones struck the house in what the army called an attempt to assassinate the mayor."
    assert "army" not in [name for name, _ in parties_of(told)]
    assert ("army", "accused") in parties_of("The army launched an attempt to assassinate the mayor.")


def test_nobody_is_no_party_that_claims() -> None:
    assert ("Nobody", "claims") not in parties_of("Nobody had claimed responsibility for the attack by Sunday.")


def test_two_who_blame_each_other_are_each_accused_by_the_other() -> None:
    assert set(parties_of("The army and the rebels blame each other for the attack on the mill.")) == {
        ("army", "accused"),
        ("rebels", "accused"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The president dismissed the army chief after the attack.",
        "The queen dismissed General Abara as commander over the massacre.",
        "A judge dismissed charges against the guards over the shooting.",
    ],
)
def test_who_dismisses_a_person_or_a_case_denies_nothing_of_his_own(text: str) -> None:
    assert not [name for name, status in parties_of(text) if status == "denies" and "guards" not in name]


def test_nothing_to_do_with_claims_nothing() -> None:
    assert {status for _, status in parties_of("The army said it had nothing to do with the attack.")} == {"denies"}


def test_who_foils_a_plot_did_not_plan_it() -> None:
    assert not parties_of("Kenyan police said they had foiled a plot to bomb a mall in Nakuru.")


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        ("The Red Front, an offshoot of the League, is suspected of the attack; it has denied any role.", "Red Front"),
        ("The army blamed the Red Front for the attack, but they denied it.", "Red Front"),
        ("A committee said the Red Front was accused of the bombing; it denied involvement.", "Red Front"),
    ],
)
def test_it_denies_who_stands_accused(text: str, denier: str) -> None:
    sentence, lexicon = Sentence(text, 0, len(text), 0, 0), open_lexicon()
    bodies = frozenset({"Red Front"})
    found = [who_denies(sentence, a, lexicon, bodies) for a in find_attributions(sentence, lexicon, bodies)]
    assert [a.source.name.removeprefix("The ").removeprefix("the ") for a in found if a.act == "denies"] == [denier]
