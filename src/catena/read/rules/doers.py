"""Who did it, as a sentence words it: the subject of the act, "by X", or what stands before the noun of the act."""

from __future__ import annotations

from catena.read.clauses import Clauses, NounPhrase, VerbGroup, joined, read_clauses
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.phrase import Phrase
from catena.read.rules.triggers import Trigger
from catena.text.sentences import Sentence

# Verbs whose subject is not the doer of harm.
_SUFFERED = frozenset("die perish succumb explode protest demonstrate rally drown suffer".split())
# "launched an attack", "carried out a raid": the subject of these did what their object names.
_ACTING = frozenset(
    "launch carry conduct fire drop stage mount commit execute perpetrate plant resume intensify wage open lob hurl throw "
    "unleash step continue begin start pursue press detonate make do claim use order kill".split()
)
_OWNERSHIP = frozenset("belonging loyal linked affiliated allied tied".split())
# Heads that say little without whose they are: "members of X", "fighters from X", "a group of men".
_GENERAL = frozenset(
    "member members fighter fighters militant militants militia militias gunman gunmen soldier soldiers troops unit units element "
    "elements supporter supporters follower followers group groups gang gangs band force forces branch wing faction factions "
    "cell operative operatives army ministry police government court commander leader men mob crowd number dozens hundreds "
    "thousands agents officers bureau department office front brigade movement party coalition alliance regime authorities "
    "terrorists rebels insurgents jihadists extremists warplanes jets planes aircraft helicopters".split()
)
_WEAPON_HEADS = frozenset(
    "helicopter helicopters shell shells rocket rockets missile missiles bomb bombs drone drones aircraft jet jets plane planes "
    "warplane warplanes strike strikes airstrike airstrikes raid raids attack attacks shelling bombardment gunfire fire fighting".split()
)


def find_doers(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> list[Phrase]:
    """Give the phrases that name the doers of one trigger, the first the surest; none where the words do not say."""
    if trigger.family.name == "agreement" or trigger.negated:
        return []
    clauses = read_clauses(sentence)
    verb = clauses.verb_at(trigger.last - 1) or clauses.verb_at(trigger.first)
    if trigger.is_verb and verb is not None:
        noun = _of_verb(clauses, trigger, verb)
    elif trigger.is_verb or trigger.form == "phrase":
        noun = _of_verb(clauses, trigger, verb) if verb is not None else clauses.agent(trigger.last)
    else:
        noun = _of_noun(clauses, trigger)
    if noun is None:
        return [p for p in [_before_noun(clauses, trigger, lexicon)] if p is not None]
    noun = _owner(clauses, noun) or noun
    return [_widen(clauses, n) for n in joined(clauses, noun)]


def _of_verb(clauses: Clauses, trigger: Trigger, verb: VerbGroup) -> NounPhrase | None:
    if verb.passive or (trigger.passive and not clauses.has_object(verb)):
        return clauses.agent(trigger.last) or _instrument(clauses, verb)
    return None if trigger.base in _SUFFERED else clauses.subject(verb)


def _instrument(clauses: Clauses, verb: VerbGroup) -> NounPhrase | None:
    """Read "killed in rebel fire", "wounded during regime shelling": whose fire it was stands before its noun."""
    for at in range(verb.last, min(len(clauses.tokens) - 1, verb.last + 6)):
        if clauses.tokens[at].lower in {"in", "during", "from", "by"}:
            noun = clauses.noun_from(at + 1)
            if noun is not None and clauses.tokens[noun.head].lower in _WEAPON_HEADS and noun.head > noun.first:
                return NounPhrase(noun.first, noun.head, noun.head - 1)
    return None


def _of_noun(clauses: Clauses, trigger: Trigger) -> NounPhrase | None:
    """Read "attack by X", "a raid carried out by X", and "X launched an attack"."""
    agent = clauses.agent(trigger.last)
    if agent is not None:
        return agent
    noun = clauses.noun_at(trigger.first)
    verb = clauses.verb_at(noun.first - 1) if noun is not None and noun.first else None
    if verb is None and noun is not None and noun.first > 1:  # "carried out an attack", "stepped up its raids"
        verb = clauses.verb_at(noun.first - 2)
    if verb is None or verb.passive:
        return None
    word = clauses.tokens[verb.main].lower
    return clauses.subject(verb) if any(word.startswith(stem[:4]) for stem in _ACTING if len(word) > 2) else None


def _before_noun(clauses: Clauses, trigger: Trigger, lexicon: Lexicon) -> Phrase | None:
    """Read "Russian airstrikes", "the Houthi rebels' drone attack", "rebel fire", "Daesh shelling"."""
    noun = clauses.noun_at(trigger.first)
    if trigger.is_verb or noun is None or noun.first >= trigger.first:
        return None
    first, last = trigger.first, trigger.first
    words = lexicon.words["agent_nouns"] | lexicon.words["institution_nouns"]
    for at in range(trigger.first - 1, noun.first - 1, -1):
        token, tag = clauses.tokens[at], clauses.tags[at]
        lower = token.lower.removesuffix("'s").removesuffix("'")
        agent = lower in words or token.is_capitalised
        if tag in {"DT", "CD"} or lower in lexicon.words["suspect_words"] or lower in _PLAIN:
            if first < last:
                break
            last = first = at
            continue
        if not agent:
            if first < last:
                break
            last = first = at
            continue
        first = at
    return Phrase(first, last) if first < last else None


_PLAIN = frozenset(
    "air drone rocket mortar missile artillery bomb car suicide gun knife sniper ground night dawn deadly heavy fierce intense new "
    "latest recent double twin triple major separate chemical gas barrel cluster bombing strike hand roadside terror".split()
)


def _owner(clauses: Clauses, noun: NounPhrase) -> NounPhrase | None:
    """Give whose a weapon is: "a helicopter belonging to the regime", "shells fired by rebels", "air strikes by Russia"."""
    if clauses.tokens[noun.head].lower not in _WEAPON_HEADS:
        return None
    at = noun.last
    if at < len(clauses.tokens) and clauses.tokens[at].lower in _OWNERSHIP:
        return clauses.noun_from(at + 2)
    return clauses.agent(at, reach=8)


def _widen(clauses: Clauses, noun: NounPhrase) -> Phrase:
    """Take in "of X" or "from X" behind a head that says little alone."""
    last = noun.last
    if (
        clauses.tokens[noun.head].lower in _GENERAL
        and last + 1 < len(clauses.tokens)
        and clauses.tokens[last].lower in {"of", "from", "with"}
    ):
        inner = clauses.noun_from(last + 1)
        if inner is not None and any(
            t.is_capitalised or t.lower in _GENERAL for t in clauses.tokens[inner.first : inner.last]
        ):
            last = inner.last
    first = noun.first
    while first < noun.head and clauses.tags[first] in {"DT", "PDT", "PRP$", "``"}:
        first += 1
    return Phrase(first, last)
