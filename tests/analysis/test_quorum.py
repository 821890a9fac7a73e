from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from govgraph.analysis import quorum
from govgraph.errors import AmbiguousError, GovgraphError, NotFoundError
from govgraph.governance import Governance
from tests.builders import governance

Rows = Sequence[Mapping[str, object]]

SEATS: Rows = [
    {"seat": "Chair", "person": "Jo Smith", "role": "chair", "sector": "Local Authority"},
    {"seat": "Head teacher", "person": "Ann Other", "sector": "Schools"},
    {"seat": "Police", "person": "Bo Brown", "sector": "Police"},
]
BEFORE = "2026-11-22"


def board(
    records: Rows,
    *rules: str | Mapping[str, object],
    seats: Rows = SEATS,
    dates: Sequence[str] = ("2026-05-10",),
    covered: str = "members",
    **tables: Rows,
) -> Governance:
    """A board that met on these days (meeting m0, m1, ...) and what is recorded of its seats."""
    texts = [{"rule": rule} if isinstance(rule, str) else rule for rule in rules]
    return governance(
        as_of=BEFORE,
        bodies=[{"name": "Board", "covered": covered}],
        memberships=[{"body": "Board"} | dict(row) for row in seats],
        rules=[{"body": "Board", "kind": "quorum", "paragraph": "4"} | dict(row) for row in texts],
        meetings=[{"body": "Board", "date": date, "id": f"m{at}"} for at, date in enumerate(dates)],
        attendance=[{"meeting": "m0"} | dict(row) for row in records],
        sources=[{"id": "terms", "title": "Terms of reference"}],
        **tables,  # type: ignore[arg-type] # names of tables only
    )


def came(**statuses: str) -> list[Mapping[str, object]]:
    """A record for each of the chair, the head teacher and the police."""
    titles = {"chair": "Chair", "head": "Head teacher", "police": "Police"}
    return [{"seat": titles[seat], "status": status} for seat, status in statuses.items()]


def verdicts(g: Governance) -> list[dict[str, Any]]:
    rows = quorum.meetings(g).to_dict("records")
    return [{str(k): None if pd.isna(v) else v for k, v in row.items()} for row in rows]


def verdict(g: Governance) -> dict[str, Any]:
    (row,) = verdicts(g)
    return row


def notes(g: Governance) -> str:
    return " ".join(quorum.meetings(g).attrs["notes"])


ALL_RECORDED = came(chair="present", head="present", police="absent")


def test_a_meeting_is_quorate_with_its_evidence() -> None:
    row = verdict(board(ALL_RECORDED, {"rule": "2 members", "consequence": "it is put off"}))

    assert row["verdict"] == "quorate"
    assert (row["present_low"], row["present_high"]) == (2, 2)
    assert row["missing"] is None
    assert row["meeting"] == "Board, 2026-05-10"
    assert (row["source"], row["paragraph"], row["consequence"]) == ("terms", "4", "it is put off")
    assert (row["body_id"], row["meeting_id"]) == ("anytown-board", "m0")


def test_an_inquorate_meeting_says_what_was_missing() -> None:
    row = verdict(board(ALL_RECORDED, 'chair and 1 of sector "Police" and 2 members'))

    assert row["verdict"] == "inquorate"
    assert row["missing"] == "1 person from the sector Police"
    row = verdict(board(ALL_RECORDED, "3 members"))
    assert row["missing"] == "3 members (2 there)"


def test_an_attendance_that_was_not_recorded_leaves_it_open_where_it_matters() -> None:
    records = came(chair="present", head="present")

    row = verdict(board(records, "3 members"))
    assert row["verdict"] == "undetermined"
    assert (row["present_low"], row["present_high"]) == (2, 3)
    assert "not recorded: Police" in row["assumption"]
    assert row["missing"] == "perhaps 3 members (2 there)"
    assert verdict(board(records, "2 members"))["verdict"] == "quorate"
    assert verdict(board(records, "4 members"))["verdict"] == "inquorate"


def test_a_substitute_counts_only_where_the_rule_says_so() -> None:
    records = came(chair="present", head="substitute", police="absent")

    silent = verdict(board(records, "2 members"))
    assert silent["verdict"] == "undetermined"
    assert "a substitute came: Head teacher" in silent["assumption"]
    present = verdict(board(records, "2 members, substitutes count as present"))
    assert (present["verdict"], present["present_low"]) == ("quorate", 2)
    assert (
        verdict(board(records, "2 members, substitutes count as absent"))["verdict"] == "inquorate"
    )


def test_a_stand_in_who_is_named_is_a_substitute() -> None:
    records = [*came(chair="present", police="absent")]
    records.append({"seat": "Head teacher", "person": "Di Green", "status": "present"})
    g = board(records, "2 members", people=[{"name": "Di Green"}])

    assert verdict(g)["verdict"] == "undetermined"


def test_records_that_contradict_each_other_leave_it_open() -> None:
    records = [*ALL_RECORDED, {"seat": "Police", "status": "present"}]

    row = verdict(board(records, "3 members"))

    assert row["verdict"] == "undetermined"
    assert "contradict" in row["assumption"]


def test_advisers_and_guests_count_for_nothing() -> None:
    seats = [*SEATS, {"seat": "Adviser", "person": "Al Grey", "role": "adviser"}]
    records = [
        *ALL_RECORDED,
        {"seat": "Adviser", "status": "present"},
        {"person": "A Guest", "status": "present"},
    ]

    row = verdict(board(records, "3 members", seats=seats, people=[{"name": "A Guest"}]))
    assert (row["verdict"], row["present_high"]) == ("inquorate", 2)


def test_only_who_held_a_seat_at_the_meeting_counts() -> None:
    """Cy Dale took the seat in June: their presence in May, named, is not the member's."""
    seats = [
        *SEATS[:2],
        {
            "seat": "Police",
            "person": "Bo Brown",
            "start_date": "2020-01-01",
            "end_date": "2026-05-31",
        },
        {"seat": "Police", "person": "Cy Dale", "start_date": "2026-06-01"},
    ]
    others = came(chair="present", head="present")
    later = {"seat": "Police", "person": "Cy Dale", "status": "present"}
    former = {"seat": "Police", "person": "Bo Brown", "status": "present"}

    assert verdict(board([*others, former], "3 members", seats=seats))["verdict"] == "quorate"
    row = verdict(board([*others, later], "3 members", seats=seats))
    assert (row["verdict"], row["present_low"]) == ("undetermined", 2)


def test_who_held_a_seat_before_its_first_known_holder_is_not_known() -> None:
    seats = [*SEATS, {"seat": "Health", "person": "Ed Fox", "start_date": "2026-06-01"}]

    row = verdict(board(ALL_RECORDED, "3 members", seats=seats))

    assert (row["verdict"], row["present_low"], row["present_high"]) == ("undetermined", 2, 3)


def test_a_vacant_seat_was_not_there() -> None:
    seats = [*SEATS, {"seat": "Health", "status": "vacant"}]

    row = verdict(board(ALL_RECORDED, "3 members", seats=seats))

    assert (row["verdict"], row["present_high"]) == ("inquorate", 2)


def test_whether_vacant_seats_count_makes_a_reading_each() -> None:
    """Two of three are two thirds; of the four with the vacant one they are half."""
    seats = [*SEATS, {"seat": "Health", "status": "vacant"}]

    found = verdicts(board(ALL_RECORDED, "two thirds of members", seats=seats))

    assert {row["reading"]: row["verdict"] for row in found} == {
        "vacant seats count": "inquorate",
        "vacant seats do not count": "quorate",
    }
    assert all("different verdicts" in row["assumption"] for row in found)
    (said,) = verdicts(board(ALL_RECORDED, "two thirds of filled seats", seats=seats))
    assert (said["reading"], said["verdict"]) == (None, "quorate")


def test_readings_of_one_clause_are_shown_each() -> None:
    rules = [
        {"clause": "4", "rule": "2 members", "reading": "anybody"},
        {"clause": "4", "rule": '1 of sector "Police"', "reading": "the Police"},
    ]

    found = {row["reading"]: row for row in verdicts(board(ALL_RECORDED, *rules))}

    assert found["anybody"]["verdict"] == "quorate"
    assert found["the Police"]["verdict"] == "inquorate"
    assert "different verdicts" in found["anybody"]["assumption"]


def test_one_who_could_fill_two_places_fills_one_and_the_answer_says_so() -> None:
    rule = 'chair and 1 of sector "Local Authority"'

    row = verdict(board(ALL_RECORDED, rule))

    assert row["verdict"] == "inquorate"
    assert row["missing"] == "somebody else for each place: one attendee fills one"
    assert "if one may fill several, it is quorate" in row["assumption"]


def test_a_person_on_two_seats_is_counted_once() -> None:
    seats = [*SEATS[:2], {"seat": "Police", "person": "Jo Smith"}]
    records = came(chair="present", head="absent", police="present")

    row = verdict(board(records, "2 members", seats=seats))

    assert (row["verdict"], row["present_low"], row["present_high"]) == ("inquorate", 1, 1)


def test_a_sector_that_no_seat_has_leaves_it_open() -> None:
    row = verdict(board(ALL_RECORDED, 'chair and 1 of sector "Education"'))

    assert row["verdict"] == "undetermined"
    assert "No seat that is recorded has the sector 'Education'" in row["assumption"]
    assert (
        verdict(
            board(
                came(chair="absent", head="present", police="present"),
                'chair and 1 of sector "Education"',
            )
        )["verdict"]
        == "inquorate"
    )


def test_where_not_all_members_are_known_others_may_have_been_there() -> None:
    g = board(ALL_RECORDED, "3 members", covered="rules")
    row = verdict(g)

    assert row["verdict"] == "undetermined"
    assert "The sources do not give all members" in row["assumption"]
    assert "put 'members' under 'covered' in the table of bodies" in notes(g)
    assert "covered" not in notes(board(ALL_RECORDED, "3 members"))
    assert verdict(board(ALL_RECORDED, "2 members", covered="rules"))["verdict"] == "quorate"
    no_chair = came(chair="absent", head="present", police="present")
    assert verdict(board(no_chair, "chair and 1 member", covered="rules"))["verdict"] == "inquorate"
    assert (
        verdict(board(ALL_RECORDED, "half of members", covered="rules"))["verdict"]
        == "undetermined"
    )


def test_a_rule_applies_from_the_day_it_came_into_force() -> None:
    old = {"rule": "1 member", "end_date": "2026-04-30"}
    new = {"rule": "3 members", "start_date": "2026-05-01"}
    sometime = {"rule": "3 members", "start_date": "2026"}

    assert [row["rule"] for row in verdicts(board(ALL_RECORDED, old, new))] == ["3 members"]
    row = verdict(board(ALL_RECORDED, sometime))
    assert row["verdict"] == "undetermined"
    assert "in force" in row["assumption"]


def test_meetings_without_a_register_have_no_verdict_and_a_note() -> None:
    g = board(ALL_RECORDED, "2 members", dates=["2026-05-10", "2026-06-10"])

    assert [row["date"] for row in verdicts(g)] == ["2026-05-10"]
    assert "without any record of attendance: Board 2026-06-10" in notes(g)


def test_what_is_not_evaluated_is_said() -> None:
    g = board(ALL_RECORDED, "enough people", "2 members")

    assert [row["rule"] for row in verdicts(g)] == ["2 members"]
    assert "Kept in plain words, not evaluated: 'enough people' (Board)" in notes(g)


def test_without_attendance_the_notes_point_to_the_other_questions() -> None:
    g = governance(
        bodies=[{"name": "Board"}, {"name": "Forum", "covered": "rules"}, {"name": "Group"}],
        memberships=[{"body": "Board", "seat": "A"}],
        rules=[{"body": "Board", "kind": "quorum", "rule": "2 members"}],
    )

    assert quorum.meetings(g).empty
    assert "--present" in notes(g)
    assert "The sources give all rules of these, and no quorum rule: Forum" in notes(g)
    assert (
        "No quorum rule is recorded, and the sources do not give all rules, of 1 body: Group"
        in notes(g)
    )


def test_a_body_is_asked_about_by_name() -> None:
    assert len(quorum.meetings(board(ALL_RECORDED, "2 members"), "Board")) == 1
    with pytest.raises(NotFoundError):
        quorum.meetings(board(ALL_RECORDED, "2 members"), "Bored of it")


# --- a set of seats ------------------------------------------------------------------------


def asked(g: Governance, *seats: str) -> dict[str, Any]:
    (row,) = quorum.asked(g, "Board", seats).to_dict("records")
    return {str(k): None if pd.isna(v) else v for k, v in row.items()}


def test_a_set_of_seats_is_judged_as_if_nobody_else_came() -> None:
    g = board(ALL_RECORDED, 'chair and 1 of sector "Schools"', covered="rules")

    assert asked(g, "chair", "Head Teacher")["verdict"] == "quorate"
    row = asked(g, "Chair", "Police")
    assert (row["verdict"], row["missing"]) == ("inquorate", "1 person from the sector Schools")


def test_a_seat_that_is_none_is_an_error_with_the_nearest() -> None:
    g = board(ALL_RECORDED, "2 members")

    with pytest.raises(NotFoundError, match="Did you mean 'Head teacher'"):
        quorum.asked(g, "Board", ["Headteacher"])


def test_a_seat_that_makes_no_member_is_refused() -> None:
    seats = [*SEATS, {"seat": "Adviser", "person": "Al Grey", "role": "adviser"}]

    with pytest.raises(GovgraphError, match="makes no member"):
        quorum.asked(board(ALL_RECORDED, "2 members", seats=seats), "Board", ["Adviser"])


def test_a_body_of_a_shared_name_has_to_be_told_apart() -> None:
    g = governance(
        bodies=[{"name": "Board", "area": "Anytown"}, {"name": "Board", "area": "Othertown"}],
        memberships=[{"body": "anytown-board", "seat": "A"}],
    )

    with pytest.raises(AmbiguousError):
        quorum.asked(g, "Board", ["A"])


def test_a_seat_whose_sector_is_not_recorded_leaves_a_set_open() -> None:
    seats = [*SEATS[:2], {"seat": "Police", "person": "Bo Brown"}]
    row = asked(
        board(ALL_RECORDED, 'chair and 1 of sector "Police"', seats=seats), "Chair", "Police"
    )

    assert row["verdict"] == "undetermined"
    assert "the sector of Police" in row["assumption"]


def test_a_share_of_members_who_are_not_all_known_leaves_a_set_open() -> None:
    g = board(ALL_RECORDED, "one third of members", covered="rules")

    row = asked(g, "Chair", "Police")
    assert row["verdict"] == "undetermined"
    assert "how many a share of them is is not known" in row["assumption"]
    assert asked(board(ALL_RECORDED, "one third of members"), "Chair")["verdict"] == "quorate"
