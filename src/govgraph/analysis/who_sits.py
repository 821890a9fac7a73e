"""Who sits where, looked up body by body: made once and asked many times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from govgraph import frames, model
from govgraph.analysis import structure_rows
from govgraph.governance import Governance


@dataclass(frozen=True, eq=False)
class WhoSits:
    """The members' seats, the people on them and the offices tied to seats, by body."""

    g: Governance = field(repr=False)

    def seats_of(self, body_id: str) -> pd.DataFrame:
        """The members' seats of a body: rows of :func:`structure_rows.seats`."""
        return self._seats.get(body_id, self._every_seat.iloc[:0])

    def people_of(self, body_id: str) -> pd.DataFrame:
        """Who sits on a body as a member: rows of :func:`structure_rows.sitting`."""
        return self._people.get(body_id, self._everybody.iloc[:0])

    def offices_at(self, body_id: str) -> pd.DataFrame:
        """The seats that come with an office there: rows of ``structure_rows.tied_offices``."""
        return self._offices.get(body_id, self._every_office.iloc[:0])

    def is_covered(self, body_id: str, what: str = "members") -> bool:
        """Whether the sources give that completely for the body."""
        return body_id in self._covered[what]

    def all_named(self, body_id: str) -> bool:
        """Whether the record names who holds each of the members' seats that it has."""
        return bool(self.seats_of(body_id)["named"].all())

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
    def _every_seat(self) -> pd.DataFrame:
        every = structure_rows.seats(self.g, everywhere=True)
        return every[every["role"].isin(model.MEMBER_ROLES)]

    @cached_property
    def _everybody(self) -> pd.DataFrame:
        return structure_rows.sitting(self.g)

    @cached_property
    def _every_office(self) -> pd.DataFrame:
        return structure_rows.tied_offices(self.g)

    @cached_property
    def _seats(self) -> Mapping[str, pd.DataFrame]:
        return _by(self._every_seat, "body_id")

    @cached_property
    def _people(self) -> Mapping[str, pd.DataFrame]:
        return _by(self._everybody, "body_id")

    @cached_property
    def _offices(self) -> Mapping[str, pd.DataFrame]:
        return _by(self._every_office, "place_id")

    @cached_property
    def _covered(self) -> dict[str, set[str]]:
        ids = self.g.bodies["id"]
        return {what: set(ids[self.g.covers(ids, what)]) for what in ("members", "links")}

    @cached_property
    def _areas(self) -> dict[str, str]:
        bodies = self.g.tables["Body"]
        return dict(zip(bodies["id"], bodies["areas"], strict=True))


def _by(table: pd.DataFrame, column: str) -> Mapping[str, pd.DataFrame]:
    """The rows of each value of a column."""
    return {str(value): rows for value, rows in table.groupby(column, sort=False)}
