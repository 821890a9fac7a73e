"""The empty dataset: what it offers, and that its examples are not read."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from govgraph import dataset, model
from govgraph.dataset import writing
from govgraph.errors import GovgraphError


def test_the_workbook_has_a_sheet_a_table_with_frozen_headers_and_drop_downs(
    tmp_path: Path,
) -> None:
    writing.workbook(tmp_path / "new.xlsx")
    book = load_workbook(tmp_path / "new.xlsx")
    assert book.sheetnames == ["Guide", *model.TABLE, "Lists"]
    for table in model.TABLES:
        sheet = book[table.name]
        assert [cell.value for cell in sheet[1]] == [column.name for column in table.columns]
        assert sheet.freeze_panes == "B2"
        offered = sum(c.codes is not None or c.kind == "yes_no" for c in table.columns)
        assert len(sheet.data_validations.dataValidation) == offered


def test_the_drop_down_of_a_column_lists_its_codes(tmp_path: Path) -> None:
    writing.workbook(tmp_path / "new.xlsx")
    book = load_workbook(tmp_path / "new.xlsx")
    roles = next(
        offer
        for offer in book["memberships"].data_validations.dataValidation
        if "chair" in (offer.error or "")
    )
    cells = book["Lists"][str(roles.formula1).split("!")[1].replace("$", "")]
    assert [cell.value for (cell,) in cells] == list(model.ROLE.codes)


@pytest.mark.parametrize("name", ["new.xlsx", "new"])
def test_examples_are_passed_over_and_what_is_filled_in_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if path.suffix:
        writing.workbook(path)
        book = load_workbook(path)
        book["bodies"].append(["Growth Board", "Anytown", "board"])
        book.save(path)
    else:
        writing.csv_folder(path)
        with (path / "bodies.csv").open("a", encoding="utf-8") as file:
            file.write("Growth Board,Anytown,board\n")
    read = dataset.read(path)
    assert read.report.empty
    assert read.rows["bodies"] == 1
    assert set(read.rows) == set(model.TABLE)
    assert read.facts["Body"]["id"].tolist() == ["anytown-growth-board"]


def test_the_examples_make_a_dataset_without_faults(tmp_path: Path) -> None:
    writing.csv_folder(tmp_path / "new")
    for table in (tmp_path / "new").glob("*.csv"):
        text = table.read_text(encoding="utf-8-sig").replace(writing.EXAMPLE, "")
        table.write_text(text, encoding="utf-8")
    with (tmp_path / "new" / "bodies.csv").open("a", encoding="utf-8") as file:
        file.write("Health and Wellbeing Board,Anytown,board\n")
    read = dataset.read(tmp_path / "new")
    assert not read.is_faulty, read.report.to_string()
    assert all(count >= 1 for count in read.rows.values())


def test_tables_that_are_left_empty_do_no_harm(tmp_path: Path) -> None:
    writing.workbook(tmp_path / "new.xlsx")
    book = load_workbook(tmp_path / "new.xlsx")
    book["bodies"].append(["A", "Anytown", "board"])
    book["memberships"].append(["A", "Chair", "Jo", "Council"])
    book.save(tmp_path / "new.xlsx")
    read = dataset.read(tmp_path / "new.xlsx")
    assert read.report.empty
    assert len(read.facts["HOLDS"]) == 1


def test_nothing_is_written_over(tmp_path: Path) -> None:
    writing.workbook(tmp_path / "new.xlsx")
    writing.csv_folder(tmp_path / "new")
    with pytest.raises(GovgraphError, match="there already"):
        writing.workbook(tmp_path / "new.xlsx")
    with pytest.raises(GovgraphError, match="CSV files already"):
        writing.csv_folder(tmp_path / "new")
