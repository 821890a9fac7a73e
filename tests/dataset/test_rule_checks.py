"""A rule that names what is not there is loaded, with a warning that says what might be meant."""

import pandas as pd
import pytest

from govgraph import dataset, merging
from tests.builders import Rows

CLOCK = 'no attendance for 6 months since last attended at any meeting of "{}"'


def warnings(**tables: Rows) -> pd.DataFrame:
    read = dataset.of_frames(
        {name: pd.DataFrame([dict(row) for row in rows]) for name, rows in tables.items()},
        "anytown",
    )
    assert not read.is_faulty, read.report.to_string()
    return read.report[read.report["column"] == "rule"]


BODIES = [
    {"name": "Council", "area": "Anytown", "kind": "board", "other_names": "Full Council"},
    {"name": "Board", "area": "Anytown", "kind": "board"},
]


def test_a_body_that_is_not_there_is_warned_of_with_the_nearest_name() -> None:
    rule = {"body": "Board", "kind": "attendance", "rule": CLOCK.format("Counsil")}
    (found,) = warnings(bodies=BODIES, rules=[rule]).to_dict("records")

    assert found["severity"] == "warning"
    assert (found["row"], found["value"]) == (2, "Counsil")
    assert found["problem"] == (
        "The rule names 'Counsil', and there is no body or organisation of that name."
    )
    assert found["remedy"].startswith("Did you mean 'Council'")


@pytest.mark.parametrize("name", ["Council", "full council", "anytown-council"])
def test_a_body_may_be_named_by_any_of_its_names(name: str) -> None:
    rule = {"body": "Board", "kind": "attendance", "rule": CLOCK.format(name)}

    assert warnings(bodies=BODIES, rules=[rule]).empty


SEATS = [
    {"body": "Board", "seat": "Chair", "role": "chair", "organisation": "City Council"},
    {"body": "Board", "seat": "Head teacher", "sector": "Schools", "organisation": "High School"},
    {"body": "Council", "seat": "Constable", "sector": "Police", "organisation": "Police"},
]


@pytest.mark.parametrize(
    ("rule", "value", "problem", "remedy"),
    [
        (
            '2 of sectors ("Schools", "Police") and chair',
            "Police",
            "The rule names the sector 'Police', and no seat of the body stands for it.",
            "Write the sector in memberships and in the rule alike.",
        ),
        (
            '1 of sector "School"',
            "School",
            "The rule names the sector 'School', and no seat of the body stands for it.",
            "Did you mean 'Schools'? Write the sector in memberships and in the rule alike.",
        ),
        (
            'chair and 1 of organisation "City Counsel"',
            "City Counsel",
            "The rule names 'City Counsel', and no seat of the body speaks for it.",
            "Did you mean 'City Council'? Write the organisation in memberships and in the "
            "rule alike.",
        ),
        (
            'seat "Headteacher"',
            "Headteacher",
            "The rule names the seat 'Headteacher', and the body has no seat of that title.",
            "Did you mean 'Head teacher'? Write the title as in memberships, or add the seat "
            "there.",
        ),
    ],
)
def test_what_no_seat_of_the_body_has_is_warned_of(
    rule: str, value: str, problem: str, remedy: str
) -> None:
    quorum = {"body": "Board", "kind": "quorum", "rule": rule}
    (found,) = warnings(bodies=BODIES, memberships=SEATS, rules=[quorum]).to_dict("records")

    assert (found["severity"], found["row"], found["value"]) == ("warning", 2, value)
    assert (found["problem"], found["remedy"]) == (problem, remedy)


@pytest.mark.parametrize(
    "rule",
    [
        '1 of sector "schools" and chair',
        'chair and 1 of organisation "city council" except chair',
        'chair and 1 of organisation "CC" except chair',
        'seat "HEAD TEACHER"',
    ],
)
def test_what_a_seat_has_may_be_spelt_in_any_case_and_by_another_name(rule: str) -> None:
    quorum = {"body": "Board", "kind": "quorum", "rule": rule}
    organisations = [{"name": "City Council", "other_names": "CC"}]

    found = warnings(bodies=BODIES, memberships=SEATS, organisations=organisations, rules=[quorum])

    assert found.empty, found.to_string()


def test_a_sector_of_a_seat_that_the_store_knows_is_no_surprise() -> None:
    frames_ = {
        name: pd.DataFrame(rows) for name, rows in {"bodies": BODIES, "memberships": SEATS}.items()
    }
    stored = dataset.of_frames(frames_, "terms").facts
    more = {
        "bodies": pd.DataFrame([{"name": "Forum", "area": "Anytown", "kind": "forum"}]),
        "rules": pd.DataFrame(
            [{"body": "Board", "kind": "quorum", "rule": '1 of sector "Schools" and chair'}]
        ),
    }

    read = dataset.of_frames(more, "rules", known=merging.combine({"terms": stored}))

    assert read.report[read.report["column"] == "rule"].empty, read.report.to_string()
