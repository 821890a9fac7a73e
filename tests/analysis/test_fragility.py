import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from govgraph import api, resources
from govgraph.analysis import fragility
from govgraph.errors import GovgraphError
from govgraph.governance import Governance
from tests.builders import governance

BARKING = "barking-and-dagenham"
CHAIR, CABINET_MEMBER, PUBLIC_HEALTH, EDUCATION, NURSING, LIFELINE, NELFT, SYDNEY, GASCOIGNE = (
    range(9)
)


@pytest.fixture(scope="module")
def barking() -> Governance:
    return api.read(resources.seed_dir() / BARKING)


@pytest.fixture(scope="module")
def bcp() -> Governance:
    return api.read(resources.seed_dir() / "bcp")


def by_reading(g: Governance, probability: float) -> dict[str, float]:
    frame = fragility.of_quorums(g, probability=probability)
    assert (frame["probability_low"] == frame["probability_high"]).all()
    return dict(zip(frame["reading"].fillna(""), frame["probability_low"], strict=True))


def barking_is_quorate(there: frozenset[int]) -> bool:
    """2.5.3, as the terms of reference have it: the Council sends seats 1 to 4."""
    return (
        CHAIR in there
        and bool(there & {CABINET_MEMBER, PUBLIC_HEALTH, EDUCATION})
        and NURSING in there
        and NELFT in there
        and bool(there & {SYDNEY, GASCOIGNE})
    )


@pytest.mark.parametrize(("each", "expected"), [(0.8, 0.4876), (0.9, 0.7210), (0.95, 0.8551)])
def test_barking_and_dagenham(barking: Governance, each: float, expected: float) -> None:
    slowly = sum(
        each ** len(there) * (1 - each) ** (9 - len(there))
        for size in range(10)
        for there in map(frozenset, itertools.combinations(range(9), size))
        if barking_is_quorate(there)
    )

    found = by_reading(barking, each)[""]

    assert found == pytest.approx(slowly, abs=1e-12)
    assert round(found, 4) == expected


def test_barking_and_dagenham_breaks_in_exactly_five_ways(barking: Governance) -> None:
    (row,) = fragility.of_quorums(barking, probability=0.8).to_dict("records")

    assert row["breaking_count"] == 5
    assert row["smallest_break"] == 1
    assert row["vetoes"] == [
        "Commissioning Director for Children's Care and Support",
        "Deputy Director of Nursing",
        "Integrated Care Director",
    ]
    assert row["breaking_sets"][1:] == [
        "all of: Head Teacher of Gascoigne School; Head Teacher of Sydney Russel Comprehensive "
        "School",
        "all of: Cabinet Member for Social Care and Health Integration; Commissioning Director "
        "for Education; Director of Public Health",
    ]
    assert row["never_matters"] == ["Director of Young People and Families"]


def test_bcp_by_reading(bcp: Governance) -> None:
    """Three of five at 80%: 10 * .8^3 * .2^2 + 5 * .8^4 * .2 + .8^5; of six likewise."""
    three_of_five = 10 * 0.8**3 * 0.2**2 + 5 * 0.8**4 * 0.2 + 0.8**5
    three_of_six = 1 - 0.2**6 - 6 * 0.8 * 0.2**5 - 15 * 0.8**2 * 0.2**4

    found = by_reading(bcp, 0.8)

    assert found["the chair must be there"] == pytest.approx(0.8 * three_of_five)
    assert found["the chair need not be there"] == pytest.approx(three_of_five)
    assert found["an independent chair counts as one of the three"] == pytest.approx(three_of_six)
    assert round(found["the chair must be there"], 4) == 0.7537
    assert round(found["the chair need not be there"], 4) == 0.9421


def test_it_says_what_it_takes_for_granted(bcp: Governance) -> None:
    frame = fragility.of_quorums(bcp, probability=0.8)

    assert frame["assumption"].str.contains("do not give all members").all()
    assert frame["assumption"].str.contains("inferred").all()
    assert any("independently" in note for note in frame.attrs["notes"])


def board(
    rule: str,
    records: Mapping[str, Sequence[str | None]],
    *,
    seats: Sequence[Mapping[str, object]] = (),
    covered: str = "members",
) -> Governance:
    """A board whose seats have these records at its monthly meetings in 2026."""
    count = max((len(each) for each in records.values()), default=0)
    plain = [{"seat": seat, "person": f"{seat} Person"} for seat in records]
    held = [
        {"body": "Board", "date": f"2026-{at + 1:02}-10", "id": f"m{at}"} for at in range(count)
    ]
    came = [
        {"meeting": f"m{at}", "seat": seat, "status": status}
        for seat, each in records.items()
        for at, status in enumerate(each)
        if status is not None
    ]
    return governance(
        bodies=[{"name": "Board", "covered": covered}],
        memberships=[{"body": "Board"} | dict(row) for row in (seats or plain)],
        rules=[{"body": "Board", "kind": "quorum", "rule": rule, "paragraph": "4"}],
        sources=[{"id": "terms", "title": "Terms of reference"}],
        **({"meetings": held, "attendance": came} if held else {}),  # type: ignore[arg-type]
    )


def one(g: Governance, probability: float | None = None) -> dict[str, Any]:
    (row,) = fragility.of_quorums(g, probability=probability).to_dict("records")
    return {str(name): value for name, value in row.items()}


def test_each_seat_comes_as_often_as_it_came() -> None:
    """A came to 1 of 2, B to 3 of 4: both come with 3/8."""
    row = one(
        board(
            "2 members",
            {"A": ["present", "absent"], "B": ["present", "apologies", "present", "present"]},
        )
    )

    assert row["probability_low"] == row["probability_high"] == pytest.approx(3 / 8)
    assert "2 to 4 meetings" in row["based_on"]
    assert row["source"] == "terms"


def test_a_seat_without_a_record_is_named_and_not_guessed() -> None:
    row = one(board("1 member", {"A": ["present", "absent"], "B": []}))

    assert row["probability_low"] == pytest.approx(0.5)
    assert row["probability_high"] == pytest.approx(1)
    assert "No attendance is recorded of these" in row["assumption"]
    assert "B" in row["assumption"]


def test_without_any_record_there_is_no_probability_but_the_breaking_sets() -> None:
    row = one(board("2 members", {"A": [], "B": []}))

    assert pd.isna(row["probability_low"])
    assert row["based_on"] == "no attendance is recorded"
    assert row["breaking_count"] == 2


def test_a_substitute_counts_in_the_higher_probability_only_where_the_rule_is_silent() -> None:
    records = {"A": ["present", "substitute"]}

    silent = one(board("1 member", records))
    assert (silent["probability_low"], silent["probability_high"]) == (0.5, 1)
    assert "substitute" in silent["assumption"]
    assert one(board("1 member, substitutes count as present", records))["probability_low"] == 1
    assert one(board("1 member, substitutes count as absent", records))["probability_high"] == 0.5


def test_vacant_seats_have_a_reading_each_where_it_matters() -> None:
    """Half of four and of the three filled is two; of five it is three, of three two."""
    seats: list[dict[str, object]] = [{"seat": name, "person": name} for name in "ABC"]
    vacant = [{"seat": name, "status": "vacant"} for name in "DE"]

    same = fragility.of_quorums(
        board("half of members", {}, seats=[*seats, vacant[0]]), probability=1
    )
    differ = fragility.of_quorums(
        board("half of members", {}, seats=[*seats, *vacant]), probability=0.5
    )

    assert same["reading"].isna().all()
    assert len(same) == 1
    found = dict(zip(differ["reading"], differ["probability_low"], strict=True))
    assert found == {"vacant seats count": 1 / 8, "vacant seats do not count": 4 / 8}
    assert differ["assumption"].str.contains("2 vacant seats are taken as absent").all()


def test_where_the_chair_could_fill_a_second_place_both_probabilities_are_given() -> None:
    """Chair and another of two: 1/2 * 3/4. If the chair fills both: 1/2."""
    seats = [
        {"seat": "Chair", "person": "A", "role": "chair", "sector": "Schools"},
        {"seat": "B", "person": "B", "sector": "Schools"},
        {"seat": "C", "person": "C", "sector": "Schools"},
    ]
    row = one(board('chair and 1 of sector "Schools"', {}, seats=seats), probability=0.5)

    assert row["probability_low"] == pytest.approx(3 / 8)
    assert "if one may fill several, the probability is 0.5000" in row["assumption"]
    said = one(
        board('chair and 1 of sector "Schools" except chair', {}, seats=seats), probability=0.5
    )
    assert pd.isna(said["assumption"])


def test_a_seat_of_no_recorded_sector_makes_a_range() -> None:
    seats = [{"seat": "A", "person": "A", "sector": "Schools"}, {"seat": "B", "person": "B"}]
    row = one(board('1 of sector "Schools"', {}, seats=seats), probability=0.5)

    assert (row["probability_low"], row["probability_high"]) == (0.5, 0.75)
    assert "the sector of B" in row["assumption"]


def test_a_rule_that_its_seats_cannot_meet_says_so() -> None:
    row = one(board('1 of sector "Police"', {"A": []}), probability=1)

    assert row["probability_low"] == 0
    assert pd.isna(row["smallest_break"])
    assert "cannot be met" in row["assumption"]
    assert "'Police'" in row["assumption"]


def test_advisers_count_for_nothing() -> None:
    seats = [{"seat": "A", "person": "A"}, {"seat": "B", "person": "B", "role": "adviser"}]

    assert one(board("1 member", {}, seats=seats), probability=0.5)["probability_low"] == 0.5


def test_a_long_list_of_breaking_sets_is_cut_and_counted() -> None:
    sectors = ", ".join(f'"S{at}"' for at in range(8))
    seats = [
        {"seat": f"{at} {number}", "person": f"P{at}{number}", "sector": f"S{at}"}
        for at in range(8)
        for number in "ab"
    ]
    row = one(board(f"4 of sectors ({sectors})", {}, seats=seats), probability=0.5)

    assert row["breaking_count"] == 56  # any five of the eight sectors, both of each
    assert len(row["breaking_sets"]) == fragility.PATTERNS_SHOWN + 1
    assert row["breaking_sets"][-1] == "and more: 56 in all"


def test_what_is_no_probability_is_refused() -> None:
    with pytest.raises(GovgraphError, match="no probability"):
        fragility.of_quorums(board("1 member", {"A": []}), probability=1.2)


def test_a_share_of_members_who_are_not_all_known_has_no_probability() -> None:
    row = one(board("one third of members", {"A": [], "B": []}, covered="rules"), probability=0.5)

    assert pd.isna(row["probability_low"])
    assert pd.isna(row["breaking_count"])
    assert row["never_matters"] == []
    assert "do not give all members" in row["assumption"]


def test_a_board_without_seats_has_no_probability_and_a_note() -> None:
    vacant = [{"seat": "A", "status": "vacant"}]
    frame = fragility.of_quorums(board("one third of members", {}, seats=vacant), probability=0.5)

    assert frame.empty
    assert "No member's seat that is not vacant is recorded: Board." in frame.attrs["notes"]
