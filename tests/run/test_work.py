"""What a worker makes of one piece, however it comes: bytes, an address, a document out of a container."""

from __future__ import annotations

import pytest

from catena.collect import Refused
from catena.collect.records import Known
from catena.run.addresses import Address
from catena.run.engines import Here
from catena.run.pieces import Handed
from catena.run.work import Read, Setup

from .reports import report

fsspec = pytest.importorskip("fsspec")


@pytest.fixture(scope="module")
def here() -> Here:
    return Here.open(Setup("rules"))


def test_bytes_and_an_address_give_one_document_with_one_identity(here: Here) -> None:
    fsspec.filesystem("memory").pipe("/store/one.txt", report(1).encode())
    handed, fetched = Handed("one.txt", report(1).encode(), "one.txt"), Address("memory://store/one.txt", "one.txt")
    (one,), (other,) = here.read([handed, fetched])
    assert isinstance(one, Read) and isinstance(other, Read)
    assert (one.document, one.reading) == (other.document, other.reading)
    assert other.origin == "memory://store/one.txt"
    ((again,),) = here.read([fetched], frozenset({one.document.id}))
    assert isinstance(again, Known)


def test_an_address_that_is_gone_is_refused_with_its_reason(here: Here) -> None:
    ((gone,),) = here.read([Address("memory://store/gone.txt", "gone.txt")])
    assert isinstance(gone, Refused)
    assert gone.name == "gone.txt" and "memory://store/gone.txt" in gone.reason


def test_a_text_in_another_language_is_given_unread(here: Here) -> None:
    text = "Hombres armados mataron a cuatro campesinos cerca de la ciudad el martes, según informó la policía local."
    ((found,),) = here.read([Handed("es.txt", text.encode(), "es.txt")])
    assert isinstance(found, Read)
    assert found.reading is None and found.document.language == "es"
