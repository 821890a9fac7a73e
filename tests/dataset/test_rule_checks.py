"""A rule that names what is not there is loaded, with a warning that says what might be meant."""

import pandas as pd
import pytest

from govgraph import dataset
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
