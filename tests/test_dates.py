"""Partial dates: what may be written, and which days it may mean."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph import dates


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2017", "2017"),
        ("2017-09", "2017-09"),
        ("2017-9-2", "2017-09-02"),
        ("20/09/2017", "2017-09-20"),
        ("1.2.2017", "2017-02-01"),
        ("20 September 2017", "2017-09-20"),
        ("2nd Oct 2020", "2020-10-02"),
        ("Sept 2017", "2017-09"),
        ("2017-09-20 00:00:00", "2017-09-20"),
    ],
)
def test_dates_are_read_as_reviewers_write_them(written: str, iso: str) -> None:
    assert dates.parse(written) == iso


@pytest.mark.parametrize("written", ["2017-02-30", "31/04/2020", "2017-13", "29 February 2023"])
def test_a_date_that_does_not_exist_is_refused_as_such(written: str) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        dates.parse(written)


@pytest.mark.parametrize("written", ["soon", "17", "20/09/17", "0", "2017-09-20-01", ""])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        dates.parse(written)


def test_a_partial_date_spans_every_day_it_may_mean() -> None:
    assert dates.earliest("2016-02") == dt.date(2016, 2, 1)
    assert dates.latest("2016-02") == dt.date(2016, 2, 29)
    assert (dates.earliest("2017"), dates.latest("2017")) == (
        dt.date(2017, 1, 1),
        dt.date(2017, 12, 31),
    )


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_a_full_date_spans_itself(day: dt.date) -> None:
    written = dates.parse(day.isoformat())
    assert dates.earliest(written) == dates.latest(written) == day


def test_blank_dates_are_open_and_a_former_thing_ended_on_an_unknown_day() -> None:
    blank = pd.Series([None, None, "2019"], dtype="str")
    former = pd.Series([False, True, True])
    assert dates.valid_from(blank).dt.year.tolist() == [1, 1, 2019]
    ends = dates.valid_to(blank, former)
    assert ends.isna().tolist() == [False, True, False]
    assert ends.iloc[0].year == 9999
    assert ends.iloc[2] == pd.Timestamp(2019, 12, 31)
