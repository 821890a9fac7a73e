"""Seats: several rows of one title are its successive holders, substitutes and alternates.

Two plain holders at once under one title are two seats, which get numbers.
"""

from __future__ import annotations

from typing import cast

import numpy as np
import pandas as pd

from govgraph import dates, frames, model, names
from govgraph.dataset import record
from govgraph.dataset.faults import Report
from govgraph.dataset.reading import RawTable

_PLAIN_CAPACITIES = ("holder", "leave")


def number(table: RawTable, rows: pd.DataFrame, report: Report) -> pd.DataFrame:
    """The rows with ``seat_id`` and ``title``: numbered where one title is several seats.

    ``rows`` are the membership rows with ``body_id`` and ``person_id``.
    """
    if rows.empty:
        return rows.assign(seat_id=pd.Series(dtype="str"), title=pd.Series(dtype="str"))
    base = rows["body_id"] + "/" + names.slugs(rows["seat"])
    group, _ = pd.factorize(base)
    lane = _lanes(rows, group)
    seats_in_group = np.zeros(group.max() + 1, dtype=int)
    np.maximum.at(seats_in_group, group, lane + 1)
    several = seats_in_group[group] > 1
    title = rows["seat"]
    seat_id = base
    if several.any():
        numbers = pd.Series(lane + 1, index=rows.index).astype("str")
        title = title.where(~several, title + " " + numbers)
        seat_id = seat_id.where(~several, seat_id + "/" + numbers)
        _warn_of_numbered(table, rows, report, group, several, seats_in_group)
        _warn_of_stand_ins(table, rows[several], report)
    rows = rows.assign(seat_id=seat_id, title=title)
    _warn_of_differences(table, rows, report)
    return rows


def _warn_of_numbered(
    table: RawTable,
    rows: pd.DataFrame,
    report: Report,
    group: np.ndarray,
    several: np.ndarray,
    seats_in_group: np.ndarray,
) -> None:
    _, first = np.unique(group, return_index=True)
    first = first[several[first]]
    report.add(
        table.place,
        [
            f"'{title}' has {count} holders at once: it is taken as {count} seats, "
            f"'{title} 1' to '{title} {count}'."
            for title, count in zip(
                rows["seat"].iloc[first], seats_in_group[group[first]], strict=True
            )
        ],
        "If they are one seat, give them dates that do not overlap; if they are several seats of "
        "one title, this is right, or give each a title of its own.",
        row=rows["row"].to_numpy()[first],
        column="seat",
        value=rows["seat"].iloc[first],
        severity="warning",
    )


def _warn_of_stand_ins(table: RawTable, rows: pd.DataFrame, report: Report) -> None:
    """Which of several numbered seats a substitute stands in for is not said."""
    stand_ins = rows[~rows["capacity"].isin(_PLAIN_CAPACITIES)]
    report.add(
        table.place,
        "Several seats have this title; it is not said which of them the person stands in for.",
        "Give the seats titles of their own; until then it is taken to be the first.",
        row=stand_ins["row"].to_numpy(),
        column="seat",
        value=stand_ins["seat"],
        severity="warning",
    )


def _lanes(rows: pd.DataFrame, group: np.ndarray) -> np.ndarray:
    """Which of the seats of its title each row is about, from 0."""
    lane = np.zeros(len(rows), dtype=int)
    plain = (rows["capacity"].isin(_PLAIN_CAPACITIES)).to_numpy()
    contested = np.bincount(group[plain], minlength=group.max() + 1)[group] > 1
    at = np.flatnonzero(contested & plain)
    if not len(at):
        return lane
    part = pd.DataFrame(
        {
            "group": group[at],
            "holder": rows["person_id"].to_numpy(dtype=object)[at],
            "is_vacant": (rows["status"] == "vacant").to_numpy()[at],
            "source": rows["source"].fillna("").to_numpy(dtype=object)[at],
            "place": rows["paragraph"].fillna("").to_numpy(dtype=object)[at],
            "start": dates.valid_from(rows["start_date"]).to_numpy()[at].astype("int64"),
            "end": dates.valid_to(rows["end_date"], rows["status"] == "former")
            .fillna(pd.Timestamp(dates.OPEN_START))
            .to_numpy()[at]
            .astype("int64"),
        }
    )
    ends, starts = rows["end_date"].iloc[at], rows["start_date"].iloc[at]
    part["latest_start"] = _last_days(starts)
    part["earliest_end"] = part["end"].where(
        ends.isna().to_numpy(), dates.valid_from(ends).to_numpy().astype("int64")
    )
    at_once = part["start"].eq(part["start"].iloc[0]) & part["end"].eq(part["end"].iloc[0])
    at_once &= part["start"] < part["end"]
    simple = at_once & part["holder"].notna() & ~part.duplicated(["group", "holder"], keep=False)
    simple = simple.groupby(part["group"]).transform("all")
    lane[at[simple]] = part[simple].groupby("group").cumcount()
    rest = part[~simple]
    for _, members in rest.groupby("group", sort=False):
        lane[at[members.index]] = _lanes_in_turn(members)
    return lane


def _last_days(start_dates: pd.Series[str]) -> np.ndarray:
    is_former: pd.Series[bool] = pd.Series(False, index=start_dates.index)
    return dates.valid_to(start_dates, is_former).to_numpy().astype("int64")


def _lanes_in_turn(rows: pd.DataFrame) -> list[int]:
    """First come, first seated: each tenure takes the first seat that is free for all of it.

    A second statement of one tenure (the same person, or an unnamed holder in another
    source) is evidence of it and stays on its seat.
    """
    seats: list[list[dict[str, object]]] = []
    lanes: dict[object, int] = {}
    for index, row in sorted(
        zip(rows.index, frames.records(rows), strict=True),
        key=lambda pair: (cast(int, pair[1]["start"]), cast(int, pair[0])),
    ):
        lane = next((n for n, taken in enumerate(seats) if _is_same_tenure(row, taken)), None)
        if lane is None:
            lane = next((n for n, taken in enumerate(seats) if _is_free(row, taken)), len(seats))
        if lane == len(seats):
            seats.append([])
        seats[lane].append(row)
        lanes[index] = lane
    return [lanes[index] for index in rows.index]


def _is_free(row: dict[str, object], taken: list[dict[str, object]]) -> bool:
    return not any(_overlap(row, other) for other in taken)


def _overlap(row: dict[str, object], other: dict[str, object]) -> bool:
    if _may_follow(row, other) or _may_follow(other, row):
        return False
    return cast(int, row["start"]) < cast(int, other["end"]) and cast(int, other["start"]) < cast(
        int, row["end"]
    )


def _may_follow(row: dict[str, object], other: dict[str, object]) -> bool:
    """Whether partial dates meet: one until 2019, the other from 2019 on."""
    began_later = cast(int, row["start"]) > cast(int, other["start"])
    return began_later and cast(int, other["earliest_end"]) <= cast(int, row["latest_start"])


def _is_same_tenure(row: dict[str, object], taken: list[dict[str, object]]) -> bool:
    is_named = isinstance(row["holder"], str)
    for other in taken:
        if not _overlap(row, other) or row["is_vacant"] != other["is_vacant"]:
            continue
        if is_named and row["holder"] == other["holder"]:
            return True
        elsewhere = row["source"] != other["source"]
        if not is_named and not isinstance(other["holder"], str) and elsewhere:
            return True
    return False


def _warn_of_differences(table: RawTable, rows: pd.DataFrame, report: Report) -> None:
    """One seat has one role, vote and sector."""
    shared = rows[rows["seat_id"].duplicated(keep=False)]
    for column in ("role", "voting", "sector"):
        first = shared.groupby("seat_id")[column].transform("first")
        differs = shared[column].notna() & (shared[column] != first)
        record.note_rows(
            table,
            report,
            differs.to_numpy(dtype=bool),
            column,
            shared[column].astype("str"),
            "The seat's " + column + " is '{value}' here and different above; the first counts.",
            "Make them agree, or give the seats titles of their own.",
            at=shared.index,
            severity="warning",
        )


def facts(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Seats, what is said of each, and who holds it."""
    if rows.empty:
        return {}
    named = rows["person_id"].notna()
    holds = statement(rows[named], "HOLDS").assign(
        from_type="Person",
        from_id=rows.loc[named, "person_id"],
        to_type="Seat",
        to_id=rows.loc[named, "seat_id"],
    )
    return {"Seat": _seats(rows), "SEAT_ON": _seat_on(rows, named), "HOLDS": _each_once(holds)}


def statement(rows: pd.DataFrame, relationship: str) -> pd.DataFrame:
    """What membership rows say of a relationship: dates, status, basis, source, paragraph."""
    wanted = [prop.name for prop in model.stated_properties(relationship) if prop.name in rows]
    return rows[wanted]


def _seats(rows: pd.DataFrame) -> pd.DataFrame:
    columns = [prop.name for prop in model.stated_properties("Seat")]
    if rows["seat_id"].is_unique:
        return rows[["seat_id", *columns]].rename(columns={"seat_id": "id"})
    first = rows.groupby("seat_id", sort=False)[columns].first()
    return first.reset_index(names="id")


def _seat_on(rows: pd.DataFrame, named: pd.Series[bool]) -> pd.DataFrame:
    """A statement for each row without a holder, and one for each seat that only has named ones."""
    said = statement(rows, "SEAT_ON").assign(
        from_type="Seat", from_id=rows["seat_id"], to_type="Body", to_id=rows["body_id"]
    )
    unnamed = said[~named]
    of_named = said[named & ~said["from_id"].isin(unnamed["from_id"])]
    # A tenure's dates and end are the holder's, not the seat's.
    only_proposed = (of_named["status"] == "proposed").groupby(of_named["from_id"]).transform("all")
    of_seats = of_named.assign(
        start_date=None,
        end_date=None,
        note=None,
        status=np.where(only_proposed, "proposed", "current"),
    ).drop_duplicates("from_id")
    return _each_once(pd.concat([unnamed, of_seats]))


def _each_once(statements: pd.DataFrame) -> pd.DataFrame:
    suspects = statements[statements.duplicated(["from_id", "to_id"], keep=False)]
    return statements.drop(index=suspects.index[suspects.duplicated()])
