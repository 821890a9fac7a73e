"""From checked tables to what a dataset states: nodes and relationships with identifiers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from govgraph import frames, model, names
from govgraph.dataset import (
    attendance,
    judgements,
    people,
    record,
    rule_checks,
    same_people,
    seats,
)
from govgraph.dataset.draft import Draft, given_ids, ids_as_written
from govgraph.dataset.reading import RawTable
from govgraph.dataset.resolving import Resolver
from govgraph.merging import Facts

_BORROWED_COLUMNS = {
    "Body": ["id", "name", "area", "kind"],
    "Organisation": ["id", "name"],
    "Person": ["id", "name"],
    "Source": ["id", "title"],
}
"""What a dataset that names a thing of another dataset states of it."""

_A = {"Body": "a body", "Organisation": "an organisation", "Person": "a person"}


def build(draft: Draft, known: frames.Tables, others: Sequence[Facts] = ()) -> Facts:
    """What the dataset states; faults in its names go to its report.

    ``known`` is what is in the store, ``others`` what datasets state that are read with it.
    """
    builder = Builder(draft, known, others)
    builder.check_ids()
    facts = builder.nodes() | builder.memberships() | builder.links() | builder.owned()
    facts |= builder.judgements()
    for name, rows in builder.attendance().items():
        facts[name] = pd.concat([facts[name], rows]) if name in facts else rows
    facts["Person"] = _each_person_once(facts["Person"])
    facts |= builder.same_people(facts["Person"])
    builder.borrow(facts)
    return {
        name: frames.conform(table, name, stated_only=True)
        for name, table in facts.items()
        if len(table)
    }


class Builder:
    """Builds the facts of one dataset, table by table, each from those before it."""

    def __init__(self, draft: Draft, known: frames.Tables, others: Sequence[Facts] = ()) -> None:
        self.draft = draft
        self.others = others
        self.report = draft.report
        self.known = known
        own = {
            "Body": draft.bodies,
            "Organisation": draft.organisations,
            "Source": draft.sources,
        }
        self.resolver = Resolver(own, known, self.report, self._aliases(), draft.areas)
        self.made_sources: dict[str, str] = {}
        self.made_organisations: dict[str, str] = {}
        self.seat_rows = pd.DataFrame()
        self.own_people: pd.DataFrame | None = None
        self.meeting_rows: pd.DataFrame | None = None
        self.remit_clauses: list[pd.DataFrame] = []

    def _aliases(self) -> dict[str, pd.DataFrame]:
        """The ids as they were written, where the id in the graph is spelt differently."""
        own = {
            "Body": ("bodies", self.draft.bodies),
            "Organisation": ("organisations", self.draft.organisations),
            "Source": ("sources", self.draft.sources),
        }
        return {
            label: ids_as_written(self.draft.tables[table], rows, label)
            for label, (table, rows) in own.items()
            if table in self.draft.tables
        }

    # --- nodes ------------------------------------------------------------------------------

    def check_ids(self) -> None:
        """One id must not be two things, here or in the store."""
        for label, table_name, title in (
            ("Body", "bodies", "name"),
            ("Organisation", "organisations", "name"),
            ("Source", "sources", "title"),
        ):
            table = self.draft.tables.get(table_name)
            if table is None:
                continue
            own = self.resolver.own[label]
            self._check_one_name(table, own, title)
            self._check_other_types(table, label, own)
            if label == "Organisation" or label not in self.known:
                continue
            elsewhere = self.known[label]
            what = "area" if label == "Body" else title
            theirs = frames.look_up(own["id"], elsewhere["id"], elsewhere[what])
            clash = theirs.notna() & (names.keys(theirs) != names.keys(own[what]))
            record.note_rows(
                table,
                self.report,
                clash.to_numpy(),
                "id",
                own["id"],
                "The id '{value}' belongs to another " + what + " already in the store.",
                "Give it another id, starting with the area.",
            )

    def _check_one_name(self, table: RawTable, own: pd.DataFrame, title: str) -> None:
        key = names.keys(own[title].fillna(""))
        first = key.groupby(own["id"]).transform("first")
        record.note_rows(
            table,
            self.report,
            (key != first).to_numpy(),
            "id",
            own["id"],
            "The id '{value}' is used for two different names.",
            "Give each its own id.",
            at=own.index,
        )

    def _check_other_types(self, table: RawTable, label: str, own: pd.DataFrame) -> None:
        """A body, an organisation and a person never share an id."""
        actors = ("Body", "Organisation", "Person")
        if label not in actors:
            return
        before = actors[: actors.index(label)]
        for other in actors:
            ids = [self.known[other]["id"]] if other in self.known else []
            if other in before:
                ids.append(self.resolver.own[other]["id"])
            if other == label or not ids:
                continue
            record.note_rows(
                table,
                self.report,
                own["id"].isin(pd.concat(ids)).to_numpy(),
                "id",
                own["id"],
                f"The id '{{value}}' is that of {_A[other]} too.",
                "Write another id in this row.",
                at=own.index,
            )

    def _check_people(self, table: RawTable, own: pd.DataFrame) -> None:
        self._check_one_name(table, own, "name")
        self._check_other_types(table, "Person", own)
        known = self.known.get("Person")
        if known is None or known.empty:
            return
        theirs = known.drop_duplicates("id").set_index("id").reindex(own["id"])
        clash = [
            isinstance(their_name, str)
            and _spellings(name, others).isdisjoint(_spellings(their_name, their_others))
            for name, others, their_name, their_others in zip(
                own["name"], own["other_names"], theirs["name"], theirs["other_names"], strict=True
            )
        ]
        record.note_rows(
            table,
            self.report,
            np.array(clash, dtype=bool),
            "id",
            own["id"],
            "The id '{value}' belongs to another person already in the store.",
            "Give it another id, starting with the area; or, if they are one person, write the "
            "other name in other_names.",
            at=own.index,
        )

    def nodes(self) -> dict[str, pd.DataFrame]:
        """Bodies, organisations, people and sources."""
        bodies = self._cited("bodies", self.draft.bodies)
        organisations = self._cited("organisations", self.draft.organisations)
        table = self.draft.tables.get("organisations")
        if table is not None and "parent" in table.cells:
            parents = self.resolver.find(
                table, "parent", organisations["parent"], ("Organisation",)
            )
            organisations = organisations.assign(parent=parents["id"])
        return {
            "Body": bodies,
            "Organisation": organisations,
            "Source": self.draft.sources.assign(
                replaces=names.slugs(self.draft.sources["replaces"]).where(
                    self.draft.sources["replaces"].notna()
                )
            ),
        }

    def _cited(self, table_name: str, rows: pd.DataFrame) -> pd.DataFrame:
        table = self.draft.tables.get(table_name)
        return rows if table is None else rows.assign(source=self.sources_of(table))

    def sources_of(self, table: RawTable) -> pd.Series[str]:
        """The source id of each row: the one named, or the dataset's only one."""
        named = record.cell(table, "source")
        own = self.draft.sources["id"].drop_duplicates()
        if len(own) == 1:
            named = named.fillna(own.iloc[0])
        if named.isna().all():
            return named
        if own.empty:
            return self._made_sources(table, named)
        return self.resolver.find(table, "source", named, ("Source",))["id"]

    def _made_sources(self, table: RawTable, named: pd.Series[str]) -> pd.Series[str]:
        """Sources that are named only in cells, in a dataset without a table of them."""
        found = self.resolver.find(table, "source", named, ("Source",), required=False)["id"]
        new = found.isna() & named.notna()
        ids = names.slugs(named[new])
        self.made_sources.update(zip(ids, named[new], strict=True))
        return found.where(~new, ids.reindex(found.index))

    # --- memberships ------------------------------------------------------------------------

    def memberships(self) -> dict[str, pd.DataFrame]:
        """Seats, their bodies, holders, voices and offices, and the people."""
        table = self.draft.tables.get("memberships")
        rows = self._membership_rows(table) if table is not None else pd.DataFrame()
        own_people = people.own(
            self.draft.tables.get("people"), rows, self.draft.areas, self.draft.name
        )
        if own_people is not None:
            people_table = self.draft.tables["people"]
            own_people = own_people.assign(source=self.sources_of(people_table))
            self.resolver.own["Person"] = own_people
            self._check_people(people_table, own_people)
            self.resolver.aliases["Person"] = ids_as_written(people_table, own_people, "Person")
        facts: dict[str, pd.DataFrame] = {}
        if table is not None:
            rows = rows.assign(
                person_id=people.identify(table, rows, self.resolver, self.known, self.draft.name)
            )
            rows = rows[rows["body_id"].notna() & rows["seat"].notna()]
            rows = seats.number(table, rows, self.report)
            facts |= seats.facts(rows)
            facts |= self._voices(table, rows) | self._offices(table, rows)
        named = people.nodes(rows, self.known)
        facts["Person"] = (
            named if own_people is None else pd.concat([own_people, named], ignore_index=True)
        )
        if own_people is not None:
            facts["EMPLOYED_BY"] = self._employers(own_people)
        self.seat_rows = rows
        self.own_people = own_people
        return facts

    def _membership_rows(self, table: RawTable) -> pd.DataFrame:
        cells = record.all_columns(table)
        bodies = self.resolver.find(table, "body", cells["body"], ("Body",))
        area = self.area_of(bodies["id"])
        vacant_yet_named = (cells["status"] == "vacant") & cells["person"].notna()
        record.note_rows(
            table,
            self.report,
            vacant_yet_named.to_numpy(),
            "status",
            cells["person"],
            "The seat is said to be vacant, yet '{value}' holds it.",
            "Leave person blank, or give the person a row of their own with capacity interim.",
        )
        return cells.assign(
            body_id=bodies["id"], area=area, source=self.sources_of(table), row=table.rows
        )

    def every_body(self) -> pd.DataFrame:
        """``id, name, area`` of the dataset's bodies and the known ones."""
        columns = ["id", "name", "area"]
        every = [self.draft.bodies[columns]]
        if "Body" in self.known:
            every.append(self.known["Body"][columns])
        return pd.concat(every, ignore_index=True).drop_duplicates("id", ignore_index=True)

    def area_of(self, body_ids: pd.Series[str]) -> pd.Series[str]:
        """The area cell of each body."""
        bodies = self.every_body()
        return frames.look_up(body_ids, bodies["id"], bodies["area"])

    def _voices(self, table: RawTable, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
        named = rows[rows["organisation"].notna()]
        silent = rows["organisation"].isna() & rows["role"].isin(model.MEMBER_ROLES)
        if len(named):
            self._warn_silent(table, rows[silent])
        each = record.exploded(named, "organisation")
        found = self.organisations_of(table, "organisation", each["organisation"], each["area"])
        statements = seats.statement(each, "ON_BEHALF_OF").assign(
            from_type="Seat",
            from_id=each["seat_id"],
            to_type=found["label"],
            to_id=found["id"],
        )
        return {"ON_BEHALF_OF": statements[found["id"].notna()]}

    def _warn_silent(self, table: RawTable, rows: pd.DataFrame) -> None:
        first = rows.drop_duplicates("seat_id")
        self.report.add(
            table.place,
            "The seat speaks for no organisation.",
            "Fill in organisation if the document says whom it speaks for.",
            row=first["row"].to_numpy(),
            column="organisation",
            value=first["title"],
            severity="warning",
        )

    def organisations_of(
        self, table: RawTable, column: str, named: pd.Series[str], areas: pd.Series[str]
    ) -> pd.DataFrame:
        """The organisation or body of each name; a new organisation is made where none fits."""
        empty = record.are_placeholders(named)
        record.note_rows(
            table,
            self.report,
            empty,
            column,
            named,
            "'{value}' is no organisation.",
            "Leave the cell blank where none is known.",
            at=named.index,
        )
        named = named.mask(empty)
        found = self.resolver.find(
            table, column, named, ("Organisation", "Body"), areas=areas, required=False
        )
        unclear = self.resolver.ambiguous(named, ("Organisation", "Body"))
        new = (found["id"].isna() & named.notna() & ~unclear).to_numpy()
        made = named[new]
        key = names.keys(made)
        spelt = made.groupby(key).transform("first")
        ids = names.slugs(spelt)
        once = ~ids.duplicated()
        self.made_organisations.update(zip(ids[once], spelt[once], strict=True))
        found.loc[new, "id"] = ids
        found.loc[new, "label"] = "Organisation"
        return found

    def _offices(self, table: RawTable, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
        named = rows[rows["ex_officio"].notna()]
        if named.empty:
            return {}
        labels = ("Body", "Organisation")
        parts = [self.resolver.split_office(text, labels) for text in named["ex_officio"]]
        office = pd.Series([part[0] for part in parts], index=named.index, dtype="str")
        place = pd.Series([part[1] for part in parts], index=named.index, dtype="str")
        record.note_rows(
            table,
            self.report,
            place.isna().to_numpy(),
            "ex_officio",
            named["ex_officio"],
            "'{value}' does not name an office and where it is.",
            "Write it as 'chair of BODY'.",
            at=named.index,
        )
        found = self.resolver.find(table, "ex_officio", place, labels, areas=named["area"])
        statements = seats.statement(named, "EX_OFFICIO").assign(
            from_type="Seat",
            from_id=named["seat_id"],
            to_type=found["label"],
            to_id=found["id"],
            office=office,
        )
        return {"EX_OFFICIO": statements[found["id"].notna()]}

    def _employers(self, own_people: pd.DataFrame) -> pd.DataFrame:
        table = self.draft.tables["people"]
        cells = pd.DataFrame(
            {
                "organisation": record.cell(table, "organisation"),
                "person_id": own_people["id"],
                "source": own_people["source"],
                "paragraph": record.cell(table, "paragraph"),
            }
        )
        each = record.exploded(cells[cells["organisation"].notna()], "organisation")
        blank = pd.Series(None, index=each.index, dtype="str")
        found = self.organisations_of(table, "organisation", each["organisation"], blank)
        record.note_rows(
            table,
            self.report,
            (found["label"] == "Body").to_numpy(),
            "organisation",
            each["organisation"],
            "'{value}' is a body; the person is not taken as employed by it.",
            "Name the organisation that employs the person, or leave it blank.",
            at=each.index,
            severity="warning",
        )
        return pd.DataFrame(
            {
                "from_type": "Person",
                "from_id": each["person_id"],
                "to_type": found["label"],
                "to_id": found["id"],
                "source": each["source"],
                "paragraph": each["paragraph"],
            }
        )[(found["label"] == "Organisation").to_numpy()]

    # --- links, remits, rules, meetings -------------------------------------------------------

    def links(self) -> dict[str, pd.DataFrame]:
        """The links by type."""
        table = self.draft.tables.get("links")
        if table is None:
            return {}
        cells = record.all_columns(table).assign(source=self.sources_of(table))
        start = self._end(table, "from", cells, None)
        finish = self._end(table, "to", cells, self.area_of(start["id"]))
        rows = cells.assign(
            from_type=start["label"],
            from_id=start["id"],
            to_type=finish["label"],
            to_id=finish["id"],
            from_members=start["of_members"],
            to_members=finish["of_members"],
        )
        to_itself = (rows["from_id"] == rows["to_id"]) & (
            rows["from_members"] == rows["to_members"]
        )
        record.note_rows(
            table,
            self.report,
            to_itself.to_numpy(),
            "to",
            cells["to"],
            "'{value}' is linked to itself.",
            "Name two different bodies, or delete the row.",
        )
        rows = rows[rows["from_id"].notna() & rows["to_id"].notna() & rows["type"].notna()]
        return {
            str(name): record.distinct(part.drop(columns="type"), table, self.report)
            for name, part in rows.groupby("type")
        }

    def _end(
        self, table: RawTable, column: str, cells: pd.DataFrame, areas: pd.Series[str] | None
    ) -> pd.DataFrame:
        members = (
            cells[column].str.extract(r"(?i)^(?:the\s+)?members\s+of\s+(.+)$")[0].astype("str")
        )
        named = members.fillna(cells[column])
        found = self.resolver.find(table, column, named, ("Body", "Organisation"), areas=areas)
        return found.assign(of_members=members.notna().astype("boolean"))

    def owned(self) -> dict[str, pd.DataFrame]:
        """Remits, rules and meetings, each with the relationship to its body."""
        facts: dict[str, pd.DataFrame] = {}
        for name, label, relationship, identify in (
            ("remits", "Remit", "HAS_REMIT", _clause_ids),
            ("rules", "Rule", "HAS_RULE", _rule_ids),
            ("meetings", "Meeting", "MEETING_OF", _meeting_ids),
        ):
            table = self.draft.tables.get(name)
            if table is None:
                continue
            cells = record.columns(table, label)
            bodies = self.resolver.find(table, "body", record.cell(table, "body"), ("Body",))
            rows = cells.assign(body_id=bodies["id"], source=self.sources_of(table))
            required = [c.property_name for c in model.TABLE[name].columns if c.required and c.to]
            rows = rows[rows[["body_id", *required]].notna().all(axis=1)]
            rows = rows.assign(id=identify(rows, table))
            facts[label] = record.distinct(rows.drop(columns="body_id"), table, self.report)
            facts[relationship] = _ownership(rows, label, relationship).drop_duplicates()
            if label == "Meeting":
                self._check_meeting_ids(table, rows)
                self.meeting_rows = rows
            if label == "Remit":
                self.remit_clauses.append(rows[["body_id", "clause"]])
            if label == "Rule":
                rule_checks.warn(table, rows, self)
        return facts

    def _check_meeting_ids(self, table: RawTable, rows: pd.DataFrame) -> None:
        """One id is one meeting of one body."""
        said = rows["body_id"] + " " + rows["date"]
        twice = said != said.groupby(rows["id"]).transform("first")
        stored = _is_another_meeting(rows["id"], said, self.known)
        together = pd.Series(False, index=rows.index)
        for other in self.others:
            together |= _is_another_meeting(rows["id"], said, other)
        for wrong, problem in (
            (twice, "The id '{value}' is used for two different meetings."),
            (stored & ~twice, "The id '{value}' belongs to another meeting in the store."),
            (
                together & ~twice & ~stored,
                "The id '{value}' belongs to another meeting, in a dataset read with this one.",
            ),
        ):
            record.note_rows(
                table,
                self.report,
                wrong.to_numpy(dtype=bool),
                "id",
                rows["id"],
                problem,
                "Give each its own id, or leave it blank. A joint meeting is a row for each body.",
                at=rows.index,
            )

    # --- attendance ---------------------------------------------------------------------------

    def attendance(self) -> dict[str, pd.DataFrame]:
        """Who came to what."""
        table = self.draft.tables.get("attendance")
        if table is None:
            return {}
        return attendance.facts(table, self)

    def same_people(self, everybody: pd.DataFrame) -> dict[str, pd.DataFrame]:
        """What is judged of two names, and a warning of those that nobody has judged."""
        table = self.draft.tables.get("same_people")
        made = {} if table is None else same_people.facts(table, self, everybody)
        people.warn_of_likeness(
            self.draft.tables,
            self.report,
            self.own_people,
            self.seat_rows,
            same_people.judged(made, self.known),
        )
        return made

    # --- judgements ---------------------------------------------------------------------------

    def judgements(self) -> dict[str, pd.DataFrame]:
        """What a reviewer has judged of the remits of two bodies."""
        table = self.draft.tables.get("judgements")
        if table is None:
            return {}
        return judgements.facts(table, self)

    def clauses_of_remits(self) -> pd.DataFrame:
        """``body_id, clause`` of every remit clause, of this dataset and of what is known."""
        parts = [pd.DataFrame({"body_id": [], "clause": []}, dtype="str"), *self.remit_clauses]
        if "Remit" in self.known:
            remits, joins = self.known["Remit"], self.known["HAS_REMIT"]
            body_id = frames.look_up(remits["id"], joins["to_id"], joins["from_id"])
            parts.append(pd.DataFrame({"body_id": body_id, "clause": remits["clause"]}))
        return pd.concat(parts, ignore_index=True)

    def nearest_meeting(self, name: str, meetings: pd.DataFrame) -> str:
        """A hint at the meetings that look most like a name; empty where none does."""
        spelt = meetings["written"].fillna(meetings["body"] + " " + meetings["date"])
        near = names.nearest(name, spelt.tolist(), 2)
        return f"Did you mean {' or '.join(repr(n) for n in near)}? " if near else ""

    # --- others' ------------------------------------------------------------------------------

    def borrow(self, facts: dict[str, pd.DataFrame]) -> None:
        """State the little that naming a thing states: that it is there."""
        for made, label, title in (
            (self.made_organisations, "Organisation", "name"),
            (self.made_sources, "Source", "title"),
        ):
            new = pd.DataFrame({"id": list(made), title: list(made.values())}, dtype="str")
            facts[label] = pd.concat([facts[label], new], ignore_index=True)
        for label, ids in self.resolver.borrowed.items():
            if label in _BORROWED_COLUMNS:
                theirs = self.known[label]
                named = theirs.loc[theirs["id"].isin(ids), _BORROWED_COLUMNS[label]]
                facts[label] = pd.concat([facts[label], named], ignore_index=True)


def _is_another_meeting(
    ids: pd.Series[str], said: pd.Series[str], tables: frames.Tables
) -> pd.Series[bool]:
    """Whether each id is that of a meeting there of another body, or on another day."""
    if "Meeting" not in tables:
        return pd.Series(False, index=ids.index)
    theirs, joins = tables["Meeting"], tables["MEETING_OF"]
    body_id = frames.look_up(ids, joins["from_id"], joins["to_id"])
    date = frames.look_up(ids, theirs["id"], theirs["date"])
    return date.notna() & (body_id + " " + date != said)


def _spellings(name: object, other_names: object) -> set[str]:
    spelt = [*([name] if isinstance(name, str) else []), *frames.split_list(other_names)]
    return {names.key(text) for text in spelt}


def _each_person_once(rows: pd.DataFrame) -> pd.DataFrame:
    """A row of the people table says more than a name in a cell, which is dropped beside it."""
    said = rows.drop(columns=["id", "name"], errors="ignore").notna().any(axis=1)
    return rows[said | ~rows["id"].duplicated()].reset_index(drop=True)


def _ownership(rows: pd.DataFrame, label: str, relationship: str) -> pd.DataFrame:
    ends = ("Body", rows["body_id"], label, rows["id"])
    if model.RELATIONSHIP[relationship].pairs[0][0] == label:
        ends = (label, rows["id"], "Body", rows["body_id"])
    said = {prop.name: rows[prop.name] for prop in model.stated_properties(relationship)}
    return pd.DataFrame(dict(zip(frames.ENDS, ends, strict=True)) | said, index=rows.index)


def _clause_ids(rows: pd.DataFrame, table: RawTable) -> pd.Series[str]:
    base = rows["body_id"] + "/remit/" + names.slugs(rows["clause"])
    return _numbered(base, rows["text"])


def _rule_ids(rows: pd.DataFrame, table: RawTable) -> pd.Series[str]:
    clause = ("-" + names.slugs(rows["clause"].fillna(""))).where(rows["clause"].notna(), "")
    base = rows["body_id"] + "/rule/" + names.slugs(rows["kind"]) + clause
    return _numbered(base, rows["text"] + "\n" + rows["reading"].fillna(""))


def _meeting_ids(rows: pd.DataFrame, table: RawTable) -> pd.Series[str]:
    given = given_ids(table).reindex(rows.index)
    return given.fillna(rows["body_id"] + "/" + rows["date"])


def _numbered(base: pd.Series[str], text: pd.Series[str]) -> pd.Series[str]:
    """Each id, with a number behind it where one label stands for several texts."""
    once = pd.DataFrame({"base": base, "text": text}).drop_duplicates()
    number = once.groupby("base", sort=False).cumcount()
    key = pd.MultiIndex.from_frame(once)
    at = key.get_indexer(pd.MultiIndex.from_arrays([base, text]))
    numbers = number.to_numpy()[at] + 1
    return base.where(numbers == 1, base + "-" + pd.Series(numbers, index=base.index).astype("str"))
