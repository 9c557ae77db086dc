"""How many units a phrase of time counts: "two", "a few", "2 1/2", "two and a half" as a range."""

from __future__ import annotations

import re

from catena.text.numbers import FEW, ORDINALS, TENS, read_words

_VAGUE = {
    "few": FEW, "several": FEW, "many": (3, 99), "couple": (2, 2), "dozen": (12, 12), "dozens": (20, 99),
    "couple of": (2, 2), "some": FEW,
}  # fmt: skip


def read_count(words: str) -> tuple[float, float] | None:
    """Read a count of units as (low, high); they differ where the words are vague. None where it is no count."""
    plain = re.sub(r"[\s-]+", " ", words.lower()).strip()
    plain = plain.removeprefix("a ").removeprefix("an ").removesuffix(" of")
    if plain in ("a", "an"):
        return 1, 1
    if plain in _VAGUE:
        return _VAGUE[plain]
    if plain.startswith("half"):
        return 0.5, 0.5
    figure = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)(?: (\d)/(\d))?", plain)
    if figure:
        value = float(figure[1].replace(",", "")) + (int(figure[2]) / int(figure[3]) if figure[2] else 0.0)
        return value, value
    half = plain.endswith(" and a half")
    names = plain.removesuffix(" and a half").split(" ")
    read = read_words(tuple(names))
    if read is None:
        return None
    value, used = read
    rest = " ".join(names[used:])
    if rest in ("dozen", "dozens"):
        return value * 12.0, value * 12.0
    return (value + 0.5 * half, value + 0.5 * half) if not rest else None


def read_nth(words: str) -> int | None:
    """Read "3rd", "third", "twenty-first" as its number; None where it is none."""
    plain = words.lower().replace("-", " ").strip()
    digits = re.match(r"\d+", plain)
    if digits:
        return int(digits[0])
    tens, _, last = plain.rpartition(" ")
    return TENS.get(tens, 0) + ORDINALS[last] if last in ORDINALS else None
