"""A dataset whose tables are read and checked, before names are looked up in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from govgraph import frames, model, names
from govgraph.dataset import people, record
from govgraph.dataset.faults import Report
from govgraph.dataset.reading import RawTable
from govgraph.merging import DATASETS


@dataclass(frozen=True)
class Draft:
    """A dataset that has been read but whose names have not been looked up."""

    name: str
    origin: str
    tables: dict[str, RawTable]
    report: Report

    @cached_property
    def bodies(self) -> pd.DataFrame:
        """What it states of bodies, with ids; one row for each row of the table."""
        table = self.tables.get("bodies")
        if table is None:
            return frames.empty("Body", stated_only=True)
        cells = record.columns(table, "Body")
        area = names.slugs(cells["area"].fillna(""))
        title = names.slugs(cells["name"].fillna(""))
        starts = np.array(
            [t == a or t.startswith(f"{a}-") for t, a in zip(title, area, strict=True)], dtype=bool
        )
        made = title.where(starts, area + "-" + title)
        return cells.assign(id=given_ids(table).fillna(made))

    @cached_property
    def organisations(self) -> pd.DataFrame:
        """What it states of organisations, with ids; one row for each row of the table."""
        return self._named("organisations", "Organisation", "name")

    @cached_property
    def sources(self) -> pd.DataFrame:
        """What it states of sources, with ids; one row for each row of the table."""
        return self._named("sources", "Source", "title")

    def _named(self, table_name: str, label: str, title: str) -> pd.DataFrame:
        table = self.tables.get(table_name)
        if table is None:
            return frames.empty(label, stated_only=True)
        cells = record.columns(table, label)
        return cells.assign(id=given_ids(table).fillna(names.slugs(cells[title].fillna(""))))

    @cached_property
    def people(self) -> pd.DataFrame:
        """What it states of the people whose ids are clear before the memberships are read."""
        rows = people.own(self.tables.get("people"), pd.DataFrame(), self.areas, self.name)
        if rows is None:
            return frames.empty("Person", stated_only=True)
        given = record.cell(self.tables["people"], "id").reindex(rows.index).notna()
        return rows if len(self.areas) < 2 else rows[given]

    @property
    def areas(self) -> frozenset[str]:
        """The areas of its bodies."""
        return frozenset(a for cell in self.bodies["area"] for a in frames.split_list(cell))


def ids_as_written(table: RawTable, rows: pd.DataFrame, label: str) -> pd.DataFrame:
    """The ids as they stand in the table, as entries of a directory."""
    written = record.cell(table, "id").reindex(rows.index)
    entries = pd.DataFrame({"name": written, "id": rows["id"]}).dropna()
    return entries.assign(label=label, rank=0, area=None)


def given_ids(table: RawTable) -> pd.Series[str]:
    """The identifier of each row's own id cell; blank where that is."""
    given = record.cell(table, "id")
    return names.slugs(given).where(given.notna())


def known_to(draft: Draft, drafts: Sequence[Draft], store: frames.Tables) -> frames.Tables:
    """What is known besides a dataset's own: the store and the datasets loaded with it.

    What the store has only from datasets that are being loaded anew is about to go and is
    left out.
    """
    loading = {other.name for other in drafts}
    known: dict[str, pd.DataFrame] = {}
    for name, table in store.items():
        stays = {
            cell: bool(set(frames.split_list(cell)) - loading) for cell in table[DATASETS].unique()
        }
        known[name] = table[table[DATASETS].map(stays).astype(bool)]
    for other in drafts:
        if other is draft:
            continue
        for label, own in (
            ("Body", other.bodies),
            ("Organisation", other.organisations),
            ("Person", other.people),
            ("Source", other.sources),
        ):
            known[label] = pd.concat([known[label], own]) if label in known else own
    return {
        name: (table.drop_duplicates("id") if name in model.NODE else table).reset_index(drop=True)
        for name, table in known.items()
    }
