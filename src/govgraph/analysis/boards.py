"""The seats of a body as a board of whom a rule can be asked, and seats by their titles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from govgraph import frames, model, names
from govgraph.analysis.agencies import Agencies
from govgraph.analysis.quorate import Board, Mask
from govgraph.errors import AmbiguousError, GovgraphError, NotFoundError
from govgraph.governance import Governance

_SEATS_NAMED = 8


def board_of(g: Governance, body_id: str) -> Board:
    """The seats that make a member of a body on the day looked at."""
    rows = g.memberships
    rows = rows[(rows["body_id"] == body_id) & rows["role"].isin(model.MEMBER_ROLES)]
    holds = rows["capacity"].isin(("holder", "leave"))
    covers = rows["capacity"] == "interim"
    states = rows.assign(
        is_held=holds,
        is_open=covers | (rows["state"] == "unknown"),
        is_vacant=rows["state"] == "vacant",
    )
    about = ["title", "role", "voting", "sector", "organisation_ids", "organisations", "basis"]
    seats = states.groupby("seat_id", as_index=False, sort=False).agg(
        **{name: (name, "first") for name in about},
        is_held=("is_held", "max"),
        is_open=("is_open", "max"),
        is_vacant=("is_vacant", "max"),
    )
    filling = np.select(
        [seats["is_held"].astype(bool), seats["is_open"].astype(bool), seats["is_vacant"]],
        ["filled", "open", "vacant"],
        default="filled",  # by somebody who is not named
    )
    seats = seats.assign(filling=filling).sort_values(["title", "seat_id"], ignore_index=True)
    is_complete = bool(g.covers(pd.Series([body_id]), "members").iloc[0])
    return Board(seats, Agencies.of(g, ids_in(seats["organisation_ids"])), is_complete)


def seats_called(g: Governance, board: Board, body_id: str, wanted: Sequence[str]) -> Mask:
    """The seats of a board that these titles or ids name.

    Raises:
        NotFoundError: none is called so; the message proposes the nearest titles.
        AmbiguousError: several are.
        GovgraphError: the seat makes no member.
    """
    chosen = np.zeros(len(board), dtype=bool)
    body = str(g.name_of(pd.Series([body_id])).iloc[0])
    for title in wanted:
        fits = (board.titles == names.key(title)) | (board.seats["seat_id"] == title)
        if fits.sum() > 1:
            raise AmbiguousError(title, board.seats.loc[fits, "seat_id"].tolist())
        if not fits.any():
            _refuse(g, board, body_id, body, title)
        chosen |= fits.to_numpy(dtype=bool)
    return chosen


def _refuse(g: Governance, board: Board, body_id: str, body: str, title: str) -> None:
    others = g.seats
    others = others[
        (others["body_id"] == body_id) & (names.keys(others["title"]) == names.key(title))
    ]
    if len(others):
        role = others["role"].iloc[0]
        raise GovgraphError(
            f"'{title}' is a seat of {body} for the role {role}, which makes no member and counts "
            "for no quorum."
        )
    titles = board.seats["title"].tolist()
    if not titles:
        raise GovgraphError(f"No member's seat of {body} is recorded on {g.as_of.isoformat()}.")
    raise NotFoundError(f"seat of {body}", title, names.nearest(title, titles))


def ids_in(cells: pd.Series[str]) -> list[str]:
    """The ids in a column of lists."""
    return [id_ for cell in cells for id_ in frames.split_list(cell)]


def named(titles: list[str]) -> str:
    """The names in one line, a long list cut and counted."""
    rest = len(titles) - _SEATS_NAMED
    return "; ".join(titles[:_SEATS_NAMED]) + (f"; and {rest} more" if rest > 0 else "")
