"""Trigger words of a sentence: what kind of happening, and whether it is told as having happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catena.model import Outcome, Span
from catena.read.clauses import Clauses, read_clauses
from catena.read.rules.dismissals import dismisses_words
from catena.read.rules.lexicon import Family, Lexicon
from catena.read.rules.phrase import DETERMINERS, MODAL, is_passive
from catena.text.sentences import Sentence, Token

_HARD_VERBS = frozenset({"past", "participle", "s", "base", "ing"})
# How many words to the left a hedge, a negation or an attempt reaches.
_REACH = 6
_BREAKS = frozenset({";", ".", ":", "but", "while", "and"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger word in a sentence (token offsets), with how it is told."""

    first: int
    last: int
    span: Span
    family: Family
    base: str
    form: str
    passive: bool
    negated: bool
    hypothetical: bool
    outcome: Outcome

    @property
    def is_verb(self) -> bool:
        """Say whether it is a verb form."""
        return self.form in _HARD_VERBS

    @property
    def told(self) -> bool:
        """Say whether it is told as something that came about, was tried, foiled or threatened."""
        return not self.negated and not (self.hypothetical and self.outcome == "carried out")


def find_triggers(sentence: Sentence, lexicon: Lexicon) -> tuple[Trigger, ...]:
    """Find the trigger words of a sentence with voice, negation, hedge and outcome."""
    tokens = sentence.tokens
    general = [(a, b) for a, b, _ in lexicon.general_use.find(tokens)]
    found = []
    clauses = read_clauses(sentence)
    for first, last, hit in lexicon.triggers.find(tokens):
        if any(a < last and first < b and b - a >= last - first for a, b in general):
            continue
        if _is_name_part(tokens, first, last) or _is_other_word(tokens, first, last, hit.form.form):
            continue
        if hit.form.base in lexicon.words["dismissing_verbs"] and dismisses_words(tokens, last, lexicon):
            continue
        tag = clauses.tags[last - 1]
        counts = last < len(tokens) and (clauses.tags[last] == "CD" or tokens[last].lower in _BEFORE_NUMBER)
        noun = hit.form.form in {"base", "s", "ing"} and (
            tag.startswith("NN")
            or (not tag.startswith("VB") and _is_noun(tokens, first, last))
            or (hit.form.form == "ing" and first > 0 and clauses.tags[first - 1] in {"DT", "JJ", "PRP$", "POS"})
            or (hit.form.form == "ing" and _is_of_body(tokens, clauses.tags, first))
        )
        noun = noun and not (counts and hit.form.form != "ing")
        form = "noun" if noun else _form(tokens, first, hit.form.form, tag)
        family = hit.family
        if hit.form.base == "capture" and form in _HARD_VERBS and _takes_persons(clauses, last - 1, lexicon):
            family = lexicon.families["arrest"]
        found.append(_trigger(sentence, first, last, family, hit.form.base, form, lexicon))
    parted = _parted(sentence, lexicon)
    deadly = {t.first for t in parted if t.family.name == "death"}  # "beat two men to death" tells more than "beat"
    found = [t for t in found if t.first not in deadly]
    found += [t for t in parted if not any(t.span.meets(f.span) for f in found)]
    return tuple(sorted(found, key=lambda t: t.first))


def _takes_persons(clauses: Clauses, at: int, lexicon: Lexicon) -> bool:
    """Say whether those captured are persons who do not fight ("the two were captured", "captured a fugitive")."""
    verb = clauses.verb_at(at)
    if verb is None:
        return False
    taken = (
        clauses.subject(verb) if verb.passive else clauses.noun_from(verb.last) if clauses.has_object(verb) else None
    )
    if taken is None:
        return False
    head = clauses.tokens[taken.head].lower
    if head in {"he", "she", "they", "him", "her", "them", "suspect", "suspects", "fugitive", "fugitives"}:
        return True
    return clauses.tags[taken.head] == "CD" or head in lexicon.words["people_nouns"] - lexicon.words["combatant_nouns"]


def _is_of_body(tokens: tuple[Token, ...], tags: Sequence[str], at: int) -> bool:
    """Say whether a word in -ing is a noun behind whose it is: "wounded in army shelling", "by Ruritanian bombing"."""
    first = at
    while first > 0 and tags[first - 1] in {"NNP", "NN", "JJ", "HYPH"}:
        first -= 1
    return first < at and first > 0 and tokens[first - 1].lower in {"in", "by", "during", "amid", "from", "under"}


def _form(tokens: tuple[Token, ...], first: int, form: str, tag: str) -> str:
    """Give the form of a verb; one whose past looks like its base ("hurt", "hit") is told by what stands before it."""
    if form != "base" or tokens[first].lower not in _ONE_FORM:
        return form
    before = tokens[first - 1].lower if first else ""
    return "base" if before in MODAL | _BARE_OPENERS or tag == "VB" else "past"


_ONE_FORM = frozenset({"hurt", "hit"})
_BARE_OPENERS = frozenset({"to", "not", "n't", "they", "we", "you", "i", "please"})


def _parted(sentence: Sentence, lexicon: Lexicon) -> list[Trigger]:
    """Find verbs whose other half stands behind the harmed: "claimed 20 lives", "took nine nurses hostage"."""
    found, tokens, tags = [], sentence.tokens, read_clauses(sentence).tags
    for at, token in enumerate(tokens):
        for row in lexicon.parted.get(token.lower, ()):
            ends = range(at + 2, min(at + 2 + _REACH, len(tokens)))
            end = next((i for i in ends if tokens[i].lower in row.ends), None)
            if (
                end is not None
                and tags[at].startswith("VB")
                and not any(tags[i] in {"VBD", "VBZ"} for i in range(at + 1, end))
            ):
                found.append(_trigger(sentence, at, at + 1, row.family, row.base, row.form, lexicon))
                break  # "beat" is base and past
    return found


_BEFORE_NUMBER = frozenset({"over", "nearly", "about", "around", "dozens", "scores", "hundreds"})
_NOUN_OPENERS = frozenset(
    "of in from after for during by following amid before since over with despite deadly recent terrorist "
    "terror suicide air drone rocket mortar "
    "missile bomb car gun knife sniper coordinated latest separate similar fatal bloody previous twin armed "
    "alleged military ground night dawn "
    "thursday friday saturday sunday monday tuesday wednesday militant rebel".split()
)


def _is_noun(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Say whether a word that may be verb or noun ("attack", "raids") stands as a noun."""
    before = tokens[first - 1] if first else None
    after = tokens[last].lower if last < len(tokens) else ""
    if before is None or before.lower in {"to", "will", "would", "can", "could", "may", "they", "we", "who", "that"}:
        return before is None and after in {
            "on",
            "in",
            "by",
            "against",
            "at",
            "near",
            "kill",
            "kills",
            "leave",
            "leaves",
        }
    if before.lower in DETERMINERS or before.lower in _NOUN_OPENERS or before.text.endswith(("'s", "’s")):
        return True
    return after in {"on", "against", "by", "in", "at", "that", "which", "was", "were"} and not (
        before.lower.endswith("s") and after == "in"
    )


def _trigger(
    sentence: Sentence, first: int, last: int, family: Family, base: str, form: str, lexicon: Lexicon
) -> Trigger:
    tokens = sentence.tokens
    passive = form in {"past", "participle"} and is_passive(tokens, first, last)
    before = [token.lower for token in tokens[_clause_start(tokens, first) : first]]
    # "Pleaded not guilty to the murder" denies the guilt, not the murder.
    reach = [w for at, w in enumerate(before) if before[at + 1 : at + 2] != ["guilty"]][-4:]
    negated = any(word in lexicon.words["negation"] for word in reach) or (
        first > 0 and tokens[first - 1].lower in {"no", "without"}
    )
    return Trigger(
        first,
        last,
        Span(tokens[first].start, tokens[last - 1].end),
        family,
        base,
        form,
        passive,
        negated,
        _is_hypothetical(before, tokens, first, form, lexicon),
        _outcome(before, tokens, first, last, lexicon),
    )


def _clause_start(tokens: tuple[Token, ...], at: int) -> int:
    start = max(0, at - _REACH)
    for i in range(at - 1, start - 1, -1):
        if tokens[i].text in _BREAKS or tokens[i].lower in _BREAKS:
            return i + 1
    return start


def _is_hypothetical(before: list[str], tokens: tuple[Token, ...], first: int, form: str, lexicon: Lexicon) -> bool:
    words = lexicon.words["hypothetical"]
    if any(word in words for word in before):
        return True
    if (
        any(word in {"prevent", "preventing", "stop", "end", "halt", "against"} for word in before[-3:])
        and form != "past"
    ):
        return True
    return form == "base" and first > 0 and tokens[first - 1].lower == "to"


def _outcome(before: list[str], tokens: tuple[Token, ...], first: int, last: int, lexicon: Lexicon) -> Outcome:
    near = before[-4:] + [token.lower for token in tokens[last : last + 2]]
    if any(word in lexicon.words["foiled"] for word in near):
        return "foiled"
    inside = [token.lower for token in tokens[first:last]]
    if any(word in lexicon.words["attempted"] for word in before[-4:] + inside) or {"attempt", "bid"} & set(near[-2:]):
        return "attempted"
    if any(word in {"threatened", "threatens", "threatening", "threats", "vowed"} for word in before[-4:]):
        return "threatened"
    return "carried out"


def _is_name_part(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Say whether the word stands inside a capitalised name ("Death Squad", "March", "Battle of Stalingrad Museum")."""
    token = tokens[first]
    if not token.is_capitalised or first == 0:
        return False
    if token.text.isupper() and len(token.text) > 3:
        return False
    before = tokens[first - 1]
    after = tokens[last] if last < len(tokens) else None
    if token.lower == "march":
        return True
    capital_before = before.is_capitalised and before.is_word and first > 1
    capital_after = after is not None and after.is_word and after.is_capitalised
    return (capital_before or capital_after) and not _headline_case(tokens)


def _headline_case(tokens: tuple[Token, ...]) -> bool:
    words = [t for t in tokens if t.is_word and len(t.text) > 3]
    return len(words) > 3 and sum(t.is_capitalised for t in words) > 0.7 * len(words)


def _is_other_word(tokens: tuple[Token, ...], first: int, last: int, form: str) -> bool:
    """Say whether a homograph is meant: the month of March, "no less than", a noun in a verb's dress."""
    word = tokens[first].lower
    if word == "march" and tokens[first].is_capitalised:
        return True
    if last - first > 1:
        return False
    after = tokens[last].lower if last < len(tokens) else ""
    before = tokens[first - 1].lower if first else ""
    if word in {"strike", "strikes"} and (
        before in {"hunger", "labour", "labor", "general", "on", "doctors", "nationwide", "crippling"}
        or after == "action"
    ):
        return True
    if (
        word in {"hit", "hits"}
        and after in {"by", "the", "a", "an"}
        and before in {"hard", "was", "been"}
        and not tokens[first].is_capitalised
    ):
        return before == "hard"
    if word in {"charge", "charges"} and form in {"base", "s"}:
        return True
    return word in {"wound", "wounds"} and form in {"base", "s"}
