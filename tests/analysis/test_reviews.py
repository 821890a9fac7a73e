"""When terms of reference are due for review, and what is not known of it."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.analysis.structures import body, rows_of, rule, seed
from tests.builders import Rows, governance

TERMS = {"id": "terms", "title": "Terms"}


def review(text: str, *sources: Mapping[str, object], as_of: str = "2026-11-22") -> dict[str, Any]:
    listed: Rows = sources or ({**TERMS, "date": "2024-03"},)
    g = governance(
        as_of=as_of,
        bodies=[body("Board", source="terms")],
        sources=listed,
        rules=[rule("Board", "review", text, source="terms")],
    )
    (row,) = rows_of(g, "review overdue", "review due")
    return row


@pytest.mark.parametrize(
    ("as_of", "finding", "state"),
    [
        ("2026-02-28", "review due", "stated"),
        ("2026-03-15", "review due", "unknown"),
        ("2026-03-31", "review due", "unknown"),
        ("2026-04-01", "review overdue", "found"),
    ],
)
def test_a_review_is_overdue_after_the_last_day_that_the_date_may_mean(
    as_of: str, finding: str, state: str
) -> None:
    row = review("every 2 years", as_of=as_of)

    assert (row["finding"], row["state"], row["due_date"]) == (finding, state, "2026-03-31")


def test_the_day_of_adoption_comes_before_the_date_of_the_paper() -> None:
    row = review("annually", {**TERMS, "date": "2020", "adopted": "2026-05-01"})

    assert (row["finding"], row["due_date"]) == ("review due", "2027-05-01")
    assert "the day it was adopted" in row["assumption"]


def test_where_the_day_of_adoption_is_unknown_it_is_said() -> None:
    assert "when it was adopted is not recorded" in review("annually")["assumption"]


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({"version": "Draft 2"}, "candidate"),
        ({"title": "Terms of reference (draft)"}, "candidate"),
        ({"version": "draft", "adopted": "2020-02-03"}, "found"),
        ({"title": "Redrafted terms"}, "found"),
    ],
)
def test_a_draft_is_not_overdue_for_certain(more: dict[str, str], state: str) -> None:
    row = review("annually", {**TERMS, "date": "2020-01-20", **more})

    assert (row["finding"], row["state"]) == ("review overdue", state)
    assert ("They are a draft" in row["assumption"]) is (state == "candidate")


def test_terms_that_a_newer_version_replaces_are_due_no_more() -> None:
    newer = {"id": "terms-2", "title": "New terms", "date": "2026", "replaces": "terms"}
    row = review("annually", {**TERMS, "date": "2020"}, newer)

    assert (row["finding"], row["state"]) == ("review due", "stated")
    assert "replaced by New terms, 2026" in row["detail"]


def test_a_version_of_a_later_day_replaces_nothing_yet() -> None:
    newer = {"id": "terms-2", "title": "New terms", "date": "2027", "replaces": "terms"}

    assert review("annually", {**TERMS, "date": "2020"}, newer)["finding"] == "review overdue"


def test_without_a_date_it_is_unknown() -> None:
    row = review("annually", TERMS)

    assert (row["finding"], row["state"]) == ("review due", "unknown")
    assert "Terms bears no date" in row["detail"]


@pytest.mark.parametrize("text", ["bi-annually", "as required", "from time to time"])
def test_what_gives_no_interval_is_unknown(text: str) -> None:
    assert review(text)["state"] == "unknown"


def test_an_interval_that_is_about_so_long_makes_a_candidate() -> None:
    assert review("about every year")["state"] == "candidate"


def test_a_day_for_the_review_needs_no_source() -> None:
    assert review("by March 2026", TERMS)["finding"] == "review overdue"
    assert review("by March 2027", TERMS)["finding"] == "review due"


def test_worcestershire_and_bcp_are_overdue_by_the_dates_of_their_papers() -> None:
    rows = rows_of(seed("worcestershire", "bcp"), "review overdue")

    assert {row["body_id"]: row["due_date"] for row in rows} == {
        "worcestershire-cypsp": "2023-03-31",
        "bcp-cyppb": "2022-09-22",
    }
    assert all(row["detail"].endswith("no later version is recorded.") for row in rows)
