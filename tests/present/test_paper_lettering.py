import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.present.paper import lettering


def test_a_name_breaks_between_words() -> None:
    assert lettering.wrapped("Health and Wellbeing Board", 146.0) == [
        "Health and Wellbeing",
        "Board",
    ]


def test_a_word_wider_than_a_line_is_cut() -> None:
    lines = lettering.wrapped("W" * 30, 146.0)

    assert "".join(lines) == "W" * 30
    assert len(lines) > 1


def test_a_very_long_name_ends_in_an_ellipsis() -> None:
    lines = lettering.wrapped("partnership " * 40, 146.0)

    assert len(lines) == lettering.MOST_LINES
    assert lines[-1].endswith("…")


@pytest.mark.parametrize("name", ["", " ", "\u2028", "\u202e"])
def test_a_name_of_nothing_to_see_is_said_to_be_none(name: str) -> None:
    assert lettering.wrapped(name, 146.0) == ["(no name)"]


def test_what_turns_text_round_is_left_out() -> None:
    assert lettering.wrapped("Board\u202edraoB", 146.0) == ["BoarddraoB"]


@given(st.text(max_size=400))
def test_any_name_makes_at_most_five_lines_without_line_breaks_in_them(name: str) -> None:
    lines = lettering.wrapped(name, 146.0)

    assert 1 <= len(lines) <= lettering.MOST_LINES
    assert all(line and len(line.splitlines()) == 1 for line in lines)
