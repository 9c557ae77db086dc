"""Learn the tagger's weights from UD English EWT (CC BY-SA 4.0; weights only, no text is kept).

    python train/tags.py ../shared/corpora/syntax [--rounds 6] [--write]

Words are cut as ``catena.text.sentences`` cuts them; a word of several treebank tokens takes the tag of its first
("Iraq's") or, with a hyphen, of its last ("Russian-backed"). Each round reads every sentence as it is, and some of them
again without commas and apostrophes or in title case: so do pages and headlines come. Sentences are drawn in an order
fixed by a seed: the same treebank gives the same weights.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from catena.read.tags import START, Tagger, features, is_title_case, normal, write_tagger
from catena.text.sentences import tokenize

SEED = 7
LOOKUP_MIN, LOOKUP_SHARE = 12, 0.995
Tagged = list[tuple[str, str]]


def main() -> int:
    """Learn, print the accuracy on the development part as it is and altered, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    train = list(read_sentences(options.folder / "en_ewt-ud-train.rebuilt.conllu.gz"))
    held = list(read_sentences(options.folder / "en_ewt-ud-dev.conllu.gz"))
    tagger = learn(train, options.rounds)
    chance = random.Random(SEED)
    for name, rows in (("as it is", held), ("no commas", [without_marks(s) for s in held]),
                       ("title case", [in_title_case(s, chance) for s in held])):  # fmt: skip
        print(f"{name}: {accuracy(tagger, rows):.4f} of {sum(map(len, rows))} words; {len(tagger.rows)} features")
    if options.write:
        write_tagger(tagger)
    return 0


def read_sentences(path: Path) -> Iterator[Tagged]:
    """Read the sentences of a CoNLL-U file, words cut as the project cuts them."""
    rows: list[tuple[str, str]] = []
    text = ""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if line.startswith("# text = "):
                text = line[9:].strip()
            elif line[:1].isdigit():
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append((cells[1], cells[4]))
            elif not line.strip() and rows:
                if (found := align(text, rows)) is not None:
                    yield found
                rows = []


def align(text: str, rows: Sequence[tuple[str, str]]) -> Tagged | None:
    """Lay treebank tokens under the project's words; None where the letters do not meet."""
    starts, at = [], 0
    for form, tag in rows:
        found = text.find(form, at)
        if found < 0:
            return None
        starts.append((found, found + len(form), form, tag))
        at = found + len(form)
    tagged = []
    for word in tokenize(text, 0):
        inside = [(form, tag) for start, end, form, tag in starts if start < word.end and end > word.start]
        if not inside:
            return None
        words = [(f, t) for f, t in inside if f[0].isalnum()] or inside
        form, tag = words[-1] if "-" in word.text else words[0]
        tagged.append((word.text, tag))
    return tagged or None


def without_marks(sentence: Tagged) -> Tagged:
    """Drop commas, quotation marks and apostrophes."""
    kept = [(w.replace("'", "").replace("’", ""), t) for w, t in sentence if w not in {",", '"', "“", "”", "'", "’"}]
    return [(w, t) for w, t in kept if w] or sentence


def in_title_case(sentence: Tagged, chance: random.Random) -> Tagged:
    """Write it as a headline: a capital on every longer word, most articles gone."""
    kept = [(w, t) for w, t in sentence if t != "DT" or chance.random() < 0.3] or sentence
    return [(w[:1].upper() + w[1:] if len(w) > 3 or t[0] in "NVJ" else w, t) for w, t in kept]


def learn(sentences: Sequence[Tagged], rounds: int) -> Tagger:
    """Run the averaged perceptron; weights are kept as whole numbers, small ones dropped."""
    tags = tuple(sorted({t for s in sentences for _, t in s}))
    index = {tag: i for i, tag in enumerate(tags)}
    lookup = unambiguous(sentences)
    counts: Counter[str] = Counter()
    chance = random.Random(SEED)
    versions = [s for sentence in sentences for s in variants(sentence, chance)]
    for sentence in versions:
        counts.update(f for names, _ in walk(sentence) for f in names)
    rows = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n > 2))}
    weights = np.zeros((len(rows), len(tags)), np.float32)
    totals, stamps, step = np.zeros_like(weights), np.zeros(weights.shape, np.int64), 0
    data = [
        [([rows[f] for f in names if f in rows and not f.startswith("t")], names, index[t]) for names, t in walk(s)]
        for s in versions
    ]
    words_of = [([w for w, _ in s]) for s in versions]
    order = list(range(len(versions)))
    for number in range(rounds):
        chance.shuffle(order)
        wrong = seen = 0
        for at in order:
            before, before_two = START
            capitals = is_title_case(words_of[at])
            for (fixed, names, gold), word in zip(data[at], words_of[at], strict=True):
                known = lookup.get(word.lower() if capitals else word)
                if known is not None:
                    before_two, before = before, known
                    continue
                here = names[1][1:]
                moving = (f"t1{before}", f"t2{before_two}", f"t12{before} {before_two}", f"tw{before} {here}")
                found = fixed + [r for f in moving if (r := rows.get(f)) is not None]
                guess = int(weights[found].sum(axis=0).argmax())
                step += 1
                seen += 1
                if guess != gold:
                    wrong += 1
                    for tag, sign in ((gold, 1.0), (guess, -1.0)):
                        totals[found, tag] += (step - stamps[found, tag]) * weights[found, tag]
                        stamps[found, tag] = step
                        weights[found, tag] += sign
                before_two, before = before, tags[guess]
        print(f"round {number + 1}: {1 - wrong / seen:.4f} of {seen}", flush=True)
    totals += (step - stamps) * weights
    mean = totals / step
    keep = np.abs(mean).max(axis=1) > 0.35
    kept = [f for f, i in rows.items() if keep[i]]
    scaled = np.clip(np.rint(mean[[rows[f] for f in kept]] * 16), -2047, 2047).astype(np.int16)
    return Tagger(tags, lookup, {f: i for i, f in enumerate(kept)}, scaled)


def variants(sentence: Tagged, chance: random.Random) -> Iterator[Tagged]:
    """Give the sentence as it is, and now and then as a page that lost its marks or as a headline."""
    yield sentence
    if chance.random() < 0.25:
        yield without_marks(sentence)
    if chance.random() < 0.12:
        yield in_title_case(sentence, chance)


def walk(sentence: Tagged) -> Iterator[tuple[list[str], str]]:
    """Give each word's features under the right tags before it, with its tag."""
    words = [w for w, _ in sentence]
    shapes = [normal(w) for w in words]
    capitals = is_title_case(words)
    before, before_two = START
    for at, (_, tag) in enumerate(sentence):
        yield features(at, words, shapes, before, before_two, capitals), tag
        before_two, before = before, tag


def unambiguous(sentences: Sequence[Tagged]) -> dict[str, str]:
    """Give the words that are common and nearly always one part of speech."""
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, tag in sentence:
            met[word][tag] += 1
    return {
        word: tags.most_common(1)[0][0]
        for word, tags in sorted(met.items())
        if (n := sum(tags.values())) >= LOOKUP_MIN and tags.most_common(1)[0][1] / n >= LOOKUP_SHARE
    }


def accuracy(tagger: Tagger, sentences: Sequence[Tagged]) -> float:
    """Give the share of words with the right tag."""
    right = total = 0
    for sentence in sentences:
        found = tagger.tag([w for w, _ in sentence])
        right += sum(a == b for a, (_, b) in zip(found, sentence, strict=True))
        total += len(sentence)
    return right / max(total, 1)


if __name__ == "__main__":
    sys.exit(main())
