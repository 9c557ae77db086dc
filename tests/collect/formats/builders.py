"""Small files of every format, built by hand for tests."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping, Sequence

REPORT = (
    "Councillor shot in Port Haven\n2021-06-07\n\nUnknown men shot a councillor outside his home in Port Haven"
    " on Friday, police said.\n"
)
PARAGRAPHS = (
    "Unknown men shot a councillor outside his home in the harbour town of Port Haven on Friday, police said.",
    "The attackers left on a motorcycle. Nobody has claimed the killing, the second of its kind this month.",
    "The army has sent two companies to the coast, where three soldiers were killed in May in an ambush.",
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def build_page(*, day: str = "2021-06-07", head: str = "", title: str = "Councillor shot in Port Haven") -> bytes:
    """Build a news page with menus, a teaser list and a footer."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<!doctype html><html><head><title>{title}</title><meta property="article:published_time" content="{day}">'
        f"{head}</head><body><nav><ul><li>Home</li><li>World</li></ul></nav><article><h1>{title}</h1>"
        f"<p class=by>By Ana Prado</p>{body}</article>"
        f"<aside><h2>Related</h2><ul><li><a href=/x>Two held over harbour raid</a></li></ul></aside>"
        "<footer>© 2024 The Sample Post. All rights reserved.</footer></body></html>"
    ).encode()


def build_zip(members: Mapping[str, bytes | str]) -> bytes:
    """Build a ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def build_docx(paragraphs: Sequence[str]) -> bytes:
    """Build a Word document."""
    body = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    xml = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return build_zip({"word/document.xml": xml})


def build_pdf(pages: Sequence[Sequence[str]], *, picture: bool = False) -> bytes:
    """Build a PDF of lines of Helvetica; with ``picture`` its pages hold a drawn box instead of text."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({line.replace('(', '').replace(')', '')}) Tj" for line in lines)
        content = "10 10 400 400 re f" if picture else f"BT /F1 10 Tf 50 750 Td 14 TL {shown} ET"
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(out)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def build_record(url: str, body: bytes, *, kind: str = "response", status: str = "200 OK", fields: str = "") -> bytes:
    """Build one WARC record of a web server's answer."""
    block = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{fields}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-06-08T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash(url)) % 10**12}>\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def build_warc(records: Sequence[bytes], *, packed: bool = True) -> bytes:
    """Build a WARC file, each record compressed by itself as archives do."""
    return b"".join(gzip.compress(record, mtime=0) if packed else record for record in records)
