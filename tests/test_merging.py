"""Several datasets make one graph, whatever the order, and each can be taken out again."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph import frames, merging
from govgraph.merging import Facts
from tests.builders import Rows, facts


def _equal(one: frames.Tables, other: frames.Tables) -> None:
    first, second = frames.canonical(one), frames.canonical(other)
    for name in frames.TYPE_NAMES:
        pd.testing.assert_frame_equal(first[name], second[name], obj=name)


def _dataset(sector: str | None = None) -> Facts:
    return facts(
        bodies=[{"name": "Board"}],
        memberships=[{"body": "Board", "seat": "Chair", "organisation": "Council"}],
        organisations=[{"name": "Council", "sector": sector}],
    )


def test_an_organisation_of_two_datasets_is_one_and_names_both() -> None:
    tables = merging.combine({"b": _dataset(), "a": _dataset("Local Authority")})
    council = tables["Organisation"].set_index("id").loc["council"]
    assert council["datasets"] == "a; b"
    assert council["sector"] == "Local Authority"
    assert len(tables["Organisation"]) == 1
    assert len(tables["ON_BEHALF_OF"]) == 1


def test_what_two_datasets_state_differently_is_kept_from_both() -> None:
    tables = merging.combine({"b": _dataset("Health"), "a": _dataset("Local Authority")})
    council = tables["Organisation"].iloc[0]
    assert council["sector"] == "Local Authority"
    apart = merging.split(tables)
    assert apart["b"]["Organisation"]["sector"].tolist() == ["Health"]
    assert apart["a"]["Organisation"]["sector"].tolist() == ["Local Authority"]


def test_taking_a_dataset_out_leaves_what_others_state() -> None:
    both = merging.split(merging.combine({"a": _dataset("Health"), "b": _dataset()}))
    left = merging.combine({"b": both["b"]})
    assert left["Organisation"]["sector"].isna().all()
    assert left["Organisation"]["datasets"].tolist() == ["b"]


def test_two_rows_that_state_one_link_are_both_kept() -> None:
    link = {"from": "A", "type": "REPORTS_TO", "to": "B"}
    stated = facts(
        bodies=[{"name": "A"}, {"name": "B"}],
        links=[{**link, "paragraph": "1"}, {**link, "paragraph": "2"}],
    )
    tables = merging.combine({"x": stated})
    assert tables["REPORTS_TO"]["paragraph"].tolist() == ["1", "2"]


def test_a_row_that_says_the_same_again_is_one_statement_among_any_datasets() -> None:
    bodies = [{"name": "A", "id": "a"}, {"name": "B", "id": "b"}]
    link = {"from": "a", "type": "Reports to", "to": "b", "paragraph": "1"}
    repeated = facts("x", bodies=bodies, links=[link, link])
    other = facts("y", bodies=[{"name": "C", "id": "c"}])

    alone = merging.combine({"x": repeated})
    beside = merging.combine({"x": repeated, "y": other})

    assert len(alone["REPORTS_TO"]) == len(beside["REPORTS_TO"]) == 1


def test_what_belongs_to_a_body_holds_no_longer_than_the_body() -> None:
    tables = merging.combine(
        {
            "x": facts(
                bodies=[
                    {"name": "Old", "start_date": "2010", "end_date": "2015"},
                    {"name": "New", "status": "proposed"},
                    {"name": "Gone", "status": "former"},
                ],
                links=[
                    {"from": "Old", "type": "REPORTS_TO", "to": "New", "start_date": "2009"},
                    {"from": "New", "type": "REPORTS_TO", "to": "Gone"},
                ],
                memberships=[{"body": "Old", "seat": "Chair", "person": "Jo"}],
                remits=[{"body": "Old", "clause": "1", "text": "Oversee"}],
            )
        }
    )
    link = tables["REPORTS_TO"].iloc[0]
    assert (link["valid_from"].year, link["valid_to"].year) == (2010, 2015)
    assert link["proposed"]
    assert pd.isna(tables["REPORTS_TO"].iloc[1]["valid_to"])
    for name in ("Seat", "SEAT_ON", "HOLDS", "MEMBER_OF", "Remit", "HAS_REMIT"):
        assert tables[name]["valid_to"].dt.year.tolist() == [2015], name


def test_only_members_are_members_and_a_person_with_two_seats_is_one() -> None:
    rows: Rows = [
        {"body": "B", "seat": "Chair", "person": "Jo", "role": "chair"},
        {"body": "B", "seat": "Adviser", "person": "Al", "role": "adviser"},
        {"body": "B", "seat": "Member", "person": "Di", "capacity": "substitute"},
        {"body": "B", "seat": "Nurse", "person": "Ed", "capacity": "interim"},
        {"body": "B", "seat": "Doctor", "person": "Ed"},
        {"body": "B", "seat": "Teacher", "person": "Ed"},
    ]
    tables = merging.combine({"x": facts(bodies=[{"name": "B"}], memberships=rows)})
    members = tables["MEMBER_OF"]
    assert sorted(zip(members["from_id"], members["capacity"], strict=True)) == [
        ("anytown-ed", "holder"),
        ("anytown-ed", "interim"),
        ("anytown-jo", "holder"),
    ]


@pytest.mark.parametrize("role", ["adviser", "observer", "secretariat", "guest"])
def test_an_organisation_is_represented_by_members_only(role: str) -> None:
    rows = [{"body": "B", "seat": "S", "organisation": "Council", "role": role}]
    tables = merging.combine({"x": facts(bodies=[{"name": "B"}], memberships=rows)})
    assert tables["REPRESENTED_ON"].empty
    assert len(tables["ON_BEHALF_OF"]) == 1


_NAMES = st.sampled_from(["A", "B", "C", "D"])
_DATES = st.sampled_from([None, "2015", "2019-03", "2021-05-04"])
_STATUS = st.sampled_from([None, "current", "proposed", "former"])


@st.composite
def datasets(draw: st.DrawFn) -> Facts:
    """What a small random dataset states."""
    bodies = [
        {"name": name, "end_date": draw(_DATES), "status": draw(_STATUS), "apex": draw(_YES)}
        for name in ("A", "B", "C", "D")
    ]
    links = [
        {"from": start, "type": draw(_TYPES), "to": finish, "start_date": draw(_DATES)}
        for start, finish in draw(st.lists(st.tuples(_NAMES, _NAMES), max_size=5))
        if start != finish
    ]
    memberships = [
        {
            "body": body,
            "seat": draw(st.sampled_from(["Chair", "Member"])),
            "person": person,
            "organisation": draw(st.sampled_from([None, "X", "X; Y"])),
            "voting": draw(_YES),
            "end_date": draw(_DATES),
        }
        for body, person in draw(
            st.lists(st.tuples(_NAMES, st.sampled_from([None, "Jo", "Al"])), max_size=6)
        )
    ]
    sectors = st.sampled_from([None, "Health", "Police"])
    organisations: Rows = [
        {"name": "X", "sector": draw(sectors)},
        {"name": "Y", "sector": "Schools"},
    ]
    return facts(
        bodies=bodies,
        links=links or [{"from": "A", "type": "PART_OF", "to": "B"}],
        memberships=memberships or [{"body": "A", "seat": "Chair"}],
        organisations=organisations,
    )


_YES = st.sampled_from([None, "yes", "no"])
_TYPES = st.sampled_from(["PART_OF", "REPORTS_TO"])


@settings(max_examples=15, deadline=None)
@given(datasets(), datasets(), datasets())
def test_a_graph_comes_apart_into_what_made_it_in_any_order(a: Facts, b: Facts, c: Facts) -> None:
    whole = merging.combine({"a": a, "b": b, "c": c})
    _equal(whole, merging.combine({"c": c, "a": a, "b": b}))
    apart = merging.split(whole)
    _equal(whole, merging.combine(apart))
    _equal(merging.combine({"a": a, "c": c}), merging.combine({"a": apart["a"], "c": apart["c"]}))


def test_a_meeting_holds_from_its_day_on() -> None:
    stated = facts(bodies=[{"name": "B"}], meetings=[{"body": "B", "date": "2024-05-01"}])
    meeting = merging.combine({"x": stated})["Meeting"].iloc[0]
    assert meeting["id"] == "anytown-b/2024-05-01"
    assert meeting["valid_from"].date() == dt.date(2024, 5, 1)
