"""Citations: where several rows state one fact, all of them are cited."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from govgraph import frames


def each_once(rows: pd.DataFrame, by: Sequence[str], joined: Sequence[str]) -> pd.DataFrame:
    """The columns ``by``, each combination once, and ``joined`` with all their values.

    >>> rows = pd.DataFrame({"id": ["r", "r"], "paragraph": ["7.1", "9.4"]}, dtype="str")
    >>> each_once(rows, ["id"], ["paragraph"])["paragraph"].tolist()
    ['7.1; 9.4']
    """
    columns = [*by, *joined]
    several = rows.duplicated(list(by), keep=False)
    if not several.any():
        return rows[columns]
    repeated = rows[several]
    number = repeated.groupby(list(by), sort=False, dropna=False).ngroup()
    once = repeated.loc[~number.duplicated(), list(by)].reset_index(drop=True)
    merged = once.assign(**{name: _joined(number, repeated[name], len(once)) for name in joined})
    return pd.concat([rows.loc[~several, columns], merged[columns]], ignore_index=True)


def _joined(number: pd.Series[int], cells: pd.Series[str], count: int) -> pd.Series[str]:
    """The known values of each group from 0 to ``count``, joined."""
    known = cells.notna()
    values: list[list[str]] = [[] for _ in range(count)]
    for group, value in zip(number[known].tolist(), cells[known].tolist(), strict=True):
        values[group].append(value)
    return pd.Series([frames.join_list(each) for each in values], dtype=cells.dtype)


def join_known(cells: pd.Series[str]) -> str | None:
    """The values that are not blank, each once, as one list cell; None if all are blank."""
    return frames.join_list(cells.dropna())


def with_all_citations(owned: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Rules or clauses with every source and paragraph of the relationships that state them."""
    said = each_once(statements, ["to_id"], ["source", "paragraph"])
    at = frames.positions(owned["id"], said["to_id"])
    cited = said[["source", "paragraph"]].take(at).set_axis(owned.index)
    return owned.assign(source=cited["source"], paragraph=cited["paragraph"])
