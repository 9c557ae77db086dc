"""Who is said to have done it: hits, and near misses that must accuse nobody."""

from __future__ import annotations

import pytest

from catena.model import Source, Span
from catena.read.rules.attribution import find_attributions
from catena.read.rules.lexicon import open_lexicon
from catena.read.rules.parties import find_parties
from catena.read.rules.triggers import find_triggers
from catena.text.sentences import Sentence

OUTLET = Source("The Harbour Post", "outlet")


def party_of_law(text: str) -> list[tuple[str, str]]:
    """Give the parties of a sentence but those who arrest and try."""
    return [p for p in parties_of(text) if not p[0].lower().endswith(("court", "police", "prosecutors"))]


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
        ("A student was shot dead in Cali by a policeman who was later arrested.", ("policeman", "accused")),
        ("A lawyer was taken away by soldiers in a van.", ("soldiers", "accused")),
        ("Four suspected robbers were shot dead by police in Cali.", ("police", "accused")),
        ("Five men were charged on Monday in connection with the killing of a priest.", ("Five men", "accused")),
        ("Two brothers were arrested on suspicion of kidnapping a trader.", ("Two brothers", "suspected")),
        ("A court convicted a former warden of the murder of a journalist.", ("former warden", "convicted")),
        ("A court in Harare has sentenced a journalist to seven years in prison.", ("court", "accused")),
        ("Soldiers loyal to the junta were behind the massacre, survivors said.", ("Soldiers", "accused")),
        ("There was a massacre and the Third Brigade was behind it, survivors said.", ("Third Brigade", "accused")),
        ("It was unclear if Chadian jets carried out the raid.", ("Chadian jets", "suspected")),
        ("Jets believed to be Chadian bombed the ferry.", ("Chad", "suspected")),
        ("A clerk was seized by yet to be identified gunmen.", ("gunmen", "unknown")),
        ("The mill was seized by rebels from government forces.", ("rebels", "accused")),
        ("She had seen the singer pushed into a van by masked men.", ("masked men", "unknown")),
        ("The union leader was killed by the Ruritanian government last year.", ("Ruritanian government", "accused")),
        ("He was taken captive by a gang of armed men led by his cousin.", ("gang of armed men", "unknown")),
        ("The Lions group killed ten people near the ferry.", ("Lions group", "accused")),
        ("The engineer was abducted by his neighbours and held in a cellar.", ("neighbours", "accused")),
        ("Villagers held four surveyors captive for three hours.", ("Villagers", "accused")),
        ("Three people were wounded in Peruvian shelling on a border town.", ("Peru", "accused")),
        ("Clashes between farmers and herders killed 20 people.", ("herders", "accused")),
        ("Amnesty deplored Peru's arrest of an editor.", ("Peru", "accused")),
        ("Police confirmed the arrest of forty students.", ("Police", "claims")),
        ("The Border Police Force (BPF) killed three smugglers.", ("Border Police Force", "accused")),
        ("Prosecutors charged the mayor with fraud.", ("Prosecutors", "claims")),
        ("Rebel groups including the Northern Lions fired rockets into the port.", ("Northern Lions", "accused")),
        ("A ferry was hit in an attack claimed by the group.", ("group", "claims")),
        ("The raid on the mill was widely blamed on separatists.", ("separatists", "accused")),
        ("Neo-Nazis attacked a shelter.", ("Neo-Nazis", "accused")),
        ("A 19-year-old soldier stabbed three cadets.", ("19-year-old soldier", "accused")),
        ("The council has blamed the attack on the rector on cultists.", ("cultists", "accused")),
        (
            "Raids carried out by either Chadian or Libyan warplanes killed ten.",
            ("Chadian or Libyan warplanes", "suspected"),
        ),
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
        "The market was hit as thousands fled a town besieged by government forces.",
        "The minister accused the Trade Union of lying about the aid.",
        "The museum confirmed the arrest of its night watchman.",
        "They were capturing the events at the harbour.",
        "The lion's indictment was read in court.",
        "A video showed #HarbourStrike beatings.",
        "The clerk gave an interview attacking the government's policies.",
    ],
)
def test_nobody_is_accused_where_the_words_accuse_nobody(text: str) -> None:
    assert parties_of(text) == []


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Six Ruritanian nationals were arrested for kidnapping a banker.",
            [("Six Ruritanian nationals", "suspected")],
        ),
        (
            "The court upheld the sentence of Rashid Amin convicted of murdering two guards.",
            [("Rashid Amin", "convicted")],
        ),
        ("Ali Haq was arrested in May and sentenced to 20 years for murder.", [("Ali Haq", "convicted")]),
        ("Ali Haq was convicted in the kidnapping of a judge.", [("Ali Haq", "convicted")]),
        ("The alleged involvement of two officers in the murder shook the town.", [("two officers", "suspected")]),
        ("The editor was sentenced to a year in prison for filming soldiers attacking a crowd.", []),
        ("Ali Haq was arrested in a raid on the port.", []),
        ("Those men who were jailed for their faith were tortured.", []),
        ("Ali Haq was arrested and died in the hospital.", []),
    ],
)
def test_the_law_ties_persons_to_a_crime_and_to_no_other_word(text: str, parties: list[tuple[str, str]]) -> None:
    assert [p for p in party_of_law(text) if p[0] != "soldiers"] == parties


def test_a_place_with_a_side_of_the_compass_says_where_and_not_who() -> None:
    text = "Twelve die in northern Peru attack."
    sentence, lexicon = Sentence(text, 0, len(text), 0, 0), open_lexicon()
    place = Span(text.index("Peru"), text.index("Peru") + 4)
    assert find_parties(sentence, find_triggers(sentence, lexicon), (), OUTLET, lexicon, places=[place]) == ()


def test_one_subject_does_each_of_its_deeds_once() -> None:
    text = "Gunmen raided a clinic and abducted two nurses."
    sentence, lexicon = Sentence(text, 0, len(text), 0, 0), open_lexicon()
    found = find_parties(sentence, find_triggers(sentence, lexicon), (), OUTLET, lexicon)
    assert [(a.party.name, a.trigger.base) for a in found if a.trigger] == [("Gunmen", "raid"), ("Gunmen", "abduct")]


def test_those_ambushed_are_a_side_where_they_bear_arms() -> None:
    assert ("army", "accused") in parties_of("Rebels ambushed an army convoy in the hills.")
    assert parties_of("Rebels ambushed travellers in the hills.") == [("Rebels", "accused")]
