"""From a folder of CSV files or an Excel workbook to tables of plain text.

Nothing is understood here: every cell is text, blank or not, and knows its row. What cannot
be read is a fault; what is not known is a warning.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from govgraph import model, names
from govgraph.dataset.faults import Place, Report

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

EXAMPLE = "example:"
"""A row whose first cell starts so shows how a table is filled in and is not read."""

IGNORED_SHEETS = ("guide", "lists")
_HEADER_WITHIN = 10
"""Titles above the header are passed over in this many rows at most."""


@dataclass(frozen=True)
class RawTable:
    """One table as it was written: a column of text for each known header.

    ``rows`` has the row number of each row as Excel counts it.
    """

    name: str
    place: Place
    cells: pd.DataFrame
    rows: np.ndarray

    def __len__(self) -> int:
        return len(self.rows)


def read(path: Path, report: Report) -> dict[str, RawTable]:
    """The tables of a dataset by name.

    ``path`` is a folder with a CSV file for each table, or an ``.xlsx`` workbook with a
    sheet for each. Faults and warnings go to ``report``.
    """
    if not path.exists():
        report.add(Place(str(path)), "There is no such file or folder.", _near(path))
        return {}
    if path.is_dir():
        return _read_folder(path, report)
    if path.suffix.casefold() in (".xlsx", ".xlsm"):
        return _read_workbook(path, report)
    if path.suffix.casefold() == ".csv":
        remedy = f"Give the folder that it is in: {path.parent}"
    else:
        remedy = "Give a folder of CSV files or an .xlsx workbook (in Excel: Save As)."
    report.add(Place(path.name), "A dataset is a folder of CSV files or a workbook.", remedy)
    return {}


def _near(path: Path) -> str:
    siblings = [child.name for child in path.parent.iterdir()] if path.parent.is_dir() else []
    near = names.nearest(path.name, siblings, 1)
    return f"Did you mean {path.parent / near[0]}?" if near else "Check the path."


def _read_folder(folder: Path, report: Report) -> dict[str, RawTable]:
    within = folder.resolve().name  # "." has no name of its own
    files = sorted(child for child in folder.iterdir() if child.suffix.casefold() == ".csv")
    workbooks = [
        child for child in sorted(folder.glob("*.xlsx")) if not child.name.startswith(("~$", "."))
    ]
    if not files:
        if len(workbooks) == 1:
            return _read_workbook(workbooks[0], report)
        remedy = "Make an empty one with: govgraph init FOLDER"
        if workbooks:
            remedy = f"Give one of its workbooks: {', '.join(w.name for w in workbooks)}"
        report.add(Place(str(folder)), "The folder has no CSV files.", remedy)
        return {}
    for workbook in workbooks:
        report.add(
            Place(f"{within}/{workbook.name}"),
            "The folder has CSV files too, so this workbook was not read.",
            "Give the workbook itself if it is the dataset.",
            severity="warning",
        )
    tables: dict[str, RawTable] = {}
    for file in files:
        place = Place(f"{within}/{file.name}")
        name = _table_name(file.stem)
        if name is None:
            _report_unknown(report, place, file.stem, "file")
        elif name in tables:
            report.add(place, f"Two files are the table {name}.", "Keep one of them.")
        elif (table := _read_csv(file, name, place, report)) is not None:
            tables[name] = table
    return tables


def _table_name(text: str) -> str | None:
    plain = _plain(text)
    return next((name for name in model.TABLE if _plain(name) == plain), None)


def _plain(text: str) -> str:
    return re.sub(r"[\s_\-?*]+", "", text.casefold()).replace("organization", "organisation")


def _report_unknown(report: Report, place: Place, text: str, what: str) -> None:
    near = names.nearest(text, list(model.TABLE), 1)
    hint = f"Did you mean {near[0]}? " if near else ""
    report.add(
        place,
        f"This {what} is none of the tables and was not read.",
        f"{hint}The tables are: {', '.join(model.TABLE)}.",
        severity="warning",
    )


# --- CSV ---------------------------------------------------------------------------------


def _read_csv(file: Path, name: str, place: Place, report: Report) -> RawTable | None:
    try:
        data = file.read_bytes()
    except OSError as error:
        report.add(place, f"The file cannot be read: {error.strerror}.", "Close it elsewhere.")
        return None
    encoded = _as_utf8(data, place, report)
    if encoded is None:
        return None
    sample = encoded[: 1 << 16].decode("utf-8", errors="ignore")
    delimiter = _delimiter(sample, name)
    text = encoded.decode("utf-8")
    quick = _read_csv_quickly(encoded, sample, name, delimiter)
    is_plain = quick is not None and '"' not in text
    misquoted = None if is_plain else _misquoted_row(text, delimiter)
    if misquoted is not None:
        report.add(
            place,
            "The row cannot be read: a quotation mark is not closed or stands within a text in "
            "quotes, or a cell is longer than 131,072 characters.",
            'Close the quotes, and write those within a text twice: "the ""new"" board".',
            row=misquoted,
        )
        return None
    if quick is not None:
        header, columns = quick
        rows = np.arange(2, len(columns[0]) + 2) if columns else np.arange(0)
        return _table(name, place, header, columns, rows, report)
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return _from_records(name, place, records, report)


def _as_utf8(data: bytes, place: Place, report: Report) -> bytes | None:
    """The text as UTF-8 without a byte order mark; cp1252 and UTF-16 are what Excel saves too."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode("cp1252").encode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            report.add(
                place,
                "The file has bytes that are no text in UTF-8 or Windows (cp1252) encoding.",
                "In Excel save it as 'CSV UTF-8'.",
                row=line,
            )
            return None
    return data


def _misquoted_row(text: str, delimiter: str) -> int | None:
    """The first row whose quotation marks would swallow or change what stands beside them."""
    number = 0
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            number += 1
    except csv.Error:
        return number + 1
    return None


def _delimiter(sample: str, name: str) -> str:
    """The sign between cells: of comma, semicolon and tab the one that gives known headers."""
    first = sample.splitlines()[:_HEADER_WITHIN]

    def known(sign: str) -> int:
        return max(
            (_known_headers(record, name) for record in csv.reader(first, delimiter=sign)),
            default=0,
        )

    return max((",", ";", "\t"), key=known)


def _known_headers(record: list[str], name: str) -> int:
    known = {_plain(column.name) for column in model.TABLE[name].columns}
    return len({_plain(cell) for cell in record} & known)


def _read_csv_quickly(
    data: bytes, sample: str, name: str, delimiter: str
) -> tuple[list[str], list[pa.Array]] | None:
    """Header and columns of a regular file; None for one that needs reading row by row."""
    header = next(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), [])
    if _known_headers(header, name) < 2 or any("\n" in cell for cell in header):
        return None
    irregular: list[object] = []

    def note(row: object) -> str:
        irregular.append(row)
        return "skip"

    numbered = [str(number) for number in range(len(header))]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(data),
            read_options=arrow_csv.ReadOptions(column_names=numbered, skip_rows=1),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=b'"' in data,
                ignore_empty_lines=False,
                invalid_row_handler=note,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(numbered, pa.large_string()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:
        return None
    if irregular:
        return None
    return header, [table[number].combine_chunks() for number in numbered]


# --- Excel -------------------------------------------------------------------------------


def _read_workbook(file: Path, report: Report) -> dict[str, RawTable]:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # Of drop-downs and headers that a reader of values does not need.
            warnings.simplefilter("ignore", UserWarning)
            workbook = load_workbook(file, read_only=True, data_only=True)
    except Exception:  # a damaged file may raise anything
        report.add(
            Place(file.name),
            "The workbook cannot be opened.",
            "Close it in Excel, take its password off, and save it as .xlsx.",
        )
        return {}
    tables: dict[str, RawTable] = {}
    try:
        for sheet in workbook.worksheets:
            place = Place(file.name, sheet.title)
            name = _table_name(sheet.title)
            if name is None:
                if _plain(sheet.title) not in IGNORED_SHEETS:
                    _report_unknown(report, place, sheet.title, "sheet")
                continue
            if name in tables:
                report.add(place, f"Two sheets are the table {name}.", "Keep one of them.")
                continue
            try:
                records = _sheet_records(sheet)
            except Exception:  # a damaged sheet may raise anything
                report.add(
                    place,
                    "The sheet cannot be read: the workbook is damaged.",
                    "Open it in Excel and save it under another name as .xlsx.",
                )
                continue
            table = _from_records(name, place, records, report, required=False)
            if table is not None:
                tables[name] = table
    finally:
        workbook.close()
    return tables


def _sheet_records(sheet: ReadOnlyWorksheet) -> list[list[str]]:
    """The rows of a sheet, all as wide as the widest."""
    # Some programs note a size that is too small, or far too large, for the sheet.
    sheet.reset_dimensions()
    records = []
    with warnings.catch_warnings():
        # A number that is no possible date comes back as an error value, which is a fault.
        warnings.simplefilter("ignore", UserWarning)
        for row in sheet.iter_rows(values_only=True):  # type: ignore[misc] # wrong in the stubs
            cells = [_cell_text(cell) for cell in row]
            while cells and not cells[-1].strip():
                cells.pop()
            records.append(cells)
    width = max(map(len, records), default=0)
    return [cells + [""] * (width - len(cells)) for cells in records]


def _cell_text(value: object) -> str:
    """A cell as a reviewer reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


# --- in memory ---------------------------------------------------------------------------


def of_frames(tables: Mapping[str, pd.DataFrame], report: Report) -> dict[str, RawTable]:
    """Tables that are in memory already, as if they had been read from files of that name."""
    found: dict[str, RawTable] = {}
    for given, frame in tables.items():
        name = _table_name(given)
        if name is None:
            _report_unknown(report, Place(given), given, "table")
            continue
        header = [str(column) for column in frame.columns]
        columns = [
            pa.array([_cell_text(_none(cell)) for cell in frame.iloc[:, at]], pa.large_string())
            for at in range(len(header))
        ]
        rows = np.arange(2, len(frame) + 2)
        table = _table(name, Place(given), header, columns, rows, report)
        if table is not None:
            found[name] = table
    return found


def _none(cell: object) -> object:
    return None if cell is None or cell is pd.NA or cell != cell else cell


# --- common ------------------------------------------------------------------------------


def _from_records(
    name: str, place: Place, records: list[list[str]], report: Report, *, required: bool = True
) -> RawTable | None:
    """A table of records of any shape: titles above the header, blank and ragged rows."""
    at = next(
        (i for i, row in enumerate(records[:_HEADER_WITHIN]) if _known_headers(row, name) >= 2),
        None,
    )
    if at is None:
        if any(cell.strip() for row in records for cell in row):
            expected = ", ".join(c.name for c in model.TABLE[name].columns if c.required)
            report.add(
                place,
                f"No row has the headers of the table {name}.",
                f"Put the column names in the first row: at least {expected}.",
            )
        elif required:
            report.add(place, "The file is empty.", "Fill it in or delete it.", severity="warning")
        return None
    header = records[at]
    width = len(header)
    body = records[at + 1 :]
    rows = np.arange(at + 2, at + 2 + len(body))
    for number, record in zip(rows, body, strict=True):
        if any(cell.strip() for cell in record[width:]):
            report.add(
                place,
                f"The row has {len(record)} cells, the header has {width}.",
                'Put a text with a comma into quotes: "one, two".',
                row=int(number),
                value=record[width].strip(),
            )
    columns = [
        pa.array([row[i] if i < len(row) else "" for row in body], pa.large_string())
        for i in range(width)
    ]
    return _table(name, place, header, columns, rows, report, header_row=at + 1)


def _table(
    name: str,
    place: Place,
    header: list[str],
    columns: list[pa.Array],
    rows: np.ndarray,
    report: Report,
    *,
    header_row: int = 1,
) -> RawTable | None:
    found = dict(_known_columns(name, place, header, report, header_row))
    _warn_of_nameless(place, header, columns, rows, report)
    missing = [c for c in model.TABLE[name].columns if c.required and c.name not in found]
    for column in missing:
        report.add(
            place,
            f"The column {column.name} is missing.",
            f"Add it: {column.description[0].lower()}{column.description[1:]}.",
            row=header_row,
            column=column.name,
        )
    if missing:
        return None
    cleaned = {column: _cleaned(columns[at]) for column, at in found.items()}
    kept = np.zeros(len(rows), dtype=bool)
    for cells in cleaned.values():
        if cells.null_count < len(cells):
            kept |= cells.is_valid().to_numpy(zero_copy_only=False)
    first = next(iter(cleaned.values()))
    is_example = pc.starts_with(first, EXAMPLE, ignore_case=True).fill_null(False)
    kept &= ~is_example.to_numpy(zero_copy_only=False)
    frame = pd.DataFrame(
        {column: pd.array(cells, dtype="str") for column, cells in cleaned.items()}
    )
    if not kept.all():
        frame, rows = frame[kept].reset_index(drop=True), rows[kept]
    return RawTable(name, place, frame, rows)


def _known_columns(
    name: str, place: Place, header: list[str], report: Report, header_row: int
) -> Iterator[tuple[str, int]]:
    known = {_plain(column.name): column.name for column in model.TABLE[name].columns}
    seen: set[str] = set()
    for at, cell in enumerate(header):
        column = known.get(_plain(cell))
        if column is None:
            if cell.strip():
                near = names.nearest(cell, list(known.values()), 1)
                hint = f"Did you mean {near[0]}? " if near else ""
                report.add(
                    place,
                    "This column is none of the table's and was not read.",
                    f"{hint}The columns are: {', '.join(known.values())}.",
                    row=header_row,
                    column=cell.strip(),
                    severity="warning",
                )
        elif column in seen:
            report.add(
                place,
                f"The column {column} stands twice.",
                "Keep one.",
                row=header_row,
                column=column,
            )
        else:
            seen.add(column)
            yield column, at


def _warn_of_nameless(
    place: Place, header: list[str], columns: list[pa.Array], rows: np.ndarray, report: Report
) -> None:
    """What stands in a column without a header is read by nobody."""
    for cells in (_cleaned(columns[at]) for at, cell in enumerate(header) if not cell.strip()):
        filled = np.flatnonzero(cells.is_valid().to_numpy(zero_copy_only=False))
        if len(filled):
            report.add(
                place,
                "This cell stands in a column without a header, which was not read.",
                "Give the column a header, or delete it.",
                row=int(rows[filled[0]]),
                value=cells[int(filled[0])].as_py(),
                severity="warning",
            )


def _cleaned(cells: pa.Array) -> pa.Array:
    """Cells without spaces around them; null where nothing is left."""
    if cells.null_count == len(cells):
        return cells
    trimmed = pc.utf8_trim_whitespace(cells)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, trimmed.type), trimmed)
