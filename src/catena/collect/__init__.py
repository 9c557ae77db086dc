"""Bytes to documents: plain text and its manifest first, what else archives hold beside it."""

from __future__ import annotations

from catena.collect.assemble import collect, make_document_id
from catena.collect.records import Found, Given, Refused
from catena.collect.sources import find_sources, read_bytes

__all__ = ["Found", "Given", "Refused", "collect", "find_sources", "make_document_id", "read_bytes"]
