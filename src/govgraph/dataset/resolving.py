"""Which thing a cell names.

A name is looked up in its own dataset first, then among what is already known (the store,
and the datasets that are loaded with this one). What is known from elsewhere joins only
where the area fits: "Health and Wellbeing Board" is a body of many areas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from govgraph import frames, model, names
from govgraph.dataset.faults import Report
from govgraph.dataset.reading import RawTable
from govgraph.names import AMBIGUOUS, NOT_FOUND, Directory


@dataclass
class Resolver:
    """Finds what cells name, notes what fits nothing or two things.

    Attributes:
        own: the nodes that the dataset itself states, by label.
        known: the nodes known from elsewhere, by label.
        aliases: other spellings of the dataset's own ids, as ``name, id, label`` rows.
        areas: the areas of the dataset's bodies.
        borrowed: the known nodes that cells named, by label, as sets of ids.
    """

    own: dict[str, pd.DataFrame]
    known: frames.Tables
    report: Report
    aliases: dict[str, pd.DataFrame]
    areas: frozenset[str]
    borrowed: dict[str, set[str]] = field(default_factory=dict)

    def find(
        self,
        table: RawTable,
        column: str,
        names_: pd.Series[str],
        labels: tuple[str, ...],
        *,
        areas: pd.Series[str] | None = None,
        required: bool = True,
        own_only: bool = False,
    ) -> pd.DataFrame:
        """What each name fits: a frame ``label, id`` with the index of ``names_``.

        Blank where the name is blank, fits nothing or fits two things; the last is always a
        fault, fitting nothing only where ``required``. The first of ``labels`` in which a
        name is found counts; ``own_only`` looks at the dataset's own names alone. The index
        of ``names_`` has the rows' positions in ``table``; a row may name several things.
        """
        codes, distinct = pd.factorize(names_)
        found = self._find_distinct(pd.Series(distinct, dtype="str"), labels, own_only)
        blank = pd.DataFrame({"label": [None], "id": None, "state": 0, "is_known": False})
        spread = pd.concat([found, blank], ignore_index=True).take(codes)
        spread = spread.reset_index(drop=True).assign(
            name=names_.to_numpy(dtype=object),
            at=names_.index,
            area=None if areas is None else areas.to_numpy(dtype=object),
        )
        self._note_own_ambiguity(table, column, spread, labels)
        self._keep_to_area(table, column, spread, labels)
        if required:
            self._note_missing(table, column, spread, labels)
        self._borrow(spread)
        return spread[["label", "id"]].astype("str").set_axis(names_.index)

    def _find_distinct(
        self, distinct: pd.Series[str], labels: tuple[str, ...], own_only: bool
    ) -> pd.DataFrame:
        """``label, id, state, is_known`` of each name; ``state`` is 0, NOT_FOUND or AMBIGUOUS."""
        found = pd.DataFrame(
            {"label": None, "id": None, "state": NOT_FOUND, "is_known": False},
            index=distinct.index,
        ).astype({"label": "object", "id": "object"})
        for is_known in (False,) if own_only else (False, True):
            for label in labels:
                directory = self.directory(label, is_known=is_known)
                todo = (found["state"] == NOT_FOUND).to_numpy()
                if not todo.any() or directory.entries.empty:
                    continue
                at = directory.find(distinct[todo])
                here = np.flatnonzero(todo)
                hit = here[at >= 0]
                found.loc[hit, "id"] = directory.things["id"].to_numpy(dtype=object)[at[at >= 0]]
                found.loc[hit, "label"] = label
                found.loc[here, "state"] = np.where(at >= 0, 0, at)
                found.loc[here, "is_known"] = (at != NOT_FOUND) & is_known
        return found

    def ambiguous(self, names_: pd.Series[str], labels: tuple[str, ...]) -> pd.Series[bool]:
        """Whether each name fits two of the dataset's own things."""
        codes, distinct = pd.factorize(names_)
        found = self._find_distinct(pd.Series(distinct, dtype="str"), labels, own_only=True)
        unclear = np.append((found["state"] == AMBIGUOUS).to_numpy(), False)
        return pd.Series(unclear[codes], index=names_.index)

    def ids(self, names_: pd.Series[str], labels: tuple[str, ...]) -> pd.Series[str]:
        """The id of what each name fits; blank where it fits nothing or two things."""
        return self._each(names_, labels)["id"].astype("str")

    def fits_nothing(self, names_: pd.Series[str], labels: tuple[str, ...]) -> pd.Series[bool]:
        """Whether each name is that of nothing, here or in what is known from elsewhere."""
        return self._each(names_, labels)["state"] == NOT_FOUND

    def _each(self, names_: pd.Series[str], labels: tuple[str, ...]) -> pd.DataFrame:
        codes, distinct = pd.factorize(names_)
        found = self._find_distinct(pd.Series(distinct, dtype="str"), labels, own_only=False)
        return found.take(codes).set_axis(names_.index)

    def split_office(self, text: str, labels: tuple[str, ...]) -> tuple[str | None, str | None]:
        """Office and place of "chair of BODY"; blanks where it is not of that form.

        Names may have an "of" of their own, so the first split whose place is known counts.
        """
        words = re.split(r"(?i)\s+of\s+", text)
        splits = [(" of ".join(words[:n]), " of ".join(words[n:])) for n in range(1, len(words))]
        for office, place in splits:
            found = self._find_distinct(pd.Series([place], dtype="str"), labels, own_only=False)
            if found["state"].iloc[0] != NOT_FOUND:
                return _office(office), place
        return (_office(splits[0][0]), splits[0][1]) if splits else (None, None)

    def directory(self, label: str, *, is_known: bool) -> Directory:
        """The names of one node type: the dataset's own, or those known from elsewhere."""
        cached = self._directories.get((label, is_known))
        if cached is None:
            cached = Directory.of(self.known if is_known else self.own, (label,))
            if not is_known and label in self.aliases:
                entries = pd.concat([cached.entries, self.aliases[label]], ignore_index=True)
                cached = Directory(entries)
            self._directories[label, is_known] = cached
        return cached

    def __post_init__(self) -> None:
        self._directories: dict[tuple[str, bool], Directory] = {}

    def forget(self, *labels: str) -> None:
        """Look the dataset's own names of these node types up anew."""
        for label in labels:
            self._directories.pop((label, False), None)

    def _note_own_ambiguity(
        self, table: RawTable, column: str, spread: pd.DataFrame, labels: tuple[str, ...]
    ) -> None:
        unclear = spread[(spread["state"] == AMBIGUOUS) & ~spread["is_known"]]
        for name, rows in unclear.groupby("name", sort=False):
            label = next(
                label
                for label in labels
                if len(self.directory(label, is_known=False).matches(str(name))) > 1
            )
            fits = self.directory(label, is_known=False).matches(str(name))
            self._note_two_fits(table, column, str(name), rows["at"], fits)

    def _keep_to_area(
        self,
        table: RawTable,
        column: str,
        spread: pd.DataFrame,
        labels: tuple[str, ...],
    ) -> None:
        """Bodies known from elsewhere by name alone: only those of the row's own area.

        An id is a clear word and always joins; an organisation is the same everywhere.
        """
        joined = spread[
            spread["is_known"] & ((spread["label"] == "Body") | (spread["state"] == AMBIGUOUS))
        ]
        if joined.empty:
            return
        for (name, area), rows in joined.groupby(["name", "area"], sort=False, dropna=False):
            fits = pd.concat(
                [self.directory(label, is_known=True).matches(str(name)) for label in labels]
            )
            if (fits["id"] == names.slug(str(name))).any() and len(fits) == 1:
                continue
            here = frozenset(frames.split_list(area)) or self.areas
            inside = fits[
                [
                    label != "Body"
                    or not _slugs_of(here).isdisjoint(_slugs_of(frames.split_list(a)))
                    for label, a in zip(fits["label"], fits["area"], strict=True)
                ]
            ]
            if len(inside) == 1:
                spread.loc[rows.index, ["label", "id"]] = inside[["label", "id"]].iloc[0].to_list()
                spread.loc[rows.index, "state"] = 0
                continue
            spread.loc[rows.index, ["label", "id"]] = None
            if len(inside) > 1:
                self._note_two_fits(table, column, str(name), rows["at"], inside)
            else:
                self._note_elsewhere(table, column, str(name), rows["at"], fits, here)
            spread.loc[rows.index, "state"] = AMBIGUOUS

    def _note_two_fits(
        self, table: RawTable, column: str, name: str, at: pd.Series[int], fits: pd.DataFrame
    ) -> None:
        shown = "; ".join(_described(fits))
        self.report.add(
            table.place,
            f"'{name}' fits {len(fits)} things: {shown}.",
            "Write the id of the one that is meant.",
            row=table.rows[at],
            column=column,
            value=name,
        )

    def _note_elsewhere(
        self,
        table: RawTable,
        column: str,
        name: str,
        at: pd.Series[int],
        fits: pd.DataFrame,
        here: frozenset[str],
    ) -> None:
        place = " and ".join(sorted(here)) or "this dataset"
        self.report.add(
            table.place,
            f"There is no '{name}' in {place}; elsewhere there is {'; '.join(_described(fits))}.",
            "Add it to bodies or organisations, or write the id if one of those is meant.",
            row=table.rows[at],
            column=column,
            value=name,
        )

    def _note_missing(
        self, table: RawTable, column: str, spread: pd.DataFrame, labels: tuple[str, ...]
    ) -> None:
        missing = spread[spread["state"] == NOT_FOUND]
        what = " or ".join(label.casefold() for label in labels)
        for name, rows in missing.groupby("name", sort=False):
            near = self._nearest(str(name), labels)
            hint = f"Did you mean {' or '.join(repr(n) for n in near)}? " if near else ""
            self.report.add(
                table.place,
                f"There is no {what} called '{name}'.",
                f"{hint}Write its id, its name or one of its other names, or add it first.",
                row=table.rows[rows["at"]],
                column=column,
                value=str(name),
            )

    def _nearest(self, name: str, labels: tuple[str, ...]) -> list[str]:
        return names.nearest(name, self.spellings(labels), 2)

    def spellings(self, labels: tuple[str, ...]) -> list[str]:
        """Every name that a cell may write for a thing of these node types."""
        every = [
            self.directory(label, is_known=is_known).spellings
            for label in labels
            for is_known in (False, True)
        ]
        return pd.concat(every).drop_duplicates().tolist()

    def _borrow(self, spread: pd.DataFrame) -> None:
        used = spread[spread["is_known"] & spread["id"].notna()]
        for label, ids in used.groupby("label")["id"]:
            self.borrowed.setdefault(str(label), set()).update(ids)


def _described(fits: pd.DataFrame) -> Iterable[str]:
    for row in frames.records(fits):
        place = f"{row['area']}, " if isinstance(row["area"], str) else ""
        yield f"{row['name']} ({place}id {row['id']})"


def _slugs_of(areas: Iterable[str]) -> set[str]:
    return {names.slug(area) for area in areas}


def _office(text: str) -> str:
    """An office as a role is spelt, where it is one: "Vice-chair" is ``vice_chair``."""
    plain = re.sub(r"[\s_\-]+", "", text.casefold())
    return next((code for code in model.ROLE.codes if code.replace("_", "") == plain), text.strip())
