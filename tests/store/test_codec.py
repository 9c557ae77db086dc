from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catena import model
from catena.errors import CaseError
from catena.store import Decision, Provenance, Refusal, codec

RECORDS = [kind for kind in vars(model).values() if isinstance(kind, type) and kind.__module__ == "catena.model"] + [
    Decision,
    Provenance,
    Refusal,
]

QUOTE = model.Evidence("d1", 0, 4, "Four", model.Span(0, 4))
VOICE = model.Source("the governor", "institution", via="a news agency", evidence=(QUOTE,))


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_record_comes_back_as_it_was(kind: type, data: st.DataObject) -> None:
    record = data.draw(st.from_type(kind).filter(_has_no_nan))
    assert codec.from_bytes(kind, codec.to_bytes(record)) == record


def _has_no_nan(record: Any) -> bool:
    return not any(f"={odd}" in repr(record) for odd in ("nan", "inf", "-inf"))


@pytest.mark.parametrize(
    "value",
    [
        model.Count(4, None, "at least", "farmers"),
        model.When("on Monday", "2020-02-03", "the Monday before publication"),
        model.Where("near the market", None, None, "no such place"),
        model.Where("Lagos", model.Place("p", "Lagos", "NG", None, 6.45, 3, None), 1, "the only one"),
        model.Party("gunmen", "suspected", "police"),
        model.Victim("a teacher", "killed"),
        model.Weapon("grenade", "explosive"),
        model.Course("foiled"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_kind_of_value_keeps_its_kind(value: model.Value) -> None:
    claim = model.Claim("killed", value, VOICE, (QUOTE,))
    assert codec.decode(model.Claim, codec.encode(claim)) == claim


@pytest.mark.parametrize("text", ["", "\x00", "naïve", "\ud800", "\ud83d\ude00", "😀", "ش", 'a"b\\c\n', "\u2028"])
def test_every_text_comes_back_to_the_code_point(text: str) -> None:
    weapon = model.Weapon(text, text)
    assert codec.from_bytes(model.Weapon, codec.to_bytes(weapon)) == weapon


def test_bytes_are_canonical() -> None:
    assert codec.to_bytes(model.Span(1, 2)) == b'{"end":2,"start":1}'
    assert codec.to_bytes(model.Course("foiled")) == b'{"outcome":"foiled"}'


def test_equal_records_give_equal_bytes_whatever_the_order_of_the_json() -> None:
    swapped = json.dumps({"start": 1, "end": 2}).encode()
    assert codec.to_bytes(codec.from_bytes(model.Span, swapped)) == codec.to_bytes(model.Span(1, 2))


def test_a_field_that_an_older_version_did_not_write_takes_its_default() -> None:
    assert codec.from_bytes(model.Review, b"{}") == model.Review("machine", None)


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        (model.Span, b"", "damaged"),
        (model.Span, b'{"start":1', "damaged"),
        (model.Span, b"\xff\xff", "damaged"),
        (model.Span, b"[" * 200_000, "damaged"),
        (model.Span, b"[1,2]", "not a Span"),
        (model.Span, b'{"start":1}', "lacks end"),
        (model.Span, b'{"start":1,"end":"2"}', "no int"),
        (model.Span, b'{"start":true,"end":2}', "no int"),
        (model.Span, b'{"start":1,"end":2,"colour":3}', "newer version"),
        (model.Course, b'{"outcome":"rumoured"}', "is none of"),
        (model.Published, b'{"value":7,"how":"given","reason":"r"}', "fits none"),
        (model.Copy, b'{"document":"a","origin":"b","share":"much"}', "no float"),
        (model.Reading, b'{"document":"a","mentions":{}}', "not a list"),
    ],
)
def test_damaged_bytes_are_refused_with_the_reason(kind: type, data: bytes, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        codec.from_bytes(kind, data)


def test_a_value_of_an_unknown_kind_is_refused() -> None:
    stored = codec.encode(model.Claim("weapon", model.Weapon("rifle", "firearm"), VOICE, ()))
    assert isinstance(stored, dict)
    stored["value"] = {"is": "Rumour"}
    with pytest.raises(CaseError, match="no record 'Rumour'; known: Count"):
        codec.decode(model.Claim, stored)


def test_not_a_number_is_never_written() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        codec.to_bytes(model.Copy("a", "b", float("nan")))


def test_what_stands_in_a_case_many_times_is_held_once() -> None:
    body, later = codec.to_bytes(QUOTE), codec.to_bytes(replace(QUOTE, focus=None))
    one, other, moved = (codec.from_bytes(model.Evidence, data) for data in (body, body, later))
    assert one is other
    assert one != moved
    assert one.quote is moved.quote
