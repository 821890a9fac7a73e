"""What is in the graph: its areas and its bodies, for a first look."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from govgraph import frames, model
from govgraph.governance import Governance
from govgraph.merging import DATASETS


def areas(g: Governance) -> pd.DataFrame:
    """One row for each area asked about, by name.

    A joint body counts in each of its areas. Columns: ``area``, ``bodies`` (all that are
    recorded), how many of them are ``current``, ``proposed`` or ``former`` on the day (one
    that begins later is neither), ``seats`` on the bodies that held, ``datasets``.
    """
    every = g.tables["Body"]
    day = pd.Timestamp(g.as_of).as_unit("s")
    proposed = every["proposed"].astype(bool)
    begun = every["valid_from"] <= day
    held = begun & (every["valid_to"] >= day)
    seats = g.seats.groupby("body_id").size()
    rows = pd.DataFrame(
        {
            "area": every["areas"].map(frames.split_list),
            "current": held & ~proposed,
            "proposed": proposed,
            "former": begun & ~held & ~proposed,
            "seats": every["id"].map(seats).fillna(0).astype(int),
            "datasets": every[DATASETS],
        }
    ).explode("area", ignore_index=True)
    if g.areas:
        wanted = {area.casefold() for area in g.areas}
        rows = rows[rows["area"].str.casefold().isin(wanted)]
    grouped = rows.groupby("area", sort=True)
    counts = grouped[["current", "proposed", "former", "seats"]].sum()
    made = counts.assign(
        bodies=grouped.size(),
        datasets=grouped["datasets"].agg(lambda cells: sorted(set(_parts(cells)))),
    )
    columns = ["area", "bodies", "current", "proposed", "former", "seats", "datasets"]
    return made.reset_index()[columns]


def _parts(cells: pd.Series[str]) -> list[str]:
    return [part for cell in cells for part in frames.split_list(cell)]


def bodies(g: Governance, kinds: Sequence[str] = ()) -> pd.DataFrame:
    """One row for each body asked about that held on the day, by area and name.

    Columns: ``id, name, area`` (a list), ``kind, status, tier, meetings_per_year, apex,
    reports_to`` (names), ``up`` (names, by any link that is a step up), ``seats`` (members'
    seats recorded), ``named`` (those of them that a named person holds, an interim among
    them), ``vacant`` (stated to be vacant), ``covered`` (what the sources give completely),
    ``datasets, source, paragraph``. The three numbers are blank, that is unknown, where no
    seat is recorded and the sources do not give the members completely.
    """
    held = g.bodies[g.bodies["id"].isin(g.asked_about)]
    if kinds:
        wanted = {kind.casefold() for kind in kinds}
        held = held[held["kind"].str.casefold().isin(wanted)]
    held = held.sort_values(["area", "name", "id"], kind="stable")
    own = g.links[~g.links["from_members"].fillna(False).astype(bool)]
    upward = own[own["type"].isin(model.UPWARD_LINKS)]
    seats = _seat_counts(g)
    covered = g.covers(held["id"], "members")
    made = held[["id", "name", "kind", "tier", "meetings_per_year", "apex"]].assign(
        area=held["areas"].map(frames.split_list),
        status=np.where(held["proposed"].astype(bool), "proposed", "current"),
        reports_to=_names(own[own["type"] == "REPORTS_TO"], held["id"]),
        up=_names(upward, held["id"]),
        **{name: _count(held["id"].map(seats[name]), covered) for name in SEAT_COUNTS},
        covered=held["covered"].map(frames.split_list),
        datasets=held[DATASETS].map(frames.split_list),
        source=held["source"],
        paragraph=held["paragraph"],
    )
    first = ["id", "name", "area", "kind", "status"]
    made = made[[*first, *made.columns.difference(first, sort=False)]].reset_index(drop=True)
    made.attrs["notes"] = _notes(g, made)
    return made


SEAT_COUNTS = ("seats", "named", "vacant")


def _seat_counts(g: Governance) -> pd.DataFrame:
    """By body: ``seats, named, vacant`` of members."""
    members = g.memberships[g.memberships["role"].isin(model.MEMBER_ROLES)]
    sitting = members["capacity"].isin(model.MEMBER_CAPACITIES)
    counted = {
        "seats": members,
        "named": members[sitting & (members["state"] == "held")],
        "vacant": members[members["state"] == "vacant"],
    }
    by_body = {name: rows.groupby("body_id")["seat_id"].nunique() for name, rows in counted.items()}
    return pd.DataFrame(by_body).fillna(0).astype(int)


def _count(counted: pd.Series[float], covered: pd.Series[bool]) -> pd.Series[int]:
    return counted.fillna(0).astype("Int64").mask(counted.isna() & ~covered)


def _names(links: pd.DataFrame, ids: pd.Series[str]) -> pd.Series[list[str]]:
    """The names at the other end of each body's links, in alphabetical order."""
    each = links.drop_duplicates(["from_id", "to_id"]).groupby("from_id")["to_name"].agg(sorted)
    return ids.map(each).map(lambda names: names if isinstance(names, list) else [])


def _notes(g: Governance, made: pd.DataFrame) -> list[str]:
    if made.empty:
        return []
    incomplete = int((~g.covers(made["id"], "members")).sum())
    if not incomplete:
        return []
    return [
        f"The sources do not give the members of {incomplete} of these {len(made)} bodies "
        "completely: there may be more seats than are counted, and where none is counted the "
        "number is unknown."
    ]
