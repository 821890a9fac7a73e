"""What is going on, on standard error, once it takes longer than two seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

import click

PATIENCE = 2.0
"""Seconds that pass before anything is said."""

_BETWEEN_LINES = {True: 0.2, False: 15.0}
"""Seconds between two reports, by whether they replace each other on a terminal."""


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say on a terminal what is being done if it takes long."""
    if not sys.stderr.isatty():
        yield
        return
    timer = Timer(PATIENCE, lambda: click.echo(f"{what} ...", err=True))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


class Bar:
    """Shows how far a load has come."""

    def __init__(self) -> None:
        self._said_at = time.monotonic() + PATIENCE - _BETWEEN_LINES[False]
        self._is_terminal = sys.stderr.isatty()
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
