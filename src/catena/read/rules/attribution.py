"""Who says what: reporting cues with their speaker, relay and content, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from catena.model import Act, Source, Span
from catena.read.clauses import read_clauses
from catena.read.rules.dismissals import dismisses_words
from catena.read.rules.lexicon import Lexicon, ReportingVerb
from catena.read.rules.phrase import (
    BE,
    DETERMINERS,
    HAVE,
    Phrase,
    phrase_left,
    phrase_right,
    verb_group_start,
    words_of,
)
from catena.read.rules.relays import relay_after, relay_before
from catena.read.rules.speaker_phrase import (
    PRONOUNS,
    clause_subject,
    find_subject,
    names_speaker,
    speaker_left,
    speaker_right,
)
from catena.read.rules.speakers import name_speaker
from catena.read.rules.toll import NUMBER_WORDS
from catena.text.sentences import Sentence, Token

_SAY_OBJECT = re.compile(r"^(?:told|tell|tells|telling|informed|assured)$")
_QUOTATION_MIN = 30
_PAST = frozenset({"past", "participle"})
# What stands between two attributions that do not hold one another.
_PARTS_CLAUSES = frozenset({"and", "but", "while", "whereas", "although", "though", ";"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """One reporting cue: who speaks (with relay), how, and the span of what is said with its cue."""

    source: Source
    act: Act
    span: Span
    cue: Span
    speaker: Span | None


def find_attributions(
    sentence: Sentence, lexicon: Lexicon, bodies: frozenset[str] = frozenset()
) -> tuple[Attribution, ...]:
    """Find the reporting cues of one sentence, in order; pronouns and "the source" are left as they stand."""
    tokens = sentence.tokens
    found: list[Attribution] = []
    for first, last, _ in lexicon.phrases["according_to"].find(tokens):
        if (attribution := _according_to(sentence, first, last, lexicon)) is not None:
            found.append(attribution)
    for first, last, _ in lexicon.phrases["claim_phrases"].find(tokens):
        if not any(a <= first < b for a, b, _ in lexicon.phrases["no_claim_phrases"].find(tokens)):
            found += _claim(sentence, first, last, lexicon)
    for first, last, verb in lexicon.reporting.find(tokens):
        _add_by_verb(found, sentence, first, last, verb, lexicon)
    if not found:
        found += _by_participle(sentence, lexicon)
    known = (_renamed(attribution, sentence, lexicon, bodies) for attribution in found)
    ordered = sorted((a for a in known if a is not None), key=lambda a: a.cue)
    return tuple(_nested(ordered, sentence))


def _add_by_verb(
    found: list[Attribution], sentence: Sentence, first: int, last: int, verb: ReportingVerb, lexicon: Lexicon
) -> None:
    """Add the attribution of one verb; a second verb of the same speaker ("… and denied it") is one of its own act."""
    tokens = sentence.tokens
    attribution = _by_verb(sentence, first, last, verb, lexicon)
    joined = first and tokens[first - 1].lower in {"and", "but", "also"}
    if attribution is None and found and joined and verb.form.form != "base":
        attribution = replace(found[-1], act=_ACTS[verb.act], cue=Phrase(first, last).span(tokens), speaker=None)
    if attribution is not None and not any(a.speaker is not None and attribution.speaker == a.speaker for a in found):
        found.append(attribution)


def _nested(ordered: Sequence[Attribution], sentence: Sentence) -> list[Attribution]:
    """Let who is told of by another speak through him: "residents blamed the army, activists said"."""
    if len(ordered) < 2 or ordered[0].source.name == ordered[-1].source.name:
        return list(ordered)
    outer = ordered[-1]
    if _ends(outer, sentence):
        return [a if a.source.via else _through(a, outer) for a in ordered[:-1]] + [outer]
    made = [ordered[0]]
    for before, after in pairwise(ordered):
        between = {t.lower for t in sentence.tokens if before.cue.end <= t.start < after.cue.start}
        apart = bool(between & _PARTS_CLAUSES) or after.source.via is not None or before.act != "asserts"
        made.append(after if apart or after.speaker is None else _through(after, before))
    return made


def _ends(outer: Attribution, sentence: Sentence) -> bool:
    """Say whether an attribution closes its sentence ("…, activists said") rather than beginning a clause of its own."""
    if outer.speaker is None:
        return False
    start = min(outer.speaker.start, outer.cue.start)
    between = {t.lower for t in sentence.tokens if outer.speaker.end <= t.start < outer.cue.start}
    if between & {
        "who",
        "which",
        "that",
    }:  # "blamed the Front, who denied it": the Front is told of, it tells nothing on
        return False
    before = [t.lower for t in sentence.tokens if t.end <= start]
    after = [t for t in sentence.tokens if t.start >= max(outer.cue.end, outer.speaker.end)]
    return len(after) <= 6 and not (before and before[-1] in _PARTS_CLAUSES)


def _through(inner: Attribution, outer: Attribution) -> Attribution:
    if inner.source.name == outer.source.name or inner.source.name.lower() in PRONOUNS:
        return inner
    return replace(inner, source=replace(inner.source, via=outer.source.name))


# In another's words only these are speech told on; "officers found" and "we hope" are the quoted one's own.
_TOLD_ON = re.compile(
    r"^(?:sa(?:id|ys?)|t(?:old|ells?)|claim|admit|confess|threat|warn|den(?:y|ie)|accus|order|demand|announc|according)"
)


def is_inside(attribution: Attribution, sentence: Sentence, quotations: Sequence[Span]) -> bool:
    """Say whether a cue stands within a quotation; never where one has just closed ("…," he said), well paired or not."""
    start = min(attribution.cue.start, (attribution.speaker or attribution.cue).start)
    before = sentence.text[max(0, start - sentence.start - 3) : start - sentence.start]
    closed = any(mark in before for mark in '”"')
    held = any(q.covers(attribution.cue) and q.end - q.start > _QUOTATION_MIN for q in quotations)
    return held and not closed


def part_quoted(
    found: Sequence[Attribution], sentence: Sentence, quotations: Sequence[Span], speaking: Source | None
) -> tuple[Attribution, ...]:
    """Part what stands inside a quotation from the sentence's own speech; ``speaking`` is whose quotation runs on.

    Of the former only those are kept of whom the quoted one tells; they speak through him.
    """
    inside = [a for a in found if is_inside(a, sentence, quotations)]
    outside = [a for a in found if a not in inside]
    speaker = outside[0].source if outside else speaking
    if speaker is None or not inside:
        return tuple(found)
    cues = ((a, sentence.text[a.cue.start - sentence.start :].lower()) for a in inside)
    told = [a for a, cue in cues if _TOLD_ON.match(cue) and a.source.name.lower() not in PRONOUNS]
    through = [a if a.source.via else replace(a, source=replace(a.source, via=speaker.name)) for a in told]
    return tuple(sorted([*outside, *through], key=lambda a: a.cue))


def _renamed(
    attribution: Attribution, sentence: Sentence, lexicon: Lexicon, bodies: frozenset[str]
) -> Attribution | None:
    """Name the speaker anew where a body known to the text stands in the phrase ("… of Ahrar al-Sham")."""
    if attribution.speaker is None or not bodies:
        return attribution
    words = sentence.text[attribution.speaker.start - sentence.start : attribution.speaker.end - sentence.start]
    named = name_speaker(words, lexicon, bodies)
    if named is None:
        return None
    return replace(attribution, source=replace(named, via=named.via or attribution.source.via))


def _according_to(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> Attribution | None:
    tokens = sentence.tokens
    if last >= len(tokens):
        return None
    phrase = speaker_right(tokens, last, lexicon)
    if not phrase:
        return None
    addressed = phrase.last < len(tokens) and tokens[phrase.last].lower in {"speaking", "talking"}
    via = relay_after(tokens, phrase.last, lexicon, speaking=addressed)
    act = "accuses" if tokens[first].lower.startswith(("allegation", "accusation")) else "asserts"
    return _attribution(sentence, Phrase(first, last), phrase, act, via, lexicon)


def _claim(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> list[Attribution]:
    tokens = sentence.tokens
    start = verb_group_start(tokens, first)
    named_after = tokens[last - 1].lower == "by"
    phrase = speaker_right(tokens, last, lexicon) if named_after else speaker_left(tokens, start, lexicon)
    if not phrase:
        return []
    via = relay_before(tokens, start, lexicon) or relay_after(tokens, last, lexicon, speaking=False)
    made = _attribution(sentence, Phrase(first, last), phrase, "claims responsibility", via, lexicon)
    return [] if made is None else [made]


def _by_verb(sentence: Sentence, first: int, last: int, verb: ReportingVerb, lexicon: Lexicon) -> Attribution | None:
    tokens, base, form = sentence.tokens, verb.form.base, verb.form.form
    start = verb_group_start(tokens, first)
    if not _is_speech(tokens, start, first, last, verb, lexicon, titled=sentence.is_title):
        return None
    if form in _PAST and any(t.lower in BE for t in tokens[start:first]):
        return _passive_speech(sentence, first, last, verb, lexicon)
    if base in lexicon.words["quoting_verbs"] and (quoted := _quoted(sentence, first, last, lexicon)) is not None:
        return quoted
    subject, content_left = find_subject(
        tokens, start, last, inverting=base in lexicon.words["inverting"], lexicon=lexicon
    )
    if not subject:
        return None
    subject = one_clause(sentence, subject, first)
    told = {t.lower for t in tokens[subject.first : subject.last]}
    certain = told <= PRONOUNS or "source" in told or "sources" in told or content_left
    if base in lexicon.words["content_verbs"] and not certain and not _content_follows(tokens, last, verb.act, lexicon):
        return None
    if base in lexicon.words["dismissing_verbs"] and not dismisses_words(tokens, last, lexicon):
        return None
    if base in lexicon.words["calling_verbs"] and not _calls(tokens, last):
        return None
    if base == "charge" and not any(t.lower in {"with", "that"} for t in tokens[last : last + 14]):
        return None
    speaking = bool(_SAY_OBJECT.match(tokens[first].lower)) or base in {"confirm", "speak"}
    via = relay_after(tokens, last, lexicon, speaking=speaking) or relay_before(tokens, start, lexicon)
    if (cited := _cited(tokens, last, lexicon)) is not None and verb.act == "asserts":
        carrier = name_speaker(words_of(tokens, subject), lexicon)
        subject, via = cited, carrier.name if carrier is not None else via
    return _attribution(sentence, Phrase(first, last), subject, verb.act, via, lexicon)


def one_clause(sentence: Sentence, subject: Phrase, verb_at: int) -> Phrase:
    """Cut a speaker's phrase that runs over a verb or a dateline down to the subject of its own verb.

    "Washington blamed the Brigades, who denied it": the Brigades; "Basra - The army said": the army.
    """
    if subject.last > verb_at:
        return subject
    tokens, clauses = sentence.tokens, read_clauses(sentence)
    dash = next(
        (i for i in range(subject.first, min(subject.first + _DATELINE, subject.last - 1)) if _parts(tokens, i)), None
    )
    if subject.first == 0 and dash is not None:
        subject = Phrase(dash + 1, subject.last)
    if not any(v.finite and subject.first <= v.first and v.last <= subject.last for v in clauses.verbs):
        return subject
    verb = clauses.verb_at(verb_at)
    noun = clauses.subject(verb) if verb is not None else None
    return Phrase(noun.first, noun.last) if noun is not None and noun.last <= verb_at else subject


def _parts(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text in {"-", "–", "—"} and at > 0 and tokens[at - 1].end < tokens[at].start


_DATELINE = 5  # tokens


def _is_speech(
    tokens: Sequence[Token], start: int, first: int, last: int, verb: ReportingVerb, lexicon: Lexicon, *, titled: bool
) -> bool:
    """Say whether a form of a reporting verb is the verb of a clause, not a noun, an attribute or part of a name."""
    base, form = verb.form.base, verb.form.form
    if tokens[first].is_capitalised and first and not titled and tokens[first - 1].is_capitalised and start == first:
        return False  # a name: "Sheikh Said"
    if form in {"base", "ing"}:
        return _finite(tokens, start, first, last, form, lexicon)
    if form in _PAST and base in {"accuse", "charge"} and _counts(tokens, first, lexicon):
        return False  # "27 accused", "the charged men"
    if form in _PAST:
        return not _adjectival(tokens, start, first, last, base, lexicon)
    if base not in lexicon.words["noun_like"]:
        return True
    before = tokens[first - 1] if first else None
    return (
        before is not None and not tokens[first].is_capitalised and (before.is_capitalised or before.lower in PRONOUNS)
    )


def _finite(tokens: Sequence[Token], start: int, first: int, last: int, form: str, lexicon: Lexicon) -> bool:
    """Say whether a bare or -ing form is the clause's verb ("activists say", "is demanding"), not an infinitive."""
    if form == "ing":
        return start < first and tokens[start].lower in BE | HAVE
    if first == 0 or tokens[first].is_capitalised or tokens[first - 1].lower in {"to", "not"}:
        return False
    before = tokens[first - 1].lower
    if before in {"they", "we", "people", "some", "many"}:
        return True
    if tokens[first].lower in {"deny", "accuse", "blame", "condemn", "denounce"}:
        return before in lexicon.words["institution_nouns"] or before.endswith("s")
    if tokens[last - 1].lower == "that":
        verb = lexicon.reporting.match_at(tokens, first - 1)
        return before.endswith("s") and (verb is None or verb[1].form.form != "s")  # "rejects charge that"
    if before in lexicon.words["document_plurals"]:
        return tokens[first].lower in {"show", "indicate", "suggest", "say", "reveal"}
    if tokens[first].lower == "demand" and tokens[first - 1].text[:-1].isupper() and before.endswith("s"):
        return True  # "MEPs demand"
    if tokens[first].lower in lexicon.words["noun_like"]:
        plural = before.endswith("s") and (
            before in lexicon.words["anonymous_nouns"] or tokens[first - 1].text.isupper()
        )
        return plural and (last >= len(tokens) or tokens[last].lower in lexicon.words["content_starts"])
    return before.endswith("s") or before in {"police", "media", "women", "men", "detained", "arrested", "family"}


def _counts(tokens: Sequence[Token], first: int, lexicon: Lexicon) -> bool:
    """Say whether a count or determiner makes a noun of what follows ("27 accused"); a day's number does not."""
    before = tokens[first - 1] if first else None
    if before is None or (first > 1 and tokens[first - 2].lower in lexicon.words["time_words"]):
        return False
    return before.text.isdigit() or before.lower in DETERMINERS | {"main", "principal", "other"}


_SUFFERED = frozenset({
    ("accuse", "of"), ("suspect", "of"), ("charge", "with"), ("charge", "in"), ("indict", "for"), ("indict", "on"),
    ("blame", "for"), ("fault", "for"), ("criticise", "for"), ("criticize", "for"), ("condemn", "by"), ("condemn", "for"),
})  # fmt: skip


def _adjectival(tokens: Sequence[Token], start: int, first: int, last: int, base: str, lexicon: Lexicon) -> bool:
    """Say whether a past form is an attribute ("alleged victims", "the reported attack") or no speech ("denied bail")."""
    before = tokens[first - 1].lower if first else ""
    after = tokens[last].lower if last < len(tokens) else ""
    if base == "deny" and after in lexicon.words["denied_things"]:
        return True
    if start == first and (base, after) in _SUFFERED:
        return True  # "a man suspected of killing …": nobody is said to suspect him
    if start < first:
        return False
    if base in {"promise", "commit", "find", "hold", "report", "allege", "claim"}:
        dated = after == "in" and last + 1 < len(tokens) and tokens[last + 1].lower in lexicon.words["time_words"]
        if (after in {"to", "in", "by", "guilty", "dead"} and not dated) or before in {"as", "was"}:
            return True
    if base == "suspect" and (before in NUMBER_WORDS or before.isdigit()):
        return True  # "shot dead two suspected robbers"
    return before in {"of", "to", "by", "with", "for", "from", "in"} | DETERMINERS


def _passive_speech(
    sentence: Sentence, first: int, last: int, verb: ReportingVerb, lexicon: Lexicon
) -> Attribution | None:
    """Read "was quoted as saying", "was condemned by X", "was blamed on Y by X"."""
    tokens = sentence.tokens
    if verb.form.base in lexicon.words["quoting_verbs"]:
        phrase = phrase_left(tokens, verb_group_start(tokens, first))
        via = _by_relay(tokens, last)
        return _attribution(sentence, Phrase(first, last), phrase, "asserts", via, lexicon) if phrase else None
    for i in range(last, min(len(tokens) - 1, last + 10)):
        if tokens[i].lower == "by":
            phrase = speaker_right(tokens, i + 1, lexicon)
            return _attribution(sentence, Phrase(first, last), phrase, verb.act, None, lexicon) if phrase else None
    return None


def _by_relay(tokens: Sequence[Token], at: int) -> str | None:
    for i in range(at, min(len(tokens) - 1, at + 4)):
        if tokens[i].lower == "by":
            phrase = phrase_right(tokens, i + 1, limit=6)
            return words_of(tokens, phrase) if phrase else None
    return None


def _quoted(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> Attribution | None:
    """Read "the agency quoted a medic as saying": the medic speaks, the agency carries it."""
    tokens = sentence.tokens
    phrase = speaker_right(tokens, last, lexicon)
    said = any(
        a.lower == "as" and b.lower.endswith("ing")
        for a, b in pairwise(tokens[phrase.last : min(len(tokens), last + 24)])
    )
    if not said or not phrase:
        return None
    outer = speaker_left(tokens, verb_group_start(tokens, first), lexicon)
    carrier = name_speaker(words_of(tokens, outer), lexicon) if outer else None
    return _attribution(sentence, Phrase(first, last), phrase, "asserts", carrier.name if carrier else None, lexicon)


def _calls(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "called" judges: a quotation opens soon after it ("called the raid “a massacre”")."""
    return any(t.text in {"“", '"', "‘", "'"} for t in tokens[at : at + 14])


def _cited(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Phrase | None:
    """Give whom an outlet cites for what it says: "the agency said, citing a medic"."""
    for i in range(at, len(tokens) - 1):
        if tokens[i].lower in {"citing", "quoting"}:
            phrase = speaker_right(tokens, i + 1, lexicon)
            return phrase if phrase and names_speaker(tokens, phrase, lexicon) else None
        if tokens[i].text in {"“", ";"}:
            return None
    return None


def _by_participle(sentence: Sentence, lexicon: Lexicon) -> list[Attribution]:
    """Read a speech told by a participle alone: "Two officials spoke to Reuters, saying that …"."""
    tokens = sentence.tokens
    for first, last, verb in lexicon.reporting.find(tokens):
        if verb.form.form != "ing" or first < 3 or tokens[first].lower not in _TELLING:
            continue
        end = first - 1 if tokens[first - 1].text == "," else first
        subject = clause_subject(tokens, end, lexicon)
        if subject is not None:
            via = relay_before(tokens, first, lexicon)
            made = _attribution(sentence, Phrase(first, last), subject, verb.act, via, lexicon)
            return [made] if made is not None else []
    return []


_TELLING = frozenset("saying adding arguing warning accusing blaming insisting alleging stating stressing".split())


def _content_follows(tokens: Sequence[Token], at: int, act: str, lexicon: Lexicon) -> bool:
    if at >= len(tokens):
        return False
    if act in {"denies", "condemns", "accuses", "orders", "threatens", "promises"}:
        return tokens[at].is_word or tokens[at].text in {"“", '"'}
    token = tokens[at]
    if token.lower == "to" and at + 1 < len(tokens):  # "confirmed to Delta News that"
        return tokens[at + 1].is_capitalised or tokens[at + 1].lower in {"reporters", "journalists", "local", "state"}
    return (
        token.lower in BE  # "in what they claimed was a raid"
        or token.text in {"“", '"', "'", ":", ","}
        or token.lower in lexicon.words["content_starts"]
        or token.is_capitalised
        or token.text[0].isdigit()
    )


def _attribution(
    sentence: Sentence, cue: Phrase, speaker: Phrase, act: str, via: str | None, lexicon: Lexicon
) -> Attribution | None:
    tokens = sentence.tokens
    named = name_speaker(words_of(tokens, speaker), lexicon)
    if named is None:
        return None
    source = replace(named, via=via if via and via != named.name else named.via)
    return Attribution(source, _ACTS[act], sentence.span, cue.span(tokens), speaker.span(tokens))


_ACTS: dict[str, Act] = {
    "asserts": "asserts", "denies": "denies", "accuses": "accuses", "condemns": "condemns", "promises": "promises",
    "threatens": "threatens", "orders": "orders", "claims responsibility": "claims responsibility",
}  # fmt: skip
