"""Who sits where, looked up body by body: made once and asked many times."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from govgraph import frames, model
from govgraph.analysis import structure_rows
from govgraph.governance import Governance

Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class WhoSits:
    """The members' seats, the people on them and the offices tied to seats, by body."""

    g: Governance = field(repr=False)

    def seats_of(self, body_id: str) -> list[Row]:
        """The members' seats of a body: rows of :func:`structure_rows.seats`."""
        return self._seats.get(body_id, [])

    def people_of(self, body_id: str) -> list[Row]:
        """Who sits on a body as a member: rows of :func:`structure_rows.sitting`."""
        return self._people.get(body_id, [])

    def offices_at(self, body_id: str) -> list[Row]:
        """The seats that come with an office there: rows of ``structure_rows.tied_offices``."""
        return self._offices.get(body_id, [])

    def is_covered(self, body_id: str, what: str = "members") -> bool:
        """Whether the sources give that completely for the body."""
        return body_id in self._covered[what]

    def all_named(self, body_id: str) -> bool:
        """Whether the record names who holds each of the members' seats that it has."""
        return all(seat["named"] for seat in self.seats_of(body_id))

    def body_named(self, name: str, near: str) -> str:
        """The id of the body that a rule of the body ``near`` names.

        Where several fit, those of an area of that body come first.

        Raises:
            LookupError: there is none, or no one; the message says which, in words.
        """
        fits = self.g.directory.matches(name)
        if len(fits) > 1:
            here = set(frames.split_list(self._areas.get(near)))
            areas = [set(frames.split_list(self._areas.get(id_))) for id_ in fits["id"]]
            beside = fits[[not here.isdisjoint(area) for area in areas]]
            fits = beside if len(beside) else fits
        if fits.empty:
            raise LookupError(f"no body called {name} is recorded")
        if len(fits) > 1:
            raise LookupError(f"the name {name} fits {len(fits)} bodies")
        found = str(fits["id"].iloc[0])
        if found not in self.in_being:
            raise LookupError(f"{name} is not in being on the day")
        return found

    @cached_property
    def in_being(self) -> set[str]:
        """The ids of the bodies that hold on the day."""
        return set(self.g.bodies["id"])

    @cached_property
    def _seats(self) -> dict[str, list[Row]]:
        every = structure_rows.seats(self.g, everywhere=True)
        return _by(every[every["role"].isin(model.MEMBER_ROLES)], "body_id")

    @cached_property
    def _people(self) -> dict[str, list[Row]]:
        return _by(structure_rows.sitting(self.g), "body_id")

    @cached_property
    def _offices(self) -> dict[str, list[Row]]:
        return _by(structure_rows.tied_offices(self.g), "place_id")

    @cached_property
    def _covered(self) -> dict[str, set[str]]:
        ids = self.g.bodies["id"]
        return {what: set(ids[self.g.covers(ids, what)]) for what in ("members", "links")}

    @cached_property
    def _areas(self) -> dict[str, str]:
        bodies = self.g.tables["Body"]
        return dict(zip(bodies["id"], bodies["areas"], strict=True))


def _by(table: pd.DataFrame, column: str) -> dict[str, list[Row]]:
    """The rows of each value of a column."""
    rows: dict[str, list[Row]] = {}
    for row in frames.records(table):
        rows.setdefault(row[column], []).append(row)
    return rows
