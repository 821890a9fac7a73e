"""One loader at a time for an embedded store.

The operating system holds the lock for as long as the process lives, so a lock that a killed
load leaves behind is no lock; the file only says who holds it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from govgraph.errors import StoreError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BEYOND_THE_TEXT = 1 << 30
"""Windows forbids reading what is locked, so the lock is on a byte behind the holder's name."""


@contextmanager
def only_loader(file: Path, name: str) -> Iterator[None]:
    """Holds the lock ``file`` of the store called ``name`` to the end of the block.

    Raises:
        StoreError: another process holds it, or none can be held here.
    """
    held = _taken(file, name)
    try:
        held.seek(0)
        held.truncate()
        held.write(_myself())
        held.flush()
        yield
    finally:
        # While it is held: another loader that opened this very file sees that it is gone.
        if sys.platform != "win32":
            file.unlink(missing_ok=True)
        held.close()
        if sys.platform == "win32":
            with suppress(OSError):
                file.unlink()


def _taken(file: Path, name: str) -> IO[str]:
    while True:
        try:
            opened = file.open("a+", encoding="utf-8")
        except OSError as error:
            raise StoreError(
                f"'{name}' cannot be loaded: no file can be made in '{file.parent}' "
                f"({error.strerror}). Choose a folder that you may write to."
            ) from None
        try:
            _take(opened)
            if _is_still(file, opened):
                return opened
            opened.close()
        except BlockingIOError:
            with opened:
                raise StoreError(f"'{name}' {_held_by(opened)}.") from None
        except OSError as error:
            opened.close()
            raise StoreError(
                f"'{name}' cannot be loaded: its folder admits no locks ({error.strerror}). "
                "Keep the store on a local disk."
            ) from None


def _take(opened: IO[str]) -> None:
    if sys.platform == "win32":
        os.lseek(opened.fileno(), _BEYOND_THE_TEXT, os.SEEK_SET)
        try:
            msvcrt.locking(opened.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            raise BlockingIOError from None
    else:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_still(file: Path, opened: IO[str]) -> bool:
    try:
        return os.path.samestat(file.stat(), os.fstat(opened.fileno()))
    except FileNotFoundError:
        return False


def _myself() -> str:
    now = dt.datetime.now().astimezone().isoformat(" ", "seconds")
    return json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": now})


def _held_by(opened: IO[str]) -> str:
    opened.seek(0)
    try:
        holder = json.loads(opened.read())
    except ValueError:  # it has just been taken and not been signed yet
        return "is being loaded by another process. Wait until that has ended"
    return (
        f"is being loaded by process {holder['pid']} on {holder['host']} since "
        f"{holder['since']}. Wait until that has ended, or end it"
    )
