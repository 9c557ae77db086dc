"""Bytes to documents: what newsrooms and archives hold, text kept, furniture marked, every drop with its reason."""

from __future__ import annotations

from catena.collect.assemble import make_document_id
from catena.collect.opening import collect, collect_stream
from catena.collect.records import Collected, Found, Given, Known, Options, Refused
from catena.collect.sources import find_sources, read_bytes

__all__ = [
    "Collected",
    "Found",
    "Given",
    "Known",
    "Options",
    "Refused",
    "collect",
    "collect_stream",
    "find_sources",
    "make_document_id",
    "read_bytes",
]
