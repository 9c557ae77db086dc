"""Collecting: quality on generated pages, speed and memory by format, copies, and a fuzz of every parser.

    python bench/collect.py [pages] [speed] [copies] [--reports 100000] [--fuzz SECONDS [--entry NAME]] [--check]

Without a word all but the fuzz is done. ``--check`` fails below the floors. Times are of the processor, so that
a busy machine gives the same figure.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from catena.collect import Collected, collect_stream
from catena.collect.reprints import find_copies
from catena.model import Document, Published
from collect_files import make_files
from collect_fuzz import fuzz
from collect_pages import make_pages

FLOORS = {"article F1": 0.97, "date": 0.95, "copies precision": 0.98, "copies recall": 0.95}
SYLLABLES = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
REPORT_WORDS = 300


def article_of(document: Document) -> str:
    """Give a document's text without furniture and headline."""
    cuts = sorted([*document.furniture, *([document.title_span] if document.title_span else [])])
    kept, start = [], 0
    for span in cuts:
        kept.append(document.text[start : max(start, span.start)])
        start = max(start, span.end)
    return " ".join([*kept, document.text[start:]])


def word_f1(found: str, expected: str) -> float:
    """Give the F1 of two bags of words."""
    left, right = (Counter(re.findall(r"\w+", text.lower())) for text in (found, expected))
    return 2 * sum((left & right).values()) / max(1, sum(left.values()) + sum(right.values()))


def documents_of(data: bytes, name: str) -> list[Document]:
    """Collect everything in a file."""
    return [item.document for item in collect_stream(io.BytesIO(data), name) if isinstance(item, Collected)]


def measure_pages() -> dict[str, float]:
    """Score article and day of every generated page, by site."""
    scores: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for page in make_pages():
        (document,) = documents_of(page.data, "page.html")
        scores[page.site].append((word_f1(article_of(document), page.article), document.published.value == page.day))
    print(f"{'site':16s} {'article F1':>10s} {'day':>6s}")
    for site, values in scores.items():
        print(f"{site:16s} {mean([f1 for f1, _ in values]):10.3f} {mean([day for _, day in values]):6.2f}")
    every = [value for values in scores.values() for value in values]
    result = {"article F1": mean([f1 for f1, _ in every]), "date": mean([day for _, day in every])}
    print(f"{len(every)} pages of {len(scores)} sites: F1 {result['article F1']:.3f}, day {result['date']:.3f}\n")
    return result


def mean(values: Sequence[float]) -> float:
    """Give the mean."""
    return sum(values) / max(1, len(values))


def measure_speed() -> None:
    """Print documents per second of processor time for each format."""
    pages = list(make_pages())
    print(f"{'format':8s} {'documents':>9s} {'per second':>10s} {'peak MB':>8s}")
    for name, data in make_files(pages).items():
        began = time.process_time()
        count = len(documents_of(data, name))
        rate = count / (time.process_time() - began)
        print(f"{Path(name).suffix[1:]:8s} {count:9d} {rate:10.0f} {peak_mb():8.0f}")
    print()


def peak_mb() -> float:
    """Give the process's peak memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_copies(count: int) -> dict[str, float]:
    """Plant copies among random reports and score what is found."""
    chance = random.Random(20210607)
    vocabulary = ["".join(chance.choices(SYLLABLES, k=1 + n % 4)) for n in range(9000)]
    weights = [1 / (n + 3) for n in range(9000)]
    originals = [chance.choices(vocabulary, weights, k=REPORT_WORDS) for _ in range(count * 8 // 10)]
    documents = [make_report(n, words, "2021-06-07") for n, words in enumerate(originals)]
    planted: set[tuple[int, int]] = set()
    for number in range(len(originals), count):
        edit = chance.choice(EDITS)
        sources = chance.sample(range(len(originals)), 2 if edit is join else 1)
        words = edit([originals[source] for source in sources], chance, vocabulary)
        documents.append(make_report(number, words, "2021-06-08"))
        planted |= {(number, source) for source in sources}
    began = time.process_time()
    found = {(int(copy.document[1:]), int(copy.origin[1:])) for copy in find_copies(documents)}
    took = time.process_time() - began
    result = {
        "copies precision": len(found & planted) / max(1, len(found)),
        "copies recall": len(found & planted) / max(1, len(planted)),
    }
    print(
        f"{count:,} reports of {REPORT_WORDS} words, {len(planted):,} copies planted: {took:.0f} s, peak {peak_mb():.0f} MB"
    )
    print(f"precision {result['copies precision']:.4f}, recall {result['copies recall']:.4f}\n")
    return result


def make_report(number: int, words: Sequence[str], day: str) -> Document:
    """Make a document of words."""
    published = Published(day, "given", "")
    return Document(f"d{number:07d}", str(number), "", "text/plain", "en", " ".join(words), published)


Words = list[str]
Edit = Callable[[Sequence[Words], random.Random, Sequence[str]], Words]


def trim(sources: Sequence[Words], chance: random.Random, vocabulary: Sequence[str]) -> Words:
    """Keep 30 to 90 % of a report."""
    return sources[0][: int(len(sources[0]) * chance.uniform(0.3, 0.9))]


def retitle(sources: Sequence[Words], chance: random.Random, vocabulary: Sequence[str]) -> Words:
    """Put another headline before a report, and drop its first line with the agency's name."""
    return chance.choices(vocabulary, k=9) + sources[0][chance.randint(4, 20) :]


def reword(sources: Sequence[Words], chance: random.Random, vocabulary: Sequence[str]) -> Words:
    """Change or drop one word in sixteen."""
    kept = [word for word in sources[0] if chance.random() > 1 / 32]
    return [chance.choice(vocabulary) if chance.random() < 1 / 32 else word for word in kept]


def join(sources: Sequence[Words], chance: random.Random, vocabulary: Sequence[str]) -> Words:
    """Join the greater part of two reports."""
    return [word for words in sources for word in words[: chance.randint(150, REPORT_WORDS)]]


def repeat(sources: Sequence[Words], chance: random.Random, vocabulary: Sequence[str]) -> Words:
    """Reprint a report as it is."""
    return sources[0]


EDITS: tuple[Edit, ...] = (trim, retitle, reword, join, repeat)


def main() -> int:
    """Run what was asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", nargs="*", choices=("pages", "speed", "copies", []), default=[])
    parser.add_argument("--reports", type=int, default=20_000, help="reports among which copies are planted")
    parser.add_argument("--fuzz", type=float, metavar="SECONDS", help="fuzz every parser for so long, and nothing else")
    parser.add_argument("--entry", action="append", help="fuzz this entry only; may be given more than once")
    parser.add_argument("--check", action="store_true", help="fail below the floors")
    options = parser.parse_args()
    if options.fuzz:
        return 1 if fuzz(options.fuzz, options.entry) else 0
    what = options.what or ["pages", "speed", "copies"]
    result: dict[str, float] = {}
    if "pages" in what:
        result |= measure_pages()
    if "speed" in what:
        measure_speed()
    if "copies" in what:
        result |= measure_copies(options.reports)
    below = [name for name, value in result.items() if value < FLOORS[name]]
    for name in below:
        print(f"below its floor: {name} {result[name]:.3f} < {FLOORS[name]}")
    return 1 if below and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
