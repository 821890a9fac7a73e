"""Columns between pandas frames and the stores: lists are texts here and lists there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from govgraph import dates, frames, model

_ARROW = {
    "text": pa.large_string(),
    "list": pa.list_(pa.large_string()),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "day": pa.date32(),
}


def to_arrow(table: pd.DataFrame, type_name: str) -> pa.Table:
    """The properties of a node or relationship frame, after the two ids of a relationship."""
    columns = {} if type_name in model.NODE else _ids(table)
    for prop in model.properties(type_name):
        columns[prop.name] = _stored(table[prop.name], prop)
    # In one piece: Ladybug takes an empty piece, which pandas makes, for the end of the table.
    return pa.table(columns).combine_chunks()


def _ids(table: pd.DataFrame) -> dict[str, pa.Array]:
    return {name: pa.array(table[name]) for name in ("from_id", "to_id")}


def _stored(column: pd.Series, prop: model.Property) -> pa.Array:
    if prop.type == "list":
        return pc.split_pattern(frames.arrow_text(column), frames.JOIN)
    if prop.type == "day":
        return pa.array(column, from_pandas=True).cast(pa.date32())
    return pa.array(column, from_pandas=True)


def from_arrow(columns: Mapping[str, pa.ChunkedArray], type_name: str) -> pd.DataFrame:
    """The frame of a node or relationship type; a column that is not there is blank."""
    types = {prop.name: prop.type for prop in model.properties(type_name)}
    return pd.DataFrame(
        {name: _framed(values, types.get(name, "text")) for name, values in columns.items()}
    )


def _framed(values: pa.ChunkedArray, type_: str) -> object:
    if type_ == "list":
        between = pa.scalar(frames.JOIN, values.type.value_type)
        return pd.array(pc.binary_join(values, between), dtype="str")
    if type_ == "boolean":
        return pd.array(values.to_numpy(), dtype="boolean")
    if type_ == "day":
        return values.cast(pa.timestamp("s")).to_numpy().astype(dates.DAY)
    return values.to_numpy() if type_ == "number" else pd.array(values, dtype="str")


def from_python(values: Mapping[str, Sequence[object]], type_name: str) -> pd.DataFrame:
    """The frame of a node or relationship type from plain Python values by column."""
    types = {prop.name: prop.type for prop in model.properties(type_name)}
    return from_arrow(
        {
            name: pa.chunked_array([pa.array(column, type=_ARROW[types.get(name, "text")])])
            for name, column in values.items()
        },
        type_name,
    )


def to_python(table: pd.DataFrame, type_name: str, names: Sequence[str]) -> list[list[object]]:
    """For each of ``names`` its values as plain Python: lists, dates, and None for a blank."""
    types = {prop.name: prop.type for prop in model.properties(type_name)}
    return [_python(table[name], types.get(name, "text")) for name in names]


def _python(column: pd.Series, type_: str) -> list[object]:
    if type_ in ("list", "day"):  # few distinct values in many rows
        codes, distinct = pd.factorize(column)
        made = [value.split(frames.JOIN) if type_ == "list" else value.date() for value in distinct]
        looked_up = [*made, None]  # the code of a blank is -1
        return [looked_up[code] for code in codes.tolist()]
    return column.astype(object).where(column.notna(), None).tolist()


def joined(parts: Sequence[pd.DataFrame], type_name: str) -> pd.DataFrame:
    """The complete frame of a type that was read in parts."""
    conformed = [frames.conform(part, type_name) for part in parts if len(part)]
    if not conformed:
        return frames.empty(type_name)
    return conformed[0] if len(conformed) == 1 else pd.concat(conformed, ignore_index=True)
