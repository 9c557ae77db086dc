"""Figures and persons beside harm words: what must be read, and what must not be taken for a toll."""

from __future__ import annotations

import pytest

from catena.read.rules.counts import find_harms
from catena.read.rules.harm import Harm
from catena.read.rules.lexicon import open_lexicon
from catena.read.rules.triggers import find_triggers
from catena.text.numbers import find_numbers
from catena.text.sentences import find_sentences

LEXICON = open_lexicon()


def harms_of(text: str) -> list[Harm]:
    sentence = find_sentences(text)[0]
    triggers = find_triggers(sentence, LEXICON)
    return list(find_harms(sentence, triggers, find_numbers(text), LEXICON))


@pytest.mark.parametrize(
    ("text", "fate", "low", "high", "qualifier"),
    [
        ("At least nine villagers were killed near Mopti.", "killed", 9, None, "at least"),
        ("The blast killed 14 people and wounded 30 others.", "killed", 14, 14, "exactly"),
        ("The blast killed 14 people and wounded 30 others.", "wounded", 30, 30, "exactly"),
        ("The raid left two soldiers dead.", "killed", 2, 2, "exactly"),
        ("A bomber killed at least 16 shoppers outside a bakery.", "killed", 16, None, "at least"),
        ("Jets killed at least sixty villagers.", "killed", 60, None, "at least"),
        ("A truck bomb killed at least 13 and injured 60 others.", "killed", 13, None, "at least"),
        ("Ten herders killed 15 injured in a raid near Mopti.", "killed", 10, 10, "exactly"),
        ("Ten herders killed 15 others injured in a raid near Mopti.", "wounded", 15, 15, "exactly"),
        ("The raid killed 15 injured prisoners of war.", "killed", 15, 15, "exactly"),
        ("Two guards were shot and killed in Juba.", "killed", 2, 2, "exactly"),
        ("Three herders were ambushed and killed.", "killed", 3, 3, "exactly"),
        ("The boy was fatally shot on Monday.", "killed", 1, 1, "exactly"),
        ("Four people were shot outside a bar.", "shot", 4, 4, "exactly"),
        ("The teen shot himself with a pistol.", "shot", 1, 1, "exactly"),
        ("The clash wounded up to 30 farmers.", "wounded", None, 30, "up to"),
        ("The flood of shells killed as many as 20 people.", "killed", None, 20, "up to"),
        ("Around noon the raiders killed around 40 herders.", "killed", 40, 40, "about"),
        ("The death toll rose to 51 by nightfall.", "killed", 51, 51, "exactly"),
        ("The death toll stood as high as 40.", "killed", 40, 40, "exactly"),
        ("The storm of shells caused the death of six and the injury of 47.", "wounded", 47, 47, "exactly"),
        ("Up to seven miners died in the ambush.", "killed", None, 7, "up to"),
        ("More than 200 schoolgirls were abducted from the dormitory.", "abducted", 200, None, "more than"),
        ("Dozens of marchers were wounded.", "wounded", 20, 99, "about"),
        ("A police colonel was shot dead outside his home.", "killed", 1, 1, "exactly"),
        ("Gunmen killed a farmer, his wife and a child.", "killed", 3, 3, "exactly"),
        ("The attackers murdered Rosa Quispe in Puno.", "killed", 1, 1, "exactly"),
        ("The gun went off and hit the child and the man.", "shot", 2, 2, "exactly"),
        ("Sergeant Tom Okoro and the male suspect were killed.", "killed", 2, 2, "exactly"),
        ("Both the baker and the young girl were wounded.", "wounded", 2, 2, "exactly"),
        ("The boy, a man and a woman were wounded by shots.", "wounded", 3, 3, "exactly"),
        ("His father and younger brother were wounded.", "wounded", 2, 2, "exactly"),
        ("He injured himself and a neighbour.", "wounded", 2, 2, "exactly"),
        ("He killed his wife, a guard and himself.", "killed", 3, 3, "exactly"),
        ("A clerk shot himself in the leg.", "shot", 1, 1, "exactly"),
        ("Father, two daughters killed in Okaba", "killed", 3, 3, "exactly"),
        ("Man, woman killed in Okaba market", "killed", 2, 2, "exactly"),
        ("A teacher and mother of three was killed.", "killed", 1, 1, "exactly"),
        ("The porter and father of two was wounded.", "wounded", 1, 1, "exactly"),
        ("Officer, 45, killed in Okaba", "killed", 1, 1, "exactly"),
        ("Three state troopers who entered the home were wounded.", "wounded", 3, 3, "exactly"),
        ("A bomb killed Ana Ruiz and three others.", "killed", 4, 4, "exactly"),
        ("A bomb killed a guard and three others were wounded.", "killed", 1, 1, "exactly"),
        ("He was accused of killing a clerk and shooting four others.", "shot", 4, 4, "exactly"),
        ("The robber killed a clerk and shot his wife in the leg.", "killed", 1, 1, "exactly"),
        ("Officials told News 5 that two guards were wounded.", "wounded", 2, 2, "exactly"),
        ("A 13-year-old male suffered a gunshot wound.", "wounded", 1, 1, "exactly"),
        ("A shell killed 48 bakers and left dozens of others wounded.", "killed", 48, 48, "exactly"),
        ("A shell killed 48 bakers and left dozens of others wounded.", "wounded", 20, 99, "about"),
        ("A shell left a boy dead and two nurses injured.", "wounded", 2, 2, "exactly"),
        ("Medics counted at least 56 dead including 11 pupils and dozens more wounded.", "wounded", 20, 99, "about"),
        ("At least 12 people, mostly women, were injured.", "wounded", 12, None, "at least"),
        ("Officials put the number of dead at 31 and the injured at 100.", "killed", 31, 31, "exactly"),
        ("Officials put the number of dead at 31 and the injured at 100.", "wounded", 100, 100, "exactly"),
        ("One of the wounded died, bringing the toll to seven.", "killed", 7, 7, "exactly"),
        ("The new figure raised an earlier toll on Sunday of 15.", "killed", 15, 15, "exactly"),
        ("A man and his two sons were hacked to death.", "killed", 3, 3, "exactly"),
        ("The mayor and two guards were killed.", "killed", 3, 3, "exactly"),
        ("Reporter Ana Ruiz and photographer Luis Paz of Peru were snatched by men.", "abducted", 2, 2, "exactly"),
        ("The 3-year-old was abducted on Sunday.", "abducted", 1, 1, "exactly"),
        ("A trader was shot dead and his companion wounded in a market.", "wounded", 1, 1, "exactly"),
        ("Nine members of the Alvarez family were victims of a massacre.", "killed", 9, 9, "exactly"),
        ("Rescuers recovered 12 bodies from the river.", "killed", 12, 12, "exactly"),
        ("Raiders beat two men to death in the port.", "killed", 2, 2, "exactly"),
        ("Raiders hacked 12 villagers to death.", "killed", 12, 12, "exactly"),
        ("The gang shot dead two bus drivers in the port.", "killed", 2, 2, "exactly"),
        ("Three hospital workers were killed.", "killed", 3, 3, "exactly"),
        ("Twelve bodies were recovered from the rubble.", "killed", 12, 12, "exactly"),
    ],
)
def test_a_figure_beside_a_harm_word_is_read_with_its_qualifier(
    text: str, fate: str, low: int | None, high: int | None, qualifier: str
) -> None:
    found = [h for h in harms_of(text) if h.fate == fate]
    assert found, text
    count = found[0].count
    assert (count.low, count.high, count.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "Two rockets killed nobody, the mayor said.",
        "The bombing destroyed 12 vehicles.",
        "No one was killed in the shelling.",
        "He was jailed for killing time at work.",
        "Rebels shot down a helicopter.",
        "Doctors saw 2 gunshot wounds in the arm.",
        "No one else in the bus was wounded.",
        "Neither the driver nor the guard was wounded.",
        "Rebels shot more than 20 rounds at a hut.",
        "The death toll may rise as dozens more were hurt.",
        "They prayed for their martyred Nicaragua.",
        "The famine killed far more than the junta killed in ten years.",
        "Researchers found 12 new species of frog.",
        "The toll of the war on trade is heavy.",
        "She is the third reporter killed this year.",
    ],
)
def test_things_days_and_negations_are_no_dead(text: str) -> None:
    assert not [h for h in harms_of(text) if h.fate == "killed" and h.figure and h.count.low]


def test_a_part_of_the_dead_is_marked_as_a_part() -> None:
    found = [h for h in harms_of("The strike killed 18 people, including three children.") if h.fate == "killed"]
    assert [(h.count.low, h.subset) for h in found] == [(18, False), (3, True)]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Among the dead were seven shoppers who had queued for bread.", 7),
        ("Among the wounded in the port was a nurse.", 1),
        ("Two medics were among the dead.", 2),
        ("Among those killed were three pupils.", 3),
    ],
)
def test_those_named_among_the_dead_are_a_part(text: str, part: int) -> None:
    assert [(h.count.low, h.subset) for h in harms_of(text)] == [(part, True)]


@pytest.mark.parametrize(
    ("text", "wholes", "parts"),
    [
        ("At least 12 villagers, including three porters and a blind teacher, were killed.", [12], [3, 1]),
        ("In the valley 17 people including two nurses were killed in the raid.", [17], [2]),
        ("The floods of shells killed nearly 33 herders among them four medics near the wells.", [33], [4]),
        ("The army said 11 sailors and 25 pirates had been killed in the battle.", [11, 25], []),
        ("The shell killed three weavers and their five apprentices.", [8], []),
        ("A nurse, a driver and a guard died in the blaze.", [3], []),
        ("His mother and elder sister were killed in the ambush.", [2], []),
        ("The attack claimed 20 lives on Monday.", [20], []),
        ("The clinic took in the bodies of 17 miners on Sunday.", [17], []),
        ("The agency put the death toll at nearly 85.", [85], []),
        ("Car bomb kills 16 outside a bakery", [16], []),
        ("Three people were killed, including two children, in the port.", [3], [2]),
        ("Two ferrymen were among at least 31 villagers killed at dawn.", [31], [2]),
        ("The raid took the lives of two porters, one of them a boy, and left two others injured.", [2], [1]),
    ],
)
def test_the_whole_stands_apart_from_its_parts(text: str, wholes: list[int], parts: list[int]) -> None:
    killed = [h for h in harms_of(text) if h.fate == "killed"]
    assert [h.count.low for h in killed if not h.subset] == wholes
    assert [h.count.low for h in killed if h.subset] == parts


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Raiders met a convoy and killed them.", None),
        ("The gunmen were killed by guards.", None),
        ("Fishermen were killed by pirates.", None),
        ("The crew was killed.", None),
        ("The family of a trader was killed.", None),
        ("The number of people killed is not known.", None),
        ("The police officer was killed.", 1),
        ("A family member was killed.", 1),
        ("The fisherman was killed.", 1),
        ("The strike killed the Ruritanian general Omar Reza and the Tirsan commander Abu Deng.", 2),
        ("Rebels killed the mayor Ana Diaz and the council of Port Salva.", 1),
    ],
)
def test_persons_without_a_number_are_counted_only_where_the_words_show_how_many(text: str, low: int | None) -> None:
    assert {h.count.low for h in harms_of(text) if h.fate == "killed"} == {low}


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("The pirates took an estimated 90 passengers hostage.", 90),
        ("Raiders held seven managers captive for a night.", 7),
    ],
)
def test_a_verb_whose_other_half_stands_behind_the_harmed_is_read(text: str, low: int) -> None:
    assert [h.count.low for h in harms_of(text) if h.fate == "abducted"] == [low]


@pytest.mark.parametrize(
    "text", ["The firm took a stake of 20 percent.", "It cost 20 dollars to live there.", "The toll road opened."]
)
def test_parted_verbs_need_their_other_half(text: str) -> None:
    assert harms_of(text) == []


@pytest.mark.parametrize(
    ("text", "fate", "counts"),
    [
        ("She and three others were wounded near the well.", "wounded", [4]),
        ("A nurse from Bukavu and two others were killed near Goma.", "killed", [3]),
        ("One of four nurses wounded in the ambush has recovered.", "wounded", [4]),
        ("One of four nurses was wounded in the ambush.", "wounded", [1]),
        ("A father of three was shot dead.", "killed", [1]),
        ("Both guards were killed by gunfire.", "killed", [2]),
        ("A ranger was killed and another wounded.", "wounded", [1]),
        ("Two rangers were killed and three others hurt when a mine went off.", "wounded", [3]),
        ("The raid could hurt three others.", "wounded", []),
        ("A family of five were found shot dead near Puno.", "killed", [5]),
        ("At least 30 herders were reported killed.", "killed", [30]),
        ("More than 40 herders have been confirmed dead.", "killed", [40]),
        ("The guard was pronounced dead at the gate.", "killed", [1]),
        ("The guard was later pronounced dead at the gate.", "killed", [1]),
        ("Sulu Boatman Amal Deeb, 33, Accidentally Shot Dead", "killed", [1]),
        ("Anwar Deeb, 33, Mona Deeb, 34, and Sami Deeb, 36, were killed.", "killed", [3]),
        ("The raid killed 43-year-old Rosa Quispe, of Puno, and 32-year-old Hugo Roca.", "killed", [2]),
        ("The accident happened on Graham Street and injured nobody on Graham Street.", "wounded", []),
        ("Six shepherds suffered minor injuries.", "wounded", [6]),
        ("The firm suffered heavy losses.", "wounded", []),
        ("Three deputies were grazed by bullets.", "wounded", [3]),
    ],
)
def test_persons_are_counted_with_their_company(text: str, fate: str, counts: list[int]) -> None:
    assert [h.count.low for h in harms_of(text) if h.fate == fate and h.count.low] == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Raiders fired at the bus, hitting six passengers.", [6]),
        ("Two teachers were struck by bullets.", [2]),
        ("Two teachers were struck by a lorry.", []),
        ("A rocket hit two houses.", []),
        ("The blaze sent four nurses to the hospital.", [4]),
        ("The mayor sent four buses to the port.", []),
    ],
)
def test_those_hit_or_sent_to_hospital_are_dead_or_wounded(text: str, counts: list[int]) -> None:
    assert [h.count.low for h in harms_of(text) if h.fate == "shot" and h.count.low] == counts


@pytest.mark.parametrize(
    ("text", "wounded", "killed"),
    [
        ("Six herders were shot, two fatally, at a fair.", [4], [2]),
        ("Five shot, two killed in Juba market", [3], [2]),
        ("Two herders were killed and five others were shot.", [], [2]),
    ],
)
def test_the_dead_among_those_shot_are_taken_off(text: str, wounded: list[int], killed: list[int]) -> None:
    assert [h.count.low for h in harms_of(text) if h.fate == "wounded"] == wounded
    assert [h.count.low for h in harms_of(text) if h.fate == "killed"] == killed


def test_a_second_verb_says_what_became_of_those_shot() -> None:
    assert [h.fate for h in harms_of("Gunmen shot and wounded three farmers.")] == ["wounded"]
    assert not harms_of("Rebels shot down a helicopter.")


@pytest.mark.parametrize(
    "text",
    [
        "Two groups of pupils were kidnapped in the hills.",
        "The hijacked Aero Sur Flight 12 landed at dawn.",
        "The minister wished the wounded a speedy recovery.",
    ],
)
def test_groups_flights_and_the_wounded_at_large_are_no_figure(text: str) -> None:
    assert not [h for h in harms_of(text) if h.count.low]


def test_some_of_the_dead_are_a_part_of_them() -> None:
    (found,) = [h for h in harms_of("Records showed that 16 of the dead had gunshot wounds.") if h.fate == "killed"]
    assert (found.count.low, found.subset) == (16, True)


def test_who_says_it_is_none_of_the_dead() -> None:
    (found,) = [
        h for h in harms_of("They killed at least seven people, a railway official said.") if h.fate == "killed"
    ]
    assert found.count.who == "people"
