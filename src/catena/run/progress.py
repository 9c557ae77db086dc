"""How far reading has come: a bar on a terminal, plain lines in a pipe, nothing when asked to be quiet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[str, int, int], None]
_LINES_EVERY = 25


@contextmanager
def progress(*, quiet: bool) -> Iterator[Tell | None]:
    """Give the function that is told (name, done, total) before each file; None when nothing is to be shown."""
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with _bar() as tell:
            yield tell
    else:
        yield _line


@contextmanager
def _bar() -> Iterator[Tell]:
    from rich.console import Console  # a terminal only
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, name="")

        def tell(name: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, name=name[:40])

        yield tell


def _line(name: str, done: int, total: int) -> None:
    if total <= _LINES_EVERY or done % _LINES_EVERY == 0:
        print(f"reading {done + 1} of {total}: {name}", file=sys.stderr, flush=True)
