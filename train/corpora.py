"""Public annotated corpora as examples: each teaches the heads it has labels for, the rest is masked.

Every reader takes the corpora's folder and the part (``train`` or ``dev``) and gives examples in a fixed order.
Where a corpus has no development part, a stable hash of a document holds some back.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import tarfile
import zipfile
import zlib
from ast import literal_eval
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np

from catena.model import Span
from catena.text.numbers import Number, find_numbers
from catena.text.sentences import find_sentences
from examples import MASK, Example, from_tokens, windows
from labels import (
    ACTIONS,
    DEATHS,
    DEPRELS,
    FILLERS,
    HEADS,
    INCIDENTS,
    MUC_KINDS,
    PERPETRATORS,
    ROLES,
    UPOS,
    VIOLATIONS,
)


def held_back(key: str, share: int) -> bool:
    """Say whether a document belongs to the held-back one in ``share``, by a stable hash."""
    return zlib.crc32(key.encode()) % share == 0


def lines_of(path: Path) -> Iterator[Any]:
    """Read gzipped JSON lines."""
    with gzip.open(path, "rt", encoding="utf8") as file:
        for line in file:
            yield json.loads(line)


def members_of(path: Path) -> Iterator[tuple[str, str]]:
    """Read the files of a tar archive as (name, text), in order of names."""
    with tarfile.open(path) as archive:
        for member in sorted((m for m in archive if m.isfile()), key=lambda m: m.name):
            content = archive.extractfile(member)
            assert content is not None
            yield member.name, content.read().decode("utf8", "replace")


def span_of(number: Number) -> tuple[int, int]:
    """Give the offsets of a number."""
    return number.span.start, number.span.end


# --- who says what -----------------------------------------------------------------------------------------


def polnear(folder: Path, part: str) -> Iterator[Example]:
    """Attributions (PolNeAR): spans of source, cue, content; links from the cue to the other two."""
    texts: dict[str, str] = {}
    notes: dict[str, str] = {}
    for name, content in members_of(folder / "polnear" / "train_dev.tar.gz"):
        if not name.startswith(part + "/"):
            continue
        stem = Path(name).stem
        if "/text/" in name:
            texts[stem] = content
        else:
            notes.setdefault(stem.rpartition("_")[0], content)  # some articles were annotated twice
    for stem in sorted(texts):
        yield from attributions(texts[stem], notes.get(stem, ""), limit=200 if part == "train" else 0)


def attributions(text: str, notes: str, limit: int) -> Iterator[Example]:
    """Lay one annotated article out as paragraphs (``limit`` 0) or windows of paragraphs."""
    fragments: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    bundles: list[dict[str, list[str]]] = []
    for line in notes.split("\n"):
        cells = line.split("\t")
        if line.startswith("T") and len(cells) > 1:
            kind, _, places = cells[1].partition(" ")
            fragments[cells[0]] = (kind, [(int(a), int(b)) for a, b in (p.split() for p in places.split(";"))])
        elif line.startswith("E"):
            bundle: dict[str, list[str]] = defaultdict(list)
            for pair in cells[1].split():
                role, _, number = pair.partition(":")
                bundle[role.rstrip("0123456789")].append(number)
            bundles.append(bundle)
    paragraphs = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    for example in windows(text, "polnear", limit or 1, paragraphs):
        for head in ("source", "cue", "content"):
            example.span_row(head)
            spans = {s for k, places in fragments.values() if k.lower() == head for s in places}
            example.spans[head] = {w for w in (example.word_at(*s) for s in spans) if w}
            for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
                example.mark(head, head, start, end)
        _link_bundles(example, bundles, fragments)
        yield example


def _link_bundles(
    example: Example, bundles: Iterable[dict[str, list[str]]], fragments: dict[str, tuple[str, list[tuple[int, int]]]]
) -> None:
    for bundle in bundles:
        cues = [s for number in bundle.get("Cue", ()) for s in fragments[number][1]]
        if not cues:
            continue
        cue = example.word_at(*min(cues))
        if cue is None:
            continue
        for role in ("source", "content"):
            spans = [s for number in bundle.get(role.title(), ()) for s in fragments[number][1]]
            inside = [w for w in (example.word_at(*s) for s in spans) if w]
            if inside:
                first, last = max(inside, key=lambda w: w[1] - w[0])
            else:
                first, last = cue[0], cue[0] + 1
            if not spans or inside:
                example.links.setdefault(f"{role} start", []).append((cue[0], first, 1.0))
                example.links.setdefault(f"{role} end", []).append((cue[0], last - 1, 1.0))


# --- what is named --------------------------------------------------------------------------------------------

_NEWSWIRE = {
    "Person": "person", "Organization": "organisation", "Location": "place", "Facility": "facility",
    "NORP": "nationality", "Date": "date", "Money": "money", "Product": "product", "Misc": "misc",
}  # fmt: skip


def newswire(folder: Path, part: str) -> Iterator[Example]:
    """Named entities in English news of four continents (worldwide-newswire); a tenth of the files held back."""
    for name, content in members_of(folder / "worldwide-newswire" / "ner_without_middle_east.tar.gz"):
        if held_back(name, 10) != (part == "dev"):
            continue
        rows = [line.split("\t") for line in content.split("\n")]
        for block in _blocks(rows, 110):
            yield from _bio_example(
                [r[0] for r in block], [r[-1].strip() for r in block], "entity", _NEWSWIRE, "newswire"
            )


def _blocks(rows: list[list[str]], limit: int) -> Iterator[list[list[str]]]:
    """Join sentences (parted by empty rows) to blocks of about ``limit`` tokens."""
    block: list[list[str]] = []
    sentence: list[list[str]] = []
    for row in [*rows, [""]]:
        if len(row) > 1 and row[0].strip():
            sentence.append(row)
            continue
        if block and len(block) + len(sentence) > limit:
            yield block
            block = []
        block += sentence
        sentence = []
    if block:
        yield block


def _bio_example(
    tokens: list[str], tags: list[str], head: str, names: dict[str, str], corpus: str
) -> Iterator[Example]:
    for start in range(0, len(tokens), 130):
        example, owner = from_tokens(tokens[start : start + 130], corpus)
        row = example.span_row(head)
        labels = HEADS[head][1]
        previous = -1
        for word, token in enumerate(owner):
            tag = tags[start + token]
            kind = names.get(tag[2:])
            if kind:
                column = 1 + 2 * labels.index(kind)
                goes_on = word > 0 and row[word - 1] in (column, column + 1)
                begins = not goes_on or (tag[0] == "B" and token != previous)
                row[word] = column if begins else column + 1
            previous = token
        if example.size <= 256:
            yield example


def re3d(folder: Path, part: str) -> Iterator[Example]:
    """Entities of reports on Syria and Iraq (re3d, without BBC); a fifth of the documents held back."""
    texts: dict[str, str] = {}
    entities: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, content in members_of(folder / "re3d" / "re3d_no_bbc.tar.gz"):
        rows = [json.loads(line) for line in content.split("\n") if line.startswith("{")]
        if name.endswith("documents.json"):
            texts |= {r["_id"]: r["text"] for r in rows}
        elif name.endswith("entities.json"):
            for r in rows:
                entities[r["documentId"]].append(r)
    for key in sorted(texts):
        if held_back(key, 5) != (part == "dev"):
            continue
        for example in windows(texts[key], "re3d", 160):
            example.span_row("mention")
            for r in sorted(entities[key], key=lambda r: (r["begin"], -r["end"])):
                kind = r["type"]
                if kind in HEADS["mention"][1]:
                    example.mark("mention", kind, r["begin"], r["end"])
            yield example


# --- what happened ----------------------------------------------------------------------------------------------

_M2E2 = {
    "Conflict:Attack": "attack", "Life:Die": "die", "Justice:Arrest-Jail": "arrest", "Movement:Transport": "transport",
    "Conflict:Demonstrate": "demonstrate", "Contact:Meet": "meet", "Contact:Phone-Write": "contact",
    "Transaction:Transfer-Money": "transfer",
}  # fmt: skip
_M2E2_ROLES = {"Attacker": "attacker", "Target": "target", "Victim": "victim", "Instrument": "weapon"}


def m2e2(folder: Path, part: str) -> Iterator[Example]:
    """Typed triggers, arguments and participants in news sentences (M2E2); a tenth held back."""
    rows: list[dict[str, Any]] = []
    with zipfile.ZipFile(folder / "m2e2" / "m2e2_annotations.zip") as archive:
        for name in ("text_only_event.json", "text_multimedia_event.json"):
            rows += json.loads(archive.read(f"m2e2_annotations/{name}"))
    for row in rows:
        events = row["golden-event-mentions"]
        article = row["sentence_id"].rsplit("_", 1)[0]
        if held_back(article, 10) != (part == "dev") or (not events and not held_back(row["sentence_id"] + "x", 2)):
            continue
        example, owner = from_tokens(row["words"], "m2e2")
        if example.size > 200 or not example.words:
            continue
        place = _token_marker(example, owner)
        for head, found in (
            ("participant", [(e["entity-type"], e) for e in row["golden-entity-mentions"]]),
            ("trigger", [(_M2E2[e["event_type"]], e["trigger"]) for e in events]),
        ):
            example.span_row(head)
            for label, at in sorted(found, key=lambda f: (f[1]["start"], -f[1]["end"])):
                if label in HEADS[head][1]:
                    place(head, label, at["start"], at["end"])
        _m2e2_roles(example, owner, events)
        yield example


def _token_marker(example: Example, owner: list[int]) -> Callable[[str, str, int, int], None]:
    def place(head: str, label: str, first: int, last: int) -> None:
        inside = [example.words[i] for i, token in enumerate(owner) if first <= token < last]
        if inside:
            example.mark(head, label, inside[0].start, inside[-1].end)

    return place


def _m2e2_roles(example: Example, owner: list[int], events: list[dict[str, Any]]) -> None:
    table = example.label_row("role")
    owned = np.array(owner)
    for column in (ROLES.index(r) for r in ("attacker", "target", "weapon", "arrested")):
        table[:, column] = 0.0
    for event in events:
        kind = event["event_type"]
        for a in event["arguments"]:
            role = _M2E2_ROLES.get(a["role"])
            if a["role"] == "Person" and kind == "Justice:Arrest-Jail":
                role = "arrested"
            if a["role"] == "Place" and kind.startswith(("Conflict", "Life", "Justice")):
                role = "place"
            if a["role"] == "Agent" and kind.startswith("Life"):
                role = "attacker"
            if role:
                table[(owned >= a["start"]) & (owned < a["end"]), ROLES.index(role)] = 1.0
    target = np.full(len(INCIDENTS), np.nan, dtype=np.float32)
    kinds = {e["event_type"] for e in events}
    if not kinds & {"Conflict:Attack", "Life:Die", "Justice:Arrest-Jail", "Conflict:Demonstrate"}:
        target[:] = 0.0
    target[INCIDENTS.index("Arrests")] = float("Justice:Arrest-Jail" in kinds)
    example.pooled.append(("incident", 0, len(example.words), target))


def ecbplus(folder: Path, part: str) -> Iterator[Example]:
    """Event mentions and which of them are one event (ECB+, the checked sentences only)."""
    checked: dict[str, set[str]] = defaultdict(set)
    with (folder / "ecbplus" / "ECBplus_coreference_sentences.csv").open(encoding="utf8") as file:
        for row in csv.DictReader(file):
            checked[f"{row['Topic']}_{row['File']}"].add(row["Sentence Number"])
    dev = {"2", "5", "12", "18", "21", "23", "34", "35"}
    for name, content in members_of(folder / "ecbplus" / "topics_1-35.tar.gz"):
        stem = Path(name).stem
        if (stem.split("_")[0] in dev) != (part == "dev") or stem not in checked:
            continue
        yield from _ecb_document(ElementTree.fromstring(content.encode("utf8")), checked[stem])


def _ecb_document(root: ElementTree.Element, checked: set[str]) -> Iterator[Example]:
    tokens = [t for t in root.iter("token") if t.get("sentence") in checked]
    if not tokens:
        return
    example, owner = from_tokens([t.text or "_" for t in tokens], "ecbplus")
    if example.size > 256:
        return
    number = {t.get("t_id"): i for i, t in enumerate(tokens)}
    place = _token_marker(example, owner)
    example.span_row("happening")
    clusters = {
        source.get("m_id"): relation.get("note") or relation.get("r_id")
        for relation in root.iter()
        if relation.tag.endswith("COREF")
        for source in relation.iter("source")
    }
    heads: list[tuple[int, str]] = []
    for markable in root.find("Markables") or ():
        at = [number[a.get("t_id")] for a in markable.iter("token_anchor") if a.get("t_id") in number]
        if not at or "ACTION" not in markable.tag:
            continue
        kind = "reporting" if "REPORTING" in markable.tag else "state" if "STATE" in markable.tag else "occurrence"
        place("happening", kind, min(at), max(at) + 1 if max(at) - min(at) < 4 else min(at) + 1)
        words = [i for i, token in enumerate(owner) if token == at[0]]
        if words:
            heads.append((words[0], clusters.get(markable.get("m_id")) or f"alone {markable.get('m_id')}"))
    _same_events(example, heads)
    yield example


def _same_events(example: Example, heads: list[tuple[int, str]]) -> None:
    example.links["same event"] = [(i, j, float(a == b)) for i, a in heads for j, b in heads if i != j]


def gvc(folder: Path, part: str) -> Iterator[Example]:
    """Event mentions of gun violence and which are one event (GVC)."""
    for row in lines_of(folder / "gvc" / f"{part}.jsonl.gz"):
        mentions = literal_eval(row["mentions"]) if isinstance(row["mentions"], str) else row["mentions"]
        text = row["title"] + "\n" + row["content"]
        offset = len(row["title"]) + 1
        placed = []
        for m in mentions:
            if "char_start" not in m:  # the development part counts sentences and words of another splitter
                continue
            start = m["char_start"] + (offset if m["section"] == "content" else 0)
            if text[start : start + len(m["surface"])] == m["surface"]:
                placed.append((start, start + len(m["surface"]), m["cluster"]))
        for example in windows(text, "gvc", 200)[:3]:
            if not placed:
                continue
            example.span_row("happening")
            heads = []
            for start, end, cluster in placed:
                found = example.word_at(start, end)
                if found:
                    example.mark("happening", "occurrence", start, end)
                    heads.append((found[0], cluster))
            _same_events(example, heads)
            yield example


def muc(folder: Path, part: str) -> Iterator[Example]:
    """Roles in news of attacks in Latin America (MUC-4): the strings of the templates, wherever they stand."""
    named = {"PerpInd": "attacker", "PerpOrg": "attacker", "Victim": "victim", "Target": "target", "Weapon": "weapon"}
    for row in lines_of(folder / "muc4" / f"templates_{part}.jsonl.gz"):
        text = row["doctext"]
        spans: list[tuple[str, int, int]] = []
        loose: list[tuple[int, int]] = []
        sentences = [s.span for s in find_sentences(text)]
        for template in row["templates"]:
            for slot, role in named.items():
                for entity in template[slot]:
                    for string, start in entity:
                        spans.append((role, start, start + len(string)))
                        loose += [m.span() for m in re.finditer(re.escape(string), text)]
        for example in windows(text, "muc", 200):
            if not row["templates"] and not held_back(row["docid"] + example.words[0].text, 3):
                continue
            table = example.label_row("role")
            for role in ("attacker", "victim", "target", "weapon"):
                column = ROLES.index(role)
                table[:, column] = 0.0
                for start, end in loose:
                    _fill(example, table, column, start, end, np.nan)
                for label, start, end in spans:
                    if label == role:
                        _fill(example, table, column, start, end, 1.0)
            _muc_fillers(example, row["templates"], loose)
            _muc_kinds(example, row["templates"], sentences)
            yield example


def _muc_fillers(example: Example, templates: list[dict[str, Any]], loose: list[tuple[int, int]]) -> None:
    """Mark the strings of the slots where the key places them; the same words elsewhere are masked."""
    row = example.span_row("filler")
    placed = {
        (start, start + len(string), slot)
        for template in templates
        for slot in FILLERS
        for entity in template[slot]
        for string, start in entity
    }
    for start, end, slot in sorted(placed, key=lambda p: (p[0] - p[1], p)):
        example.mark("filler", slot, start, end)
    for start, end in loose:
        if found := example.word_at(start, end):
            stretch = row[found[0] : found[1]]
            stretch[stretch == 0] = MASK


def _muc_kinds(example: Example, templates: list[dict[str, Any]], sentences: list[Span]) -> None:
    """Teach a sentence the types of the templates whose strings it holds; those that it may tell of are masked."""
    places = [
        (template["incident_type"], start)
        for template in templates
        for slot in FILLERS
        for entity in template[slot]
        for _, start in entity
    ]
    for sentence in sentences:
        found = example.word_at(sentence.start, sentence.end)
        if found is None:
            continue
        target = np.zeros(len(MUC_KINDS), dtype=np.float32)
        for column, kind in enumerate(MUC_KINDS):  # some keys leave the type open: "attack / bombing"
            if any(kind in t["incident_type"] for t in templates):
                target[column] = np.nan
            if any(kind in k and sentence.start <= start < sentence.end for k, start in places):
                target[column] = 1.0
        example.pooled.append(("muc kind", *found, target))


def _fill(example: Example, table: np.ndarray, column: int, start: int, end: int, value: float) -> None:
    found = example.word_at(start, end)
    if found:
        table[found[0] : found[1], column] = value


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
            _fill(example, table, ROLES.index(role), *span_of(number), value)
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
                        _fill(example, table, column, m.start(), m.end(), 1.0)
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


# --- syntax, factuality, place of an event ------------------------------------------------------------------------


def syntax(folder: Path, part: str) -> Iterator[Example]:
    """Tags, heads and relations (UD English EWT) with how sure each predicate is to have happened (UDS)."""
    facts: dict[str, dict[int, float]] = defaultdict(dict)
    for row in lines_of(folder / "factuality" / "uds_train_dev.jsonl.gz"):
        facts[row["sent_id"]][row["head"]] = row["score_raw"]
    name = "en_ewt-ud-dev.conllu.gz" if part == "dev" else "en_ewt-ud-train.rebuilt.conllu.gz"
    with gzip.open(folder / "syntax" / name, "rt", encoding="utf8") as file:
        for block in file.read().split("\n\n"):
            key = re.search(r"# sent_id = (\S+)", block)
            if key and (example := _syntax_example(block, facts.get(key[1], {}))):
                yield example


def _syntax_example(block: str, facts: dict[int, float]) -> Example | None:
    rows = [c for c in (line.split("\t") for line in block.split("\n")) if len(c) == 10 and c[0].isdigit()]
    example, owner = from_tokens([r[1] for r in rows], "syntax", ["SpaceAfter=No" in r[9] for r in rows])
    if not 2 < example.size <= 128:
        return None
    size = len(example.words)
    upos, deprel = (np.full(size, MASK, dtype=np.int64) for _ in range(2))
    sure = np.full(size, np.nan, dtype=np.float32)
    first = {token: word for word, token in reversed(list(enumerate(owner)))}
    for token, word in first.items():
        row = rows[token]
        upos[word] = UPOS.index(row[3]) if row[3] in UPOS else MASK
        deprel[word] = DEPRELS.index(row[7]) if row[7] in DEPRELS else MASK
        head = word if row[6] == "0" else first.get(int(row[6]) - 1)
        if head is not None:
            example.links.setdefault("head", []).append((word, head, 1.0))
        if token in facts:
            sure[word] = facts[token]
    example.rows |= {"upos": upos, "deprel": deprel}
    if facts:
        example.rows["factuality"] = sure
    return example


def event_place(folder: Path, part: str) -> Iterator[Example]:
    """The place where a marked verb happened (event-location); a tenth of the sentences held back."""
    by_text: dict[str, list[tuple[tuple[int, int], list[tuple[int, int]]]]] = {}
    for row in lines_of(folder / "event-location" / "train.jsonl.gz"):
        verbs = [_place_of(row, s) for s in row["spans"] if s["label"] == "VERB"]
        places = [_place_of(row, s) for s in row["spans"] if s["label"] == "LOCATION"]
        if verbs and verbs[0] and all(places):
            by_text.setdefault(row["text"], []).append((verbs[0], [p for p in places if p]))
    for text, marked in by_text.items():
        if held_back(text, 10) != (part == "dev"):
            continue
        found = windows(text, "event place", 256, [Span(0, len(text))])
        if len(found) != 1 or found[0].size > 200:
            continue
        example = found[0]
        for verb, places in marked:
            at = example.word_at(*verb)
            inside = [r for p in places if (r := example.word_at(*p))]
            if at is None:
                continue
            # No place: the links point back at the verb. Of several places, the one nearest to it.
            first, last = min(inside, key=lambda r: abs(r[0] - at[0])) if inside else at
            example.links.setdefault("place start", []).append((at[0], first, 1.0))
            example.links.setdefault("place end", []).append((at[0], last - 1 if inside else at[0], 1.0))
            example.stretches[at[0]] = {i for r in inside for i in range(*r)}
        yield example


def _place_of(row: dict[str, Any], span: dict[str, Any]) -> tuple[int, int] | None:
    """Find a span's offsets; in some rows they count tokens instead of characters."""
    text, start, end = row["text"], span["start"], span["end"]
    wanted = span.get("text")
    if end > start and (wanted is None or text[start:end] == wanted):
        return start, end
    tokens = row.get("tokens") or []
    first, last = span.get("token_start"), span.get("token_end")
    if first is not None and last is not None and last < len(tokens):
        at = tokens[first].get("start"), tokens[last].get("end")
        if None not in at and (wanted is None or text[at[0] : at[1]] == wanted):
            return at
    if wanted and (found := text.find(wanted)) >= 0:
        return found, found + len(wanted)
    return None


READERS: dict[str, Callable[[Path, str], Iterator[Example]]] = {
    "polnear": polnear, "newswire": newswire, "re3d": re3d, "m2e2": m2e2, "ecbplus": ecbplus, "gvc": gvc, "muc": muc,
    "satp": satp, "hrds": hrds, "syntax": syntax, "event place": event_place,
}  # fmt: skip
