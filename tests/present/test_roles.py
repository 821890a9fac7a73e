import pytest

from govgraph.present.roles import LEFT_OUT, Unnamed
from tests.builders import governance


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Jo Smith chairs both.", f"{LEFT_OUT} chairs both."),
        ("jo smith and Mary-Ann O'Neil", f"{LEFT_OUT} and {LEFT_OUT}"),
        ("Jo Smithson", "Jo Smithson"),
        ("Major Jo Smith, chair", f"Major {LEFT_OUT}, chair"),
        ("Jo the Smith", "Jo the Smith"),
        ("", ""),
    ],
)
def test_full_names_are_left_out_and_nothing_else(text: str, said: str) -> None:
    assert Unnamed(["Jo Smith", "Mary-Ann O'Neil"]).text(text) == said


def test_the_longest_of_several_names_is_left_out() -> None:
    assert Unnamed(["Jo Smith", "Jo Smith Brown"]).text("Jo Smith Brown sits") == f"{LEFT_OUT} sits"


def test_one_word_alone_may_be_any_word_and_stays() -> None:
    assert Unnamed(["Chair"]).text("The Chair reports.") == "The Chair reports."


def test_names_are_left_out_of_lists_and_dictionaries_but_not_of_their_keys() -> None:
    value = {"Jo Smith": ["by Jo Smith", 3, None, {"text": "Jo Smith"}]}

    assert Unnamed(["Jo Smith"]).all_of(value) == {
        "Jo Smith": [f"by {LEFT_OUT}", 3, None, {"text": LEFT_OUT}]
    }


def test_everybody_is_known_by_all_their_names() -> None:
    g = governance(
        bodies=[{"name": "Board"}],
        people=[{"name": "Jo Smith", "other_names": "Joan Smith; Cllr Smith"}],
    )

    assert Unnamed.of(g).text("Joan Smith, Cllr Smith") == f"{LEFT_OUT}, {LEFT_OUT}"
