"""Linking on annotated material: incidents of given events, reports to incidents, marked words to events.

    python bench/link.py [--shared ../shared] [--part given gva gvc ecb]

- given: the reading set with its events given (``given.py``): B³ over the reference's quotes, what statements are
  about, and which fields of the linked incidents are shown as disputed (F2).
- gva: Gun Violence Archive, development part: read by the rules, each report filed with its leading event; B³.
- gvc, ecb: development parts with marked words; CoNLL F1 (``conll.py``) over all marked words of all topics at once, no
  topic given. These have weights of their own (``mentions.py`` says why).

Floors are those of ``bench/link_floors.yaml``; a lower figure is exit status 1. Without the material it says so and ends.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import yaml

from catena.export.contract import to_json
from catena.link.across import block, prepare
from catena.link.cluster import cluster
from catena.link.statements import attach_statements
from catena.model import Evidence, Source, Statement
from catena.read.encoder import Encoder
from catena.run.judging import judge_here
from catena.run.knowledge import Knowledge, open_knowledge
from catena.run.steps import assemble
from conll import b_cubed, ceaf_e, clusters_of, conll, muc
from given import Given, read_given
from gva_reports import lead_event, read_reports
from mentions import Marked, group, read_ecb, read_gvc, with_vectors
from quality import load, mean

HERE = Path(__file__).parent
Figures = dict[str, float]


def main() -> int:
    """Measure the parts and hold them against their floors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--part", nargs="+", choices=tuple(PARTS), default=tuple(PARTS))
    options = parser.parse_args()
    if not (options.shared / "corpora").is_dir():
        print(f"skipped: no corpora at {options.shared}")
        return 0
    floors = yaml.safe_load((HERE / "link_floors.yaml").read_text(encoding="utf8"))
    knowledge, below = open_knowledge("rules"), 0
    for part in options.part:
        figures = PARTS[part](options.shared, knowledge)
        print(f"{part}: " + ", ".join(f"{name} {value:.3f}" for name, value in figures.items()), flush=True)
        for name, floor in floors.get(part, {}).items():
            if figures[name] < floor:
                print(f"floor of {part} {name} {floor:.3f}: BROKEN")
                below += 1
    return 1 if below else 0


def measure_given(shared: Path, knowledge: Knowledge) -> Figures:
    """Link given events; ``about`` with the reader's statements, ``about, given`` with the reference's own."""
    scorer = load(shared / "score/score.py")
    folders = sorted(p.parent for p in (shared / "reading").glob("*/gold.json"))
    reports = [_score(read_given(folder, knowledge), knowledge, scorer) for folder in folders]
    return {name: mean(report[name] for report in reports) for name in reports[0]}


def _score(case: Given, knowledge: Knowledge, scorer: ModuleType) -> dict[str, float | None]:
    readings = [replace(r, statements=attach_statements(r.statements, r.events)) for r in case.readings]
    file = json.loads(json.dumps(to_json(assemble(case.documents, readings, knowledge.actors))))
    _, report = scorer.score(case.gold, file)
    return {
        "b_cubed": report["incidents.b_cubed"],
        "f1": report["incidents.f1"],
        "about": report["statements.about"],
        "about, given": _about_given(case),
        "disagreements": report["disagreements.f2"],
    }


def _about_given(case: Given) -> float | None:
    """Give the share of the reference's statements that are attached to an event of the incident they are about."""
    right = total = 0
    for document, reading in zip(case.documents, case.readings, strict=True):
        wanted, statements = {}, []
        for number, row in enumerate(case.gold["statements"]):
            at = document.text.find(row["quote"]) if row["file"] == document.name else -1
            if at >= 0:
                evidence = Evidence(document.id, at, at + len(row["quote"]), row["quote"])
                source = Source(row["speaker"], row["speaker_kind"], row["via"])
                statements.append(Statement(f"s{number:04}", evidence, source, row["act"]))
                wanted[f"s{number:04}"] = row["about"]
        for statement in attach_statements(statements, reading.events):
            if wanted[statement.id]:
                total += 1
                right += case.incident_of.get(statement.about or "") == wanted[statement.id]
    return right / total if total else None


def measure_gva(shared: Path, knowledge: Knowledge) -> Figures:
    """File reports by the incident of their leading event."""
    reports = list(read_reports(shared / "corpora/gva/reports_dev.jsonl.gz", knowledge))
    leads = {r.document.id: lead_event(r) for r in reports}
    events = list({e.id: e for r in reports for e in (leads[r.document.id], *r.reading.events)}.values())
    items = prepare(events, [r.document for r in reports])
    groups = cluster(events, judge_here(items, list(block(items))))
    home = {event: number for number, members in enumerate(groups) for event in members}
    key = clusters_of({r.document.id: r.incident for r in reports})
    found = b_cubed(key, clusters_of({document: home[lead.id] for document, lead in leads.items()}))
    return {"b_cubed precision": found.precision, "b_cubed recall": found.recall, "b_cubed": found.f1}


def measure_gvc(shared: Path, knowledge: Knowledge) -> Figures:
    """Cluster the marked words of the Gun Violence Corpus."""
    return _conll(read_gvc(shared / "corpora/gvc/dev.jsonl.gz", knowledge), "gvc")


def measure_ecb(shared: Path, _: Knowledge) -> Figures:
    """Cluster the marked words of the checked sentences of ECB+, all development topics together."""
    topics = read_ecb(shared / "corpora/ecbplus", dev=True)
    return _conll([marked for topic in sorted(topics) for marked in topics[topic]], "ecb")


def _conll(marked: list[Marked], corpus: str) -> Figures:
    marked = with_vectors(marked, Encoder.open())
    weights = yaml.safe_load((HERE / "mention_weights.yaml").read_text(encoding="utf8"))[corpus]
    key, response = clusters_of({m.item.event.id: m.cluster for m in marked}), group(marked, weights)
    by_word = clusters_of({m.item.event.id: " ".join(sorted(m.item.heads)) for m in marked})
    return {
        "muc": muc(key, response).f1,
        "b_cubed": b_cubed(key, response).f1,
        "ceaf_e": ceaf_e(key, response).f1,
        "conll": conll(key, response),
        "conll by word alone": conll(key, by_word),
    }


PARTS: dict[str, Callable[[Path, Knowledge], Figures]] = {
    "given": measure_given,
    "gva": measure_gva,
    "gvc": measure_gvc,
    "ecb": measure_ecb,
}

if __name__ == "__main__":
    sys.exit(main())
