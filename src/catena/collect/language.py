"""Which language a document is in. English is read; another is named and kept."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from catena.collect.lines import words_of

ENGLISH = "en"
# Function words make up two fifths of English prose and of no other language's; in headlines, a fifth.
FUNCTION_WORDS = frozenset(
    "the of and to in a that is was for on with as by at from were had has his her its it he she they an be been"
    " are have not or but who which their this said after before when".split()
)
# Spelled the same in other languages: they do not speak for English on their own.
SHARED_WORDS = frozenset("a in an is as on by at was of he her had has be it are or".split())
ENGLISH_SHARE_MIN = 0.22
OWN_SHARE_MIN = 0.08
# Creoles of English, which the classifier sees in English headlines full of West African names.
NEAR_ENGLISH = frozenset({"pcm", "zxx"})
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
    return str(_identifier().classify(sample.lower() if _is_upper(sample) else sample)[0])


def _is_english(words: tuple[str, ...]) -> bool:
    function = sum(word in FUNCTION_WORDS for word in words)
    own = sum(word in FUNCTION_WORDS and word not in SHARED_WORDS for word in words)
    return function >= ENGLISH_SHARE_MIN * len(words) and own >= OWN_SHARE_MIN * len(words)


def _is_upper(text: str) -> bool:
    upper = sum(c.isupper() for c in text)
    return upper > 2 * sum(c.islower() for c in text)


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([language for language in identifier.labels if language not in NEAR_ENGLISH])
    return identifier
