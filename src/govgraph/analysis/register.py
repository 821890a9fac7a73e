"""The register: what the records say of each member at each meeting that was held.

A record may name the person or only the seat, seats change hands, dates are partial and
records contradict each other. The register keeps apart what is certain and what is not, so
that analyses can count both ways.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from govgraph import dates, frames, model
from govgraph.governance import Governance

PRESENT = "present"
ABSENT = "absent"
APOLOGIES = "apologies"
SUBSTITUTE = "substitute"
SUBSTITUTE_AND_APOLOGIES = "apologies and substitute"
ABSENT_AND_APOLOGIES = "absent and apologies"
CONTRADICTORY = "contradictory"
NOT_RECORDED = "not recorded"

RECORDS = (
    PRESENT,
    ABSENT,
    APOLOGIES,
    SUBSTITUTE,
    SUBSTITUTE_AND_APOLOGIES,
    ABSENT_AND_APOLOGIES,
    CONTRADICTORY,
    NOT_RECORDED,
)
"""What the records of one member at one meeting come to."""

_SAYS = {"present": 1, "absent": 2, "apologies": 4, "substitute": 8}
_IS_NAMED = 16
_OPEN_START, _OPEN_END = (
    pd.Timestamp(day).as_unit("s") for day in (dates.OPEN_START, dates.OPEN_END)
)


def held_meetings(g: Governance, bodies: pd.Index) -> pd.DataFrame:
    """The meetings of these bodies that were held, in order of body and date.

    Returns:
        ``meeting_id, body_id, date`` and, as days, ``first`` and ``last``, between which the
        meeting was; ``in_order`` says whether its place among the body's meetings is known:
        not where its date is partial, or another meeting's may be the same day.
    """
    every = g.meetings.rename(columns={"id": "meeting_id"})
    held = every[(every["status"] == "held") & every["body_id"].isin(bodies)]
    held = held[["meeting_id", "body_id", "date"]].assign(
        first=dates.valid_from(held["date"]),
        last=dates.valid_to(held["date"], pd.Series(False, index=held.index)),
    )
    held = held.sort_values(["body_id", "first", "meeting_id"], ignore_index=True)
    ends_before = held.groupby("body_id")["last"].cummax().groupby(held["body_id"]).shift()
    next_start = held.groupby("body_id")["first"].shift(-1)
    # Not a time at either end of a body's meetings: comparisons with it are false.
    overlaps = (ends_before >= held["first"]) | (next_start <= held["last"])
    return held.assign(in_order=(held["first"] == held["last"]) & ~overlaps)


def members(g: Governance, bodies: pd.Index) -> pd.DataFrame:
    """Who sits on these bodies as a member on the day; a seat nobody is named for has a row.

    Returns:
        ``body_id, body, seat_id, title, person_id, person, organisations, basis, since`` (the
        first day of the person's first tenure of the seat, year 1 where it is not known), one
        row for each seat and person. Vacant seats are left out.
    """
    rows = g.memberships
    rows = rows[rows["body_id"].isin(bodies) & rows["role"].isin(model.MEMBER_ROLES)]
    sits = (rows["state"] == "held") & rows["capacity"].isin(model.MEMBER_CAPACITIES)
    rows = rows[sits | rows["state"].isin(("not named", "unknown"))]
    rows = rows.sort_values("basis", na_position="last", kind="stable")  # inferred comes first
    rows = rows.drop_duplicates(["seat_id", "person_id"])
    rows = rows.sort_values(["body_id", "seat_id", "person_id"], ignore_index=True)
    columns = ["body_id", "body", "seat_id", "title", "person_id", "person"]
    rows = rows[[*columns, "organisations", "basis"]]
    tenures = _tenures(g, rows["seat_id"]).groupby(["seat_id", "person_id"], as_index=False)
    since = tenures.agg(since=("possible_from", "min"))
    rows = rows.merge(since, how="left", on=["seat_id", "person_id"])
    return rows.assign(since=rows["since"].fillna(_OPEN_START))


def register(g: Governance, sitting: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    """What the records say of each of these members at each meeting in their tenure.

    Args:
        g: the snapshot.
        sitting: rows of :func:`members`.
        meetings: rows of :func:`held_meetings` of the same bodies.

    Returns:
        one row for each member and meeting, in order of both: ``member`` and ``meeting``, the
        row numbers in the arguments; ``record``, one of :data:`RECORDS`; ``is_theirs``,
        whether the record certainly is about this person; ``start_unknown``, whether that
        rests on a tenure without a start date; ``on_leave``; ``earlier_tenure``, whether the
        person left the seat and came back since.
    """
    tenures = _tenures(g, sitting["seat_id"])
    held = _at_meetings(tenures, sitting, meetings)
    rows = _of_members(held, sitting)
    says = _what_records_say(g, rows, meetings)
    is_named = (says & _IS_NAMED) > 0
    return pd.DataFrame(
        {
            "member": rows["member"],
            "meeting": rows["meeting"],
            "record": _in_a_word(says),
            "is_theirs": is_named | rows["is_certain"].to_numpy(),
            "start_unknown": ~is_named & ~rows["is_dated"].to_numpy(),
            "on_leave": rows["on_leave"].astype(bool),
            "earlier_tenure": rows["is_earlier"].astype(bool),
        }
    )


def _tenures(g: Governance, seats: pd.Series[str]) -> pd.DataFrame:
    """Every tenure of the seats, past ones too, with the days between which it is certain."""
    holds = g.tables["HOLDS"]
    holds = holds[holds["to_id"].isin(seats) & holds["capacity"].isin(model.MEMBER_CAPACITIES)]
    if not g.include_proposed:
        holds = holds[~holds["proposed"].astype(bool)]
    nobody_former = pd.Series(False, index=holds.index)
    latest_start = dates.valid_to(holds["start_date"], nobody_former)
    is_dated = holds["start_date"].notna()
    earliest_end = dates.valid_from(holds["end_date"])
    # It ended on an unknown day: possible until today, certain never.
    certain_to = earliest_end.where(holds["end_date"].notna(), holds["valid_to"])
    tenures = pd.DataFrame(
        {
            "seat_id": holds["to_id"],
            "person_id": holds["from_id"],
            "capacity": holds["capacity"],
            "is_dated": is_dated,
            "possible_from": holds["valid_from"],
            "possible_to": holds["valid_to"].fillna(_OPEN_END),
            "certain_from": latest_start.where(is_dated, holds["valid_from"]),
            "certain_to": certain_to.fillna(_OPEN_START),
        }
    )
    return tenures.assign(is_earlier=_ended_before_a_gap(tenures))


def _ended_before_a_gap(tenures: pd.DataFrame) -> pd.Series[bool]:
    """Whether the person left the seat after each tenure and came back to it."""
    ordered = tenures.sort_values(["seat_id", "person_id", "possible_from"])
    who = [ordered["seat_id"], ordered["person_id"]]
    left_on = ordered.groupby(who)["possible_to"].cummax().groupby(who).shift()
    came_back = ordered["possible_from"] > left_on + pd.Timedelta(days=1)
    spell = came_back.groupby(who).cumsum()
    return (spell < spell.groupby(who).transform("max")).reindex(tenures.index)


def _at_meetings(
    tenures: pd.DataFrame, sitting: pd.DataFrame, meetings: pd.DataFrame
) -> pd.DataFrame:
    """One row for each seat, person who may have held it, and meeting.

    ``is_certain``: the person held the seat at the meeting, and a record of the seat that
    names nobody is about them.
    """
    unnamed = sitting.loc[sitting["person_id"].isna(), ["seat_id", "person_id"]].assign(
        capacity="holder",
        is_dated=False,
        is_earlier=False,
        possible_from=_OPEN_START,
        possible_to=_OPEN_END,
        certain_from=_OPEN_END,
        certain_to=_OPEN_START,
    )
    parts = [part for part in (tenures, unnamed) if len(part)] or [tenures]
    tenures = pd.concat(parts, ignore_index=True)
    body = sitting.drop_duplicates("seat_id").set_index("seat_id")["body_id"]
    rows = _expand(tenures.assign(body_id=tenures["seat_id"].map(body)), meetings)
    first, last = (meetings[name].to_numpy()[rows["meeting"]] for name in ("first", "last"))
    possible = (rows["possible_to"] >= first) & (rows["possible_from"] <= last)
    certain = (rows["certain_from"] <= first) & (rows["certain_to"] >= last)
    rows = rows.assign(
        certain=certain,
        dated=certain & rows["is_dated"],
        on_leave=rows["capacity"] == "leave",
        plain=rows["capacity"] == "holder",
    )[possible]
    one_row_each = (
        rows.groupby(["seat_id", "person_id", "meeting"], dropna=False, sort=False)
        .agg(
            certain=("certain", "max"),
            is_dated=("dated", "max"),
            on_leave=("on_leave", "max"),
            plain=("plain", "min"),
            is_earlier=("is_earlier", "min"),
        )
        .reset_index()
    )
    together = one_row_each.groupby(["seat_id", "meeting"], sort=False)
    alone = together["certain"].transform("size") == 1
    # Two plain holders at once are two seats, so one whose dates are known has it alone.
    the_dated_one = (
        one_row_each["is_dated"]
        & (together["is_dated"].transform("sum") == 1)
        & together["plain"].transform("min")
    )
    return one_row_each.assign(is_certain=(one_row_each["certain"] & alone) | the_dated_one)


def _expand(tenures: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    """Each tenure beside each meeting of its body; ``meeting`` is the row number there."""
    bodies, starts, sizes = np.unique(
        meetings["body_id"].to_numpy(dtype=object), return_index=True, return_counts=True
    )
    at = frames.positions(tenures["body_id"], pd.Series(bodies, dtype="str"))
    count = np.where(at >= 0, sizes[at], 0) if len(bodies) else np.zeros(len(tenures), dtype=int)
    start = starts[at] if len(bodies) else count
    rows = tenures.take(np.repeat(np.arange(len(tenures)), count)).reset_index(drop=True)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
    return rows.assign(meeting=np.repeat(start, count) + within)


def _of_members(held: pd.DataFrame, sitting: pd.DataFrame) -> pd.DataFrame:
    """The rows of those who sit there on the day, in order of ``member`` and ``meeting``."""
    numbered = sitting[["seat_id", "person_id"]].assign(member=np.arange(len(sitting)))
    rows = held.merge(numbered, on=["seat_id", "person_id"])  # a blank person fits a blank one
    return rows.sort_values(["member", "meeting"], ignore_index=True)


def _what_records_say(g: Governance, rows: pd.DataFrame, meetings: pd.DataFrame) -> np.ndarray:
    """For each row the sum of what its records say (:data:`_SAYS`), as bits."""
    records = g.tables["ATTENDANCE"]
    at = frames.positions(records["to_id"], meetings["meeting_id"])
    records = records[at >= 0].assign(meeting=at[at >= 0])
    said = records["status"].map(_SAYS).fillna(0).astype(int).to_numpy()
    records = records.assign(says=said)
    joined = rows.assign(row=np.arange(len(rows))).merge(
        records.loc[records["from_type"] == "Seat", ["from_id", "meeting", "person", "says"]],
        left_on=["seat_id", "meeting"],
        right_on=["from_id", "meeting"],
    )
    says = np.zeros(len(rows), dtype=np.int64)
    np.bitwise_or.at(says, joined["row"].to_numpy(), _said_of_the_member(joined))
    return np.asarray(says | _came_in_another_place(records, rows))


def _said_of_the_member(joined: pd.DataFrame) -> np.ndarray:
    """What a record of the seat says of the member.

    Where it names another person, that person's presence is a substitute's, and their absence
    says nothing of the member.
    """
    says = joined["says"].to_numpy()
    is_named = (joined["person"] == joined["person_id"]).to_numpy(dtype=bool)
    other = (joined["person"].notna() & joined["person_id"].notna()).to_numpy(
        dtype=bool
    ) & ~is_named
    came = np.isin(says, (_SAYS["present"], _SAYS["substitute"]))
    of_another = np.where(came, _SAYS["substitute"], 0)
    return np.where(other, of_another, says | np.where(is_named, _IS_NAMED, 0))


def _came_in_another_place(records: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """``present`` where the person came to the meeting on another seat or as a guest."""
    came = records["says"].isin((_SAYS["present"], _SAYS["substitute"]))
    elsewhere = records[came & records["person"].notna()]
    joined = (
        rows[["seat_id", "person_id", "meeting"]]
        .assign(row=np.arange(len(rows)))
        .merge(
            elsewhere[["from_id", "person", "meeting"]],
            left_on=["person_id", "meeting"],
            right_on=["person", "meeting"],
        )
    )
    joined = joined[joined["from_id"] != joined["seat_id"]]
    present = np.zeros(len(rows), dtype=np.int64)
    present[joined["row"].to_numpy()] = _SAYS["present"]
    return present


def _in_a_word(says: np.ndarray) -> pd.Categorical:
    present, absent, apologies, substitute = ((says & bit) > 0 for bit in _SAYS.values())
    word = np.select(
        [
            present & (absent | apologies | substitute),
            present,
            substitute & apologies,
            substitute,
            absent & apologies,
            apologies,
            absent,
        ],
        [
            CONTRADICTORY,
            PRESENT,
            SUBSTITUTE_AND_APOLOGIES,
            SUBSTITUTE,
            ABSENT_AND_APOLOGIES,
            APOLOGIES,
            ABSENT,
        ],
        default=NOT_RECORDED,
    )
    return pd.Categorical(word, categories=RECORDS)
