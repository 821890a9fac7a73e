"""The findings together: their order, their names, what proposals would change, the notes."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph import frames
from govgraph.analysis import structure
from govgraph.analysis.structure_rows import FAULTS, STATES, office_of
from govgraph.dataset.templates import Heading, Template
from govgraph.errors import NotFoundError
from govgraph.governance import Governance
from tests.analysis.structures import body, graph, rows_of, rule, seats, seed
from tests.builders import governance


def test_an_empty_graph_has_no_findings_and_all_columns() -> None:
    found = structure.structure(Governance(frames.complete({})))

    assert found.empty
    assert list(found.columns)[:5] == ["finding", "body", "subject", "state", "detail"]


def test_what_has_to_be_looked_at_comes_first() -> None:
    rows = rows_of(seed("worcestershire", "barking-and-dagenham", "bcp", "blackpool"))
    groups = [
        0 if row["state"] in FAULTS else 1 if row["state"] == "unknown" else 2 for row in rows
    ]

    assert groups == sorted(groups)
    assert {row["state"] for row in rows} <= set(STATES)
    assert {row["finding"] for row in rows} <= set(structure.FINDINGS)


def test_every_finding_says_something_and_cites_where_it_stands() -> None:
    for row in rows_of(seed("worcestershire", "barking-and-dagenham", "bcp", "blackpool")):
        assert row["detail"].endswith((".", "?"))
        assert row["source"] == row["source"], row
        assert row["paragraph"] == row["paragraph"], row


@pytest.mark.parametrize("name", ["vacancy", "Co-option headroom", "co_option_headroom"])
def test_a_finding_may_be_asked_for_by_name(name: str) -> None:
    found = structure.structure(seed("bcp", "worcestershire"), only=[name])

    assert found["finding"].nunique() == 1


@pytest.mark.parametrize("name", structure.FINDINGS)
def test_a_finding_asked_for_alone_is_the_one_found_among_all(name: str) -> None:
    g = seed("worcestershire", "barking-and-dagenham", "bcp", "anytown")
    terms = Template("ours", (Heading("Quorum", ("quorum",)), Heading("Minutes", ("minutes",))))
    every = structure.structure(g, terms)

    alone = structure.structure(g, terms, only=[name])

    expected = every[every["finding"] == name].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, expected)


def test_an_unknown_finding_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="Did you mean 'vacancy'"):
        structure.structure(seed("bcp"), only=["vacansy"])


def test_what_a_proposal_would_change_is_said() -> None:
    g = governance(
        bodies=[body("Board")],
        memberships=[*seats("Board", 2), {"body": "Board", "seat": "New", "status": "proposed"}],
        rules=[rule("Board", "composition", "at most 2 members")],
    )
    found = structure.structure(g)

    assert found["finding"].tolist() == ["headroom"]
    assert found["would_change"].tolist() == ["no longer found if what is proposed took effect"]
    assert any("2 more rows" in note for note in found.attrs["notes"])
    with_it = structure.structure(g.at(include_proposed=True))
    assert with_it["finding"].tolist() == ["over the cap", "unnamed seat"]


def test_bodies_of_other_areas_are_left_out() -> None:
    g = graph(
        bodies=[body("Board"), body("Other", area="Elsewhere")],
        memberships=[
            {"body": "Board", "seat": "A", "status": "vacant"},
            {"body": "Other", "seat": "A", "status": "vacant"},
        ],
    ).at(areas=["Elsewhere"])

    assert [row["body"] for row in rows_of(g)] == ["Other"]


def test_for_how_many_bodies_members_are_not_covered_is_said() -> None:
    g = graph(bodies=[body("Board"), body("Other", "links")])

    assert any(
        note.startswith("The members are not given completely for 1 of 2 bodies")
        for note in structure.structure(g).attrs["notes"]
    )


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("chair", "chair"),
        ("Independent Chair", "chair"),
        ("co-chair", "chair"),
        ("the Chairman", "chair"),
        ("vice_chair", "vice-chair"),
        ("Deputy Chair", "vice-chair"),
        ("chair's adviser", None),
        ("former chair", None),
        ("Cabinet Member", None),
    ],
)
def test_an_office_is_known_by_its_words(words: str, office: str | None) -> None:
    assert office_of(words) == office


@settings(max_examples=20, deadline=None)
@given(
    members=st.integers(0, 6),
    others=st.integers(0, 3),
    cap=st.integers(1, 6),
    covered=st.booleans(),
)
def test_over_the_cap_and_headroom_exclude_each_other(
    members: int, others: int, cap: int, covered: bool
) -> None:
    g = graph(
        bodies=[body("Board", "members; rules" if covered else "rules")],
        memberships=[
            *seats("Board", members),
            *seats("Board", others, "Adviser", role="adviser"),
        ],
        rules=[rule("Board", "composition", f"at most {cap} members")],
    )
    (row,) = rows_of(g, "over the cap", "headroom")

    assert row["headroom"] == cap - members
    assert (row["finding"] == "over the cap") == (members > cap)
    assert (row["state"] == "unknown") == (not covered and members <= cap)
