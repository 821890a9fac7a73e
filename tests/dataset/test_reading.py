"""Files as reviewers save them, and every fault of a file at once."""

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from govgraph import dataset


def _folder(folder: Path, **tables: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name}.csv").write_bytes(data)
    return folder


def _faults(read: dataset.Dataset) -> list[tuple[str, int | None, str, str]]:
    faults = read.report[read.report["severity"] == "fault"]
    return [
        (
            fault["file"],
            None if pd.isna(fault["row"]) else int(fault["row"]),
            fault["column"],
            fault["value"],
        )
        for fault in faults.to_dict("records")
    ]


BODIES = "name,area,kind\nChildren’s Board,Anytown,board\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_that_excel_saves_is_read(tmp_path: Path, encoding: str) -> None:
    read = dataset.read(_folder(tmp_path / "d", bodies=BODIES.encode(encoding)))
    assert read.report.empty
    assert read.facts["Body"]["name"].tolist() == ["Children’s Board"]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_delimiter_and_line_end_that_excel_saves_is_read(
    tmp_path: Path, sign: str, newline: str
) -> None:
    text = BODIES.replace(",", sign).replace("\n", newline)
    read = dataset.read(_folder(tmp_path / "d", bodies=text))
    assert read.report.empty
    assert read.facts["Body"]["area"].tolist() == ["Anytown"]


def test_case_and_spaces_of_headers_and_codes_do_not_matter(tmp_path: Path) -> None:
    read = dataset.read(
        _folder(
            tmp_path / "d",
            bodies="NAME, Area ,Kind,Meetings per year\nA,X,Board,4\nB,X,Task and Finish Group,\n",
            links="From,Type,To,Frequency_per_year\na,Reports to,B,Every meeting\n",
        )
    )
    assert read.report.empty
    assert read.facts["REPORTS_TO"]["frequency_per_year"].tolist() == ["every meeting"]
    assert read.facts["Body"]["kind"].tolist() == ["board", "task and finish group"]


def test_titles_above_the_header_blank_lines_and_short_rows_do_no_harm(tmp_path: Path) -> None:
    text = "Boards of Anytown\n\nname,area,kind,note\nA,X,board\n\n,,,\nB,X,zoo,last\n"
    read = dataset.read(_folder(tmp_path / "d", bodies=text))
    assert read.facts["Body"]["name"].tolist() == ["A", "B"]
    warning = read.report.iloc[0]
    assert (warning["severity"], warning["row"], warning["value"]) == ("warning", 7, "zoo")


def test_a_cell_may_hold_commas_quotes_and_line_breaks(tmp_path: Path) -> None:
    text = 'name,area,kind,note\n"A, ""the"" Board",X,board,"one\ntwo"\nB,X,board,\n'
    read = dataset.read(_folder(tmp_path / "d", bodies=text))
    assert read.facts["Body"]["name"].tolist() == ['A, "the" Board', "B"]
    assert read.facts["Body"]["note"].iloc[0] == "one\ntwo"


def test_every_fault_is_reported_at_once_with_its_place(tmp_path: Path) -> None:
    read = dataset.read(
        _folder(
            tmp_path / "d",
            bodies="name,area,kind,status,meetings_per_year,apex,start_date\n"
            "A,X,board,curent,four,maybe,2017-02-30\n"
            ",X,board,,,,\n",
            links="from,type,to,frequency_per_year\nA,reports,Bord,monthly\n",
            memberships="body,seat,role\nA,,boss\nZ,Chair,\n",
        )
    )
    assert _faults(read) == [
        ("d/bodies.csv", 2, "status", "curent"),
        ("d/bodies.csv", 2, "meetings_per_year", "four"),
        ("d/bodies.csv", 2, "apex", "maybe"),
        ("d/bodies.csv", 2, "start_date", "2017-02-30"),
        ("d/bodies.csv", 3, "name", ""),
        ("d/links.csv", 2, "type", "reports"),
        ("d/links.csv", 2, "frequency_per_year", "monthly"),
        ("d/links.csv", 2, "to", "Bord"),
        ("d/memberships.csv", 2, "seat", ""),
        ("d/memberships.csv", 2, "role", "boss"),
        ("d/memberships.csv", 3, "body", "Z"),
    ]
    assert read.is_faulty
    assert not read.facts
    assert read.report["problem"].str.len().gt(0).all()
    assert read.report["remedy"].str.len().gt(0).all()
    assert "Did you mean 'current'?" in read.report["remedy"].iloc[0]


def test_a_missing_column_and_an_unknown_one_are_named(tmp_path: Path) -> None:
    read = dataset.read(_folder(tmp_path / "d", bodies="name,kind,aera\nA,board,X\n"))
    report = read.report
    assert report["column"].tolist() == ["area", "aera"]
    assert report["severity"].tolist() == ["fault", "warning"]
    assert "Did you mean area?" in report["remedy"].iloc[1]


def test_a_row_with_too_many_cells_is_a_fault_not_a_shift(tmp_path: Path) -> None:
    read = dataset.read(_folder(tmp_path / "d", bodies="name,area,kind\nA, the Board,X,board\n"))
    assert ("d/bodies.csv", 2, "", "board") in _faults(read)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("nothing", "no such file"), ("empty", "no CSV files"), ("bodies.csv", "folder of CSV")],
)
def test_what_is_no_dataset_is_said_to_be_none(tmp_path: Path, name: str, expected: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bodies.csv").write_text(BODIES)
    read = dataset.read(tmp_path / name)
    assert len(read.report) == 1
    assert expected in read.report["problem"].iloc[0]


def test_a_dataset_without_bodies_is_a_fault(tmp_path: Path) -> None:
    only_links = dataset.read(_folder(tmp_path / "a", links="from,type,to\n"))
    empty = dataset.read(_folder(tmp_path / "b", bodies="name,area,kind\n"))
    for read in (only_links, empty):
        assert read.report["problem"].tolist() == ["No bodies are given."]


def test_a_file_that_is_no_table_is_passed_over_with_a_warning(tmp_path: Path) -> None:
    read = dataset.read(_folder(tmp_path / "d", bodies=BODIES, membership="a,b\n"))
    assert not read.is_faulty
    assert "Did you mean memberships?" in read.report["remedy"].iloc[0]


def test_a_workbook_is_read_sheet_by_sheet(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bodies"
    for row in (
        ["Name", "Area", "Kind", "Meetings per year", "Start date", "Apex"],
        ["A", "X", "board", 4, pd.Timestamp("2017-09-20"), True],
        ["B", "X", "board", 2.5, 2017, None],
    ):
        sheet.append(row)
    links = book.create_sheet("links")
    links.append(["from", "type", "to"])
    links.append(["A", "PART OF", "C"])
    book.create_sheet("Notes").append(["anything"])
    book.save(tmp_path / "review.xlsx")
    read = dataset.read(tmp_path / "review.xlsx")
    assert read.name == "review"
    fault, warning = read.report.to_dict("records")
    assert (fault["file"], fault["sheet"], fault["row"], fault["value"]) == (
        "review.xlsx",
        "links",
        2,
        "C",
    )
    assert (warning["severity"], warning["sheet"]) == ("warning", "Notes")
    links.cell(2, 3, "B")
    book.save(tmp_path / "review.xlsx")
    bodies = dataset.read(tmp_path / "review.xlsx").facts["Body"]
    assert bodies["meetings_per_year"].tolist() == [4.0, 2.5]
    assert bodies["start_date"].tolist() == ["2017-09-20", "2017"]
    assert bodies["apex"].iloc[0]


def test_a_file_that_is_no_workbook_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "review.xlsx").write_bytes(b"not a workbook")
    read = dataset.read(tmp_path / "review.xlsx")
    assert "cannot be opened" in read.report["problem"].iloc[0]


def test_bytes_that_are_no_text_are_a_fault_with_their_row(tmp_path: Path) -> None:
    read = dataset.read(
        _folder(tmp_path / "d", bodies=b"name,area,kind\nA,X,board\n\x81\x8d,X,b\n")
    )
    assert _faults(read)[0][:2] == ("d/bodies.csv", 3)


def test_two_datasets_of_one_name_are_refused(tmp_path: Path) -> None:
    for parent in ("one", "two"):
        (tmp_path / parent).mkdir()
        _folder(tmp_path / parent / "d", bodies=BODIES)
    first, second = dataset.read_all([tmp_path / "one" / "d", tmp_path / "two" / "d"])
    assert not first.is_faulty
    assert "Another dataset is called 'd'" in second.report["problem"].iloc[0]
