import csv
import datetime as dt
import io
import json
import re
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.present import tables
from govgraph.present.tables import Answer


def answer(*rows: Mapping[str, object], **more: object) -> Answer:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return Answer("test", "Title", columns, rows, **more)  # type: ignore[arg-type]


def test_the_values_of_a_frame_become_plain_ones() -> None:
    frame = pd.DataFrame(
        {
            "text": pd.Series(["a", None], dtype="str"),
            "number": [1.5, np.nan],
            "count": pd.array([3, None], dtype="Int64"),
            "yes": pd.array([True, None], dtype="boolean"),
            "day": pd.Series([dt.date(2025, 9, 1), None], dtype="datetime64[s]"),
            "listed": [[np.int64(1), float("nan")], {"a": pd.NA}],
        }
    )

    assert tables.records(frame) == [
        {
            "text": "a",
            "number": 1.5,
            "count": 3,
            "yes": True,
            "day": "2025-09-01",
            "listed": [1, None],
        },
        {
            "text": None,
            "number": None,
            "count": None,
            "yes": None,
            "day": None,
            "listed": {"a": None},
        },
    ]


def test_json_is_strict_and_its_columns_are_complete() -> None:
    made = answer(
        {"a": float("nan"), "b": [1]}, {"a": float("inf")}, notes=["n"], as_of="2025-01-01"
    )
    text = tables.as_json(made)

    assert json.loads(text, parse_constant=pytest.fail) == {
        "analysis": "test",
        "as_of": "2025-01-01",
        "store": None,
        "notes": ["n"],
        "rows": [{"a": None, "b": [1]}, {"a": None, "b": None}],
    }


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "=cmd|' /C calc'!A0"]
)
def test_no_cell_of_a_csv_file_runs_as_a_formula(cell: str) -> None:
    ((written,),) = list(csv.reader(io.StringIO(tables.as_csv(answer({"a": cell})))))[1:]

    assert written.startswith("'")


def test_numbers_of_a_csv_file_stay_numbers() -> None:
    assert tables.as_csv(answer({"a": -1.5, "b": ["x", "y"], "c": None, "d": True})) == (
        "a,b,c,d\r\n-1.5,x; y,,yes\r\n"
    )


HOSTILE = "\x1b]0;title\x07\x1b[31mred\x9b32m\u202eevil\x00\r\nNo findings\u2028next"


def test_nothing_that_a_terminal_obeys_is_shown() -> None:
    made = answer({"a": HOSTILE})
    for shown in (tables.as_text(made), tables.as_json(made), tables.as_csv(made)):
        assert not re.search(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u2028\u202a-\u202e]", shown)
    assert "red32mevil No findings next" in tables.as_text(made)
    assert json.loads(tables.as_json(made))["rows"][0]["a"] == HOSTILE


def test_a_table_wraps_and_cuts_nothing() -> None:
    wide = "A very long name of a partnership " * 3
    made = answer({"body": wide, "count": 12, "other": "x" * 70})
    shown = tables.as_text(made, 60)

    assert max(map(len, shown.splitlines())) <= 60
    letters = re.sub(r"\s", "", shown)
    assert letters.count("x") >= 70
    assert shown.count("partnership") == 3


def test_columns_that_have_no_room_become_lines() -> None:
    row = {f"heading{n}": f"value number {n}" for n in range(12)}
    shown = tables.as_text(answer(row), 60)

    assert "heading0: value number 0\n  heading1: value number 1\n" in shown


def test_wide_letters_keep_the_columns_in_line() -> None:
    made = answer(
        {"a": "\u4f1a\u8b70", "b": "x"}, {"a": "Rat", "b": "y"}, {"a": "e\u0301", "b": "z"}
    )
    _, _, _, _, first, second, third = tables.as_text(made).splitlines()

    assert (first, second, third) == ("\u4f1a\u8b70  x", "Rat   y", "e\u0301     z")


def test_an_answer_without_rows_says_what_that_means() -> None:
    assert "Nobody is recorded." in tables.as_text(answer(empty="Nobody is recorded."))


@given(st.text(), st.integers(20, 120))
def test_wrapped_text_loses_no_letter_and_keeps_to_the_width(text: str, width: int) -> None:
    shown = tables.wrapped(text, width, "  ")

    assert all(tables.cells(line) <= width for line in shown.split("\n"))
    assert "".join(shown.split()) == "".join(tables.clean(text).split())
