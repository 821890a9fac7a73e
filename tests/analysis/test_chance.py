import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from govgraph.analysis import chance


@st.composite
def cases(draw: st.DrawFn, most: int) -> tuple[int, int, int, int]:
    """shared, two sizes and a population from which they can be drawn."""
    population = draw(st.integers(1, most))
    sizes = draw(st.tuples(*[st.integers(0, population)] * 2))
    return draw(st.integers(0, min(sizes) + 1)), *sizes, population


def columns(*rows: tuple[int, int, int, int]) -> list[chance.Counts]:
    return [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]


@settings(max_examples=200)
@given(st.lists(cases(400_000), min_size=1, max_size=20))
def test_the_tail_is_that_of_scipy(rows: list[tuple[int, int, int, int]]) -> None:
    shared, a, b, n = columns(*rows)

    np.testing.assert_allclose(
        chance.at_least(shared, a, b, n), stats.hypergeom.sf(shared - 1, n, a, b), atol=1e-8
    )


def test_small_probabilities_are_right_to_eight_digits() -> None:
    rng = np.random.default_rng(1)
    n = rng.integers(100, 400_000, 5_000)
    a, b = (np.minimum(rng.integers(1, 300, 5_000), n) for _ in range(2))
    shared = np.minimum(np.minimum(a, b), rng.integers(1, 12, 5_000))

    ours = chance.at_least(shared, a, b, n)
    theirs = np.asarray(stats.hypergeom.sf(shared - 1, n, a, b))

    seen = theirs > 1e-250
    np.testing.assert_allclose(ours[seen], theirs[seen], rtol=1e-8)


def test_every_small_case_agrees_with_scipy() -> None:
    rows = [
        (k, a, b, n)
        for n in range(1, 9)
        for a in range(n + 1)
        for b in range(n + 1)
        for k in range(n + 2)
    ]
    shared, a, b, n = columns(*rows)

    np.testing.assert_allclose(
        chance.at_least(shared, a, b, n), stats.hypergeom.sf(shared - 1, n, a, b), atol=1e-12
    )


@given(cases(500))
def test_the_two_bodies_may_be_named_in_either_order(case: tuple[int, int, int, int]) -> None:
    shared, a, b, n = columns(case)

    assert chance.at_least(shared, a, b, n) == chance.at_least(shared, b, a, n)
    assert chance.expected(a, b, n) == chance.expected(b, a, n)


@given(cases(500))
def test_more_shared_members_are_never_more_probable(case: tuple[int, int, int, int]) -> None:
    shared, a, b, n = columns(case)

    fewer, more = chance.at_least(shared, a, b, n), chance.at_least(shared + 1, a, b, n)

    assert 0 <= more <= fewer <= 1


def slow_q_values(p_values: list[float], tests: int) -> list[float]:
    ranked = sorted(p_values)
    return [
        min(1.0, *(each * tests / (at + 1) for at, each in enumerate(ranked) if each >= p))
        for p in p_values
    ]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.integers(0, 5))
def test_q_values_follow_benjamini_and_hochberg(p_values: list[float], more: int) -> None:
    tests = len(p_values) + more

    found = chance.false_discovery_rates(np.array(p_values), tests)

    np.testing.assert_allclose(found, slow_q_values(p_values, tests))
    if not more:
        np.testing.assert_allclose(found, stats.false_discovery_control(p_values))


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 4)), min_size=1, max_size=8))
def test_a_p_value_that_several_tests_have_counts_so_many_times(
    counted: list[tuple[float, int]],
) -> None:
    p_values, times = (np.array(column) for column in zip(*counted, strict=True))

    found = chance.false_discovery_rates(p_values, times=times)

    spread = np.repeat(p_values, times)
    np.testing.assert_allclose(
        np.repeat(found, times), chance.false_discovery_rates(spread), rtol=1e-12
    )


def test_nothing_gives_nothing() -> None:
    nothing = np.zeros(0, dtype=np.int64)

    assert len(chance.at_least(nothing, nothing, nothing, nothing)) == 0
    assert len(chance.false_discovery_rates(np.zeros(0))) == 0


def test_numbers_too_large_for_one_code_are_told_apart() -> None:
    large = 2**31
    rows = [(2, large, large, 2 * large), (2, large, large - 1, 2 * large)]

    cases_, which = chance.each_once(*columns(*rows))

    assert which.tolist() == [0, 1]
    assert [column.tolist() for column in cases_[1:3]] == [[large, large - 1], [large, large]]
