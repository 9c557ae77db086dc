"""Input made to do harm: each is refused or cut short with a reason, in bounded time, and the rest goes on."""

from __future__ import annotations

import gzip
import hashlib
import io
import random
import struct
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catena.collect import Collected, Refused, collect, collect_stream
from catena.collect.formats import feed, pdf
from catena.collect.limits import Budget, OverLimitError
from catena.errors import UnreadableDocument

from .builders import REPORT, build_docx, build_page, build_pdf, build_record, build_warc, build_zip

SECONDS_MAX = 20.0
ZEROS = b"0" * 30_000_000


def outcome(data: bytes, name: str) -> tuple[list[str], list[Refused]]:
    began = time.process_time()
    items = list(collect_stream(io.BytesIO(data), name))
    assert time.process_time() - began < SECONDS_MAX
    names = [item.document.name for item in items if isinstance(item, Collected)]
    return names, [item for item in items if isinstance(item, Refused)]


def test_a_zip_bomb_is_left_and_the_next_member_read() -> None:
    names, refused = outcome(build_zip({"bomb.txt": ZEROS, "a.txt": REPORT}), "a.zip")
    assert names == ["a.txt"]
    assert refused[0].name == "bomb.txt"
    assert "times its size" in refused[0].reason


def test_a_gzip_bomb_is_left() -> None:
    names, (refused,) = outcome(gzip.compress(ZEROS), "a.txt.gz")
    assert names == []
    assert "times its size" in refused.reason


def test_a_bomb_in_a_web_archive_is_left_and_the_next_record_read() -> None:
    records = [build_record("https://x.example/bomb", ZEROS), build_record("https://x.example/a", build_page())]
    names, refused = outcome(build_warc(records), "a.warc.gz")
    assert names == ["https://x.example/a"]
    assert "times its size" in refused[0].reason


def test_a_bomb_in_an_answers_own_compression_is_left() -> None:
    body = gzip.compress(ZEROS)
    names, (refused,) = outcome(
        build_warc([build_record("https://x.example/b", body, fields="Content-Encoding: gzip\r\n")]), "a.warc.gz"
    )
    assert names == []
    assert "over 25.0 MB" in refused.reason


def test_a_word_bomb_is_left() -> None:
    data = build_zip({"word/document.xml": b"<a>" + b" " * 130_000_000})
    with pytest.raises(UnreadableDocument, match=r"120\.0 MB of XML"):
        collect(data, "a.docx")


def test_archives_in_archives_are_opened_three_deep() -> None:
    data: bytes | str = REPORT
    for level in range(3):
        data = build_zip({f"{level}.zip" if level else "a.txt": data})
    assert outcome(data, "ok.zip")[0] == ["a.txt"]  # type: ignore[arg-type]
    for level in range(3, 6):
        data = build_zip({f"{level}.zip": data})
    names, refused = outcome(data, "deep.zip")  # type: ignore[arg-type]
    assert names == []
    assert "at most 3 are opened" in refused[0].reason


def test_an_archive_that_holds_itself_many_times_over_ends() -> None:
    inner = build_zip({f"{n}.txt": REPORT for n in range(40)})
    names, _ = outcome(build_zip({f"{n}.zip": inner for n in range(40)}), "a.zip")
    assert len(names) == 1600


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "x/../../a.txt", "..\\a.txt", "C:\\a.txt"])
def test_a_member_outside_its_archive_is_refused(name: str) -> None:
    names, (refused,) = outcome(build_zip({name: REPORT}), "a.zip")
    assert names == []
    assert "outside its archive" in refused.reason


def test_links_and_locked_members_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("locked.txt", REPORT)
    data = bytearray(buffer.getvalue())
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"locked.txt"))
    struct.pack_into("<H", data, at + 8, 1)
    names, refused = outcome(bytes(data), "a.zip")
    assert names == []
    assert [item.reason for item in refused] == ["is a link, not a file", "is locked with a password"]


def test_a_budget_ends_a_container() -> None:
    budget = Budget(bytes_left=10, members_left=1)
    budget.take_member()
    with pytest.raises(OverLimitError, match="members"):
        budget.take_member()
    with pytest.raises(OverLimitError, match="unpacks"):
        budget.take_bytes(11)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "x",
        "<html><body>" + "<b>" * 3000 + "text",
        "<html><body>" + "<p>x</p>" * 400_000,
        "<html><body><table>" + "<tr><td>" * 5000,
        "<html>" + "<a href='" * 100_000,
    ],
    ids=["deep", "deep inline", "wide", "tables", "open quotes"],
)
def test_a_page_nested_or_filled_beyond_measure_is_refused_or_read_in_time(page: str) -> None:
    names, refused = outcome(f"<!doctype html>{page}".encode(), "a.html")
    assert names or refused[0].reason


@pytest.mark.parametrize("unfit", ["\b", "\x1f", "&#8;", "&#x1F", "&#0;", "&#xFFFE;", "\ufffe"])
def test_a_character_that_no_page_can_hold_is_marked_as_lost(unfit: str) -> None:
    page = build_page().replace(b"Councillor shot", f"Councillor{unfit} shot &#161;now&#x1F4A;".encode())
    (document,) = [item.document for item in collect_stream(io.BytesIO(page), "a.html") if isinstance(item, Collected)]
    assert "Councillor\ufffd shot \u00a1now\u1f4a" in document.text


def test_a_page_of_one_huge_line_is_read_in_time() -> None:
    page = f"<!doctype html><html><body><h1>Councillor shot in Port Haven</h1><p>{'word ' * 400_000}</p></body></html>"
    assert outcome(page.encode(), "a.html")[0] == ["a.html"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel/></rss>', "a.xml"),
        (build_zip({"word/document.xml": b'<!DOCTYPE w [<!ENTITY a "x">]><w>&a;</w>'}), "a.docx"),
    ],
)
def test_xml_entities_are_refused(data: bytes, name: str) -> None:
    names, (refused,) = outcome(data, name)
    assert names == []
    assert "declares XML entities" in refused.reason


def test_a_feed_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "ENTRIES_MAX", 200)
    items = "".join(f"<item><title>t{n}</title><description>text {n}</description></item>" for n in range(250))
    names, refused = outcome(f"<rss version='2.0'><channel>{items}".encode(), "a.xml")
    assert len(names) == 200
    assert "over 200 entries" in refused[-1].reason


def test_a_pdf_of_ten_thousand_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PDF_PAGES_MAX", 5)
    with pytest.raises(UnreadableDocument, match="has 6 pages; at most 5 are read, so split it"):
        collect(build_pdf([["text"]] * 6), "a.pdf")


@pytest.mark.parametrize("cut", [9, 40, 200, 400])
def test_a_cut_pdf_is_refused_or_read(cut: int) -> None:
    names, refused = outcome(build_pdf([["Unknown men shot a councillor."]])[:cut], "a.pdf")
    assert names or refused[0].reason


def test_a_line_without_end_in_a_dump_is_named_and_the_next_one_read() -> None:
    lines = b'{"text": "' + b"x" * 21_000_000 + b'"}\n{"text": "Unknown men shot a councillor in Port Haven."}\n'
    names, (refused,) = outcome(lines, "a.jsonl")
    assert names == ["a.jsonl-2"]
    assert "line 1" in refused.name


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (b"<w><p>a</w>", "holds broken XML"),
        (b"\x00\x01", "not UTF-8"),
        ("<!DOCTYPE w><w/>".encode("utf-16"), "not UTF-8"),
        (b" " * (65_536 - 4) + b"<!DOCTYPE w><w/>", "declares XML entities"),
    ],
)
def test_a_word_document_with_a_broken_body_is_refused(xml: bytes, reason: str) -> None:
    names, (refused,) = outcome(build_zip({"word/document.xml": xml}), "a.docx")
    assert names == []
    assert reason in refused.reason


@pytest.mark.parametrize(
    "data",
    [
        b"From: a@b\nSubject: x\nDate: Mon, 07 Jun " + b"9" * 30 + b" 10:00:00 +0000\n\nMen shot a man.\n",
        b"From: " + b"(" * 100_000 + b"\nSubject: x\n\nMen shot a man.\n",
        b"From: a@b\nContent-Disposition: " + b"(" * 100_000 + b"\n\nMen shot a man.\n",
        b"From: a@b\n" + b"Content-Type: message/rfc822\n\n" * 3000 + b"Subject: x\n\nMen shot a man.\n",
        b"From: a@b\n"
        + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)),
    ],
    ids=["year", "comment", "disposition", "forwards", "parts"],
)
def test_a_message_written_to_break_the_parser_is_refused_and_the_next_one_read(data: bytes) -> None:
    names, refused = outcome(build_zip({"a.eml": data, "b.txt": REPORT}), "a.zip")
    assert names[-1] == "b.txt"
    assert all("pars" in item.reason for item in refused)
    assert refused or names == ["a.eml", "b.txt"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'{"text": "Men shot \\ud800 a man.", "id": "\\udfff"}\n', "a.jsonl"),
        (b'[{"text": "Men shot \\ud800 a man.", "title": "\\udfff"}]', "a.json"),
        (b"From: a@b\nContent-Type: text/plain; charset=unicode-escape\n\nMen shot \\ud800 a man.", "a.eml"),
        (b"Men shot \xef\xbf\xbd a man.", "a\udcff.txt"),
    ],
)
def test_half_a_character_becomes_the_mark_for_a_lost_one(data: bytes, name: str) -> None:
    (document,) = [item.document for item in collect_stream(io.BytesIO(data), name) if isinstance(item, Collected)]
    assert "Men shot \ufffd a man." in document.text
    "".join((document.text, document.name, document.title or "")).encode()


def test_json_nested_beyond_measure_is_refused() -> None:
    names, (refused,) = outcome(b"[" * 200_000, "a.json")
    assert names == []
    assert "is not JSON" in refused.reason


def test_a_record_that_says_it_is_endless_is_left() -> None:
    record = build_record("https://x.example/a", build_page()).replace(
        b"Content-Length: ", b"Content-Length: 99999999", 1
    )
    names, refused = outcome(build_warc([record, build_record("https://x.example/b", build_page())]), "a.warc.gz")
    assert names == ["https://x.example/b"]
    assert "breaks off" in refused[0].reason


SEEDS = {
    "a.html": build_page(),
    "a.pdf": build_pdf([["Unknown men shot a councillor in Port Haven."]]),
    "a.docx": build_docx(["Unknown men shot a councillor in Port Haven."]),
    "a.zip": build_zip({"a.txt": REPORT, "b.html": build_page()}),
    "a.warc.gz": build_warc([build_record("https://x.example/a", build_page())] * 2),
    "a.warc": build_warc([build_record("https://x.example/a", build_page())] * 2, packed=False),
    "a.txt.gz": gzip.compress(REPORT.encode()),
    "a.eml": b"From: a@b\nSubject: Councillor shot\nDate: Mon, 07 Jun 2021 10:00:00 +0000\n\n" + REPORT.encode(),
    "a.mbox": b"From a@b 2021\nFrom: a@b\nSubject: x\n\n" + REPORT.encode(),
    "a.jsonl": b'{"text": "Unknown men shot a councillor in Port Haven."}\n',
    "a.csv": b"id,text\n1,Unknown men shot a councillor in Port Haven.\n",
    "a.xml": b"<rss version='2.0'><channel><item><description>Men shot a man.</description></item></channel></rss>",
    "a.md": b"---\ntitle: x\n---\n# Councillor shot\n\nUnknown men shot a councillor.\n",
    "a.txt": REPORT.encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(SEEDS))
@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(extra=st.binary(max_size=60), at=st.integers(0, 400))
def test_the_bytes_kept_of_any_input_hash_to_their_name(name: str, extra: bytes, at: int) -> None:
    data = SEEDS[name][:at] + extra + SEEDS[name][at:]
    for item in collect_stream(io.BytesIO(data), name):
        if isinstance(item, Collected):
            assert hashlib.sha256(item.data).hexdigest() == item.document.sha256
            item.document.text.encode()


@pytest.mark.parametrize("name", sorted(SEEDS))
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused_never_fatal(name: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(SEEDS[name])
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data))
        action = chance.randrange(4)
        if action == 0:
            data[at] = chance.randrange(256)
        elif action == 1:
            del data[at : at + chance.randint(1, 40)]
        elif action == 2:
            data[at:at] = chance.randbytes(chance.randint(1, 20))
        else:
            data[at:at] = data[at : at + chance.randint(1, 200)]
        if not data:
            break
    names, refused = outcome(bytes(data), name)
    assert names or refused or name in ("a.zip", "a.mbox", "a.csv", "a.jsonl")
