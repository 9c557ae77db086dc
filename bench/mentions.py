"""Event words marked by hand (GVC, ECB+) as events for the product's judge and clustering.

Each marked word becomes an event told by its sentence; nothing of the marks but their place and words is used. Telling
apart a shot, a wound and a death of one happening is a finer task than joining reports to incidents, so the judge
has weights of its own here (``mention_weights.yaml``, learned by ``train/marked_words.py`` on the training parts).
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt

from catena.collect import collect
from catena.collect.records import Given
from catena.link.across import judge
from catena.link.cluster import cluster
from catena.link.page import Page, likeness, page_of
from catena.link.pair import Feature, Linkable, compare, linkable
from catena.model import Document, Event, Evidence, Judgement, Published, Span
from catena.read.encoder import Encoder
from catena.run.knowledge import Knowledge
from catena.run.steps import read_document
from catena.text.sentences import find_sentences
from gva_reports import Report, lead_event

Floats = npt.NDArray[np.float32]
ECB_DEV = frozenset({"2", "5", "12", "18", "21", "23", "34", "35"})
# Documents less alike than this are not compared.
PAGES_ALIKE_MIN = 0.08


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked word: an event ready for comparison, the words marked, the cluster it is known to be of.

    ``left`` and ``right`` are what the trained encoder makes of it: (width,) vectors of its link "same event".
    """

    item: Linkable
    words: str
    cluster: str
    lead: Linkable | None = None
    left: Floats | None = None
    right: Floats | None = None


@dataclass(frozen=True, slots=True)
class _Text:
    """A document with its marks (start, end, cluster)."""

    name: str
    title: str
    text: str
    published: str | None
    marks: tuple[tuple[int, int, str], ...]
    sentences: tuple[Span, ...] = ()


def with_vectors(marked: Sequence[Marked], encoder: Encoder) -> list[Marked]:
    """Give each marked word what the trained encoder makes of it in its sentence: its vectors of "same event"."""
    link = encoder.links["same event"]
    found: list[Marked] = []
    for each in marked:
        told = each.item.event.evidence[0]
        focus = told.focus or Span(told.start, told.end)
        outputs = encoder.read([told.quote])[0]
        first, last = outputs.words_in(focus.start - told.start, focus.end - told.start)
        rows = outputs.vectors[first : max(last, first + 1), link.start : link.start + 2 * link.width]
        whole = rows.mean(axis=0) if len(rows) else np.zeros(2 * link.width, dtype=np.float32)
        found.append(replace(each, left=whole[: link.width], right=whole[link.width :]))
    return found


def read_gvc(path: Path, knowledge: Knowledge) -> list[Marked]:
    """Read a part of the Gun Violence Corpus; it comes in two forms, by characters or by words of sentences.

    Its reports are read by Catena, too: whether two of them are about one incident is for the product's own judge.
    """
    marked: list[Marked] = []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            told = _by_words(row) if "sentences" in row else _by_characters(row)
            given = Given(published=told.published, title=told.title)
            read = read_document(collect(told.text.encode(), f"{told.name}.txt", given), knowledge)
            lead = linkable(lead_event(Report("", *read)), page_of(read[0]))
            marked += (replace(each, lead=lead) for each in _marked(told))
    return marked


def _by_characters(row: Mapping[str, object]) -> _Text:
    title, content = str(row["title"]), str(row["content"])
    shift = {"title": 0, "content": len(title) + 2}
    marks = []
    for mention in row["mentions"]:  # type: ignore[attr-defined]
        start = mention["char_start"] + shift[mention["section"]]
        marks.append((start, start + len(mention["surface"]), mention["cluster"]))
    return _Text(str(row["doc_id"]), title, f"{title}\n\n{content}", str(row["dct"]), tuple(marks))


def _by_words(row: Mapping[str, object]) -> _Text:
    text, starts, spans = "", [], []
    for words in row["sentences"]:  # type: ignore[attr-defined]
        begin, places = len(text), []
        for word in words:
            places.append((len(text), len(text) + len(word)))
            text += word + " "
        spans.append(Span(begin, len(text) - 1))
        text = text[:-1] + "\n"
        starts.append(places)
    marks = [
        (starts[m["sent"]][m["start"]][0], starts[m["sent"]][m["end"]][1], m["cluster"])
        for m in row["mentions"]  # type: ignore[attr-defined]
    ]
    return _Text(str(row["doc_id"]), str(row["title"]), text, str(row["dct"]), tuple(marks), tuple(spans))


def read_ecb(folder: Path, *, dev: bool) -> dict[str, list[Marked]]:
    """Read the checked sentences of ECB+, by topic: the development topics or the others."""
    checked: dict[str, set[str]] = defaultdict(set)
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf8") as file:
        for row in csv.DictReader(file):
            checked[f"{row['Topic']}_{row['File']}"].add(row["Sentence Number"])
    topics: dict[str, list[Marked]] = defaultdict(list)
    with tarfile.open(folder / "topics_1-35.tar.gz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            name = Path(member.name).stem
            topic = name.split("_")[0]
            if name in checked and (topic in ECB_DEV) == dev and (file_ := archive.extractfile(member)) is not None:
                root = ElementTree.fromstring(file_.read())
                topics[topic] += _marked(_ecb_text(name, root, checked[name]))
    return dict(topics)


def _ecb_text(name: str, root: ElementTree.Element, checked: set[str]) -> _Text:
    text, at, spans = "", {}, []
    sentence, begin = "", 0
    for token in root.iter("token"):
        if token.get("sentence") != sentence:
            if text:
                spans.append(Span(begin, len(text) - 1))
            sentence, begin = token.get("sentence") or "", len(text)
        word = token.text or "_"
        at[token.get("t_id")] = (len(text), len(text) + len(word), sentence)
        text += word + " "
    spans.append(Span(begin, len(text) - 1))
    cluster = {
        source.get("m_id"): relation.get("note") or f"{name} {relation.get('r_id')}"
        for relation in root.iter()
        if relation.tag.endswith("COREF")
        for source in relation.iter("source")
    }
    marks = []
    for mark in root.find("Markables") or ():
        places = [at[a.get("t_id")] for a in mark.iter("token_anchor") if a.get("t_id") in at]
        if places and mark.tag.startswith(("ACTION", "NEG_ACTION")) and places[0][2] in checked:
            known = cluster.get(mark.get("m_id")) or f"alone {name} {mark.get('m_id')}"
            marks.append((min(p[0] for p in places), max(p[1] for p in places), known))
    first = text[spans[0].start : spans[0].end]
    return _Text(name, first, text, None, tuple(marks), tuple(spans))


def _marked(told: _Text) -> Iterator[Marked]:
    published = Published(told.published, "given", "")
    document = Document(told.name, told.name, "", "text/plain", "en", told.text, published, title=told.title)
    page = page_of(document)
    sentences = told.sentences or tuple(s.span for s in find_sentences(told.text))
    for number, (start, end, known) in enumerate(sorted(told.marks)):
        index = next((i for i, s in enumerate(sentences) if s.start <= start < s.end), 0)
        around = sentences[index]
        begin, finish = min(around.start, start), max(around.end, end)
        evidence = Evidence(told.name, begin, finish, told.text[begin:finish], Span(start, end))
        kind = ("Violence against civilians", "Attack")
        event = Event(f"{told.name}.{number:03}", told.name, *kind, "carried out", (evidence,), sentence=index)
        yield Marked(linkable(event, page), told.text[start:end], known)


def pairs_of(marked: Sequence[Marked]) -> Iterator[tuple[int, int]]:
    """Give the pairs worth a judgement: of one document, or of two whose words are alike."""
    pages: dict[str, tuple[Page, list[int]]] = {}
    for index, each in enumerate(marked):
        pages.setdefault(each.item.event.document, (each.item.page, []))[1].append(index)
    for _, members in pages.values():
        yield from combinations(members, 2)
    for (page, members), (other, others) in combinations(pages.values(), 2):
        if likeness(page.words, other.words) >= PAGES_ALIKE_MIN:
            yield from ((i, j) for i in members for j in others)


def features_of(left: Marked, right: Marked) -> list[Feature]:
    """Compare two marked words: all that the product compares, which two words they are, and both together."""
    features = compare(left.item, right.item)
    value = {f.name: f.value for f in features}
    one, other = sorted((" ".join(sorted(left.item.heads)), " ".join(sorted(right.item.heads))))
    same = bool(left.item.heads & right.item.heads)
    word = "same word" if same else "other word"
    features.append(Feature(f"words {one} and {other}", 1.0))
    if one == other:
        features.append(Feature("same words", 1.0))
    if "one report" in value:
        features.append(Feature(f"{word} in one report", 1.0))
    else:
        alike = next((v for n, v in value.items() if n.startswith("reports alike")), 0.0)
        matter = next((v for n, v in value.items() if n.startswith("same matter,")), 0.0)
        features += [Feature(f"{word}, reports alike", alike), Feature(f"{word}, same matter", matter)]
        near = max(alike, matter)
        features += [Feature(f"{word}, reports alike by {bar}", 1.0) for bar in (0.1, 0.2, 0.35, 0.5) if near >= bar]
        if left.lead is not None and right.lead is not None:
            likely = leads_judged(left.lead, right.lead)
            features += [
                Feature(f"{word}, one incident", likely),
                Feature(f"{word}, likely one incident", float(likely > 0.5)),
            ]
            features.append(Feature(f"words {one} and {other}, one incident", likely))
    if left.left is not None and right.left is not None and left.right is not None and right.right is not None:
        features += _seen(left, right, word, "one report" in value, near_page(value))
    features.append(Feature(f"{word}, sentences alike", value.get("sentences alike", 0.0)))
    features.append(Feature(f"{word}, rare words", value.get("rare words", 0.0)))
    return features


def near_page(value: Mapping[str, float]) -> float:
    """Give how alike two reports are, or in rare words."""
    return max((v for n, v in value.items() if n.startswith(("reports alike", "same matter,"))), default=0.0)


def _seen(left: Marked, right: Marked, word: str, inside: bool, near: float) -> list[Feature]:
    """Compare what the encoder makes of two words: its own score for one event, and how alike their vectors are."""
    assert left.left is not None and left.right is not None and right.left is not None and right.right is not None
    score = float(left.left @ right.right + right.left @ left.right) / 2
    linked = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
    one, other = np.concatenate([left.left, left.right]), np.concatenate([right.left, right.right])
    cosine = float(one @ other) / (float(np.linalg.norm(one) * np.linalg.norm(other)) or 1.0)
    where = "one report" if inside else "two reports"
    found = [
        Feature(f"linked, {where}", linked),
        Feature(f"linked score, {where}", max(-6.0, min(6.0, score)) / 3),
        Feature(f"{word}, linked, {where}", linked),
        Feature(f"seen alike, {where}", cosine),
        Feature(f"{word}, seen alike, {where}", cosine),
    ]
    if not inside:
        found += [Feature("linked, near", linked * near), Feature("seen alike, near", cosine * near)]
    return found


@cache
def _judged(left: str, right: str) -> float:
    one, other = _LEADS[left], _LEADS[right]
    return judge(one, other).probability or 0.0


_LEADS: dict[str, Linkable] = {}


def leads_judged(left: Linkable, right: Linkable) -> float:
    """Give how likely the leading events of two reports are one by the product's judge; each pair is judged once."""
    for lead in (left, right):
        _LEADS.setdefault(lead.event.id, lead)
    return _judged(*sorted((left.event.id, right.event.id)))


def group(marked: Sequence[Marked], weights: Mapping[str, float]) -> list[frozenset[str]]:
    """Judge and cluster marked words by the product's clustering, with the weights for marked words."""
    judged = []
    for i, j in pairs_of(marked):
        score = sum(weights.get(f.name, 0.0) * f.value for f in features_of(marked[i], marked[j]))
        left, right = sorted((marked[i].item.event.id, marked[j].item.event.id))
        probability = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
        judged.append(Judgement(left, right, "same" if probability >= 0.5 else "different", (), "marked", probability))
    return [frozenset(found) for found in cluster([m.item.event for m in marked], judged)]
