"""Small boards and random quorum rules, and the slow, plain way to say whether one is met.

The slow way forms every set of people that fills the places of a rule, with nobody in two of
them, and looks whether one of the sets is present. It shares nothing with the program's own.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from govgraph.analysis.agencies import Agencies
from govgraph.analysis.quorate import Board
from govgraph.rules.quorum import (
    Combined,
    Condition,
    Different,
    Holder,
    Including,
    Members,
    Representatives,
    Share,
)

SECTORS = ("Schools", "Police", "Health")
ORGANISATIONS = ("Hilltown Council", "Valley Trust", "Riverside College")
_IDS = {name: f"o{at}" for at, name in enumerate(ORGANISATIONS)}


def agencies() -> Agencies:
    """The organisations, none of them like another."""
    names = {id_: name for name, id_ in _IDS.items()}
    return Agencies(names, {}, {}, {name.casefold(): {id_} for name, id_ in _IDS.items()})


def board_of_seats(
    seats: Sequence[tuple[str, str | None, str | None]],
    *,
    filling: Sequence[str] | None = None,
    is_complete: bool = True,
) -> Board:
    """A board of these seats: role, sector, organisation; titled Seat A, Seat B, ..."""
    frame = pd.DataFrame(
        {
            "seat_id": [f"s{at}" for at in range(len(seats))],
            "title": [f"Seat {chr(65 + at)}" for at in range(len(seats))],
            "role": [role for role, _, _ in seats],
            "voting": pd.array([True] * len(seats), dtype="boolean"),
            "sector": pd.array([sector for _, sector, _ in seats], dtype="str"),
            "organisation_ids": pd.array(
                [_IDS[name] if name else None for _, _, name in seats], dtype="str"
            ),
            "organisations": pd.array([name for _, _, name in seats], dtype="str"),
            "basis": "stated",
            "filling": list(filling or ["filled"] * len(seats)),
        }
    )
    return Board(frame, agencies(), is_complete)


def present(board: Board, *seats: int) -> np.ndarray:
    """These seats present and no others."""
    return np.isin(np.arange(len(board)), seats)


# --- the slow way ------------------------------------------------------------------------------


def is_met_slowly(condition: Condition, board: Board, there: frozenset[int]) -> bool:
    """Whether some set of people that fills all places is among those present."""
    return any(filled <= there for filled in _ways(condition, board, there))


def _ways(condition: Condition, board: Board, there: frozenset[int]) -> Iterator[frozenset[int]]:
    match condition:
        case Members() | Representatives():
            pool = _pool(condition, board) & there
            yield from map(
                frozenset, itertools.combinations(sorted(pool), _number(condition, board))
            )
        case Holder(office):
            roles = office.replace("vice-chair", "vice_chair").split(" or ")
            yield from (frozenset({at}) for at in there if board.seats["role"].iloc[at] in roles)
        case Different(_, kind, names):
            for chosen in itertools.combinations(names, _number(condition, board)):
                pools = [_pool(Representatives(1, kind, name), board) & there for name in chosen]
                for people in itertools.product(*pools):
                    if len(set(people)) == len(people):
                        yield frozenset(people)
        case Combined("all", parts):
            yield from _joined(parts, board, there)
        case Combined("greatest", parts):
            each = [list(_ways(part, board, there)) for part in parts]
            yield from (frozenset().union(*one) for one in itertools.product(*each))
        case Combined(_, parts):
            for part in parts:
                yield from _ways(part, board, there)
        case Including(total, parts):
            pool = _pool(total, board) & there
            for inner in _joined(parts, board, pool):
                more = max(0, _number(total, board) - len(inner))
                for others in itertools.combinations(sorted(pool - inner), more):
                    yield inner | frozenset(others)


def _joined(
    parts: Sequence[Condition], board: Board, there: frozenset[int]
) -> Iterator[frozenset[int]]:
    """People for all parts, nobody in two of them."""
    for one in itertools.product(*(list(_ways(part, board, there)) for part in parts)):
        together = frozenset().union(*one)
        if len(together) == sum(map(len, one)):
            yield together


def _number(condition: Members | Representatives | Different, board: Board) -> int:
    amount = condition.amount
    if isinstance(amount, int):
        return amount
    exact = amount.part * len(board)
    return (math.floor(exact) + 1 if amount.more_than else math.ceil(exact)) + amount.plus


def _pool(condition: Members | Representatives, board: Board) -> frozenset[int]:
    seats = board.seats
    fits = pd.Series(True, index=seats.index)
    if isinstance(condition, Representatives):
        column = {"sector": "sector", "organisation": "organisations", "seat": "title"}
        fits = seats[column[condition.kind]] == condition.name
    if condition.besides:
        fits &= seats["role"] != condition.besides.replace("-", "_")
    return frozenset(np.flatnonzero(fits).tolist())


# --- random ones -------------------------------------------------------------------------------

_besides = st.sampled_from([None, None, "chair"])
_amounts = st.integers(1, 3)
_shares = st.builds(
    Share,
    st.fractions(min_value=Fraction(1, 5), max_value=1, max_denominator=5),
    more_than=st.booleans(),
    plus=st.integers(0, 1),
    vacant=st.just(True),
)
_members = st.builds(Members, _amounts | _shares)
_people = st.builds(
    Representatives, _amounts, st.just("sector"), st.sampled_from(SECTORS), _besides
) | st.builds(
    Representatives, _amounts, st.just("organisation"), st.sampled_from(ORGANISATIONS), _besides
)
_different = st.builds(
    Different,
    st.integers(1, 2),
    st.just("sector"),
    st.lists(st.sampled_from(SECTORS), min_size=2, max_size=3, unique=True).map(tuple),
)
_holders = st.builds(Holder, st.sampled_from(["chair", "vice-chair", "chair or vice-chair"]))
_numbers = st.lists(_members, min_size=2, max_size=2).map(tuple)
_places = (
    _members
    | _people
    | _different
    | _holders
    | st.builds(Combined, st.sampled_from(["greatest", "least"]), _numbers)
)


def _several(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    some = st.lists(inner, min_size=1, max_size=2).map(tuple)
    including = st.builds(Including, _members | _people, some)
    return st.builds(Combined, st.sampled_from(["all", "any"]), parts) | including


conditions: st.SearchStrategy[Condition] = st.recursive(_places, _several, max_leaves=4)
boards = st.lists(
    st.tuples(
        st.sampled_from(["chair", "vice_chair", "member", "member", "co_opted"]),
        st.sampled_from(SECTORS),
        st.sampled_from(ORGANISATIONS),
    ),
    min_size=1,
    max_size=6,
).map(board_of_seats)
