"""Who says what: reporting cues with their speaker, relay and content, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from catena.model import Act, Source, Span
from catena.read.rules.lexicon import Lexicon, ReportingVerb
from catena.read.rules.phrase import BE, HAVE, Phrase, phrase_left, phrase_right, tail_phrase, verb_group_start
from catena.read.rules.speakers import name_speaker
from catena.text.sentences import Sentence, Token

# After these verbs a quotation or "that" must follow before they count as speech ("shows", "finds", "continues").
_NEEDS_CONTENT = frozenset(
    "show find continue hold think hope fear believe note stress count register record see cite quote document argue "
    "describe claim mention write report estimate confirm reveal indicate suggest predict verify call ask request "
    "demand direct command order charge criticise criticize dispute commit relate remark post observe maintain "
    "admit reject dismiss regret lament mourn swear pledge promise vow warn threaten caution assure publish".split()
)
_ALWAYS = frozenset(
    (
        "say tell add state announce explain deny accuse blame condemn denounce insist tweet deplore decry "
        "allege declare testify"
    ).split()
)
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_CONTENT_STARTS = frozenset(
    {
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "several",
        "dozens",
        "many",
        "least",
        "seeing",
        "hearing",
        "that",
        "the",
        "a",
        "an",
        "it",
        "he",
        "she",
        "they",
        "there",
        "his",
        "her",
        "its",
        "their",
        "in",
        "on",
        "at",
        "some",
        "more",
        "we",
        "i",
        "no",
        "all",
        "one",
        "“",
        '"',
        "'",
        ":",
        ",",
        "how",
        "why",
        "about",
        "this",
    }
)
_SAY_OBJECT = re.compile(r"^(?:told|tell|tells|telling|informed|assured)$")


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
        attribution = _by_verb(sentence, first, last, verb, lexicon)
        if (
            attribution is None
            and found
            and first
            and tokens[first - 1].lower in {"and", "but", "also"}
            and verb.form.form != "base"
        ):
            attribution = replace(found[-1], act=_ACTS[verb.act], cue=Phrase(first, last).span(tokens), speaker=None)
        if attribution is not None and not any(
            a.speaker is not None and attribution.speaker == a.speaker for a in found
        ):
            found.append(attribution)
    known = (_renamed(attribution, sentence, lexicon, bodies) for attribution in found)
    return tuple(sorted((a for a in known if a is not None), key=lambda a: a.cue))


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
    phrase = _speaker_right(tokens, last)
    if not phrase:
        return None
    via = _relay(tokens, phrase.last, lexicon, speaking=True)
    return _attribution(sentence, Phrase(first, last), phrase, "asserts", via, lexicon)


def _claim(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> list[Attribution]:
    tokens = sentence.tokens
    if tokens[first].lower in {"was", "were", "responsibility"}:
        phrase = _speaker_right(tokens, last)
    else:
        phrase = phrase_left(tokens, verb_group_start(tokens, first))
    if not phrase:
        return []
    via = _relay(tokens, last, lexicon, speaking=False)
    made = _attribution(sentence, Phrase(first, last), phrase, "claims responsibility", via, lexicon)
    return [] if made is None else [made]


def _by_verb(sentence: Sentence, first: int, last: int, verb: ReportingVerb, lexicon: Lexicon) -> Attribution | None:
    tokens = sentence.tokens
    base, form = verb.form.base, verb.form.form
    start = verb_group_start(tokens, first)
    if form in {"base", "ing"} and not _finite(tokens, start, first, form):
        return None
    if form in {"past", "participle"} and _adjectival(tokens, start, first, last, base):
        return None
    if (
        form == "s"
        and base in _NOUN_LIKE
        and (
            tokens[first].is_capitalised
            or first == 0
            or not (tokens[first - 1].is_capitalised or tokens[first - 1].lower in _PRONOUNS)
        )
    ):
        return None
    if form in {"past", "participle"} and first > start and tokens[first - 1].lower in BE:
        return _passive_speech(sentence, first, last, verb, lexicon)
    subject, content_left = _subject(tokens, start, last, base)
    if subject is None or not subject:
        return None
    told = {t.lower for t in tokens[subject.first : subject.last]}
    certain = told <= _PRONOUNS or "source" in told or "sources" in told
    if (
        base not in _ALWAYS
        and base in _NEEDS_CONTENT
        and not content_left
        and not certain
        and not _content_follows(tokens, last, verb.act)
    ):
        return None
    via = _relay(
        tokens, last, lexicon, speaking=bool(_SAY_OBJECT.match(tokens[first].lower)) or base in {"confirm", "speak"}
    )
    return _attribution(sentence, Phrase(first, last), subject, verb.act, via, lexicon)


_NOUN_LIKE = frozenset(
    (
        "state command order demand request post report record find claim call note document show fear hope "
        "count question quote stress charge doubt promise pledge vow"
    ).split()
)


def _finite(tokens: Sequence[Token], start: int, first: int, form: str) -> bool:
    """Say whether a bare or -ing form is the clause's verb ("activists say", "is demanding"), not an infinitive."""
    if form == "ing":
        return start < first and tokens[start].lower in BE | HAVE
    if first == 0 or tokens[first].is_capitalised or tokens[first - 1].lower in {"to", "not"}:
        return False
    if tokens[first].lower in _NOUN_LIKE:
        return tokens[first - 1].lower in {
            "they",
            "we",
            "people",
            "some",
            "many",
            "activists",
            "officials",
            "sources",
            "analysts",
        }
    return tokens[first - 1].lower.endswith("s") or tokens[first - 1].lower in {
        "they",
        "people",
        "police",
        "we",
        "many",
        "some",
    }


_DENIED_THINGS = frozenset(
    "bail entry access permission visas visa justice medical treatment food water parole".split()
)


def _adjectival(tokens: Sequence[Token], start: int, first: int, last: int, base: str) -> bool:
    """Say whether a past form is an attribute ("alleged victims", "the reported attack") or no speech ("denied bail")."""
    if base == "deny" and last < len(tokens) and tokens[last].lower in _DENIED_THINGS:
        return True
    if start < first:
        return False
    before = tokens[first - 1].lower if first else ""
    after = tokens[last].lower if last < len(tokens) else ""
    if base in {"promise", "commit", "find", "hold", "report", "allege", "claim"} and (
        after in {"to", "in", "by", "guilty", "dead"}
        or before in {"of", "to", "the", "a", "an", "in", "by", "as", "was"}
    ):
        return True
    return before in {"of", "to", "the", "a", "an", "by", "with", "for", "from", "in"}


def _passive_speech(
    sentence: Sentence, first: int, last: int, verb: ReportingVerb, lexicon: Lexicon
) -> Attribution | None:
    """Read "was quoted as saying", "was condemned by X", "was blamed on Y by X"."""
    tokens = sentence.tokens
    if verb.form.base == "quote":
        phrase = phrase_left(tokens, verb_group_start(tokens, first))
        via = _by_relay(tokens, last)
        return _attribution(sentence, Phrase(first, last), phrase, "asserts", via, lexicon) if phrase else None
    for i in range(last, min(len(tokens) - 1, last + 10)):
        if tokens[i].lower == "by":
            phrase = _speaker_right(tokens, i + 1)
            return _attribution(sentence, Phrase(first, last), phrase, verb.act, None, lexicon) if phrase else None
    return None


def _by_relay(tokens: Sequence[Token], at: int) -> str | None:
    for i in range(at, min(len(tokens) - 1, at + 4)):
        if tokens[i].lower == "by":
            phrase = phrase_right(tokens, i + 1, limit=6)
            return _text(tokens, phrase) if phrase else None
    return None


_INVERTING = frozenset(
    "say add continue explain report announce write tweet state recall note warn insist tell declare reveal".split()
)


def _subject(tokens: Sequence[Token], start: int, last: int, base: str) -> tuple[Phrase | None, bool]:
    """Give the speaker, left of the verb or (inverted) right of it, and whether the content stands to the left."""
    before = tokens[start - 1].text if start else ""
    ends = last >= len(tokens) - 2
    if before.lower() in _PRONOUNS:
        return Phrase(start - 1, start), start > 3
    if base in _INVERTING and base != "tell" and last < len(tokens) and _may_invert(tokens, start, last):
        right = _speaker_right(tokens, last)
        if right and _speaks(tokens, right):
            return right, True
    left = phrase_left(tokens, start)
    if not left or not _speaks(tokens, left):
        return None, False
    if (ends and left.last - left.first > 3) or left.last - left.first > 14:
        left = tail_phrase(tokens, left.last, floor=left.first)
        if not left:
            return None, False
    return left, left.first > 3 or before == ","


def _may_invert(tokens: Sequence[Token], start: int, last: int) -> bool:
    """Say whether the speaker follows the verb: after a quotation or comma, or with nothing but speaker to the end."""
    before = tokens[start - 1].text if start else ""
    after = tokens[last]
    if (
        not (
            after.is_capitalised
            or after.lower in {"the", "a", "an", "one", "his", "her", "its", "their", "another", "local"}
        )
        or after.lower in _PRONOUNS
    ):
        return False
    if before in {"”", '"', "’", "'"} or start == 0:
        return True
    right = _speaker_right(tokens, last)
    closed = (
        right.last >= len(tokens) - 1
        or tokens[right.last].text in {",", ".", ":"}
        or tokens[right.last].lower in {"to", "in", "on", "who", "told"}
    )
    if before == ",":
        opening = any(t.text == "," for t in tokens[max(0, start - 14) : start - 1])
        described = opening and tokens[0].is_capitalised and start < 16
        return closed and not described
    return closed and right.last >= len(tokens) - 6 and start > 4


def _speaks(tokens: Sequence[Token], phrase: Phrase) -> bool:
    words = tokens[phrase.first : phrase.last]
    if len(words) == 1 and words[0].lower in _PRONOUNS | {"i", "we", "one", "many", "some", "others"}:
        return words[0].lower not in {"i", "we"}
    if words[0].lower in {"there", "what", "this", "that", "which", "who", "to", "you", "i", "we"}:
        return False
    return any(len(w.text) > 1 and w.is_word and not w.text.isdigit() for w in words)


def _speaker_right(tokens: Sequence[Token], at: int) -> Phrase:
    """Take the speaker that stands to the right of a cue; a description after a comma is left out, a name kept."""
    phrase = phrase_right(tokens, at, limit=18)
    last = phrase.last
    for i in range(phrase.first + 1, phrase.last):
        if (
            tokens[i].text == ","
            and tokens[i - 1].is_capitalised
            and not (i + 1 < phrase.last and tokens[i + 1].is_capitalised and not tokens[phrase.first].is_capitalised)
        ):
            last = i
            break
    if last < len(tokens) and tokens[last].lower in {"in", "at", "from"} and last == phrase.last and phrase:
        tail = phrase_right(tokens, last + 1, limit=6)
        head = {t.lower for t in tokens[phrase.first : phrase.last]}
        if tail and head & {"source", "sources", "official", "officials", "spokesman", "officer", "doctor"}:
            return Phrase(phrase.first, tail.last)
    return Phrase(phrase.first, last)


def _content_follows(tokens: Sequence[Token], at: int, act: str) -> bool:
    if at >= len(tokens):
        return False
    if act in {"denies", "condemns", "accuses", "orders", "threatens", "promises"}:
        return tokens[at].is_word or tokens[at].text in {"“", '"'}
    return tokens[at].lower in _CONTENT_STARTS or tokens[at].is_capitalised or tokens[at].text[0].isdigit()


_CHANNEL_STOP = frozenset({"that", "how", "why", "the", "it", "he", "she", "they", "there"})


def _relay(tokens: Sequence[Token], at: int, lexicon: Lexicon, *, speaking: bool) -> str | None:
    """Read who relays: "told Reuters", "speaking to The Associated Press", "in a statement", "on Twitter"."""
    if speaking:
        for i in range(at, min(len(tokens), at + 6)):
            lower = tokens[i].lower
            if i == at and lower == "to" and i + 1 < len(tokens):
                continue
            if lower in {"speaking", "talking"} and i + 2 < len(tokens) and tokens[i + 1].lower in {"to", "with"}:
                return _outlet_words(tokens, i + 2)
            if i <= at + 1 and (
                tokens[i].is_capitalised or lower in {"the", "a", "an", "reporters", "journalists", "state"}
            ):
                return _outlet_words(tokens, i)
    for i in range(at, min(len(tokens) - 1, at + 24)):
        lower = tokens[i].lower
        if lower in {"in", "on", "via", "through", "during"}:
            words = _channel(tokens, i + 1, lexicon)
            if words:
                return words
    return None


def _outlet_words(tokens: Sequence[Token], at: int) -> str | None:
    end = at
    while end < len(tokens) and end - at < 9:
        lower = tokens[end].lower
        if tokens[end].is_capitalised or (
            lower
            in {
                "the",
                "news",
                "agency",
                "service",
                "reporters",
                "journalists",
                "newspaper",
                "channel",
                "television",
                "tv",
                "radio",
                "state",
                "local",
                "media",
                "of",
                "for",
                "website",
                "broadcaster",
                "paper",
                "daily",
                "correspondent",
                "reporter",
            }
            and lower not in _CHANNEL_STOP - {"the"}
        ):
            end += 1
            continue
        break
    while end > at and tokens[end - 1].lower in {"the", "of", "for"}:
        end -= 1
    return _text(tokens, Phrase(at, end)) if end > at else None


def _channel(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> str | None:
    first = at
    while at < len(tokens) and at - first < 6:
        lower = tokens[at].lower
        if lower in {name.lower() for name in lexicon.words["via_channels"]} or lower in lexicon.words["via_forms"]:
            return _text(tokens, Phrase(first, at + 1))
        if lower in {
            "a",
            "an",
            "the",
            "his",
            "her",
            "its",
            "their",
            "joint",
            "short",
            "brief",
            "written",
            "video",
            "press",
            "news",
            "official",
            "social",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "separate",
            "televised",
            "online",
        }:
            at += 1
            continue
        return None
    return None


def _attribution(
    sentence: Sentence, cue: Phrase, speaker: Phrase, act: str, via: str | None, lexicon: Lexicon
) -> Attribution | None:
    tokens = sentence.tokens
    words = _text(tokens, speaker)
    named = name_speaker(words, lexicon)
    if named is None:
        return None
    source = replace(named, via=via if via and via != named.name else named.via)
    return Attribution(source, _ACTS[act], sentence.span, cue.span(tokens), speaker.span(tokens))


_ACTS: dict[str, Act] = {
    "asserts": "asserts", "denies": "denies", "accuses": "accuses", "condemns": "condemns", "promises": "promises",
    "threatens": "threatens", "orders": "orders", "claims responsibility": "claims responsibility",
}  # fmt: skip


def _text(tokens: Sequence[Token], phrase: Phrase) -> str:
    """Join the words of a phrase as they stand, spaces tidied."""
    if not phrase:
        return ""
    pieces = [tokens[phrase.first].text]
    for before, token in zip(tokens[phrase.first : phrase.last], tokens[phrase.first + 1 : phrase.last], strict=False):
        pieces.append(("" if token.start == before.end else " ") + token.text)
    return "".join(pieces).strip(' ,;:“”"')
