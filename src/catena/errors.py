"""One tree of errors, and the exit status that each kind gives.

    CatenaError                 exit
    ├── InputError               2     a path, a file or a manifest that cannot be read
    │   └── UnreadableDocument   2     one file of several: named, and the rest is still read
    ├── CaseError                3     a case that is not one, is newer, or cannot be written
    ├── VerifyError              4     a broken promise: a quote, a hash or a link of the journal
    ├── UsageError               2     an unknown reader, format, incident or option value
    └── KnowledgeError           5     the installation lacks a table, the gazetteer or the weights

A message says what, which, and what would do.
"""

from __future__ import annotations


class CatenaError(Exception):
    """Anything that Catena itself raises; ``exit_status`` is what the command line returns."""

    exit_status = 1


class InputError(CatenaError):
    """A path, a file or a manifest that cannot be read at all."""

    exit_status = 2


class UnreadableDocument(InputError):  # noqa: N818 - the name says what it is of
    """One collected file that is no document; the others are still read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class UsageError(CatenaError):
    """A name that is not known: a reader, a format, an incident; the message lists the known ones."""

    exit_status = 2


class CaseError(CatenaError):
    """A case that is no case, was written by a newer version, or cannot be written to."""

    exit_status = 3


class VerifyError(CatenaError):
    """A promise that does not hold in a case: a quote, a hash, a link of the journal."""

    exit_status = 4


class KnowledgeError(CatenaError):
    """A table, gazetteer or weights file that should be installed and is not, or is malformed."""

    exit_status = 5
