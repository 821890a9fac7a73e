import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.analysis import attendance
from govgraph.errors import NotFoundError
from govgraph.governance import Governance
from govgraph.rules.attendance import AbsenceCount, ConsecutiveAbsences, Period
from tests.analysis.boards import (
    IN_ANY_YEAR,
    MORE_THAN_3,
    THREE_IN_A_ROW,
    Record,
    board,
    notes,
    verdict,
)
from tests.builders import governance

# --- more than N in a year ---------------------------------------------------------------


def test_more_absences_than_allowed_trigger_the_rule() -> None:
    g = board(
        ["absent", "absent", "present", "absent", "absent", "present"],
        dates=[f"2026-{month:02}-10" for month in range(6, 12)],
        rule_cells={"consequence": "may be invited to withdraw", "paragraph": "7.1"},
    )

    assert verdict(g) == {
        "body": "Board",
        "seat": "Police",
        "person": "Jo Smith",
        "organisation": "Police",
        "rule": MORE_THAN_3,
        "verdict": "triggered",
        "absences_low": 4,
        "absences_high": 4,
        "window_start": "2025-10-11",
        "window_end": "2026-10-10",
        "trigger_date": "2026-10-10",
        "meetings": [
            {"id": f"m2026-{month:02}-10", "date": f"2026-{month:02}-10", "record": "absent"}
            for month in (6, 7, 9, 10)
        ],
        "remaining": None,
        "consequence": "may be invited to withdraw",
        "assumption": None,
        "source": "terms",
        "paragraph": "7.1",
        "body_id": "anytown-board",
        "seat_id": verdict(g)["seat_id"],
        "person_id": "anytown-jo-smith",
    }


def test_as_many_absences_as_allowed_do_not_and_one_more_would() -> None:
    found = verdict(board(["absent", "absent", "absent", "present"]))

    assert (found["verdict"], found["absences_low"], found["absences_high"]) == (
        "not triggered",
        3,
        3,
    )
    assert (found["window_start"], found["window_end"]) == ("2025-11-23", "2026-11-22")
    assert found["remaining"] == "1 more absence before 10 January 2027"
    assert found["trigger_date"] is None


def test_who_always_came_has_all_absences_left() -> None:
    assert verdict(board(["present"] * 5))["remaining"] == "4 more absences within 1 year"


@pytest.mark.parametrize(
    ("fourth", "assumption"),
    [
        ("apologies", "if apologies do not excuse"),
        ("substitute", "if a substitute does not count as attendance"),
        ("unknown", "if what is not recorded was an absence"),
        (None, "if what is not recorded was an absence"),
    ],
)
def test_what_the_record_leaves_open_leaves_the_verdict_open(
    fourth: str | None, assumption: str
) -> None:
    found = verdict(board(["absent", "absent", "absent", fourth]))

    assert found["verdict"] == "undetermined"
    assert (found["absences_low"], found["absences_high"]) == (3, 4)
    assert found["assumption"] == (
        f"Triggered if one possible absence counts ({assumption}: 2026-04-10)."
    )
    assert found["trigger_date"] is None
    assert found["remaining"] is None


def test_what_a_rule_says_of_apologies_and_substitutes_settles_it() -> None:
    records = ["absent", "absent", "apologies", "substitute"]
    closed = f"{MORE_THAN_3} with or without apologies, substitutes count as absent"

    assert verdict(board(records, closed))["verdict"] == "triggered"
    assert verdict(board(records, f"{MORE_THAN_3} without apologies"))["verdict"] == "not triggered"
    assert (
        verdict(board(records, f"{MORE_THAN_3}, substitutes count as present"))["verdict"]
        == "not triggered"
    )
    assert verdict(board(records))["verdict"] == "undetermined"


def test_a_year_that_may_be_a_calendar_year_leaves_it_open_across_new_year() -> None:
    dates = ["2025-10-10", "2025-12-10", "2026-02-10", "2026-04-10"]

    found = verdict(board(["absent"] * 4, dates=dates, as_of="2026-05-01"))
    assert found["verdict"] == "undetermined"
    assert found["assumption"] == (
        "Triggered if a year means any 12 months or a municipal year (May to April); not if it "
        "means a calendar year."
    )
    assert verdict(board(["absent"] * 4, IN_ANY_YEAR, dates=dates))["verdict"] == "triggered"
    calendar = IN_ANY_YEAR.replace("any 1 year", "1 calendar year")
    assert verdict(board(["absent"] * 4, calendar, dates=dates))["verdict"] == "not triggered"


def test_a_year_that_may_be_a_municipal_year_leaves_it_open_across_may() -> None:
    dates = ["2026-02-10", "2026-04-10", "2026-05-10", "2026-07-10"]

    found = verdict(board(["absent"] * 4, dates=dates))

    assert (found["verdict"], found["absences_low"], found["absences_high"]) == (
        "undetermined",
        4,
        4,
    )
    assert found["assumption"] == (
        "Triggered if a year means any 12 months or a calendar year; not if it means a municipal "
        "year (May to April)."
    )
    municipal = MORE_THAN_3.replace("1 year", "1 municipal year")
    assert verdict(board(["absent"] * 4, municipal, dates=dates))["verdict"] == "not triggered"


def test_each_meaning_of_a_year_may_be_met_by_other_absences() -> None:
    # 2025 holds the first four, the municipal year from May 2025 the last four.
    dates = ["2025-02-10", "2025-04-10", "2025-06-10", "2025-09-10", "2026-01-10", "2026-03-10"]

    found = verdict(board(["absent"] * 6, dates=dates, as_of="2026-04-30"))

    assert found["verdict"] == "triggered"
    assert (found["window_start"], found["window_end"]) == ("2025-03-11", "2026-03-10")
    assert found["trigger_date"] == "2026-03-10"
    assert found["assumption"] == (
        "If a year means a calendar year, the rule was met by 10 September 2025."
    )
    fewer = verdict(board(["absent"] * 5, dates=dates[:5], as_of="2026-04-30"))
    assert fewer["verdict"] == "undetermined"


def test_what_is_open_under_one_meaning_of_a_year_alone_is_said_of_it() -> None:
    # Any 12 months and the municipal year hold four absences; 2026 two, and two that are open.
    dates = ["2025-10-10", "2025-12-10", "2026-01-10", "2026-02-10", "2026-06-10", "2026-07-10"]
    records = ["absent"] * 4 + ["apologies"] * 2

    found = verdict(board(records, dates=dates))

    assert found["verdict"] == "undetermined"
    assert found["assumption"] == (
        "Triggered if a year means any 12 months or a municipal year (May to April). If it means "
        "a calendar year, it depends on what is open (in this period: if apologies do not excuse: "
        "2026-06-10, 2026-07-10)."
    )


def test_possible_absences_count_together_only_in_one_year() -> None:
    records = ["absent", "absent", "absent", "apologies", "apologies", "absent"]
    dates = ["2025-11-10", "2025-12-10", "2026-02-10", "2026-03-10", "2026-04-10", "2026-06-10"]

    found = verdict(board(records, dates=dates, as_of="2026-06-30"))

    # Of 12 months four are certain, of the calendar year two, of the municipal year three.
    assert found["assumption"] == (
        "Triggered if a year means any 12 months. If it means a calendar year or a municipal year "
        "(May to April), it depends on what is open (in this period: if apologies do not excuse: "
        "2026-03-10, 2026-04-10)."
    )
    two = verdict(board(records[:5], dates=dates[:5], as_of="2026-04-30"))
    # 2026 holds one certain absence and two open ones, which is too few.
    assert two["assumption"] == (
        "Triggered if at least 1 of 2 possible absences counts and if a year means any 12 months "
        "or a municipal year (May to April) (if apologies do not excuse: 2026-03-10, 2026-04-10)."
    )


def test_a_year_does_not_hold_the_same_day_of_the_year_before() -> None:
    days = ["2025-03-10", "2025-06-10", "2025-09-10", "2026-03-10"]
    a_day_earlier = [*days[:3], "2026-03-09"]

    assert verdict(board(["absent"] * 4, IN_ANY_YEAR, dates=days))["verdict"] == "not triggered"
    assert (
        verdict(board(["absent"] * 4, IN_ANY_YEAR, dates=a_day_earlier))["verdict"] == "triggered"
    )


def test_a_trigger_that_has_passed_is_shown_as_passed() -> None:
    dates = [f"2024-0{month}-10" for month in range(1, 5)]

    found = verdict(board(["absent"] * 4, dates=dates))

    assert (found["verdict"], found["trigger_date"]) == ("triggered", "2024-04-10")
    assert found["assumption"] == "Its window has passed: the rule is not met today."


def test_only_meetings_that_were_held_count() -> None:
    g = board(
        ["absent", "absent", "absent", "absent", "absent"],
        statuses={"2026-04-10": "cancelled", "2026-05-10": "planned"},
    )

    assert verdict(g)["verdict"] == "not triggered"
    assert notes(g)[-1] == (
        "Only meetings that were held count. Planned for a day that has passed and not recorded "
        "as held: Board 2026-05-10."
    )


def test_meetings_after_the_as_of_date_do_not_count() -> None:
    assert verdict(board(["absent"] * 4, as_of="2026-04-09"))["verdict"] == "not triggered"


def test_a_meeting_dated_by_its_month_is_an_open_point() -> None:
    dates = ["2026-01-10", "2026-02-10", "2026-03-10", "2026-04"]

    found = verdict(board(["absent"] * 4, dates=dates))

    assert found["verdict"] == "undetermined"
    assert "if the meeting, whose day is not known, counts where it may: 2026-04" in str(
        found["assumption"]
    )


# --- in a row ----------------------------------------------------------------------------


def test_three_absences_in_a_row_trigger_the_rule() -> None:
    found = verdict(board(["absent", "present", *["absent"] * 3, "present"], THREE_IN_A_ROW))

    assert found["verdict"] == "triggered"
    assert (found["window_start"], found["window_end"]) == ("2026-03-10", "2026-05-10")
    assert (found["trigger_date"], found["absences_low"]) == ("2026-05-10", 3)
    assert [meeting["date"] for meeting in found["meetings"]] == [
        "2026-03-10",
        "2026-04-10",
        "2026-05-10",
    ]
    assert found["assumption"] == "Its window has passed: the rule is not met today."


def test_a_meeting_attended_breaks_the_row() -> None:
    found = verdict(board(["absent", "absent", "present", "absent", "absent"], THREE_IN_A_ROW))

    assert found["verdict"] == "not triggered"
    assert found["absences_high"] == 2
    assert found["remaining"] == "absence from the next meeting"


def test_a_cancelled_meeting_does_not_break_the_row() -> None:
    records = ["absent", "absent", None, "absent"]
    g = board(records, THREE_IN_A_ROW, statuses={"2026-03-10": "cancelled"})

    assert verdict(g)["verdict"] == "triggered"


def test_apologies_break_a_row_of_absences_without_apologies() -> None:
    records = ["absent", "apologies", "absent", "absent"]

    excused = verdict(board(records, f"{THREE_IN_A_ROW} without apologies"))
    open_ = verdict(board(records, THREE_IN_A_ROW))

    assert (excused["verdict"], excused["absences_high"]) == ("not triggered", 2)
    assert (open_["verdict"], open_["absences_low"], open_["absences_high"]) == (
        "undetermined",
        2,
        4,
    )
    assert open_["assumption"] == (
        "Triggered if one possible absence counts (if apologies do not excuse: 2026-02-10)."
    )


def test_two_meetings_on_one_day_have_no_known_order() -> None:
    g = governance(
        bodies=[{"name": "Board"}],
        memberships=[{"body": "Board", "seat": "Police", "person": "Jo Smith"}],
        rules=[{"body": "Board", "kind": "attendance", "rule": THREE_IN_A_ROW}],
        meetings=[
            {"body": "Board", "date": date, "id": id_}
            for id_, date in (
                ("a", "2026-01-10"),
                ("b", "2026-02-10"),
                ("c", "2026-03-10"),
                ("d", "2026-03-10"),
            )
        ],
        attendance=[
            {"meeting": id_, "seat": "Police", "status": status}
            for id_, status in zip("abcd", ["absent", "absent", "absent", "present"], strict=True)
        ],
    )

    assert verdict(g)["verdict"] == "undetermined"


# --- whose absences ----------------------------------------------------------------------


def test_somebody_appointed_since_answers_for_their_own_meetings_only() -> None:
    members = [
        {"person": "Sam Old", "end_date": "2026-02-28", "status": "former"},
        {"person": "Jo Smith", "start_date": "2026-03-01"},
    ]

    g = board(["absent"] * 5, members=members)

    assert attendance.verdicts(g)["person"].tolist() == ["Ann Other", "Jo Smith"]
    found = verdict(g)
    assert (found["verdict"], found["absences_high"]) == ("not triggered", 3)
    assert found["window_start"] == "2026-03-01"


def test_a_start_known_by_its_year_only_leaves_meetings_of_that_year_open() -> None:
    found = verdict(board(["absent"] * 4, members=[{"person": "Jo Smith", "start_date": "2026"}]))

    assert (found["verdict"], found["absences_low"], found["absences_high"]) == (
        "undetermined",
        0,
        4,
    )
    assert "if the seat was theirs then" in str(found["assumption"])


def test_a_record_that_names_the_person_settles_whose_it_is() -> None:
    records = [{"status": "absent", "person": "Jo Smith"}] * 4

    found = verdict(board(records, members=[{"person": "Jo Smith", "start_date": "2026"}]))

    assert found["verdict"] == "triggered"


def test_a_blank_start_is_taken_as_open_and_said_so() -> None:
    found = verdict(board(["absent"] * 4, members=[{"person": "Jo Smith"}]))

    assert found["verdict"] == "triggered"
    assert found["assumption"] == (
        "No start date of the membership is recorded: it is taken to have begun before these "
        "meetings."
    )


def test_a_predecessor_who_left_on_an_unknown_day_leaves_it_open_whose_absence_it_was() -> None:
    members = [{"person": "Sam Old", "status": "former"}, {"person": "Jo Smith"}]

    assert verdict(board(["absent"] * 4, members=members))["verdict"] == "undetermined"


def test_a_successor_with_a_start_date_has_the_seat_alone_from_then() -> None:
    members = [
        {"person": "Sam Old", "status": "former"},
        {"person": "Jo Smith", "start_date": "2026-01-01"},
    ]

    assert verdict(board(["absent"] * 4, members=members))["verdict"] == "triggered"


def test_somebody_else_in_the_seat_is_a_substitute() -> None:
    records: list[Record] = [*["absent"] * 3, {"status": "present", "person": "Kim Deputy"}]

    found = verdict(board(records))

    assert found["verdict"] == "undetermined"
    assert found["meetings"][-1]["record"] == "substitute"


def test_a_substitute_is_judged_by_no_rule() -> None:
    members = [
        {"person": "Jo Smith"},
        {"person": "Kim Deputy", "capacity": "substitute"},
    ]

    frame = attendance.verdicts(board(["absent"] * 4, members=members))

    assert "Kim Deputy" not in set(frame["person"])


@pytest.mark.parametrize("role", ["adviser", "observer", "secretariat", "guest"])
def test_only_members_are_judged(role: str) -> None:
    frame = attendance.verdicts(
        board(["absent"] * 4, members=[{"person": "Jo Smith", "role": role}])
    )

    assert frame["person"].tolist() == ["Ann Other"]


def test_a_seat_nobody_is_named_for_triggers_nothing() -> None:
    found = verdict(board(["absent"] * 4, members=[{"organisation": "Police"}]), person=None)

    assert (found["seat"], found["verdict"]) == ("Police", "undetermined")


def test_a_vacant_seat_has_no_verdict() -> None:
    frame = attendance.verdicts(board(["absent"] * 4, members=[{"status": "vacant"}]))

    assert frame["person"].tolist() == ["Ann Other"]


def test_absence_on_leave_is_an_open_point() -> None:
    members = [{"person": "Jo Smith", "capacity": "leave", "start_date": "2026-01-01"}]

    found = verdict(board(["absent"] * 4, members=members))

    assert found["verdict"] == "undetermined"
    assert "if absence on leave counts" in str(found["assumption"])


def test_absences_before_somebody_left_and_came_back_are_an_open_point() -> None:
    members = [
        {"person": "Jo Smith", "start_date": "2020-01-01", "end_date": "2026-02-28"},
        {"person": "Jo Smith", "start_date": "2026-04-01"},
    ]

    found = verdict(board(["absent"] * 5, members=members))

    assert (found["verdict"], found["absences_low"], found["absences_high"]) == (
        "undetermined",
        2,
        4,
    )


def test_a_term_that_was_renewed_is_one_tenure() -> None:
    members = [
        {"person": "Jo Smith", "start_date": "2020-01-01", "end_date": "2026-02-28"},
        {"person": "Jo Smith", "start_date": "2026-03-01"},
    ]

    assert verdict(board(["absent"] * 4, members=members))["verdict"] == "triggered"


def test_records_that_contradict_each_other_decide_nothing() -> None:
    g = board([*["absent"] * 3, {"status": "absent", "person": "Jo Smith"}])
    contradicted = governance(
        bodies=[{"name": "Board"}],
        memberships=[
            {"body": "Board", "seat": seat, "person": "Jo Smith"} for seat in ("Police", "Fire")
        ],
        rules=[{"body": "Board", "kind": "attendance", "rule": THREE_IN_A_ROW}],
        meetings=[{"body": "Board", "date": f"2026-0{n}-10", "id": f"m{n}"} for n in (1, 2, 3)],
        attendance=[
            {"meeting": f"m{n}", "seat": seat, "person": "Jo Smith", "status": status}
            for n in (1, 2, 3)
            for seat, status in (("Police", "absent"), ("Fire", "present"))
        ],
    )

    assert verdict(g)["verdict"] == "triggered"
    found = attendance.verdicts(contradicted).set_index("seat")
    assert found.loc["Police", "verdict"] == "undetermined"
    assert "contradict each other" in str(found.loc["Police", "assumption"])
    assert found.loc["Fire", "verdict"] == "not triggered"


def test_an_inferred_membership_is_named() -> None:
    members = [{"person": "Jo Smith", "start_date": "2020", "basis": "inferred"}]

    assert verdict(board(["absent"] * 4, members=members))["assumption"] == (
        "The membership is inferred, not stated."
    )


# --- which meetings, which years ---------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        ("any 1 year", "triggered"),
        ("1 calendar year", "not triggered"),  # two in each of 2025 and 2026
        ("1 financial year", "triggered"),  # 1 April 2025 to 31 March 2026: all four
        ("1 municipal year", "triggered"),  # 1 May 2025 to 30 April 2026: all four
        ("1 academic year", "triggered"),  # 1 September 2025 to 31 August 2026: all four
        ("1 membership year", "not triggered"),  # from 1 January, as the membership
    ],
)
def test_each_year_holds_its_own_meetings(year: str, expected: str) -> None:
    dates = ["2025-10-10", "2025-12-10", "2026-02-10", "2026-03-31"]

    found = verdict(
        board(["absent"] * 4, MORE_THAN_3.replace("1 year", year), dates=dates, as_of="2026-05-01")
    )

    assert found["verdict"] == expected


@pytest.mark.parametrize(
    ("last", "year", "expected"),
    [
        ("2026-03-31", "financial", "triggered"),
        ("2026-04-01", "financial", "not triggered"),
        ("2026-04-30", "municipal", "triggered"),
        ("2026-05-01", "municipal", "not triggered"),
        ("2026-08-31", "academic", "triggered"),
        ("2026-09-01", "academic", "not triggered"),
    ],
)
def test_a_year_ends_on_its_last_day(last: str, year: str, expected: str) -> None:
    rule = f"absent from more than 1 meeting in 1 {year} year"

    found = verdict(board(["absent"] * 2, rule, dates=["2025-12-10", last]))

    assert found["verdict"] == expected


def test_how_near_a_municipal_year_is_to_its_trigger_ends_with_april() -> None:
    rule = "absent from more than 3 meetings in a municipal year"
    found = verdict(board(["absent"] * 2, rule, dates=["2026-06-10", "2026-09-10"]))

    assert found["remaining"] == "2 more absences before 1 May 2027"
    assert found["window_start"] == "2026-05-01"


def test_a_membership_year_begins_anew_on_each_anniversary() -> None:
    rule = "absent from more than 1 meeting in 1 membership year"
    members = [{"person": "Jo Smith", "start_date": "2024-02-29"}]

    def on(*dates: str) -> object:
        g = board(["absent"] * 2, rule, dates=dates, members=members, as_of="2028-12-31")
        return verdict(g)["verdict"]

    assert on("2025-02-27", "2025-02-28") == "not triggered"  # 2025 has no 29 February
    assert on("2025-02-28", "2026-02-27") == "triggered"
    assert on("2028-02-28", "2028-02-29") == "not triggered"


def test_a_membership_year_without_a_known_start_is_an_open_point() -> None:
    rule = "absent from more than 3 meetings in 1 membership year"

    found = verdict(board(["absent"] * 4, rule, members=[{"person": "Jo Smith"}]))

    assert found["verdict"] == "undetermined"
    assert found["assumption"] == (
        "Triggered if one membership year, whose first day is not known, holds them."
    )


def test_a_window_that_ends_on_29_february_begins_on_1_march_or_the_year_before() -> None:
    days = ["2023-02-28", "2023-03-01", "2024-02-29"]

    assert verdict(board(["absent"] * 3, _more_than(2), dates=days))["verdict"] == "not triggered"
    assert verdict(board(["absent"] * 2, _more_than(1), dates=days[1:]))["verdict"] == "triggered"


def _more_than(number: int) -> str:
    return f"absent from more than {number} meetings in any 12 months"


def test_a_seat_that_changed_hands_counts_for_each_holder_apart() -> None:
    members = [
        {"person": "Sam Old", "start_date": "2020-01-01", "end_date": "2026-02-28"},
        {"person": "Jo Smith", "start_date": "2026-03-01"},
    ]
    records = ["absent"] * 5

    after = verdict(board(records, THREE_IN_A_ROW, members=members))
    before = verdict(board(records, THREE_IN_A_ROW, members=members, as_of="2026-02-20"), "Sam Old")

    assert (after["verdict"], after["absences_high"]) == ("triggered", 3)
    assert (before["verdict"], before["absences_high"]) == ("not triggered", 2)


def test_a_joint_meeting_counts_for_each_of_its_bodies() -> None:
    g = governance(
        bodies=[{"name": "Board"}, {"name": "Forum"}],
        memberships=[
            {"body": name, "seat": "Police", "person": "Jo Smith", "start_date": "2020-01-01"}
            for name in ("Board", "Forum")
        ],
        rules=[
            {
                "body": name,
                "kind": "attendance",
                "rule": _more_than(1).replace("meetings", "meeting"),
            }
            for name in ("Board", "Forum")
        ],
        meetings=[
            {"body": name, "date": day, "id": f"{name} {day}"}
            for name, days in (
                ("Board", ["2026-01-10", "2026-02-10"]),
                ("Forum", ["2026-02-10"]),  # jointly with the board
            )
            for day in days
        ],
        attendance=[
            {"meeting": meeting, "seat": "Police", "status": "absent"}
            for meeting in ("Board 2026-01-10", "Board 2026-02-10", "Forum 2026-02-10")
        ],
    )

    found = attendance.verdicts(g).set_index("body")

    assert found["absences_high"].to_dict() == {"Board": 2, "Forum": 1}
    assert found["verdict"].to_dict() == {"Board": "triggered", "Forum": "not triggered"}


def test_an_inquorate_meeting_was_held_and_counts() -> None:
    # One of two members came: whatever the quorum is, the meeting was held.
    assert verdict(board(["absent"] * 3, THREE_IN_A_ROW))["verdict"] == "triggered"


def test_who_attends_remotely_is_present() -> None:
    records: list[Record] = ["absent", "absent", {"status": "present", "mode": "remote"}, "absent"]

    assert verdict(board(records, THREE_IN_A_ROW))["verdict"] == "not triggered"


def test_absence_that_was_approved_is_excused() -> None:
    approved = f"{THREE_IN_A_ROW}, unless approved"
    on_leave = [
        {"person": "Jo Smith", "start_date": "2020-01-01", "end_date": "2026-01-31"},
        {"person": "Jo Smith", "start_date": "2026-02-01", "capacity": "leave"},
    ]

    assert verdict(board(["absent"] * 4, approved, members=on_leave))["verdict"] == "not triggered"
    covered = board(["absent"] * 4, approved, body={"covered": "members"})
    assert verdict(covered)["verdict"] == "triggered"


def test_where_leave_may_not_be_on_record_an_absence_may_have_been_approved() -> None:
    found = verdict(board(["absent"] * 3, f"{THREE_IN_A_ROW}, unless approved"))

    assert found["verdict"] == "undetermined"
    assert "if the absence was not approved: 2026-01-10" in str(found["assumption"])


def test_one_body_may_be_asked_about() -> None:
    g = board(["absent"] * 4)

    assert len(attendance.verdicts(g, "Board")) == 2
    with pytest.raises(NotFoundError):
        attendance.verdicts(g, "Bored")


# --- which rules -------------------------------------------------------------------------


def test_without_attendance_there_is_no_verdict() -> None:
    g = governance(
        bodies=[{"name": "Board"}],
        memberships=[{"body": "Board", "seat": "Police", "person": "Jo Smith"}],
        rules=[{"body": "Board", "kind": "attendance", "rule": MORE_THAN_3}],
        meetings=[{"body": "Board", "date": "2026-01-10", "id": "m"}],
        attendance=[{"meeting": "m", "seat": "Police", "status": "unknown"}],
    )

    frame = attendance.verdicts(g)

    assert frame.empty
    assert tuple(frame.columns) == attendance.COLUMNS
    assert frame.attrs["notes"][0] == (
        "No attendance is recorded, so there is no verdict on the attendance rule of: Board."
    )


def test_a_rule_that_cannot_fire_is_unreachable() -> None:
    g = board(["absent", "absent"], body={"meetings_per_year": 3})

    assert verdict(g)["assumption"] == ("Unreachable: the body meets 3 times a year, as stated.")
    assert notes(g) == [
        f"Unreachable: '{MORE_THAN_3}' of Board cannot fire, because the body meets 3 times a "
        "year, as stated."
    ]


def test_a_body_that_met_more_often_than_stated_can_trigger_its_rule() -> None:
    g = board(["absent"] * 4, body={"meetings_per_year": 3})

    assert verdict(g)["verdict"] == "triggered"
    assert verdict(g)["assumption"] is None
    assert notes(g) == []


def test_where_the_frequency_is_not_known_neither_is_reachability() -> None:
    assert notes(board(["absent"])) == [
        "Whether the rule can fire at all is not known, because it is not stated how often the "
        "body meets: Board."
    ]
    assert notes(board(["absent"], body={"meetings_per_year": 4})) == []
    assert notes(board(["absent"], THREE_IN_A_ROW)) == []


@pytest.mark.parametrize(
    ("rule", "note"),
    [
        (
            "no attendance for 1 municipal year since last attended",
            "Not evaluated: 1 municipal year has passed without attending any meeting of this "
            "body (Board).",
        ),
        ("should come", "Kept in plain words, not evaluated: should come (Board)."),
    ],
)
def test_a_rule_that_is_not_evaluated_is_named(rule: str, note: str) -> None:
    frame = attendance.verdicts(board(["absent"] * 4, rule))

    assert frame.empty
    assert frame.attrs["notes"] == [note]


def test_absences_long_before_a_rule_was_in_force_do_not_count() -> None:
    records = ["absent", "absent", "absent", "absent", "present"]
    dates = ["2024-01-10", "2024-02-10", "2024-03-10", "2024-04-10", "2026-02-10"]

    g = board(records, dates=dates, rule_cells={"start_date": "2026-01-01"})

    assert (verdict(g)["verdict"], verdict(g)["absences_high"]) == ("not triggered", 0)


def test_absences_shortly_before_a_rule_was_in_force_are_an_open_point() -> None:
    found = verdict(board(["absent"] * 4, rule_cells={"start_date": "2026-03-01"}))

    assert (found["verdict"], found["absences_low"]) == ("undetermined", 2)
    assert "if absences before the rule was in force count: 2026-01-10, 2026-02-10" in str(
        found["assumption"]
    )


def test_each_reading_of_a_rule_has_its_own_verdict() -> None:
    g = governance(
        bodies=[{"name": "Board", "meetings_per_year": 4}],
        memberships=[{"body": "Board", "seat": "Police", "person": "Jo Smith"}],
        rules=[
            {
                "body": "Board",
                "kind": "attendance",
                "rule": f"absent from more than 1 meeting in any 1 year{said}",
                "reading": reading,
            }
            for reading, said in (
                ("apologies excuse", " without apologies"),
                ("apologies do not excuse", " with or without apologies"),
            )
        ],
        meetings=[{"body": "Board", "date": f"2026-0{n}-10", "id": f"m{n}"} for n in (1, 2)],
        attendance=[{"meeting": f"m{n}", "seat": "Police", "status": "apologies"} for n in (1, 2)],
    )

    found = attendance.verdicts(g)

    assert found["verdict"].tolist() == ["triggered", "not triggered"]
    assert found["rule"].str.extract(r"\((.*)\)")[0].tolist() == [
        "apologies do not excuse",
        "apologies excuse",
    ]


def test_a_rule_stated_twice_is_one_rule_with_two_citations() -> None:
    row = {"body": "Board", "kind": "attendance", "rule": MORE_THAN_3}
    g = governance(
        bodies=[{"name": "Board"}],
        memberships=[{"body": "Board", "seat": "Police", "person": "Jo Smith"}],
        rules=[row | {"paragraph": "7.1"}, row | {"paragraph": "9.4"}],
        meetings=[{"body": "Board", "date": "2026-01-10", "id": "m"}],
        attendance=[{"meeting": "m", "seat": "Police", "status": "present"}],
    )

    assert attendance.verdicts(g)["paragraph"].tolist() == ["7.1; 9.4"]


def test_a_proposed_rule_is_left_out_and_named() -> None:
    g = board(["absent"] * 4, rule_cells={"status": "proposed"})

    assert attendance.verdicts(g).empty
    assert notes(g) == ["Proposed attendance rules are left out: Board."]
    assert verdict(g.at(include_proposed=True))["verdict"] == "triggered"


def test_only_bodies_asked_about_are_judged() -> None:
    g = board(["absent"] * 4)

    assert attendance.verdicts(g.at(areas=["Elsewhere"])).empty
    assert len(attendance.verdicts(g.at(areas=["anytown"]))) == 2


# --- whatever the open points come to ----------------------------------------------------

DAYS = [dt.date(2025, 9, 10) + dt.timedelta(days=61 * n) for n in range(7)]
AS_OF = dt.date(2026, 11, 22)
Case = tuple[AbsenceCount | ConsecutiveAbsences, list[str | None], str, str | None]


def any_case(random: Random) -> Case:
    """A rule, what is recorded at each meeting, the member's start, the rule's adoption."""
    excuse, attend = (random.choice([None, True, False]) for _ in range(2))
    period = random.choice(
        [
            Period(1, "year", random.choice(["any", "calendar", "open"])),
            Period(2, "year", random.choice(["any", "calendar", "open"])),
            Period(random.randint(4, 8), "month"),
        ]
    )
    number = random.randint(1, 3)
    rule: AbsenceCount | ConsecutiveAbsences = ConsecutiveAbsences(number, excuse, attend)
    if random.random() < 0.5:
        rule = AbsenceCount(number, period, excuse, attend)
    records = random.choices(
        ["present", "absent", "apologies", "substitute", None], [3, 3, 1, 1, 1], k=len(DAYS)
    )
    start = random.choice(["2020-01-01", "2020-01-01", "2026", "2026-01-12", "2026-03"])
    return rule, records, start, random.choice([None, None, "2026-02-01", "2026-06-01"])


def boards(cases: Sequence[Case]) -> Governance:
    """A board for each case: its rule, what is recorded, the member's start, its adoption."""
    every = range(len(cases))
    return governance(
        bodies=[{"name": f"Board {n}"} for n in every],
        memberships=[
            {"body": f"Board {n}", "seat": "Seat", "person": f"Member {n}", "start_date": start}
            for n, (_, _, start, _) in enumerate(cases)
        ]
        + [{"body": f"Board {n}", "seat": "Other", "person": f"Other {n}"} for n in every],
        rules=[
            {
                "body": f"Board {n}",
                "kind": "attendance",
                "rule": rule.to_text(),
                "start_date": adopted,
            }
            for n, (rule, _, _, adopted) in enumerate(cases)
        ],
        meetings=[
            {"body": f"Board {n}", "date": day.isoformat(), "id": f"b{n}-{day}"}
            for n in every
            for day in DAYS
        ],
        attendance=[
            {"meeting": f"b{n}-{day}", "seat": seat, "status": status}
            for n, (_, said, _, _) in enumerate(cases)
            for day, record in zip(DAYS, said, strict=True)
            for seat, status in (("Seat", record), ("Other", "present"))
            if status
        ],
    )


@settings(deadline=None, max_examples=4)
@given(st.integers(0, 2**32))
def test_a_verdict_is_what_every_way_of_settling_the_open_points_agrees_on(seed: int) -> None:
    random = Random(seed)
    cases = [any_case(random) for _ in range(150)]

    found = attendance.verdicts(boards(cases)).set_index("person")["verdict"]

    for number, case in enumerate(cases):
        outcomes = set(_outcomes(*case))
        expected = "undetermined"
        if len(outcomes) == 1:
            expected = "triggered" if True in outcomes else "not triggered"
        assert found[f"Member {number}"] == expected, case


def _outcomes(
    rule: AbsenceCount | ConsecutiveAbsences,
    records: Sequence[str | None],
    start: str,
    adopted: str | None,
) -> Iterable[bool]:
    """Whether the rule is triggered, for every reading and every way it may have been."""
    may_have_started = {
        "2020-01-01": [dt.date(2020, 1, 1)],
        "2026": [dt.date(2026, 1, 1), *[day + dt.timedelta(1) for day in DAYS if day.year == 2026]],
        "2026-01-12": [dt.date(2026, 1, 12)],
        "2026-03": [dt.date(2026, 3, 1), dt.date(2026, 3, 31)],
    }[start]
    in_force = dt.date.fromisoformat(adopted) if adopted else dt.date.min
    count_from = [dt.date.min, in_force] if adopted else [dt.date.min]
    readings = itertools.product(
        _settled(rule.apologies_excuse), _settled(rule.substitutes_attend), count_from
    )
    for (excuse, attend, since), began in itertools.product(readings, may_have_started):
        options = {
            "present": [False],
            "absent": [True],
            "apologies": [not excuse],
            "substitute": [not attend],
            None: [True, False],
        }
        for absent in itertools.product(*(options[record] for record in records)):
            sheet = [
                (day, is_absent)
                for day, is_absent in zip(DAYS, absent, strict=True)
                if day >= began
            ]
            if isinstance(rule, AbsenceCount):
                years = (
                    ["any", "calendar", "municipal"]
                    if rule.period.year == "open"
                    else [rule.period.year]
                )
                for year in years:
                    yield _count_triggers(rule, sheet, year, in_force, since)
            else:
                yield _run_triggers(rule, sheet, in_force, since)


def _settled(said: bool | None) -> list[bool]:
    return [True, False] if said is None else [said]


def _count_triggers(
    rule: AbsenceCount,
    sheet: Sequence[tuple[dt.date, bool]],
    year: str,
    in_force: dt.date,
    since: dt.date,
) -> bool:
    ends = [day for day, _ in sheet if day >= in_force] + [AS_OF]
    ends += [in_force] if in_force != dt.date.min else []
    return any(
        sum(
            is_absent and max(since, _begin(end, rule.period, year)) <= day <= end
            for day, is_absent in sheet
        )
        > rule.more_than
        for end in ends
    )


def _begin(end: dt.date, period: Period, year: str) -> dt.date:
    """The first day of the period that ends on that day; no month here is too short for it."""
    if year == "calendar":
        return dt.date(end.year - period.number + 1, 1, 1)
    if year == "municipal":
        return dt.date(end.year - period.number + (end.month >= 5), 5, 1)
    months = end.year * 12 + end.month - 1
    months -= period.number * (12 if period.unit == "year" else 1)
    return dt.date(months // 12, months % 12 + 1, end.day) + dt.timedelta(days=1)


def _run_triggers(
    rule: ConsecutiveAbsences,
    sheet: Sequence[tuple[dt.date, bool]],
    in_force: dt.date,
    since: dt.date,
) -> bool:
    run = 0
    met_at_adoption = False
    for day, is_absent in sheet:
        if day >= in_force and met_at_adoption:
            return True
        run = run + 1 if is_absent and day >= since else 0
        met_at_adoption = run >= rule.meetings
        if met_at_adoption and day >= in_force:
            return True
    return met_at_adoption


@settings(deadline=None, max_examples=4)
@given(st.integers(0, 2**32))
def test_names_and_order_do_not_matter(seed: int) -> None:
    random = Random(seed)
    cases = [any_case(random) for _ in range(30)]
    order = random.sample(range(30), 30)
    columns = ["verdict", "absences_low", "absences_high", "window_start", "trigger_date"]

    def judged(cases: Sequence[Case]) -> pd.DataFrame:
        frame = attendance.verdicts(boards(cases)).set_index("person")
        return frame.loc[[f"Member {n}" for n in range(30)], columns].reset_index(drop=True)

    pd.testing.assert_frame_equal(
        judged([cases[n] for n in order]), judged(cases).loc[order].reset_index(drop=True)
    )
