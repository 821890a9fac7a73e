"""The immutable snapshot that every analysis reads.

A :class:`Governance` holds the whole graph as columnar tables and shows what of it held on
one day (:attr:`~Governance.as_of`), with or without what is only proposed. All its frames
are copies to the reader: changing one changes no snapshot.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, Self

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from govgraph import dates, evidence, frames, identity, model, sentences
from govgraph.errors import AmbiguousError, NotFoundError
from govgraph.names import Directory

STALE_YEARS = 2
"""Evidence older than this against the as-of date is warned of."""

UNITED_SHOWN = 3
"""So many people who are judged to stand under several names are named below an answer."""


@dataclass(frozen=True)
class Matrix:
    """A sparse yes/no matrix with names for its rows and columns.

    ``values`` is a ``scipy.sparse.csr_array`` of shape (len(rows), len(columns)).
    """

    values: sparse.csr_array
    rows: pd.Index
    columns: pd.Index


@dataclass(frozen=True, eq=False)
class Governance:
    """Who reports, accounts and escalates to whom and who sits where, as it held on one day.

    Attributes:
        tables: the whole graph, one complete frame for each node and relationship type.
        as_of: the day that is looked at.
        include_proposed: whether what is only proposed is taken as if it held.
        areas: the areas asked about; empty for all. Bodies of other areas stay in the graph,
            so that no route is cut, but are not asked about.
        origin: where it was read from, in words.
        united: a sentence for each person who is judged to stand under several names, and is
            one here; see :mod:`govgraph.identity`.
    """

    tables: frames.Tables = field(repr=False)
    as_of: dt.date = field(default_factory=dt.date.today)
    include_proposed: bool = False
    areas: tuple[str, ...] = ()
    origin: str = ""
    united: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        united = identity.unite(self.tables)
        object.__setattr__(self, "tables", united.tables)
        object.__setattr__(self, "united", self.united or united.said)

    def at(
        self,
        as_of: dt.date | None = None,
        *,
        include_proposed: bool | None = None,
        areas: Sequence[str] | None = None,
    ) -> Self:
        """The same graph on another day, with or without proposals, or for other areas."""
        return replace(
            self,
            as_of=as_of or self.as_of,
            include_proposed=(
                self.include_proposed if include_proposed is None else include_proposed
            ),
            areas=self.areas if areas is None else tuple(areas),
        )

    # --- tables as they held on the day ---------------------------------------------------

    def held(self, type_name: str) -> pd.DataFrame:
        """The rows of one node or relationship type that held on the day."""
        if type_name not in self._held:
            self._held[type_name] = self.tables[type_name][self._holds(type_name)].reset_index(
                drop=True
            )
        return self._held[type_name].copy(deep=False)

    @cached_property
    def _held(self) -> dict[str, pd.DataFrame]:
        return {}

    def _holds(self, type_name: str) -> pd.Series[bool]:
        table = self.tables[type_name]
        day = pd.Timestamp(self.as_of).as_unit("s")
        holds = (table["valid_from"] <= day) & (table["valid_to"] >= day)
        return holds if self.include_proposed else holds & ~table["proposed"].astype(bool)

    @property
    def bodies(self) -> pd.DataFrame:
        """One row for each body."""
        return self.held("Body")

    @property
    def organisations(self) -> pd.DataFrame:
        """One row for each organisation."""
        return self.held("Organisation")

    @property
    def people(self) -> pd.DataFrame:
        """One row for each person."""
        return self.held("Person")

    @property
    def seats(self) -> pd.DataFrame:
        """One row for each seat, with its ``body_id`` and ``body``."""
        return self._with_body(self.held("Seat"), "SEAT_ON", "from_id", "to_id")

    @property
    def remits(self) -> pd.DataFrame:
        """One row for each clause, with its ``body_id`` and ``body``."""
        return self._with_body(self.held("Remit"), "HAS_REMIT", "to_id", "from_id")

    @property
    def rules(self) -> pd.DataFrame:
        """One row for each provision, with its ``body_id`` and ``body``."""
        return self._with_body(self.held("Rule"), "HAS_RULE", "to_id", "from_id")

    @property
    def meetings(self) -> pd.DataFrame:
        """One row for each meeting up to the day, and planned ones, with its body.

        ``status`` is filled in where it is blank: held if it was on the day or before,
        planned if after.
        """
        every = self.tables["Meeting"]
        past = self._is_past(every)
        blank = np.where(past, "held", "planned")
        every = every.assign(status=every["status"].fillna(pd.Series(blank, index=every.index)))
        seen = every[past | (every["status"] == "planned")].reset_index(drop=True)
        return self._with_body(seen, "MEETING_OF", "from_id", "to_id")

    def _is_past(self, meetings: pd.DataFrame) -> pd.Series[bool]:
        return meetings["valid_from"] <= pd.Timestamp(self.as_of).as_unit("s")

    @property
    def sources(self) -> pd.DataFrame:
        """One row for each document."""
        return self.held("Source")

    def _with_body(
        self, owned: pd.DataFrame, relationship: str, owned_end: str, body_end: str
    ) -> pd.DataFrame:
        joins = self.tables[relationship]
        body_id = frames.look_up(owned["id"], joins[owned_end], joins[body_end])
        return owned.assign(body_id=body_id, body=self.name_of(body_id))

    @cached_property
    def links(self) -> pd.DataFrame:
        """One row for each statement of a link: its ``type``, ends, names and properties."""
        parts = [self.held(name).assign(type=name) for name in model.LINKS]
        links = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
        return links.assign(
            type=links["type"].astype("str") if len(links) else pd.Series(dtype="str"),
            from_name=self.name_of(links["from_id"]),
            to_name=self.name_of(links["to_id"]),
        )

    @cached_property
    def memberships(self) -> pd.DataFrame:
        """One row for each tenure, and one for each seat that nobody holds on the day.

        Columns: ``body_id, body, seat_id, title, role, voting, sector, state, person_id,
        person, capacity, organisation_ids, organisations, start_date, end_date, basis,
        source, paragraph, note``. ``state`` is ``held`` (also by an interim, see
        ``capacity``), ``vacant`` (stated to be vacant) or ``not named``; ``unknown`` where
        only former holders are known and nothing says what came after.
        """
        seats = self.seats.rename(columns={"id": "seat_id"})
        about_seat = ["body_id", "body", "seat_id", "title", "role", "voting", "sector"]
        tenures = self.held("HOLDS").rename(columns={"from_id": "person_id", "to_id": "seat_id"})
        said = [
            "start_date",
            "end_date",
            "basis",
            "source",
            "paragraph",
            "note",
        ]
        rows = tenures[["seat_id", "person_id", "capacity", *said]].assign(state="held")
        # A vacancy stands beside an interim, who covers the seat without filling it.
        statements = self.held("SEAT_ON").rename(columns={"from_id": "seat_id"})
        vacant = statements[statements["status"] == "vacant"]
        filled = rows.loc[rows["capacity"].isin(("holder", "leave")), "seat_id"]
        vacant = vacant[~frames.are_among(vacant["seat_id"], filled)]
        taken = pd.concat([rows["seat_id"], vacant["seat_id"]])
        unheld = statements[~frames.are_among(statements["seat_id"], taken)]
        unheld = unheld.drop_duplicates("seat_id")
        once_held = frames.are_among(unheld["seat_id"], self.tables["HOLDS"]["to_id"])
        unheld = unheld.assign(state=np.where(once_held, "unknown", "not named"))
        empty_seats = pd.concat([vacant.assign(state="vacant"), unheld], ignore_index=True)
        rows = pd.concat([rows, empty_seats[["seat_id", "state", *said]]], ignore_index=True)
        rows = seats[about_seat].merge(rows, on="seat_id")
        voices = self._voices()
        rows = rows.merge(voices, how="left", on="seat_id")
        rows["person"] = self.name_of(rows["person_id"])
        return rows[
            [
                *about_seat,
                "state",
                "person_id",
                "person",
                "capacity",
                "organisation_ids",
                "organisations",
                *said,
            ]
        ]

    def _voices(self) -> pd.DataFrame:
        """For each seat whom it speaks for: ``seat_id, organisation_ids, organisations``."""
        voices = self.held("ON_BEHALF_OF").drop_duplicates(["from_id", "to_id"])
        named = pd.DataFrame(
            {
                "seat_id": voices["from_id"],
                "organisation_ids": voices["to_id"],
                "organisations": self.name_of(voices["to_id"]),
            }
        )
        single = ~named["seat_id"].duplicated(keep=False)
        joined = named[~single].groupby("seat_id", sort=False).agg(frames.join_list).reset_index()
        return pd.concat([named[single], joined], ignore_index=True).astype("str")

    @cached_property
    def attendance(self) -> pd.DataFrame:
        """One row for each record of a seat at a meeting that was not after the day.

        Columns: ``meeting_id, date, meeting_status, body_id, body, seat_id, person_id,
        status, mode, note``; guests, who have no seat, are left out.
        """
        records = self.tables["ATTENDANCE"]
        records = records[records["from_type"] == "Seat"]
        meetings = self.meetings
        meetings = meetings[self._is_past(meetings)].rename(
            columns={"id": "meeting_id", "status": "meeting_status"}
        )
        at = frames.positions(records["to_id"], meetings["meeting_id"])
        records, at = records[at >= 0], at[at >= 0]
        columns = ["meeting_id", "date", "meeting_status", "body_id", "body"]
        found = meetings[columns].take(at).set_axis(records.index)
        renamed = records.rename(columns={"from_id": "seat_id", "person": "person_id"})
        wanted = ["seat_id", "person_id", "status", "mode", "note"]
        return pd.concat([found, renamed[wanted]], axis=1).reset_index(drop=True)

    # --- other shapes of the same ---------------------------------------------------------

    def membership_matrix(self, by: Literal["person", "organisation"] = "person") -> Matrix:
        """Bodies by people, or bodies by organisations: 1 where one sits on the other.

        Members only (see :data:`govgraph.model.MEMBER_ROLES`); a person with two seats on
        one body counts once.
        """
        relationship = {"person": "MEMBER_OF", "organisation": "REPRESENTED_ON"}[by]
        pairs = self.held(relationship)
        row, rows = pd.factorize(pairs["to_id"])
        column, columns = pd.factorize(pairs["from_id"])
        values = sparse.csr_array(
            (np.ones(len(pairs), dtype=np.int32), (row, column)), shape=(len(rows), len(columns))
        )
        values.data[:] = 1
        return Matrix(values, pd.Index(rows), pd.Index(columns))

    def graph(self) -> nx.MultiDiGraph[str]:
        """The links as a NetworkX graph: bodies and organisations, an edge a statement.

        Nodes carry ``label``, ``name`` and ``kind``; edges the link's properties with
        ``type``. Links of the members of a body are not links of the body and left out.
        """
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for label, table in (("Body", self.bodies), ("Organisation", self.organisations)):
            kinds = table["kind"] if "kind" in table else pd.Series(label, index=table.index)
            for id_, name, kind in zip(table["id"], table["name"], kinds, strict=True):
                graph.add_node(id_, label=label, name=name, kind=kind)
        own = self.links[~(self.links["from_members"] | self.links["to_members"]).astype(bool)]
        for link in frames.records(own):
            graph.add_edge(link.pop("from_id"), link.pop("to_id"), key=link["type"], **link)
        return graph

    # --- names, coverage, evidence --------------------------------------------------------

    def name_of(self, ids: pd.Series[str]) -> pd.Series[str]:
        """The name of the body, organisation or person of each id; blank for a blank."""
        return frames.look_up(ids, self._names["id"], self._names["name"])

    @cached_property
    def _names(self) -> pd.DataFrame:
        tables = [
            self.tables[label][["id", "name"]] for label in ("Body", "Organisation", "Person")
        ]
        return pd.concat(tables, ignore_index=True)

    def covers(self, body_ids: pd.Series[str], what: str) -> pd.Series[bool]:
        """Whether the sources give ``what`` (members, links, ...) completely for each body."""
        bodies = self.tables["Body"]
        known = frames.list_any(bodies["covered"], [what]).to_numpy()
        found = frames.positions(body_ids, bodies["id"])
        covered = (found >= 0) & known[found] if len(bodies) else found >= 0
        return pd.Series(covered, index=body_ids.index, dtype=bool)

    @cached_property
    def asked_about(self) -> pd.Index[str]:
        """The ids of the bodies that held on the day in the areas asked about."""
        bodies = self.held("Body")
        if self.areas:
            bodies = bodies[frames.list_any(bodies["areas"], self.areas)]
        ids: pd.Index[str] = pd.Index(bodies["id"].to_numpy())
        return ids

    @cached_property
    def former_bodies(self) -> pd.DataFrame:
        """The bodies of the areas asked about that were no longer in being on the day."""
        every = self.tables["Body"]
        day = pd.Timestamp(self.as_of).as_unit("s")
        is_of_unknown_end = every["valid_to"].isna() & (every["status"] == "former")
        ended = (every["valid_to"] < day) | is_of_unknown_end
        before = every[ended & (every["valid_from"] <= day) & ~every["proposed"].astype(bool)]
        return before[frames.list_any(before["areas"], self.areas)] if self.areas else before

    @cached_property
    def directory(self) -> Directory:
        """What may be named in a question: every body, whether it holds or not."""
        return Directory.of(self.tables, ("Body",))

    def find_body(self, name: str) -> str:
        """The id of the body of that id, name or other name.

        Where several fit, those of the areas asked about come first.

        Raises:
            NotFoundError: nothing fits; the message proposes the nearest names.
            AmbiguousError: several fit; the message shows them.
        """
        fits = self.directory.matches(name)
        if len(fits) > 1 and self.areas:
            inside = fits["id"].isin(self.asked_about)
            fits = fits[inside] if inside.any() else fits
        if fits.empty:
            raise NotFoundError("body", name, self.directory.suggestions(name))
        if len(fits) > 1:
            shown = [
                f"{row['name']} ({row['area']}, id {row['id']})" for row in frames.records(fits)
            ]
            raise AmbiguousError(name, shown)
        return str(fits["id"].iloc[0])

    @cached_property
    def newest_evidence(self) -> str | None:
        """The date of the newest evidence on the bodies asked about, as written.

        Evidence are the documents that facts about them are cited from and their recorded
        meetings, not after the day; where no areas are asked about, all that there is.
        """
        if self.areas:
            return evidence.newest(self._evidence_by_area["newest"].dropna(), self.as_of)
        meetings = self.tables["Meeting"]
        recorded = meetings.loc[meetings["status"].fillna("") != "planned", "date"]
        dated = pd.concat([self.tables["Source"]["date"], recorded])
        return evidence.newest(dated.dropna().unique(), self.as_of)

    @property
    def caveats(self) -> list[str]:
        """What a reader of any answer has to know of the evidence: what is made up, and its age."""
        more = len(self.united) - UNITED_SHOWN
        rest = [f"{more} more people are counted as one, as was judged."] if more > 0 else []
        return [
            *sentences.illustrative(self.illustrative_areas),
            *self._dating,
            *self.united[:UNITED_SHOWN],
            *rest,
        ]

    @cached_property
    def illustrative_areas(self) -> list[str]:
        """The areas asked about of which facts come from documents that are made up."""
        by_area = self._evidence_by_area
        return by_area.index[by_area["illustrative"]].tolist()

    @cached_property
    def _dating(self) -> list[str]:
        """Of which areas the newest evidence is old, or of unknown age."""
        newest = self._evidence_by_area["newest"]
        known = newest.dropna()
        today = self.as_of.isoformat()
        said = []
        if undated := newest.index[newest.isna()].tolist():
            said.append(
                f"No source on {sentences.listed(undated)} has a date up to {today}: how old the "
                "evidence is, is not known."
            )
        years = dt.timedelta(days=round(365.25 * STALE_YEARS))
        before = max(self.as_of, dt.date.min + years) - years  # the calendar has a first day
        stale = known[[dates.latest(date) < before for date in known]]
        if len(stale):
            of_each = [
                f"of {date} on {sentences.listed(areas.index.tolist())}"
                for date, areas in stale.groupby(stale)
            ]
            said.append(
                f"The newest evidence is {sentences.listed(of_each)}, more than {STALE_YEARS} "
                f"years before {today}: things may have changed since."
            )
        return said

    @cached_property
    def _evidence_by_area(self) -> pd.DataFrame:
        """By area asked about: ``newest`` (the date of its evidence) and ``illustrative``."""
        bodies = self.tables["Body"]
        known = evidence.Evidence.of(self.tables)
        made_up = self.tables["Source"]["illustrative"].fillna(False).to_numpy(dtype=bool)
        on_made_up = known.cited.loc[made_up[known.cited["source"]], "body"]
        rows = pd.DataFrame(
            {
                "area": bodies["areas"].map(frames.split_list),
                "newest": known.newest_of_each(len(bodies), self.as_of),
                "illustrative": bodies.index.isin(on_made_up),
            }
        )
        rows = rows[bodies["id"].isin(self.asked_about)].explode("area", ignore_index=True)
        if self.areas:
            wanted = {area.casefold() for area in self.areas}
            rows = rows[rows["area"].str.casefold().isin(wanted)]
        each = rows.drop_duplicates().groupby("area", sort=True)
        newest = {
            area: evidence.newest(of_area["newest"].dropna(), self.as_of) for area, of_area in each
        }
        by_area = pd.DataFrame({"illustrative": each["illustrative"].any()})
        return by_area.assign(newest=by_area.index.map(newest).astype("str"))
