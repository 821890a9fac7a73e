"""The embedded store: one LadybugDB file, never written in place.

A load builds a complete new file beside the old one and puts it in its place at the end, so
that whatever kills it, the store is what it was. Readers keep what they opened.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from govgraph import model
from govgraph.errors import StoreError
from govgraph.store import dialect, queries, schema
from govgraph.store.protocol import Progress, Result

if TYPE_CHECKING:  # a query answers without pandas
    import ladybug
    import pandas as pd

    from govgraph.frames import Tables
    from govgraph.store.loading import Change

_MAGIC = b"LBUG"
_GIGABYTE = 1 << 30
_BYTES_A_ROW = 200
_LARGEST_FILE = 256 * _GIGABYTE
_SECONDS_FOR_READERS = 5
_VERSIONS = re.compile(r"file version: (\d+).*storage version: (\d+)", re.DOTALL)


class EmbeddedStore:
    """One file.

    Args:
        path: where the file is.
        create: whether it may be missing: then the graph is empty, and the first load makes it.

    Raises:
        StoreError: there is no such file, or it is none that can be read.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self._path = path
        self._target = path.resolve()
        self._database: ladybug.Database | None = None
        self._connection: ladybug.Connection | None = None
        self._is_locked = False
        _check_file(path, create=create)

    def __repr__(self) -> str:
        return f"<{self.describe()}>"

    def describe(self) -> str:
        return f"embedded store '{self._path}'"

    @property
    def unfinished(self) -> str | None:
        return None  # a file is replaced as a whole

    @property
    def unfinished_datasets(self) -> tuple[str, ...]:
        return ()

    # --- reading --------------------------------------------------------------------------

    def run(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Result:
        given = dict(parameters or {})
        queries.check(cypher, given)
        connection = self._opened()
        try:
            answer = connection.execute(cypher, given)
            return Result(
                tuple(answer.get_column_names()),
                [tuple(map(_plain, row)) for row in answer.get_all()],
            )
        except RuntimeError as error:
            self.close()  # an engine that failed an assertion is not asked again
            raise StoreError(dialect.explained(str(error), cypher)) from None

    def read(self) -> dict[str, pd.DataFrame]:
        from govgraph import frames

        if not self._path.exists():
            return frames.complete({})
        held = self._held_columns()
        return {name: self._read_type(name, held.get(name)) for name in frames.TYPE_NAMES}

    def _read_type(self, name: str, held: list[str] | None) -> pd.DataFrame:
        """One frame; what a file of an earlier version does not have yet is blank."""
        from govgraph import frames
        from govgraph.store import columns

        if held is None:
            return frames.empty(name)
        wanted = [column for column in schema.column_names(name) if column in held]
        if name in model.NODE:
            answer = self._arrow(schema.read_nodes(name, wanted))
            return columns.joined([columns.from_arrow(answer, name)], name)
        pairs = self._rows(f"CALL show_connection('{name}') RETURN *")
        parts = []
        for pair in ((row[0], row[1]) for row in pairs):
            answer = self._arrow(schema.read_relationships(name, pair, wanted))
            part = columns.from_arrow(answer, name)
            parts.append(part.assign(from_type=pair[0], to_type=pair[1]))
        return columns.joined(parts, name)

    def _held_columns(self) -> dict[str, list[str]]:
        """The properties in the file by node or relationship type."""
        tables = [row[1] for row in self._rows("CALL show_tables() RETURN *")]
        held = {
            table: [row[1] for row in self._rows(f"CALL table_info('{table}') RETURN *")]
            for table in tables
        }
        unknown = [table for table in tables if table not in model.NODE | model.RELATIONSHIP]
        for table in tables:
            if table not in unknown:
                known = schema.column_names(table)
                unknown += [f"{table}.{name}" for name in held[table] if name not in known]
        if unknown or not tables:
            raise StoreError(
                f"'{self._path}' is a graph of another program, or of a newer govgraph"
                f"{': it holds ' + ', '.join(unknown[:3]) if unknown else ''}. "
                "Update govgraph, or name another file."
            )
        return held

    def _rows(self, cypher: str) -> list[Any]:
        rows: list[Any] = self._opened().execute(cypher).get_all()
        return rows

    def _arrow(self, cypher: str) -> dict[str, Any]:
        try:
            table = self._opened().execute(cypher).get_as_arrow()
        except RuntimeError as error:
            self.close()
            raise StoreError(f"'{self._path}' cannot be read: {_first_line(error)}") from None
        return dict(zip(table.column_names, table.columns, strict=True))

    def _opened(self) -> Any:
        if self._connection is None:
            _check_file(self._path, create=False)
            self._database, self._connection = _open(self._target, self._path)
        return self._connection

    def close(self) -> None:
        for opened in (self._connection, self._database):
            if opened is not None:
                opened.close()
        self._connection = self._database = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # --- writing --------------------------------------------------------------------------

    @contextmanager
    def exclusively(self) -> Iterator[None]:
        from govgraph.store.lock import only_loader

        if self._is_locked:
            yield
            return
        lock = self._target.with_name(f"{self._target.name}.lock")
        with only_loader(lock, str(self._path)):
            self._is_locked = True
            try:
                self.close()  # the file may have been replaced before the lock was ours
                yield
            finally:
                self._is_locked = False

    def write(
        self,
        new: Tables,
        change: Change,
        progress: Progress | None = None,
        *,
        in_batches: bool = False,
    ) -> None:
        with self.exclusively():
            self._remove_left_overs()
            folder = Path(tempfile.mkdtemp(prefix=self._folder_prefix, dir=self._target.parent))
            made = folder / self._target.name
            try:
                _build(made, new, progress)
                _sync(made)
                _verify(made, new)
                self.close()
                self._put_in_place(made)
            except RuntimeError as error:
                raise StoreError(
                    f"'{self._path}' could not be written and is what it was: {_first_line(error)}"
                ) from None
            except OSError as error:
                raise StoreError(
                    f"'{self._path}' could not be written and is what it was: {error.strerror}."
                ) from None
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    @property
    def _folder_prefix(self) -> str:
        return f".{self._target.name}.loading-"

    def _remove_left_overs(self) -> None:
        # While the lock is ours, such a folder belongs to a load that was killed.
        for folder in self._target.parent.glob(f"{self._folder_prefix}*"):
            shutil.rmtree(folder, ignore_errors=True)

    def _put_in_place(self, made: Path) -> None:
        if self._target.exists():
            shutil.copymode(self._target, made)
        deadline = time.monotonic() + _SECONDS_FOR_READERS
        while True:
            try:
                made.replace(self._target)
                break
            except PermissionError:  # Windows, while another program has the file open
                if time.monotonic() > deadline:
                    raise StoreError(
                        f"'{self._path}' is open in another program, so it is left as it was. "
                        "Close that program and load again."
                    ) from None
                time.sleep(0.1)
        # What another program wrote to the old file belongs to that; it has been read from there.
        self._target.with_name(f"{self._target.name}.wal").unlink(missing_ok=True)
        _sync_folder(self._target.parent)


# --- files -------------------------------------------------------------------------------


def _check_file(path: Path, *, create: bool) -> None:
    """See that there is a file that looks like a store, or, with ``create``, that none is."""
    try:
        if path.is_dir():
            raise StoreError(f"'{path}' is a folder. Name a file in it: {path / 'govgraph.lbug'}")
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except FileNotFoundError:
        if not create:
            raise StoreError(
                f"There is no store '{path}'. Make it with `govgraph load DATASET --store {path}`, "
                "or name another with --store."
            ) from None
        if not path.resolve().parent.is_dir():
            raise StoreError(f"There is no folder '{path.parent}' for '{path.name}'.") from None
        return
    except OSError as error:
        raise StoreError(
            f"'{path}' cannot be opened ({error.strerror}). "
            "Ask whoever owns it for access, or name another file with --store."
        ) from None
    if not start:
        raise StoreError(f"'{path}' is empty, so it is no store. Delete it and load again.")
    if start != _MAGIC:
        raise StoreError(f"'{path}' is a file of another kind, not a store. Name another file.")


def _open(file: Path, shown: Path) -> tuple[Any, Any]:
    import ladybug

    try:
        database = ladybug.Database(
            file, read_only=True, buffer_pool_size=_pool_size(), max_db_size=_LARGEST_FILE
        )
        return database, ladybug.Connection(database)
    except RuntimeError as error:
        raise StoreError(_why_not_opened(str(error), shown)) from None


def _why_not_opened(error: str, shown: Path) -> str:
    if found := _VERSIONS.search(error):
        if int(found[1]) > int(found[2]):
            return f"'{shown}' was made by a newer version of govgraph. Update govgraph."
        return (
            f"'{shown}' was made by an older version of govgraph. Delete it and load the datasets "
            "again."
        )
    if ".wal" in error:
        return (
            f"Another program wrote to '{shown}' and left '{shown.name}.wal' beside it. "
            "Delete that and load the datasets again."
        )
    return (
        f"'{shown}' is damaged, or another program is writing to it ({_first_line(error)}). "
        "Try again, or delete it and load the datasets again."
    )


def _first_line(error: object) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else "no reason given"


def _pool_size() -> int:
    """What the engine may keep in memory to answer: never more than 2 GB."""
    return min(2 * _GIGABYTE, _half_of_memory())


def _pool_to_write(rows: int) -> int:
    """What the engine may keep in memory to write so many rows.

    A COPY needs room in proportion to its rows: for six million, half a gigabyte was measured
    to be too little and one to be enough.
    """
    return min(max(_GIGABYTE, rows * _BYTES_A_ROW), _half_of_memory())


def _half_of_memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, ValueError, OSError):  # Windows
        return _GIGABYTE


def _build(file: Path, tables: Tables, progress: Progress | None) -> None:
    """Write a complete new file."""
    import ladybug

    total, done = sum(len(tables[name]) for name in _TYPES), 0
    with (
        closing(
            ladybug.Database(
                file,
                buffer_pool_size=_pool_to_write(total),
                max_db_size=_LARGEST_FILE,
                auto_checkpoint=False,
            )
        ) as database,
        closing(ladybug.Connection(database)) as connection,
    ):
        for statement in schema.ladybug_schema():
            connection.execute(statement)
        for name in _TYPES:
            for pair, rows in _parts(tables[name], name):
                _copy(connection, name, pair, rows)
            done += len(tables[name])
            if progress is not None:
                progress("writing", done, total)
        connection.execute("CHECKPOINT")


_TYPES = (*model.NODE, *model.RELATIONSHIP)


def _parts(table: pd.DataFrame, name: str) -> Iterator[tuple[tuple[str, str] | None, pd.DataFrame]]:
    """The rows of a type by the pair of labels that they join; one part for nodes."""
    if table.empty:
        return
    if name in model.NODE:
        yield None, table
        return
    pairs = model.RELATIONSHIP[name].pairs
    if len(pairs) == 1:
        yield pairs[0], table
        return
    for pair in pairs:
        rows = table[(table["from_type"] == pair[0]) & (table["to_type"] == pair[1])]
        if len(rows):
            yield pair, rows


def _copy(connection: Any, name: str, pair: tuple[str, str] | None, rows: pd.DataFrame) -> None:
    from govgraph.store import columns

    connection.execute(schema.ladybug_copy(name, pair), {"rows": columns.to_arrow(rows, name)})


def _verify(file: Path, tables: Tables) -> None:
    """Open the new file as a reader will, and count."""
    database, connection = _open(file, file)
    with closing(database), closing(connection):
        for name in _TYPES:
            pattern = f"(n:`{name}`)" if name in model.NODE else f"()-[n:`{name}`]->()"
            count = connection.execute(f"MATCH {pattern} RETURN count(*)").get_all()[0][0]
            if count != len(tables[name]):
                raise StoreError(
                    f"The new file holds {count} of {len(tables[name])} rows of {name}, so it is "
                    "not used and the store is what it was. Please report this."
                )


def _sync(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folders
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


# --- values ------------------------------------------------------------------------------


def _plain(value: object) -> object:
    """A value of the engine as plain Python."""
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if not isinstance(value, dict):
        return queries.plain(value)
    if "_NODES" in value:
        return {"nodes": _plain(value["_NODES"]), "relationships": _plain(value["_RELS"])}
    if "_ID" in value:
        kind = "type" if "_SRC" in value else "label"
        own = {name: part for name, part in value.items() if not name.startswith("_")}
        return {kind: value["_LABEL"]} | {
            name: _plain(part) for name, part in sorted(own.items()) if part is not None
        }
    return {name: _plain(part) for name, part in value.items()}
