"""What a denial contests: who did it, or that it came to pass as told."""

from __future__ import annotations

import re

# The speaker, or whom he speaks for, did not do it.
_DOING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disavow(?:s|ed)?)\s+(?:(?:any|all|having|its?|his|her|their|the|that|those|these|such|"
    r"being|direct|strongly|promptly|flatly)\s+)*(?:involve\w+|responsib\w+|role|part|connection|link\w*|knowledge|"
    r"accus\w+|allegations?|charges?|claims?|reports?|wrongdoing|guilt|attack\w*|\w+ing\b|(?:it|he|she|they|its|his) "
    r"(?:\w+ )?(?:was|were|had|has|did|carried|is|are))"
    r"|\b(?:reject|dismiss|refut|rebut|repudiat|disput)(?:s|es|ed|ing)?\b.{0,40}\b(?:accus\w+|allegations?|claims?|"
    r"charges?|reports?|reporting|findings?|version|account)\b"
    r"|\b(?:accus\w+|allegations?|claims?|charges?|reports?)\b.{0,40}\b(?:baseless|groundless|unfounded|false|untrue|"
    r"fabricat\w+|absurd|lies?|ridiculous|slander\w*|denied|rejected|dismissed|refuted)\b"
    r"|\bnot (?:involved|responsible|behind|guilty|to blame|the author)\b|\bnothing to do with\b|"
    r"\bno (?:involvement|role|hand|part|connection)\b|\bfalse (?:accus\w+|allegations?|charges?)\b"
    r"|\b(?:ridiculous|absurd|wrong|false) to (?:accuse|blame|say|claim)\b|\bbaseless\b|\bgroundless\b"
    r"|\b(?:had|have|has|did|does|do) (?:not|never) (?:\w+ )?(?:kill|murder|attack|bomb|shell|shot|shoot|strike|struck|"
    r"target|detain|arrest|abduct|kidnap|tortur|beat|us|fire|carr|hit|order|harm|assault)\w*",
    re.IGNORECASE,
)
# It did not come to pass: "nobody was arrested", "he was not beaten", "it never happened".
_COURSE = re.compile(
    r"\b(?:was|were|is|are|been) (?:not|never) (?:\w+ly )?(?:kill|murder|attack|bomb|shell|shot|struck|detain|arrest|"
    r"abduct|kidnap|tortur|beat|brutali|harm|assault|injur|wound|hurt|mistreat|held|raid)\w*"
    r"|\b(?:nobody|no one|no-one|none|anyone|anybody|no \w+) (?:\w+ )?(?:was|were|had been|have been|has been|being)\b.{0,20}"
    r"\b(?:kill|arrest|detain|abduct|injur|wound|hurt|harm|taken|held)\w*"
    r"|\bden(?:y|ies|ied)\b.{0,30}\b(?:had|were|was|been|being)\b.{0,12}\b(?:arrest|detain|kill|abduct|injur|mistreat|"
    r"tortur|beat)\w*|\b(?:did not|never) (?:happen|occur|take place)\w*",
    re.IGNORECASE,
)
_TAKING_IN = re.compile(
    r"\b(?:not|never|den(?:y|ies|ied|ying))\b.{0,40}\b(?:arrest|detain|detention|abduct|custody|holding|seiz)\w*",
    re.IGNORECASE,
)
# Somebody is held responsible in so many words.
_BLAMES = re.compile(
    r"\b(?:blam(?:e|es|ed|ing)|accus(?:e|es|ed|ing)|(?:claim|admit)\w* (?:the )?(?:responsib\w+|attack)|"
    r"(?:held|hold|holds|holding) .{0,30}responsible|(?:was|were|is|are|be) (?:behind|responsible for)|"
    r"attribut\w+ .{0,60}\bto|point\w* (?:the |a )?finger)\b",
    re.IGNORECASE,
)


def blames(quote: str) -> bool:
    """Say whether the words hold somebody responsible ("accused the army of", "was behind the blast")."""
    return _BLAMES.search(quote) is not None


def denies_doing(quote: str) -> bool:
    """Say whether the words of a denial contest who did it ("denied any involvement"), and not some detail."""
    return _DOING.search(quote) is not None


def denies_arrest(quote: str) -> bool:
    """Say whether the words of a denial are about taking somebody in ("had not detained her")."""
    return _TAKING_IN.search(quote) is not None


def denies_course(quote: str) -> bool:
    """Say whether the words of a denial contest that it happened as told ("nobody was arrested")."""
    return _COURSE.search(quote) is not None
