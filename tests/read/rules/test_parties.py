"""Who is said to have done it: hits, and near misses that must accuse nobody."""

from __future__ import annotations

import pytest

from catena.model import Source
from catena.read.rules.attribution import find_attributions
from catena.read.rules.lexicon import open_lexicon
from catena.read.rules.parties import find_parties
from catena.read.rules.triggers import find_triggers
from catena.text.sentences import Sentence

OUTLET = Source("The Harbour Post", "outlet")


def parties_of(text: str, *, armed: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    sentence, lexicon = Sentence(text, 0, len(text), 0, 0), open_lexicon()
    attributions = find_attributions(sentence, lexicon, armed)
    source = attributions[0].source if attributions else OUTLET
    found = find_parties(sentence, find_triggers(sentence, lexicon), attributions, source, lexicon, (), armed)
    return [(a.party.name, a.party.status) for a in found]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "Guerrilla fighters began an assault on two garrison towns at dawn.",
            ("Guerrilla fighters", "accused"),
        ),
        ("A gunship belonging to the junta bombed a fish market.", ("junta", "accused")),
        (
            "Some forty mortar shells fired by separatist groups hit a tea estate.",
            ("separatist groups", "accused"),
        ),
        ("Two ferrymen were killed during rebel fire along the river.", ("rebels", "accused")),
        ("Fighters from the Northern Front killed two guards.", ("Fighters from the Northern Front", "accused")),
        ("Unidentified gunmen shot dead a lawyer in Quetta.", ("Unidentified gunmen", "unknown")),
        ("Nobody has yet claimed the bombing of the ferry.", ("unknown", "unknown")),
        ("The army said it had killed twelve insurgents in an air strike.", ("army", "claims")),
        ("Five men were charged on Monday in connection with the killing of a priest.", ("Five men", "accused")),
        ("Two brothers were arrested on suspicion of kidnapping a trader.", ("Two brothers", "suspected")),
        ("A court convicted a former warden of the murder of a journalist.", ("former warden", "convicted")),
        ("A court in Harare has sentenced a journalist to seven years in prison.", ("court", "accused")),
        ("Soldiers loyal to the junta were behind the massacre, survivors said.", ("Soldiers", "accused")),
        ("There was a massacre and the Third Brigade was behind it, survivors said.", ("Third Brigade", "accused")),
        ("It was unclear if Chadian jets carried out the raid.", ("Chadian jets", "suspected")),
        ("Jets believed to be Chadian bombed the ferry.", ("Chad", "suspected")),
        ("He was kidnapped by yet to be identified gunmen.", ("gunmen", "unknown")),
        ("The mill was seized by rebels from government forces.", ("rebels", "accused")),
        ("She had seen the singer pushed into a van by masked men.", ("masked men", "unknown")),
    ],
)
def test_party_is_tied_to_what_it_did(text: str, party: tuple[str, str]) -> None:
    assert party in [(name.removeprefix("The ").removeprefix("the "), status) for name, status in parties_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The Rights Observatory said it had recorded the killing of nine civilians.",
        "He declined to identify suspected perpetrators of the deadly strikes.",
        "A trader was freed from captivity by harbour police.",
        "The minister accused the Trade Union of lying about the ferry.",
        "The High Court commuted the death sentence over the murder.",
        "Soldier deaths doubled, a blast said to be the cause.",
        "The news agency said it was told of an attack near the port.",
        "Four people were killed in an attack on a market.",
        "Friday 3 March Parcel bomb attack kills two clerks.",
        "The fire killed two families.",
        "The earthquake killed at least 40 people.",
    ],
)
def test_nobody_is_accused_where_the_words_accuse_nobody(text: str) -> None:
    assert parties_of(text) == []
