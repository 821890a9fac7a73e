import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from govgraph.analysis.working_days import COUNTRIES
from govgraph.cli import main
from tests.cli.conftest import Run, write_dataset

BOARD = "Partnership Board; Milltown, \u201cNorth\u201d"
TABLES = {
    "sources": [{"id": "terms", "title": "Terms of reference", "date": "2020-01"}],
    "bodies": [
        {"name": BOARD, "id": "milltown-board", "area": "Milltown", "kind": "board"},
        {"name": "Forum", "area": "Otherplace", "kind": "forum", "covered": "rules"},
    ],
    "rules": [
        {
            "body": "milltown-board",
            "kind": kind,
            "rule": rule,
            "paragraph": paragraph,
            "reading": "as Jo Smith reads it",
            "consequence": "Jo Smith is told",
        }
        for kind, rule, paragraph in (
            ("notice", "4 working weeks before", "5.1"),
            ("papers", "5 clear days before", "5.2"),
            ("minutes", "within 5 working days of the meeting", "5.3"),
        )
    ],
    "memberships": [
        {"body": "milltown-board", "seat": "Chair", "person": "Jo Smith", "role": "chair"}
    ],
    "meetings": [
        {"body": "milltown-board", "date": "2020-10-02", "status": "planned"},
        {"body": "milltown-board", "date": "2020-12-04", "status": "planned"},
        {"body": "Forum", "date": "2020-11-06", "status": "planned"},
    ],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("diary")
    file = str(folder / "govgraph.lbug")
    dataset = str(write_dataset(folder / "milltown", TABLES))
    result = CliRunner().invoke(main, ["load", dataset, "--store", file])
    assert result.exit_code == 0, result.output
    return file


@pytest.fixture
def deadlines(run: Run, store: str) -> Run:
    def invoke(*args: str, as_of: str = "2020-09-20", **more: object) -> Result:
        return run("deadlines", *args, "--store", store, "--as-of", as_of, **more)

    return invoke


def rows(deadlines: Run, *args: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(deadlines(*args, "--format", "json").stdout)["rows"]
    return found


def events(text: str) -> list[Any]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_the_deadlines_of_a_meeting_read_with_how_they_were_counted(deadlines: Run) -> None:
    shown = " ".join(deadlines("milltown-board", "2 October 2020").output.split())

    assert "Friday 4 September 2020 (passed): notice, Partnership Board" in shown
    assert "Thursday 24 September 2020: papers" in shown
    assert "Friday 9 October 2020: minutes" in shown
    assert "4 working weeks (20 working days) back from 2 October 2020" in shown
    assert "Source: terms, 5.1" in shown
    assert "Bank holidays are those of England" in shown


def test_without_a_day_every_planned_meeting_and_without_a_body_every_body(deadlines: Run) -> None:
    of_board = {row["meeting_date"] for row in rows(deadlines, "milltown-board")}
    everywhere = deadlines().output

    assert of_board == {"2020-10-02", "2020-12-04"}
    assert "No rule on notice, papers or minutes is stated for Forum" in " ".join(
        everywhere.split()
    )
    assert rows(deadlines, "--area", "Otherplace") == []


def test_the_country_is_an_option(deadlines: Run) -> None:
    # Saint Andrew's Day, Monday 30 November 2020, is a bank holiday in Scotland.
    (minutes,) = (
        row
        for row in rows(deadlines, "milltown-board", "2020-11-27", "--country", "Scotland")
        if row["what"] == "minutes"
    )

    assert minutes["due"] == "2020-12-07"
    assert "30 November 2020 (Saint Andrew's Day)" in minutes["counted"]
    assert "--country" in deadlines("milltown-board", "--country", "France", code=2).output


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_may_be_asked_for(deadlines: Run, country: str) -> None:
    shown = deadlines("milltown-board", "2020-10-02", "--country", country).output

    assert f"Bank holidays are those of {COUNTRIES[country][0]}" in " ".join(shown.split())


@pytest.mark.parametrize("date", ["2020-02-30", "October 2020", "soon"])
def test_a_day_that_is_none_is_said_with_what_to_write(deadlines: Run, date: str) -> None:
    shown = deadlines("milltown-board", date, code=2).output

    assert date in shown
    assert "write a day such as" in shown


def test_an_unknown_body_is_said(deadlines: Run) -> None:
    assert "no body called 'Zzz'" in deadlines("Zzz", "2020-10-02", code=2).output


def test_a_deadline_that_has_passed_is_a_finding(deadlines: Run) -> None:
    deadlines("milltown-board", "2020-12-04", "--fail-on-findings")
    deadlines("milltown-board", "2020-10-02", "--fail-on-findings", code=1)


# --- the file for a calendar ----------------------------------------------------------------


def test_a_calendar_file_has_every_meeting_and_deadline_as_a_whole_day(
    deadlines: Run, tmp_path: Path
) -> None:
    result = deadlines("milltown-board", "2020-10-02", "-o", "diary.ics")

    found = events((tmp_path / "diary.ics").read_text(encoding="utf-8"))
    assert [(str(event["summary"]), event["dtstart"].dt) for event in found] == [
        (f"Meeting: {BOARD}", dt.date(2020, 10, 2)),
        (f"Notice due: {BOARD}, meeting of 2 October 2020", dt.date(2020, 9, 4)),
        (f"Papers due: {BOARD}, meeting of 2 October 2020 (1 of 2)", dt.date(2020, 9, 24)),
        (f"Papers due: {BOARD}, meeting of 2 October 2020 (2 of 2)", dt.date(2020, 9, 26)),
        (f"Minutes due: {BOARD}, meeting of 2 October 2020", dt.date(2020, 10, 9)),
    ]
    described = str(found[1]["description"])
    assert "Rule: 4 working weeks before\n" in described
    assert described.endswith("Source: terms, 5.1")
    assert "Bank holidays are those of England" in result.stderr


def test_lines_of_a_calendar_file_end_and_are_folded_as_the_standard_has_it(
    deadlines: Run, tmp_path: Path
) -> None:
    deadlines("-o", "diary.ics")

    written = (tmp_path / "diary.ics").read_bytes()
    assert written.count(b"\n") == written.count(b"\r\n")
    assert max(map(len, written.split(b"\r\n"))) <= 75
    assert deadlines("--format", "ics").stdout_bytes == written


def test_an_event_keeps_its_identifier_and_a_later_day_replaces_it(deadlines: Run) -> None:
    first, again, later = (
        events(deadlines("--format", "ics", as_of=day).stdout)
        for day in ("2020-09-20", "2020-09-20", "2020-09-21")
    )

    assert [event.to_ical() for event in first] == [event.to_ical() for event in again]
    assert [event["uid"] for event in first] == [event["uid"] for event in later]
    assert len({event["uid"] for event in first}) == len(first)
    assert all(b["sequence"] > a["sequence"] for a, b in zip(first, later, strict=True))
    assert first[0]["dtstamp"].dt == dt.datetime(2020, 9, 20, tzinfo=dt.UTC)


def test_a_calendar_file_names_nobody(deadlines: Run) -> None:
    assert "Jo Smith" not in deadlines("--format", "ics").stdout.replace("\r\n ", "")


def test_a_calendar_file_without_a_deadline_is_a_calendar_all_the_same(deadlines: Run) -> None:
    shown = deadlines("--area", "Otherplace", "--format", "ics").stdout

    assert events(shown) == []


def test_only_this_command_writes_calendar_files(run: Run, store: str) -> None:
    assert "ics" in run("overlap", "--format", "ics", "--store", store, code=2).output
