from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph import likeness


def alike(*names: str) -> dict[tuple[str, str], str]:
    """The pairs of names that are alike, and why."""
    found = likeness.pairs(pd.Series(names, dtype="str"))
    return {
        (names[a], names[b]): why
        for a, b, why in zip(
            found.pairs["a"], found.pairs["b"], found.why(found.pairs), strict=True
        )
    }


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Jo Wilson", "Joanne Wilson", "Jo and Joanne are forms of one name"),
        ("Bob Jones", "Robert Jones", "Bob and Robert are forms of one name"),
        ("J. Smith", "John Smith", "J is the initial of John"),
        ("Ann Smyth", "Ann Smith", "Smyth and Smith differ by a letter"),
        ("Marta Reed", "Martha Reed", "Marta and Martha differ by a letter"),
        ("Councillor Ann Reed", "Ann Reed OBE", "the names are the same"),
        ("Reed, Ann", "Ann Reed", "the names are the same"),
        ("Ann Reed", "Ann Reed-Stone", "Reed is a part of Reed-Stone"),
        ("Siân O'Neil", "Sian O’Neil", "the names are the same"),
        ("Robert James Reed", "James Reed", "the first name of one is a middle name of the other"),
        ("Cllr Reed", "Ann Reed", "one of them has no first name"),
        ("Xavi Reed", "Xavier Reed", "Xavi may be short for Xavier"),
    ],
)
def test_names_that_may_be_one_persons(one: str, other: str, why: str) -> None:
    assert alike(one, other) == {(one, other): why}
    assert list(alike(other, one)) == [(other, one)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Reed", "Bob Reed"),
        ("Ann Reed", "Ann Stone"),
        ("John Smith", "James Smith"),
        ("A. Reed", "B. Reed"),
        ("Ann Lee", "Ann Leo"),
        ("Bob Jonse", "Rupert Jones"),
        ("Person 12", "Person 13"),
    ],
)
def test_names_that_are_two_peoples(one: str, other: str) -> None:
    assert alike(one, other) == {}


def test_middle_names_that_differ_are_said_and_make_it_weak() -> None:
    found = likeness.pairs(pd.Series(["John A. Smith", "John B. Smith"]))

    assert found.why(found.pairs) == ["their middle names differ"]
    assert found.pairs["is_weak"].tolist() == [True]
    assert found.pairs["likeness"].tolist() == [0.6]


def test_other_names_count_as_names() -> None:
    names = pd.Series(["Peggy Stone", "Ann Reed"], dtype="str")

    found = likeness.pairs(names, pd.Series([None, "Margaret Stone; A. Reed"], dtype="str"))

    assert found.pairs[["a", "b"]].to_numpy().tolist() == [[0, 1]]


def test_what_is_too_much_to_compare_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "MOST_PAIRS", 2)

    found = likeness.pairs(pd.Series([f"{name} Smith" for name in ("Al", "Alan", "Alec")]))

    assert found.pairs.empty
    assert found.left_out == 3


def test_nobody_is_like_nobody() -> None:
    assert likeness.pairs(pd.Series([], dtype="str")).pairs.empty
    assert likeness.pairs(pd.Series(["", "CBE", None], dtype="str")).pairs.empty


FIRST = ["Jo", "Joanne", "Bob", "Robert", "J", "Ann", "Anne", ""]
LAST = ["Smith", "Smyth", "Smith-Reed", "Reed", "Stone"]
full_names = st.tuples(
    st.sampled_from(FIRST), st.sampled_from(["", "A", "Jo"]), st.sampled_from(LAST)
).map(lambda parts: " ".join(filter(None, parts)))


@settings(max_examples=20, deadline=None)
@given(st.lists(full_names, min_size=2, max_size=5, unique=True), st.randoms())
def test_who_is_like_whom_does_not_depend_on_who_else_is_there(
    names: list[str], random: Random
) -> None:
    """Blocks of names miss nothing that comparing each two by themselves finds."""
    everyone = {frozenset(pair) for pair in alike(*names)}

    each_two = {
        frozenset(pair)
        for at, one in enumerate(names)
        for other in names[at + 1 :]
        for pair in alike(one, other)
    }
    random.shuffle(names)
    assert everyone == each_two == {frozenset(pair) for pair in alike(*names)}


def test_every_line_of_nicknames_is_in_plain_small_letters() -> None:
    names = likeness.nicknames()

    assert len(names) > 300
    assert all(likeness.parts_of(f"{name} Smith")[0] == name for name in names)
