"""Bytes to a Document, or a reason why not."""
