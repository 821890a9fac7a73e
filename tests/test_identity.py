"""People who are judged to be one are one in everything that is analysed, and only there."""

import datetime as dt
from collections.abc import Mapping
from itertools import permutations

import pandas as pd
import pytest

from govgraph import dataset, frames, merging
from govgraph.analysis import overlap, people
from govgraph.governance import Governance
from tests.builders import Rows, facts, governance

SEATS = [
    {"body": "Exec", "seat": "Head", "person": "Jo Wilson"},
    {"body": "Exec", "seat": "Second", "person": "Al Stone"},
    {"body": "Trust", "seat": "Head", "person": "Joanne Wilson", "paragraph": "3"},
]
PEOPLE = [
    {"name": "Jo Wilson", "job_title": "Head of Programmes"},
    {"name": "Joanne Wilson", "other_names": "J. Wilson", "organisation": "The Trust"},
]
SAME = {
    "person_a": "Joanne Wilson",
    "person_b": "Jo Wilson",
    "verdict": "same as",
    "reason": "Confirmed by the clerk",
    "who": "Governance Officer",
    "date": "2025-03",
}


def wilsons(
    *judgements: Mapping[str, object], meetings: Rows = (), attendance: Rows = ()
) -> Governance:
    optional = {"same_people": judgements, "meetings": meetings, "attendance": attendance}
    filled: dict[str, Rows] = {name: rows for name, rows in optional.items() if rows}
    bodies: Rows = [{"name": "Exec"}, {"name": "Trust"}]
    tables = facts(bodies=bodies, memberships=SEATS, people=PEOPLE, **filled)
    return Governance(merging.combine({"test": tables}), as_of=dt.date(2026, 11, 22))


def test_two_names_without_a_judgement_are_two_people() -> None:
    g = wilsons()

    assert sorted(g.people["name"]) == ["Al Stone", "Jo Wilson", "Joanne Wilson"]
    assert overlap.bodies(g).empty
    assert g.united == ()


def test_two_who_are_judged_the_same_are_one_with_both_names_and_the_judgement() -> None:
    g = wilsons(SAME)

    (person,) = g.people[g.people["name"] != "Al Stone"].to_dict("records")
    assert (person["name"], person["other_names"]) == ("Joanne Wilson", "J. Wilson; Jo Wilson")
    assert person["job_title"] == "Head of Programmes"
    assert person["note"] == (
        "Judged to be the same person as anytown-jo-wilson: Confirmed by the clerk "
        "(Governance Officer, 2025-03)."
    )
    assert g.caveats[-1] == (
        "Joanne Wilson and Jo Wilson are counted as one person, as was judged: Confirmed by the "
        "clerk (Governance Officer, 2025-03)."
    )


def test_every_analysis_counts_them_as_one() -> None:
    g = wilsons(SAME)

    (pair,) = overlap.bodies(g).to_dict("records")
    assert (pair["body_a"], pair["body_b"], pair["names"]) == ("Exec", "Trust", "Joanne Wilson")
    assert people.load(g).set_index("person")["bodies"].to_dict() == {
        "Joanne Wilson": 2,
        "Al Stone": 1,
    }
    assert g.tables["EMPLOYED_BY"]["from_id"].tolist() == ["anytown-joanne-wilson"]
    assert len(overlap.over_time(g)) == 1


def test_a_person_with_two_names_on_one_body_counts_once() -> None:
    twice = {"body": "Trust", "seat": "Deputy", "person": "Jo Wilson"}
    g = governance(
        bodies=[{"name": "Exec"}, {"name": "Trust"}],
        memberships=[*SEATS, twice],
        same_people=[SAME],
    )

    assert g.membership_matrix().values.sum() == 3
    assert overlap.bodies(g)["shared"].tolist() == [1]


def test_attendance_is_that_of_the_one_person() -> None:
    g = wilsons(
        SAME,
        meetings=[{"body": "Exec", "date": "2026-01-10"}],
        attendance=[
            {"meeting": "Exec 2026-01-10", "person": "Jo Wilson", "status": "present"},
            {"meeting": "Exec 2026-01-10", "person": "Joanne Wilson", "status": "present"},
        ],
    )

    assert g.tables["ATTENDANCE"]["person"].tolist() == ["anytown-joanne-wilson"] * 2
    guests = g.tables["ATTENDANCE"]
    assert guests.loc[guests["from_type"] == "Person", "from_id"].tolist() == [
        "anytown-joanne-wilson"
    ]


def test_looking_at_another_day_changes_nothing_of_it() -> None:
    g = wilsons(SAME)

    later = g.at(include_proposed=True).at(areas=["Anytown"])

    assert later.united == g.united
    assert later.people["name"].tolist() == g.people["name"].tolist()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_chain_of_judgements_makes_one_person(order: tuple[int, ...]) -> None:
    chain = [
        {"person_a": "Al Stone", "person_b": "Alan Stone", "verdict": "same_as"},
        {"person_a": "Alan Stone", "person_b": "A. Stone", "verdict": "same_as"},
        {"person_a": "Alan James Stone", "person_b": "A. Stone", "verdict": "same_as"},
    ]
    names = ["Al Stone", "Alan Stone", "A. Stone", "Alan James Stone", "Bo Reed"]
    g = governance(
        bodies=[{"name": "Exec"}],
        people=[{"name": name} for name in names],
        same_people=[chain[at] for at in order],
    )

    # Al and Alan James stand as person_a only; the fuller of the two names is shown.
    assert sorted(g.people["name"]) == ["Alan James Stone", "Bo Reed"]


def test_judgements_of_two_datasets_that_contradict_each_other_unite_nobody() -> None:
    both = {
        "east": facts("east", bodies=[{"name": "Exec"}], people=PEOPLE, same_people=[SAME]),
        "west": facts(
            "west",
            bodies=[{"name": "Exec"}],
            people=PEOPLE,
            same_people=[SAME | {"verdict": "not_same_as"}],
        ),
    }

    g = Governance(merging.combine(both))

    assert sorted(g.people["name"]) == ["Jo Wilson", "Joanne Wilson"]
    assert g.united == (
        "Jo Wilson and Joanne Wilson are judged to be one person and not to be one; until that "
        "is settled in same_people they count as different people.",
    )


def test_what_is_stored_keeps_both() -> None:
    tables = merging.combine(
        {"test": facts(bodies=[{"name": "A"}], people=PEOPLE, same_people=[SAME])}
    )

    Governance(tables)

    assert sorted(tables["Person"]["name"]) == ["Jo Wilson", "Joanne Wilson"]
    again = merging.combine(merging.split(tables))
    assert again["SAME_AS"]["reason"].tolist() == ["Confirmed by the clerk"]
    assert len(frames.canonical(again)["Person"]) == 2


# --- the table ---------------------------------------------------------------------------


def checked(*judgements: Mapping[str, object]) -> list[tuple[str, str]]:
    body = {"name": "Exec", "area": "Anytown", "kind": "board"}
    tables = {
        "bodies": pd.DataFrame([body]),
        "people": pd.DataFrame(PEOPLE),
        "same_people": pd.DataFrame([dict(row) for row in judgements]),
        "sources": pd.DataFrame([{"id": "terms", "title": "Terms of reference"}]),
    }
    report = dataset.of_frames(tables, "test").report
    return list(zip(report["severity"], report["problem"], strict=True))


def test_a_pair_that_is_judged_is_no_longer_warned_of() -> None:
    assert checked(SAME) == []
    assert checked(SAME | {"verdict": "not_same_as"}) == []


def test_a_name_that_nobody_has_is_a_fault() -> None:
    (fault, *_) = checked(SAME | {"person_a": "Joan Wilson"})

    assert fault == ("fault", "There is no person called 'Joan Wilson'.")


def test_nobody_is_judged_against_themselves() -> None:
    (fault, *_) = checked(SAME | {"person_a": "J. Wilson", "person_b": "Joanne Wilson"})

    assert fault == ("fault", "'Joanne Wilson' is the same entry as person_a.")


def test_both_verdicts_on_one_pair_are_a_fault() -> None:
    (fault,) = checked(SAME, SAME | {"verdict": "not_same_as"})

    assert fault == (
        "fault",
        "'Jo Wilson' is not the same person as person_a, yet other rows say that they are one.",
    )


def test_a_judgement_does_not_cite_the_only_document_unless_it_says_so() -> None:
    def source(**more: str) -> list[object]:
        stated = facts(
            bodies=[{"name": "Exec"}],
            people=PEOPLE,
            sources=[{"id": "terms", "title": "Terms of reference"}],
            same_people=[SAME | more],
        )
        cells = stated["SAME_AS"]["source"]
        return cells.astype(object).where(cells.notna(), None).tolist()

    assert source() == [None]
    assert source(source="terms") == ["terms"]
