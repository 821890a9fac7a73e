"""Loading: the store is made equal to the datasets that it is given, no more, no less."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd

from govgraph import frames, merging, model
from govgraph.errors import GovgraphError, NotFoundError, StoreError
from govgraph.frames import ENDS, Tables
from govgraph.merging import Facts
from govgraph.names import nearest
from govgraph.store.protocol import Progress, Store

_PLURALS = {"Body": "bodies", "Person": "people"}
_SHOWN = 3


@dataclass(frozen=True)
class Change:
    """What a load alters, a frame for each node and relationship type that is altered.

    A node whose properties differ is changed. A relationship has no identifier, so one that
    says something else than before is one removed and one added; :meth:`summary` counts it as
    changed.

    Attributes:
        added: rows of the new graph that the old one does not have.
        changed: nodes as they are in the new graph.
        removed: rows of the old graph that the new one does not have.
        datasets: what was loaded or removed.
    """

    added: Mapping[str, pd.DataFrame]
    changed: Mapping[str, pd.DataFrame]
    removed: Mapping[str, pd.DataFrame]
    datasets: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.removed)

    def summary(self) -> list[tuple[str, int, int, int]]:
        """What is altered in plain words: what, and how many are added, changed, removed."""
        counts = ((_in_words(name), *self._counts(name)) for name in frames.TYPE_NAMES)
        return [count for count in counts if any(count[1:])]

    def _counts(self, name: str) -> tuple[int, int, int]:
        nothing = frames.empty(name)
        added, removed = self.added.get(name, nothing), self.removed.get(name, nothing)
        changed = len(self.changed.get(name, nothing))
        if name in model.RELATIONSHIP:
            gone, come = _unmatched(removed[list(ENDS)], added[list(ENDS)])
            changed = len(added) - int(come.sum())
            return int(come.sum()), changed, int(gone.sum())
        return len(added), changed, len(removed)


def _in_words(type_name: str) -> str:
    if type_name in model.NODE:
        return _PLURALS.get(type_name, f"{type_name.lower()}s")
    return type_name.replace("_", " ").lower()


def load(
    store: Store,
    facts: Mapping[str, Facts],
    progress: Progress | None = None,
    *,
    in_batches: bool = False,
) -> Change:
    """Make the store hold these datasets as they are now, beside all others.

    Args:
        store: where to.
        facts: by the name of the dataset what it states.
        progress: told how far it has come.
        in_batches: for a Neo4j server with little memory; see :meth:`Store.write`.

    Returns:
        what was altered; nothing was written if nothing was.

    Raises:
        StoreError: it could not be done, and the store is as it was.
    """
    _check_names(facts)
    with store.exclusively():
        return _replaced(store, facts, (), progress, in_batches=in_batches)


def remove(
    store: Store,
    dataset_names: Collection[str],
    progress: Progress | None = None,
    *,
    in_batches: bool = False,
) -> Change:
    """Take datasets out of the store; what others state too stays.

    Returns:
        what was altered.

    Raises:
        NotFoundError: the store holds no such dataset.
        StoreError: another dataset builds on one of these, or it could not be done; the store is
            as it was.
    """
    with store.exclusively():
        return _replaced(store, {}, dataset_names, progress, in_batches=in_batches)


def _replaced(
    store: Store,
    facts: Mapping[str, Facts],
    unwanted: Collection[str],
    progress: Progress | None,
    *,
    in_batches: bool,
) -> Change:
    old = store.read()
    names = tuple(sorted({*facts, *unwanted}))
    _check_nothing_is_left_half(store, names)
    kept = merging.split(old)
    for name in unwanted:
        if name not in kept and name not in store.unfinished_datasets:
            raise NotFoundError("dataset", name, nearest(name, list(kept)))
    wanted = {name: stated for name, stated in {**kept, **facts}.items() if name not in unwanted}
    _check_ends(wanted)
    new = merging.combine(wanted)
    change = difference(old, new, names)
    if not change.is_empty or store.unfinished:
        store.write(new, change, progress, in_batches=in_batches)
    return change


def _check_names(names: Iterable[str]) -> None:
    for name in names:
        if not name.strip() or model.SEPARATOR in name:
            raise GovgraphError(
                f"'{name}' is no name for a dataset: it is blank or holds a '{model.SEPARATOR}'. "
                "Rename its folder or file."
            )


def _check_nothing_is_left_half(store: Store, names: Collection[str]) -> None:
    missing = [name for name in store.unfinished_datasets if name not in names]
    if missing:
        raise StoreError(
            f"The store holds only a part of {_listed(missing)}, because a load in batches did not "
            "end. Load that again first, or together with this."
        )


def _check_ends(facts: Mapping[str, Facts]) -> None:
    """See that what the datasets join is stated by one of them."""
    known = {label: _stated_ids(facts, label) for label in model.NODE}
    lost = [
        f"{dataset}: {row.from_id} {name} {row.to_id}"
        for dataset, stated in sorted(facts.items())
        for name in model.RELATIONSHIP
        if name in stated
        for row in _without_end(stated[name], known).head(_SHOWN).itertuples()
    ]
    if lost:
        raise StoreError(
            "Nothing was altered, because other facts would hang in the air: they name bodies, "
            f"people or the like that no dataset states any more ({_listed(lost)}). Load the "
            "datasets that name them together with this, or remove them too."
        )


def _stated_ids(facts: Mapping[str, Facts], label: str) -> pd.Series:
    ids = [stated[label]["id"] for stated in facts.values() if label in stated]
    return pd.concat([pd.Series(dtype="str"), *ids], ignore_index=True).astype("str")


def _without_end(table: pd.DataFrame, known: Mapping[str, pd.Series]) -> pd.DataFrame:
    lost = np.zeros(len(table), dtype=bool)
    for type_column, id_column in (ENDS[:2], ENDS[2:]):
        for label in table[type_column].unique():
            here = (table[type_column] == label).to_numpy()
            lost[here] |= frames.positions(table.loc[here, id_column], known[label]) < 0
    return table[lost]


def _listed(parts: list[str]) -> str:
    more = [f"and {len(parts) - _SHOWN} more"] if len(parts) > _SHOWN else []
    return "; ".join(parts[:_SHOWN] + more)


# --- what differs --------------------------------------------------------------------------


def difference(old: Tables, new: Tables, datasets: tuple[str, ...] = ()) -> Change:
    """What has to be altered to make ``new`` of ``old``, whatever the order of their rows.

    Returns:
        rows of ``new`` (added, changed) and of ``old`` (removed), with their index there.
    """
    added, changed, removed = {}, {}, {}
    for name in frames.TYPE_NAMES:
        before, after = old[name], new[name]
        gone, come = _unmatched(before, after)
        if name in model.NODE:
            is_changed = come & (frames.positions(after["id"], before["id"]) >= 0)
            gone &= frames.positions(before["id"], after["id"]) < 0
            changed[name] = after[is_changed]
            come &= ~is_changed
        added[name], removed[name] = after[come], before[gone]
    return Change(_filled(added), _filled(changed), _filled(removed), datasets)


def _filled(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    return {name: table for name, table in tables.items() if len(table)}


def _unmatched(before: pd.DataFrame, after: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Which rows of either have no equal in the other; of equal rows each matches one."""
    if before.empty or after.empty:
        return np.full(len(before), True), np.full(len(after), True)
    columns = [name for name in after if after[name].notna().any() or before[name].notna().any()]
    contents = reduce(_paired, (_codes(before[name], after[name]) for name in columns))
    repeats = [_nth(part) for part in np.split(contents, [len(before)])]
    contents = _paired(contents, np.concatenate(repeats))
    earlier, later = np.split(contents, [len(before)])
    return ~np.isin(earlier, later), ~np.isin(later, earlier)


def _codes(before: pd.Series, after: pd.Series) -> np.ndarray:
    """A number for each distinct value of both columns, one after the other."""
    return pd.factorize(pd.concat([before, after], ignore_index=True))[0]


def _paired(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """A number for each distinct pair of numbers from -1 on."""
    numbers: np.ndarray = pd.factorize((first + 1) * (second.max() + 2) + second + 1)[0]
    return numbers


def _nth(codes: np.ndarray) -> np.ndarray:
    """How often each code stood before."""
    before: np.ndarray = pd.Series(codes).groupby(codes, sort=False).cumcount().to_numpy()
    return before
