"""How a way up reads, from rows as the analyses give them."""

from govgraph.present import findings

ROUTE = {
    "body_id": "a",
    "matter": None,
    "route": "A > Board",
    "hops": 1,
    "apex": "Board",
    "end": "apex",
    "days_expected": None,
    "days_worst": None,
    "days_from": None,
    "timetable": "Raised on 4 March 2026, on the Board's table by 14 May 2026 at the earliest.",
    "people_on_route": None,
    "basis": "stated",
    "would_change": "",
    "capped": "1 of 7 routes are listed",
    "evidence": "A reports to Board",
}
SUMMARY = {
    "body_id": "a",
    "body": "A",
    "end": "apex",
    "nearest": "Board",
    "hops_least": 1.0,
    "hops_most": 3.0,
    "routes": 4.0,
    "days_least": 91.25,
    "days_most": None,
    "comes_back": False,
}


def test_a_route_reads_with_its_day_and_with_what_is_left_out() -> None:
    heading, lines = findings.route(ROUTE)

    assert heading == "A > Board"
    assert ROUTE["timetable"] in lines
    assert "Not all listed: 1 of 7 routes are listed" in lines


def test_how_far_a_body_is_from_the_top_reads_without_its_routes() -> None:
    heading, lines = findings.way_up(SUMMARY)

    assert heading == "A (a)"
    assert lines[:2] == ["nearest apex: Board, 1 hop", "4 routes, the longest of 3 hops"]
    assert "Days at worst: 91.25 by the quickest known route to an apex" in lines


def test_a_body_from_which_every_way_comes_back_says_so() -> None:
    nothing = {"hops_least": None, "hops_most": None, "routes": None, "days_least": None}
    row = {**SUMMARY, **nothing, "end": "cycle", "comes_back": True}

    assert findings.way_up(row)[1][0] == "every way up comes back in a circle"
