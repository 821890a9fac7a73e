"""An empty dataset to fill in: a workbook with drop-downs and a guide, or a CSV folder."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from govgraph import model
from govgraph.errors import GovgraphError

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

EXAMPLE = "Example: "
"""What the first cell of an example row starts with; such rows are not read."""

_INTRODUCTION = (
    "Fill in the sheet 'bodies' first: every board, partnership, group and forum, one row each.",
    "Then add what you know: who sits where (memberships), who reports to whom (links), what each "
    "body is for (remits), the rules of its terms of reference (rules), its meetings and who came "
    "(meetings, attendance), and the documents that it all comes from (sources).",
    "Only 'bodies' is needed; leave the other sheets empty if you have nothing for them.",
    "Where a cell names a body, an organisation or a person, write its name, its id or one of its "
    "other names.",
    "Several values in one cell are separated by a semicolon: Anytown Council; Anytown NHS Trust.",
    "Dates may be as vague as the document: 2017, 2017-09 or 20/09/2017.",
    "A blank cell means that the source does not say. A seat without a name is 'not named'; write "
    "status 'vacant' only where the source says that it is vacant.",
    "Rows whose first cell starts with 'Example:' only show how to fill in a table; they are not "
    "read. Delete them when you like.",
    "Check the file with: govgraph check FILE. Load it with: govgraph load FILE.",
)
_HEADER_COLOUR = "1F4E79"
_REQUIRED_COLOUR = "9C2A10"
_LAST_ROW = 1_048_576


def workbook(path: Path) -> None:
    """Write an empty workbook: a guide, and a sheet for each table with drop-downs.

    Raises:
        GovgraphError: there is a file of that name already.
    """
    if path.exists():
        raise GovgraphError(f"{path} is there already; nothing was written. Give another name.")
    from openpyxl import Workbook

    book = Workbook()
    _write_guide(book)
    for table in model.TABLES:
        _write_sheet(book.create_sheet(table.name), table)
    _write_lists(book)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def csv_folder(folder: Path) -> None:
    """Write a folder with a CSV file for each table: headers, an example row, and a guide.

    Raises:
        GovgraphError: the folder has CSV files already.
    """
    if folder.exists() and any(folder.glob("*.csv")):
        raise GovgraphError(
            f"{folder} has CSV files already; nothing was written. Give another name."
        )
    folder.mkdir(parents=True, exist_ok=True)
    for table in model.TABLES:
        # With a byte order mark, so that Excel reads it as UTF-8.
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([[c.name for c in table.columns], example_row(table)])
    guide = [*_INTRODUCTION, ""]
    for table in model.TABLES:
        guide += ["", f"{table.name}.csv: {table.description}"]
        guide += [f"  {name}: {text}" for name, text in _described_columns(table)]
    (folder / "guide.txt").write_text("\n".join(guide) + "\n", encoding="utf-8-sig")


def example_row(table: model.Table) -> list[str]:
    """A row that shows how the table is filled in; reading a dataset passes it over."""
    first, *rest = (column.example for column in table.columns)
    return [EXAMPLE + first, *rest]


def _described_columns(table: model.Table) -> Iterator[tuple[str, str]]:
    for column in table.columns:
        needed = "Required. " if column.required else ""
        known = ""
        if column.codes is not None:
            lead = "One of" if column.codes.closed else "Usually one of"
            known = f" {lead}: {', '.join(column.codes.codes)}."
        yield column.name, f"{needed}{column.description}.{known}"


def _write_guide(book: Workbook) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = "Guide"
    sheet.append(["How to fill this in"])
    sheet["A1"].font = Font(bold=True, size=14)
    for line in _INTRODUCTION:
        sheet.append([line])
    for table in model.TABLES:
        sheet.append([])
        sheet.append([table.name, table.description])
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=True)
        for name, text in _described_columns(table):
            sheet.append([name, text])
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 110
    for row in range(1, len(_INTRODUCTION) + 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    for cells in sheet.iter_rows(max_col=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row in range(2, len(_INTRODUCTION) + 2):
        sheet.row_dimensions[row].height = 32


def _write_sheet(sheet: Worksheet, table: model.Table) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.append([column.name for column in table.columns])
    sheet.append(example_row(table))
    sheet.freeze_panes = "B2"
    for at, (column, (_, text)) in enumerate(
        zip(table.columns, _described_columns(table), strict=True), start=1
    ):
        letter = get_column_letter(at)
        header = sheet.cell(1, at)
        header.font = Font(bold=True, color="FFFFFF")
        colour = _REQUIRED_COLOUR if column.required else _HEADER_COLOUR
        header.fill = PatternFill("solid", fgColor=colour)
        header.comment = Comment(text, "govgraph", width=360, height=140)
        sheet.cell(2, at).font = Font(italic=True, color="808080")
        dimension = sheet.column_dimensions[letter]
        dimension.width = max(14, min(44, len(column.example) + 4, 44), len(column.name) + 4)
        # As text, or Excel would make a day of 2017-09 and a number of clause 2.10.
        dimension.number_format = "@"
        _offer_codes(sheet, column, letter)


def _offer_codes(sheet: Worksheet, column: model.Column, letter: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    codes = ("yes", "no") if column.kind == "yes_no" else column.codes and column.codes.codes
    if not codes:
        return
    where = f"={_list_range(column)}" if column.codes else '"yes,no"'
    is_closed = column.kind == "yes_no" or (
        column.kind == "code" and column.codes is not None and column.codes.closed
    )
    offer = DataValidation("list", formula1=where, allow_blank=True, showErrorMessage=is_closed)
    offer.errorTitle = "Not a known word"
    offer.error = f"Choose one of: {', '.join(codes)}"[:250]
    sheet.add_data_validation(offer)
    offer.add(f"{letter}3:{letter}{_LAST_ROW}")


def _code_lists() -> list[model.CodeList]:
    every = (c.codes for table in model.TABLES for c in table.columns if c.codes is not None)
    return list(dict.fromkeys(every))


def _list_range(column: model.Column) -> str:
    from openpyxl.utils import get_column_letter

    assert column.codes is not None  # noqa: S101 - asked only of columns with codes
    letter = get_column_letter(_code_lists().index(column.codes) + 1)
    return f"Lists!${letter}$2:${letter}${len(column.codes.codes) + 1}"


def _write_lists(book: Workbook) -> None:
    sheet = book.create_sheet("Lists")
    for at, codes in enumerate(_code_lists(), start=1):
        for row, word in enumerate((codes.name, *codes.codes), start=1):
            sheet.cell(row, at, word)
    sheet.sheet_state = "hidden"
