import pytest

from govgraph.errors import GovgraphError, NotFoundError
from govgraph.governance import Governance
from govgraph.present import scene
from tests.builders import governance


def chain() -> Governance:
    return governance(
        bodies=[{"name": f"Body {n}", "id": f"b{n}"} for n in range(5)],
        links=[{"from": f"b{n + 1}", "type": "REPORTS_TO", "to": f"b{n}"} for n in range(4)],
    )


def drawn(g: Governance, focus: str | None = None, depth: int | None = None) -> set[str]:
    return set(scene.of(g, focus, depth).bodies["id"])


def test_everything_that_held_on_the_day_is_drawn() -> None:
    assert drawn(chain()) == {"b0", "b1", "b2", "b3", "b4"}


def test_a_focus_shows_what_is_within_so_many_links_of_it_and_says_what_is_left_out() -> None:
    near = scene.of(chain(), "Body 4", 1)

    assert set(near.bodies["id"]) == {"b3", "b4"}
    assert near.note == "Left out: 3 bodies more than 1 link from Body 4."


def test_a_depth_without_a_focus_cuts_the_tree_below_so_many_levels() -> None:
    top = scene.of(chain(), depth=3)

    assert set(top.bodies["id"]) == {"b0", "b1", "b2", "b3"}
    assert top.note == "Left out: 1 body more than 3 levels below the top."


def test_a_focus_that_nothing_is_called_is_an_error() -> None:
    with pytest.raises(NotFoundError, match="Body 4"):
        scene.of(chain(), "Bodie 4")


def test_a_focus_that_is_only_proposed_is_an_error_that_says_how_to_see_it() -> None:
    g = governance(bodies=[{"name": "Board", "id": "b", "status": "proposed"}])

    with pytest.raises(GovgraphError, match="--include-proposed"):
        scene.of(g, "Board")


def test_proposed_bodies_are_drawn_only_when_they_are_asked_for() -> None:
    bodies = [{"name": "Board", "id": "b"}, {"name": "New", "id": "n", "status": "proposed"}]

    assert drawn(governance(bodies=bodies)) == {"b"}
    states = scene.of(governance(bodies=bodies, include_proposed=True)).bodies
    assert dict(zip(states["id"], states["state"], strict=True)) == {
        "b": "current",
        "n": "proposed",
    }


def test_a_body_that_has_ended_is_former_and_one_that_is_yet_to_come_is_not_drawn() -> None:
    g = governance(
        bodies=[
            {"name": "Ended", "id": "ended", "end_date": "2020"},
            {"name": "Ended once", "id": "once", "status": "former"},
            {"name": "To come", "id": "coming", "start_date": "2030"},
            {"name": "Board", "id": "board"},
        ],
        links=[{"from": "board", "type": "REPLACES", "to": "ended"}],
    )
    seen = scene.of(g)

    states = dict(zip(seen.bodies["id"], seen.bodies["state"], strict=True))
    assert states == {"board": "current", "ended": "former", "once": "former"}
    assert seen.links["state"].tolist() == ["former"]


def test_bodies_of_other_areas_are_drawn_where_a_way_up_leads_through_them() -> None:
    g = governance(
        bodies=[
            {"name": "Group", "id": "group"},
            {"name": "Board", "id": "board", "area": "Region"},
            {"name": "Assembly", "id": "assembly", "area": "Region"},
            {"name": "Stranger", "id": "stranger", "area": "Region"},
        ],
        links=[
            {"from": "group", "type": "REPORTS_TO", "to": "board"},
            {"from": "board", "type": "REPORTS_TO", "to": "assembly"},
            {"from": "stranger", "type": "REPORTS_TO", "to": "assembly"},
        ],
    ).at(areas=["Anytown"])

    assert drawn(g) == {"group", "board", "assembly"}


def test_an_organisation_is_linked_where_it_is_an_end_of_a_link() -> None:
    g = governance(
        bodies=[{"name": "Board", "id": "b"}],
        links=[{"from": "b", "type": "ADVISES", "to": "Council"}],
        memberships=[{"body": "b", "seat": "Doctor", "organisation": "Trust"}],
        organisations=[{"name": "Council", "id": "council"}, {"name": "Trust", "id": "trust"}],
    )
    organisations = scene.of(g).organisations

    assert dict(zip(organisations["id"], organisations["linked"], strict=True)) == {
        "council": True,
        "trust": False,
    }
    assert organisations["areas"].tolist() == ["Anytown", "Anytown"]
