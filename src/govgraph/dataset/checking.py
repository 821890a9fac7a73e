"""What a cell may hold: every cell of a table against its column, all faults at once.

Each distinct value is looked at once, however many rows have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from govgraph import dates, frames, model, names
from govgraph.dataset.faults import Report
from govgraph.dataset.reading import RawTable
from govgraph.sentences import capitalised

_YES_NO = {"yes": "yes", "y": "yes", "true": "yes", "1": "yes", "x": "yes"} | dict.fromkeys(
    ("no", "n", "false", "0"), "no"
)


_EXCEL_ERRORS = (
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
)
_NUMBER = re.compile(r"\d+\.?\d*|\d{1,3}(,\d{3})+(\.\d+)?|\.\d+")


class CellError(ValueError):
    """A value that the column does not admit, and what would be right."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


class UnusualCellError(CellError):
    """A value that is kept as it is written, with a warning."""


def check_cells(table: RawTable, report: Report) -> RawTable:
    """The table with every cell in its column's own form; faults go to ``report``.

    Codes are spelt as in the code list, dates in ISO form, lists joined by "; ". A cell
    that is at fault comes back blank.
    """
    cells = {}
    for column in model.TABLE[table.name].columns:
        if column.name not in table.cells:
            continue
        values = _without_excel_errors(table, column, report)
        if column.required:
            _check_filled(table, column, table.cells[column.name], report)
        normalise = _normaliser(column)
        cells[column.name] = (
            values if normalise is None else _normalised(table, column, values, normalise, report)
        )
    checked = replace(table, cells=pd.DataFrame(cells))
    _check_order_of_dates(checked, report)
    return checked


def _without_excel_errors(table: RawTable, column: model.Column, report: Report) -> pd.Series[str]:
    values = table.cells[column.name]
    wrong = values.isin(_EXCEL_ERRORS)
    report.add(
        table.place,
        "The cell shows an error of Excel instead of a value.",
        "Mend its formula or its number, or write the value itself.",
        row=table.rows[wrong.to_numpy()],
        column=column.name,
        value=values[wrong],
    )
    return values.mask(wrong)


def _check_order_of_dates(table: RawTable, report: Report) -> None:
    """What ends before it starts would hold on no day."""
    if not {"start_date", "end_date"} <= set(table.cells):
        return
    ends = table.cells["end_date"]
    first = dates.valid_from(table.cells["start_date"])
    last = dates.valid_to(ends, pd.Series(False, index=ends.index))
    wrong = first > last
    report.add(
        table.place,
        "It ends before it starts.",
        "Correct start_date or end_date; of a date with slashes the day comes first: 20/09/2017.",
        row=table.rows[wrong.to_numpy()],
        column="end_date",
        value=ends[wrong],
    )


def _check_filled(
    table: RawTable, column: model.Column, values: pd.Series[str], report: Report
) -> None:
    blank = values.isna().to_numpy()
    report.add(
        table.place,
        f"{column.name} is blank.",
        f"Fill it in: {column.description[0].lower()}{column.description[1:]}.",
        row=table.rows[blank],
        column=column.name,
    )


def _normalised(
    table: RawTable,
    column: model.Column,
    values: pd.Series[str],
    normalise: Callable[[str], str],
    report: Report,
) -> pd.Series[str]:
    codes, distinct = pd.factorize(values)
    made: list[str | None] = []
    for at, value in enumerate(distinct):
        try:
            made.append(normalise(value))
        except CellError as error:
            is_warning = isinstance(error, UnusualCellError)
            made.append(value if is_warning else None)
            rows = table.rows[codes == at]
            report.add(
                table.place,
                error.problem,
                error.remedy,
                row=rows[:1] if is_warning else rows,
                column=column.name,
                value=value,
                severity="warning" if is_warning else "fault",
            )
    distinct_values = pd.array([*made, None], dtype="str")
    return pd.Series(distinct_values.take(codes), index=values.index)


def _normaliser(column: model.Column) -> Callable[[str], str] | None:
    match column.kind:
        case "code":
            return lambda value: _code(value, column)
        case "codes":
            return lambda value: _each(value, lambda part: _code(part, column))
        case "yes_no":
            return _yes_no
        case "number":
            return _number
        case "frequency":
            return _frequency
        case "date":
            return lambda value: _date(value, may_go_on=column.name == "end_date")
        case "list":
            return lambda value: _each(value, str)
        case "text" if column.name == "area":
            return lambda value: _each(value, str)
        case "text" if column.name == "url":
            return _url
    return None


def _each(value: str, normalise: Callable[[str], str]) -> str:
    return frames.join_list(normalise(part) for part in frames.split_list(value)) or ""


def _code(value: str, column: model.Column) -> str:
    codes = column.codes
    assert codes is not None  # noqa: S101 - every code column declares its list
    plain = _plain(value)
    for code in codes.codes:
        if _plain(code) == plain:
            return code
    meant = dict(codes.meant).get(plain) or next(
        iter(names.nearest(value, list(codes.codes), 1)), None
    )
    hint = f"Did you mean '{meant}'? " if meant else ""
    known = f"{hint}Known words: {', '.join(codes.codes)}."
    if codes.closed:
        raise CellError(f"'{value}' is no {codes.name} that is known.", known)
    raise UnusualCellError(f"'{value}' is not a usual {codes.name}; it is kept as written.", known)


def _plain(value: str) -> str:
    return re.sub(r"[\s_\-]+", "", value.casefold()).replace("&", "and")


def _yes_no(value: str) -> str:
    if value.casefold() not in _YES_NO:
        raise CellError(f"'{value}' is neither yes nor no.", "Write yes or no, or leave it blank.")
    return _YES_NO[value.casefold()]


def _number(value: str) -> str:
    if not _NUMBER.fullmatch(value):
        raise CellError(f"'{value}' is not a number.", "Write a number such as 4 or 2.5.")
    return repr(float(value.replace(",", "")))


def _frequency(value: str) -> str:
    plain = " ".join(value.casefold().split())
    if plain in ("every meeting", "as needed"):
        return plain
    try:
        number = float(plain)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise CellError(
            f"'{value}' says no frequency.",
            "Write how often a year (quarterly is 4), 'every meeting' or 'as needed'.",
        )
    return f"{number:g}"


def _date(value: str, *, may_go_on: bool) -> str:
    try:
        return dates.parse(value)
    except ValueError as error:
        problem = str(error)
        blank = "; leave it blank if it has not ended" if may_go_on else ""
        raise CellError(f"{problem}.", f"{capitalised(dates.REMEDY)}{blank}.") from None


def _url(value: str) -> str:
    if not value.casefold().startswith(("https://", "http://")):
        raise CellError(f"'{value}' is not a web address.", "Start it with https://.")
    return value
