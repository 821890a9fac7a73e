"""Files as reviewers save them, and every fault of a file at once."""

import re
import zipfile
from collections.abc import Callable
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


def test_a_workbook_beside_csv_files_is_said_to_be_passed_over(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "d", bodies=BODIES)
    Workbook().save(folder / "review.xlsx")
    report = dataset.read(folder).report
    assert report[["severity", "file"]].to_numpy().tolist() == [["warning", "d/review.xlsx"]]


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


@pytest.mark.parametrize("newline", ["\r", "\n"])
def test_lines_may_end_as_on_an_old_mac(tmp_path: Path, newline: str) -> None:
    text = "Boards of X\nname,area,kind\nA,X,board\nB,X,board\n".replace("\n", newline)
    read = dataset.read(_folder(tmp_path / "d", bodies=text))
    assert read.report.empty
    assert read.facts["Body"]["name"].tolist() == ["A", "B"]


@pytest.mark.parametrize(
    "row",
    [
        'B,X,board,"never closed',
        'B,X,board,"The Board" of X',
        f'B,X,board,"{"long " * 30_000}\n',
    ],
)
def test_a_quotation_mark_out_of_place_is_a_fault_and_swallows_no_rows(
    tmp_path: Path, row: str
) -> None:
    text = f"name,area,kind,note\nA,X,board,\n{row}\nC,X,board,\n"
    read = dataset.read(_folder(tmp_path / "d", bodies=text))
    assert _faults(read) == [("d/bodies.csv", 3, "", "")]


def test_cells_under_no_header_are_warned_of(tmp_path: Path) -> None:
    text = "name,area,kind,,\nA,X,board,,\nB,X,board,Important,\n"
    warning = dataset.read(_folder(tmp_path / "d", bodies=text)).report.iloc[0]
    assert (warning["severity"], warning["row"], warning["value"]) == ("warning", 3, "Important")


def test_faults_of_the_header_are_on_the_row_of_the_header(tmp_path: Path) -> None:
    text = "Boards of X\n\nname,kind,aera\nA,board,X\n"
    assert dataset.read(_folder(tmp_path / "d", bodies=text)).report["row"].tolist() == [3, 3]


@pytest.mark.parametrize(
    ("number", "read_as"), [("2.5", 2.5), ("1,000", 1000.0), ("4.", 4.0), (".5", 0.5)]
)
def test_numbers_are_read_as_they_are_meant(tmp_path: Path, number: str, read_as: float) -> None:
    text = f'name,area,kind,meetings_per_year\nA,X,board,"{number}"\n'
    read = dataset.read(_folder(tmp_path / "d", bodies=text))
    assert read.facts["Body"]["meetings_per_year"].tolist() == [read_as]


@pytest.mark.parametrize("number", ["2,5", "1,0000", "-1", "1_000", "nan", "inf", "50%"])
def test_a_number_that_may_mean_something_else_is_a_fault(tmp_path: Path, number: str) -> None:
    text = f"name;area;kind;meetings_per_year\nA;X;board;{number}\n"
    read = dataset.read(_folder(tmp_path / "d", bodies=text))
    assert _faults(read) == [("d/bodies.csv", 2, "meetings_per_year", number)]


def test_an_error_of_excel_is_no_name(tmp_path: Path) -> None:
    read = dataset.read(
        _folder(
            tmp_path / "d", bodies=BODIES, memberships="body,seat,person\nChildren's Board,S,#N/A\n"
        )
    )
    assert _faults(read) == [("d/memberships.csv", 2, "person", "#N/A")]


@pytest.mark.parametrize(
    ("start", "end", "is_fault"),
    [("2020", "2019-05", True), ("2020-03", "2020", False), ("2020-03", "2020-02-29", True)],
)
def test_what_ends_before_it_starts_is_a_fault(
    tmp_path: Path, start: str, end: str, is_fault: bool
) -> None:
    text = f"name,area,kind,start_date,end_date\nA,X,board,{start},{end}\n"
    read = dataset.read(_folder(tmp_path / "d", bodies=text))
    assert _faults(read) == ([("d/bodies.csv", 2, "end_date", end)] if is_fault else [])


def _rewritten(file: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """The workbook with one part of its archive changed."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, change(data) if name.endswith(part) else data)


def _workbook(file: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "bodies"
    for row in (["name", "area", "kind"], ["A", "X", "board"]):
        sheet.append(row)
    book.save(file)
    return file


@pytest.mark.parametrize("part", ["sheet1.xml", "workbook.xml", "styles.xml"])
def test_a_damaged_workbook_is_a_fault(tmp_path: Path, part: str) -> None:
    file = _workbook(tmp_path / "review.xlsx")
    _rewritten(file, part, lambda data: data[: len(data) // 2])
    read = dataset.read(file)
    assert [fault[0] for fault in _faults(read)] == ["review.xlsx"]


def test_a_sheet_that_says_it_is_one_cell_is_read_to_its_end(tmp_path: Path) -> None:
    file = _workbook(tmp_path / "review.xlsx")
    wrong = re.compile(rb'<dimension ref="[^"]*"')
    _rewritten(file, "sheet1.xml", lambda data: wrong.sub(b'<dimension ref="A1"', data))
    assert dataset.read(file).facts["Body"]["name"].tolist() == ["A"]


def test_a_column_that_stands_twice_in_a_frame_is_a_fault() -> None:
    frame = pd.DataFrame([["A", "X", "board", "B"]], columns=["name", "area", "kind", "name"])
    read = dataset.of_frames({"bodies": frame}, "test")
    assert read.report["problem"].tolist() == ["The column name stands twice."]


def test_people_of_datasets_that_are_read_together_may_be_named_by_id(tmp_path: Path) -> None:
    one = _folder(tmp_path / "one", bodies=BODIES, people="name,id\nJo Smith,anytown-js\n")
    other = _folder(
        tmp_path / "other",
        bodies="name,area,kind\nTrust,Anytown,board\n",
        memberships="body,seat,person\nTrust,Chair,Anytown-JS\nTrust,Clerk,JO SMITH\n",
    )
    _, read = dataset.read_all([one, other])
    assert read.facts["HOLDS"]["from_id"].tolist() == ["anytown-js", "anytown-js"]
