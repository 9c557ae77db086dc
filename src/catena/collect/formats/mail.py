"""Mail: a message's text (or its page), its subject, sender and day; attachments are documents of their own."""

from __future__ import annotations

import email
import email.errors
import email.policy
import email.utils
import io
from collections.abc import Iterator
from email.message import EmailMessage
from typing import BinaryIO

from catena.collect.dates import read_instant
from catena.collect.decode import decode
from catena.collect.formats.html import extract_page
from catena.collect.formats.source import Items, Source, read_limited
from catena.collect.limits import PAGE_BYTES_MAX, OverLimitError, in_megabytes
from catena.collect.records import Declared, Extract, Refused
from catena.errors import UnreadableDocument

PARTS_MAX = 500
# What the standard library's parser raises on messages written to break it: bad headers, parts or comments nested
# without end.
BROKEN_MAIL = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    email.errors.MessageError,
)


def read_mail(stream: BinaryIO, source: Source) -> Items:
    """Read one message: its body is a document, and so is every attachment that is one."""
    data = read_limited(stream, PAGE_BYTES_MAX, source.name)
    yield from _read_message(data, source)


def read_mbox(stream: BinaryIO, source: Source) -> Items:
    """Read a mailbox message by message; a broken message is named and the next one read."""
    for number, data in enumerate(_split_mbox(stream), 1):
        source.budget.take_member()
        if len(data) > PAGE_BYTES_MAX:
            yield Refused(f"{source.name} message {number}", f"is over {in_megabytes(PAGE_BYTES_MAX)} long")
            continue
        yield from _read_message(data, source.nested(str(number), name=f"{source.name}-{number}", given=source.given))


def _read_message(data: bytes, source: Source) -> Items:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        yield _body(message, data, source)
    except UnreadableDocument as error:
        yield Refused(error.name, error.reason)
    except BROKEN_MAIL as error:
        yield Refused(source.name, f"holds a message that cannot be parsed: {error}")
        return
    yield from _attachments(message, source)


def _body(message: EmailMessage, data: bytes, source: Source) -> Extract:
    declared = _declared(message)
    part = message.get_body(preferencelist=("plain", "html"))
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise UnreadableDocument(source.name, "the message holds no text")
    if part.get_content_type() == "text/html":
        page = extract_page(payload, source)
        return Extract(data, source.name, "message/rfc822", page.text, source.origin, source.given, declared,
                       furniture=page.furniture, head=page.head)  # fmt: skip
    text = _decode_part(payload, part.get_content_charset(), source.name)
    return Extract(data, source.name, "message/rfc822", text, source.origin, source.given, declared)


def _decode_part(payload: bytes, charset: str | None, name: str) -> str:
    if charset:
        try:
            return payload.decode(charset)
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(payload, name)


def _declared(message: EmailMessage) -> Declared:
    sender, _ = email.utils.parseaddr(_header(message, "From") or "")
    return Declared(
        title=_header(message, "Subject"),
        outlet=sender or None,
        published=_day(_header(message, "Date")),
        published_where="in the message's Date header",
        instant=read_instant(_header(message, "Date") or ""),
    )


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return " ".join(str(value).split()) or None if value is not None else None


def _day(value: str | None) -> str | None:
    try:
        return email.utils.parsedate_to_datetime(value).date().isoformat() if value else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _attachments(message: EmailMessage, source: Source) -> Items:
    for number, part in enumerate(message.walk()):
        if number > PARTS_MAX:
            yield Refused(source.name, f"holds over {PARTS_MAX} parts; the rest is left")
            return
        try:
            if part.get_content_disposition() != "attachment":
                continue
            file_name = (part.get_filename() or f"attachment-{number}").replace("\\", "/").rsplit("/", 1)[-1]
            payload = part.get_payload(decode=True)
        except BROKEN_MAIL as error:
            yield Refused(f"{source.name} part {number}", f"cannot be parsed: {error}")
            continue
        if not isinstance(payload, bytes):
            yield Refused(file_name, f"attachment of {source.name} without content")
            continue
        source.budget.take_bytes(len(payload))
        try:
            yield from source.read(io.BytesIO(payload), source.nested(file_name))
        except OverLimitError as error:
            yield Refused(file_name, str(error))


def _split_mbox(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the messages of a mailbox; "From " at the start of a line after an empty one begins the next."""
    lines: list[bytes] = []
    size = 0
    before_is_empty = True
    while line := stream.readline(PAGE_BYTES_MAX):
        if before_is_empty and line.startswith(b"From "):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        elif size <= PAGE_BYTES_MAX:
            lines.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        before_is_empty = not line.strip()
    if lines:
        yield b"".join(lines)
