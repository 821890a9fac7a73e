from govgraph.governance import Governance
from govgraph.present import scene
from tests.builders import governance

BOARDS = [
    {"name": "Board", "id": "board"},
    {"name": "Executive", "id": "executive"},
    {"name": "Group", "id": "group"},
]


def parent(g: Governance) -> dict[str, str]:
    return scene.of(g).parent


def test_the_strongest_upward_link_decides_whom_a_body_is_drawn_under() -> None:
    g = governance(
        bodies=BOARDS,
        links=[
            {"from": "group", "type": "PART_OF", "to": "board"},
            {"from": "group", "type": "REPORTS_TO", "to": "executive"},
        ],
    )

    assert parent(g) == {"group": "executive"}


def test_a_line_for_every_matter_comes_before_a_stronger_one_for_a_single_matter() -> None:
    g = governance(
        bodies=BOARDS,
        links=[
            {"from": "group", "type": "ESCALATES_TO", "to": "executive", "matter": "disputes"},
            {"from": "group", "type": "REPORTS_TO", "to": "board"},
        ],
    )

    assert parent(g) == {"group": "board"}


def test_a_line_in_force_comes_before_a_stronger_proposed_one() -> None:
    g = governance(
        bodies=BOARDS,
        links=[
            {"from": "group", "type": "ESCALATES_TO", "to": "executive", "status": "proposed"},
            {"from": "group", "type": "PART_OF", "to": "board"},
        ],
        include_proposed=True,
    )

    assert parent(g) == {"group": "board"}


def test_bodies_that_report_to_each_other_do_not_stand_under_themselves() -> None:
    g = governance(
        bodies=BOARDS,
        links=[
            {"from": "board", "type": "REPORTS_TO", "to": "executive"},
            {"from": "executive", "type": "REPORTS_TO", "to": "group"},
            {"from": "group", "type": "REPORTS_TO", "to": "board"},
        ],
    )

    assert parent(g) == {"board": "executive", "executive": "group"}


def test_an_apex_stands_under_nothing() -> None:
    g = governance(
        bodies=[{"name": "Board", "id": "board", "apex": "yes"}, *BOARDS[1:]],
        links=[{"from": "board", "type": "REPORTS_TO", "to": "executive"}],
    )

    assert parent(g) == {}


def test_a_body_that_answers_to_an_organisation_only_is_drawn_under_it() -> None:
    g = governance(
        bodies=BOARDS[:2],
        links=[
            {"from": "board", "type": "ACCOUNTABLE_TO", "to": "Council"},
            {"from": "executive", "type": "ACCOUNTABLE_TO", "to": "Council"},
            {"from": "executive", "type": "PART_OF", "to": "board"},
        ],
        organisations=[{"name": "Council", "id": "council"}],
    )

    assert parent(g) == {"board": "council", "executive": "board"}


def test_no_tree_leaves_its_area() -> None:
    g = governance(
        bodies=[{"name": "Board", "id": "board", "area": "Elsewhere"}, *BOARDS[1:]],
        links=[{"from": "group", "type": "REPORTS_TO", "to": "board"}],
    )

    assert parent(g) == {}


def test_what_the_members_of_a_body_do_is_not_what_the_body_does() -> None:
    g = governance(
        bodies=BOARDS,
        links=[{"from": "members of group", "type": "ACCOUNTABLE_TO", "to": "board"}],
    )

    assert parent(g) == {}


def test_a_joint_body_is_drawn_in_the_area_that_has_most_bodies() -> None:
    g = governance(
        bodies=[
            {"name": "Joint", "id": "joint", "area": "Elsewhere; Anytown"},
            {"name": "Board", "id": "board"},
        ]
    )

    assert scene.of(g).home == {"joint": "Anytown", "board": "Anytown"}
