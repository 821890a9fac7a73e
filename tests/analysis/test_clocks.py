"""Clocks that run from the last meeting attended."""

from collections.abc import Mapping, Sequence

import pytest

from govgraph.governance import Governance
from tests.analysis.boards import Record, board, notes, verdict
from tests.builders import governance

CLOCK = "no attendance for 6 months since last attended"
S85 = (
    'no attendance for 6 months since last attended at any meeting of "Council" or its '
    "committees, unless approved"
)
COVERED = {"covered": "attendance"}
CAME_ONCE: list[Record] = ["present", *["absent"] * 6]


def council(
    records: Sequence[tuple[str, str, Record]],
    *,
    rule: str = S85,
    members: Sequence[Mapping[str, object]] = (),
    covered: str = "attendance; links; members",
    as_of: str = "2026-11-22",
) -> Governance:
    """A council with a committee: Jo Smith sits on both; body, day and record of each meeting."""
    seat = {"seat": "Ward", "person": "Jo Smith", "start_date": "2020-01-01"}
    return governance(
        as_of=as_of,
        bodies=[{"name": name, "covered": covered} for name in ("Council", "Planning Committee")],
        memberships=[
            *({"body": "Council"} | dict(row) for row in members or [seat]),
            {"body": "Planning Committee", **seat},
        ],
        links=[{"from": "Planning Committee", "type": "PART_OF", "to": "Council"}],
        rules=[{"body": "Council", "kind": "attendance", "rule": rule}],
        meetings=[{"body": body, "date": day, "id": f"{body} {day}"} for body, day, _ in records],
        attendance=[
            {"meeting": f"{body} {day}", "seat": "Ward"}
            | ({"status": it} if isinstance(it, str) else dict(it))
            for body, day, it in records
            if it is not None
        ],
    )


def test_six_months_without_attending_trigger_the_clock_of_one_body() -> None:
    found = verdict(board(CAME_ONCE, CLOCK, body=COVERED))

    assert (found["verdict"], found["window_start"], found["trigger_date"]) == (
        "triggered",
        "2026-01-10",
        "2026-07-10",
    )
    assert (found["absences_low"], found["absences_high"]) == (6, 6)
    assert [meeting["date"] for meeting in found["meetings"]] == [
        f"2026-0{month}-10" for month in range(2, 8)
    ]
    assert found["remaining"] is None
    assert found["assumption"] is None


@pytest.mark.parametrize(
    ("as_of", "expected", "remaining"),
    [
        ("2026-07-09", "not triggered", "1 day left: 10 July 2026"),
        ("2026-07-10", "not triggered", "0 days left: 10 July 2026"),
        ("2026-07-11", "triggered", None),
    ],
)
def test_the_clock_runs_out_when_its_last_day_is_over(
    as_of: str, expected: str, remaining: str | None
) -> None:
    found = verdict(board(CAME_ONCE, CLOCK, body=COVERED, as_of=as_of))

    assert (found["verdict"], found["remaining"]) == (expected, remaining)
    assert found["trigger_date"] == "2026-07-10"


@pytest.mark.parametrize(
    ("last", "runs_out"),
    [
        ("2025-08-31", "2026-02-28"),
        ("2023-08-31", "2024-02-29"),
        ("2026-02-28", "2026-08-28"),
        ("2025-10-31", "2026-04-30"),
    ],
)
def test_a_month_that_is_too_short_ends_the_clock_on_its_last_day(last: str, runs_out: str) -> None:
    g = board(["present"], CLOCK, dates=[last], body=COVERED)

    assert verdict(g)["trigger_date"] == runs_out


def test_what_may_not_be_on_record_leaves_it_open() -> None:
    found = verdict(board(CAME_ONCE, CLOCK))

    assert found["verdict"] == "undetermined"
    assert found["assumption"] == (
        "Triggered if the record of Board has every meeting that they attended."
    )


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (None, "they did not attend where nothing is recorded"),
        ("unknown", "they did not attend where nothing is recorded"),
        ("substitute", "a substitute does not count as attendance"),
        (
            {"status": "present", "mode": "remote"},
            "attending remotely does not count (under section 85 a councillor in England has had "
            "to be there in person since 7 May 2021)",
        ),
    ],
)
def test_a_meeting_that_may_have_been_attended_leaves_it_open(record: Record, why: str) -> None:
    found = verdict(board([*CAME_ONCE[:5], record, "absent"], CLOCK, body=COVERED))

    assert (found["verdict"], found["absences_low"], found["absences_high"]) == (
        "undetermined",
        5,
        6,
    )
    assert found["assumption"] == f"Triggered if {why}: 2026-06-10."


def test_apologies_do_not_stop_a_clock() -> None:
    found = verdict(board(["present", *["apologies"] * 6], CLOCK, body=COVERED))

    assert found["verdict"] == "triggered"


def test_without_a_meeting_to_attend_nothing_is_missed() -> None:
    found = verdict(board(["present"], CLOCK, body=COVERED))

    assert found["verdict"] == "undetermined"
    assert found["assumption"] == (
        "Triggered if it counts although no meeting that they missed is on record."
    )


def test_attending_after_the_clock_ran_out_starts_it_anew() -> None:
    g = board([*CAME_ONCE, "present"], CLOCK, body=COVERED, as_of="2026-09-01")

    assert verdict(g)["verdict"] == "not triggered"
    assert verdict(g)["window_start"] == "2026-08-10"


def test_a_new_member_has_six_months_from_taking_office() -> None:
    members = [{"person": "Jo Smith", "start_date": "2026-05-20"}]
    dates = ["2026-04-10", "2026-06-10"]
    g = board(["absent", "absent"], CLOCK, dates=dates, members=members, as_of="2026-10-01")

    # The first meeting in office was on 10 June; it is certain from 20 May that it is in time.
    assert verdict(g)["verdict"] == "undetermined"
    assert verdict(g)["assumption"] == (
        "No meeting attended is on record: the clock is taken to have started with the first "
        "meeting on record, on 10 June 2026. Triggered if the clock still runs out on 10 December "
        "2026 and they attended none that is not on record and the record of Board has every "
        "meeting that they attended."
    )


# --- Local Government Act 1972, s.85 -----------------------------------------------------


def test_attending_a_committee_stops_the_clock() -> None:
    g = council(
        [
            ("Council", "2026-01-10", "present"),
            ("Council", "2026-07-20", "absent"),
            ("Planning Committee", "2026-06-01", "present"),
        ]
    )

    found = verdict(g)

    assert (found["verdict"], found["window_start"]) == ("not triggered", "2026-06-01")
    assert found["remaining"] == "9 days left: 1 December 2026"


def test_nothing_on_record_makes_it_certain_that_nothing_else_was_attended() -> None:
    g = council(
        [
            ("Council", "2026-01-10", "present"),
            ("Council", "2026-05-20", "absent"),
            ("Planning Committee", "2026-06-01", "absent"),
        ]
    )

    found = verdict(g)

    assert (found["verdict"], found["absences_high"]) == ("undetermined", 2)
    assert found["trigger_date"] == "2026-07-10"
    assert found["assumption"] == (
        "Triggered if they attended nothing else that counts: on record here is Council, Planning "
        "Committee; any other committee, joint committee or body that discharges the authority's "
        "functions counts too, and so does attending elsewhere as its representative."
    )


def test_where_leave_may_not_be_on_record_approval_is_open_too() -> None:
    records: list[tuple[str, str, Record]] = [
        ("Council", "2026-01-10", "present"),
        ("Council", "2026-05-20", "absent"),
    ]

    found = verdict(council(records, covered="attendance"))

    assert "Triggered if the absence was not approved before the clock ran out and" in str(
        found["assumption"]
    )


def test_a_council_that_is_no_body_here_leaves_it_open() -> None:
    found = verdict(board(["present", "absent"], S85, as_of="2026-03-01"))

    assert found["verdict"] == "undetermined"
    assert "they attended no meeting of Council, which is not a body here" in str(
        found["assumption"]
    )


def test_approved_leave_excuses() -> None:
    seat = {"seat": "Ward", "person": "Jo Smith"}
    members = [
        {**seat, "start_date": "2020-01-01", "end_date": "2026-05-31"},
        {**seat, "capacity": "leave", "start_date": "2026-06-01"},
    ]
    records: list[tuple[str, str, Record]] = [
        ("Council", "2026-01-10", "present"),
        ("Council", "2026-05-20", "absent"),
        ("Council", "2026-09-20", "absent"),
    ]

    found = verdict(council(records, members=members))

    assert found["verdict"] == "not triggered"
    assert found["assumption"] == "On leave, which is taken to be the approved absence."


def test_leave_that_began_after_the_clock_ran_out_does_not() -> None:
    seat = {"seat": "Ward", "person": "Jo Smith"}
    members = [
        {**seat, "start_date": "2020-01-01", "end_date": "2026-08-31"},
        {**seat, "capacity": "leave", "start_date": "2026-09-01"},
    ]
    records: list[tuple[str, str, Record]] = [
        ("Council", "2026-01-10", "present"),
        ("Council", "2026-05-20", "absent"),
    ]

    assert verdict(council(records, members=members))["verdict"] == "undetermined"


def test_without_attendance_a_clock_has_no_verdict() -> None:
    g = council([("Council", "2026-01-10", "unknown")])

    assert notes(g)[0] == (
        "No attendance is recorded, so there is no verdict on the attendance rule of: Council."
    )
