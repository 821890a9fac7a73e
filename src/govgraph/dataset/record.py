"""Small helpers on the rows of a table, shared by everything that builds facts of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from govgraph import frames, model, names
from govgraph.dataset.faults import Report, Severity
from govgraph.dataset.reading import RawTable

_PLACEHOLDERS = frozenset(
    (
        "-",
        "?",
        "n/a",
        "na",
        "nil",
        "none",
        "not named",
        "not known",
        "tba",
        "tbc",
        "to be appointed",
        "to be confirmed",
        "unknown",
        "vacancy",
        "vacant",
    )
)
"""What is written where there is nothing to name."""


def are_placeholders(values: pd.Series[str]) -> np.ndarray:
    """Whether each value only says that there is nothing to say: "TBC", "n/a", "-"."""
    found: np.ndarray = names.keys(values).isin(_PLACEHOLDERS).to_numpy()
    return found


def cell(table: RawTable, column: str) -> pd.Series[str]:
    """One column of a table; blank where the table lacks it."""
    if column in table.cells:
        return table.cells[column]
    return pd.Series(None, index=range(len(table)), dtype="str")


def columns(table: RawTable, label: str) -> pd.DataFrame:
    """The properties that each row of a table states of its node: with defaults filled in."""
    found = {
        column.property_name: _filled(table, column)
        for column in model.TABLE[table.name].columns
        if label in column.to and column.name != "id"
    }
    return pd.DataFrame(found, index=range(len(table)))


def all_columns(table: RawTable) -> pd.DataFrame:
    """Every column of the table under its own name: with defaults filled in."""
    return pd.DataFrame(
        {column.name: _filled(table, column) for column in model.TABLE[table.name].columns},
        index=range(len(table)),
    )


def _filled(table: RawTable, column: model.Column) -> pd.Series:
    values = cell(table, column.name)
    if column.default:
        values = values.fillna(column.default)
    if column.kind == "yes_no":
        return (values == "yes").astype("boolean").mask(values.isna())
    if column.kind == "number":
        return values.astype("float64")
    return values


def exploded(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """One row for each value of a cell that names several; the index repeats."""
    if not rows[column].str.contains(model.SEPARATOR, regex=False).any():
        return rows
    each = rows.assign(**{column: rows[column].map(frames.split_list)}).explode(column)
    return each.assign(**{column: each[column].astype("str")})


def distinct(rows: pd.DataFrame, table: RawTable, report: Report) -> pd.DataFrame:
    """The rows without exact repetitions, which are warned of."""
    key = "id" if "id" in rows else ["from_id", "to_id"]
    suspects = rows[rows.duplicated(key, keep=False)]
    repeated = suspects.index[suspects.duplicated()]
    report.add(
        table.place,
        "The row repeats an earlier one word for word; it counts once.",
        "Delete it, or give it the paragraph that it comes from.",
        row=table.rows[repeated],
        severity="warning",
    )
    return rows.drop(index=repeated)


def note_rows(
    table: RawTable,
    report: Report,
    wrong: np.ndarray,
    column: str,
    values: pd.Series[str],
    problem: str,
    remedy: str,
    *,
    at: pd.Index | None = None,
    severity: Severity = "fault",
) -> None:
    """Report each row where ``wrong`` holds; ``{value}`` in ``problem`` is its value."""
    if not wrong.any():
        return
    bad = values[wrong]
    report.add(
        table.place,
        [problem.format(value=value) for value in bad],
        remedy,
        row=table.rows[wrong if at is None else at[wrong]],
        column=column,
        value=bad,
        severity=severity,
    )
