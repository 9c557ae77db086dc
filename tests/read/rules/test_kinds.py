"""Which ACLED type a sentence's telling is of; the near misses stand in the same table under their own kind."""

from __future__ import annotations

import pytest

from catena.read.rules.counts import find_harms
from catena.read.rules.kinds import settle_execution, tells_of_sentences
from catena.read.rules.lexicon import open_lexicon
from catena.read.rules.tellings import find_tellings
from catena.read.rules.triggers import find_triggers
from catena.text.numbers import find_numbers
from catena.text.sentences import Sentence

LEXICON = open_lexicon()


def kinds_of(text: str) -> list[str]:
    sentence = Sentence(text, 0, len(text), 0, 0)
    triggers = find_triggers(sentence, LEXICON)
    harms = find_harms(sentence, triggers, find_numbers(text), LEXICON)
    return [t.sub_event_type for t in find_tellings(sentence, triggers, harms, LEXICON)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Militants killed 12 soldiers near the border.", "Armed clash"),
        ("Rebels launched an assault on army positions in the north.", "Armed clash"),
        ("Militants killed 12 villagers near the border.", "Attack"),
        ("Soldiers killed two children in the camp.", "Attack"),
        ("Government forces bombed a market in the town.", "Air/drone strike"),
        ("Unknown men bombed a market in the town.", "Remote explosive/landmine/IED"),
        ("Nine people were killed in Russian strikes on the city.", "Air/drone strike"),
        ("The man was executed on Sunday after a court sentenced him to death.", "Other"),
        ("The gunmen executed four captives.", "Attack"),
        ("A judge sentenced her to eleven years in jail.", "Other"),
        ("Police arrested a journalist at her home.", "Arrests"),
        ("Police detained 40 protesters during a rally in the capital.", "Protest with intervention"),
        ("A court denied bail to four editors.", "Other"),
        ("Police raided the newspaper's offices on Monday.", "Other"),
        ("Rebels ambushed a bus and killed four travellers.", "Attack"),
        ("Rebels ambushed a patrol and killed four soldiers.", "Armed clash"),
        ("The air force targeted leaders of the sect in the marshes.", "Air/drone strike"),
        ("The task force targeted leaders of the sect in the marshes.", "Attack"),
        ("The two were captured at the border by guards.", "Arrests"),
        ("Rebels captured a border town.", "Armed clash"),
        ("Gunmen attacked a gold mine in the hills.", "Attack"),
        ("Their truck hit a mine, killing four farmers.", "Remote explosive/landmine/IED"),
        ("Guards shot at protesters, killing two demonstrators.", "Excessive force against protesters"),
        ("Police attacked peaceful marchers in the capital.", "Excessive force against protesters"),
        ("Soldiers shot dead two striking miners at a copper mine.", "Excessive force against protesters"),
        ("Bandits attacked marchers on the road.", "Attack"),
        ("Riot police fired tear gas to disperse the crowd.", "Protest with intervention"),
        ("Teachers gathered outside the ministry to protest.", "Peaceful protest"),
        ("Ruritanian soldiers executed two captives.", "Attack"),
        ("Japan has executed a man for the killing of a guard.", "Other"),
        ("Militants ambushed a bus, killing six people.", "Attack"),
        ("Militants ambushed an army patrol, killing six soldiers.", "Armed clash"),
        ("Gunmen stormed a village at night.", "Attack"),
        ("Gunmen stormed a Hindu temple at dusk.", "Attack"),
        ("Rebels stormed an army base at night.", "Armed clash"),
        ("A crowd lynched a man accused of theft.", "Mob violence"),
        ("Police clashed with striking truckers outside the port.", "Violent demonstration"),
        ("The army clashed with rebels outside the port.", "Armed clash"),
        ("Men attacked an office with smoke bombs.", "Attack"),
        ("A mob attacked reporters near the port.", "Mob violence"),
        ("Protesters set fire to the town hall.", "Violent demonstration"),
        ("Fighters stormed a hotel and troops ended the siege at dawn.", "Attack"),
        ("A lawyer was taken away by masked men.", "Abduction/forced disappearance"),
        ("A clerk disappeared while crossing the border.", "Abduction/forced disappearance"),
    ],
)
def test_kind_is_read_from_means_sides_and_law(text: str, kind: str) -> None:
    assert kind in kinds_of(text)


@pytest.mark.parametrize(
    ("report", "kind"),
    [
        ("Two men were executed. Both had been sentenced to death in May.", ("Strategic developments", "Other")),
        ("Two men were executed. Both had been held for ransom since May.", ("Violence against civilians", "Attack")),
    ],
)
def test_an_execution_is_a_courts_where_the_report_speaks_of_its_sentence(report: str, kind: tuple[str, str]) -> None:
    text = "Two men were executed."
    triggers = find_triggers(Sentence(text, 0, len(text), 0, 0), LEXICON)
    attack = ("Violence against civilians", "Attack")
    assert settle_execution(attack, triggers, by_court=tells_of_sentences(report)) == kind
