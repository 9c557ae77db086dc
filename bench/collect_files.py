"""Files of every format that is collected, made of the stories and pages written for the bench."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Sequence

from collect_pages import Page, load_stories


def make_files(pages: Sequence[Page]) -> dict[str, bytes]:
    """Pack the pages' articles and pages as each format would hold them."""
    texts = [f"{story.title}\n{story.day}\n\n" + "\n\n".join(story.paragraphs) for story in load_stories()] * 50
    rows = [json.dumps({"text": text, "id": str(n)}) for n, text in enumerate(texts)]
    files = {
        "a.jsonl": "\n".join(rows).encode(),
        "a.warc": b"".join(gzip.compress(to_record(p, n)) for n, p in enumerate(pages)),
    }
    return {
        **files,
        "a.zip": zip_of({f"{n}.html": page.data for n, page in enumerate(pages)}),
        "b.zip": pdfs_of(texts[:30]),
    }


def small_seeds() -> dict[str, bytes]:
    """Give a small file of each format that carries text."""
    story = load_stories()[0]
    text = f"{story.title}\n{story.written_day}\n\n{story.paragraphs[0]}\n"
    item = f"<item><title>t</title><description>{text}</description></item>"
    entry = f"<title>t</title><updated>{story.day}T10:00:00Z</updated><content type='html'>{text}</content>"
    mail = f"Subject: {story.title}\nDate: Mon, 07 Jun 2021 10:00:00 +0000\n\n{text}"
    return {
        "a.txt": text.encode(),
        "a.md": f"---\ntitle: {story.title}\ndate: {story.day}\n---\n# {story.title}\n\n{text}".encode(),
        "a.eml": f"From: A <a@b.example>\n{mail}".encode(),
        "a.mbox": f"From a@b Mon Jun  7 10:00:00 2021\nFrom: a@b\nSubject: x\n\n{text}".encode(),
        "a.csv": f'id,published,text\n1,2021-06-07,"{text}"\n'.encode(),
        "a.xml": f"<rss version='2.0'><channel>{item}</channel></rss>".encode(),
        "b.xml": f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{entry}</entry></feed>".encode(),
        "a.json": json.dumps([{"text": text, "published": str(story.day)}] * 2).encode(),
        "a.txt.gz": gzip.compress(text.encode()),
        "a.docx": zip_of({"word/document.xml": docx_xml(text).encode()}),
    }


def to_record(page: Page, number: int) -> bytes:
    """Make a WARC record of a page."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.data
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://{page.site}.example/{number}\r\n"
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def zip_of(members: dict[str, bytes]) -> bytes:
    """Pack members into a ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def pdfs_of(texts: Sequence[str]) -> bytes:
    """Pack PDFs of the texts into a ZIP archive (made by hand: a page of Helvetica)."""
    return zip_of({f"{n}.pdf": pdf_of(text) for n, text in enumerate(texts)})


def pdf_of(text: str) -> bytes:
    """Make a PDF of one page."""
    words, lines = text.encode("ascii", "ignore").decode().replace("(", "").replace(")", "").split(), [""]
    for word in words:
        lines = [*lines, word] if len(lines[-1]) > 80 else [*lines[:-1], f"{lines[-1]} {word}".strip()]
    content = "BT /F1 10 Tf 50 750 Td 14 TL " + " T* ".join(f"({line}) Tj" for line in lines) + " ET"
    return (
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>\n"
        f"endobj\n4 0 obj\n<< /Length {len(content)} >>\nstream\n{content}\nendstream\nendobj\n"
        "5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
        "trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF"
    ).encode()


def docx_xml(text: str) -> str:
    """Make the body of a Word document."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    return f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'
