"""What every store can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:  # a query answers without pandas
    import pandas as pd

    from govgraph.frames import Tables
    from govgraph.store.loading import Change

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many rows are done, and of how many."""


@dataclass(frozen=True)
class Result:
    """The answer to a query.

    Values are plain Python: dates are ISO texts, decimals are ints or floats, a node is a dict
    of its ``label`` and properties, a relationship one of its ``type`` and properties, and a path
    one of its ``nodes`` and ``relationships``. Properties without a value are left out.
    """

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]


class Store(Protocol):
    """Where the graph is kept.

    A store is a context manager and closes itself. Everything that can go wrong is a
    :class:`~govgraph.errors.StoreError`.
    """

    def read(self) -> dict[str, pd.DataFrame]:
        """The whole graph: a complete frame for each node and relationship type."""

    def write(
        self,
        new: Tables,
        change: Change,
        progress: Progress | None = None,
        *,
        in_batches: bool = False,
    ) -> None:
        """Make the store hold ``new``, or leave it as it was.

        Args:
            new: the whole graph.
            change: its difference to what :meth:`read` returned last.
            progress: told how far it has come.
            in_batches: write in many small transactions, for a server with little memory.
                Until the last of them the store says that it is :attr:`unfinished`.
        """

    def run(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Result:
        """The answer to one query that reads."""

    def exclusively(self) -> AbstractContextManager[None]:
        """Keeps other loads away from here to the end of the block, where that is possible."""

    @property
    def unfinished(self) -> str | None:
        """Where a load in batches has not ended: a sentence for the reader of any answer."""

    @property
    def unfinished_datasets(self) -> tuple[str, ...]:
        """The datasets of which a load in batches has written only a part."""

    def describe(self) -> str:
        """Which store this is, in words and without a password."""

    def close(self) -> None:
        """Give back what was opened."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
