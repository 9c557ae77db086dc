"""Words cut to a common stem, for comparing texts: "killings", "killed" and "kill" meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
# Endings in the order in which they are tried; what is left keeps at least three letters.
_ENDINGS = ("ingly", "edly", "ments", "ment", "ions", "ion", "ings", "ing", "ied", "ies", "ers", "er", "ed", "es", "ly",
            "s", "y", "e")  # fmt: skip
_STEM_LETTERS_MIN = 3
_RECENT_TEXTS = 256  # a sentence is compared again with each statement and event of its report
# Forms of a verb that no ending gives, by the stem of their base.
_IRREGULAR = {
    "shot": "shoot", "shots": "shoot", "slain": "slay", "slew": "slay", "fought": "fight", "struck": "strike",
    "dead": "die", "death": "die", "died": "die", "dies": "die", "dying": "die", "deaths": "die", "fled": "flee",
    "blew": "blow", "blown": "blow", "held": "hold", "took": "take", "taken": "take",
    "found": "find", "fell": "fall", "fallen": "fall", "said": "say", "told": "tell", "burnt": "burn",
    "won": "win", "lost": "lose", "bought": "buy", "sold": "sell", "led": "lead", "left": "leave", "went": "go",
    "gone": "go", "came": "come", "began": "begin", "begun": "begin", "gave": "give", "given": "give",
    "met": "meet", "made": "make", "stole": "steal", "stolen": "steal", "broke": "break", "broken": "break",
    "explosion": "explode", "explosions": "explode", "detention": "detain", "detentions": "detain",
    "hid": "hide", "hidden": "hide", "drove": "drive", "driven": "drive", "caught": "catch", "shook": "shake",
}  # fmt: skip


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Cut one word, in lower case and without accents, to its stem."""
    folded = word.lower() if word.isascii() else _without_accents(word.lower())
    folded = _IRREGULAR.get(folded, folded)
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _STEM_LETTERS_MIN:
            cut = folded[: -len(ending)]
            return cut[:-1] if len(cut) > _STEM_LETTERS_MIN and cut[-1] == cut[-2] and cut[-1] not in "lsz" else cut
    return folded


@lru_cache(maxsize=_RECENT_TEXTS)
def stems(text: str) -> tuple[str, ...]:
    """Give the stem of every word and number of a text, in order."""
    return tuple(stem(word) for word in WORD.findall(text) if len(word) > 1 or word.isdigit())


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
