"""The snapshot: what held on a day, who sits where, and what is known completely."""

import datetime as dt

import pytest

from govgraph.errors import AmbiguousError, NotFoundError
from govgraph.governance import Governance
from tests.builders import governance


@pytest.fixture(scope="module")
def city() -> Governance:
    return governance(
        bodies=[
            {"name": "Board", "other_names": "HWB", "covered": "members; links"},
            {"name": "Trust", "start_date": "2010", "end_date": "2015-06"},
            {"name": "Partnership", "status": "proposed"},
            {"name": "Panel", "area": "Elsewhere", "status": "former"},
            {"name": "Board", "area": "Elsewhere", "id": "elsewhere-board"},
        ],
        links=[
            {"from": "Trust", "type": "REPORTS_TO", "to": "HWB"},
            {"from": "Partnership", "type": "REPORTS_TO", "to": "HWB"},
            {"from": "members of HWB", "type": "ACCOUNTABLE_TO", "to": "Elsewhere-Board"},
        ],
        memberships=[
            {"body": "HWB", "seat": "Chair", "person": "Jo", "role": "chair", "end_date": "2020"},
            {"body": "HWB", "seat": "Chair", "person": "Al", "role": "chair", "start_date": "2021"},
            {"body": "HWB", "seat": "Nurse", "status": "vacant"},
            {"body": "HWB", "seat": "Nurse", "person": "Di", "capacity": "interim"},
            {"body": "HWB", "seat": "Head", "organisation": "School A; School B"},
            {"body": "HWB", "seat": "Doctor", "person": "Ed", "end_date": "2019"},
            {"body": "elsewhere-board", "seat": "Guest", "person": "Al", "role": "guest"},
        ],
        meetings=[
            {"body": "HWB", "date": "2022-03-01"},
            {"body": "HWB", "date": "2030-03-01", "status": "planned"},
        ],
        sources=[{"id": "tor", "title": "Terms", "date": "2021-05"}],
    )


def test_only_what_held_on_the_day_is_seen(city: Governance) -> None:
    assert set(city.bodies["id"]) == {"anytown-board", "elsewhere-board"}
    then = city.at(dt.date(2015, 6, 30))
    assert "anytown-trust" in set(then.bodies["id"])
    assert then.links["from_id"].tolist() == ["anytown-trust", "anytown-board"]
    assert "anytown-trust" not in set(city.at(dt.date(2015, 7, 1)).bodies["id"])


def test_what_ended_on_an_unknown_day_is_never_in_force(city: Governance) -> None:
    for year in (1990, 2015, 2026):
        assert "elsewhere-panel" not in set(city.at(dt.date(year, 1, 1)).bodies["id"])


def test_proposals_are_left_out_unless_they_are_asked_for(city: Governance) -> None:
    assert "anytown-partnership" not in set(city.bodies["id"])
    proposed = city.at(include_proposed=True)
    assert "anytown-partnership" in set(proposed.bodies["id"])
    assert ("anytown-partnership", "anytown-board") in set(
        zip(proposed.links["from_id"], proposed.links["to_id"], strict=True)
    )


def test_a_seat_is_held_vacant_or_not_named_and_an_interim_does_not_fill_it(
    city: Governance,
) -> None:
    seats = city.memberships
    seats = seats[seats["body_id"] == "anytown-board"]
    said = {
        (title, state, person if isinstance(person, str) else None)
        for title, state, person in zip(
            seats["title"], seats["state"], seats["person"], strict=True
        )
    }
    assert said == {
        ("Chair", "held", "Al"),
        ("Nurse", "held", "Di"),
        ("Nurse", "vacant", None),
        ("Head", "not named", None),
        ("Doctor", "unknown", None),
    }


def test_successive_holders_share_one_seat(city: Governance) -> None:
    then = city.at(dt.date(2019, 1, 1)).memberships
    now = city.memberships
    assert then.loc[then["title"] == "Chair", "person"].tolist() == ["Jo"]
    assert set(then.loc[then["title"] == "Chair", "seat_id"]) == set(
        now.loc[now["title"] == "Chair", "seat_id"]
    )


def test_a_seat_of_two_schools_speaks_for_both(city: Governance) -> None:
    seats = city.memberships.set_index("title")
    assert seats.loc["Head", "organisations"] == "School A; School B"
    assert seats.loc["Head", "organisation_ids"] == "school-a; school-b"


def test_the_matrix_counts_members_once_and_guests_not_at_all(city: Governance) -> None:
    matrix = city.membership_matrix()
    assert set(matrix.columns) == {"anytown-al", "anytown-di"}
    assert matrix.values.sum() == 2
    by_organisation = city.membership_matrix("organisation")
    assert set(by_organisation.columns) == {"school-a", "school-b"}


def test_links_of_members_are_not_links_of_the_body(city: Governance) -> None:
    assert city.links["type"].tolist() == ["ACCOUNTABLE_TO"]
    assert city.graph().number_of_edges() == 0
    assert city.at(include_proposed=True).graph().has_edge("anytown-partnership", "anytown-board")


def test_a_name_of_two_areas_is_ambiguous_until_the_area_is_said(city: Governance) -> None:
    with pytest.raises(AmbiguousError, match=r"Anytown, id anytown-board.*elsewhere-board"):
        city.find_body("board")
    assert city.at(areas=["elsewhere"]).find_body("board") == "elsewhere-board"
    assert city.find_body("hwb") == "anytown-board"
    with pytest.raises(NotFoundError, match="Did you mean 'Partnership'"):
        city.find_body("Partnershp")


def test_an_area_narrows_what_is_asked_about_and_not_the_graph(city: Governance) -> None:
    there = city.at(areas=["Elsewhere"])
    assert there.asked_about.tolist() == ["elsewhere-board"]
    assert len(there.bodies) == 2


def test_a_meeting_is_held_once_its_day_has_come_and_planned_before(city: Governance) -> None:
    assert city.meetings["status"].tolist() == ["held", "planned"]
    assert city.at(dt.date(2022, 2, 28)).meetings["status"].tolist() == ["planned", "planned"]


def test_the_newest_evidence_is_named_and_its_age_warned_of(city: Governance) -> None:
    assert city.newest_evidence == "2022-03-01"
    assert "2022-03-01" in city.caveats[0]
    assert city.at(dt.date(2023, 1, 1)).caveats == []
    assert "No source" in governance(bodies=[{"name": "B"}]).caveats[0]


def test_coverage_is_asked_body_by_body(city: Governance) -> None:
    ids = city.bodies["id"]
    assert dict(zip(ids, city.covers(ids, "links"), strict=True)) == {
        "anytown-board": True,
        "elsewhere-board": False,
    }
    assert not city.covers(ids, "remits").any()


def test_changing_a_frame_changes_no_snapshot(city: Governance) -> None:
    bodies = city.bodies
    bodies["name"] = "changed"
    assert set(city.bodies["name"]) == {"Board"}


def test_attendance_joins_seats_to_meetings() -> None:
    g = governance(
        bodies=[{"name": "B"}],
        memberships=[
            {"body": "B", "seat": "Chair", "person": "Jo"},
            {"body": "B", "seat": "Member", "person": "Al"},
            {"body": "B", "seat": "Member", "person": "Di"},
        ],
        meetings=[{"body": "B", "date": "2024-05-01", "id": "m1"}],
        attendance=[
            {"meeting": "m1", "seat": "Chair", "status": "present"},
            {"meeting": "B 2024-05-01", "person": "Di", "status": "apologies"},
            {"meeting": "m1", "seat": "Member", "person": "Al", "status": "absent"},
            {"meeting": "m1", "person": "Someone Else", "status": "present"},
        ],
    )
    seen = g.attendance
    assert sorted(zip(seen["seat_id"], seen["status"], strict=True)) == [
        ("anytown-b/chair", "present"),
        ("anytown-b/member/1", "absent"),
        ("anytown-b/member/2", "apologies"),
    ]
    assert g.at(dt.date(2024, 4, 30)).attendance.empty
