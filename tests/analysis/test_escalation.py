"""Routes up: where a matter goes from a body, by hand on small graphs and against NetworkX."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph import frames, merging, model
from govgraph.analysis import escalation, route_lists
from govgraph.errors import AmbiguousError, NotFoundError
from govgraph.governance import Governance
from tests.builders import governance

Row = Mapping[str, object]


def link(start: str, type_: str, end: str, **more: object) -> Row:
    return {"from": start, "type": type_, "to": end, **more}


def reports(start: str, end: str, **more: object) -> Row:
    return link(start, "REPORTS_TO", end, **more)


def bodies(*names: str, **more: object) -> list[Row]:
    return [{"name": name, **more} for name in names]


def graph(links: Sequence[Row], named: Iterable[str] = "", **tables: Sequence[Row]) -> Governance:
    """A snapshot in which every link's end is a body; those in ``tables`` as they are there."""
    given_bodies = list(tables.pop("bodies", ()))
    taken = {str(body["name"]) for body in given_bodies}
    taken |= {str(organisation["name"]) for organisation in tables.get("organisations", ())}
    ends = {str(row[end]) for row in links for end in ("from", "to")} | set(named)
    ends = {end for end in ends if not end.startswith("members of")}
    if links:
        tables["links"] = links
    tables["bodies"] = [*given_bodies, *bodies(*sorted(ends - taken))]
    return governance(**tables)  # type: ignore[arg-type]


def ways(frame: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(frame["route"], frame["end"], strict=True))


def only(frame: pd.DataFrame) -> pd.Series:
    assert len(frame) == 1, frame.to_string()
    return frame.iloc[0]


# --- steps and ends -----------------------------------------------------------------------


def test_a_body_without_a_way_up_whose_links_are_covered_is_a_dead_end() -> None:
    g = graph([reports("A", "B")], bodies=[{"name": "B", "covered": "members; links"}])

    row = only(escalation.routes(g, "A"))

    assert (row["route"], row["end"], row["hops"], row["apex"]) == ("A > B", "dead end", 1, "B")
    assert "the links of B are given completely" in row["evidence"]


def test_a_body_without_a_way_up_of_which_too_little_is_known_is_a_missing_hop() -> None:
    row = only(escalation.routes(graph([reports("A", "B")]), "A"))

    assert row["end"] == "missing hop"
    assert "its links are not given completely" in row["evidence"]


def test_an_apex_is_an_end_even_where_its_links_are_covered() -> None:
    g = graph([reports("A", "B")], bodies=[{"name": "B", "covered": "links", "apex": "yes"}])

    assert ways(escalation.routes(g, "A")) == [("A > B", "apex")]


def test_a_route_stops_at_an_apex_and_says_that_links_from_it_are_recorded() -> None:
    g = graph(
        [reports("A", "B"), link("B", "ACCOUNTABLE_TO", "C")],
        bodies=[{"name": "B", "apex": "yes"}],
    )

    row = only(escalation.routes(g, "A"))

    assert (row["route"], row["end"]) == ("A > B", "apex")
    assert "links from it to others are recorded" in row["evidence"]


def test_a_route_to_an_organisation_ends_there_and_says_that_it_leaves_the_bodies() -> None:
    g = graph([reports("A", "Council")], organisations=[{"name": "Council"}])

    row = only(escalation.routes(g, "A"))

    assert (row["apex"], row["end"]) == ("Council", "apex")
    assert "Council is an organisation, outside the bodies" in row["evidence"]


def test_a_body_with_nothing_recorded_is_a_route_of_no_hop_without_days() -> None:
    row = only(escalation.routes(graph([], ["A"]), "A"))

    assert (row["route"], row["hops"], row["end"]) == ("A", 0, "missing hop")
    assert pd.isna(row["days_worst"])


def test_parallel_links_are_one_hop_named_by_the_strongest_and_all_cited() -> None:
    g = graph(
        [
            link("A", "PART_OF", "B", paragraph="1"),
            reports("A", "B", paragraph="2"),
            link("A", "ACCOUNTABLE_TO", "B", paragraph="3"),
            link("A", "ESCALATES_TO", "B", paragraph="4"),
        ]
    )

    row = only(escalation.routes(g, "A"))

    assert (row["hops"], row["links"]) == (1, "ESCALATES_TO")
    assert row["evidence"].startswith(
        "A escalates to B (4) and reports to it (2) and is accountable to it (3) "
        "and is part of it (1)"
    )


@pytest.mark.parametrize("type_", sorted(set(model.LINKS) - set(model.UPWARD_LINKS)))
def test_other_links_are_no_step_up(type_: str) -> None:
    g = graph([link("A", type_, "B")])

    assert ways(escalation.routes(g, "A")) == [("A", "missing hop")]


def test_a_link_of_the_members_of_a_body_is_no_step_up() -> None:
    g = graph(
        [reports("members of A", "B"), link("A", "ACCOUNTABLE_TO", "members of B")], ["A", "B"]
    )

    assert ways(escalation.routes(g, "A")) == [("A", "missing hop")]


def test_a_name_that_suggests_a_parent_is_no_step_up() -> None:
    g = graph([], ["Board", "Board Executive Group"])

    assert ways(escalation.routes(g, "Board Executive Group")) == [
        ("Board Executive Group", "missing hop")
    ]


def test_bodies_that_report_to_each_other_are_a_cycle_and_do_not_hang() -> None:
    row = only(escalation.routes(graph([reports("A", "B"), reports("B", "A")]), "A"))

    assert (row["route"], row["end"], row["hops"]) == ("A > B > A", "cycle", 2)
    assert pd.isna(row["apex"])
    assert pd.isna(row["days_worst"])


def test_a_way_out_of_a_cycle_is_a_route_of_its_own() -> None:
    g = graph([reports("A", "B"), reports("B", "A"), reports("B", "C")])

    assert ways(escalation.routes(g, "A")) == [
        ("A > B > A", "cycle"),
        ("A > B > C", "missing hop"),
    ]


def test_every_route_is_listed_where_bodies_branch() -> None:
    g = graph(
        [reports("A", "B"), reports("A", "C"), reports("B", "D"), reports("C", "D")],
        bodies=[{"name": "D", "apex": "yes"}],
    )

    assert ways(escalation.routes(g, "A")) == [("A > B > D", "apex"), ("A > C > D", "apex")]


def test_two_bodies_of_one_name_on_a_route_are_told_apart_by_their_ids() -> None:
    g = graph(
        [reports("north", "south")],
        bodies=[{"name": "Board", "id": "north"}, {"name": "Board", "id": "south"}],
    )

    assert only(escalation.routes(g, "north"))["route"] == "Board (north) > Board (south)"


# --- matters ------------------------------------------------------------------------------

DISPUTES = [
    reports("Partnership", "Board", frequency_per_year="every meeting"),
    link("Partnership", "ESCALATES_TO", "Planning Group", matter="Disputes"),
]


def test_a_link_with_a_matter_serves_that_matter_and_is_shown_for_it() -> None:
    frame = escalation.routes(graph(DISPUTES), "Partnership")

    assert frame["matter"].isna().tolist() == [True, False]
    assert ways(frame) == [
        ("Partnership > Board", "missing hop"),
        ("Partnership > Planning Group", "missing hop"),
    ]


def test_a_matter_asked_for_is_served_by_its_own_links_and_by_those_for_every_matter() -> None:
    frame = escalation.routes(graph(DISPUTES), "Partnership", matter=" disputes ")

    assert set(zip(frame["matter"].fillna(""), frame["apex"], strict=True)) == {
        ("", "Board"),
        ("Disputes", "Planning Group"),
    }


def test_a_matter_that_no_link_names_goes_where_every_matter_goes_and_a_note_says_so() -> None:
    frame = escalation.routes(graph(DISPUTES), "Partnership", matter="budget")

    assert only(frame)["apex"] == "Board"
    assert "No link is stated for 'budget'" in frame.attrs["notes"][0]
    assert "Disputes" in frame.attrs["notes"][0]


def test_a_matter_that_only_a_later_link_names_is_listed_from_below() -> None:
    g = graph([reports("A", "B"), reports("B", "C", matter="budget")])

    frame = escalation.routes(g, "A")

    assert list(zip(frame["matter"].fillna(""), frame["route"], strict=True)) == [
        ("", "A > B"),
        ("budget", "A > B > C"),
    ]
    assert ways(escalation.routes(g, "A", matter="budget")) == [("A > B > C", "missing hop")]


def test_a_link_for_every_matter_carries_on_a_route_that_began_with_one_for_a_matter() -> None:
    g = graph([reports("A", "B", matter="budget"), reports("B", "C")])

    frame = escalation.routes(g, "A")

    assert list(zip(frame["matter"].fillna(""), frame["route"], strict=True)) == [
        ("", "A"),
        ("budget", "A > B > C"),
    ]


def test_links_for_another_matter_do_not_serve() -> None:
    g = graph([reports("A", "B", matter="budget"), reports("B", "C", matter="estates")])

    frame = escalation.routes(g, "A")

    assert list(zip(frame["matter"].fillna(""), frame["route"], strict=True)) == [
        ("", "A"),
        ("budget", "A > B"),
    ]


# --- days ---------------------------------------------------------------------------------


def test_twice_a_year_and_twice_a_year_is_a_year_at_worst_and_half_on_average() -> None:
    g = graph([reports("A", "B", frequency_per_year=2), reports("B", "C", frequency_per_year=2)])

    row = only(escalation.routes(g, "A"))

    assert (row["days_expected"], row["days_worst"]) == (182.5, 365.0)
    assert row["days_from"] == "A reports to B twice a year; B reports to C twice a year"


def test_the_timetable_of_a_weaker_link_counts_where_the_stronger_is_used_as_needed() -> None:
    g = graph(
        [
            link("A", "ESCALATES_TO", "B", frequency_per_year="as needed"),
            reports("A", "B", frequency_per_year=4),
        ]
    )

    row = only(escalation.routes(g, "A"))

    assert (row["links"], row["days_worst"]) == ("ESCALATES_TO", 91.25)
    assert row["days_from"] == "A reports to B 4 times a year"


def test_as_needed_gives_no_days_even_where_the_receiving_body_meets() -> None:
    g = graph(
        [link("A", "ESCALATES_TO", "B", frequency_per_year="as needed")],
        bodies=[{"name": "B", "meetings_per_year": 4}],
    )

    row = only(escalation.routes(g, "A"))

    assert pd.isna(row["days_worst"])
    assert row["days_from"] == "A to B: not known (as needed)"


def test_every_meeting_is_as_often_as_the_reporting_body_meets() -> None:
    g = graph(
        [reports("A", "B", frequency_per_year="every meeting")],
        bodies=[{"name": "A", "meetings_per_year": 10}],
    )

    row = only(escalation.routes(g, "A"))

    assert (row["days_expected"], row["days_worst"]) == (18.25, 36.5)


def test_every_meeting_of_a_body_whose_meetings_are_unknown_gives_no_days() -> None:
    g = graph(
        [reports("A", "B", frequency_per_year="every meeting")],
        bodies=[{"name": "B", "meetings_per_year": 4}],
    )

    assert pd.isna(only(escalation.routes(g, "A"))["days_worst"])


def test_without_a_frequency_the_meetings_of_the_receiving_body_count() -> None:
    g = graph([reports("A", "B")], bodies=[{"name": "B", "meetings_per_year": 5}])

    row = only(escalation.routes(g, "A"))

    assert (row["days_expected"], row["days_worst"]) == (36.5, 73.0)
    assert row["days_from"] == "A to B: B meets 5 times a year"


def test_the_meetings_of_the_sending_body_say_nothing_of_when_the_other_meets() -> None:
    g = graph([reports("A", "B")], bodies=[{"name": "A", "meetings_per_year": 4}])

    assert pd.isna(only(escalation.routes(g, "A"))["days_worst"])


def test_one_unknown_hop_leaves_the_total_blank_and_the_known_part_in_the_evidence() -> None:
    g = graph([reports("A", "B", frequency_per_year=4), reports("B", "C")])

    row = only(escalation.routes(g, "A"))

    assert pd.isna(row["days_expected"])
    assert pd.isna(row["days_worst"])
    assert "days not known for 1 of 2 steps; the others take 91.25 days at worst" in row["evidence"]


def test_where_statements_of_one_link_differ_the_rarest_counts_and_it_says_so() -> None:
    g = graph(
        [
            reports("A", "B", frequency_per_year=4, paragraph="1"),
            reports("A", "B", frequency_per_year=2, paragraph="9"),
        ]
    )

    row = only(escalation.routes(g, "A"))

    assert row["days_worst"] == 182.5
    assert "statements differ" in row["days_from"]
    assert "(1, 4 times a year)" in row["evidence"]
    assert "(9, twice a year)" in row["evidence"]


def test_a_timetable_for_the_matter_comes_before_the_one_for_every_matter() -> None:
    g = graph(
        [
            reports("A", "B", frequency_per_year=1),
            link("A", "PART_OF", "B", matter="budget", frequency_per_year=10),
        ]
    )

    frame = escalation.routes(g, "A")

    assert frame["days_worst"].tolist() == [365.0, 36.5]
    assert frame["links"].tolist() == ["REPORTS_TO", "REPORTS_TO"]


# --- the calendar -------------------------------------------------------------------------


def meetings(body: str, *dates: str, **more: object) -> list[Row]:
    return [{"body": body, "date": date, **more} for date in dates]


CALENDAR = [
    *meetings("B", "2026-11-30", "2027-02-01", "2027-05-03"),
    *meetings("C", "2027-01-15", "2027-03-15"),
]
RAISED = dt.date(2026, 12, 1)


def test_with_a_date_raised_the_calendar_gives_days_and_the_earliest_day_on_the_table() -> None:
    g = graph([reports("A", "B"), reports("B", "C")], meetings=CALENDAR)

    row = only(escalation.routes(g, "A", raised=RAISED))

    # To B on 1 February (62 days), from there to C on 15 March (42 more).
    assert row["earliest_date"] == "2027-03-15"
    assert (row["days_expected"], row["days_worst"]) == (104.0, 104.0)
    assert row["days_from"] == "A to B: calendar of B; B to C: calendar of C"


def test_without_a_date_raised_the_calendar_gives_no_days_and_a_note_says_what_would() -> None:
    g = graph([reports("A", "B")], meetings=CALENDAR[:3])

    frame = escalation.routes(g, "A")
    row = only(frame)

    assert pd.isna(row["days_worst"])
    assert pd.isna(row["earliest_date"])
    assert any("known meeting dates count" in note for note in frame.attrs["notes"])


def test_a_meeting_on_the_day_it_is_raised_is_too_late() -> None:
    g = graph([reports("A", "B")], meetings=CALENDAR[:3])

    row = only(escalation.routes(g, "A", raised=dt.date(2026, 11, 30)))

    assert row["earliest_date"] == "2027-02-01"


def test_no_date_is_invented_where_the_calendar_ends_or_a_meeting_is_cancelled() -> None:
    g = graph(
        [reports("A", "B")],
        meetings=[
            *meetings("B", "2026-11-30"),
            *meetings("B", "2027-03-01", status="cancelled"),
        ],
    )

    row = only(escalation.routes(g, "A", raised=RAISED))

    assert pd.isna(row["earliest_date"])
    assert pd.isna(row["days_worst"])
    assert row["timetable"] == (
        "Raised on 1 December 2026; when it can be on the B's table is not known: no meeting of B "
        "after 2026-12-01 is recorded, but for what is cancelled (2027-03-01)."
    )


def test_a_meeting_whose_day_is_not_recorded_may_be_the_first() -> None:
    g = graph([reports("A", "B")], meetings=meetings("B", "2027-02", "2027-05-03", "2026"))
    after = only(escalation.routes(g, "A", raised=dt.date(2027, 2, 28)))

    row = only(escalation.routes(g, "A", raised=dt.date(2027, 1, 10)))

    assert pd.isna(row["earliest_date"])
    assert pd.isna(row["days_worst"])
    assert "B meets in 2027-02, on a day that is not recorded" in row["timetable"]
    assert "if it is too soon, it is that on 2027-05-03" in row["timetable"]
    assert after["earliest_date"] == "2027-05-03"


def test_a_meeting_of_unknown_day_for_which_papers_are_late_on_any_day_does_not_count() -> None:
    # For the last day of February papers are due on the 18th at the latest.
    g = graph(
        [reports("A", "B")],
        meetings=meetings("B", "2027-02", "2027-05-03"),
        rules=[papers("10 days before")],
    )

    late = only(escalation.routes(g, "A", raised=dt.date(2027, 2, 19)))
    in_time = only(escalation.routes(g, "A", raised=dt.date(2027, 2, 18)))

    assert late["earliest_date"] == "2027-05-03"
    assert pd.isna(in_time["earliest_date"])


def test_a_cancelled_meeting_is_passed_over_and_named() -> None:
    g = graph(
        [reports("A", "B")],
        meetings=[
            *meetings("B", "2027-01-11", status="cancelled"),
            *meetings("B", "2027-02-01"),
        ],
    )

    row = only(escalation.routes(g, "A", raised=RAISED))

    assert row["earliest_date"] == "2027-02-01"
    assert "B meets on 2027-02-01 (2027-01-11: cancelled)" in row["evidence"]


def test_the_earliest_day_is_said_in_a_sentence() -> None:
    # 14 May 2026 is a Thursday; with the bank holiday on 4 May, five working days before it is
    # 7 May. Papers for 9 April, after Easter Monday on the 6th, were due on 31 March.
    g = graph(
        [reports("Panel", "Board")],
        bodies=[{"name": "Panel"}, {"name": "Board"}],
        meetings=meetings("Board", "2026-04-09", "2026-05-14"),
        rules=[papers("5 working days before", "Board")],
    )

    in_march = only(escalation.routes(g, "Panel", raised=dt.date(2026, 3, 31)))
    in_april = only(escalation.routes(g, "Panel", raised=dt.date(2026, 4, 1)))

    assert in_march["timetable"] == (
        "Raised on 31 March 2026, on the Board's table by 9 April 2026 at the earliest."
    )
    assert in_april["timetable"] == (
        "Raised on 1 April 2026, on the Board's table by 14 May 2026 at the earliest."
    )
    assert "papers are due by 2026-05-07" in in_april["evidence"]
    assert "while those for 2026-04-09 were due by 2026-03-31" in in_april["evidence"]


def test_of_two_routes_to_one_end_the_first_in_time_is_said() -> None:
    # By B, which meets on 12 January, C is reached on 15 January; by D, on 1 February, in March.
    g = graph(
        [reports("A", "B"), reports("A", "D"), reports("B", "C"), reports("D", "C")],
        meetings=[*CALENDAR[3:], *meetings("B", "2027-01-12"), *meetings("D", "2027-02-01")],
    )

    frame = escalation.routes(g, "A", raised=RAISED)

    assert frame.set_index("route")["earliest_date"].to_dict() == {
        "A > B > C": "2027-01-15",
        "A > D > C": "2027-03-15",
    }
    assert (
        "Of 2 routes to C the first in time is A > B > C: Raised on 1 December 2026, on the C's "
        "table by 15 January 2027 at the earliest." in frame.attrs["notes"]
    )


def test_where_the_day_of_one_route_is_unknown_it_is_said_that_it_may_be_the_first() -> None:
    g = graph(
        [reports("A", "B"), reports("A", "D"), reports("B", "C"), reports("D", "C")],
        meetings=[*CALENDAR[3:], *meetings("B", "2027-01-12")],
    )

    notes = escalation.routes(g, "A", raised=RAISED).attrs["notes"]

    assert any(
        note.endswith("For 1 of them the day is not known: it may be sooner.") for note in notes
    )


def test_what_the_earliest_day_rests_on_is_said() -> None:
    g = graph([reports("A", "B")], meetings=CALENDAR[:3])

    frame = escalation.routes(g, "A", raised=RAISED)

    assert "no rule on when its papers are due is recorded" in str(frame["evidence"].iat[0])
    assert any("or called specially, may be sooner" in note for note in frame.attrs["notes"])


def test_days_that_may_be_clear_make_the_worst_case() -> None:
    # For Monday 1 February 2027 five working days before is the 25th, five clear ones the 22nd.
    g = graph([reports("A", "B")], meetings=CALENDAR[:3], rules=[papers("5 working days before")])

    row = only(escalation.routes(g, "A", raised=dt.date(2027, 1, 25)))

    assert row["earliest_date"] == "2027-02-01"
    assert row["days_worst"] == 98  # 3 May
    assert "read most strictly, they are due by 2027-01-22" in row["evidence"]


def test_a_stated_frequency_gives_the_days_and_the_calendar_the_earliest_day() -> None:
    g = graph([reports("A", "B", frequency_per_year=2)], meetings=CALENDAR[:3])

    row = only(escalation.routes(g, "A", raised=RAISED))

    assert (row["days_worst"], row["earliest_date"]) == (182.5, "2027-02-01")


def test_after_a_wait_of_unsure_length_the_calendar_is_read_from_its_end() -> None:
    g = graph([reports("A", "B", frequency_per_year=4), reports("B", "C")], meetings=CALENDAR)

    row = only(escalation.routes(g, "A", raised=RAISED))

    # On average at B after 45.6 days, 16 January, a day after C's meeting: 15 March, day 104.
    # At worst after 91.25 days, 3 March: 15 March as well.
    assert (row["days_expected"], row["days_worst"]) == (104.0, 104.0)


def papers(text: str, body: str = "B", **more: object) -> Row:
    return {"body": body, "kind": "papers", "rule": text, "clause": "7.1", **more}


def test_papers_that_are_in_time_are_dated_and_counted() -> None:
    g = graph([reports("A", "B")], meetings=CALENDAR[:3], rules=[papers("5 working days before")])

    row = only(escalation.routes(g, "A", raised=RAISED))

    # Raised on 1 December; for 1 February, a Monday, papers are due on Monday 25 January.
    assert (row["earliest_date"], row["days_worst"]) == ("2027-02-01", 62.0)
    assert (
        "B meets on 2027-02-01, and papers are due by 2027-01-25 ('5 working days before' (7.1); "
        "bank holidays of England)" in row["evidence"]
    )
    assert row["days_from"] == (
        "A to B: calendar of B, papers are due '5 working days before' (7.1)"
    )


@pytest.mark.parametrize(
    ("raised", "earliest"), [("2027-01-25", "2027-02-01"), ("2027-01-26", "2027-05-03")]
)
def test_a_matter_for_which_papers_are_late_comes_to_the_meeting_after(
    raised: str, earliest: str
) -> None:
    g = graph([reports("A", "B")], meetings=CALENDAR[:3], rules=[papers("5 working days before")])

    row = only(escalation.routes(g, "A", raised=dt.date.fromisoformat(raised)))

    assert row["earliest_date"] == earliest
    assert ("while those for 2027-02-01 were due by 2027-01-25" in row["evidence"]) == (
        earliest == "2027-05-03"
    )


def test_papers_count_at_every_body_on_the_way() -> None:
    g = graph(
        [reports("A", "B"), reports("B", "C")],
        meetings=[*CALENDAR, *meetings("C", "2027-06-15")],
        rules=[papers("2 months before", "C")],
    )

    row = only(escalation.routes(g, "A", raised=RAISED))

    # At B on 1 February; for C on 15 March papers were due by 15 January.
    assert row["earliest_date"] == "2027-06-15"


def test_no_day_is_given_where_papers_of_every_known_meeting_were_due_before() -> None:
    g = graph([reports("A", "B")], meetings=CALENDAR[:2], rules=[papers("3 months before")])

    row = only(escalation.routes(g, "A", raised=RAISED))

    assert pd.isna(row["earliest_date"])
    assert pd.isna(row["days_worst"])
    assert (
        "no meeting of B is recorded for which papers that come on 2026-12-01 are in time"
        in (row["evidence"])
    )


def test_clear_days_make_the_earliest_day_by_one_reading_and_the_days_by_the_other() -> None:
    # For Monday 1 February 2027: clear days of any kind 26 January, clear working days the 22nd.
    g = graph([reports("A", "B")], meetings=CALENDAR[:3], rules=[papers("5 clear days before")])

    row = only(escalation.routes(g, "A", raised=dt.date(2027, 1, 25)))

    assert row["earliest_date"] == "2027-02-01"
    assert row["days_worst"] == (dt.date(2027, 5, 3) - dt.date(2027, 1, 25)).days
    assert "read most strictly, they are due by 2027-01-22" in row["evidence"]


def test_the_country_decides_when_papers_are_due() -> None:
    # The first Monday of August is a bank holiday in Scotland only.
    g = graph(
        [reports("A", "B")],
        meetings=meetings("B", "2027-08-03", "2027-09-07"),
        rules=[papers("1 working day before")],
    )
    raised = dt.date(2027, 8, 1)

    assert only(escalation.routes(g, "A", raised=raised))["earliest_date"] == "2027-08-03"
    scottish = only(escalation.routes(g, "A", raised=raised, country="scotland"))
    assert scottish["earliest_date"] == "2027-09-07"
    assert "bank holidays of Scotland" in scottish["evidence"]


@pytest.mark.parametrize(
    ("body", "cells", "worst"),
    [({}, {"frequency_per_year": 2}, 182.5), ({"meetings_per_year": 5}, {}, 73.0)],
)
def test_beside_a_frequency_papers_are_quoted_and_not_added(
    body: dict[str, object], cells: dict[str, object], worst: float
) -> None:
    g = graph(
        [reports("A", "B", **cells)],
        bodies=[{"name": "B", **body}],
        rules=[papers("5 working days before")],
    )

    frame = escalation.routes(g, "A")

    row = only(frame)
    assert (row["days_expected"], row["days_worst"]) == (worst / 2, worst)
    assert row["days_from"].endswith(
        ", papers are due '5 working days before' (7.1), which is not counted in"
    )
    assert any("do not include that" in note for note in frame.attrs["notes"])


def test_a_paper_rule_that_is_not_understood_is_quoted_and_not_counted_as_if_it_were_none() -> None:
    late = [papers("in good time")]
    by_calendar = graph([reports("A", "B")], meetings=CALENDAR[:3], rules=late)
    by_frequency = graph([reports("A", "B", frequency_per_year=2)], rules=late)

    row = only(escalation.routes(by_calendar, "A", raised=RAISED))
    often = only(escalation.routes(by_frequency, "A"))

    assert row["earliest_date"] == "2027-02-01"
    assert "papers are due 'in good time' (7.1): where that has passed" in row["evidence"]
    assert pd.isna(row["days_worst"])
    assert "papers are due" in row["days_from"]
    assert often["days_worst"] == 182.5
    assert often["days_from"].endswith("which is not counted in")


@settings(deadline=None, max_examples=20)
@given(
    st.dates(dt.date(2026, 12, 1), dt.date(2027, 4, 20)),
    st.integers(1, 30),
    st.sampled_from(["days", "working days", "clear working days", "working weeks"]),
)
def test_the_earliest_day_is_never_before_the_one_without_papers(
    raised: dt.date, number: int, unit: str
) -> None:
    frames_ = [
        escalation.routes(
            graph([reports("A", "B")], meetings=CALENDAR[:3], rules=rules), "A", raised=raised
        )
        for rules in ([papers(f"{number} {unit} before")], [papers("1 day before", "A")])
    ]

    with_papers, without = (only(frame)["earliest_date"] for frame in frames_)

    assert pd.isna(with_papers) or with_papers >= without


# --- to, people, basis, proposals ---------------------------------------------------------


def test_to_shows_the_routes_that_come_there_and_ends_them_there() -> None:
    g = graph([reports("A", "B"), reports("B", "C"), reports("A", "D"), reports("D", "B")])

    assert ways(escalation.routes(g, "A", to="B")) == [
        ("A > B", "goes on"),
        ("A > D > B", "goes on"),
    ]
    assert ways(escalation.routes(g, "A", to="C"))[0] == ("A > B > C", "missing hop")


def test_to_may_name_an_organisation() -> None:
    g = graph([reports("A", "Council"), reports("A", "B")], organisations=[{"name": "Council"}])

    assert ways(escalation.routes(g, "A", to="Council")) == [("A > Council", "apex")]


def test_to_a_body_that_no_route_reaches_gives_no_row_and_says_so() -> None:
    frame = escalation.routes(graph([reports("A", "B")], ["C"]), "A", to="C")

    assert frame.empty
    assert frame.attrs["notes"] == ["No such route is recorded."]


def test_names_that_fit_nothing_or_several_are_errors() -> None:
    g = graph(
        [reports("north", "A")],
        bodies=[{"name": "Board", "id": "north"}, {"name": "Board", "id": "south"}],
    )

    with pytest.raises(NotFoundError):
        escalation.routes(g, "Zzz")
    with pytest.raises(NotFoundError):
        escalation.routes(g, "A", to="Zzz")
    with pytest.raises(AmbiguousError):
        escalation.routes(g, "Board")


def seats(*holders: tuple[str, str], role: str = "member") -> list[Row]:
    return [
        {"body": body, "seat": f"{role} {person}", "person": person, "role": role}
        for person, body in holders
    ]


def test_people_on_the_route_are_members_of_two_or_more_of_its_bodies() -> None:
    g = graph(
        [reports("A", "B"), reports("B", "C")],
        memberships=[
            *seats(("Ann", "A"), ("Ann", "B"), ("Bo", "A"), ("Cy", "B"), ("Dee", "C"), ("Bo", "C")),
            *seats(("Cy", "C"), role="observer"),
        ],
    )

    assert only(escalation.routes(g, "A"))["people_on_route"] == "Ann; Bo"


def test_nobody_on_the_route_is_said_only_where_all_members_are_known() -> None:
    members = seats(("Ann", "A"), ("Bo", "B"))
    known = [{"name": name, "covered": "members"} for name in "AB"]

    unsure = graph([reports("A", "B")], bodies=known[:1], memberships=members)
    sure = graph([reports("A", "B")], bodies=known, memberships=members)

    assert pd.isna(only(escalation.routes(unsure, "A"))["people_on_route"])
    assert only(escalation.routes(sure, "A"))["people_on_route"] == "none"


def test_a_route_over_an_inferred_link_says_so() -> None:
    g = graph([reports("A", "B", basis="inferred"), reports("B", "C")])

    frame = escalation.routes(g)

    assert frame.set_index("body")["basis"].to_dict() == {
        "A": "inferred",
        "B": "stated",
        "C": "stated",
    }
    assert "inferred" in str(frame["evidence"].iat[0])


def test_a_hop_that_one_source_states_and_another_infers_is_stated() -> None:
    g = graph(
        [reports("A", "B", basis="inferred", paragraph="1"), reports("A", "B", paragraph="2")]
    )

    assert only(escalation.routes(g, "A"))["basis"] == "stated"


def test_a_proposed_link_is_left_out_and_what_it_would_change_is_said() -> None:
    g = graph([reports("A", "B"), reports("B", "C", status="proposed")])

    row = only(escalation.routes(g, "A"))

    assert row["route"] == "A > B"
    assert row["would_change"] == "with what is proposed: A > B > C (missing hop)"


def test_a_proposed_further_route_is_said_beside_the_one_that_stays() -> None:
    g = graph(
        [reports("A", "B"), reports("A", "C", status="proposed", matter="budget")],
    )

    row = only(escalation.routes(g, "A"))

    assert row["would_change"] == "what is proposed would add A > C (for budget, missing hop)"


def test_a_route_that_proposals_leave_alone_has_nothing_to_say() -> None:
    g = graph([reports("A", "B"), reports("C", "B", status="proposed")])

    assert pd.isna(only(escalation.routes(g, "A"))["would_change"])


def test_with_proposals_a_route_says_that_it_rests_on_one() -> None:
    g = graph([reports("A", "B"), reports("B", "C", status="proposed")])

    row = only(escalation.routes(g.at(include_proposed=True), "A"))

    assert row["route"] == "A > B > C"
    assert row["would_change"] == "rests on what is only proposed: B > C"


def test_a_body_that_is_only_proposed_has_no_route_yet_and_a_note_says_why() -> None:
    g = graph([reports("A", "B")], bodies=[{"name": "A", "status": "proposed"}])

    frame = escalation.routes(g, "A")

    assert frame.empty
    assert frame.attrs["notes"][0].startswith("A: not in force on 2026-11-22, or only proposed")


def test_only_bodies_of_the_areas_asked_about_start_routes_but_others_carry_them() -> None:
    g = graph(
        [reports("A", "B")],
        bodies=[{"name": "A", "area": "North"}, {"name": "B", "area": "South"}],
    )

    assert ways(escalation.routes(g.at(areas=["North"]))) == [("A > B", "missing hop")]


def test_a_list_that_is_cut_says_so() -> None:
    wide = graph([reports("A", f"B{n}") for n in range(4)])
    long = graph([reports("A", "B"), reports("B", "C")])

    few = escalation.routes(wide, "A", max_routes=3)
    short = escalation.routes(long, "A", max_hops=1)

    assert (
        few["capped"].tolist()
        == ["3 of 4 routes are listed (those that reach an end in the fewest steps come first)"] * 3
    )
    assert ways(short) == [("A > B", "cut short")]
    assert short["apex"].isna().all()
    assert short["capped"].tolist() == [
        "the shortest route has 2 steps; shown is the beginning, of 1"
    ]
    for frame in (few, short):
        assert frame.attrs["notes"][0].startswith("Not every route is listed for A: ")
    whole = escalation.routes(wide, "A")
    assert not any("Not every" in note for note in whole.attrs["notes"])
    assert whole["capped"].isna().all()


def diamonds(count: int) -> list[Row]:
    """From N0 up to an end by two ways at every step: as many routes as 2 to the power of that."""
    return [
        reports(start, end)
        for n in range(count)
        for start, end in (
            (f"N{n}", f"L{n}"),
            (f"N{n}", f"R{n}"),
            (f"L{n}", f"N{n + 1}"),
            (f"R{n}", f"N{n + 1}"),
        )
    ]


def test_of_more_routes_than_can_be_listed_the_number_is_said() -> None:
    g = graph(diamonds(40), bodies=[{"name": "N40", "apex": "yes"}])

    frame = escalation.routes(g, "N0")

    assert len(frame) == 100
    assert set(frame["hops"]) == {80}
    assert set(frame["end"]) == {"apex"}
    assert str(frame["capped"].iat[0]).startswith(f"100 of {2**40:,} routes are listed")


def test_where_ways_are_many_those_for_a_matter_are_found_behind_them() -> None:
    g = graph(
        [
            *diamonds(20),
            *(reports(f"N{n}", "Z") for n in range(20)),
            reports("N20", "Y", matter="b"),
        ],
        bodies=[{"name": "Z", "apex": "yes"}, {"name": "Y", "apex": "yes"}],
    )

    frame = escalation.routes(g, "N0")

    assert frame.loc[frame["matter"] == "b", "apex"].tolist() == ["Y"] * 100
    assert "for b: 100 routes are listed, and there are more" in str(frame["capped"].iat[0])


def test_the_routes_with_the_fewest_steps_come_first() -> None:
    g = graph([*diamonds(4), *(reports(f"N{n}", "N4") for n in range(4))])

    frame = escalation.routes(g, "N0", max_routes=4)

    # One step to N4; two to N1 and one on, by either side; four to N2 and one on.
    assert frame["hops"].tolist() == [1, 3, 3, 5]


def test_a_chain_longer_than_any_stack_is_followed() -> None:
    chain = [reports(f"B{n:04}", f"B{n + 1:04}") for n in range(3000)]
    g = graph(chain, bodies=[{"name": "B3000", "apex": "yes"}])

    near = only(escalation.routes(g, "B2100"))
    far = only(escalation.routes(g, "B0000"))

    assert (near["hops"], near["end"]) == (900, "apex")
    assert (far["hops"], far["end"]) == (1000, "cut short")
    assert far["capped"] == "the shortest route has 3,000 steps; shown is the beginning, of 1,000"


def test_where_all_report_to_all_each_body_has_its_share_and_says_so() -> None:
    names = [f"B{n:02}" for n in range(30)]
    g = graph([reports(start, end) for start in names for end in names if start != end])

    frame = escalation.routes(g)

    assert frame.groupby("body").size().tolist() == [100] * 30
    assert (frame["end"] == "cycle").all()
    assert frame["capped"].str.startswith("100 routes are listed, and there are more").all()


def test_bodies_that_need_no_more_leave_their_share_to_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(route_lists, "MAX_ROWS", 24)
    g = graph([*diamonds(3), *(reports(f"S{n}", "T") for n in range(8))])

    frame = escalation.routes(g)

    # Nineteen bodies: one route each, and five more for those that have more.
    assert len(frame) <= 24
    assert frame["body_id"].nunique() == 19
    assert (frame.loc[frame["capped"].notna(), "body"].str[0] != "S").all()


def test_a_limit_never_makes_a_proposal_look_as_if_it_changed_a_route() -> None:
    g = graph(
        [
            *(reports("A", f"B{n}") for n in range(9)),
            reports("A", "B00", status="proposed"),
            reports("A", "B01", status="proposed"),
        ]
    )

    frame = escalation.routes(g, "A", max_routes=3)

    assert frame["route"].tolist() == ["A > B0", "A > B1", "A > B2"]
    assert frame["would_change"].fillna("").tolist() == [
        "what is proposed would add A > B00 (missing hop) and A > B01 (missing hop)",
        "",
        "",
    ]


def test_an_empty_graph_has_no_routes() -> None:
    frame = escalation.routes(Governance(frames.complete({})))

    assert frame.empty
    assert list(frame.columns) == list(escalation.ROUTE_COLUMNS)
    assert frame.attrs["notes"] == []


# --- invariants ---------------------------------------------------------------------------

LETTERS = "ABCDEF"
PAIRS = st.lists(
    st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)).filter(lambda p: p[0] != p[1]),
    unique=True,
    max_size=12,
)


def of_pairs(
    pairs: Sequence[tuple[str, str]],
    names: Mapping[str, str] | None = None,
    covered: str | None = None,
    apexes: Collection[str] = (),
) -> Governance:
    """Bodies that report to one another; their ids are their names."""
    called = names or dict(zip(LETTERS, LETTERS, strict=True))
    body = pd.DataFrame({"id": list(called.values()), "name": list(called.values())})
    body["covered"] = covered
    body["apex"] = body["id"].isin(apexes)
    links = pd.DataFrame(
        [(called[start], called[end]) for start, end in pairs], columns=["from_id", "to_id"]
    ).assign(from_type="Body", to_type="Body")
    stated = {"Body": body, "REPORTS_TO": links}
    facts = {n: frames.conform(frame, n, stated_only=True) for n, frame in stated.items()}
    return Governance(merging.combine({"test": facts}))


@settings(deadline=None, max_examples=40)
@given(PAIRS)
def test_the_routes_are_the_simple_paths_to_bodies_without_a_way_up(
    pairs: list[tuple[str, str]],
) -> None:
    plain = nx.DiGraph(pairs)
    plain.add_nodes_from(LETTERS)
    tops = [node for node in plain if plain.out_degree(node) == 0]
    expected = {
        " > ".join(path)
        for start in plain
        for top in tops
        for path in ([[start]] if start == top else nx.all_simple_paths(plain, start, top))
    }

    frame = escalation.routes(of_pairs(pairs))

    assert set(frame.loc[frame["end"] != "cycle", "route"]) == expected
    assert not frame["route"].duplicated().any()


@settings(deadline=None, max_examples=40)
@given(PAIRS)
def test_a_cycle_is_a_simple_path_and_a_step_back_onto_it(pairs: list[tuple[str, str]]) -> None:
    frame = escalation.routes(of_pairs(pairs))

    for route in frame.loc[frame["end"] == "cycle", "route"]:
        nodes = route.split(" > ")
        assert len(set(nodes[:-1])) == len(nodes) - 1
        assert nodes[-1] in nodes[:-1]
        assert all(step in pairs for step in pairwise(nodes))
    assert (frame["end"] == "cycle").any() == (not nx.is_directed_acyclic_graph(nx.DiGraph(pairs)))


@settings(deadline=None, max_examples=20)
@given(PAIRS, st.permutations(LETTERS), st.randoms())
def test_neither_names_nor_the_order_of_rows_matter(
    pairs: list[tuple[str, str]], order: list[str], random: object
) -> None:
    renamed = {old: f"Body {new}" for old, new in zip(LETTERS, order, strict=True)}
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    before = escalation.routes(of_pairs(pairs))
    after = escalation.routes(of_pairs(shuffled, renamed))

    pd.testing.assert_frame_equal(before, escalation.routes(of_pairs(shuffled)))
    told = {
        (" > ".join(renamed[name] for name in route.split(" > ")), end)
        for route, end in ways(before)
    }
    assert told == set(ways(after))


@settings(deadline=None, max_examples=40)
@given(PAIRS, st.sampled_from(LETTERS))
def test_routes_to_a_body_are_the_simple_paths_to_it(
    pairs: list[tuple[str, str]], goal: str
) -> None:
    plain = nx.DiGraph(pairs)
    plain.add_nodes_from(LETTERS)
    expected = {
        " > ".join(path)
        for start in plain
        if start != goal
        for path in nx.all_simple_paths(plain, start, goal)
    }

    frame = escalation.routes(of_pairs(pairs), to=goal)

    assert set(frame.loc[frame["hops"] > 0, "route"]) == expected
