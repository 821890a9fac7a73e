"""How long the exact probability of a quorum takes, beside slower exact ways."""

import itertools
import statistics
import time
from collections import defaultdict
from collections.abc import Callable

import numpy as np
import pytest

from govgraph import rules
from govgraph.analysis.diagram import diagram
from govgraph.analysis.quorate import Board, Reading, Requirement, requirement_of
from govgraph.rules.quorum import Quorum
from tests.analysis.quorum_boards import board_of_seats

RULES = {
    "a third of the members": "one third of members",
    "3 of 5 sectors and the chair": '3 of sectors ("S0", "S1", "S2", "S3", "S4") and chair',
    "14, among them chair and 3 of 5 sectors": "14 members including chair and 3 of sectors "
    '("S0", "S1", "S2", "S3", "S4")',
}
RUNS = 9


def board(size: int) -> Board:
    return board_of_seats(
        [("chair" if at == 0 else "member", f"S{at % 8}", None) for at in range(size)]
    )


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def by_all_sets(requirement: Requirement, come: np.ndarray) -> float:
    """Every set of those present, one after the other."""
    total = 0.0
    for bits in itertools.product((False, True), repeat=len(come)):
        there = np.array(bits)
        if requirement.is_met(there):
            total += float(np.prod(np.where(there, come, 1 - come)))
    return total


def by_seat(requirement: Requirement, come: np.ndarray) -> float:
    """A dynamic programme over the seats: what each count still asks for, clipped at nothing."""
    counts = [count for each in requirement.alternatives for count in each]
    reached: dict[tuple[int, ...], float] = {tuple(need for _, need in counts): 1.0}
    for seat, chance in enumerate(come.tolist()):
        following: dict[tuple[int, ...], float] = defaultdict(float)
        for asks, weight in reached.items():
            following[asks] += weight * (1 - chance)
            fewer = (max(0, n - bool(m[seat])) for n, (m, _) in zip(asks, counts, strict=True))
            following[tuple(fewer)] += weight * chance
        reached = following
    ends = np.cumsum([0, *(len(each) for each in requirement.alternatives)]).tolist()
    return sum(
        weight
        for asks, weight in reached.items()
        if any(not any(asks[a:b]) for a, b in itertools.pairwise(ends))
    )


@pytest.mark.parametrize("wording", RULES)
def test_the_probability_of_forty_seats(wording: str, capsys: pytest.CaptureFixture[str]) -> None:
    rule = rules.parse("quorum", RULES[wording])
    assert isinstance(rule, Quorum)
    forty, twelve = board(40), board(12)
    come = np.random.default_rng(7).uniform(0.5, 1, 40)

    def exact(of: Board) -> float:
        requirement = requirement_of(rule, of, Reading())
        return diagram(requirement, np.ones(len(of), dtype=bool)).probability(come[: len(of)])

    def with_sets() -> int:
        made = diagram(requirement_of(rule, forty, Reading()), np.ones(40, dtype=bool))
        return sum(made.breaking.by_size.values())

    small = requirement_of(rule, twelve, Reading())
    large = requirement_of(rule, forty, Reading())
    assert exact(twelve) == pytest.approx(by_all_sets(small, come[:12]), abs=1e-12)
    assert exact(forty) == pytest.approx(by_seat(large, come), abs=1e-12)
    ours, sets = seconds(lambda: exact(forty)), seconds(with_sets)
    slow = seconds(lambda: by_seat(large, come), runs=1)
    brute = seconds(lambda: by_all_sets(small, come[:12]), runs=1)
    ours_of_twelve = seconds(lambda: exact(twelve))

    with capsys.disabled():
        print(f"\n{wording}: 40 seats {1000 * ours:.1f} ms (aim 50), ", end="")
        print(
            f"a dynamic programme by seat {1000 * slow:.0f} ms ({slow / ours:.0f} times), ", end=""
        )
        print(f"with {with_sets():,} breaking sets counted {1000 * sets:.1f} ms; ", end="")
        print(
            f"12 seats {1000 * ours_of_twelve:.1f} ms, all sets {brute / ours_of_twelve:.0f} times"
        )
