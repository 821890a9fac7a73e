import json
from pathlib import Path

import pytest

from tests.cli.conftest import MILLTOWN, Run, Tables, write_dataset


@pytest.mark.parametrize("place", ["new.xlsx", "new"])
def test_a_new_dataset_is_made_and_never_overwritten(run: Run, place: str) -> None:
    assert f"Made {place}" in run("init", place).output
    assert "nothing was written" in run("init", place, code=2).output


def test_a_dataset_is_no_other_kind_of_file(run: Run) -> None:
    assert "neither a folder nor an .xlsx workbook" in run("init", "new.docx", code=2).output


def test_checking_needs_no_store_and_makes_none(run: Run, milltown: Path, tmp_path: Path) -> None:
    shown = run("check", str(milltown)).output

    assert "No faults" in shown
    assert shown.endswith("ready to load.\n")
    assert not (tmp_path / "govgraph.lbug").exists()


def test_checking_beside_a_store_that_is_not_there_yet_checks_without_it(
    run: Run, milltown: Path, tmp_path: Path
) -> None:
    assert "No faults" in run("check", str(milltown), "--store", "new.lbug").output
    assert not (tmp_path / "new.lbug").exists()


def test_a_folder_that_is_named_by_a_dot_is_called_by_its_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_dataset(tmp_path / "bad", broken("bodies", status="active")))

    assert "bad/bodies.csv row 2, column status" in run("check", ".", code=2).output


@pytest.mark.parametrize(
    ("table", "cells", "remedy"),
    [
        ("bodies", {"status": "active"}, "Did you mean 'current'?"),
        ("bodies", {"status": "In force"}, "Did you mean 'current'?"),
        ("bodies", {"status": "abolished"}, "Did you mean 'former'?"),
        ("memberships", {"end_date": "present"}, "leave it blank if it has not ended"),
        (
            "memberships",
            {"start_date": "2020-02-02", "end_date": "2019-01-01"},
            "of a date with slashes the day comes first",
        ),
    ],
)
def test_a_word_that_is_not_known_is_answered_with_what_to_write(
    run: Run, tmp_path: Path, table: str, cells: dict[str, str], remedy: str
) -> None:
    folder = write_dataset(tmp_path / "bad", broken(table, **cells))

    assert remedy in " ".join(run("check", str(folder), code=2).output.split())


def test_a_start_that_is_no_date_is_not_answered_with_an_end(run: Run, tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "bad", broken("memberships", start_date="soon"))

    shown = run("check", str(folder), code=2).output
    assert "'soon' is not a date" in shown
    assert "not ended" not in shown


def broken(table: str, **cells: object) -> Tables:
    """The dataset with these cells in the first row of a table."""
    first, *rest = MILLTOWN[table]
    return {**MILLTOWN, table: [{**first, **cells}, *rest]}


def test_a_fault_names_the_place_the_problem_and_the_nearest_name(run: Run, tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "bad", broken("links", to="Children's Partnershp"))
    shown = run("check", str(folder), code=2).output

    assert 'bad/links.csv row 2, column to: "Children\'s Partnershp"\n  ' in shown
    assert "Children's Partnership" in shown
    assert "1 fault" in shown
    assert "nothing would be loaded." in shown


def test_every_fault_is_reported_at_once(run: Run, tmp_path: Path) -> None:
    tables = {
        **broken("links", type="reports two"),
        "bodies": [*MILLTOWN["bodies"], {"name": "X", "area": "", "kind": "board"}],
        "meetings": broken("meetings", date="31 June 2025")["meetings"],
    }
    shown = run("check", str(write_dataset(tmp_path / "bad", tables)), "--format", "json", code=2)
    rows = json.loads(shown.stdout)["rows"]

    faulty = {(row["file"], row["column"]) for row in rows if row["severity"] == "fault"}
    wanted = {("links.csv", "type"), ("bodies.csv", "area"), ("meetings.csv", "date")}
    assert {(f"bad/{file}", column) for file, column in wanted} <= faulty


def test_many_warnings_of_one_sort_are_one_block(run: Run, tmp_path: Path) -> None:
    seats = [{"body": "CP", "seat": f"Member {n}", "paragraph": "1"} for n in range(50)]
    tables = {**MILLTOWN, "memberships": [*MILLTOWN["memberships"], *seats]}
    folder = write_dataset(tmp_path / "many", tables)
    shown = run("check", str(folder)).output

    assert shown.count("speaks for no organisation") == 1
    assert "rows 5, 6, 7 and 47 more rows" in " ".join(shown.split())
    rows = json.loads(run("check", str(folder), "--format", "json").stdout)["rows"]
    assert sum("speaks for no organisation" in row["problem"] for row in rows) == 50


def test_names_are_looked_up_in_the_store_too(run: Run, milltown: Path, tmp_path: Path) -> None:
    more = {
        "bodies": [{"name": "Toy Group", "area": "Milltown", "kind": "forum"}],
        "links": [{"from": "Toy Group", "type": "Reports to", "to": "FP"}],
        "sources": [{"id": "toys", "title": "Toys"}],
    }
    other = write_dataset(tmp_path / "toys", more)

    assert "FP" in run("check", str(other), code=2).output
    run("load", str(milltown))
    run("check", str(other))


def test_loading_says_what_was_added_and_loading_twice_that_nothing_changed(
    run: Run, milltown: Path
) -> None:
    first = run("load", str(milltown), "--format", "json").stdout
    added = {row["what"]: row["added"] for row in json.loads(first)["rows"]}

    assert added["bodies"] == 5
    assert added["reports to"] == 2
    assert "Nothing changed" in run("load", str(milltown)).output


def test_loading_again_says_what_was_changed_and_removed(
    run: Run, milltown: Path, tmp_path: Path
) -> None:
    run("load", str(milltown))
    write_dataset(milltown, {**broken("bodies", tier="strategic"), "attendance": []})
    rows = json.loads(run("load", str(milltown), "--format", "json").stdout)["rows"]
    by_name = {row["what"]: row for row in rows}

    assert by_name["bodies"] == {"what": "bodies", "added": 0, "changed": 1, "removed": 0}
    assert by_name["attendance"]["removed"] == 3


def test_nothing_is_loaded_while_there_is_a_fault(run: Run, milltown: Path, tmp_path: Path) -> None:
    bad = write_dataset(tmp_path / "bad", broken("links", to="Nobody"))
    shown = run("load", str(milltown), str(bad), code=2).output

    assert "nothing would be loaded" in shown
    run("areas", code=3)


def test_a_dataset_can_be_taken_out(run: Run, milltown: Path) -> None:
    run("load", str(milltown))

    assert "Did you mean 'milltown'?" in run("load", "--remove", "milltow", code=2).output
    run("load", "--remove", "milltown")
    assert json.loads(run("areas", "--format", "json").stdout)["rows"] == []


def test_loading_needs_to_know_what(run: Run, milltown: Path) -> None:
    assert "Name the datasets" in run("load", code=2).output
    assert "Name the datasets" in run("load", str(milltown), "--remove", "x", code=2).output


HOSTILE = {
    "an empty file": b"",
    "no header": b"a,b\n1,2\n",
    "bytes that are no text": b"name,area,kind\n\xff\xfe\x00\x81,x,board\n",
    "a quote that never ends": b'name,area,kind\n"Board,x,board\n',
    "too many cells": b"name,area,kind\nBoard,x,board,,,,,,,\nBoard 2,x\n",
    "a header twice": b"name,name,area,kind\nBoard,Board,x,board\n",
    "control characters": b"name,area,kind\nBoard\x1b[31m\x07,x,board\n\x00,\x01,\x02\n",
    "a number that overflows": b"name,area,kind,meetings_per_year\nBoard,x,board,1e400\n",
    "only a header": b"name,area,kind\n",
    "a workbook by its content": b"PK\x03\x04rubbish",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("name", ["bodies.csv", "attendance.csv"])
def test_a_broken_file_gives_no_traceback(
    run: Run, milltown: Path, name: str, content: bytes
) -> None:
    (milltown / name).write_bytes(content)
    for command in ("check", "load"):
        shown = run(command, str(milltown), code=(0, 2)).output
        assert "\x1b" not in shown
        assert "fault of its own" not in shown


@pytest.mark.parametrize("content", [b"", b"rubbish", b"PK\x03\x04rubbish"])
def test_a_broken_workbook_gives_no_traceback(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "book.xlsx").write_bytes(content)

    assert "book.xlsx" in run("check", "book.xlsx", code=2).output
