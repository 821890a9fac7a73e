import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.present import lettering


@pytest.mark.parametrize("name", ["", " ", "\u2028", "\u202e"])
def test_nothing_to_see_is_left_of_a_name_of_nothing(name: str) -> None:
    assert lettering.visible(name) == ""


@given(st.text(max_size=400))
def test_any_name_is_shown_on_one_line(name: str) -> None:
    assert len(lettering.visible(name).splitlines()) <= 1
