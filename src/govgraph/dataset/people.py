"""People: one name is one person within a dataset, and never silently joined across areas."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from govgraph import frames, likeness, model, names
from govgraph.dataset import record
from govgraph.dataset.faults import Report
from govgraph.dataset.reading import RawTable
from govgraph.names import Directory

if TYPE_CHECKING:
    from govgraph.dataset.resolving import Resolver

_MOST_COMPARED = 2_000
"""Up to this many people names that look alike are warned of."""

_ALIKE_AMONG_FEW = 85
"""The same among the people of one body: a letter in a short name."""


def own(
    table: RawTable | None, memberships: pd.DataFrame, areas: frozenset[str], dataset: str
) -> pd.DataFrame | None:
    """What the people table states, with ids: area and name where none is given.

    None where there is no such table, or nothing in it. The area is that of the first body on
    which the person sits.
    """
    if table is None:
        return None
    rows = record.columns(table, "Person")
    rows = rows[rows["name"].notna()]
    if rows.empty:
        return None
    provisional = rows.assign(id=rows.index.astype("str"))
    directory = Directory.of({"Person": provisional}, ("Person",))
    area = pd.Series(_default_area(dataset, areas), index=rows.index, dtype="str")
    if len(memberships):
        seated = memberships[memberships["person"].notna() & memberships["area"].notna()]
        at = directory.find(seated["person"])
        first = pd.DataFrame(
            {
                "row": directory.things["id"].take(np.maximum(at, 0)).to_numpy(),
                "area": seated["area"].to_numpy(),
            }
        )[at >= 0].drop_duplicates("row")
        area.update(pd.Series(first["area"].to_numpy(), index=first["row"].astype(int)))
    made = names.slugs(area) + "-" + names.slugs(rows["name"])
    given = record.cell(table, "id").reindex(rows.index)
    ids = names.slugs(given).where(given.notna(), made)
    return rows.assign(id=ids)


def _default_area(dataset: str, areas: frozenset[str]) -> str:
    return sorted(areas)[0] if areas else dataset


def identify(
    table: RawTable,
    rows: pd.DataFrame,
    resolver: Resolver,
    known: frames.Tables,
    dataset: str,
) -> pd.Series[str]:
    """The id of the person of each row; blank where none is named."""
    named = rows["person"]
    _check_that_one_is_named(table, named, resolver)
    resolver.forget("Person")
    found = resolver.find(table, "person", named, ("Person",), required=False, own_only=True)["id"]
    unclear = resolver.ambiguous(named, ("Person",))
    new = found.isna() & named.notna() & ~unclear
    if not new.any():
        return found
    key = names.keys(named[new])
    codes, _ = pd.factorize(key)
    _, first = np.unique(codes, return_index=True)
    area = rows.loc[new, "area"].fillna(_default_area(dataset, resolver.areas))
    firsts = named[new].iloc[first].reset_index(drop=True)
    first_area = area.iloc[first].reset_index(drop=True)
    ids = _known_or_made(firsts, first_area, known)
    _warn_of_several_areas(table, rows[new], codes, area, resolver)
    result = found.astype("object")
    result[new] = ids.to_numpy()[codes]
    return result.astype("str")


def _check_that_one_is_named(table: RawTable, named: pd.Series[str], resolver: Resolver) -> None:
    record.note_rows(
        table,
        resolver.report,
        record.are_placeholders(named),
        "person",
        named,
        "'{value}' is no person.",
        "Leave person blank; in memberships write status vacant where the source says so.",
    )
    record.note_rows(
        table,
        resolver.report,
        named.str.contains(model.SEPARATOR, regex=False).fillna(False).to_numpy(dtype=bool),
        "person",
        named,
        "'{value}' is more than one person.",
        "Give each of them a row.",
    )


def _known_or_made(
    named: pd.Series[str], area: pd.Series[str], known: frames.Tables
) -> pd.Series[str]:
    """A person known from elsewhere by id, or by name in the same area; else a new id."""
    prefix = names.slugs(area) + "-"
    made = prefix + names.slugs(named)
    people = known.get("Person")
    if people is None or people.empty:
        return made
    directory = Directory.of({"Person": people}, ("Person",))
    at = directory.find(named)
    theirs = directory.things["id"].take(np.maximum(at, 0)).set_axis(named.index)
    is_id = names.keys(named) == theirs
    bodies = known.get("Body", frames.empty("Body"))
    areas = names.slugs(bodies["area"].dropna().drop_duplicates()) + "-"
    same_area = np.array(
        [
            t.startswith(p) and not any(len(a) > len(p) and t.startswith(a) for a in areas)
            for t, p in zip(theirs, prefix, strict=True)
        ],
        dtype=bool,
    )
    return made.where(~((at >= 0) & (is_id | same_area)), theirs)


def _warn_of_several_areas(
    table: RawTable,
    rows: pd.DataFrame,
    codes: np.ndarray,
    area: pd.Series[str],
    resolver: Resolver,
) -> None:
    if area.nunique() < 2:
        return
    place = pd.DataFrame({"person": codes, "area": area.to_numpy()}).drop_duplicates()
    several = place["person"][place["person"].duplicated()].unique()
    first = pd.Series(np.arange(len(codes))).groupby(codes).first().loc[several].to_numpy()
    resolver.report.add(
        table.place,
        "The name stands in several areas and is taken as one person.",
        "If they are two, give each a row with an id in people and write the ids here.",
        row=rows["row"].to_numpy()[first],
        column="person",
        value=rows["person"].iloc[first],
        severity="warning",
    )


def nodes(rows: pd.DataFrame, known: frames.Tables) -> pd.DataFrame:
    """The people named in these rows: ``id, name``, each once.

    The name is that of the first spelling, or the known one: the cell may have held an id.
    """
    if not len(rows):
        return frames.empty("Person", stated_only=True)
    held = rows[rows["person_id"].notna()]
    named = pd.DataFrame({"id": held["person_id"], "name": held["person"]}).drop_duplicates("id")
    people = known.get("Person")
    if people is None or people.empty:
        return named
    theirs = frames.look_up(named["id"], people["id"], people["name"])
    return named.assign(name=theirs.fillna(named["name"]))


def warn_of_likeness(
    tables: Mapping[str, RawTable],
    report: Report,
    own_people: pd.DataFrame | None,
    rows: pd.DataFrame,
    judged: Set[frozenset[str]],
) -> None:
    """Warn of two people who may be one, by their names: see :mod:`govgraph.likeness`.

    They stay two people. Nothing is said where the reviewer has told them apart: where both
    have an id of the reviewer's own, or a judgement in ``same_people``.
    """
    people = _first_mentions(tables, own_people, rows)
    if not 1 < len(people) <= _MOST_COMPARED:
        return
    for pair in frames.records(likeness.pairs(people["name"]).pairs):
        first, second = people.iloc[pair["a"]], people.iloc[pair["b"]]
        if (first["has_id"] and second["has_id"]) or {first["id"], second["id"]} in judged:
            continue
        table = tables[second["table"]]
        report.add(
            table.place,
            f"'{second['name']}' looks like '{first['name']}' "
            f"({first['table']} row {first['row']}). They are taken as two people.",
            "If they are one, write the same name, or say so in same_people: same_as. If they "
            "are two, say that there: not_same_as.",
            row=int(second["row"]),
            column="name" if second["table"] == "people" else "person",
            value=second["name"],
            severity="warning",
        )


def _first_mentions(
    tables: Mapping[str, RawTable], own_people: pd.DataFrame | None, rows: pd.DataFrame
) -> pd.DataFrame:
    """``id, name, table, row, has_id`` of each person, where the person first stands."""
    parts = []
    if own_people is not None:
        table = tables["people"]
        parts.append(
            own_people[["id", "name"]].assign(
                table="people",
                row=table.rows[own_people.index],
                has_id=record.cell(table, "id").reindex(own_people.index).notna(),
            )
        )
    if len(rows):
        held = rows[rows["person_id"].notna()]
        parts.append(
            pd.DataFrame(
                {
                    "id": held["person_id"],
                    "name": held["person"],
                    "table": "memberships",
                    "row": held["row"],
                    "has_id": False,
                }
            )
        )
    every = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["id"])
    return every.drop_duplicates("id", ignore_index=True)


def nearest_alike(name: str, others: pd.Series[str]) -> str | None:
    """The name among ``others`` that may be the same one misspelt or in short; None if none is.

    >>> nearest_alike("Jo Smyth", pd.Series(["Ann Other", "Jo Smith"], dtype="str"))
    'Jo Smith'
    """
    every = pd.concat([others, pd.Series([name], dtype="str")], ignore_index=True)
    key = names.keys(every)
    scorer, cutoff = fuzz.ratio, _ALIKE_AMONG_FEW
    likeness = process.cdist(key[-1:], key[:-1], scorer=scorer, score_cutoff=cutoff)[0]
    likeness = np.where(_are_short_forms(key), np.maximum(likeness, 1), likeness)
    best = int(likeness.argmax())
    return str(every.iloc[best]) if likeness[best] > 0 else None


def _are_short_forms(key: pd.Series[str]) -> np.ndarray:
    """Which names have the surname of the last, and a first name that starts alike: Jo, Joanne."""
    *others, own = key.str.split(" ")
    found = np.zeros(len(others), dtype=bool)
    for at, each in enumerate(others):
        short, long = sorted((each[0], own[0]), key=len)
        found[at] = (
            each[-1] == own[-1] and len(each) > 1 and len(short) > 1 and long.startswith(short)
        )
    return found
