"""What is wrong with a file, where, and what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

Severity = Literal["fault", "warning"]

COLUMNS = ("severity", "file", "sheet", "row", "column", "value", "problem", "remedy")


@dataclass(frozen=True)
class Place:
    """Where a table stands: a file, and a sheet where the file is a workbook."""

    file: str
    sheet: str = ""


@dataclass
class Report:
    """Every fault and warning of a dataset.

    A fault keeps the dataset from being loaded, a warning does not. Rows count as Excel
    counts them: the header is row 1.
    """

    parts: list[pd.DataFrame] = field(default_factory=list)

    def add(
        self,
        place: Place,
        problem: str | Sequence[str] | pd.Series[str],
        remedy: str | Sequence[str] | pd.Series[str],
        *,
        row: int | Sequence[int] | np.ndarray | None = None,
        column: str = "",
        value: str | Sequence[str] | pd.Series[str] = "",
        severity: Severity = "fault",
    ) -> None:
        """Note one fault, or one for each of several rows."""
        size = 1 if row is None or isinstance(row, int) else len(row)
        if not size:
            return
        cells = {
            "severity": severity,
            "file": place.file,
            "sheet": place.sheet,
            "row": row,
            "column": column,
            "value": value,
            "problem": problem,
            "remedy": remedy,
        }
        self.parts.append(pd.DataFrame({name: _spread(cell, size) for name, cell in cells.items()}))

    def frame(self) -> pd.DataFrame:
        """One row for each fault and warning, faults first, in the order of the files.

        Columns: ``severity, file, sheet, row, column, value, problem, remedy``; ``row`` is
        blank where the whole file is meant.
        """
        if not self.parts:
            return pd.DataFrame(columns=list(COLUMNS)).astype({"row": "Int64"})
        frame = pd.concat(self.parts, ignore_index=True).drop_duplicates()
        frame["row"] = frame["row"].astype("Int64")
        frame["value"] = frame["value"].fillna("").astype("str")
        return frame.sort_values(
            ["severity", "file", "sheet", "row"], kind="stable", na_position="first"
        ).reset_index(drop=True)

    @property
    def has_faults(self) -> bool:
        """Whether anything keeps the dataset from being loaded."""
        return any((part["severity"] == "fault").any() for part in self.parts)


def _spread(cell: object, size: int) -> object:
    if cell is None or isinstance(cell, (str, int)):
        return [cell] * size
    return cell.array if isinstance(cell, pd.Series) else cell
