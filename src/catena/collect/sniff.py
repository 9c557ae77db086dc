"""Which format a file is in: by its first bytes, and by its name where bytes do not tell."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

HEAD_BYTES = 4096

_BY_SUFFIX = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".mhtml": "mail", ".mht": "mail",
    ".eml": "mail", ".mbox": "mbox", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv",
    ".tsv": "csv", ".md": "markdown", ".markdown": "markdown", ".rss": "feed", ".atom": "feed",
}  # fmt: skip
_ZIP_SUFFIX = {".docx": "docx", ".wacz": "wacz"}
# Other archives of XML that begin as ZIP does; taken apart they would look like many broken reports.
_OFFICE_SUFFIX = frozenset({".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".jar", ".apk", ".xpi", ".docm"})
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(
    rb"^\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = rb"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|X-[\w-]+|From|To|Subject|Date): "
_MAIL = re.compile(rb"^(?:" + _HEADER + rb".*\r?\n(?:[ \t].*\r?\n)*){3,}", re.IGNORECASE)
_MBOX = re.compile(rb"^From \S+.*\d{4}\r?\n[\w-]+: ")


def sniff(head: bytes, name: str, media_type: str | None = None) -> str:
    """Name the format of a file by its beginning, then by what a server said of it, then by its name.

    One of: plain, markdown, html, pdf, docx, zip, wacz, gzip, warc, feed, mail, mbox, jsonl, json, csv, office.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "office" if suffix in _OFFICE_SUFFIX else _ZIP_SUFFIX.get(suffix, "zip")
    if head.startswith(b"\x1f\x8b"):
        return "warc" if ".warc" in name.lower() else "gzip"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"WARC/"):
        return "warc"
    body = head.removeprefix(b"\xef\xbb\xbf")
    for pattern, found in ((_FEED, "feed"), (_HTML, "html"), (_MBOX, "mbox"), (_MAIL, "mail")):
        if pattern.match(body):
            return found
    if media_type and media_type.startswith(("text/html", "application/xhtml")):
        return "html"
    return _BY_SUFFIX.get(suffix, "plain")
