"""The columnar form of the graph: one pandas frame for each node and relationship type.

A node frame has the columns ``id`` and the type's properties, a relationship frame the four
end columns and the type's properties, in the order that :func:`govgraph.model.properties`
gives. Texts are pandas strings, lists are texts joined by ``"; "`` (as a reviewer writes
them), numbers are floats, yes/no is nullable boolean and days are ``datetime64[s]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from govgraph import dates, model

Tables = Mapping[str, pd.DataFrame]
"""The frames of a graph by node or relationship type."""

ENDS = ("from_type", "from_id", "to_type", "to_id")
"""The columns that say what a relationship joins."""

JOIN = f"{model.SEPARATOR} "

_LABEL = pd.CategoricalDtype([node.name for node in model.NODES])
_DTYPES = {
    "text": "str",
    "list": "str",
    "number": "float64",
    "boolean": "boolean",
    "day": dates.DAY,
}
TYPE_NAMES = (*model.NODE, *model.RELATIONSHIP)


def dtypes(type_name: str, *, stated_only: bool = False) -> dict[str, object]:
    """The dtype of each column of a type's frame, in order.

    With ``stated_only`` the columns that are derived (validity, datasets) are left out, as in
    what one dataset states.
    """
    if stated_only:
        kept = model.stated_properties(type_name)
        if type_name in model.NODE:
            kept = (model.IDENTITY, *kept)
    else:
        kept = model.properties(type_name)
    columns: dict[str, object] = {} if type_name in model.NODE else _end_dtypes()
    return columns | {prop.name: _DTYPES[prop.type] for prop in kept}


def _end_dtypes() -> dict[str, object]:
    return {"from_type": _LABEL, "from_id": "str", "to_type": _LABEL, "to_id": "str"}


def conform(frame: pd.DataFrame, type_name: str, *, stated_only: bool = False) -> pd.DataFrame:
    """The frame with exactly the columns of its type, in order; what is missing is blank."""
    wanted = dtypes(type_name, stated_only=stated_only)
    columns = {
        name: frame[name].astype(dtype)  # type: ignore[call-overload]
        if name in frame
        else pd.Series(_blank(dtype), index=frame.index, dtype=dtype)  # type: ignore[call-overload]
        for name, dtype in wanted.items()
    }
    return pd.DataFrame(columns, index=frame.index, columns=list(wanted)).reset_index(drop=True)


def _blank(dtype: object) -> object:
    return np.nan if dtype == "float64" else None


def empty(type_name: str, *, stated_only: bool = False) -> pd.DataFrame:
    """A frame of that type without rows."""
    return _empty(type_name, stated_only).copy(deep=False)


@cache
def _empty(type_name: str, stated_only: bool) -> pd.DataFrame:
    return conform(pd.DataFrame(), type_name, stated_only=stated_only)


def complete(tables: Tables, *, stated_only: bool = False) -> dict[str, pd.DataFrame]:
    """Every type's frame: those given, and empty ones for the rest."""
    return {
        name: conform(tables[name], name, stated_only=stated_only)
        if name in tables
        else empty(name, stated_only=stated_only)
        for name in TYPE_NAMES
    }


def positions(values: pd.Series[str], ids: pd.Series[str] | pd.Index[str]) -> np.ndarray:
    """Where each value stands in ``ids``; -1 where it does not.

    Returns an integer array as long as ``values``.
    """
    found = pc.index_in(arrow_text(values), value_set=arrow_text(ids))
    at: np.ndarray = found.fill_null(-1).to_numpy(zero_copy_only=False)
    return at


def are_among(values: pd.Series[str], ids: pd.Series[str] | pd.Index[str]) -> pd.Series[bool]:
    """Whether each value stands in ``ids``; for many ids far faster than ``isin``."""
    return pd.Series(positions(values, ids) >= 0, index=values.index)


def look_up(values: pd.Series[str], keys: pd.Series[str], answers: pd.Series) -> pd.Series:
    """The answer beside each value's place among ``keys``; blank where it has none.

    Returns a column with the index of ``values`` and the dtype of ``answers``.
    """
    at = positions(values, keys)
    return pd.Series(answers.array.take(at, allow_fill=True), index=values.index)


def arrow_text(values: pd.Series[str] | pd.Index[str]) -> pa.Array:
    """A text column as one Arrow array of strings."""
    array = pa.array(values, type=pa.large_string())
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dictionaries by column name, of plain Python values.

    A blank number or yes/no of a nullable column is None; other blanks stay what they are.
    For many rows this is far faster than ``to_dict``.
    """
    names = [str(name) for name in frame]
    columns = [_values(frame[name]) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _values(column: pd.Series) -> list[Any]:
    values: list[Any] = column.tolist()
    if isinstance(column.dtype, pd.Int64Dtype | pd.BooleanDtype):
        return [None if value is pd.NA else value for value in values]
    return values


def plain_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dictionaries by column name; what is blank is None."""
    return records(frame.astype(object).where(frame.notna(), None))


def records_of_each(numbers: pd.Series[int], frame: pd.DataFrame, count: int) -> pd.Series:
    """For each number from 0 to ``count`` the rows that have it, as a list of dictionaries.

    >>> seats = pd.DataFrame({"seat": ["Chair", "Clerk"]}, dtype="str")
    >>> records_of_each(pd.Series([1, 1]), seats, 2).tolist()
    [[], [{'seat': 'Chair'}, {'seat': 'Clerk'}]]
    """
    found: list[list[dict[str, Any]]] = [[] for _ in range(count)]
    for number, record in zip(numbers.tolist(), plain_records(frame), strict=True):
        found[number].append(record)
    return pd.Series(found, dtype=object)


def split_list(text: object) -> list[str]:
    """The values of one list cell.

    >>> split_list("CP; Children's Trust")
    ['CP', "Children's Trust"]
    """
    if not isinstance(text, str):
        return []
    return [part.strip() for part in text.split(model.SEPARATOR) if part.strip()]


def list_any(cells: pd.Series[str], wanted: Iterable[str]) -> pd.Series[bool]:
    """Whether each list cell has one of the values, in capitals or not; False where it is blank.

    Each text is read once, however many rows have it.

    >>> list_any(pd.Series(["Leeds; Bradford", "York", None], dtype="str"), ["york"]).tolist()
    [False, True, False]
    """
    asked = {value.casefold() for value in wanted}
    codes, texts = pd.factorize(cells)
    have = [any(value.casefold() in asked for value in split_list(text)) for text in texts]
    return pd.Series(np.array([*have, False])[codes], index=cells.index)


def join_list(values: Iterable[str]) -> str | None:
    """One list cell of these values, in order and each once; None where there are none."""
    return JOIN.join(dict.fromkeys(values)) or None


def canonical(tables: Tables) -> dict[str, pd.DataFrame]:
    """The same graph with its rows in one fixed order, for comparing two graphs."""
    return {name: _sorted(table) for name, table in complete(tables).items()}


def _sorted(table: pd.DataFrame) -> pd.DataFrame:
    if len(table) < 2:
        return table
    filled = [column for column in table.columns if table[column].notna().any()]
    return table.sort_values(filled, kind="stable", ignore_index=True)
