from govgraph.present import contents
from govgraph.present.tables import records
from tests.builders import governance


def test_a_joint_body_counts_in_each_of_its_areas() -> None:
    g = governance(bodies=[{"name": "Joint", "area": "Hill; Dale"}, {"name": "B", "area": "Dale"}])

    rows = {row["area"]: row["bodies"] for row in records(contents.areas(g))}
    assert rows == {"Hill": 1, "Dale": 2}


def test_a_body_is_current_proposed_former_or_none_of_these_yet() -> None:
    g = governance(
        bodies=[
            {"name": "Now"},
            {"name": "Planned", "status": "proposed"},
            {"name": "Ended", "end_date": "2020"},
            {"name": "Gone", "status": "former"},
            {"name": "To come", "start_date": "2030"},
        ]
    )

    (row,) = records(contents.areas(g))
    counts = [row[name] for name in ("bodies", "current", "proposed", "former")]
    assert counts == [5, 1, 1, 2]
    assert contents.bodies(g)["name"].tolist() == ["Now"]


def test_seats_are_those_of_members_and_an_interim_leaves_the_vacancy() -> None:
    g = governance(
        bodies=[{"name": "B", "covered": "members"}],
        memberships=[
            {"body": "B", "seat": "Chair", "person": "Jo Smith", "role": "chair"},
            {"body": "B", "seat": "Head", "status": "vacant"},
            {"body": "B", "seat": "Head", "person": "Al Poe", "capacity": "interim"},
            {"body": "B", "seat": "Nurse"},
            {"body": "B", "seat": "Clerk", "person": "Ed Foe", "role": "secretariat"},
        ],
    )

    (row,) = records(contents.bodies(g))
    assert (row["seats"], row["named"], row["vacant"]) == (3, 2, 1)
    assert contents.bodies(g).attrs["notes"] == []


def test_an_empty_graph_has_no_areas_and_no_bodies() -> None:
    g = governance(bodies=[{"name": "B"}]).at(areas=["Nowhere"])

    assert contents.areas(g).empty
    assert contents.bodies(g).empty
