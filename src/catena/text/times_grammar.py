"""The engine of the time grammar: rules are regular expressions over word classes, not over letters.

A rule's template names classes (``MONTH SPACE YEAR``) and macros; it compiles to a regular expression on
the class string of ``times_words.tokenize``. What matches depends on the classes alone, so the plan of a
stretch of classes is computed once and kept: news repeats "on MONTH DAY" without end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from catena.text.times_forms import Clock, Edge, Form, Part, TimeKind
from catena.text.times_words import CLASSES

MACROS = {
    "DIGITS": "(?:ZERO|TWELVE|THIRTYONE|NINETYNINE|THREE|FOUR|YEAR)",
    "SHORTDIGITS": "(?:ZERO|TWELVE|THIRTYONE|NINETYNINE)",
    "DAYDIGITS": "(?:TWELVE|THIRTYONE|NTH)",
    "MON": "(?:MONTH|MAY|MARCH|UPPERMONTH|MONTHSHORT DOT?)",
    "GAP": "(?:SPACE|HYPHEN)",
    "BARE": "(?:NUMBERWORD(?:(?:GAP|SPACE AND SPACE)(?:NUMBERWORD|SCALE))*)",
    "FIGURE": "(?:(?:TWELVE|THIRTYONE|NINETYNINE|THREE) COMMA THREE"
    "|DIGITS(?:DOT DIGITS)?(?:SPACE TWELVE SLASH TWELVE)?)",
    "VAGUECOUNT": "(?:(?:AN SPACE)?(?:(?:NUMBERWORD SPACE)?FEW)(?:SPACE (?:FEW|NUMBERWORD))?(?:SPACE OF)?)",
    "SOME": "(?:VAGUECOUNT|BARE(?:GAP AND GAP AN GAP HALF)?|FIGURE|HALF (?:SPACE AN)?|AN (?:GAP SCALE)?)",
    "PLURALS": "(?:UNITS|HOURS)",
    "ANYUNIT": "(?:UNIT|UNITS|HOURS|NIGHT|PARTS)",
    "ONEUNIT": "(?:UNIT|PERIOD)",
    "ERAS": "(?:ERA|LETTERB DOT? LETTERC DOT?(?:LETTERC DOT?)?)",
    "NTHANY": "(?:NTH|NTHBIG|NTHWORD|SECOND|NUMBERWORD GAP (?:NTHWORD|SECOND))",
}
_NAME = re.compile(r"\b[A-Z]{2,}\b")


class Draft(NamedTuple):
    """What a rule read, before it has a place in the text."""

    form: Form
    kind: TimeKind
    part: Part | None = None
    clock: Clock | None = None
    edge: Edge | None = None
    approximate: bool = False


Build = Callable[[dict[str, str]], Draft | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A template of classes and the builder of its reading; the builder answers None to a near miss."""

    name: str
    template: str
    build: Build


class Candidate(NamedTuple):
    """A possible match: token range relative to its stretch, the rule's place in the grammar, its groups."""

    start: int
    end: int
    rule: int
    groups: tuple[tuple[str, int, int], ...]


def compile_template(template: str) -> re.Pattern[str]:
    """Compile a template of class and macro names to a regular expression on class strings."""
    expanded = template
    while _NAME.search(re.sub(_NAME, lambda m: "" if m[0] in CLASSES else m[0], expanded)):
        expanded = _NAME.sub(lambda m: m[0] if m[0] in CLASSES else MACROS[m[0]], expanded)
    coded = _NAME.sub(lambda m: CLASSES[m[0]], expanded)
    return re.compile(re.sub(r"\s+", "", coded))


def rule(name: str, template: str, build: Build) -> Rule:
    """Make a rule of a template and its builder."""
    return Rule(name, template, build)


class Grammar:
    """An ordered list of rules; earlier rules win over later ones of the same length. Compiled on first use."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self.plan = lru_cache(maxsize=1 << 14)(self._plan)

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        return [compile_template(one.template) for one in self.rules]

    def _plan(self, classes: str) -> tuple[Candidate, ...]:
        """List every rule's matches on a stretch of classes, leftmost first, then longest, then in rule order."""
        found = []
        for number, pattern in enumerate(self._patterns):
            match = pattern.search(classes)
            while match:
                groups = tuple((name, *match.span(name)) for name in pattern.groupindex if match[name] is not None)
                found.append(Candidate(match.start(), match.end(), number, groups))
                match = pattern.search(classes, match.start() + 1)
        return tuple(sorted(found, key=lambda one: (one.start, -one.end, one.rule)))
