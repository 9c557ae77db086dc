"""Damage files of every format at random, and count what is neither read nor refused with a reason.

    python bench/collect.py --fuzz SECONDS [--entry html --entry pdf …]

Every entry of collecting (one parser each, SECONDS each) gets files made of the stories written for the bench, damaged
in their bytes; packed formats also inside, so that what is damaged still unpacks. A finding is any exception, a
refusal without a reason, a span or hash that does not hold, and an input that takes over ``SLOW_S``.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import random
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping

from catena.collect import Collected, Refused, collect_stream
from catena.errors import CatenaError
from catena.model import Document
from collect_files import docx_xml, make_files, pdf_of, small_seeds, to_record, zip_of
from collect_pages import load_stories, make_pages

SLOW_S = 10.0
SEED_BYTES_MAX = 60_000
SPLICES = (
    b"<", b">", b"\0", b"\r\n\r\n", b"]]>", b"&#0;", b"&#xD800;", b"<div>" * 300, b"%", b"(", b"(" * 3000, b"\xff\xfe",
    b'"', b"{[", b"[" * 3000, b"9" * 30, b"9" * 5000, b"\\ud800", b"\\u0000", b"Content-Type: message/rfc822\n\n" * 900,
)  # fmt: skip
# What a damaged file makes a parser raise; anything else is stranger still, and ends the run with its traceback.
WHAT_PARSERS_RAISE = (
    ArithmeticError, AssertionError, AttributeError, CatenaError, EOFError, LookupError, MemoryError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
Seed = Callable[[random.Random], tuple[str, bytes]]


def fuzz(seconds: float, entries: list[str] | None = None) -> int:
    """Damage the files of each entry for some seconds; give the number of findings."""
    return sum(
        fuzz_entry(entry, make, seconds) for entry, make in make_seeds().items() if not entries or entry in entries
    )


def fuzz_entry(entry: str, make: Seed, seconds: float) -> int:
    """Damage one entry's files; print each finding with the number that makes it again."""
    until, tried, findings, slowest = time.monotonic() + seconds, 0, 0, 0.0
    while time.monotonic() < until:
        tried += 1
        name, data = make(random.Random(f"{entry}{tried}"))
        began = time.process_time()
        finding = try_one(name, data)
        took = time.process_time() - began
        slowest = max(slowest, took)
        finding = finding or (f"took {took:.0f} s" if took > SLOW_S else "")
        if finding:
            findings += 1
            print(f"{entry} try {tried} ({name}): {finding}", flush=True)
    print(f"{entry}: {tried} tries, {findings} findings, slowest {slowest:.1f} s", flush=True)
    return findings


def try_one(name: str, data: bytes) -> str:
    """Collect a damaged file; give what went wrong, or nothing."""
    try:
        for item in collect_stream(io.BytesIO(data), name):
            if isinstance(item, Refused):
                assert item.reason, "refused without a reason"
            elif isinstance(item, Collected):
                check_document(item.document, item.data)
    except WHAT_PARSERS_RAISE as error:
        return f"{type(error).__name__}: {error}"
    return ""


def check_document(document: Document, data: bytes) -> None:
    """Assert what holds of every document: the hash of its bytes, spans in order within its text, text that is text."""
    assert document.sha256 == hashlib.sha256(data).hexdigest(), "the bytes do not hash to the document's hash"
    document.text.encode()
    spans = [*document.furniture, *([document.title_span] if document.title_span else []), *document.pages]
    assert all(0 <= span.start <= span.end <= len(document.text) for span in spans), "a span lies outside the text"
    ends = [0, *(span.end for span in document.furniture)]
    assert all(s.start >= end for s, end in zip(document.furniture, ends, strict=False)), "furniture overlaps"
    for evidence in document.published.evidence:
        assert document.text[evidence.start : evidence.end] == evidence.quote, "a quote is not in the text"


def make_seeds() -> Mapping[str, Seed]:
    """Give for each entry what makes its next damaged file."""
    small, pages = small_seeds(), list(make_pages())[::7]
    packed = {name: data[:SEED_BYTES_MAX] for name, data in make_files(pages[:4]).items()}
    pages_html = {f"{n}.html": page.data for n, page in enumerate(pages)}
    pdfs = {f"{n}.pdf": pdf_of(story.paragraphs[0]) for n, story in enumerate(load_stories())}
    records = [to_record(page, n) for n, page in enumerate(pages[:4])]
    mixed = {"a.html": pages[0].data, **{name: small[name] for name in ("a.txt", "a.eml", "a.csv", "a.docx")}}
    return {
        "text": plain(small, "a.txt", "a.md"),
        "html": plain(pages_html, *pages_html),
        "pdf": plain(pdfs, *pdfs),
        "warc": either(
            plain({"a.warc": packed["a.warc"]}, "a.warc"), lambda chance: ("a.warc.gz", warc(records, chance))
        ),
        "feed": plain(small, "a.xml", "b.xml"),
        "mail": plain(small, "a.eml", "a.mbox"),
        "docx": either(plain(small, "a.docx"), lambda chance: ("a.docx", docx(chance))),
        "rows": plain({**small, "a.jsonl": packed["a.jsonl"][:20_000]}, "a.jsonl", "a.csv", "a.json"),
        "zip": either(plain(packed, "a.zip"), lambda chance: ("a.zip", inside(mixed, chance))),
        "wacz": lambda chance: ("a.wacz", zip_of({"archive/a.warc.gz": warc(records, chance)})),
        "gzip": either(
            plain(small, "a.txt.gz"), lambda chance: ("a.txt.gz", gzip.compress(damage(small["a.txt"], chance)))
        ),
    }


def plain(files: Mapping[str, bytes], *names: str) -> Seed:
    """Damage one of some files in its bytes."""

    def make(chance: random.Random) -> tuple[str, bytes]:
        name = chance.choice(names)
        return name, damage(files[name], chance)

    return make


def either(left: Seed, right: Seed) -> Seed:
    """Take one of two ways by chance."""
    return lambda chance: chance.choice((left, right))(chance)


def warc(records: list[bytes], chance: random.Random) -> bytes:
    """Pack records of which one is damaged inside its compression."""
    hit = chance.randrange(len(records))
    return b"".join(gzip.compress(damage(r, chance) if n == hit else r, 1) for n, r in enumerate(records))


def docx(chance: random.Random) -> bytes:
    """Pack a Word document whose body is damaged."""
    body = docx_xml("\n".join(load_stories()[0].paragraphs[:2])).encode()
    return zip_of({"word/document.xml": damage(body, chance)})


def inside(members: Mapping[str, bytes], chance: random.Random) -> bytes:
    """Pack members of which one is damaged, and sometimes the archive too."""
    hit = chance.choice(sorted(members))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, damage(data, chance) if name == hit else data)
    return damage(buffer.getvalue(), chance) if chance.random() < 0.2 else buffer.getvalue()


def damage(data: bytes, chance: random.Random) -> bytes:
    """Change, cut, insert or double a few stretches of a file."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(len(damaged) + 1)
        action = chance.randrange(6)
        if action == 0 and at < len(damaged):
            damaged[at] = chance.randrange(256)
        elif action == 1:
            del damaged[at : at + chance.randint(1, 400)]
        elif action == 2:
            damaged[at:at] = chance.randbytes(chance.randint(1, 40))
        elif action == 3:
            damaged[at:at] = damaged[at : at + chance.randint(1, 4000)]
        elif action == 4:
            length, there = chance.randint(1, 400), chance.randrange(len(damaged) + 1)
            damaged[at:at] = damaged[there : there + length]
        else:
            damaged[at:at] = chance.choice(SPLICES)
    return bytes(damaged)
