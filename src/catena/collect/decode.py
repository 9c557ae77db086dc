"""Bytes to text, or the reason why not: binary, over-long, empty, in no known encoding."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from catena.collect.limits import TEXT_BYTES_MAX, in_megabytes
from catena.errors import UnreadableDocument

# What a file begins with when it is no text at all, and what it then is.
MAGIC = (
    (b"%PDF-", "a PDF"), (b"PK\x03\x04", "a ZIP archive (or an office document)"), (b"\x1f\x8b", "gzip-compressed"),
    (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
    (b"SQLite format 3\x00", "an SQLite database"), (b"\x7fELF", "a program"), (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"), (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document (.doc, .xls)"), (b"{\\rtf", "a rich-text document; save it as text"),
    (b"\xfd7zXZ", "xz-compressed"), (b"BZh", "bzip2-compressed"), (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
)  # fmt: skip
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# Encodings that newsrooms and archives have used; the terminal and mainframe pages decode any noise.
LEGACY_ENCODINGS = (
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "koi8_r",
    "koi8_u", "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_9", "iso8859_15", "gb18030",
    "big5", "shift_jis", "euc_jp", "euc_kr", "cp949", "cp932", "tis_620",
)  # fmt: skip
# Control characters that no text holds (tab, line ends, form feed, escape and the two of old mail are fine).
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_CHARACTER = re.compile(r"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
# Share of control characters above which bytes are no text: compressed data has 10 %, a damaged text 0.01 %.
CONTROL_SHARE_MAX = 0.002
# Below this share of non-ASCII bytes an English text in a Western code page is the likely reading.
FEW_BYTES_SHARE = 0.05
# A UTF-8 file cut or damaged in a few places keeps its encoding; the damage shows as U+FFFD.
DAMAGE_SHARE_MAX = 0.001
GUESS_BYTES = 200_000
# charset-normalizer's measure of mess, 0 to 1; its own default is .2.
MESS_MAX = 0.15


def decode(data: bytes, name: str) -> str:
    """Decode a document's bytes, unchanged but for a byte-order mark; raises UnreadableDocument with the reason."""
    if not data:
        raise UnreadableDocument(name, "the file is empty")
    if len(data) > TEXT_BYTES_MAX:
        size, limit = in_megabytes(len(data)), in_megabytes(TEXT_BYTES_MAX)
        raise UnreadableDocument(name, f"is {size} of text; at most {limit} are read as one document, so split it")
    text = _decode_marked(data, name)
    if text is None:
        text = _decode_unmarked(data, name)
    if not text.strip():
        raise UnreadableDocument(name, "the file holds no text, only white space")
    return text


def _decode_marked(data: bytes, name: str) -> str | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                reason = f"begins as {encoding.upper()} but breaks off at byte {error.start}"
                raise UnreadableDocument(name, reason) from None
    return None


def _decode_unmarked(data: bytes, name: str) -> str:
    if binary := _binary_kind(data):
        raise UnreadableDocument(name, f"is not text but {binary}")
    if data.count(0):
        return _decode_wide(data, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(data, name, error.start)
    if len(_CONTROL.findall(data[:GUESS_BYTES])) > CONTROL_SHARE_MAX * min(len(data), GUESS_BYTES):
        raise UnreadableDocument(name, "is binary data, not text")
    return text


def _binary_kind(data: bytes) -> str | None:
    return next((kind for magic, kind in MAGIC if data.startswith(magic)), None)


def _decode_wide(data: bytes, name: str) -> str:
    """Read UTF-16 without a mark: Latin text in it has a zero in every second byte, and nearly nowhere else."""
    sample = data[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-le" if odd > 0.4 * len(sample[1::2]) and even == 0 else None
    encoding = encoding or ("utf-16-be" if even > 0.4 * len(sample[0::2]) and odd == 0 else None)
    if encoding is not None and len(data) % 2 == 0:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = ""
        if text and not _CONTROL_CHARACTER.search(text[:2000]):
            return text
    raise UnreadableDocument(name, "is binary data, not text")


def _decode_legacy(data: bytes, name: str, broken_at: int) -> str:
    if len(_CONTROL.findall(data[:GUESS_BYTES])) > CONTROL_SHARE_MAX * min(len(data), GUESS_BYTES):
        raise UnreadableDocument(name, "is binary data, not text")
    repaired = data.decode("utf-8", errors="replace")
    damage = repaired.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    if damage <= DAMAGE_SHARE_MAX * len(repaired) and damage < sum(c > "\x7f" for c in repaired) - damage:
        return repaired
    text = _decode_western(data) or _decode_guessed(data)
    if text is None:
        raise UnreadableDocument(
            name, f"is in no known encoding (not UTF-8 from byte {broken_at} on); save it as UTF-8"
        )
    return text


def _decode_western(data: bytes) -> str | None:
    if sum(byte > 0x7F for byte in data[:GUESS_BYTES]) > FEW_BYTES_SHARE * min(len(data), GUESS_BYTES):
        return None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _decode_guessed(data: bytes) -> str | None:
    best = from_bytes(data[:GUESS_BYTES], cp_isolation=list(LEGACY_ENCODINGS)).best()
    if best is None or best.chaos > MESS_MAX:
        return None
    try:
        text = data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    sample = text[:GUESS_BYTES]
    letters = sum(c.isalpha() or c.isspace() for c in sample)
    return text if letters >= 0.7 * len(sample) and not _CONTROL_CHARACTER.search(sample) else None
