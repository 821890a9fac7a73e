"""The register: what the records say of each member at each meeting that was held.

A record may name the person or only the seat, seats change hands, dates are partial and
records contradict each other. The register keeps apart what is certain and what is not, so
that analyses can count both ways.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from govgraph import dates, frames, model
from govgraph.analysis import timeline, windows
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

_RECORDED = pd.CategoricalDtype(list(RECORDS))
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
        ``body_id, body, seat_id, title, person_id, person, organisations, basis``, one row for
        each seat and person, and as days ``since`` (the first day of the person's first tenure
        of the seat, year 1 where it is not known), ``surely_since`` (the day from which the
        present tenure certainly runs) and ``began`` (the day it began, not a time where that
        is not known to the day). Vacant seats are left out.
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
    return rows.merge(_starts(g, rows["seat_id"]), how="left", on=["seat_id", "person_id"]).fillna(
        {"since": _OPEN_START, "surely_since": _OPEN_START}
    )


def _starts(g: Governance, seats: pd.Series[str]) -> pd.DataFrame:
    """When each person first had each seat, and when the present tenure began."""
    tenures = _tenures(g, seats)
    by = ["seat_id", "person_id"]
    since = tenures.groupby(by)["possible_from"].min().rename("since")
    present = tenures[~tenures["is_earlier"]].groupby(by)
    surely_since = present["certain_from"].min().rename("surely_since")
    began = present["possible_from"].min()
    is_known = (began == surely_since) & (began > _OPEN_START)
    starts = [since, surely_since, began.where(is_known).rename("began")]
    return pd.concat(starts, axis=1).reset_index()


_RECORD = 7
IS_THEIRS = 8
START_UNKNOWN = 16
ON_LEAVE = 32
EARLIER_TENURE = 64
CODES = 128
"""A code holds the number of the record in :data:`RECORDS` and these marks."""


@dataclass(frozen=True)
class Entries:
    """What is recorded of members at meetings in their tenure, in order of both.

    ``member`` and ``meeting`` are row numbers, ``code`` what is recorded: the number of one of
    :data:`RECORDS`, with marks for whether the record certainly is about this person
    (``IS_THEIRS``), whether that rests on a tenure without a start date (``START_UNKNOWN``),
    whether the person was on leave, and whether they left the seat and came back since.
    """

    member: np.ndarray
    meeting: np.ndarray
    code: np.ndarray


def record_of(codes: np.ndarray) -> np.ndarray:
    """The number of the record in :data:`RECORDS` that each code holds."""
    return np.asarray(codes & _RECORD)


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
    found = entries(g, sitting, meetings, records(g, meetings))
    code = found.code
    return pd.DataFrame(
        {
            "member": found.member,
            "meeting": found.meeting,
            "record": pd.Categorical.from_codes(record_of(code), dtype=_RECORDED),
            "is_theirs": (code & IS_THEIRS) > 0,
            "start_unknown": (code & START_UNKNOWN) > 0,
            "on_leave": (code & ON_LEAVE) > 0,
            "earlier_tenure": (code & EARLIER_TENURE) > 0,
        }
    )


def records(g: Governance, meetings: pd.DataFrame) -> pd.DataFrame:
    """The attendance rows of these meetings, guests' too, each with its ``meeting``.

    Returns:
        ``from_type, from_id, person, status, mode`` as in the ATTENDANCE table, and
        ``meeting``, the row number in ``meetings``.
    """
    rows = g.tables["ATTENDANCE"]
    at = frames.positions(rows["to_id"], meetings["meeting_id"])
    columns = ["from_type", "from_id", "person", "status", "mode"]
    return rows.loc[at >= 0, columns].assign(meeting=at[at >= 0]).reset_index(drop=True)


def entries(
    g: Governance, sitting: pd.DataFrame, meetings: pd.DataFrame, records: pd.DataFrame
) -> Entries:
    """What the records say of each of these members at each meeting in their tenure.

    ``sitting`` and ``meetings`` are rows of :func:`members` and :func:`held_meetings`,
    ``records`` those of :func:`records`.
    """
    tenures = _tenures_of(g, sitting)
    rows = _at_meetings(tenures, meetings)
    rows = _Rows(*(column[rows.holding < len(sitting)] for column in vars(rows).values()))
    seats = pd.Series(sitting["seat_id"].drop_duplicates().to_numpy(), dtype="str")
    people = pd.Series(sitting["person_id"].dropna().drop_duplicates().to_numpy(), dtype="str")
    says = _what_records_say(rows, _Numbered.of(sitting, records, seats, people), len(meetings))
    is_named = (says & _IS_NAMED) > 0
    code = _RECORD_OF[says & (_IS_NAMED - 1)]
    code |= np.where(is_named | rows.is_certain, IS_THEIRS, 0).astype(np.uint8)
    code |= np.where(is_named | rows.is_dated, 0, START_UNKNOWN).astype(np.uint8)
    code |= np.where(rows.on_leave, ON_LEAVE, 0).astype(np.uint8)
    code |= np.where(rows.is_earlier, EARLIER_TENURE, 0).astype(np.uint8)
    return Entries(*timeline.in_order(rows.holding, rows.meeting, code))


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


def _tenures_of(g: Governance, sitting: pd.DataFrame) -> pd.DataFrame:
    """Every tenure of the members' seats, numbered by who holds which seat.

    Returns:
        the rows of :func:`_tenures`, with a row for each seat that nobody is named for;
        ``holding``, the row number in ``sitting`` of the same seat and person, and further
        numbers for others; ``seat``, a number; ``body_id``.
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
    tenures = _tenures(g, sitting["seat_id"])
    parts = [part for part in (tenures, unnamed) if len(part)] or [tenures]
    tenures = pd.concat(parts, ignore_index=True)
    by = ["seat_id", "person_id"]
    holders = pd.concat([sitting[by], tenures[by]], ignore_index=True)
    # A blank person fits a blank one.
    holding = holders.groupby(by, sort=False, dropna=False).ngroup().to_numpy()[len(sitting) :]
    seats, _ = pd.factorize(tenures["seat_id"])
    body = sitting.drop_duplicates("seat_id").set_index("seat_id")["body_id"]
    return tenures.assign(holding=holding, seat=seats, body_id=tenures["seat_id"].map(body))


@dataclass(frozen=True)
class _Rows:
    """One row for each holding (a seat and who may have held it) and meeting, in that order.

    ``is_certain``: the person held the seat at the meeting, and a record of the seat that
    names nobody is about them.
    """

    holding: np.ndarray
    meeting: np.ndarray
    is_certain: np.ndarray
    is_dated: np.ndarray
    on_leave: np.ndarray
    is_earlier: np.ndarray


def _at_meetings(tenures: pd.DataFrame, meetings: pd.DataFrame) -> _Rows:
    tenure, meeting = _expand(tenures, meetings)
    days = {
        name: windows.numbers(tenures[name])
        for name in ("possible_from", "possible_to", "certain_from", "certain_to")
    }
    first, last = (windows.numbers(meetings[name])[meeting] for name in ("first", "last"))
    is_possible = (days["possible_to"][tenure] >= first) & (days["possible_from"][tenure] <= last)
    tenure, meeting = tenure[is_possible], meeting[is_possible]
    first, last = first[is_possible], last[is_possible]
    certain = (days["certain_from"][tenure] <= first) & (days["certain_to"][tenure] >= last)
    of_tenure = {
        "is_dated": tenures["is_dated"].to_numpy(dtype=bool)[tenure] & certain,
        "on_leave": (tenures["capacity"] == "leave").to_numpy(dtype=bool)[tenure],
        "is_plain": (tenures["capacity"] == "holder").to_numpy(dtype=bool)[tenure],
        "is_earlier": tenures["is_earlier"].to_numpy(dtype=bool)[tenure],
    }
    key = tenures["holding"].to_numpy().astype(np.int64)[tenure] * (len(meetings) + 1) + meeting
    order = np.argsort(key, kind="stable")
    begins = np.append(True, np.diff(key[order]) != 0)[: len(key)]
    first_of_each = np.flatnonzero(begins)

    def merged(values: np.ndarray, how: np.ufunc) -> np.ndarray:
        """Of several tenures of one person at one meeting, what holds of any, or of all."""
        if begins.all():
            return values[order]
        return np.asarray(how.reduceat(values[order], first_of_each))

    one = order[first_of_each]
    certain = merged(certain, np.logical_or)
    is_dated = merged(of_tenure["is_dated"], np.logical_or)
    seat = tenures["seat"].to_numpy()[tenure[one]]
    certain = _certain_and_alone(
        seat, meeting[one], certain, is_dated, merged(of_tenure["is_plain"], np.logical_and)
    )
    return _Rows(
        holding=tenures["holding"].to_numpy()[tenure[one]],
        meeting=meeting[one],
        is_certain=certain,
        is_dated=is_dated,
        on_leave=merged(of_tenure["on_leave"], np.logical_or),
        is_earlier=merged(of_tenure["is_earlier"], np.logical_and),
    )


def _certain_and_alone(
    seat: np.ndarray,
    meeting: np.ndarray,
    certain: np.ndarray,
    is_dated: np.ndarray,
    is_plain: np.ndarray,
) -> np.ndarray:
    """Whether who holds the seat certainly did so, and nobody else may have, at the meeting."""
    if not len(seat):
        return certain
    key = seat.astype(np.int64) * (int(meeting.max()) + 1) + meeting
    _, together, size = np.unique(key, return_inverse=True, return_counts=True)
    alone = size[together] == 1
    if alone.all():
        return certain
    dated = np.bincount(together, weights=is_dated)[together] == 1
    all_plain = np.bincount(together, weights=~is_plain)[together] == 0
    # Two plain holders at once are two seats, so one whose dates are known has it alone.
    return np.asarray((certain & alone) | (is_dated & dated & all_plain))


def _expand(tenures: pd.DataFrame, meetings: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Each tenure beside each meeting of its body, as row numbers of both."""
    bodies, starts, sizes = np.unique(
        meetings["body_id"].to_numpy(dtype=object), return_index=True, return_counts=True
    )
    if not len(bodies):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    at = frames.positions(tenures["body_id"], pd.Series(bodies, dtype="str"))
    count, start = np.where(at >= 0, sizes[at], 0), starts[at]
    return np.repeat(np.arange(len(tenures)), count), timeline.ranges(start, start + count)


_BLANK, _SOMEBODY_ELSE = -2, -1


@dataclass(frozen=True)
class _Numbered:
    """Members and records by the numbers of their seats and people."""

    seat: np.ndarray
    person: np.ndarray
    record_seat: np.ndarray
    record_person: np.ndarray
    record_meeting: np.ndarray
    says: np.ndarray

    @classmethod
    def of(
        cls,
        sitting: pd.DataFrame,
        records: pd.DataFrame,
        seats: pd.Series[str],
        people: pd.Series[str],
    ) -> _Numbered:
        blank = records["person"].isna().to_numpy()
        record_person = frames.positions(records["person"], people)
        is_seat = (records["from_type"] == "Seat").to_numpy(dtype=bool)
        return cls(
            seat=frames.positions(sitting["seat_id"], seats),
            person=np.where(
                sitting["person_id"].isna().to_numpy(),
                _BLANK,
                frames.positions(sitting["person_id"], people),
            ),
            record_seat=np.where(is_seat, frames.positions(records["from_id"], seats), -1),
            record_person=np.where(blank, _BLANK, record_person),
            record_meeting=records["meeting"].to_numpy(dtype=np.int64),
            says=records["status"].map(_SAYS).fillna(0).to_numpy(dtype=np.int64),
        )


def _what_records_say(rows: _Rows, of: _Numbered, meetings: int) -> np.ndarray:
    """For each row the sum of what its records say (:data:`_SAYS`), as bits."""
    says = np.zeros(len(rows.holding), dtype=np.int64)
    seat, person = of.seat[rows.holding], of.person[rows.holding]
    row, record = _pairs(
        seat * meetings + rows.meeting, of.record_seat * meetings + of.record_meeting
    )
    said = _said_of_the_member(of.says[record], of.record_person[record], person[row])
    np.bitwise_or.at(says, row, said)
    return np.asarray(says | _came_in_another_place(rows, of, seat, person, meetings))


def _pairs(keys: np.ndarray, others: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The places of equal values in both, every pair of them."""
    order = np.argsort(others, kind="stable")
    ordered = others[order]
    start = np.searchsorted(ordered, keys, side="left")
    stop = np.searchsorted(ordered, keys, side="right")
    return np.repeat(np.arange(len(keys)), stop - start), order[timeline.ranges(start, stop)]


def _said_of_the_member(says: np.ndarray, named: np.ndarray, person: np.ndarray) -> np.ndarray:
    """What a record of the seat says of the member.

    Where it names another person, that person's presence is a substitute's, and their absence
    says nothing of the member.
    """
    is_named = (named == person) & (named >= 0)
    other = (named != _BLANK) & (person != _BLANK) & ~is_named
    came = np.isin(says, (_SAYS["present"], _SAYS["substitute"]))
    of_another = np.where(came, _SAYS["substitute"], 0)
    return np.where(other, of_another, says | np.where(is_named, _IS_NAMED, 0))


def _came_in_another_place(
    rows: _Rows, of: _Numbered, seat: np.ndarray, person: np.ndarray, meetings: int
) -> np.ndarray:
    """``present`` where the person came to the meeting on another seat or as a guest."""
    present = np.zeros(len(rows.holding), dtype=np.int64)
    came = np.isin(of.says, (_SAYS["present"], _SAYS["substitute"])) & (of.record_person >= 0)
    people = of.person[of.person >= 0]
    only_seat = np.full(int(people.max()) + 1 if len(people) else 1, _BLANK)
    only_seat[people] = of.seat[of.person >= 0]
    only_seat[np.flatnonzero(np.bincount(people, minlength=len(only_seat)) > 1)] = _BLANK
    elsewhere = came & (of.record_seat != only_seat[np.maximum(of.record_person, 0)])
    if not elsewhere.any():
        return present
    row, record = _pairs(
        np.where(person >= 0, person * meetings + rows.meeting, -1),
        (of.record_person * meetings + of.record_meeting)[elsewhere],
    )
    is_other_seat = of.record_seat[np.flatnonzero(elsewhere)[record]] != seat[row]
    present[row[is_other_seat]] = _SAYS["present"]
    return present


def _record_codes() -> np.ndarray:
    """The number in :data:`RECORDS` of every combination of what records say."""
    codes = []
    for says in range(_IS_NAMED):
        present, absent, apologies, substitute = (bool(says & bit) for bit in _SAYS.values())
        if present:
            word = CONTRADICTORY if absent or apologies or substitute else PRESENT
        elif substitute:
            word = SUBSTITUTE_AND_APOLOGIES if apologies else SUBSTITUTE
        elif apologies:
            word = ABSENT_AND_APOLOGIES if absent else APOLOGIES
        else:
            word = ABSENT if absent else NOT_RECORDED
        codes.append(RECORDS.index(word))
    return np.array(codes, dtype=np.uint8)


_RECORD_OF = _record_codes()


@dataclass(frozen=True)
class ListedBetween:
    """The days between which a register lists every meeting, as far as can be told."""

    begins: np.ndarray
    ends: np.ndarray


def listed_between(
    g: Governance, body_ids: pd.Series[str], meetings: pd.DataFrame
) -> ListedBetween:
    """Between which days the meetings on record are all that each body held.

    Where the sources cover the body's attendance, at all times. Elsewhere from the first
    meeting on record to the last, and before and after them for as long as the longest time
    between two meetings: a register that begins in the middle of a year says nothing of the
    meetings before. A body that began within that time had none before. A meeting that was
    planned for a day that has passed, and of which nothing is recorded, may have been held: no
    register goes on beyond it.
    """
    day = windows.numbers(meetings["first"])
    body = meetings["body_id"]
    bodies = pd.Series(body.drop_duplicates().to_numpy(), dtype="str")
    number = frames.positions(body, bodies)
    begins = np.full(len(bodies) + 1, windows.OPEN_END)
    ends = np.full(len(bodies) + 1, windows.OPEN_START)
    np.minimum.at(begins, number, day)
    np.maximum.at(ends, number, day)
    longest = np.zeros(len(bodies) + 1, dtype=np.int64)
    same = number[1:] == number[:-1]
    np.maximum.at(longest, number[1:][same], np.diff(day)[same])
    at = frames.positions(body_ids, bodies)  # -1, the last, for a body without meetings
    begins, ends = (begins - longest)[at], (ends + longest)[at]
    known = g.tables["Body"]
    began = windows.numbers(frames.look_up(body_ids, known["id"], known["valid_from"]))
    covered = g.covers(body_ids, "attendance").to_numpy()
    ends = np.where(covered, windows.OPEN_END, ends)
    return ListedBetween(
        np.where(covered | (begins <= began), windows.OPEN_START, begins),
        np.minimum(ends, _day_before_the_first_unrecorded(g, body_ids)),
    )


def _day_before_the_first_unrecorded(g: Governance, body_ids: pd.Series[str]) -> np.ndarray:
    """For each body the day before its first planned meeting that is past and has no record."""
    meetings = g.meetings
    planned = meetings[
        (meetings["status"] == "planned")
        & (meetings["valid_from"] <= pd.Timestamp(g.as_of).as_unit("s"))
        & ~frames.are_among(meetings["id"], g.attendance["meeting_id"])
    ]
    first = planned.groupby("body_id")["valid_from"].min()
    days = pd.Series(windows.numbers(first) - 1, index=first.index)
    found = body_ids.map(days).fillna(windows.OPEN_END)
    return found.to_numpy().astype(np.int64)
