"""Many datasets, one graph.

Each dataset states facts: a frame for each node and relationship type (:data:`Facts`).
:func:`combine` makes one graph of them, with every fact's datasets, what follows from the
facts (who is a member of what, when each thing held), and, where several rows or datasets
state one thing differently, what each of them states. :func:`split` takes the graph apart
again, so that a dataset can be replaced without touching what others state.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from govgraph import dates, frames, model
from govgraph.frames import ENDS, Tables

Facts = Mapping[str, pd.DataFrame]
"""What one dataset states: the frames of :mod:`govgraph.frames` without derived columns. A
node that several rows state stands in several rows."""

DATASETS = model.DATASETS.name
STATEMENTS = model.STATEMENTS.name


def combine(facts: Mapping[str, Facts]) -> dict[str, pd.DataFrame]:
    """One graph of what all datasets state.

    The result does not depend on the order of the datasets: where they state one thing
    differently, the one that says most of it counts, then the first by name, and
    ``statements`` keeps them all.

    Returns:
        a complete frame for each node and relationship type.
    """
    ordered = sorted(facts)
    tables: dict[str, pd.DataFrame] = {}
    for name in frames.TYPE_NAMES:
        stated = [
            facts[dataset][name].assign(**{DATASETS: dataset})
            for dataset in ordered
            if name in facts[dataset] and len(facts[dataset][name])
        ]
        if not stated:
            tables[name] = frames.empty(name)
            continue
        stacked = pd.concat(stated, ignore_index=True) if len(stated) > 1 else stated[0]
        merge = _merge_nodes if name in model.NODE else each_once
        tables[name] = frames.conform(merge(stacked), name)
    _derive(tables)
    return tables


def split(tables: Tables) -> dict[str, dict[str, pd.DataFrame]]:
    """What each dataset states: the facts by dataset, such that ``combine`` gives ``tables``."""
    facts: dict[str, dict[str, list[pd.DataFrame]]] = {}
    for name in frames.TYPE_NAMES:
        if name in model.RELATIONSHIP and model.RELATIONSHIP[name].is_derived:
            continue
        table = tables[name]
        columns = list(frames.dtypes(name, stated_only=True))
        for joined, rows in table.groupby(DATASETS, sort=False):
            several = rows[STATEMENTS].notna() if name in model.NODE else None
            plain = rows if several is None else rows[~several]
            for dataset in frames.split_list(joined):
                facts.setdefault(dataset, {}).setdefault(name, []).append(plain[columns])
            if several is not None:
                for dataset, part in _stated_apart(rows[several], name):
                    facts.setdefault(dataset, {}).setdefault(name, []).append(part)
    return {
        dataset: {
            name: frames.conform(pd.concat(parts, ignore_index=True), name, stated_only=True)
            for name, parts in by_type.items()
        }
        for dataset, by_type in facts.items()
    }


def _merge_nodes(stacked: pd.DataFrame) -> pd.DataFrame:
    shared = stacked["id"].duplicated(keep=False)
    stacked = stacked.assign(**{STATEMENTS: None})
    if not shared.any():
        return stacked
    several = _fullest_first(stacked[shared])
    groups = several.groupby("id", sort=False)
    merged = groups.first().reset_index()
    merged[DATASETS] = groups[DATASETS].agg(_joined).to_numpy()
    differing = _ids_stated_differently(several)
    merged[STATEMENTS] = merged["id"].map(
        {id_: _as_json(several.loc[groups.groups[id_]]) for id_ in differing}
    )
    return pd.concat([stacked[~shared], merged[stacked.columns]], ignore_index=True)


def _fullest_first(several: pd.DataFrame) -> pd.DataFrame:
    """What says most comes first: a dataset that only names a thing does not rename it."""
    said = several.notna().sum(axis=1)
    return several.iloc[np.argsort(-said.to_numpy(), kind="stable")]


def _ids_stated_differently(several: pd.DataFrame) -> list[str]:
    """The ids whose rows differ in what they state.

    Two rows of one dataset that agree on everything are one statement; a plain copy in each
    of the datasets needs no record either.
    """
    stated = [column for column in several.columns if column not in (DATASETS, STATEMENTS)]
    distinct = several.drop_duplicates(stated)
    return distinct.loc[distinct["id"].duplicated(), "id"].drop_duplicates().tolist()


def _as_json(rows: pd.DataFrame) -> str:
    stated = [
        [row.pop(DATASETS), {name: value for name, value in row.items() if not pd.isna(value)}]
        for row in frames.records(rows.drop(columns=["id", STATEMENTS]).drop_duplicates())
    ]
    return json.dumps(stated, ensure_ascii=False, sort_keys=True)


def _stated_apart(rows: pd.DataFrame, name: str) -> Iterable[tuple[str, pd.DataFrame]]:
    records: dict[str, list[dict[str, object]]] = {}
    for id_, text in zip(rows["id"], rows[STATEMENTS], strict=True):
        for dataset, stated in json.loads(text):
            records.setdefault(dataset, []).append({"id": id_, **stated})
    for dataset, stated_rows in records.items():
        yield dataset, frames.conform(pd.DataFrame(stated_rows), name, stated_only=True)


def each_once(statements: pd.DataFrame) -> pd.DataFrame:
    """Each distinct relationship once, with all datasets that state it or that it follows from."""
    suspects = statements.duplicated(["from_id", "to_id"], keep=False)
    if not suspects.any():
        return statements
    content = [column for column in statements.columns if column != DATASETS]
    merged = (
        statements[suspects]
        .groupby(content, sort=False, dropna=False, observed=True)[DATASETS]
        .agg(_joined)
        .reset_index()
    )
    return pd.concat([statements[~suspects], merged[statements.columns]], ignore_index=True)


def _joined(cells: pd.Series[str]) -> str:
    """The datasets of several cells, each once and in order."""
    return frames.JOIN.join(sorted({name for cell in cells for name in frames.split_list(cell)}))


# --- what follows from the facts ---------------------------------------------------------


def _derive(tables: dict[str, pd.DataFrame]) -> None:
    tables["Body"] = tables["Body"].assign(areas=tables["Body"]["area"])
    for name in model.NODE:
        tables[name] = _with_own_validity(tables[name])
    tables["Seat"] = tables["Seat"].assign(proposed=_seats_only_proposed(tables))
    for relationship, owned in (
        ("SEAT_ON", "Seat"),
        ("HAS_REMIT", "Remit"),
        ("HAS_RULE", "Rule"),
        ("MEETING_OF", "Meeting"),
    ):
        tables[relationship] = _within_ends(_with_own_validity(tables[relationship]), tables)
        tables[owned] = _within_body(tables[owned], tables[relationship], tables["Body"])
    for name, relationship_type in model.RELATIONSHIP.items():
        if not relationship_type.is_derived:
            tables[name] = _within_ends(_with_own_validity(tables[name]), tables)
    tables["MEMBER_OF"] = _member_of(tables)
    tables["REPRESENTED_ON"] = _represented_on(tables)


def _with_own_validity(table: pd.DataFrame) -> pd.DataFrame:
    """When each row says of itself that it holds."""
    if table.empty:
        return table
    blank: pd.Series[str] = pd.Series(None, index=table.index, dtype="str")
    status = table.get("status", blank)
    is_of_a_day = "duration_hours" in table or "verdict" in table  # a meeting, a judgement
    starts = table["date"] if is_of_a_day else table.get("start_date", blank)
    return table.assign(
        valid_from=dates.valid_from(starts),
        valid_to=dates.valid_to(table.get("end_date", blank), status == "former"),
        proposed=(status == "proposed").astype("boolean"),
    )


def _seats_only_proposed(tables: Tables) -> pd.Series[bool]:
    """Whether everything said of a seat is proposed."""
    seats = tables["Seat"]["id"]
    in_force = pd.concat(
        [
            tables[name].loc[tables[name]["status"] != "proposed", end]
            for name, end in (("SEAT_ON", "from_id"), ("HOLDS", "to_id"))
        ]
    )
    return pd.Series(frames.positions(seats, in_force) < 0, index=seats.index, dtype="boolean")


def _within_ends(table: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The validity of relationships, cut to that of what they join."""
    if table.empty:
        return table
    for type_column, id_column in (ENDS[:2], ENDS[2:]):
        for label in table[type_column].cat.remove_unused_categories().cat.categories:
            here = (table[type_column] == label).to_numpy()
            end = tables[label]
            table = _cut(table, here, end, frames.positions(table.loc[here, id_column], end["id"]))
    return table


def _within_body(
    owned: pd.DataFrame, relationship: pd.DataFrame, bodies: pd.DataFrame
) -> pd.DataFrame:
    """The validity of what belongs to a body, cut to that of the body."""
    if owned.empty or _always_holds(bodies):
        return owned
    owned_end, body_end = ("from_id", "to_id")
    if (relationship["from_type"] == "Body").any():
        owned_end, body_end = body_end, owned_end
    first = relationship.drop_duplicates(owned_end)
    found = frames.positions(owned["id"], first[owned_end])
    body = frames.positions(first[body_end], bodies["id"])
    return _cut(owned, np.full(len(owned), True), bodies, body[found])


def _always_holds(nodes: pd.DataFrame) -> bool:
    return bool(
        (nodes["valid_from"] == pd.Timestamp(dates.OPEN_START)).all()
        and (nodes["valid_to"] == pd.Timestamp(dates.OPEN_END)).all()
        and not nodes["proposed"].any()
    )


def _cut(
    table: pd.DataFrame, here: np.ndarray, owner: pd.DataFrame, at: np.ndarray
) -> pd.DataFrame:
    """The rows ``here`` of ``table`` cut to the validity of the rows ``at`` of ``owner``.

    An unknown end (not a time) stays unknown, whichever of the two it is.
    """
    if _always_holds(owner):
        return table
    starts = table["valid_from"].to_numpy().copy()
    ends = table["valid_to"].to_numpy().copy()
    proposed = table["proposed"].to_numpy(dtype=bool).copy()
    starts[here] = np.maximum(starts[here], owner["valid_from"].to_numpy()[at])
    ends[here] = np.minimum(ends[here], owner["valid_to"].to_numpy()[at])
    proposed[here] |= owner["proposed"].to_numpy(dtype=bool)[at]
    return table.assign(
        valid_from=starts, valid_to=ends, proposed=pd.array(proposed, dtype="boolean")
    )


def _member_of(tables: Tables) -> pd.DataFrame:
    """Who sits on which body as a member, once for each tenure."""
    holds, seats = tables["HOLDS"], tables["Seat"]
    seat = frames.positions(holds["to_id"], seats["id"])
    role = seats["role"].to_numpy()[seat]
    counts = np.isin(role.astype(object), model.MEMBER_ROLES) & holds["capacity"].isin(
        model.MEMBER_CAPACITIES
    )
    made = pd.DataFrame(
        {
            "from_type": "Person",
            "from_id": holds["from_id"],
            "to_type": "Body",
            "to_id": _body_of_seats(tables, holds["to_id"]),
            "role": role,
            "capacity": holds["capacity"],
            **{name: holds[name] for name in ("valid_from", "valid_to", "proposed", DATASETS)},
        }
    )[counts]
    return each_once(frames.conform(made, "MEMBER_OF"))


def _represented_on(tables: Tables) -> pd.DataFrame:
    """Which organisation has a member's seat on which body."""
    voices = tables["ON_BEHALF_OF"]
    voices = voices[voices["to_type"] == "Organisation"]
    seats = tables["Seat"]
    role = seats["role"].to_numpy()[frames.positions(voices["from_id"], seats["id"])]
    made = pd.DataFrame(
        {
            "from_type": "Organisation",
            "from_id": voices["to_id"],
            "to_type": "Body",
            "to_id": _body_of_seats(tables, voices["from_id"]),
            **{name: voices[name] for name in ("valid_from", "valid_to", "proposed", DATASETS)},
        }
    )[np.isin(role.astype(object), model.MEMBER_ROLES)]
    return each_once(frames.conform(made, "REPRESENTED_ON"))


def _body_of_seats(tables: Tables, seats: pd.Series[str]) -> pd.Series[str]:
    seat_on = tables["SEAT_ON"]
    return frames.look_up(seats, seat_on["from_id"], seat_on["to_id"])
