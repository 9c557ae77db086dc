"""The name of a party as its words give it: no article, no verb, no place; a people's adjective stands for its state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from catena.knowledge import read_table
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.page_words import without_buttons
from catena.read.rules.phrase import Phrase
from catena.text.sentences import Token

EVENT_NOUNS = frozenset(
    (
        "attack attacks strike strikes airstrike airstrikes raid raids bomb bombs blast blasts explosion "
        "explosions rocket rockets shell shells missile missiles fighting clashes violence bombing bombings "
        "shelling bombardment incident offensive war conflict fire accident crash vehicle car truck bus "
        "shooting ambush protest protests"
    ).split()
)
_ADJECTIVES = {
    "rebel": "rebels", "terrorist": "terrorists", "militant": "militants", "jihadist": "jihadists", "insurgent": "insurgents",
    "islamist": "Islamists", "separatist": "separatists", "paramilitary": "paramilitaries", "guerrilla": "guerrillas",
}  # fmt: skip


def plain_name(words: str) -> str:
    """Name the body for which a bare adjective stands ("Russian" raid: Russia; "rebel" fire: rebels); none for half a word."""
    lower = words.lower()
    return "" if lower in {"armed", "force", "western", "joint", "local"} else _ADJECTIVES.get(lower, _country(words))


@cache
def _demonyms() -> dict[str, str]:
    """Map a people's adjective to its country's name ("Russian" to "Russia")."""
    countries = read_table("countries")["countries"]
    return {d.lower(): row["name"] for row in countries.values() for d in row.get("demonyms", ())}


def is_state(name: str) -> bool:
    """Say whether a name is a country's ("Ruritania said it had struck")."""
    return name.removeprefix("the ").removeprefix("The ").lower() in _states()


@cache
def _states() -> frozenset[str]:
    countries = read_table("countries")["countries"]
    return frozenset(n.lower() for row in countries.values() for n in (row["name"], *row.get("aliases", ())))


def people_in(words: str) -> frozenset[str]:
    """Give the countries whose name or people's adjective stands among some words."""
    found = (w.strip(".,'’()").lower().removesuffix("'s").removesuffix("’s") for w in words.split())
    peoples, states = _demonyms(), _states()
    return frozenset(peoples.get(w, w) for w in found if w in peoples or w in states)


def _country(words: str) -> str:
    """Name the country where a bare people's adjective stands for it ("Russian airstrikes": Russia)."""
    return _demonyms().get(words.lower(), words)


_CUT = frozenset(
    (
        "who which that in on riding armed wearing using near at , during led also have has had were was "
        "are is to after when while with against before as and-then by"
    ).split()
)
_PLACE_NOUNS = frozenset(
    (
        "province city town village district area region countryside governorate state neighborhood "
        "neighbourhood of in on from at near after when said that"
    ).split()
)


def _cuts(words: Sequence[Token], at: int) -> bool:
    """Say whether a party's name ends before a word; "a gang of armed men" goes on, "men armed with knives" does not."""
    if words[at].lower == "armed":
        return at + 1 == len(words) or words[at + 1].lower == "with"
    return words[at].lower in _CUT


def party_words(tokens: Sequence[Token], phrase: Phrase, lexicon: Lexicon | None = None) -> str:
    """Give the words of a party: its noun with what stands before it, no article, no verb, no place phrase."""
    words = list(tokens[phrase.first : phrase.last])
    cut = next((i for i, t in enumerate(words) if i and (_cuts(words, i) or _is_verb(t))), len(words))
    words = words[: min(cut, 10)]
    if lexicon is not None:
        head = next(
            (
                i
                for i, t in enumerate(words)
                if t.lower.removesuffix("'s") in lexicon.words["agent_nouns"] | lexicon.words["unknown_agents"]
            ),
            None,
        )
        if head is not None:
            before = [i for i, t in enumerate(words[:head]) if t.lower in _PLACE_NOUNS]
            words = words[before[-1] + 1 if before else 0 :]
    pieces = [("" if i and words[i - 1].end == t.start else " ") + t.text for i, t in enumerate(words)]
    text = "".join(pieces).strip(' ,;:“”"()-–—')
    text = _LEADING_DATE.sub("", without_buttons(text))
    text = re.sub(r"^(?:the|The)\s+", "", text)
    text = re.sub(r"[’']s$|[’']$", "", text).strip()
    text = re.split(
        r"\s+(?:of|for) (?:a|an|being|having|trying)\b|\s+instead\b|\s+(?:working|acting|operating|allied|linked)$",
        text,
        maxsplit=1,
    )[0]
    return text if _names_somebody(text, lexicon) else ""


_LEADING_DATE = re.compile(
    r"^(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,4}(?!-)|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?|"
    r"Tags?|Updated|Published)\b\s*)+"
)
_OBJECTS = frozenset(
    (
        "drone drones rocket rockets missile missiles shell shells bomb bombs explosives car cars motorcycle "
        "motorcycles vehicle vehicles house home building convoy helicopter"
    ).split()
)


_NOBODY_NAMED = frozenset(
    "suspected alleged perpetrator perpetrators culprit culprits suspect suspects responsible".split()
)


def _names_somebody(text: str, lexicon: Lexicon | None) -> bool:
    """Say whether a party's words hold a name or a noun of persons or forces; a weapon alone did nothing by itself."""
    words = [w.strip(".,").lower().replace("’", "'").removesuffix("'s") for w in text.split()]
    if (
        not words
        or words[-1] in EVENT_NOUNS
        or words[-1] in {"of", "the", "a", "one", "conducted", "by"}
        or words[0] in {"what", "whom", "how"}
        or set(words) <= _NOBODY_NAMED
    ):
        return False
    named = any(w[0].isupper() for w in text.split() if w)
    if lexicon is None:
        return True
    heads = (
        lexicon.words["agent_nouns"]
        | lexicon.words["unknown_agents"]
        | lexicon.words["institution_nouns"]
        | lexicon.words["anonymous_nouns"]
    ) - _OBJECTS
    return named or bool(set(words) & heads)


def _is_verb(token: Token) -> bool:
    """Say whether a lower-case word inside a party's phrase is the verb that ends it ("rebels fired", "ISIS launched")."""
    return (
        token.text.islower()
        and token.lower.endswith("ed")
        and token.lower
        not in {
            "armed",
            "masked",
            "unidentified",
            "suspected",
            "hooded",
            "led",
            "backed",
            "united",
            "allied",
            "wanted",
            "alleged",
        }
    )
