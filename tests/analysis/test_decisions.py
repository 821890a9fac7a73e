from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from govgraph import api, resources
from govgraph.analysis import decisions
from govgraph.errors import GovgraphError, NotFoundError
from govgraph.governance import Governance
from tests.builders import governance

Rows = Sequence[Mapping[str, object]]

FIVE: Rows = [
    {"seat": "Chair", "person": "Jo", "role": "chair", "organisation": "Hilltown Council"},
    {"seat": "Councillor", "person": "Ann", "organisation": "Hilltown Council"},
    {"seat": "Nurse", "person": "Bo", "organisation": "Valley Trust"},
    {"seat": "Head", "person": "Cy", "organisation": "Riverside College"},
    {"seat": "Police", "person": "Di", "organisation": "Moorland Police"},
]


def board(rule: str, seats: Rows = FIVE, *, covered: str = "members", **tables: Rows) -> Governance:
    return governance(
        bodies=[{"name": "Board", "covered": covered}],
        memberships=[{"body": "Board"} | dict(row) for row in seats],
        rules=[{"body": "Board", "kind": "decision", "rule": rule, "paragraph": "6"}],
        sources=[{"id": "terms", "title": "Terms of reference"}],
        **tables,  # type: ignore[arg-type] # names of tables only
    )


def rows(g: Governance, **how: Any) -> list[dict[str, Any]]:
    body = "Board" if how else None
    frame = decisions.decisions(g, body, **how)
    return [
        {str(k): v if isinstance(v, list) or not pd.isna(v) else None for k, v in row.items()}
        for row in frame.to_dict("records")
    ]


def one(g: Governance, **how: Any) -> dict[str, Any]:
    (row,) = rows(g, **how)
    return row


def span(row: Mapping[str, Any], name: str) -> tuple[int, int]:
    return row[f"{name}_low"], row[f"{name}_high"]


@pytest.mark.parametrize(("there", "carry"), [(4, 4), (5, 4), (6, 5), (8, 7), (10, 8)])
def test_80_per_cent_of_agencies(there: int, carry: int) -> None:
    """80% of 4 is 3.2, of 5 is 4, of 6 is 4.8, of 8 is 6.4, of 10 is 8."""
    row = one(board("80% of agencies present"), present_count=there)

    assert span(row, "carries") == (carry, carry)
    assert span(row, "blocks") == (there - carry + 1, there - carry + 1)
    assert row["counted"] == "agencies"


def test_agencies_are_counted_by_organisation_not_by_person() -> None:
    """Five people of four agencies: all four have to agree, so each can block alone."""
    row = one(board("80% of agencies present"))

    assert span(row, "voices") == (4, 4)
    assert span(row, "carries") == (4, 4)
    assert row["vetoes"] == [
        "Hilltown Council",
        "Moorland Police",
        "Riverside College",
        "Valley Trust",
    ]
    assert (row["source"], row["paragraph"]) == ("terms", "6")


def test_a_seat_for_two_organisations_is_a_voice_for_each() -> None:
    seats = [
        {"seat": "Housing", "person": "Jo", "organisation": "Northbrook Council; Weir Council"}
    ]

    assert span(one(board("unanimous of agencies present", seats)), "voices") == (2, 2)


def test_two_names_that_may_be_one_agency_make_a_range() -> None:
    """Worcestershire's two trusts and the Council: two or three agencies."""
    seats = [
        {"seat": "A", "person": "A", "organisation": "Worcestershire Health and Care NHS Trust"},
        {
            "seat": "B",
            "person": "B",
            "organisation": "Herefordshire and Worcestershire Health and Care NHS Trust",
        },
        {"seat": "C", "person": "C", "organisation": "Worcestershire County Council"},
    ]

    row = one(board("80% of agencies present", seats))

    assert span(row, "voices") == (2, 3)
    assert span(row, "carries") == (2, 3)
    assert "whether these are one agency" in row["assumption"]
    assert row["vetoes"] == ["Worcestershire County Council"]


def test_a_part_of_an_organisation_may_be_one_agency_with_it() -> None:
    organisations = [
        {"name": "Hilltown Council"},
        {"name": "Youth Service", "parent": "Hilltown Council"},
    ]
    seats = [
        {"seat": "A", "person": "A", "organisation": "Hilltown Council"},
        {"seat": "B", "person": "B", "organisation": "Youth Service"},
    ]

    row = one(board("unanimous of agencies present", seats, organisations=organisations))

    assert span(row, "voices") == (1, 2)


def test_a_seat_of_no_named_organisation_may_be_one_more() -> None:
    seats = [*FIVE, {"seat": "Voluntary sector", "person": "Ed"}]

    row = one(board("80% of agencies present", seats))

    assert span(row, "voices") == (4, 5)
    assert "Voluntary sector" in row["assumption"]


def test_the_agencies_of_the_bundled_worcestershire_partnership_are_a_range() -> None:
    g = api.read(resources.seed_dir() / "worcestershire")
    partnership = "worcestershire-cypsp"
    from govgraph.analysis.boards import board_of

    seats = board_of(g, partnership)
    found = decisions.agencies_of(seats, ~seats.is_vacant)
    named = {
        id_
        for said, vacant in zip(seats.voices, seats.is_vacant, strict=True)
        for id_ in said
        if not vacant
    }
    silent = sum(
        not said for said, vacant in zip(seats.voices, seats.is_vacant, strict=True) if not vacant
    )

    assert found.low == len(named) - 1
    assert found.high == len(named) + silent
    assert "Worcestershire Health and Care NHS Trust" in " ".join(found.open)


def test_a_majority_is_more_than_half() -> None:
    rule = "majority of members present"

    assert span(one(board(rule), present_count=5), "carries") == (3, 3)
    assert span(one(board(rule), present_count=6), "carries") == (4, 4)
    assert span(one(board(rule), present_count=6), "blocks") == (3, 3)


def test_a_tie_is_decided_by_the_casting_vote_where_there_is_one() -> None:
    def tie(ending: str, there: int) -> str | None:
        found: str | None = one(board(f"majority of members present{ending}"), present_count=there)[
            "tie"
        ]
        return found

    assert tie(", chair has casting vote", 6) == (
        "3 votes each way: the chair's casting vote decides, so that these carry, or block, with "
        "the chair's"
    )
    assert tie(", chair has no casting vote", 6) == "3 votes each way: the motion is lost"
    assert "is not said" in str(tie("", 6))
    assert tie(", chair has casting vote", 5) is None


def test_of_two_only_a_chair_with_a_casting_vote_can_block_alone() -> None:
    rule = "majority of members present, chair has casting vote"

    row = one(board(rule), present=["Chair", "Nurse"])

    assert span(row, "carries") == (2, 2)
    assert row["vetoes"] == ["Chair"]
    without = one(board("majority of members present"), present=["Chair", "Nurse"])
    assert without["vetoes"] == ["Chair", "Nurse"]


def test_unanimity_gives_everyone_present_a_veto() -> None:
    row = one(board("unanimous of members present"), present=["Nurse", "Head"])

    assert span(row, "carries") == (2, 2)
    assert row["vetoes"] == ["Head", "Nurse"]
    everybody = one(board("unanimous of members present"))
    assert span(everybody, "carries") == (5, 5)


def test_a_majority_of_all_members_may_be_out_of_reach() -> None:
    row = one(board("majority of all members"), present=["Nurse", "Head"])

    assert span(row, "voices") == (5, 5)
    assert span(row, "carries") == (3, 3)
    assert "no decision can be carried" in row["assumption"]
    three = one(board("majority of all members"), present_count=3)
    assert span(three, "blocks") == (1, 1)


def test_what_the_share_is_of_has_a_reading_each_where_it_is_not_said() -> None:
    found = {
        row["reading"]: row for row in rows(board("two thirds majority"), present=["Nurse", "Head"])
    }

    assert span(found["of those present"], "carries") == (2, 2)
    assert span(found["of all, present or not"], "carries") == (4, 4)
    assert "nobody abstains" in found["of those present and voting"]["assumption"]


def test_consensus_has_nothing_to_count_and_the_vote_comes_after_it() -> None:
    first, second = rows(board("consensus, otherwise majority of members present"))

    assert first["way"].startswith("first: by consensus")
    assert first["carries_low"] is None
    assert "how consensus is found is not said" in first["assumption"]
    assert second["way"].startswith("otherwise: ")
    assert span(second, "carries") == (3, 3)


def test_members_without_a_vote_are_not_counted_and_advisers_never() -> None:
    seats = [
        *FIVE,
        {"seat": "Observer", "person": "Ed", "role": "observer"},
        {"seat": "Co-opted", "person": "Flo", "role": "co_opted", "voting": "no"},
    ]

    assert span(one(board("majority of members present", seats)), "voices") == (5, 5)


def test_voting_members_are_a_range_where_it_is_not_recorded_who_votes() -> None:
    seats = [
        {"seat": "A", "person": "A", "voting": "yes"},
        {"seat": "B", "person": "B", "voting": "yes"},
        {"seat": "C", "person": "C"},
    ]

    row = one(board("75% of voting members present", seats))

    assert span(row, "voices") == (2, 3)
    assert "whether these have a vote: C" in row["assumption"]


def test_vacant_seats_are_not_there() -> None:
    seats = [*FIVE, {"seat": "Health", "status": "vacant", "organisation": "Dale Hospital"}]

    assert span(one(board("80% of agencies present", seats)), "voices") == (4, 4)


def test_what_cannot_be_asked_is_refused() -> None:
    g = board("unanimous")

    with pytest.raises(GovgraphError, match="not both"):
        decisions.decisions(g, "Board", ["Nurse"], 3)
    with pytest.raises(GovgraphError, match="Name the body"):
        decisions.decisions(g, None, ["Nurse"])
    with pytest.raises(NotFoundError, match="Did you mean 'Nurse'"):
        decisions.decisions(g, "Board", ["Nurze"])


def test_a_rule_in_plain_words_is_listed_as_not_evaluated() -> None:
    frame = decisions.decisions(board("as the chair sees fit"))

    assert frame.empty
    assert "as the chair sees fit" in " ".join(frame.attrs["notes"])
