"""Every format gives the same document that a plain text would, with its origin, and names what it drops."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
from email.message import EmailMessage

import pytest

from catena.collect import Collected, Known, Options, Refused, collect, collect_stream
from catena.collect.formats.docx import MEDIA_TYPE
from catena.errors import UnreadableDocument
from catena.model import Document

from .builders import (
    PARAGRAPHS,
    REPORT,
    build_docx,
    build_page,
    build_pdf,
    build_record,
    build_warc,
    build_zip,
)  # fmt: skip


def read_all(data: bytes, name: str, **fields: str) -> tuple[list[Collected], list[Refused]]:
    items = list(collect_stream(io.BytesIO(data), name, options=Options(fields=fields)))
    for item in items:
        if isinstance(item, Collected):
            assert hashlib.sha256(item.data).hexdigest() == item.document.sha256
    collected = [item for item in items if isinstance(item, Collected)]
    return collected, [item for item in items if isinstance(item, Refused)]


def article_of(document: Document) -> list[str]:
    text, start = "", 0
    cuts = sorted([*document.furniture, *([document.title_span] if document.title_span else [])])
    for span in cuts:
        text += document.text[start : max(start, span.start)]
        start = max(start, span.end)
    return [line.strip() for line in (text + document.text[start:]).split("\n") if line.strip()]


def mail() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Councillor shot in Port Haven"
    message["From"] = "Sample Wire <desk@wire.example>"
    message["Date"] = "Mon, 07 Jun 2021 10:00:00 +0200"
    message.set_content(REPORT)
    return message


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Sample Wire</title>
<item><title>Councillor shot</title><link>https://wire.example/1</link><pubDate>Mon, 07 Jun 2021 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Unknown men shot a councillor outside his home on Friday.&lt;/p&gt;
&lt;p&gt;Police said so.&lt;/p&gt;
</description></item><item><title>Only a headline</title></item></channel></rss>"""

WARC = build_warc([build_record("https://post.example/a", build_page())])
ONE_DOCUMENT = [
    (REPORT.encode(), "a.txt", "text/plain"),
    (("---\ntitle: Councillor shot in Port Haven\ndate: 2021-06-07\n---\n" + REPORT).encode(), "a.md", "text/markdown"),
    (build_page(), "a.html", "text/html"),
    (build_page(), "no-suffix", "text/html"),
    (build_docx(REPORT.split("\n")), "a.docx", MEDIA_TYPE),
    (build_pdf([REPORT.split("\n")]), "a.pdf", "application/pdf"),
    (mail().as_bytes(), "a.eml", "message/rfc822"),
    (gzip.compress(REPORT.encode()), "a.txt.gz", "text/plain"),
    (build_zip({"in/a.txt": REPORT}), "a.zip", "text/plain"),
    (WARC, "a.warc.gz", "text/html"),
    (build_warc([build_record("https://post.example/a", build_page())], packed=False), "a.warc", "text/html"),
    (build_zip({"archive/a.warc.gz": WARC}), "a.wacz", "text/html"),
    (json.dumps({"body": REPORT, "headline": "Councillor shot in Port Haven"}).encode(), "a.jsonl", "text/plain"),
    (json.dumps([{"body": REPORT}]).encode(), "a.json", "text/plain"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "name", "media_type"), ONE_DOCUMENT, ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_format_gives_its_document(data: bytes, name: str, media_type: str) -> None:
    (item,), refused = read_all(data, name)
    assert refused == []
    document = item.document
    assert document.media_type == media_type
    assert document.title == "Councillor shot in Port Haven"
    assert document.published.value == "2021-06-07"
    assert document.language == "en"
    assert "Unknown men shot a councillor outside his home" in document.text
    assert collect(data, name) == document


def test_a_page_keeps_all_its_text_and_marks_what_is_not_the_article() -> None:
    document = collect(build_page(), "a.html")
    assert "Two held over harbour raid" in document.text
    assert article_of(document) == list(PARAGRAPHS)
    assert (document.title, document.author) == ("Councillor shot in Port Haven", "Ana Prado")


def test_a_pages_declared_day_has_evidence_where_the_text_says_it_too() -> None:
    page = build_page().replace(b"By Ana Prado", b"By Ana Prado | 7 June 2021")
    (evidence,) = collect(page, "a.html").published.evidence
    assert evidence.quote == "7 June 2021"
    assert collect(build_page(), "a.html").published.evidence == ()


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("iso-8859-1", "utf-8"), ("utf-8", "cp1252")],
)
def test_a_page_is_decoded_by_what_it_is_not_by_what_it_says(declared: str, encoding: str) -> None:
    page = build_page(head=f'<meta charset="{declared}">').decode().replace("Nobody", "“Nobody” near the café")
    assert "“Nobody” near the café" in collect(page.encode(encoding), "a.html").text


def test_an_agency_that_a_page_names_as_author_is_its_agency() -> None:
    page = build_page().replace(b"By Ana Prado", b"By Reuters")
    document = collect(page, "a.html")
    assert (document.author, document.agency) == (None, "Reuters")


def test_a_pdf_keeps_its_pages_joins_its_lines_and_marks_its_running_heads() -> None:
    pages = [
        ["The Sample Monitor, report 12", "Unknown men shot a councillor outside his home in the town of Port",
         "Haven late on Friday, and fled on a motor-", "cycle, the police said.", f"page {number}"]
        for number in range(1, 5)
    ]  # fmt: skip
    document = collect(build_pdf(pages), "a.pdf")
    assert len(document.pages) == 4
    assert "in the town of Port Haven late on Friday, and fled on a motorcycle, the police said." in document.text
    marked = {document.text[span.start : span.end] for span in document.furniture}
    assert {"The Sample Monitor, report 12", "page 1", "page 4"} <= marked


def test_a_pdf_of_pictures_is_said_to_need_ocr() -> None:
    with pytest.raises(UnreadableDocument, match=r"page 1 holds pictures of text only and need OCR.*catena\[ocr\]"):
        collect(build_pdf([[""]], picture=True), "a.pdf")


def test_a_web_archive_names_every_record_that_it_drops() -> None:
    records = [
        build_record("https://post.example/a", build_page()),
        build_record("https://post.example/gone", b"<html>gone</html>", status="404 Not Found"),
        build_record("https://post.example/i.png", b"\x89PNG").replace(b"text/html", b"image/png"),
        build_record("https://post.example/r", build_page(), kind="revisit"),
        build_record("https://post.example/z", gzip.compress(build_page()), fields="Content-Encoding: gzip\r\n"),
    ]
    collected, refused = read_all(build_warc(records), "a.warc.gz")
    assert [item.document.name for item in collected] == ["https://post.example/a", "https://post.example/z"]
    assert {item.captured_utc for item in collected} == {"2021-06-08T10:00:00Z"}
    assert collected[0].document.url == "https://post.example/a"
    assert [item.name for item in refused] == [f"https://post.example/{n}" for n in ("gone", "i.png", "r")]


@pytest.mark.parametrize("packed", [True, False])
def test_a_bad_record_never_stops_the_rest_of_a_web_archive(packed: bool) -> None:
    good = [
        build_record(f"https://post.example/{n}", build_page(title=f"Councillor number {n} shot")) for n in range(3)
    ]
    whole = [gzip.compress(record) if packed else record for record in good]
    middle = whole[1][:120] + b"\x00\xff garbage \x1f\x8b\x08" + whole[1][160:400]
    collected, refused = read_all(whole[0] + middle + whole[2], "a.warc.gz" if packed else "a.warc")
    names = [item.document.name for item in collected]
    assert names[0] == "https://post.example/0"
    assert names[-1] == "https://post.example/2"
    assert all(item.reason for item in refused)
    assert len(collected) + len(refused) >= 3


def test_a_chunked_answer_is_joined() -> None:
    page = build_page()
    body = f"{len(page):x}\r\n".encode() + page + b"\r\n0\r\n\r\n"
    record = build_record("https://post.example/a", body, fields="Transfer-Encoding: chunked\r\n")
    (item,), _ = read_all(build_warc([record]), "a.warc.gz")
    assert article_of(item.document) == list(PARAGRAPHS)


def test_a_feed_gives_a_document_for_each_entry_with_a_text() -> None:
    (item,), (refused,) = read_all(FEED.encode(), "feed.xml")
    assert item.document.name == item.document.url == "https://wire.example/1"
    assert (item.document.outlet, item.document.published.value) == ("Sample Wire", "2021-06-07")
    assert item.document.title == "Councillor shot"
    assert "only a headline" in refused.reason


def test_a_mails_attachments_are_documents_of_their_own() -> None:
    message = mail()
    message.add_attachment(build_page(), maintype="text", subtype="html", filename="../../page.html")
    collected, _ = read_all(message.as_bytes(), "a.eml")
    assert [item.document.name for item in collected] == ["a.eml", "page.html"]
    assert collected[1].origin == "a.eml!/page.html"
    assert collected[0].document.outlet == "Sample Wire"


def test_a_mailbox_gives_its_messages_and_names_the_empty_ones() -> None:
    box = (
        b"From a@b Mon Jun  7 10:00:00 2021\n"
        + mail().as_bytes()
        + b"\n\nFrom a@b Mon Jun  7 10:00:00 2021\nSubject: x\n\n\n"
    )
    collected, refused = read_all(box, "a.mbox")
    assert [item.document.name for item in collected] == ["a.mbox-1"]
    assert [item.name for item in refused] == ["a.mbox-2"]


def test_a_dumps_rows_are_documents_and_its_bad_lines_are_named() -> None:
    rows = [
        json.dumps({"story": REPORT, "when": "7 June 2021", "link": "https://punchng.com/1"}),
        "{broken",
        "[1]",
        '{"x": 1}',
    ]
    collected, refused = read_all("\n".join(rows).encode(), "a.jsonl", text="story", published="when")
    document = collected[0].document
    assert (document.name, document.outlet, document.published.value) == (
        "https://punchng.com/1",
        "Punch",
        "2021-06-07",
    )
    assert document.published.how == "given"
    assert [item.name for item in refused] == ["a.jsonl line 2", "a.jsonl line 3", "a.jsonl line 4"]
    assert "has no text in 'story' (fields: x)" in refused[2].reason


def test_a_table_with_tabs_and_pages_in_its_cells_is_read() -> None:
    page = build_page().decode().replace("\n", " ").replace('"', "'")
    table = f"id\tsource\ttext\n7\tRappler\t{page}\n8\tRappler\t\n"
    (item,), (refused,) = read_all(table.encode(), "a.tsv")
    assert (item.document.name, item.document.outlet) == ("7", "Rappler")
    assert article_of(item.document)[-3:] == list(PARAGRAPHS)
    assert refused.name == "a.tsv line 3"


def test_an_archives_manifest_gives_its_values_to_the_files_beside_it() -> None:
    data = build_zip({"r/1.txt": REPORT, "r/manifest.csv": "file,outlet\n1.txt,AFP\n", "2.txt": REPORT})
    collected, refused = read_all(data, "a.zip")
    assert [(item.document.name, item.document.outlet) for item in collected] == [("1.txt", "AFP"), ("2.txt", None)]
    assert [item.origin for item in collected] == ["a.zip!/r/1.txt", "a.zip!/2.txt"]
    assert refused == []


def test_markdown_keeps_its_marks_and_takes_its_front_matter_as_declared() -> None:
    text = (
        f"---\ntitle: Councillor shot\nauthor: Ana Prado\ndate: 2021-06-07\n---\n\n![gate](g.png)\n\n{PARAGRAPHS[0]}\n"
    )
    document = collect(text.encode(), "a.md")
    assert document.text == text
    assert (document.title, document.author) == ("Councillor shot", "Ana Prado")
    assert article_of(document) == [PARAGRAPHS[0]]
    heading = collect(f"# Councillor shot\n\n{PARAGRAPHS[0]}\n".encode(), "b.md")
    assert heading.title == "Councillor shot"
    assert heading.title_span is not None
    assert heading.title_span.start == 2


def test_standard_input_that_cannot_be_rewound_is_read() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self._rest = data

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            count = min(len(buffer), len(self._rest))
            buffer[:count] = self._rest[:count]
            self._rest = self._rest[count:]
            return count

    for data, name in ((REPORT.encode(), "stdin"), (build_page(), "stdin"), (build_zip({"a.txt": REPORT}), "stdin")):
        (item,) = collect_stream(Pipe(data), name)  # type: ignore[arg-type]
        assert isinstance(item, Collected)


def test_a_container_of_several_documents_is_not_one_document() -> None:
    with pytest.raises(UnreadableDocument, match="holds 2 documents, not one"):
        collect(build_zip({"a.txt": REPORT, "b.txt": REPORT}), "a.zip")


def test_collecting_again_passes_over_what_is_known_and_keeps_a_changed_page_beside_it() -> None:
    first = [item.document.id for item in read_all(build_zip({"a.txt": REPORT, "b.txt": REPORT}), "a.zip")[0]]
    options = Options(is_known=lambda document: document in first)
    again = list(
        collect_stream(io.BytesIO(build_zip({"a.txt": REPORT, "b.txt": REPORT + "More."})), "a.zip", options=options)
    )
    assert again[0] == Known("a.txt", first[0])
    assert isinstance(again[1], Collected)
    assert again[1].document.id not in first


def test_a_missing_library_is_named_with_the_way_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    monkeypatch.setitem(sys.modules, "rapidocr_onnxruntime", None)
    with pytest.raises(UnreadableDocument, match=r"pip install 'catena\[html\]'"):
        collect(build_page(), "a.html")
    (refused,) = collect_stream(io.BytesIO(build_pdf([["x"]])), "b.pdf", options=Options(ocr=True))
    assert isinstance(refused, Refused)
    assert "pip install 'catena[ocr]'" in refused.reason
