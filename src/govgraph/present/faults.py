"""What checking a dataset found, to read: every place with its problem and its remedy."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

import pandas as pd

from govgraph.dataset import Dataset
from govgraph.dataset.faults import COLUMNS
from govgraph.present import tables
from govgraph.present.tables import Block
from govgraph.sentences import counted

ROWS_SHOWN = 3
BLOCKS_SHOWN = 200

_ALIKE = ["severity", "file", "sheet", "column", "problem", "remedy"]


def report(datasets: Sequence[Dataset]) -> pd.DataFrame:
    """One row for each fault and warning, faults first.

    Columns: ``dataset, severity, file, sheet, row, column, value, problem, remedy``.
    """
    each = [checked.report.assign(dataset=checked.name) for checked in datasets]
    joined = pd.concat(each, ignore_index=True)[["dataset", *COLUMNS]]
    return joined.sort_values("severity", kind="stable", ignore_index=True)


def answer(datasets: Sequence[Dataset]) -> tables.Answer:
    """The report for programs and spreadsheets, with the summary as its note."""
    found = report(datasets)
    return tables.Answer(
        analysis="check",
        title=summary(datasets),
        columns=list(found.columns),
        rows=tables.records(found),
        notes=[summary(datasets)],
    )


def as_text(datasets: Sequence[Dataset], width: int = 80) -> str:
    """Every fault and warning as a block; many of one sort are one block; a summary last."""
    found = report(datasets)
    groups = [rows for _, rows in found.groupby(_ALIKE, sort=False, dropna=False)]
    blocks = [tables.block_text(*_block(rows), width) for rows in groups[:BLOCKS_SHOWN]]
    if len(groups) > BLOCKS_SHOWN:
        more = f"And {len(groups) - BLOCKS_SHOWN} more: -o faults.csv writes them all to a file."
        blocks.append(tables.wrapped(more, width))
    return "\n\n".join([*blocks, tables.wrapped(summary(datasets), width)]) + "\n"


def _block(rows: pd.DataFrame) -> Block:
    first = rows.to_dict("records")[0]
    label = "Warning: " if first["severity"] == "warning" else ""
    return f"{label}{_place(first, rows)}", [str(first["problem"]), str(first["remedy"])]


def _place(first: dict[Hashable, object], rows: pd.DataFrame) -> str:
    parts = [str(first["file"])]
    if first["sheet"]:
        parts.append(f"sheet {first['sheet']}")
    where = " ".join([*parts, _rows(rows)]).strip()
    if first["column"]:
        where = f"{where}, column {first['column']}"
    values = list(dict.fromkeys(value for value in rows["value"] if value))
    shown = ", ".join(f'"{value}"' for value in values[:ROWS_SHOWN])
    more = ", ..." if len(values) > ROWS_SHOWN else ""
    return f"{where}: {shown}{more}" if shown else where


def _rows(rows: pd.DataFrame) -> str:
    numbers = [str(row) for row in rows["row"].dropna().drop_duplicates()]
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    more = len(numbers) - ROWS_SHOWN
    shown = ", ".join(numbers[:ROWS_SHOWN])
    if more <= 0:
        return f"rows {shown}"
    return f"rows {shown} and {counted(more, 'more row')}"


def summary(datasets: Sequence[Dataset]) -> str:
    """How many faults and warnings there are in how much, and what that means for a load."""
    severities = pd.concat([checked.report["severity"] for checked in datasets])
    faults, warnings = int((severities == "fault").sum()), int((severities == "warning").sum())
    size = ", ".join(_size(datasets))
    if faults:
        found = " and ".join(_counted(faults, warnings))
        return f"{found} in {size}: nothing would be loaded."
    found = "; ".join(["No faults", *_counted(0, warnings)])
    return f"{found} in {size}: ready to load."


def _counted(faults: int, warnings: int) -> Iterator[str]:
    if faults:
        yield counted(faults, "fault")
    if warnings:
        yield counted(warnings, "warning")


def _size(datasets: Sequence[Dataset]) -> Iterator[str]:
    count = sum(len(checked.rows) for checked in datasets)
    rows = sum(sum(checked.rows.values()) for checked in datasets)
    yield counted(count, "table")
    yield counted(rows, "row")
