"""Catena: from many news reports that disagree to one incident file."""

__version__ = "0.1.0"
