from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.analysis import overlap
from govgraph.governance import Governance
from tests.builders import governance


def sitting(
    *seats: tuple[str, str], bodies: Sequence[Mapping[str, object]] | None = None
) -> Governance:
    """Bodies and who sits on them, from (body, person) pairs."""
    return governance(
        bodies=bodies or [{"name": name} for name in sorted({body for body, _ in seats})],
        memberships=[
            {"body": body, "seat": f"Seat of {person}", "person": person} for body, person in seats
        ],
    )


def test_bodies_that_share_members_are_a_pair() -> None:
    g = sitting(("Exec", "Al"), ("Exec", "Bo"), ("Exec", "Cy"), ("Trust", "Al"), ("Trust", "Bo"))

    (pair,) = overlap.bodies(g).to_dict("records")

    assert (pair["body_a"], pair["body_b"]) == ("Exec", "Trust")
    assert (pair["body_a_id"], pair["body_b_id"]) == ("anytown-exec", "anytown-trust")
    assert (pair["area_a"], pair["area_b"]) == ("Anytown", "Anytown")
    assert (pair["shared"], pair["names"]) == (2, "Al; Bo")
    assert (pair["size_a"], pair["size_b"]) == (3, 2)
    assert pair["jaccard"] == pytest.approx(2 / 3)
    assert pair["overlap_coefficient"] == 1.0
    assert pd.isna(pair["shared_chairs"])
    assert (pair["covered"], pair["basis"]) == (False, "stated")


def test_bodies_that_share_nobody_are_none() -> None:
    frame = overlap.bodies(sitting(("Exec", "Al"), ("Trust", "Bo")))

    assert frame.empty
    assert tuple(frame.columns) == overlap.PAIR_COLUMNS


def test_each_shared_member_is_cited_on_both_sides() -> None:
    g = governance(
        bodies=[{"name": "Exec"}, {"name": "Trust"}],
        sources=[{"id": "tor", "title": "Terms"}],
        memberships=[
            {"body": "Exec", "seat": "Chair", "role": "chair", "person": "Al", "paragraph": "2.1"},
            {"body": "Trust", "seat": "Head", "person": "Al", "paragraph": "3", "role": "chair"},
            {"body": "Trust", "seat": "Lead", "person": "Al", "paragraph": "4"},
        ],
    )

    (pair,) = overlap.bodies(g).to_dict("records")

    assert pair["shared"] == 1
    assert pair["shared_chairs"] == "Al"
    assert pair["evidence"] == [
        {
            "who": "Al",
            "who_id": "anytown-al",
            "seat_a": "Chair",
            "role_a": "chair",
            "source_a": "tor",
            "paragraph_a": "2.1",
            "basis_a": "stated",
            "seat_b": "Head; Lead",
            "role_b": "chair; member",
            "source_b": "tor",
            "paragraph_b": "3; 4",
            "basis_b": "stated",
        }
    ]


def test_a_vice_chair_is_no_chair() -> None:
    g = governance(
        bodies=[{"name": "Exec"}, {"name": "Trust"}],
        memberships=[
            {"body": "Exec", "seat": "Chair", "role": "chair", "person": "Al"},
            {"body": "Trust", "seat": "Vice", "role": "vice_chair", "person": "Al"},
        ],
    )

    assert overlap.bodies(g)["shared_chairs"].isna().all()


@pytest.mark.parametrize(
    "cells",
    [
        {"role": "adviser"},
        {"role": "observer"},
        {"capacity": "substitute"},
        {"end_date": "2026-01-01"},
        {"start_date": "2027-01-01"},
        {"status": "former"},
        {"status": "proposed"},
    ],
)
def test_only_members_on_the_day_are_shared(cells: dict[str, str]) -> None:
    g = governance(
        bodies=[{"name": "Exec"}, {"name": "Trust"}],
        memberships=[
            {"body": "Exec", "seat": "Seat", "person": "Al"},
            {"body": "Trust", "seat": "Seat", "person": "Al", **cells},
        ],
    )

    assert overlap.bodies(g).empty


def test_organisations_are_shared_by_the_seats_that_speak_for_them() -> None:
    g = governance(
        bodies=[{"name": "Exec"}, {"name": "Trust"}],
        memberships=[
            {"body": "Exec", "seat": "Councils", "organisation": "East; West", "person": "Al"},
            {"body": "Trust", "seat": "Council", "organisation": "West", "paragraph": "5"},
            {"body": "Trust", "seat": "Adviser", "organisation": "East", "role": "adviser"},
        ],
    )

    (pair,) = overlap.bodies(g, "organisation").to_dict("records")

    assert (pair["shared"], pair["names"], pair["size_a"], pair["size_b"]) == (1, "West", 2, 1)
    assert pair["evidence"][0]["paragraph_b"] == "5"


def test_a_pair_is_covered_where_both_give_their_members_completely() -> None:
    def covered(trust: str) -> bool:
        g = sitting(
            ("Exec", "Al"),
            ("Trust", "Al"),
            bodies=[
                {"name": "Exec", "covered": "members"},
                {"name": "Trust", "covered": trust},
            ],
        )
        return bool(overlap.bodies(g)["covered"].item())

    assert covered("members; links")
    assert not covered("links")


def test_an_inferred_membership_makes_the_finding_inferred() -> None:
    g = governance(
        bodies=[{"name": "Exec"}, {"name": "Trust"}],
        memberships=[
            {"body": "Exec", "seat": "Seat", "person": "Al"},
            {"body": "Trust", "seat": "Seat", "person": "Al", "basis": "inferred"},
        ],
    )

    assert overlap.bodies(g)["basis"].item() == "inferred"
    assert overlap.people(g)["basis"].item() == "inferred"


def test_what_proposals_would_change_is_said() -> None:
    g = governance(
        bodies=[{"name": "Exec"}, {"name": "Trust"}],
        memberships=[
            *({"body": body, "seat": "Seat", "person": "Al"} for body in ("Exec", "Trust")),
            {"body": "Exec", "seat": "Second", "person": "Bo"},
            {"body": "Trust", "seat": "Second", "person": "Bo", "status": "proposed"},
        ],
    )

    pairs = overlap.bodies(g)
    assert (pairs["shared"].item(), pairs["if_proposed"].item()) == (1, "would share 2")
    assert "1 proposed memberships are left out." in pairs.attrs["notes"]
    people = overlap.people(g).set_index("person")
    assert people["if_proposed"].dropna().to_dict() == {"Bo": "would sit on 2"}
    assert overlap.bodies(g.at(include_proposed=True))["shared"].item() == 2


def test_the_notes_say_how_much_is_not_known() -> None:
    g = governance(
        bodies=[{"name": "Exec", "covered": "members"}, {"name": "Trust"}],
        memberships=[{"body": "Exec", "seat": "Seat"}],
    )

    assert overlap.bodies(g).attrs["notes"] == [
        "The members of 1 of 2 bodies are given completely; the others may share more than is "
        "known.",
        "1 members' seats on 1 bodies name nobody: who sits there may be shared too.",
    ]


def test_a_long_list_is_cut_at_the_strongest_pairs_and_says_so() -> None:
    g = sitting(("A", "Al"), ("B", "Al"), ("C", "Al"), ("A", "Bo"), ("B", "Bo"))

    frame = overlap.bodies(g, most=1)

    assert frame[["body_a", "body_b"]].to_numpy().tolist() == [["A", "B"]]
    assert frame.attrs["notes"][-1] == "The 1 strongest of 3 pairs are listed."
    assert len(overlap.bodies(g, at_least=2)) == 1


def test_a_pair_counts_where_one_of_the_two_was_asked_about() -> None:
    g = sitting(
        ("Exec", "Al"),
        ("Trust", "Al"),
        ("Forum", "Al"),
        bodies=[
            {"name": "Exec"},
            {"name": "Forum", "area": "Faraway"},
            {"name": "Trust", "area": "Faraway"},
        ],
    )

    pairs = overlap.bodies(g.at(areas=["Anytown"]))

    assert set(zip(pairs["body_a"], pairs["body_b"], strict=True)) == {
        ("Exec", "Forum"),
        ("Exec", "Trust"),
    }


def test_people_are_listed_with_their_bodies_chairs_and_hours() -> None:
    g = governance(
        bodies=[
            {"name": "Exec", "meetings_per_year": 4},
            {"name": "Trust", "meetings_per_year": 6},
            {"name": "Forum"},
        ],
        memberships=[
            {"body": "Exec", "seat": "Chair", "role": "chair", "person": "Al"},
            {"body": "Trust", "seat": "Seat", "person": "Al"},
            {"body": "Exec", "seat": "Seat", "person": "Bo"},
            {"body": "Forum", "seat": "Seat", "person": "Bo"},
            {"body": "Forum", "seat": "Note taker", "role": "secretariat", "person": "Cy"},
        ],
        meetings=[
            {"body": "Exec", "date": "2026-01-10", "duration_hours": 1},
            {"body": "Exec", "date": "2026-04-10", "duration_hours": 3},
            {"body": "Exec", "date": "2026-12-10", "duration_hours": 9},
            {"body": "Trust", "date": "2026-01-10", "duration_hours": 1.5},
        ],
    )

    frame = overlap.people(g)

    columns = ["person", "bodies", "chairs", "meeting_hours", "hours_known"]
    assert frame[columns].astype(object).where(
        frame[columns].notna(), None
    ).to_numpy().tolist() == [
        ["Al", 2, 1, 17.0, 17.0],
        ["Bo", 2, 0, None, 8.0],
    ]
    assert frame["body_names"].tolist() == ["Exec; Trust", "Exec; Forum"]
    assert frame["hours_not_known_for"].fillna("").tolist() == ["", "Forum"]
    assert [entry["seat"] for entry in frame["evidence"][0]] == ["Chair", "Seat"]
    assert frame.attrs["notes"] == [
        "Meeting-hours are not known for 1 of 2 people, because it is not recorded how often, or "
        "how long, a body of theirs meets."
    ]


def test_an_empty_graph_has_nobody() -> None:
    g = governance(bodies=[{"name": "Exec"}])

    assert overlap.people(g).empty
    assert tuple(overlap.people(g).columns) == overlap.PEOPLE_COLUMNS
    assert overlap.bodies(g, "organisation").empty


seatings = st.lists(
    st.tuples(st.sampled_from(["A", "B", "C", "D", "E"]), st.sampled_from("klmnop")),
    min_size=2,
    max_size=16,
    unique=True,
)


@settings(deadline=None, max_examples=20)
@given(seatings)
def test_pairs_agree_with_sets_of_members(seats: list[tuple[str, str]]) -> None:
    frame = overlap.bodies(sitting(*seats))

    members = {body: {who for where, who in seats if where == body} for body, _ in seats}
    expected = {
        (one, other): (
            len(members[one] & members[other]),
            len(members[one] & members[other]) / len(members[one] | members[other]),
            len(members[one] & members[other]) / min(len(members[one]), len(members[other])),
            "; ".join(sorted(members[one] & members[other])),
        )
        for one, other in combinations(sorted(members), 2)
        if members[one] & members[other]
    }
    values = ["shared", "jaccard", "overlap_coefficient", "names"]
    found = {
        (row["body_a"], row["body_b"]): tuple(row[name] for name in values)
        for row in frame.to_dict("records")
    }
    assert found == expected
    assert frame["jaccard"].between(0, 1).all()
    assert (frame["jaccard"] <= frame["overlap_coefficient"]).all()
    assert [len(entries) for entries in frame["evidence"]] == frame["shared"].tolist()


@settings(deadline=None, max_examples=10)
@given(seatings, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_the_names_of_people_do_not_matter(
    seats: list[tuple[str, str]], random: Random
) -> None:
    renamed = [(body, f"Z{ord('z') - ord(who)}") for body, who in seats]
    random.shuffle(renamed)

    values = ["body_a", "body_b", "shared", "jaccard", "size_a", "size_b"]

    pd.testing.assert_frame_equal(
        overlap.bodies(sitting(*seats))[values], overlap.bodies(sitting(*renamed))[values]
    )


def test_blocks_of_bodies_give_the_same_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    seats = [(body, who) for body in "ABCDEF" for who in "klm" if (ord(body) + ord(who)) % 3]
    whole = overlap.bodies(sitting(*seats))

    monkeypatch.setattr(overlap, "_BLOCK", 2)

    pd.testing.assert_frame_equal(overlap.bodies(sitting(*seats)), whole)
