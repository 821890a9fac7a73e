"""Bodies that meet less often than their rule says, counted by the calendar year."""

from typing import Any

import pytest

from govgraph.analysis import structure
from govgraph.analysis.meeting_counts import FEWER, notes
from tests.analysis.structures import body, graph, rows_of, rule

# As of 22 November 2026: the years 2024 and 2025 are whole, 2023 and 2026 are not.
DATES = ["2023-11-01", "2024-02-01", "2024-05-01", "2024-09-01", "2024-11-01", "2025-03-01"]
CANCELLED = ["2025-06-01", "2025-09-01"]


def board(
    text: str, dates: list[str] = DATES, covered: str = "rules; attendance", **cells: Any
) -> Any:
    return graph(
        bodies=[body("Board", covered)],
        rules=[rule("Board", "frequency", text, paragraph="5.1", **cells)],
        meetings=[
            *({"body": "Board", "date": date} for date in dates),
            *({"body": "Board", "date": date, "status": "cancelled"} for date in CANCELLED),
        ],
    )


def test_a_year_with_fewer_meetings_is_a_candidate_with_its_count() -> None:
    (row,) = rows_of(board("at least 4 meetings per year"), FEWER)

    assert (row["subject"], row["state"], row["count_low"], row["limit"]) == (
        "2025",
        "candidate",
        1.0,
        4.0,
    )
    assert row["detail"] == (
        "Board: 1 meeting recorded as held in 2025 (2 cancelled). Its rule is: meets at least 4 "
        "times a year (5.1)."
    )
    assert row["assumption"] == "A year is taken as a calendar year."


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("4 meetings per year", ["2025"]),
        ("at least quarterly", ["2025"]),
        ("every 2 months", ["2024", "2025"]),
        ("once a year", []),
        ("about 6 meetings per year", []),
        ("at most 6 meetings per year", []),
        ("as this body decides", []),
    ],
)
def test_what_counts_is_the_least_number_that_the_rule_sets(text: str, years: list[str]) -> None:
    assert [row["subject"] for row in rows_of(board(text), FEWER)] == years


def test_a_year_in_which_the_rule_came_is_not_counted() -> None:
    assert rows_of(board("at least 4 meetings per year", start_date="2025-01"), FEWER) == []


def test_where_the_meetings_are_not_all_recorded_it_is_unknown() -> None:
    g = board("at least 4 meetings per year", covered="rules")

    found = structure.structure(g, only=[FEWER])

    assert found.empty
    assert any("is unknown for 1 of 1 body with such a rule" in it for it in found.attrs["notes"])


def test_a_body_without_any_meeting_recorded_has_no_year_to_count() -> None:
    g = graph(
        bodies=[body("Board", "rules; attendance")],
        rules=[rule("Board", "frequency", "at least 4 meetings per year")],
    )

    assert rows_of(g, FEWER) == []


def test_a_rule_that_names_another_year_is_left_out_and_named_so() -> None:
    g = board("at least 6 meetings per municipal year")

    assert rows_of(g, FEWER) == []
    assert notes(g) == [
        "Whether 1 body met as often as the rule says was not looked at: meetings are counted by "
        "calendar year, and the rule names another one."
    ]
    assert rows_of(board("at least 6 meetings per calendar year"), FEWER)
