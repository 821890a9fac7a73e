from collections.abc import Mapping, Sequence
from itertools import permutations

import pandas as pd
import pytest

from govgraph import api
from govgraph.analysis import people, same_people
from govgraph.governance import Governance
from tests.builders import governance

Row = Mapping[str, object]


def graph(
    people: Sequence[Row] = (), seats: Sequence[Row] = (), **more: Sequence[Row]
) -> Governance:
    tables: dict[str, Sequence[Row]] = {"people": people, "memberships": seats, **more}
    filled = {name: rows for name, rows in tables.items() if rows}
    bodies = [{"name": name} for name in ("Exec", "Trust")]
    return governance(bodies=bodies, **filled)  # type: ignore[arg-type] # tables only


def seat(body: str, person: str, title: str = "", **more: object) -> Row:
    return {"body": body, "seat": title or f"Seat of {person}", "person": person} | more


def test_a_short_form_with_one_title_and_one_employer_is_a_candidate_with_its_reasons() -> None:
    post = {"job_title": "Head of Programmes", "organisation": "Public Health"}
    g = graph(
        [
            {"name": "Jo Wilson", "paragraph": "17", **post},
            {"name": "Joanne Wilson", "paragraph": "A1", **post},
            {"name": "Mary Wilson", **post},
        ],
        sources=[{"id": "report", "title": "Report"}],
    )

    (found,) = same_people.candidates(g).to_dict("records")

    assert (found["person_a"], found["person_b"]) == ("Jo Wilson", "Joanne Wilson")
    assert found["why"] == [
        "Jo and Joanne are forms of one name",
        "the same title: Head of Programmes",
        "the same organisation: Public Health",
        "the same area: Anytown",
    ]
    assert found["score"] == pytest.approx(0.6 * 0.9 + 0.12 + 0.12 + 0.06)
    assert pd.isna(found["against"])
    assert [(each["person"], each["seat"], each["paragraph"]) for each in found["evidence"]] == [
        ("Jo Wilson", "Head of Programmes", "17"),
        ("Joanne Wilson", "Head of Programmes", "A1"),
    ]


def test_the_bundled_report_has_that_one_candidate() -> None:
    found = api.read("seed/bcp").similar_people()

    assert found[["person_a", "person_b"]].to_numpy().tolist() == [["Jo Wilson", "Joanne Wilson"]]


def test_an_initial_is_a_candidate_only_with_another_reason() -> None:
    alone = graph(seats=[seat("Exec", "J. Smith"), seat("Trust", "John Smith")])
    title = "Director of Housing"
    titled = graph(seats=[seat("Exec", "J. Smith", title), seat("Trust", "John Smith", title)])

    assert same_people.candidates(alone).empty
    assert same_people.candidates(titled)["why"].item() == [
        "J is the initial of John",
        "the same title: Director of Housing",
        "the same area: Anytown",
    ]


def test_a_title_that_many_have_is_no_reason() -> None:
    g = graph(seats=[seat("Exec", "J. Smith", "Chair"), seat("Trust", "John Smith", "Chair")])

    assert same_people.candidates(g).empty


def test_two_names_on_one_body_at_once_speak_against_it_and_in_turn_for_it() -> None:
    at_once = graph(seats=[seat("Exec", "Jo Wilson"), seat("Exec", "Joanne Wilson")])
    in_turn = graph(
        seats=[
            seat("Exec", "Jo Wilson", end_date="2019"),
            seat("Exec", "Joanne Wilson", start_date="2021"),
        ]
    )
    unclear = graph(
        seats=[seat("Exec", "Jo Wilson", status="former"), seat("Exec", "Joanne Wilson")]
    )

    (first,) = same_people.candidates(at_once).to_dict("records")
    (second,) = same_people.candidates(in_turn).to_dict("records")
    (third,) = same_people.candidates(unclear).to_dict("records")

    assert first["against"] == "both sit on the same body at the same time: Exec"
    assert "the same body, one after the other: Exec" in second["why"]
    assert pd.isna(third["against"])
    assert not any("body" in reason for reason in third["why"])
    assert first["score"] < third["score"] < second["score"]


@pytest.mark.parametrize("verdict", ["same_as", "not_same_as"])
def test_who_is_judged_is_no_candidate(verdict: str) -> None:
    g = graph(
        [{"name": "Jo Wilson"}, {"name": "Joanne Wilson"}],
        same_people=[{"person_a": "Joanne Wilson", "person_b": "Jo Wilson", "verdict": verdict}],
    )

    frame = same_people.candidates(g)

    assert frame.empty
    assert any("judged to be two people" in note for note in frame.attrs["notes"]) == (
        verdict == "not_same_as"
    )


def test_namesakes_in_two_areas_are_a_candidate_and_stay_two() -> None:
    bodies = [{"name": "Exec", "area": area, "id": f"{area}-exec"} for area in ("East", "West")]
    g = governance(
        bodies=bodies,
        people=[{"name": "Al Stone", "id": "east-al"}, {"name": "Al Stone", "id": "west-al"}],
        memberships=[
            {"body": "east-exec", "seat": "Head", "person": "east-al"},
            {"body": "west-exec", "seat": "Lead", "person": "west-al"},
        ],
    )

    assert same_people.candidates(g)["why"].item() == ["the names are the same"]
    assert len(same_people.candidates(g.at(areas=["West"]))) == 1
    assert len(people.listed(g)) == 2


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_rows_does_not_matter(order: tuple[int, ...]) -> None:
    rows = [{"name": name} for name in ("Jo Wilson", "Joanne Wilson", "Joanna Wilson")]

    found = same_people.candidates(graph([rows[at] for at in order]))

    assert found[["person_a", "person_b"]].to_numpy().tolist() == [
        ["Jo Wilson", "Joanna Wilson"],
        ["Jo Wilson", "Joanne Wilson"],
        ["Joanna Wilson", "Joanne Wilson"],
    ]


def test_a_long_list_of_candidates_is_cut_and_says_so() -> None:
    rows = [{"name": name} for name in ("Jo Wilson", "Joanne Wilson", "Joanna Wilson")]

    frame = same_people.candidates(graph(rows), most=1)

    assert len(frame) == 1
    assert frame.attrs["notes"][-1] == "The 1 likeliest of 3 candidates are listed."


# --- everybody ---------------------------------------------------------------------------


def test_people_are_listed_with_every_seat_also_those_that_make_no_member() -> None:
    g = graph(
        [{"name": "Al Stone", "job_title": "Director", "organisation": "The Trust"}],
        [
            seat("Exec", "Al Stone", "Chair", role="chair", organisation="The Trust"),
            seat("Trust", "Al Stone", "Note taker", role="secretariat", start_date="2020"),
            seat("Trust", "Bo Reed", "Lead", capacity="substitute"),
        ],
    )

    al, bo = people.listed(g).to_dict("records")

    assert (al["seats"], bo["seats"]) == (2, 1)
    assert (al["job_title"], al["employers"], al["body_names"]) == (
        "Director",
        "The Trust",
        "Exec; Trust",
    )
    said = [
        (each["seat"], each["role"], each["capacity"], each["since"]) for each in al["evidence"]
    ]
    assert said == [
        ("Chair", "chair", "holder", None),
        ("Note taker", "secretariat", "holder", "2020"),
    ]


def test_who_never_sat_belongs_to_the_areas_of_the_dataset() -> None:
    review = api.read("seed/bcp")

    assert "Jo Wilson" in review.at(areas=["BCP"]).people_listed()["person"].tolist()


def test_the_two_meanings_of_an_abbreviation_stay_a_fault_that_shows_both() -> None:
    with pytest.raises(AssertionError, match=r"'WCC' fits 2 things: Worcester.*; Worcester"):
        graph(
            seats=[seat("Exec", "Al Stone", organisation="WCC")],
            organisations=[
                {"name": "Worcestershire County Council", "other_names": "WCC"},
                {"name": "Worcester City Council", "other_names": "WCC"},
            ],
        )
