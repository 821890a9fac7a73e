"""How shared members read."""

from collections.abc import Sequence
from typing import Any

import pytest

from govgraph.analysis import overlap
from govgraph.analysis.member_seats import By
from govgraph.governance import Governance
from govgraph.present import sharing, tables
from tests.builders import governance


def sitting(*, own: int, **of_the_small: Any) -> Governance:
    """A council of so many members of whom one sits on a small board too."""
    seats = [{"body": "Council", "seat": f"Seat {n}", "person": f"P{n}"} for n in range(own)]
    small = {"body": "Board", "seat": "Member", "person": "P0", **of_the_small}
    bodies = [{"name": name, "covered": "members"} for name in ("Board", "Council")]
    return governance(bodies=bodies, memberships=[*seats, small])


def told(g: Governance, by: By = "person") -> Sequence[str]:
    (row,) = tables.records(overlap.bodies(g, by))
    return sharing.shared_members(row)[1]


@pytest.mark.parametrize(("own", "index"), [(4, "0.25"), (250, "0.004"), (2500, "0.0004")])
def test_an_index_that_is_not_nought_does_not_read_as_nought(own: int, index: str) -> None:
    assert f"Jaccard {index}, overlap coefficient 1" in told(sitting(own=own))


def test_where_chance_is_left_open_the_reason_holds_for_people_and_for_organisations() -> None:
    g = governance(
        bodies=[{"name": name, "covered": "members"} for name in ("Board", "Council")],
        memberships=[
            {"body": "Board", "seat": "A", "person": "P1", "organisation": "Police"},
            {"body": "Council", "seat": "A", "person": "P2", "organisation": "Police"},
            {"body": "Council", "seat": "Lay", "person": "P3"},
        ],
    )

    assert (
        "By chance: not known, because the record leaves some members of the two open: who they "
        "are, or for whom they speak."
    ) in told(g, "organisation")
