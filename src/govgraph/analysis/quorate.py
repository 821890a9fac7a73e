"""What a quorum rule asks of a body's seats, as counts.

A rule asks for places that are filled by different people, so that whether a meeting is quorate
is a question of matching attendees to places. By Hall's condition (P. Hall, "On representatives
of subsets", 1935; with capacities it is the minimum cut of a flow) all places can be filled if
and only if every set of places has enough attendees who could fill one of them. So each rule
becomes alternatives, one of which has to hold; each alternative is a list of counts that all have
to hold: of these seats, at least so many are there. This is exact, and no attendee fills two
places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, reduce

import numpy as np
import pandas as pd

from govgraph import frames, names
from govgraph.analysis.agencies import Agencies
from govgraph.errors import GovgraphError
from govgraph.rules.language import Reference
from govgraph.rules.quorum import (
    Combined,
    Condition,
    Different,
    Holder,
    Including,
    Members,
    Quorum,
    Representatives,
    Share,
)

Mask = np.ndarray
"""Yes or no for each seat of a board."""

MOST_GROUPS = 16
"""Sectors or organisations with several seats each that one rule can name: each set of them is
looked at."""


_COMPARED = 3_000
"""Counts that are compared with each other to leave out those that others imply."""


class TooManyGroupsError(GovgraphError):
    """A rule that names more groups of seats than can be looked at in all combinations."""


@dataclass(frozen=True)
class Board:
    """The seats that make a member of one body on one day.

    Attributes:
        seats: one row for each seat: ``seat_id, title, role, voting, sector, organisation_ids,
            organisations`` and ``filling``: ``filled``, ``vacant`` or ``open`` (an interim
            covers it, or nothing says who came after a former holder).
        agencies: the organisations that they speak for.
        is_complete: whether the sources give all members of the body.
    """

    seats: pd.DataFrame
    agencies: Agencies
    is_complete: bool

    @property
    def is_vacant(self) -> Mask:
        """Which seats nobody holds."""
        return (self.seats["filling"] == "vacant").to_numpy(dtype=bool)

    @cached_property
    def titles(self) -> pd.Series[str]:
        """The key of each seat's title."""
        return names.keys(self.seats["title"])

    @cached_property
    def voices(self) -> list[set[str]]:
        """The ids of whom each seat speaks for."""
        return [set(frames.split_list(cell)) for cell in self.seats["organisation_ids"]]

    @cached_property
    def sectors(self) -> list[set[str]]:
        """The key of each seat's sector; where it has none, those of whom it speaks for."""
        agencies = self.agencies.sectors
        of_agency = dict(zip(agencies, names.keys(_texts(agencies.values())), strict=True))
        own = names.keys(self.seats["sector"].astype("str"))
        return [
            {sector} if isinstance(sector, str) else {of_agency[i] for i in ids if i in of_agency}
            for sector, ids in zip(own, self.voices, strict=True)
        ]

    def __len__(self) -> int:
        return len(self.seats)


def _texts(values: Iterable[str]) -> pd.Series[str]:
    return pd.Series(list(values), dtype="str")


@dataclass(frozen=True)
class Reading:
    """How the points that a rule leaves open are taken.

    Attributes:
        vacant: whether vacant seats count among the members.
        possible: whether a seat fills a place that it may fill: one of no recorded sector a
            sector's, an organisation of a like name that organisation's. Shares are then taken
            of the smallest whole that is possible, else of the largest.
        unknown_people: whether people may be there whom no record names, on seats that the
            sources do not give or on those that a name in the rule means.
        whole_known: whether shares may be taken of the seats that are recorded although the
            sources do not give all.
        one_place_each: whether an attendee fills one place only.
    """

    vacant: bool = True
    possible: bool = False
    unknown_people: bool = False
    whole_known: bool = True
    one_place_each: bool = True


@dataclass(frozen=True)
class Requirement:
    """A rule as counts: one of the ``alternatives`` has to hold, in it every count.

    A count is a mask of seats and how many of them have to be there. An empty alternative
    always holds; without alternatives the rule can never be met.
    """

    alternatives: tuple[tuple[tuple[Mask, int], ...], ...]

    def is_met(self, present: Mask, people: Sequence[object] | None = None) -> bool:
        """Whether the quorum is met with these seats present.

        ``people`` says who sits where, so that a person on two seats counts once.
        """
        who = None if people is None else pd.factorize(np.asarray(people, dtype=object))[0]
        return any(
            all(_attendees(present & mask, who) >= need for mask, need in alternative)
            for alternative in self.alternatives
        )


def _attendees(seats: Mask, who: np.ndarray | None) -> int:
    return int(seats.sum()) if who is None else np.unique(who[seats]).size


@dataclass(frozen=True)
class _Demand:
    """Places to fill: ``need`` of them, from ``leaves`` (who can fill, how many of them).

    ``unknown`` of them may be filled by people whom no record names.
    """

    need: int
    leaves: tuple[tuple[Mask, int], ...]
    unknown: int = 0


_MORE_THAN_ANY = 10**6
"""More people than sit on any board."""

_key = lru_cache(maxsize=4096)(names.key)

_Alternative = list[list[_Demand]]
"""Lists of demands; within one list no attendee fills two places."""


def requirement_of(rule: Quorum | Condition, board: Board, reading: Reading) -> Requirement:
    """The rule as counts of the board's seats.

    Raises:
        TooManyGroupsError: it names too many sectors or organisations with several seats each.
    """
    condition = rule.condition if isinstance(rule, Quorum) else rule
    compiled = _Compiler(board, reading).alternatives(condition)
    counts = [
        _strongest([count for demands in alternative for count in _counts(demands)])
        for alternative in compiled
    ]
    return Requirement(tuple(counts))


def unmatched(rule: Quorum, board: Board) -> list[Reference]:
    """The sectors, organisations and seats of the rule that no seat of the board has."""
    compiler = _Compiler(board, Reading())
    return [each for each in rule.references if compiler.is_unmatched(each)]


def amount_of(share: Share, board: Board, reading: Reading) -> int:
    """How many a share comes to; more than sit on any board where the whole is not known."""
    return _Compiler(board, reading).amount(share)


# --- from the rule to demands --------------------------------------------------------------


@dataclass(frozen=True)
class _Compiler:
    board: Board
    reading: Reading

    @property
    def _seats(self) -> pd.DataFrame:
        return self.board.seats

    def alternatives(self, condition: Condition) -> list[_Alternative]:
        match condition:
            case Combined("any" | "least", parts):
                return [each for part in parts for each in self.alternatives(part)]
            case Combined(how, parts):
                apart = how == "greatest" or not self.reading.one_place_each
                join = _both if apart else _together
                return reduce(join, (self.alternatives(part) for part in parts))
            case Including(total, parts):
                whole = self._demand(total)
                if not self.reading.one_place_each:
                    inner = reduce(_both, (self.alternatives(part) for part in parts))
                    return [[[whole], *(_of_these(whole, each) for each in a)] for a in inner]
                inner = reduce(_together, (self.alternatives(part) for part in parts))
                return [[_filled_up(whole, each) for each in a] for a in inner]
            case _:
                return [[[self._demand(condition)]]]

    def _demand(self, condition: Condition) -> _Demand:
        match condition:
            case Members(amount, voting, _, besides):
                mask = self._everyone(voting) & ~self._besides(besides)
                return self._places(self.amount(amount), mask, some_unknown=self._some_unknown)
            case Representatives(amount, kind, name, besides):
                named = Reference(kind, name)
                mask = self.fits(named) & ~self._besides(besides)
                some_unknown = self.is_unmatched(named) or (self._some_unknown and kind != "seat")
                return self._places(amount, mask, some_unknown=some_unknown)
            case Holder(office):
                mask = self._holds(office)
                return self._places(1, mask, some_unknown=not mask.any())
            case Different():
                return self._different(condition)
        raise AssertionError(condition)  # combined ones are made of these

    @property
    def _some_unknown(self) -> bool:
        """Whether the body may have members on seats that the sources do not give."""
        return not self.board.is_complete

    def is_unmatched(self, named: Reference) -> bool:
        """Whether no seat has what the rule names."""
        return not _Compiler(self.board, Reading()).fits(named).any()

    def _places(self, need: int, mask: Mask, *, some_unknown: bool) -> _Demand:
        unknown = self.reading.unknown_people and some_unknown
        return _Demand(need, ((mask, need),), need if unknown else 0)

    def _different(self, condition: Different) -> _Demand:
        named = [Reference(condition.kind, name) for name in condition.names]
        masks = [self.fits(each) for each in named] or self._groups(condition.kind)
        need = self.amount(condition.amount)
        unknown = 0
        if self.reading.unknown_people:
            unmatched = sum(self.is_unmatched(each) for each in named)
            unknown = min(need, unmatched) if self.board.is_complete else need
        nobody = np.zeros(len(self.board), dtype=bool)
        return _Demand(need, _merged(masks) or ((nobody, need),), unknown)

    def amount(self, amount: int | Share) -> int:
        """A number of people, or what a share comes to."""
        if not isinstance(amount, Share):
            return amount
        if not (self.reading.whole_known or self.board.is_complete):
            return _MORE_THAN_ANY
        return amount.of_whole(self._whole(amount))

    def _whole(self, share: Share) -> int:
        smallest = self.reading.possible
        if share.of == "organisations":
            voices = self.board.voices
            ids = {id_ for each in voices for id_ in each}
            unsaid = sum(not each for each in voices)
            return len(self.board.agencies.groups(ids)) if smallest else len(ids) + unsaid
        counts = np.ones(len(self.board), dtype=bool)
        if share.of == "voting members":
            counts = self._votes(blank=not smallest)
        vacant = self.reading.vacant if share.vacant is None else share.vacant
        if not vacant:
            filling = self._seats["filling"]
            counts &= (filling == "filled").to_numpy() | (
                (filling == "open").to_numpy() & (not smallest)
            )
        return int(counts.sum())

    # --- which seats ---------------------------------------------------------------------

    def _everyone(self, voting: bool) -> Mask:
        if not voting:
            return np.ones(len(self.board), dtype=bool)
        return self._votes(blank=self.reading.possible)

    def _votes(self, blank: bool) -> Mask:
        """The seats with a vote; ``blank`` is what a seat is taken for that does not say."""
        return self._seats["voting"].fillna(blank).to_numpy(dtype=bool)

    def _holds(self, office: str) -> Mask:
        roles = {"chair": ["chair"], "vice-chair": ["vice_chair"]}
        wanted = roles.get(office, ["chair", "vice_chair"])
        return self._seats["role"].isin(wanted).to_numpy(dtype=bool)

    def _besides(self, office: str | None) -> Mask:
        return self._holds(office) if office else np.zeros(len(self.board), dtype=bool)

    def fits(self, named: Reference) -> Mask:
        """The seats that a name in the rule means."""
        if named.kind == "seat":
            return self._of_title(named.name)
        if named.kind == "sector":
            return self._of_sector(named.name)
        return self._of_organisation(named.name)

    def _of_title(self, title: str) -> Mask:
        wanted = _key(title)
        keys = self.board.titles
        numbered = keys.str.replace(r" \d+$", "", regex=True)
        exact = ((keys == wanted) | (self._seats["seat_id"] == title)).to_numpy(dtype=bool)
        return exact if exact.any() else (numbered == wanted).to_numpy(dtype=bool)

    def _of_sector(self, sector: str) -> Mask:
        wanted = _key(sector)
        return np.array(
            [wanted in each or (not each and self.reading.possible) for each in self.board.sectors],
            dtype=bool,
        )

    def _of_organisation(self, name: str) -> Mask:
        wanted = self.board.agencies.called(name)
        also = self.board.agencies.may_be(wanted) if self.reading.possible else set()
        return np.array(
            [
                bool(ids & (wanted | also)) or (not ids and self.reading.possible and bool(wanted))
                for ids in self.board.voices
            ],
            dtype=bool,
        )

    def _groups(self, kind: str) -> list[Mask]:
        """The seats of each different sector or organisation of the board.

        Organisations that may be one agency are one; where what is possible counts they are
        two, and a seat of none that is recorded may be of one more.
        """
        of_seats = self.board.sectors if kind == "sector" else self.board.voices
        known = sorted({each for said in of_seats for each in said})
        groups = [{each} for each in known]
        if kind == "organisation" and not self.reading.possible:
            groups = self.board.agencies.groups(set(known))
        masks = [np.array([bool(said & group) for said in of_seats]) for group in groups]
        unsaid = [at for at, said in enumerate(of_seats) if not said and self.reading.possible]
        return masks + [np.arange(len(self.board)) == at for at in unsaid]


def _together(one: list[_Alternative], other: list[_Alternative]) -> list[_Alternative]:
    """Both, with different people."""
    return [[a + b for a in first for b in second] for first in one for second in other]


def _both(one: list[_Alternative], other: list[_Alternative]) -> list[_Alternative]:
    """Both, each for itself."""
    return [first + second for first in one for second in other]


def _of_these(whole: _Demand, demands: list[_Demand]) -> list[_Demand]:
    """The demands with nobody but those who count for the whole."""
    ((pool, _),) = whole.leaves
    return [
        replace(each, leaves=tuple((mask & pool, cap) for mask, cap in each.leaves))
        for each in demands
    ]


def _filled_up(whole: _Demand, demands: list[_Demand]) -> list[_Demand]:
    """The demands, and so many more that the whole is reached."""
    ((pool, _),) = whole.leaves
    rest = max(0, whole.need - sum(each.need for each in demands))
    return [*_of_these(whole, demands), _Demand(rest, ((pool, rest),), min(rest, whole.unknown))]


def _merged(masks: list[Mask]) -> tuple[tuple[Mask, int], ...]:
    """The groups as leaves of one place each; those of one seat, which is one person, as one."""
    singles = [mask for mask in masks if mask.sum() == 1]
    leaves = [(mask, 1) for mask in masks if mask.sum() > 1]
    if singles:
        leaves.append((np.logical_or.reduce(singles), len(singles)))
    return tuple(leaves)


# --- from demands to counts ----------------------------------------------------------------


def _counts(demands: Iterable[_Demand]) -> list[tuple[Mask, int]]:
    """Hall's condition for every set of leaves.

    Of the places of a demand those that the leaves outside the set can hold need nobody from
    within it; the rest do.
    """
    needs = [each.need - each.unknown for each in demands]
    leaves = [
        (at, mask, cap) for at, each in enumerate(demands) for mask, cap in each.leaves if cap
    ]
    if len(leaves) > MOST_GROUPS:
        raise TooManyGroupsError(
            f"The rule names more than {MOST_GROUPS} sectors or organisations with several seats "
            "each, too many to look at all their combinations."
        )
    owner = np.array([at for at, _, _ in leaves], dtype=int)
    capacity = np.array([cap for _, _, cap in leaves], dtype=int)
    members = (np.arange(2 ** len(leaves))[:, None] >> np.arange(len(leaves))) & 1 == 1
    outside = np.zeros((len(members), len(needs)), dtype=int)
    for at in range(len(needs)):
        of_demand = owner == at
        outside[:, at] = (~members[:, of_demand] * capacity[of_demand]).sum(axis=1)
    wanted = np.maximum(0, np.array(needs, dtype=int) - outside).sum(axis=1)
    worth = np.flatnonzero(wanted > 0)
    if not len(worth):
        return []
    reach = members[worth].astype(np.int32) @ np.array([mask for _, mask, _ in leaves]) > 0
    return list(zip(reach, wanted[worth].tolist(), strict=True))


def _strongest(counts: list[tuple[Mask, int]]) -> tuple[tuple[Mask, int], ...]:
    """The counts that no other makes unnecessary.

    One of no more seats that asks for no fewer does, and so does one that leaves so many of its
    seats to the other, even where all others of it are there.
    """
    most: dict[bytes, tuple[Mask, int]] = {}
    for mask, need in counts:
        key = mask.tobytes()
        if key not in most or most[key][1] < need:
            most[key] = (mask, need)
    kept = list(most.values())
    if not 1 < len(kept) <= _COMPARED:
        return tuple(kept)
    masks = np.array([mask for mask, _ in kept], dtype=np.float32)
    needs = np.array([need for _, need in kept])
    # In row i and column j what count i secures of the seats of count j.
    secured = needs[:, None] - masks @ (1 - masks).T
    implied = secured >= needs
    np.fill_diagonal(implied, False)
    stays = np.ones(len(kept), dtype=bool)
    for at in np.flatnonzero(implied.any(axis=0)):
        stays[at] = not implied[stays, at].any()
    return tuple(each for each, stay in zip(kept, stays, strict=True) if stay)
