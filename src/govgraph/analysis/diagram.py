"""How easily a quorum breaks: the probability of it, and the absences that break it.

Both are exact. Seats that the rule cannot tell apart form one group, of which only the number
present matters; it has a Poisson binomial distribution where the seats come independently of each
other. The rule becomes a decision diagram over these numbers: at each group as many branches as
numbers, and what the rule still asks for as the state, so that ways which leave the same to ask
for meet again (R. E. Bryant, "Graph-based algorithms for Boolean function manipulation", 1986).
The minimal breaking sets are a zero-suppressed diagram made of it (S. Minato, 1993), in which
they are counted without listing them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import comb

import numpy as np

from govgraph.analysis.quorate import Mask, Requirement, TooManyGroupsError

_NOT_MET, _MET = 0, 1
_MOST_STATES = 200_000
_NOTHING, _NOBODY = 0, 1
"""The families of sets that hold no set, and the empty set alone."""


@dataclass(frozen=True)
class Pattern:
    """Breaking sets that differ only in seats which the rule cannot tell apart.

    Attributes:
        absent: how many are absent of which seats, as row numbers of the board.
    """

    absent: tuple[tuple[int, tuple[int, ...]], ...]

    @property
    def size(self) -> int:
        """How many are absent in all."""
        return sum(number for number, _ in self.absent)

    @property
    def sets(self) -> int:
        """How many sets it stands for."""
        product = 1
        for number, seats in self.absent:
            product *= comb(len(seats), number)
        return product


@dataclass(frozen=True)
class Diagram:
    """What a requirement comes to, by the numbers present of each group of like seats.

    Attributes:
        seats: how many rows the board has.
        groups: the row numbers of each group; the seats in none cannot come.
        steps: for each group the state that follows each state and number present; states 0
            and 1 are those in which the quorum is not met and met, whoever comes.
        start: the first state.
    """

    seats: int
    groups: tuple[np.ndarray, ...]
    steps: tuple[np.ndarray, ...]
    start: int

    def probability(self, come: Sequence[float] | np.ndarray) -> float:
        """The probability that the quorum is met.

        Args:
            come: for each seat of the board the probability that it comes, independently of
                the others.
        """
        each = np.asarray(come, dtype=float)
        reached: np.ndarray = np.zeros(2 if not self.steps else len(self.steps[0]))
        reached[self.start] = 1
        for group, step in zip(self.groups, self.steps, strict=True):
            numbers = number_present(each[group])
            weights = (reached[:, None] * numbers).ravel()
            reached = np.bincount(step.ravel(), weights, minlength=int(step.max()) + 1)
        return min(1.0, float(reached[_MET]))

    @cached_property
    def _nodes(self) -> tuple[list[tuple[int, tuple[int, ...]]], int]:
        """The states that differ in what can follow, as group and branches, and the first.

        Nodes 0 and 1 are the ends.
        """
        nodes: list[tuple[int, tuple[int, ...]]] = [(len(self.groups), ())] * 2
        known: dict[tuple[int, tuple[int, ...]], int] = {}
        node_of = [_NOT_MET, _MET]
        for at in range(len(self.steps) - 1, -1, -1):
            here = []
            for row in self.steps[at].tolist():
                branches = tuple(node_of[state] for state in row)
                if len(set(branches)) == 1:
                    here.append(branches[0])
                    continue
                node = known.setdefault((at, branches), len(nodes))
                if node == len(nodes):
                    nodes.append((at, branches))
                here.append(node)
            node_of = here
        return nodes, node_of[self.start]

    @cached_property
    def breaking(self) -> Breaking:
        """The minimal sets of absences that break the quorum."""
        nodes, first = self._nodes
        return Breaking(self.groups, *_minimal_breaking(nodes, first))

    @property
    def can_be_met(self) -> bool:
        """Whether the quorum is met when all come."""
        return self._nodes[1] != _NOT_MET

    @property
    def matters(self) -> Mask:
        """The seats whose presence changes the result with some others there."""
        nodes, first = self._nodes
        used, todo = set(), [first]
        seen = {first}
        while todo:
            at, branches = nodes[todo.pop()]
            used.add(at)
            todo += [node for node in set(branches) if node not in seen]
            seen.update(branches)
        mask = np.zeros(self.seats, dtype=bool)
        for at in used - {len(self.groups)}:
            mask[self.groups[at]] = True
        return mask


def number_present(come: np.ndarray) -> np.ndarray:
    """The probability of each number present, of seats that come independently.

    >>> number_present(np.array([0.5, 0.5])).tolist()
    [0.25, 0.5, 0.25]
    """
    numbers = np.ones(1)
    for probability in come:
        numbers = np.convolve(numbers, (1 - probability, probability))
    return numbers


# --- the diagram of a requirement -----------------------------------------------------------


def diagram(requirement: Requirement, can_come: Mask) -> Diagram:
    """The decision diagram of a requirement, over the seats that can come.

    Raises:
        TooManyGroupsError: the rule tells so many seats apart in so many ways that the diagram
            would not fit into memory.
    """
    alternatives = requirement.alternatives
    seats = np.flatnonzero(can_come)
    if not alternatives or not all(alternatives):
        return Diagram(len(can_come), (), (), _MET if alternatives else _NOT_MET)
    counts = [count for alternative in alternatives for count in alternative]
    asks = np.array([mask[seats] for mask, _ in counts], dtype=bool).T
    distinct, group_of = np.unique(asks, axis=0, return_inverse=True)
    groups = tuple(seats[group_of.ravel() == at] for at in range(len(distinct)))
    sizes = np.array([len(group) for group in groups])
    alternative = np.repeat(range(len(alternatives)), list(map(len, alternatives)))
    need = np.clip([need for _, need in counts], 0, len(seats) + 1).astype(np.int16)
    asking, first = _Asking.of(distinct, alternative, need[None, :])
    states, (start,) = _settled(first, asking, sizes)
    steps = []
    for group in groups:
        taken = np.arange(len(group) + 1, dtype=np.int16)[:, None] * asking.of_group[0]
        rest = np.maximum(states[:, None, :] - taken, np.minimum(states, 0)[:, None, :])
        sizes = sizes[1:]
        to_come = asking.of_group[1:]
        asking, rest = _Asking.of(to_come, asking.alternative, rest.reshape(-1, rest.shape[2]))
        states, following = _settled(rest, asking, sizes)
        if len(states) > _MOST_STATES:
            raise TooManyGroupsError(
                "The rule tells too many seats apart to count every way in which they can come."
            )
        ends = np.repeat([[_NOT_MET], [_MET]], len(group) + 1, axis=1)
        steps.append(np.vstack([ends, following.reshape(-1, len(group) + 1)]))
    return Diagram(len(can_come), groups, tuple(steps), int(start))


@dataclass(frozen=True)
class _Asking:
    """Which groups that are still to come each count asks for.

    Attributes:
        of_group: for each group to come and count whether the count is of it.
        alternative: for each count the alternative that it belongs to, in order.
    """

    of_group: np.ndarray
    alternative: np.ndarray

    @classmethod
    def of(
        cls, of_group: np.ndarray, alternative: np.ndarray, states: np.ndarray
    ) -> tuple[_Asking, np.ndarray]:
        """With the counts of the same groups as one, which asks for the most of them."""
        keys = np.vstack([alternative, of_group])
        kept, which = np.unique(keys, axis=1, return_inverse=True)
        order = np.argsort(which.ravel(), kind="stable")
        starts = np.flatnonzero(np.diff(which.ravel()[order], prepend=-1))
        merged = np.maximum.reduceat(states[:, order], starts, axis=1)
        return cls(kept[1:].astype(bool), kept[0]), merged

    @cached_property
    def starts(self) -> np.ndarray:
        """Where the counts of each alternative begin."""
        return np.flatnonzero(np.diff(self.alternative, prepend=-1))

    @cached_property
    def within(self) -> list[tuple[int, np.ndarray]]:
        """For each count those of its alternative that ask for some of its groups only."""
        of = self.of_group.astype(np.float32)
        inside = (of.T @ (1 - of) == 0) & (self.alternative[:, None] == self.alternative)
        np.fill_diagonal(inside, False)
        return [
            (at, np.flatnonzero(inside[:, at]))
            for at in np.flatnonzero(inside.any(axis=0)).tolist()
        ]


def _settled(
    states: np.ndarray, asking: _Asking, sizes: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The different states that are open, and the number of each row's: 0 and 1 are decided.

    A state is what each count still asks for: -1 in all counts of an alternative that can no
    longer hold with those to come, 0 where another count asks for no fewer of no more groups.
    """
    left = sizes @ asking.of_group
    lengths = np.diff(asking.starts, append=len(asking.alternative))
    lost = np.logical_or.reduceat((states > left) | (states < 0), asking.starts, axis=1)
    done = ~lost & (np.maximum.reduceat(states, asking.starts, axis=1) == 0)
    number = np.where(done.any(axis=1), _MET, _NOT_MET)
    is_open = ~(done.any(axis=1) | lost.all(axis=1))
    if not is_open.any():
        return states[:0], number
    states = np.where(np.repeat(lost, lengths, axis=1), np.int16(-1), states)[is_open]
    asked, which = np.unique(states, axis=0, return_inverse=True)
    needless = np.zeros_like(asked, dtype=bool)
    for at, inside in asking.within:
        needless[:, at] = (asked[:, inside].max(axis=1) >= asked[:, at]) & (asked[:, at] > 0)
    kept, again = np.unique(np.where(needless, 0, asked), axis=0, return_inverse=True)
    number[is_open] = again.ravel()[which.ravel()] + 2
    return kept, number


# --- the sets of absences that break it ------------------------------------------------------

_Family = tuple[int, tuple[int, ...]]
"""Sets of absences: by how many of a group are absent, the families of the rest."""


@dataclass(frozen=True)
class Breaking:
    """The minimal sets of absences that break a quorum: in none lies another.

    Attributes:
        groups: the row numbers of the seats of each group.
        families: families of sets, each by the number absent of a group.
        first: the family of all minimal breaking sets.
    """

    groups: tuple[np.ndarray, ...]
    families: list[_Family]
    first: int

    @cached_property
    def by_size(self) -> dict[int, int]:
        """How many minimal breaking sets there are of each size, smallest first."""
        return dict(sorted(self._sizes[self.first].items()))

    @cached_property
    def _sizes(self) -> list[dict[int, int]]:
        sizes: list[dict[int, int]] = [{}, {0: 1}]
        for at, parts in self.families[2:]:  # a family comes after those it is made of
            here: dict[int, int] = {}
            for absent, part in enumerate(parts):
                ways = comb(len(self.groups[at]), absent)
                for size, count in sizes[part].items():
                    here[size + absent] = here.get(size + absent, 0) + ways * count
            sizes.append(here)
        return sizes

    def patterns(self) -> Iterator[Pattern]:
        """The minimal breaking sets, smallest first; like seats as one pattern."""
        for size in self.by_size:
            for found in self._patterns_of(self.first, size):
                yield Pattern(tuple((n, tuple(self.groups[at].tolist())) for at, n in found))

    def _patterns_of(self, family: int, size: int) -> Iterator[tuple[tuple[int, int], ...]]:
        if family == _NOBODY:
            yield ()
            return
        at, parts = self.families[family]
        for absent, part in enumerate(parts):
            if size - absent in self._sizes[part]:
                here = ((at, absent),) if absent else ()
                for rest in self._patterns_of(part, size - absent):
                    yield (*here, *rest)

    def vetoes(self) -> list[int]:
        """The row numbers of the seats whose absence alone breaks the quorum."""
        alone = self._patterns_of(self.first, 1) if 1 in self.by_size else ()
        return sorted(seat for ((at, _),) in alone for seat in self.groups[at].tolist())


def _minimal_breaking(
    nodes: list[tuple[int, tuple[int, ...]]], first: int
) -> tuple[list[_Family], int]:
    """The family of minimal breaking sets of a diagram.

    More absences never mend a quorum. So a set with ``j`` absent of a group is minimal where
    the rest is minimal for ``j`` and does not break it for ``j - 1``; what does would be minimal
    there too.
    """
    families: list[_Family] = [(0, ()), (0, ())]
    known: dict[_Family, int] = {}
    without: dict[tuple[int, int], int] = {}

    def family(at: int, parts: tuple[int, ...]) -> int:
        if not any(parts[1:]):
            return parts[0]
        made = known.setdefault((at, parts), len(families))
        if made == len(families):
            families.append((at, parts))
        return made

    def minus(one: int, other: int) -> int:
        if one in (_NOTHING, other):
            return _NOTHING
        if other == _NOTHING:
            return one
        if (one, other) not in without:
            without[one, other] = _minus(one, other)
        return without[one, other]

    def _minus(one: int, other: int) -> int:
        (at, parts), (other_at, other_parts) = families[one], families[other]
        if one == _NOBODY or (other != _NOBODY and other_at < at):
            return minus(one, other_parts[0])
        if other == _NOBODY or at < other_at:
            return family(at, (minus(parts[0], other), *parts[1:]))
        pairs = zip(parts, other_parts, strict=True)
        return family(at, tuple(minus(a, b) for a, b in pairs))

    minimal = {_NOT_MET: _NOBODY, _MET: _NOTHING}
    for node in range(2, len(nodes)):  # a node comes after those that follow it
        at, branches = nodes[node]
        of = [minimal[branch] for branch in reversed(branches)]
        parts = (of[0], *(minus(more, fewer) for fewer, more in pairwise(of)))
        minimal[node] = family(at, parts)
    return families, minimal[first]
