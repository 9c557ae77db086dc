"""Whole reports as coded by hand: what was done, to whom, by what kind of perpetrator, how many died."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from catena.text.numbers import find_numbers
from corpora.files import lines_of
from corpora.marking import fill, span_of
from examples import Example, windows
from labels import ACTIONS, DEATHS, INCIDENTS, PERPETRATORS, ROLES, VIOLATIONS


def satp(folder: Path, part: str) -> Iterator[Example]:
    """Coded incident reports (SATP): deaths, injuries, actions; number words that are the dead or the wounded."""
    for row in lines_of(folder / "satp" / f"{part}.jsonl.gz"):
        found = windows(row["text"], "satp", 200)
        if len(found) != 1:
            continue
        example = found[0]
        size = len(example.words)
        actions = np.array([float(row["action_type"].get(a) == "1") for a in ACTIONS], dtype=np.float32)
        example.pooled.append(("action", 0, size, actions))
        incident = np.full(len(INCIDENTS), np.nan, dtype=np.float32)
        for label, value in (
            ("Arrests", actions[ACTIONS.index("arrest")]),
            ("Abduction/forced disappearance", actions[ACTIONS.index("abduction")]),
            ("Suicide bomb", 0.0), ("Air/drone strike", 0.0), ("Peaceful protest", 0.0), ("any", 1.0),
        ):  # fmt: skip
            incident[INCIDENTS.index(label)] = value
        example.pooled.append(("incident", 0, size, incident))
        for head, total in (
            ("deaths", row.get("deaths", {}).get("total_fatalities", "")),
            ("injuries", row.get("injuries", {}).get("total_injuries", "")),
        ):
            if total.isdigit():
                choice = np.zeros(len(DEATHS), dtype=np.float32)
                choice[min(int(total), len(DEATHS) - 1)] = 1.0
                example.pooled.append((head, 0, size, choice))
        _satp_numbers(example, row)
        yield example


def _satp_numbers(example: Example, row: dict[str, Any]) -> None:
    values = {
        "killed": {int(v) for v in row.get("deaths", {}).values() if v.isdigit()},
        "wounded": {int(v) for v in row.get("injuries", {}).values() if v.isdigit()},
        "abducted": {int(v) for v in row.get("abductions", {}).values() if v.isdigit()},
    }
    table = example.label_row("role")
    for number in find_numbers(row["text"]):
        holding = [role for role, known in values.items() if number.low in known and number.low]
        for role in values:
            value = float(role in holding) if len(holding) < 2 else np.nan if role in holding else 0.0
            fill(example, table, ROLES.index(role), *span_of(number), value)
    numbers = [span_of(n) for n in find_numbers(row["text"])]
    for i, word in enumerate(example.words):
        if not any(a < word.end and word.start < b for a, b in numbers) and word.text.lower() not in ("a", "an"):
            table[i, [ROLES.index(r) for r in values]] = 0.0


def hrds(folder: Path, part: str) -> Iterator[Example]:
    """Attacks on human-rights defenders (HRDsAttack): violations and perpetrator of an article; victims by name."""
    for row in lines_of(folder / "hrdsattack" / f"{part}.jsonl.gz"):
        told = row["merged_sample"]
        _, text = article_of(row)
        names = [v["victim_name"] for v in told["victims"]]
        for example in windows(text, "hrds", 250)[:2]:
            _hrds_article(example, told)
            table = example.label_row("role")
            column = ROLES.index("victim")
            if names and all(names):
                for i, word in enumerate(example.words):
                    if word.text[:1].isupper():
                        table[i, column] = 0.0
            for name in filter(None, names):
                for part_name in {name, name.split()[-1]}:
                    for m in re.finditer(rf"\b{re.escape(part_name)}\b", text):
                        fill(example, table, column, m.start(), m.end(), 1.0)
            yield example


def article_of(row: dict[str, Any]) -> tuple[str, str]:
    """Give an article's title and its whole text, title first, without markup."""
    sample = row["sample"]
    title = str(sample["Input.title"])
    body = re.sub(r"<[^>]+>", "", sample["Input.article_interface"].replace("</p>", "\n"))
    return title, f"{title}\n{body}"


def _hrds_article(example: Example, told: dict[str, Any]) -> None:
    violations = np.array([float(v in told["violation_types"]) for v in VIOLATIONS], dtype=np.float32)
    example.pooled.append(("violation", 0, len(example.words), violations))
    kind = told["perpetrator_type"] or "none"
    choice = np.array([float(kind == p) for p in PERPETRATORS], dtype=np.float32)
    example.pooled.append(("perpetrator", 0, len(example.words), choice))
