"""The order of siblings in a chart: those that link across stand near each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

_SWEEPS = 6


def in_families(
    ids: Sequence[str], parent: Mapping[str, str], crossings: Collection[tuple[str, str]]
) -> list[str]:
    """Everything from the top down: each thing before those below it, siblings in their order.

    Args:
        ids: what is drawn, in the order that equals keep.
        parent: the thing above by the thing below.
        crossings: pairs that a link across joins.

    >>> in_families(["a", "b", "top"], {"a": "top", "b": "top"}, [])
    ['top', 'a', 'b']
    """
    children: dict[str, list[str]] = {}
    for id_ in ids:
        if id_ in parent:
            children.setdefault(parent[id_], []).append(id_)
    roots = [id_ for id_ in ids if id_ not in parent]
    ordered = siblings(children, roots, crossings)
    return list(_from_the_top(ordered, roots))


def _from_the_top(children: Mapping[str, Sequence[str]], roots: Sequence[str]) -> Iterator[str]:
    waiting = [*reversed(roots)]
    while waiting:
        id_ = waiting.pop()
        yield id_
        waiting += reversed(children.get(id_, ()))


def siblings(
    children: dict[str, list[str]], roots: Sequence[str], crossings: Collection[tuple[str, str]]
) -> dict[str, list[str]]:
    """Siblings in the order that brings the ends of links across nearest to each other.

    Args:
        children: those directly below each thing.
        roots: those with nothing above them.
        crossings: pairs that a link across joins.

    Each sweep sorts siblings by where their links across lead on average; the sweep with
    the shortest links is kept.
    """
    best, shortest = children, np.inf
    for _ in range(_SWEEPS if crossings else 0):
        place = _places(children, roots)
        length = sum(abs(place[one] - place[other]) for one, other in crossings)
        if length < shortest:
            best, shortest = children, length
        pulls: dict[str, list[float]] = {}
        above = {child: id_ for id_, family in children.items() for child in family}
        for one, other in crossings:
            for start, end in ((one, other), (other, one)):
                step: str | None = start
                while step is not None:
                    pulls.setdefault(step, []).append(place[end])
                    step = above.get(step)
        # One's own place counts as well: two that only swapped would never come together.
        wanted = {
            id_: (float(np.mean([place[id_], *pulls.get(id_, ())])), id_ not in pulls)
            for id_ in place
        }
        children = {id_: sorted(family, key=wanted.__getitem__) for id_, family in children.items()}
    return best


def _places(children: Mapping[str, Sequence[str]], roots: Sequence[str]) -> dict[str, float]:
    """Where each thing stands from left to right: the middle of the leaves below it."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    leaves = 0
    waiting = [(root, False) for root in reversed(roots)]
    while waiting:
        id_, done = waiting.pop()
        if done:
            last[id_] = leaves
            continue
        first[id_] = leaves
        waiting.append((id_, True))
        family = children.get(id_, ())
        leaves += not family
        waiting += [(child, False) for child in reversed(family)]
    return {id_: (first[id_] + last[id_]) / 2 for id_ in first}
