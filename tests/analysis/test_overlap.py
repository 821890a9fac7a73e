import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.analysis import overlap, pairs, people
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
            "since": None,
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
    assert people.load(g)["basis"].item() == "inferred"


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
    assert "1 proposed membership is left out." in pairs.attrs["notes"]
    load = people.load(g).set_index("person")
    assert load["if_proposed"].dropna().to_dict() == {"Bo": "would sit on 2"}
    assert overlap.bodies(g.at(include_proposed=True))["shared"].item() == 2


def test_the_notes_say_how_much_is_not_known() -> None:
    g = governance(
        bodies=[{"name": "Exec", "covered": "members"}, {"name": "Trust"}],
        memberships=[{"body": "Exec", "seat": "Seat"}],
    )

    assert overlap.bodies(g).attrs["notes"] == [
        "The members of 1 of 2 bodies are given completely; the others may share more than is "
        "known.",
        "Of 1 member's seat on 1 body it is not known who sits there: they may be shared too.",
        "What chance alone would give is not reckoned: it needs two bodies whose members are given "
        "completely and by name.",
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

    frame = people.load(g)

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
        "how long, a body of theirs meets.",
        "Who alone connects bodies is said of the members that are known. All members are known "
        "of 0 of 3 bodies; elsewhere somebody else may connect them too.",
    ]


def test_an_empty_graph_has_nobody() -> None:
    g = governance(bodies=[{"name": "Exec"}])

    assert people.load(g).empty
    assert tuple(people.load(g).columns) == people.LOAD_COLUMNS
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

    monkeypatch.setattr(pairs, "_BLOCK", 2)

    pd.testing.assert_frame_equal(overlap.bodies(sitting(*seats)), whole)


# --- by chance ---------------------------------------------------------------------------

COVERED = [{"name": name, "covered": "members"} for name in ("Exec", "Forum", "Trust")]
TRIO = [
    *(("Exec", who) for who in ("Al", "Bo", "Cy")),
    *(("Trust", who) for who in ("Al", "Bo", "Di")),
    *(("Forum", who) for who in ("Ed", "Flo")),
]


def test_chance_is_that_of_two_draws_from_the_people_of_the_known_bodies() -> None:
    (pair,) = overlap.bodies(sitting(*TRIO, bodies=COVERED)).to_dict("records")

    # Six people sit on the three bodies. Of the 20 ways to draw three of them 9 share two with
    # Al, Bo and Cy, and 1 shares all three; three pairs of bodies were compared.
    assert pair["population"] == 6
    assert pair["expected"] == pytest.approx(3 * 3 / 6)
    assert pair["p_value"] == pytest.approx(10 / 20)
    assert pair["q_value"] == 1.0


@pytest.mark.parametrize(
    "seat",
    [
        {"seat": "Head teacher"},
        {"seat": "Lead", "person": "Gus", "capacity": "substitute"},
        {"seat": "Lead", "person": "Gus", "status": "former"},
    ],
)
def test_chance_is_unknown_where_a_seat_names_nobody(seat: dict[str, str]) -> None:
    g = governance(
        bodies=COVERED,
        memberships=[
            *({"body": body, "seat": f"Seat of {who}", "person": who} for body, who in TRIO),
            {"body": "Trust", **seat},
        ],
    )

    frame = overlap.bodies(g)

    assert frame["covered"].all()
    assert frame[["population", "expected", "p_value", "q_value"]].isna().all(axis=None)


@pytest.mark.parametrize(
    "seat",
    [
        {"seat": "Lead", "person": "Gus", "end_date": "2020-05-01"},
        {"seat": "Lead", "person": "Gus", "start_date": "2090-05-01"},
    ],
)
def test_a_seat_that_somebody_left_or_is_yet_to_take_is_empty_where_members_are_complete(
    seat: dict[str, str],
) -> None:
    g = governance(
        bodies=COVERED,
        memberships=[
            *({"body": body, "seat": f"Seat of {who}", "person": who} for body, who in TRIO),
            {"body": "Trust", **seat},
        ],
    )

    frame = overlap.bodies(g)

    without = overlap.bodies(sitting(*TRIO, bodies=COVERED))
    assert frame["p_value"].tolist() == without["p_value"].tolist()
    assert frame["p_value"].notna().all()
    assert any(
        note.startswith("1 member's seat is taken to be empty") for note in frame.attrs["notes"]
    )


def test_organisations_are_weighed_against_chance_only_where_every_seat_names_one() -> None:
    seats = [
        {"body": body, "seat": f"{who} of {body}", "person": f"{who} {body}", "organisation": who}
        for body, who in TRIO
    ]
    known = governance(bodies=COVERED, memberships=seats)
    silent = governance(
        bodies=COVERED, memberships=[*seats, {"body": "Trust", "seat": "Lay", "person": "Gus"}]
    )

    assert overlap.bodies(known, "organisation")["p_value"].notna().all()
    trust = overlap.bodies(silent, "organisation")
    assert trust["p_value"].isna().all()
    assert "each with whom it speaks for" in " ".join(trust.attrs["notes"])


def test_a_vacancy_leaves_the_members_known() -> None:
    g = governance(
        bodies=COVERED,
        memberships=[
            *({"body": body, "seat": f"Seat of {who}", "person": who} for body, who in TRIO),
            {"body": "Trust", "seat": "Lead", "status": "vacant"},
        ],
    )

    assert overlap.bodies(g)["p_value"].notna().all()


def test_chance_is_unknown_where_members_are_not_covered() -> None:
    g = sitting(*TRIO, bodies=[*COVERED[:2], {"name": "Trust"}])

    frame = overlap.bodies(g)

    assert frame["p_value"].isna().all()
    assert frame.attrs["notes"][1].startswith("What chance alone would give is not reckoned")


def test_people_of_other_areas_are_no_part_of_the_population() -> None:
    g = sitting(
        *TRIO,
        ("Faraway", "Gus"),
        bodies=[*COVERED, {"name": "Faraway", "area": "Elsewhere", "covered": "members"}],
    )
    across = sitting(
        *TRIO,
        ("Faraway", "Al"),
        ("Faraway", "Gus"),
        bodies=[*COVERED, {"name": "Faraway", "area": "Elsewhere", "covered": "members"}],
    )

    assert overlap.bodies(g)["population"].tolist() == [6]
    found = overlap.bodies(across).set_index(["body_a", "body_b"])["population"]
    assert found["Exec", "Trust"] == 6
    assert found["Trust", "Faraway"] == 7


# --- since when --------------------------------------------------------------------------


def test_two_bodies_share_a_member_since_the_later_of_the_two_starts() -> None:
    g = governance(
        bodies=[{"name": "Exec"}, {"name": "Trust"}],
        memberships=[
            {"body": "Exec", "seat": "A", "person": "Al", "start_date": "2019-05"},
            {"body": "Trust", "seat": "A", "person": "Al", "start_date": "2021"},
            {"body": "Exec", "seat": "B", "person": "Bo", "start_date": "2017"},
            {"body": "Trust", "seat": "B", "person": "Bo"},
        ],
    )

    (pair,) = overlap.bodies(g).to_dict("records")

    assert pair["since"] == "2021"
    assert [each["since"] for each in pair["evidence"]] == ["2021", None]


def tenure(body: str, person: str, start: str = "", end: str = "", **more: str) -> dict[str, str]:
    seat = f"Seat of {person} {start}"
    return {
        "body": body,
        "seat": seat,
        "person": person,
        "start_date": start,
        "end_date": end,
    } | more


def test_tenures_that_met_are_shared_through_time() -> None:
    g = governance(
        bodies=[{"name": "Exec"}, {"name": "Trust"}],
        memberships=[
            tenure("Exec", "Al", "2010-01-01", "2012-12-31"),
            tenure("Trust", "Al", "2012-06-01", "2014-01-31"),
            tenure("Exec", "Bo", "2010-01-01", "2011-12-31"),
            tenure("Trust", "Bo", "2012-01-01", "2014-01-31"),
        ],
    )

    (pair,) = overlap.over_time(g).to_dict("records")

    assert (pair["shared"], pair["certain"], pair["names"]) == (1, 1, "Al")
    assert (pair["since"], pair["until"]) == ("2012-06-01", "2012-12-31")
    assert overlap.bodies(g).empty
    assert overlap.over_time(g.at(dt.date(2012, 1, 1))).empty


def test_no_tenure_outlasts_its_body() -> None:
    g = governance(
        bodies=[
            {"name": "Old", "start_date": "2003-03-19", "end_date": "2007-03-20"},
            {"name": "New", "start_date": "2005-06-01"},
        ],
        memberships=[
            tenure("Old", "Bo", "2003-03-19"),
            tenure("New", "Bo", "2005-01-01", "2011-04-30"),
            tenure("Old", "Al"),
            tenure("New", "Al", "2007"),
        ],
    )

    (pair,) = overlap.over_time(g.at(dt.date(2009, 10, 1))).to_dict("records")

    # Bo sat on both from the day that New began to the day that Old ended. Of Al it is known
    # only that New came in the year in which Old ended, so the two may never have met.
    assert [(each["who"], each["since"], each["until"]) for each in pair["evidence"]] == [
        ("Al", None, "2007-03-20"),
        ("Bo", "2005-06-01", "2007-03-20"),
    ]
    assert [each["certain"] for each in pair["evidence"]] == [False, True]
    assert (pair["certain"], pair["since"], pair["until"]) == (1, "2005-06-01", "2007-03-20")


def test_bodies_that_have_both_ended_shared_their_members_all_the_same() -> None:
    g = governance(
        bodies=[
            {"name": "Old", "area": "Town", "end_date": "2007-03-20"},
            {"name": "Older", "area": "Town", "end_date": "2006-12-31"},
        ],
        memberships=[tenure("Old", "Al", "2001-01-01"), tenure("Older", "Al", "2002-01-01")],
    )

    frame = overlap.over_time(g.at(dt.date(2009, 10, 1)))

    (pair,) = frame.to_dict("records")
    assert (pair["since"], pair["until"]) == ("2002-01-01", "2006-12-31")
    assert frame.attrs["notes"][0].startswith("The members of 0 of 2 bodies are given completely")
    assert overlap.over_time(g.at(dt.date(2009, 10, 1), areas=["Elsewhere"])).empty


def test_of_two_last_dates_the_one_that_may_be_later_is_given() -> None:
    g = governance(
        bodies=[{"name": "Exec"}, {"name": "Trust"}],
        memberships=[
            tenure("Exec", "Al", "2010", "2017"),
            tenure("Trust", "Al", "2010"),
            tenure("Exec", "Bo", "2010", "2017-05-31"),
            tenure("Trust", "Bo", "2010"),
        ],
    )

    (pair,) = overlap.over_time(g).to_dict("records")

    assert pair["until"] == "2017"


def test_years_that_touch_may_have_met_but_not_for_certain() -> None:
    g = governance(
        bodies=[{"name": "Exec"}, {"name": "Trust"}],
        memberships=[tenure("Exec", "Al", "2010", "2012"), tenure("Trust", "Al", "2012", "2014")],
    )

    (pair,) = overlap.over_time(g).to_dict("records")

    assert (pair["shared"], pair["certain"]) == (1, 0)


def test_a_person_with_two_tenures_on_a_body_counts_once_and_both_are_shown() -> None:
    g = governance(
        bodies=[{"name": "Exec"}, {"name": "Trust"}],
        memberships=[
            tenure("Exec", "Al", "2010-01-01", "2012-12-31"),
            tenure("Exec", "Al", "2015-01-01"),
            tenure("Trust", "Al", "2011-01-01"),
        ],
    )

    (pair,) = overlap.over_time(g).to_dict("records")

    assert (pair["shared"], pair["since"]) == (1, "2011-01-01")
    assert pd.isna(pair["until"])
    assert [(each["since"], each["until"]) for each in pair["evidence"]] == [
        ("2011-01-01", "2012-12-31"),
        ("2015-01-01", None),
    ]


def test_a_tenure_that_ended_on_an_unknown_day_meets_none_and_is_counted() -> None:
    g = governance(
        bodies=[{"name": "Exec"}, {"name": "Trust"}],
        memberships=[
            tenure("Exec", "Al", "2010", status="former"),
            tenure("Trust", "Al", "2011"),
        ],
    )

    frame = overlap.over_time(g)

    assert frame.empty
    assert frame.attrs["notes"][-1] == (
        "1 tenure ended on a day that is not recorded: whom they met is not known."
    )


tenures = st.lists(
    st.tuples(
        st.sampled_from("ABCD"), st.sampled_from("klm"), st.integers(1, 9), st.integers(0, 4)
    ),
    min_size=2,
    max_size=14,
    unique=True,
)


@settings(deadline=None, max_examples=20)
@given(tenures)
def test_tenures_agree_with_days_counted_one_by_one(
    rows: list[tuple[str, str, int, int]],
) -> None:
    g = governance(
        bodies=[{"name": name} for name in "ABCD"],
        memberships=[
            tenure(body, who, f"2020-01-{start:02}", f"2020-01-{start + length:02}")
            | {"seat": f"Seat {at}"}
            for at, (body, who, start, length) in enumerate(rows)
        ],
    )

    days: dict[tuple[str, str], set[int]] = {}
    for body, who, start, length in rows:
        days.setdefault((body, who), set()).update(range(start, start + length + 1))
    expected = {}
    for one, other in combinations("ABCD", 2):
        met = {w: days.get((one, w), set()) & days.get((other, w), set()) for w in "klm"}
        if any(met.values()):
            first = min(min(each) for each in met.values() if each)
            shared = sum(1 for each in met.values() if each)
            expected[one, other] = (shared, shared, f"2020-01-{first:02}")
    frame = overlap.over_time(g)
    found = {
        (row["body_a"], row["body_b"]): (row["shared"], row["certain"], row["since"])
        for row in frame.to_dict("records")
    }
    assert found == expected


# --- who alone connects ------------------------------------------------------------------


def test_a_broker_is_named_with_the_bodies_that_nobody_else_connects() -> None:
    g = sitting(
        ("Exec", "Al"), ("Trust", "Al"), ("Exec", "Bo"), ("Trust", "Bo"), ("Trust", "Cy"),
        ("Forum", "Cy"),
    )  # fmt: skip

    load = people.load(g).set_index("person")

    assert load["connects_alone"].dropna().to_dict() == {"Cy": "Forum | Trust"}
    assert load["parts"].to_dict() == {"Al": 1, "Bo": 1, "Cy": 2}
    assert not load["covered"].any()


def test_a_long_list_of_people_is_cut_and_says_so() -> None:
    g = sitting(("A", "Al"), ("B", "Al"), ("A", "Bo"))

    load = people.load(g, most=1)

    assert load["person"].tolist() == ["Al"]
    assert load["bodies"].tolist() == [2]
    assert load.attrs["notes"][-2:] == [
        "1 of 2 people sits on one body only, as far as is known.",
        "Listed are the first 1 of 2 people: those who sit on the most bodies.",
    ]
