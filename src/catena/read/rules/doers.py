"""Who did it, as a sentence words it: the subject of the act, "by X", or what stands before the noun of the act."""

from __future__ import annotations

from catena.read.chunks import DAYS, NounPhrase, VerbGroup
from catena.read.clauses import Clauses, joined, read_clauses
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.phrase import Phrase
from catena.read.rules.triggers import Trigger
from catena.text.sentences import Sentence


def find_doers(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> list[Phrase]:
    """Give the phrases that name the doers of one trigger, the first the surest; none where the words do not say."""
    if trigger.family.name == "agreement" or trigger.negated:
        return []
    clauses = read_clauses(sentence)
    verb = clauses.verb_at(trigger.last - 1) or clauses.verb_at(trigger.first)
    if clauses.tokens[trigger.last - 1].lower == "by":  # "taken away by masked men"
        noun = clauses.noun_from(trigger.last)
    elif trigger.is_verb and verb is not None:
        noun = _of_verb(clauses, trigger, verb, lexicon)
    elif trigger.is_verb or trigger.form == "phrase":
        noun = _of_verb(clauses, trigger, verb, lexicon) if verb is not None else clauses.agent(trigger.last)
    else:
        noun = _of_noun(clauses, trigger, lexicon)
    if noun is None and trigger.is_verb | (trigger.form == "phrase") and verb is None and not trigger.passive:
        held = clauses.noun_at(trigger.first)  # a verb that was tagged as a noun: "gunmen shot dead a lawyer"
        return [Phrase(held.first, trigger.first)] if held is not None and held.first < trigger.first else []
    if noun is None:
        return [p for p in [_before_noun(clauses, trigger, lexicon)] if p is not None]
    noun = _owner(clauses, noun, lexicon) or noun
    sides = joined(clauses, noun)
    return [_widen(clauses, n, trigger, lexicon) for n in (*sides, *_included(clauses, sides[-1]))]


def _included(clauses: Clauses, noun: NounPhrase) -> tuple[NounPhrase, ...]:
    """Give those named behind "including" ("rebel groups including the Northern Front and the Lions fired")."""
    at = noun.last
    at += at < len(clauses.tokens) and clauses.tags[at] == ","
    if at + 1 >= len(clauses.tokens) or clauses.tokens[at].lower != "including":
        return ()
    named = clauses.noun_from(at + 1)
    if named is None or not clauses.tokens[named.head].is_capitalised:
        return ()
    return joined(clauses, named)


def _believed(clauses: Clauses, verb: VerbGroup) -> NounPhrase | None:
    """Give whom others take the doers for: "jets believed to be Russian struck", "gunmen thought to be from X attacked"."""
    taken = next(
        (v for v in clauses.verbs if v.last <= verb.first and clauses.tokens[v.first].lower in _TAKEN_FOR), None
    )
    if taken is None or clauses.tokens[taken.last - 1].lower != "be":
        return None
    names = [at for at in range(taken.last, verb.first) if clauses.tokens[at].is_capitalised]
    return NounPhrase(names[0], names[-1] + 1, names[-1]) if names else None


_TAKEN_FOR = frozenset({"believed", "thought", "suspected", "presumed", "understood", "reported"})


def _of_verb(clauses: Clauses, trigger: Trigger, verb: VerbGroup, lexicon: Lexicon) -> NounPhrase | None:
    if not verb.passive and (believed := _believed(clauses, verb)) is not None:
        return believed
    if verb.passive or (trigger.passive and not clauses.has_object(verb)):
        return clauses.agent(trigger.last) or _instrument(clauses, verb, lexicon)
    return None if trigger.base in lexicon.words["suffered_verbs"] else clauses.subject(verb)


def _instrument(clauses: Clauses, verb: VerbGroup, lexicon: Lexicon) -> NounPhrase | None:
    """Read "killed in rebel fire", "wounded during regime shelling": whose fire it was stands before its noun."""
    for at in range(verb.last, min(len(clauses.tokens) - 1, verb.last + 6)):
        if clauses.tokens[at].lower in {"in", "during", "from", "by"}:
            noun = clauses.noun_from(at + 1)
            if (
                noun is not None
                and clauses.tokens[noun.head].lower in lexicon.words["weapon_heads"]
                and noun.head > noun.first
            ):
                return NounPhrase(noun.first, noun.head, noun.head - 1)
    return None


def _undone(clauses: Clauses, noun: NounPhrase | None, lexicon: Lexicon) -> bool:
    """Say whether "by X" belongs to the verb before: "rescued from captivity by police"."""
    before = next((v for v in reversed(clauses.verbs) if noun is not None and v.last <= noun.first), None)
    return before is not None and clauses.tokens[before.main].lower in lexicon.words["undoing_verbs"]


def _of_noun(clauses: Clauses, trigger: Trigger, lexicon: Lexicon) -> NounPhrase | None:
    """Read "attack by X", "a raid carried out by X", and "X launched an attack"."""
    noun = clauses.noun_at(trigger.first)
    agent = clauses.agent(trigger.last)
    if agent is not None and not _undone(clauses, noun, lexicon):
        return agent
    if noun is not None and (possessor := _possessor(clauses, noun, trigger)) is not None:
        return possessor
    verb = clauses.verb_at(noun.first - 1) if noun is not None and noun.first else None
    if verb is None and noun is not None and noun.first > 1:  # "carried out an attack", "stepped up its raids"
        verb = clauses.verb_at(noun.first - 2)
    if verb is None or verb.passive:
        return None
    word = clauses.tokens[verb.main].lower
    if trigger.family.name == "arrest" and word in _OWNED_TO:
        subject = clauses.subject(verb)
        law = subject is not None and clauses.tokens[subject.head].lower in lexicon.words["law_nouns"]
        return subject if law else None
    return clauses.subject(verb) if word in lexicon.words["acting_verbs"] else None


# "Police confirmed the arrest of six men": the law tells of its own deed.
_OWNED_TO = frozenset(
    "confirm confirms confirmed announce announces announced acknowledge acknowledges acknowledged order orders ordered "
    "admit admits admitted".split()
)


def _possessor(clauses: Clauses, noun: NounPhrase, trigger: Trigger) -> NounPhrase | None:
    """Read "Ruritania's arrest of the editor", "the army's bombing of the town": whose deed it was, where "of" follows."""
    behind = clauses.tokens[trigger.last].lower if trigger.last < len(clauses.tokens) else ""
    if behind not in {"of", "on", "against"} or noun.last != trigger.last:
        return None
    for at in range(trigger.first - 1, noun.first - 1, -1):
        word = clauses.tokens[at].text
        if word.endswith(("'s", "’s", "s'", "s’")) and clauses.tokens[at].lower.rstrip("'s’") not in DAYS | _TIMES:
            return NounPhrase(noun.first, at + 1, at)
    return None


_TIMES = frozenset("yesterday today tomorrow year week month last night morning".split())


# Before these stand those who suffered it: "soldier deaths", "civilian casualties".
_SUFFERED = frozenset(
    "death fatality casualty injury wound disappearance captivity martyrdom arrest detention imprisonment conviction "
    "indictment acquittal extradition deportation prosecution expulsion dismissal sentence".split()
)


def _before_noun(clauses: Clauses, trigger: Trigger, lexicon: Lexicon) -> Phrase | None:
    """Read "Russian airstrikes", "the Houthi rebels' drone attack", "rebel fire", "Daesh shelling"."""
    noun = clauses.noun_at(trigger.first)
    if trigger.is_verb or noun is None or noun.first >= trigger.first or trigger.base in _SUFFERED:
        return None
    first, last = trigger.first, trigger.first
    words = lexicon.words["agent_nouns"] | lexicon.words["institution_nouns"]
    for at in range(trigger.first - 1, noun.first - 1, -1):
        token, tag = clauses.tokens[at], clauses.tags[at]
        lower = token.lower.removesuffix("'s").removesuffix("'")
        agent = lower in words or token.is_capitalised
        if tag in {"DT", "CD"} or lower in lexicon.words["suspect_words"] or lower in lexicon.words["plain_modifiers"]:
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


def _owner(clauses: Clauses, noun: NounPhrase, lexicon: Lexicon) -> NounPhrase | None:
    """Give whose a weapon is: "a helicopter belonging to the regime", "shells fired by rebels", "air strikes by Russia"."""
    if clauses.tokens[noun.head].lower not in lexicon.words["weapon_heads"]:
        return None
    at = noun.last
    if at < len(clauses.tokens) and clauses.tokens[at].lower in lexicon.words["ownership_words"]:
        return clauses.noun_from(at + 2)
    return clauses.agent(at, reach=8)


def _widen(clauses: Clauses, noun: NounPhrase, trigger: Trigger, lexicon: Lexicon) -> Phrase:
    """Take in "of X" or "from X" behind a head that says little alone; a town is seized "by rebels" and "from X"."""
    last = noun.last
    links = {"of", "with"} if trigger.family.name == "takeover" else {"of", "from", "with"}
    if (
        clauses.tokens[noun.head].lower in lexicon.words["general_heads"]
        and last + 1 < len(clauses.tokens)
        and clauses.tokens[last].lower in links
    ):
        inner = clauses.noun_from(last + 1)
        if inner is not None and any(
            t.is_capitalised or t.lower in lexicon.words["general_heads"]
            for t in clauses.tokens[inner.first : inner.last]
        ):
            last = inner.last
    first = noun.first
    while first < noun.head and clauses.tags[first] in {"DT", "PDT", "PRP$", "``"}:
        first += 1
    return Phrase(first, last)
