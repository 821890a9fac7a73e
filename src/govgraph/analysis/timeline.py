"""The records of many members in order of member and time, ready for counting.

Everything that a rule needs is a column of small numbers here: rows are packed into one whole
number each, sorted once, and shared by all rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from govgraph.analysis import windows

_CODE_BITS = 8
_PLACE_BITS = 28
_SPAN = 1 << 23
"""More days than there are from year 1 to year 9999: one member's days fit below the next's."""


def in_order(
    member: np.ndarray, place: np.ndarray, code: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The rows in order of member and place: packed into one number each and sorted once.

    Args:
        member: whole numbers from 0.
        place: of the row in time: a day from 1970 on, or the number of a meeting in order.
        code: what is recorded, below 256.

    Returns:
        member (int32), place (int32) and code (uint8) in that order.
    """
    packed = member.astype(np.int64)
    packed <<= _PLACE_BITS
    packed |= place
    packed <<= _CODE_BITS
    packed |= code
    if len(packed) > 1 and not bool((packed[1:] >= packed[:-1]).all()):
        packed.sort()
    codes = packed.astype(np.uint8)
    packed >>= _CODE_BITS
    places = (packed & ((1 << _PLACE_BITS) - 1)).astype(np.int32)
    packed >>= _PLACE_BITS
    return packed.astype(np.int32), places, codes


@dataclass(frozen=True)
class Timeline:
    """The rows of members, in order of member and of ``first``.

    ``member`` numbers the members from 0 to ``size``. ``first`` and ``last`` are the days
    between which each meeting was (the same array where every day is known), ``ordered``
    whether each meeting's place among the others is known (None where all are).
    """

    size: int
    member: np.ndarray
    first: np.ndarray
    last: np.ndarray
    ordered: np.ndarray | None = None

    @property
    def is_exact(self) -> bool:
        """Whether every day is known."""
        return self.last is self.first

    @cached_property
    def firsts(self) -> np.ndarray:
        """Member and first day of each row, packed: in ascending order."""
        return packed(self.member, self.first)

    @cached_property
    def lasts(self) -> np.ndarray:
        """Member and last day of each row, packed: as the rows are."""
        return self.firsts if self.is_exact else packed(self.member, self.last)

    @cached_property
    def offsets(self) -> np.ndarray:
        """Where each member's rows begin, and the number of rows at the end."""
        sizes = np.bincount(self.member, minlength=self.size)
        return np.concatenate([[0], np.cumsum(sizes)])

    @cached_property
    def longest_span(self) -> int:
        """The days that the least exactly dated meeting may have been on, less one."""
        return 0 if self.is_exact or not len(self.first) else int((self.last - self.first).max())

    def between(self, before: np.ndarray, until: np.ndarray) -> np.ndarray:
        """The rows of each member that may be after the day ``before`` and not after ``until``."""
        everyone = np.arange(self.size)
        least = packed(everyone, before - self.longest_span)
        start = np.searchsorted(self.firsts, least, side="right")
        stop = np.searchsorted(self.firsts, packed(everyone, until), side="right")
        start = np.maximum(start, self.offsets[:-1])
        rows = ranges(start, np.maximum(stop, start))
        return np.asarray(rows[self.last[rows] > before[self.member[rows]]])


def packed(member: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Member and day in one number: ascending by member, then by day."""
    number = np.clip(day, windows.OPEN_START - 1, windows.OPEN_END).astype(np.int64)
    number -= windows.OPEN_START - 1
    number += member.astype(np.int64) * _SPAN
    return np.asarray(number)


def ranges(starts: np.ndarray, stops: np.ndarray) -> np.ndarray:
    """The numbers from each start up to its stop, one range after the other.

    >>> ranges(np.array([0, 7]), np.array([2, 10])).tolist()
    [0, 1, 7, 8, 9]
    """
    sizes = stops - starts
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.asarray(np.repeat(starts, sizes) + within)


class Counter:
    """How many of some rows a member has within a window of days."""

    def __init__(self, timeline: Timeline, rows: np.ndarray) -> None:
        self._firsts = timeline.firsts[rows]
        self._lasts = self._firsts if timeline.is_exact else np.sort(timeline.lasts[rows])

    def within(self, member: np.ndarray, before: np.ndarray, until: np.ndarray) -> np.ndarray:
        """Those that may be after the day ``before`` and not after ``until``."""
        begun = np.searchsorted(self._firsts, packed(member, until), side="right")
        return np.asarray(begun - self.up_to(member, before))

    def up_to(self, member: np.ndarray, day: np.ndarray) -> np.ndarray:
        """All those of earlier members, and the member's own that were over by that day."""
        return np.asarray(np.searchsorted(self._lasts, packed(member, day), side="right"))


class Sums:
    """What some scores of the rows of a member come to within a window of days."""

    def __init__(self, timeline: Timeline, *scores: np.ndarray) -> None:
        self._firsts = timeline.firsts
        order = None if timeline.is_exact else np.argsort(timeline.lasts, kind="stable")
        self._lasts = self._firsts if order is None else timeline.lasts[order]
        self._begun = [_running(score) for score in scores]
        self._over = self._begun if order is None else [_running(score[order]) for score in scores]

    def within(self, member: np.ndarray, before: np.ndarray, until: np.ndarray) -> list[np.ndarray]:
        """The sum of each score over the rows that may be in each window."""
        begun = np.searchsorted(self._firsts, packed(member, until), side="right")
        over = np.searchsorted(self._lasts, packed(member, before), side="right")
        return [
            total[begun] - gone[over] for total, gone in zip(self._begun, self._over, strict=True)
        ]


def _running(score: np.ndarray) -> np.ndarray:
    total = np.empty(len(score) + 1, dtype=np.int64)
    total[0] = 0
    np.cumsum(score, out=total[1:])
    return total


def last_of_each(
    member: np.ndarray, rows: np.ndarray, size: int, score: np.ndarray | None = None
) -> np.ndarray:
    """The last of these rows of each member, of those with the best score; -1 if there is none.

    ``member`` and ``score`` are those of ``rows``, which are in order.
    """
    if score is not None:
        order = np.argsort(score, kind="stable")
        member, rows = member[order], rows[order]
    last = np.full(size, -1, dtype=np.int64)
    last[member] = rows  # of several values for one member the last one stays
    return last
