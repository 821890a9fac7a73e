import csv
import io
import json
from pathlib import Path

import pytest

from govgraph.cli import options
from tests.cli.conftest import Run


def answer(run: Run, *args: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run(*args, "--format", "json").stdout)
    return found


def test_a_route_reads_with_its_days_its_end_and_its_evidence(ask: Run) -> None:
    shown = " ".join(ask("escalate", "FP").output.split())

    assert "Families Partnership > Children's Partnership > Health and Wellbeing Board" in shown
    assert "2 hops; ends: apex at Health and Wellbeing Board" in shown
    assert "Days: 182.5 expected, 365 at worst" in shown
    assert "terms, 6.1" in shown


def test_the_json_of_an_analysis_has_the_day_the_store_the_notes_and_the_rows(
    ask: Run, loaded_store: str
) -> None:
    found = answer(ask, "escalate", "FP")

    assert list(found) == ["analysis", "as_of", "store", "notes", "rows"]
    assert found["analysis"] == "escalation"
    assert found["as_of"] == "2026-06-01"
    assert loaded_store in str(found["store"])
    assert found["rows"][0]["days_worst"] == 365  # type: ignore[index]


def test_bodies_of_which_no_step_up_is_known_share_one_line(ask: Run) -> None:
    everything = " ".join(ask("escalate").output.split())
    alone = ask("escalate", "Youth Board").output

    assert "Youth Board" in everything
    assert "dead end at Youth Board" in " ".join(alone.split())


def test_findings_say_what_is_wrong_with_the_ways_up_and_why(ask: Run) -> None:
    shown = " ".join(ask("escalate", "--findings").output.split())

    assert "dead end: Youth Board" in shown
    assert "The links of Youth Board are given completely (terms, 4)" in shown


def test_the_day_on_the_table_reads_as_a_sentence(ask: Run) -> None:
    shown = " ".join(ask("escalate", "FP", "--raised", "2026-03-04").output.split())

    assert "Raised on 4 March 2026" in shown


def test_the_summary_says_how_far_each_body_is_from_the_top(ask: Run) -> None:
    shown = " ".join(ask("escalate", "--summary").output.split())
    rows = answer(ask, "escalate", "--summary")["rows"]

    assert "nearest apex: Health and Wellbeing Board, 2 hops" in shown
    assert "Days at worst: 365" in shown
    by_body = {row["body"]: row for row in rows}  # type: ignore[attr-defined]
    assert by_body["Families Partnership"]["hops_least"] == 2
    assert by_body["Youth Board"]["end"] == "dead end"


def test_the_most_routes_of_a_list_are_one_at_least(ask: Run) -> None:
    assert answer(ask, "escalate", "FP", "--max-routes", "1")["rows"]
    assert "--max-routes" in ask("escalate", "FP", "--max-routes", "0", code=2).output


@pytest.mark.parametrize(
    "args", [("FP", "--summary"), ("--summary", "--findings"), ("--summary", "--to", "CP")]
)
def test_the_summary_is_of_all_bodies(ask: Run, args: tuple[str, ...]) -> None:
    assert "--summary looks at all bodies" in ask("escalate", *args, code=2).output


def test_findings_are_of_all_bodies(ask: Run) -> None:
    assert "--findings" in ask("escalate", "FP", "--findings", code=2).output


def test_people_on_two_bodies_are_shown_with_their_seats(ask: Run) -> None:
    shown = " ".join(ask("overlap").output.split())

    assert "1 shared of 1 and 1 known: Jo Smith" in shown
    assert "Chair [terms, 7.1]; Council member [terms, 7.3]" in shown
    assert "Jo Smith: 2 bodies, chairs 1 of them" in ask("overlap", "--by", "person").output
    by_organisation = answer(ask, "overlap", "--by", "organisation")["rows"]
    assert [row["names"] for row in by_organisation] == ["Milltown Council"]  # type: ignore[attr-defined]


def test_overlap_through_time_is_by_body_only(ask: Run) -> None:
    shown = " ".join(ask("overlap", "--ever").output.split())

    assert "1 person at the same time" in shown
    assert "--ever" in ask("overlap", "--ever", "--by", "person", code=2).output


def test_remits_stand_side_by_side_with_their_common_words_marked(ask: Run) -> None:
    shown = " ".join(ask("remits").output.split())

    assert "overlap: Children's Partnership" in shown
    assert "2.1: Oversee *early* *help* for *families* in *need* [terms, 8.1]" in shown
    assert "Each finding is a candidate for a human to judge" in shown
    assert "No clause is coded as procedural" in ask("remits", "--procedural").output


def test_a_verdict_shows_the_meetings_and_the_consequence_as_worded(ask: Run) -> None:
    shown = " ".join(ask("attendance").output.split())

    assert "Jo Smith, Chair (Milltown Council), Children's Partnership" in shown
    assert "2025-09-01 absent; 2025-12-01 absent; 2026-03-01 absent" in shown
    assert "Consequence: may be invited to withdraw" in shown


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["escalate", "--findings"], 1),
        (["escalate", "FP"], 0),
        (["escalate", "Youth Board"], 1),
        (["overlap"], 1),
        (["overlap", "--area", "Otherplace"], 0),
        (["remits"], 1),
        (["attendance", "--area", "Otherplace"], 0),
    ],
)
def test_findings_are_an_exit_code_where_asked_for(ask: Run, command: list[str], code: int) -> None:
    ask(*command)
    ask(*command, "--fail-on-findings", code=code)


def test_csv_for_excel_starts_with_its_mark_and_joins_lists(ask: Run, tmp_path: Path) -> None:
    ask("escalate", "FP", "-o", "routes.csv")
    written = (tmp_path / "routes.csv").read_bytes()
    shown = ask("escalate", "FP", "--format", "csv").stdout

    assert written.startswith(b"\xef\xbb\xbf")
    assert not shown.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(shown))
    assert row["links"] == "REPORTS_TO; REPORTS_TO"


def test_a_folder_that_is_not_there_is_said_before_the_work(ask: Run) -> None:
    for command in (["escalate"], ["map"]):
        assert "There is no folder 'nowhere'" in ask(*command, "-o", "nowhere/x.csv", code=2).output


def test_a_day_is_a_whole_day(run: Run) -> None:
    assert "not one day" in run("areas", "--as-of", "2025-09", code=2).output
    assert "is not a date" in run("areas", "--as-of", "soon", code=2).output
    assert "does not exist" in run("areas", "--as-of", "2025-02-30", code=2).output


def test_a_day_may_be_written_as_one_does(ask: Run, run: Run, loaded_store: str) -> None:
    found = run("areas", "--store", loaded_store, "--as-of", "1 September 2025", "--format", "json")

    assert json.loads(found.stdout)["as_of"] == "2025-09-01"


def test_old_evidence_is_warned_of(run: Run, loaded_store: str) -> None:
    shown = run("areas", "--store", loaded_store, "--as-of", "2029-01-01").output

    assert "more than 2 years before 2029-01-01" in " ".join(shown.split())


def test_no_line_is_wider_than_the_terminal(ask: Run) -> None:
    for command in (["escalate"], ["bodies"], ["areas"], ["remits"], ["show", "CP"]):
        lines = ask(*command, env={"COLUMNS": "60"}).stdout.splitlines()
        assert max(map(len, lines)) <= 60


ESCAPE = "\x1b"


@pytest.mark.parametrize(
    ("environment", "is_bold"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_bold_type_is_for_a_terminal_that_wants_it(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], is_bold: bool
) -> None:
    for name, value in ({"TERM": "xterm", "NO_COLOR": ""} | environment).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("govgraph.cli.options.sys.stdout.isatty", lambda: True)

    assert options.is_styled() is is_bold


def test_an_answer_that_goes_to_no_terminal_has_no_escape_sequence(ask: Run) -> None:
    for command in (["escalate"], ["bodies"], ["show", "CP"], ["query", "bodies"]):
        assert ESCAPE not in ask(*command).output


def test_the_map_is_one_file(ask: Run, tmp_path: Path) -> None:
    done = ask("map", "--focus", "CP", "--depth", "1", "-o", "map.html", env={"COLUMNS": "60"})
    shown = done.output
    assert max(map(len, done.stderr.splitlines())) <= 60

    assert "Wrote map.html" in shown
    assert "Families Partnership" in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_the_map_names_people_only_where_it_is_asked_to(ask: Run, tmp_path: Path) -> None:
    for given, is_named in (([], False), (["--names"], True)):
        ask("map", *given, "-o", "map.html")
        page = (tmp_path / "map.html").read_text(encoding="utf-8")
        assert ("Jo Smith" in page) is is_named
