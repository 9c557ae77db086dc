"""Every record of ``catena.model`` to and from plain JSON values, losslessly.

The type hints of the dataclasses are the schema. A record where its hint names several kinds of record
(``Value``) carries its class name under ``"is"``; every field is written, also one at its default, so that
a later default cannot change an earlier case. A field that an older version did not know takes its default.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, lru_cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from catena.errors import CaseError

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Encoder = Callable[[Any], Json]
Decoder = Callable[[Any], Any]
Record = TypeVar("Record")

TAG = "is"
_OFFSETS = 16_384  # few reports are longer
_SHARED = 2048  # small records of a kind that are remembered while a case is read: those of some reports
# Encoders give their keys sorted, and records hold no circles.
_WRITER = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":"))


def encode(record: object) -> Json:
    """Turn a record into plain JSON values."""
    kind: Any = type(record)
    return _encoder(kind)(record)


def decode(kind: type[Record], value: Json) -> Record:
    """Turn JSON values back into the record they came from; raise CaseError where they fit no such record."""
    hint: Any = kind
    record: Record = _decoder(hint)(value)
    return record


def to_bytes(record: object) -> bytes:
    """Write a record as canonical JSON: keys sorted, no blanks, UTF-8; equal records give equal bytes."""
    text = _WRITER.encode(encode(record))
    # A lone surrogate is no valid UTF-8, but a mis-decoded mail can hold one and it must come back as it was.
    return text.encode("utf-8", "surrogatepass")


def from_bytes(kind: type[Record], data: bytes) -> Record:
    """Read a record from its JSON bytes; raise CaseError where they are damaged."""
    try:
        value = json.loads(data)
    except (ValueError, TypeError, RecursionError) as error:  # TypeError: a damaged row has no bytes at all
        raise CaseError(f"a stored {kind.__name__} is damaged: {error}") from error
    return decode(kind, value)


@cache
def _encoder(hint: Any) -> Encoder:
    if is_dataclass(hint):
        return _record_encoder(hint)
    if get_origin(hint) is tuple:
        return _tuple_encoder(get_args(hint))
    if _is_union(hint):
        return _union_encoder(hint)
    return _unchanged


@cache
def _decoder(hint: Any) -> Decoder:
    if is_dataclass(hint):
        return _record_decoder(hint)
    if get_origin(hint) is tuple:
        return _tuple_decoder(get_args(hint))
    if _is_union(hint):
        return _union_decoder(hint)
    if get_origin(hint) is Literal:
        return _literal_decoder(get_args(hint))
    return _plain_decoder(hint)


def _unchanged(value: Any) -> Json:
    plain: Json = value
    return plain


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType)


def _records_of(hint: Any) -> dict[str, Any]:
    return {choice.__name__: choice for choice in get_args(hint) if isinstance(choice, type) and is_dataclass(choice)}


def _record_encoder(kind: Any, tag: str | None = None) -> Encoder:
    """Write the fields in the order of their names, a ``tag`` among them; those that are plain values as they are."""
    hints = get_type_hints(kind)
    encoders = {field.name: _encoder(hints[field.name]) for field in fields(kind)}
    empty: dict[str, Json] = dict.fromkeys(sorted([*encoders, *([TAG] if tag is not None else [])]), tag)
    plain = tuple(name for name, write_field in encoders.items() if write_field is _unchanged)
    written = [(name, write_field) for name, write_field in encoders.items() if write_field is not _unchanged]

    def write(record: Any) -> Json:
        found = empty.copy()
        for name in plain:
            found[name] = getattr(record, name)
        for name, write_field in written:
            found[name] = write_field(getattr(record, name))
        return found

    return write


def _record_decoder(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    decoders = [(field.name, _decoder(hints[field.name])) for field in fields(kind)]
    names = frozenset(name for name, _ in decoders)
    required = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}
    make: Callable[..., Any] = lru_cache(_SHARED, typed=True)(kind) if _is_small(kind) else kind

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise CaseError(f"not a {kind.__name__}: {value!r:.60}")
        if value.keys() == names:
            return make(*[read_field(value[name]) for name, read_field in decoders])
        if unknown := value.keys() - names:
            raise CaseError(f"a {kind.__name__} has no {', '.join(sorted(unknown))}: a newer version wrote it")
        if missing := required - value.keys():
            raise CaseError(f"a stored {kind.__name__} lacks {', '.join(sorted(missing))}")
        return kind(**{name: read_field(value[name]) for name, read_field in decoders if name in value})

    return read


def _is_small(kind: Any) -> bool:
    """Say whether a record holds nothing of any length: such a one (a span, a count, a quote) is held once, not by each
    of those that say it."""
    hints = (hint for field in get_type_hints(kind).values() for hint in (get_args(field) or (field,)))
    return not any(
        hint is Ellipsis or get_origin(hint) is tuple or (is_dataclass(hint) and not _is_small(hint)) for hint in hints
    )


def _tuple_encoder(parts: tuple[Any, ...]) -> Encoder:
    if len(parts) == 2 and parts[1] is Ellipsis:
        write_each = _encoder(parts[0])
        return lambda values: [write_each(value) for value in values]
    encoders = [_encoder(part) for part in parts]
    return lambda values: [write(value) for write, value in zip(encoders, values, strict=True)]


def _tuple_decoder(parts: tuple[Any, ...]) -> Decoder:
    repeated = len(parts) == 2 and parts[1] is Ellipsis
    decoders = [_decoder(part) for part in parts if part is not Ellipsis]

    read_each = decoders[0]

    def read(values: Any) -> Any:
        if not isinstance(values, list) or not (repeated or len(values) == len(decoders)):
            raise CaseError(f"not a list of {len(decoders)} parts: {values!r:.60}")
        if repeated:
            return tuple([read_each(value) for value in values])
        return tuple([read_part(value) for read_part, value in zip(decoders, values, strict=True)])

    return read


def _union_encoder(hint: Any) -> Encoder:
    records = _records_of(hint)
    if not records:
        return _unchanged
    if len(records) == 1:
        write_one = _encoder(next(iter(records.values())))
        return lambda value: write_one(value) if is_dataclass(value) else value
    return lambda value: _tagged(value) if is_dataclass(value) else _unchanged(value)


def _tagged(record: Any) -> Json:
    kind: Any = type(record)
    return _tagged_encoder(kind)(record)


@cache
def _tagged_encoder(kind: Any) -> Encoder:
    return _record_encoder(kind, kind.__name__)


def _union_decoder(hint: Any) -> Decoder:
    records = _records_of(hint)
    plain = tuple(choice for choice in get_args(hint) if not is_dataclass(choice))
    read_plain = _first_that_fits(plain)
    by_name = {name: _decoder(record) for name, record in records.items()}
    optional, only = type(None) in plain, next(iter(by_name.values()), None)

    def read(value: Any) -> Any:
        if value is None and optional:
            return None
        if not isinstance(value, dict):
            return read_plain(value)
        if only is not None and len(by_name) == 1:
            return only(value)
        name = value.get(TAG)
        if name not in by_name:
            raise CaseError(f"no record {name!r}; known: {', '.join(by_name)}")
        return by_name[name]({key: part for key, part in value.items() if key != TAG})

    return read


def _first_that_fits(hints: tuple[Any, ...]) -> Decoder:
    decoders = [_decoder(hint) for hint in hints]

    def read(value: Any) -> Any:
        for decoder in decoders:
            try:
                return decoder(value)
            except CaseError:
                continue
        raise CaseError(f"a value that fits none of its types: {value!r:.60}")

    return read


def _literal_decoder(choices: tuple[Any, ...]) -> Decoder:
    def read(value: Any) -> Any:
        if value not in choices:
            raise CaseError(f"{value!r:.60} is none of {', '.join(map(str, choices))}")
        return value

    return read


def _text_decoder(value: Any) -> Any:
    """Read a text; one that stands in a case a hundred times (a quote, a name, a document's id) is held once."""
    if type(value) is not str:
        raise CaseError(f"{value!r:.60} is no str")
    return sys.intern(value)


@cache
def _offsets() -> tuple[int, ...]:
    return tuple(range(_OFFSETS))


def _whole_decoder() -> Decoder:
    """Read a whole number; most are offsets, of which each is held once."""
    offsets = _offsets()

    def read(value: Any) -> Any:
        if type(value) is not int:
            raise CaseError(f"{value!r:.60} is no int")
        return offsets[value] if 0 <= value < _OFFSETS else value

    return read


def _plain_decoder(hint: Any) -> Decoder:
    if hint is str:
        return _text_decoder
    if hint is int:
        return _whole_decoder()
    # bool is an int to Python but not to a reader of the file; 3 is a fine float.
    accepted = (int, float) if hint is float else (hint,)

    def read(value: Any) -> Any:
        if type(value) not in accepted:
            raise CaseError(f"{value!r:.60} is no {hint.__name__}")
        return value

    return read
