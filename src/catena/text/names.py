"""Names as strings: folding, words, titles stripped, and a consonant skeleton across romanisations. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from anyascii import anyascii

APOSTROPHES = re.compile("['’‘ʼʿʾ`´]")
# Iraq's, the Observatory’s; never the s of a plural, whose apostrophe comes after it.
POSSESSIVE = re.compile(r"['’‘ʼ`´]s\b", re.IGNORECASE)
# U.S., P.K.K., A.B.C: letters each with its full stop are one word.
DOTTED = re.compile(r"\b[^\W\d_]\.(?:[^\W\d_]\.)+(?:[^\W\d_]\b)?|\b[^\W\d_](?:\.[^\W\d_]\b)+")
# AlisherUsmanov, NajibShaikh; not McDonough, MacDonald, DeSantis, LaGuardia, VanDyke.
CAMEL = re.compile(r"(?<=[a-z]{2})(?<!\bMac)(?<!\bVan)(?<!\bFitz)(?=[A-Z][a-z]{2})|(?<=[a-z]{3})(?=[A-Z]\b)")
MAY_CAMEL = re.compile("[a-z][A-Z]")
PLAIN = re.compile("[A-Za-z0-9 -]*")
WORD = re.compile(r"[a-z0-9]+")
# The US-backed alliance, a Britain-based monitor, so-called X; not US-led coalition, which is a name.
ATTRIBUTE_WORD = (
    r"(?:so-called|[\w.'’]+(?:[-‐‑][\w.]+)*[-‐‑]"
    r"(?:based|backed|linked|affiliated|aligned|run|owned|controlled|funded|allied|supported|held))"
)
# The first of two words of a place's name: New York-based, Hong Kong-based.
ATTRIBUTE_OPENING = (
    r"(?:(?:New|San|Santa|Saint|St|Los|Las|Tel|Hong|Kuala|Addis|Cape|Buenos|Mexico|North|South|Saudi|Sri)\s)?"
)
ATTRIBUTE = re.compile(rf"^(?:the\s+)?(?:{ATTRIBUTE_OPENING}{ATTRIBUTE_WORD}\s+)+(?=\S)", re.IGNORECASE)
SURNAME_FIRST = re.compile(r"^\s*([^,()]{2,40}),\s*([^,()]{2,60})$")

# One sound, many romanisations; the longer first. A letter stands for itself where no cluster is.
CLUSTERS = {
    "tsch": "c", "tch": "c", "shch": "s", "sch": "s", "dzh": "j", "dj": "j", "kh": "k", "gh": "g", "dh": "d",
    "th": "t", "ph": "f", "sh": "s", "ch": "s", "zh": "j", "ts": "s", "tz": "s", "ck": "k", "q": "k", "w": "v",
    "ce": "se", "ci": "si", "cy": "si", "c": "k",
}  # fmt: skip
CLUSTER = re.compile("^x|^hs(?=i)|^y|^i(?=[aou])|" + "|".join(CLUSTERS) + "|x|y|(?<=.)h")
MAY_CLUSTER = re.compile("[hxyqwc]|dj|t[sz]")  # no cluster is without one of these, but an i at the start
STARTS = {"x": "s", "hs": "s", "y": "y", "i": "y"}
INNER = {"x": "ks", "y": "i", "h": ""}
# Vowels as Arabic, Persian, Urdu, Russian and Turkish names exchange them; a w after one is one.
VOWEL = re.compile("[ou]+|a+e?(?![ei])|[aei]?[ei]+")
VOWELS_MEET = re.compile("[aeiou]{2}")
SINGLE_VOWELS = str.maketrans("eo", "iu")  # what VOWEL makes of vowels that stand alone
AFTER_VOWEL_W = re.compile("(?<=[aeiou])w")
ENDING = re.compile("(?<=[oe])ff?$")
DOUBLED = re.compile(r"(.)\1+")
# What the ear takes for one consonant between languages: Kadhimi and Kazemi, Fayli and Vayli.
MERGED = str.maketrans("zdgjpv", "ttkkbf")
BONES = MERGED | str.maketrans("", "", "aiuy")


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """Fold a name for comparison: Latin letters, lower case, no accents, apostrophes, possessives or punctuation.

    Other scripts are romanised letter by letter. Joined words (AlisherUsmanov) are parted, dotted
    letters (U.S.) are joined. Words are parted by single spaces; the result may be empty.
    """
    if PLAIN.fullmatch(name):
        return " ".join(WORD.findall((CAMEL.sub(" ", name) if MAY_CAMEL.search(name) else name).lower()))
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name)
    marked = APOSTROPHES.search(name) is not None
    if marked:
        name = POSSESSIVE.sub("", name.strip())
    if "." in name:
        name = DOTTED.sub(lambda m: m.group().replace(".", ""), name)
    if not name.isascii():
        name = anyascii(APOSTROPHES.sub("'", name))
        marked = True  # a sign may be romanised with one
    if marked:
        name = APOSTROPHES.sub("", name)
    name = name.replace("&", " and ")
    if MAY_CAMEL.search(name):
        name = CAMEL.sub(" ", name)
    return " ".join(WORD.findall(name.lower()))


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """Give the folded words of a name, a surname before a comma moved to its end."""
    if "," in name and (swapped := SURNAME_FIRST.match(name)):
        name = f"{swapped.group(2)} {swapped.group(1)}"
    return tuple(fold_name(name).split())


def strip_titles(name: str, ranks: Collection[str]) -> str:
    """Strip ranks, titles and honorifics from both ends of a name, as written; never the whole name.

    ``ranks`` are folded phrases of one word or more ("lieutenant colonel"). What is left keeps its spelling.
    """
    words = name.split()
    folded = [fold_name(word) for word in words]
    start, end = 0, len(words)
    while (length := _title_at(folded[start:end], ranks)) and start + length < end:
        start += length
    while (length := _title_before(folded[start:end], ranks)) and start + length < end:
        end -= length
    return " ".join(words[start:end]).strip(" ,") if end > start else name


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Fold one word to its sound: romanisations of one foreign name come near each other, vowels kept."""
    if word[-1:] == "f":
        word = ENDING.sub("v", word)
    if "w" in word:
        word = AFTER_VOWEL_W.sub("u", word)
    if word[:1] == "i" or MAY_CLUSTER.search(word):
        word = CLUSTER.sub(_cluster, word)
    word = VOWEL.sub(_vowel, word) if VOWELS_MEET.search(word) else word.translate(SINGLE_VOWELS)
    return DOUBLED.sub(r"\1", word) if DOUBLED.search(word) else word


def _cluster(match: re.Match[str]) -> str:
    found = match.group()
    if match.start() == 0 and found in STARTS:
        return STARTS[found]
    return CLUSTERS.get(found) or INNER[found]


def _vowel(match: re.Match[str]) -> str:
    found = match.group()
    return "a" if found[0] == "a" and not found.endswith("i") else "i" if found[-1] in "ei" else "u"


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """Give the consonants of one folded word, look-alike sounds merged; a first vowel stays as ``a``."""
    heard = sound(word)
    first = heard[:1]
    opening = "a" if first and first in "aiu" else first.translate(MERGED)
    return opening + heard[1:].translate(BONES)


def without_attributes(name: str) -> str:
    """Strip what a report hangs before a body's name: "the Britain-based", "US-backed", "so-called"."""
    return ATTRIBUTE.sub("", name)


def skeleton(name: str) -> str:
    """Give the consonant skeleton of a whole name: the consonants of each word, in order."""
    return " ".join(consonants(word) for word in name_words(name))


def _title_at(words: list[str], ranks: Collection[str]) -> int:
    """Give how many words at the start are one title, the longest first."""
    return next((n for n in range(min(5, len(words) - 1), 0, -1) if " ".join(words[:n]) in ranks), 0)


def _title_before(words: list[str], ranks: Collection[str]) -> int:
    return next((n for n in range(min(3, len(words) - 1), 0, -1) if " ".join(words[-n:]) in ranks), 0)
