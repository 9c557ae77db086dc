"""Which language a document is in. English is read; another is named and kept."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from catena.collect.lines import words_of
from catena.knowledge import read_table

ENGLISH = "en"
# Shares of an English text's words: function words at all, and those no other language spells so.
ENGLISH_SHARE_MIN = 0.22
OWN_SHARE_MIN = 0.08
# Chances that part English from other headlines: "Militants attack Gao" is English at .08, French at .17.
ENGLISH_CHANCE_MIN = 0.08
OTHER_CHANCE_MIN = 0.5
SAMPLE_CHARACTERS = 4000
LETTERS_MIN = 20


def detect_language(text: str) -> str | None:
    """Name the language of a text as ISO 639-1; None where there are too few letters to tell.

    The classifier looks at letters and errs on short texts and on texts full of foreign names,
    so English is first asked of its function words.
    """
    sample = text[:SAMPLE_CHARACTERS]
    if sum(c.isalpha() for c in sample) < LETTERS_MIN:
        return None
    words = words_of(sample)
    if words and _is_english(words):
        return ENGLISH
    # Capitals have letter statistics of their own: "EXPLOSION" is no more German than English.
    return _classify(sample.lower() if _is_upper(sample) else sample)


def _is_english(words: tuple[str, ...]) -> bool:
    function_words, own_words = _english_words()
    function = sum(word in function_words for word in words)
    own = sum(word in own_words for word in words)
    return function >= ENGLISH_SHARE_MIN * len(words) and own >= OWN_SHARE_MIN * len(words)


def _classify(sample: str) -> str:
    """Name the likeliest language; a headline that may be English is, unless another language is likely."""
    near_english = frozenset(read_table("language")["near_english"])
    ranked = _identifier().rank(sample)
    english = sum(chance for language, chance in ranked if language == ENGLISH or language in near_english)
    best, chance = next((pair for pair in ranked if pair[0] not in near_english), ranked[0])
    return ENGLISH if english >= ENGLISH_CHANCE_MIN and chance < OTHER_CHANCE_MIN else str(best)


def _is_upper(text: str) -> bool:
    upper = sum(c.isupper() for c in text)
    return upper > 2 * sum(c.islower() for c in text)


@cache
def _english_words() -> tuple[frozenset[str], frozenset[str]]:
    table = read_table("language")
    function_words = frozenset(table["function_words"])
    return function_words, function_words - frozenset(table["shared_words"])


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
