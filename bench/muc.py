"""Templates of MUC-4 from the encoder's heads, and their scores: ``python bench/muc.py [--folder FOLDER] [--shared FOLDER]``.

CEAF-TF as Du and others (GTT, 2021) and Chen and others (IterX, 2023) count it: predicted and key templates of one type
are paired one to one so that most fillers agree; the type and each filler of a pair count once; micro-averaged. A predicted
filler is one mention and agrees where the key's entity holds it (no case, articles, marks). The confidence in the
perpetrator's organisation is right where that organisation stands in a paired template with that confidence.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "train"), str(HERE.parent / "src")]

from catena.model import Span  # noqa: E402
from catena.read import heads  # noqa: E402
from catena.read.encoder import Encoder  # noqa: E402
from catena.read.heads import HeadOutputs  # noqa: E402
from catena.text.sentences import find_sentences  # noqa: E402
from corpora.files import lines_of, members_of  # noqa: E402
from labels import FILLERS, MUC_KINDS  # noqa: E402

# Chosen on the first dev part (tst1): a type is told where one sentence is so sure of it, a filler where its words are.
KIND_MIN, FILLER_MIN = 0.2, 0.5
CONFIDENCES = (
    "REPORTED AS FACT", "SUSPECTED OR ACCUSED BY AUTHORITIES", "SUSPECTED OR ACCUSED", "CLAIMED OR ADMITTED",
    "POSSIBLE", "ACQUITTED",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """One incident: its type, the entities of each slot (each the mentions that may stand for it), confidences."""

    kind: str
    slots: Mapping[str, tuple[frozenset[str], ...]]
    confidence: Mapping[str, frozenset[str]] = field(default_factory=dict)


# --- the score ---------------------------------------------------------------------------------------------


def plain(words: str) -> str:
    """Fold a filler as the published scorers do: no case, marks, articles, doubled spaces."""
    kept = re.sub(r"[^\w\s]", "", words.lower())
    return " ".join(w for w in kept.split() if w not in {"a", "an", "the"})


def agreeing(key: Template, said: Template) -> int:
    """Count what two templates share: their type and the fillers that agree one to one; 0 where the types differ."""
    if said.kind not in key.kind:  # some keys leave the type open: "attack / bombing"
        return 0
    found = 1
    for slot in FILLERS:
        left = list(key.slots.get(slot, ()))
        for entity in said.slots.get(slot, ()):
            match = next((k for k in left if entity <= k), None)
            if match is not None:
                left.remove(match)
                found += 1
    return found


def align(keys: Sequence[Template], said: Sequence[Template]) -> list[tuple[int, int]]:
    """Pair templates one to one so that most agrees, as (key, said); pairs that share nothing are left out."""
    table = [[agreeing(k, s) for s in said] for k in keys]

    @cache
    def best(at: int, free: int) -> tuple[int, tuple[tuple[int, int], ...]]:
        if at == len(keys):
            return 0, ()
        found = best(at + 1, free)
        for other in range(len(said)):
            if free >> other & 1 and table[at][other]:
                total, pairs = best(at + 1, free & ~(1 << other))
                found = max(found, (total + table[at][other], ((at, other), *pairs)))
        return found

    return list(best(0, (1 << len(said)) - 1)[1])


def size_of(template: Template) -> int:
    """Count a template's type and fillers."""
    return 1 + sum(len(template.slots.get(slot, ())) for slot in FILLERS)


def ceaf_tf(keys: Mapping[str, Sequence[Template]], said: Mapping[str, Sequence[Template]]) -> tuple[float, ...]:
    """Give micro precision, recall and F1 over documents."""
    hit = gold = got = 0
    for name, key in keys.items():
        mine = said.get(name, ())
        hit += sum(agreeing(key[k], mine[s]) for k, s in align(key, mine))
        gold += sum(map(size_of, key))
        got += sum(map(size_of, mine))
    return figures(hit, gold, got)


def confidence_f(keys: Mapping[str, Sequence[Template]], said: Mapping[str, Sequence[Template]]) -> tuple[float, ...]:
    """Give precision, recall and F1 of the confidences in the perpetrators' organisations."""
    hit = gold = got = 0
    for name, key in keys.items():
        mine = said.get(name, ())
        gold += sum(len(t.confidence) for t in key)
        got += sum(len(t.confidence) for t in mine)
        for k, s in align(key, mine):
            for organisation, given in mine[s].confidence.items():
                entity = next((e for e in key[k].slots.get("PerpOrg", ()) if organisation in e), frozenset())
                wanted = frozenset(c for o in entity for c in key[k].confidence.get(o, ()))
                hit += bool(given & wanted)
    return figures(hit, gold, got)


def figures(hit: int, gold: int, got: int) -> tuple[float, float, float]:
    """Give precision, recall and F1 in per cent."""
    precision, recall = hit / max(1, got), hit / max(1, gold)
    return 100 * precision, 100 * recall, 200 * precision * recall / max(1e-9, precision + recall)


# --- templates from the heads ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention that fills a slot: its words, how sure, and each type's probability in its sentence."""

    slot: str
    words: str
    probability: float
    kinds: Mapping[str, float]
    sentence: str


def read_templates(text: str, encoder: Encoder) -> list[Template]:
    """Read a document's templates: one for each type of incident that some sentence is sure of."""
    sentences = [s.span for s in find_sentences(text)]
    windows = encoder.read_document(text, sentences)
    kinds = {s: told for s in sentences if (told := _kinds_of(windows, s))}
    fillers = list(_fillers(text, windows, kinds))
    return make_templates(fillers, [*kinds.values()])


def _kinds_of(windows: Sequence[HeadOutputs], sentence: Span) -> dict[str, float]:
    for window in windows:
        if len(window) and window.starts[0] <= sentence.start < window.ends[-1]:
            return heads.pool(window, "muc kind", sentence.start, sentence.end)
    return {}


def _fillers(text: str, windows: Iterable[HeadOutputs], kinds: Mapping[Span, Mapping[str, float]]) -> Iterator[Filler]:
    for window in windows:
        for start, end, slot, probability in heads.decode_spans(window, "filler"):
            home = next((s for s in kinds if s.start <= start < s.end), None)
            if home is not None and probability >= FILLER_MIN:
                yield Filler(slot, text[start:end], probability, kinds[home], text[home.start : home.end])


def make_templates(fillers: Sequence[Filler], told: Sequence[Mapping[str, float]]) -> list[Template]:
    """Choose the types, give each filler to the type that its sentence tells of, and join mentions to entities."""
    chosen = [k for k in MUC_KINDS if max((t.get(k, 0.0) for t in told), default=0.0) >= KIND_MIN]
    if not chosen:
        return []
    home: dict[str, list[Filler]] = {k: [] for k in chosen}
    for filler in fillers:
        home[max(chosen, key=lambda k: (filler.kinds.get(k, 0.0), k))].append(filler)
    return [_template(kind, home[kind]) for kind in chosen if home[kind] or len(chosen) == 1]


def _template(kind: str, fillers: Sequence[Filler]) -> Template:
    slots: dict[str, tuple[frozenset[str], ...]] = {}
    confidence: dict[str, frozenset[str]] = {}
    for slot in FILLERS:
        entities: list[list[Filler]] = []
        for filler in (f for f in fillers if f.slot == slot and plain(f.words)):
            same = next((e for e in entities if any(_same(f.words, filler.words) for f in e)), None)
            entities.append([filler]) if same is None else same.append(filler)
        named = [max(e, key=lambda f: (f.probability, f.words)) for e in entities]
        slots[slot] = tuple(frozenset({plain(f.words)}) for f in named)
        if slot == "PerpOrg":
            for best, entity in zip(named, entities, strict=True):
                confidence[plain(best.words)] = frozenset({_confidence(f.sentence for f in entity)})
    return Template(kind, slots, confidence)


def _same(left: str, right: str) -> bool:
    """Say whether two mentions name one entity: the words of one are all in the other, or its initials."""
    a, b = (plain(w).split() for w in (left, right))
    initials = "".join(w[0] for w in max(a, b, key=len) if w not in {"of", "and", "for"})
    return set(a) <= set(b) or set(b) <= set(a) or initials in ("".join(a), "".join(b))


# Who says so decides; the first that holds in a sentence with the organisation's name.
_CONFIDENCE = (
    ("CLAIMED OR ADMITTED", re.compile(r"\bclaim\w*\b|\bresponsibility\b|\badmit\w*\b|\btook credit\b")),
    (
        "SUSPECTED OR ACCUSED BY AUTHORITIES",
        re.compile(
            r"\b(?:police|army|military|authorit\w+|minist\w+|government|official\w*|president|command\w*|armed forces)\b"
            r"[^.]{0,80}\b(?:said|blam\w+|accus\w+|attribut\w+|suspect\w+|report\w+)"
        ),
    ),
    ("SUSPECTED OR ACCUSED", re.compile(r"\b(?:blam|accus|attribut|suspect|charg)\w*\b|\balleged\w*\b")),
    ("POSSIBLE", re.compile(r"\b(?:possibl|presum|apparent|probabl|believ)\w*\b|\bmay have\b|\bmight\b")),
)  # fmt: skip


def _confidence(sentences: Iterable[str]) -> str:
    text = " ".join(sentences).lower()
    return next((name for name, pattern in _CONFIDENCE if pattern.search(text)), "REPORTED AS FACT")


# --- the keys ---------------------------------------------------------------------------------------------------


def key_templates(row: Mapping[str, Any], confidences: Mapping[str, Mapping[str, frozenset[str]]]) -> list[Template]:
    """Read a row's templates, equal ones once; confidences by organisation."""
    found: list[Template] = []
    for given in row["templates"]:
        slots = {
            slot: tuple(frozenset(plain(string) for string, _ in entity) for entity in given[slot]) for slot in FILLERS
        }
        known = confidences.get(row["docid"], {})
        sure = {o: known[o] for e in slots["PerpOrg"] for o in [next((o for o in sorted(e) if o in known), None)] if o}
        template = Template(given["incident_type"], slots, sure)
        if template not in found:
            found.append(template)
    return found


def read_confidences(archive: Path) -> dict[str, dict[str, frozenset[str]]]:
    """Read from the full keys how sure a report is of each organisation, by document."""
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for name, content in members_of(archive):
        if "/key-" not in name:
            continue
        for block in re.split(r"(?m)^(?=0\. )", content):
            document = re.search(r"MESSAGE: ID\s+(\S+)", block)
            cell = re.search(r"11\. PERP: ORGANIZATION CONFIDENCE\s+(.*?)(?=^12\. )", block, re.DOTALL | re.MULTILINE)
            for line in cell[1].split("\n") if document and cell else ():
                given = frozenset(re.findall("|".join(CONFIDENCES), line.partition('"')[0]))
                for organisation in re.findall(r'"([^"]+)"', line) if given and document else ():
                    found[document[1]][plain(organisation)] = given
    return found


def main() -> None:
    """Read the dev documents and print the figures, whole and by part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    options = parser.parse_args()
    folder = options.shared / "corpora" / "muc4"
    if not folder.is_dir():
        print(f"skipped: no corpus at {folder}")
        return
    encoder = Encoder.open(options.folder)
    if not {"filler", "muc kind"} <= encoder.heads.keys():
        print("skipped: these weights were trained before MUC-4's slots were taught (train/LOG.md)")
        return
    sure = read_confidences(folder / "raw_train_dev.tar.gz")
    rows = list(lines_of(folder / "templates_dev.jsonl.gz"))
    keys = {r["docid"]: key_templates(r, sure) for r in rows}
    said = {r["docid"]: read_templates(r["doctext"], encoder) for r in rows}
    for part in ("TST1", "TST2", "TST"):
        chosen = {d: k for d, k in keys.items() if d.startswith(part)}
        for what, score in (("CEAF-TF", ceaf_tf), ("perpetrator confidence", confidence_f)):
            precision, recall, f1 = score(chosen, said)
            print(f"{part:5s} {what:24s} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}  documents {len(chosen)}")


if __name__ == "__main__":
    main()
