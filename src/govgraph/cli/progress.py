"""What is going on, on standard error, once it takes longer than two seconds."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import click

PATIENCE = 2.0
"""Seconds that pass before anything is said."""

_BETWEEN_LINES = {True: 0.2, False: 15.0}
"""Seconds between two reports, by whether they replace each other on a terminal."""


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say what is being done if it takes long: on a terminal with the seconds gone by."""
    finished = Event()
    thread = Thread(target=_say, args=(what, finished), daemon=True)
    _at_work.append((finished, thread))
    thread.start()
    try:
        yield
    finally:
        hush()


def hush() -> None:
    """Say no more, because the answer follows."""
    while _at_work:
        finished, thread = _at_work.pop()
        finished.set()
        thread.join()


_at_work: list[tuple[Event, Thread]] = []


def _say(what: str, finished: Event) -> None:
    started = time.monotonic()
    if finished.wait(PATIENCE):
        return
    if not _rewrites():
        click.echo(f"{what} ...", err=True)
        return
    line = ""
    while not finished.is_set():
        line = f"{what} ... {time.monotonic() - started:.0f} s"
        click.echo(f"{line}\r", nl=False, err=True)  # what is written next replaces it
        finished.wait(1)
    click.echo(f"{' ' * len(line)}\r", nl=False, err=True)


def _rewrites() -> bool:
    """Whether a line on standard error can be written over by the next."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class Bar:
    """Shows how far a load has come."""

    def __init__(self) -> None:
        self._said_at = time.monotonic() + PATIENCE - _BETWEEN_LINES[False]
        self._is_terminal = _rewrites()
        self._length = 0

    def __call__(self, what: str, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self._said_at < _BETWEEN_LINES[self._length > 0 and self._is_terminal]:
            return
        self._said_at = now
        share = f"{done / of:4.0%} " if of else ""
        line = f"{share}{what}: {done:,} of {of:,}"
        if self._is_terminal:
            click.echo(f"\r{line.ljust(self._length)}", nl=False, err=True)
            self._length = len(line)
        else:
            click.echo(line, err=True)

    def close(self) -> None:
        """End the line."""
        if self._length:
            click.echo(err=True)
