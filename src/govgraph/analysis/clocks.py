"""Clocks that run from the last meeting attended (Local Government Act 1972, s.85).

A clock of six months that was last stopped on 31 August runs out on 28 or 29 February: the same
day of the month, or its last. Whoever attended no later has not attended throughout the period.

What stops it is wider than one register. In the Act, attendance at any committee, joint
committee, joint board or other body that discharges the authority's functions counts, and so
does attendance elsewhere as its representative. So where a rule speaks of a body "or its
committees", nothing on record can make it certain that the clock ran out: such a verdict is never
``triggered``, and says what else would have to be looked at. It is ``not triggered`` as soon as one
attendance in time is certain.

A clock on one body's meetings alone is triggered where the sources cover that body's attendance,
every record since the last meeting attended says that the member was not there, and there was a
meeting to attend.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from govgraph import dates, frames
from govgraph.analysis import absences, verdict_rows, windows
from govgraph.analysis import register as registers
from govgraph.analysis.windows import NEVER, spoken
from govgraph.governance import Governance
from govgraph.rules.attendance import AttendanceClock
from govgraph.rules.periods import NAMED_YEARS
from govgraph.sentences import counted

_UNCLEAR = {
    registers.CONTRADICTORY: "the records that contradict each other mean an absence",
    registers.NOT_RECORDED: "they did not attend where nothing is recorded",
    registers.SUBSTITUTE: "a substitute does not count as attendance",
    registers.SUBSTITUTE_AND_APOLOGIES: "a substitute does not count as attendance",
}
_NOT_THEIRS = "the seat was not theirs then"
_REMOTE = (
    "attending remotely does not count (under section 85 a councillor in England has had to be "
    "there in person since 7 May 2021)"
)
_AS_GUEST = "attending without a seat of their own does not count"


def is_evaluated(rule: object) -> bool:
    """Whether the rule is a clock of a length that is understood."""
    return isinstance(rule, AttendanceClock) and rule.period.year not in (
        set(NAMED_YEARS) - {"calendar"}
    )


def verdicts_on_clocks(
    g: Governance, timed: pd.DataFrame
) -> tuple[list[pd.DataFrame], pd.DataFrame]:
    """The verdicts on clocks, and the rules without one because no attendance is recorded.

    ``timed`` are rows of :func:`govgraph.analysis.attendance.attendance_rules`. The verdicts
    are frames as :func:`govgraph.analysis.attendance.verdicts` returns them.
    """
    found = []
    silent = []
    for at, row in enumerate(frames.records(timed)):
        clock = _Clock.of(g, row["parsed"], row["body_id"])
        if clock.meetings.empty or not _is_any_recorded(clock.records):
            silent.append(at)
            continue
        about = registers.members(g, pd.Index([row["body_id"]]))
        provision = timed.iloc[[at] * len(about)].reset_index(drop=True)
        found.append(_verdicts(g, clock, about, provision))
    return found, timed.iloc[silent]


def _is_any_recorded(records: pd.DataFrame) -> bool:
    return bool((records["status"].notna() & (records["status"] != "unknown")).any())


@dataclass(frozen=True)
class _Clock:
    """One body's rule, and the bodies whose meetings stop the clock.

    ``named`` is what the rule calls them; ``is_known`` whether that is a body here;
    ``scope`` are the ids, ``names`` the names; ``is_covered`` whether the sources give all
    attendance there.
    """

    rule: AttendanceClock
    named: str
    is_known: bool
    names: list[str]
    is_covered: bool
    meetings: pd.DataFrame
    records: pd.DataFrame
    sitting: pd.DataFrame

    @classmethod
    def of(cls, g: Governance, rule: AttendanceClock, body_id: str) -> _Clock:
        named = _body_named(g, rule.body, body_id) if rule.body else body_id
        scope = pd.Index([body_id if named is None else named])
        if rule.committees:
            scope = scope.append(_parts_of(g, scope))
        ids = pd.Series(scope, dtype="str")
        meetings = registers.held_meetings(g, scope)
        names = g.name_of(ids)
        return cls(
            rule=rule,
            named=rule.body or str(names.iloc[0]),
            is_known=named is not None,
            names=names.tolist(),
            is_covered=bool(g.covers(ids, "attendance").all()),
            meetings=meetings,
            records=registers.records(g, meetings),
            sitting=registers.members(g, scope),
        )


def _body_named(g: Governance, name: str, body_id: str) -> str | None:
    """The id of the body that a rule names: of several, the one in the area of its own body."""
    fits = g.directory.matches(name)
    fits = fits[fits["id"].isin(g.bodies["id"])]
    if len(fits) > 1:
        own = g.bodies.loc[g.bodies["id"] == body_id, "area"]
        fits = fits[fits["area"].isin(own)]
    return str(fits["id"].iloc[0]) if len(fits) == 1 else None


def _parts_of(g: Governance, body: pd.Index) -> pd.Index:
    """The bodies that are part of a body, and their parts, as far as is known."""
    links = g.links
    parts = links.loc[links["type"] == "PART_OF", ["from_id", "to_id"]]
    found = body
    while True:
        inside = parts["to_id"].isin(found) & ~parts["from_id"].isin(found)
        if not inside.any():
            return found.difference(body)
        found = found.union(pd.Index(parts.loc[inside, "from_id"].unique()))


def _verdicts(
    g: Governance, clock: _Clock, about: pd.DataFrame, provision: pd.DataFrame
) -> pd.DataFrame:
    rows = _rows_about(g, clock, about)
    started = _starts(rows, about)
    today = int(windows.numbers([g.as_of])[0])
    since = windows.numbers(about["surely_since"])
    leave = _leave(g, about)
    knows_approvals = g.covers(about["body_id"], "members").to_numpy()
    judged = [
        _Member(
            clock=clock,
            rows=rows[rows["about"] == member],
            started=int(started[member]),
            attended=int(started[member])
            if (rows["is_attended"] & (rows["about"] == member)).any()
            else None,
            since=int(since[member]),
            runs_out=_runs_out(clock, int(started[member])),
            today=today,
            on_leave=leave[leave["about"] == member],
            knows_approvals=bool(knows_approvals[member]),
            is_inferred=about["basis"].iloc[member] == "inferred",
        )
        for member in range(len(about))
    ]
    ends = [min(each.runs_out, today) if each.runs_out != NEVER else today for each in judged]
    return verdict_rows.table(
        about,
        provision,
        verdict=[each.verdict() for each in judged],
        absences_low=[int((each.missed()["is_absent"]).sum()) for each in judged],
        absences_high=[len(each.missed()) for each in judged],
        window_start=verdict_rows.iso(started),
        window_end=verdict_rows.iso(np.array(ends, dtype=np.int32)),
        trigger_date=verdict_rows.iso(np.array([each.runs_out for each in judged], np.int32)),
        meetings=[each.listed() for each in judged],
        remaining=pd.array([each.remaining() for each in judged], dtype="str"),
        assumption=pd.array([each.assumption() for each in judged], dtype="str"),
    )


def _rows_about(g: Governance, clock: _Clock, about: pd.DataFrame) -> pd.DataFrame:
    """What the registers say of each judged person, on any seat of theirs, at each meeting.

    Returns:
        ``about`` (row number there), ``meeting_id, date, first, last, record, is_attended,
        is_absent`` and ``why``, the reason why neither is certain.
    """
    register = registers.register(g, clock.sitting, clock.meetings)
    seats = clock.sitting[["seat_id", "person_id"]].assign(member=range(len(clock.sitting)))
    named = about.assign(about=range(len(about)))
    with_person = seats.dropna(subset=["person_id"]).merge(
        named.loc[named["person_id"].notna(), ["person_id", "about"]], on="person_id"
    )
    nobody = seats[seats["person_id"].isna()].merge(
        named.loc[named["person_id"].isna(), ["seat_id", "about"]], on="seat_id"
    )
    whose = pd.concat([with_person, nobody], ignore_index=True)
    rows = register.merge(whose, on="member")
    rows = rows.assign(record=rows["record"].astype("str"), why=_why_open(rows))
    rows = _with_remote(rows, clock.records)
    rows = pd.concat([rows, _as_guests(rows, clock.records, named)], ignore_index=True)
    here = clock.meetings.take(rows["meeting"].to_numpy(dtype=np.int64))
    came = rows["record"] == registers.PRESENT
    return pd.DataFrame(
        {
            "about": rows["about"].to_numpy(dtype=np.int64),
            "meeting_id": here["meeting_id"].to_numpy(),
            "date": here["date"].to_numpy(),
            "first": windows.numbers(here["first"]),
            "last": windows.numbers(here["last"]),
            "record": rows["record"].to_numpy(),
            "is_attended": (came & (rows["why"] == "")).to_numpy(dtype=bool),
            "is_absent": (~came & (rows["why"] == "")).to_numpy(dtype=bool),
            "why": rows["why"].to_numpy(),
        }
    ).sort_values(["about", "first", "meeting_id"], ignore_index=True)


def _why_open(rows: pd.DataFrame) -> pd.Series[str]:
    """Why a record is neither attendance nor absence for certain; blank where it is one."""
    unclear = rows["record"].astype("str").map(_UNCLEAR)
    came = rows["record"] == registers.PRESENT
    not_theirs = (came & ~rows["is_theirs"]).map({True: _NOT_THEIRS, False: None})
    return unclear.fillna(not_theirs).fillna("").astype("str")


def _with_remote(rows: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    remote = records[records["mode"] == "remote"]
    by_seat = pd.MultiIndex.from_frame(remote[["from_id", "meeting"]])
    by_person = pd.MultiIndex.from_frame(remote.dropna(subset=["person"])[["person", "meeting"]])
    is_remote = pd.MultiIndex.from_frame(rows[["seat_id", "meeting"]]).isin(by_seat)
    is_remote |= pd.MultiIndex.from_frame(rows[["person_id", "meeting"]]).isin(by_person)
    came = (rows["record"] == registers.PRESENT) & (rows["why"] == "")
    return rows.assign(why=rows["why"].mask(came & is_remote, _REMOTE))


def _as_guests(rows: pd.DataFrame, records: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """Meetings to which a judged person came although they had no seat there."""
    came = records[records["status"].isin(("present", "substitute")) & records["person"].notna()]
    guests = came.merge(
        named[["person_id", "about"]].dropna(subset=["person_id"]),
        left_on="person",
        right_on="person_id",
    )
    known = pd.MultiIndex.from_frame(rows[["about", "meeting"]])
    own = pd.MultiIndex.from_frame(guests[["about", "meeting"]]).isin(known)
    guests = guests.loc[~own, ["about", "meeting"]].drop_duplicates()
    return guests.assign(record=registers.PRESENT, why=_AS_GUEST)


def _starts(rows: pd.DataFrame, about: pd.DataFrame) -> np.ndarray:
    """When each clock started: the last meeting certainly attended.

    Where there is none, the membership, or the first meeting on record if that is later.
    """
    since = windows.numbers(about["surely_since"])
    started = np.where(since > windows.OPEN_START, since, NEVER)
    first = rows.groupby("about")["first"].min()
    at = first.index.to_numpy(dtype=np.int64)
    started[at] = np.maximum(started[at], first.to_numpy())
    last = rows[rows["is_attended"]].groupby("about")["first"].max()
    started[last.index.to_numpy(dtype=np.int64)] = last.to_numpy()
    return started.astype(np.int32)


def _runs_out(clock: _Clock, started: int) -> int:
    if started == NEVER:
        return NEVER
    return int(windows.later_by(np.array([started], dtype=np.int32), clock.rule.period)[0])


def _leave(g: Governance, about: pd.DataFrame) -> pd.DataFrame:
    """Every leave of the judged people from their seats: ``about``, ``start``, ``end``.

    ``start`` is the last day on which it may have begun, ``NEVER`` where none is recorded.
    """
    holds = g.tables["HOLDS"]
    leave = holds[holds["capacity"] == "leave"]
    if not g.include_proposed:
        leave = leave[~leave["proposed"].astype(bool)]
    named = about[["seat_id", "person_id"]].assign(about=range(len(about)))
    mine = leave.merge(named, left_on=["to_id", "from_id"], right_on=["seat_id", "person_id"])
    latest = windows.numbers(dates.valid_to(mine["start_date"], mine["status"] == "former"))
    return pd.DataFrame(
        {
            "about": mine["about"].to_numpy(dtype=np.int64),
            "start": np.where(mine["start_date"].isna(), NEVER, latest),
            "end": windows.numbers(mine["valid_to"]),
        }
    )


@dataclass(frozen=True)
class _Member:
    """One member and their clock: days as numbers, ``NEVER`` where there is none.

    ``attended`` is the last day certainly attended, None where none is on record; ``since``
    the first day on which the membership certainly ran.
    """

    clock: _Clock
    rows: pd.DataFrame
    started: int
    attended: int | None
    since: int
    runs_out: int
    today: int
    on_leave: pd.DataFrame
    knows_approvals: bool
    is_inferred: bool

    def verdict(self) -> str:
        """The three-valued verdict."""
        if self._is_in_time() or self._is_excused():
            return absences.NOT_TRIGGERED
        return absences.UNDETERMINED if self._conditions() else absences.TRIGGERED

    def _is_in_time(self) -> bool:
        is_new = self.attended is None and self.since == self.started
        is_sure = is_new or (self.attended is not None and self.clock.is_known)
        return is_sure and self.runs_out != NEVER and self.runs_out >= self.today

    def _is_excused(self) -> bool:
        """On leave today, which began before the clock ran out."""
        begun = self.on_leave["start"]
        now = (begun != NEVER) & (begun <= self.today) & (self.on_leave["end"] >= self.today)
        in_time = (begun <= self.runs_out) if self.runs_out != NEVER else begun < NEVER
        return self.clock.rule.unless_approved and bool((now & in_time).any())

    def missed(self) -> pd.DataFrame:
        """The meetings since the clock started that were or may have been missed."""
        until = self.today if self.runs_out == NEVER else min(self.runs_out, self.today)
        rows = self.rows[~self.rows["is_attended"]]
        after = rows["last"] > NEVER
        if self.started != NEVER:
            is_first = self.attended is None
            after = rows["last"] >= self.started if is_first else rows["last"] > self.started
        return rows[after & (rows["first"] <= until)]

    def listed(self) -> list[dict[str, str]]:
        """The missed meetings as they are shown."""
        columns = (self.missed()[name] for name in ("meeting_id", "date", "record"))
        return [
            {"id": id_, "date": date, "record": record}
            for id_, date, record in zip(*columns, strict=True)
        ]

    def remaining(self) -> str | None:
        """How many days are left."""
        if not self._is_in_time():
            return None
        left = self.runs_out - self.today
        return f"{counted(left, 'day')} left: {spoken(self.runs_out)}"

    def assumption(self) -> str | None:
        """What would decide, and what the verdict rests on."""
        parts = []
        if self.attended is None and self.started != NEVER:
            with_what = "membership" if self.since == self.started else "first meeting on record,"
            parts.append(
                "No meeting attended is on record: the clock is taken to have started with the "
                f"{with_what} on {spoken(self.started)}."
            )
        if self._is_excused() and not self._is_in_time():
            parts.append("On leave, which is taken to be the approved absence.")
        if self.verdict() == absences.UNDETERMINED:
            parts.append(f"Triggered if {' and '.join(self._conditions())}.")
        if self.is_inferred:
            parts.append("The membership is inferred, not stated.")
        return " ".join(parts) or None

    def _conditions(self) -> list[str]:
        """All that has to be true for the clock to have run out; none where it certainly has."""
        rule, rows = self.clock.rule, self.missed()
        said = []
        if self.runs_out == NEVER:
            said.append("the membership began long enough ago, which is not recorded")
        elif self.runs_out >= self.today:
            said.append(f"the clock still runs out on {spoken(self.runs_out)}")
        for why, same in rows[rows["why"] != ""].groupby("why", sort=False):
            said.append(f"{why}: {', '.join(same['date'])}")
        if self.attended is None and self.runs_out != NEVER:
            said.append("they attended none that is not on record")
        if not rows["is_absent"].any():
            said.append("it counts although no meeting that they missed is on record")
        if rule.unless_approved and not self.knows_approvals:
            said.append("the absence was not approved before the clock ran out")
        if self._was_on_leave():
            said.append("their leave does not excuse them")
        said += self._elsewhere()
        return said

    def _was_on_leave(self) -> bool:
        until = self.today if self.runs_out == NEVER else self.runs_out
        begun_in_time = self.on_leave["start"] <= until  # an unknown start is before everything
        return bool((begun_in_time & (self.on_leave["end"] > self.started)).any())

    def _elsewhere(self) -> list[str]:
        """What other meetings would stop the clock."""
        clock = self.clock
        if not clock.is_known:
            return [
                f"they attended no meeting of {clock.named}, which is not a body here"
                + (", or of its committees" if clock.rule.committees else "")
            ]
        if clock.rule.committees:
            known = ", ".join(clock.names)
            complete = "" if clock.is_covered else ", where the record may not be complete"
            return [
                f"they attended nothing else that counts: on record here is {known}{complete}; "
                "any other committee, joint committee or body that discharges the authority's "
                "functions counts too, and so does attending elsewhere as its representative"
            ]
        if not clock.is_covered:
            return [f"the record of {clock.named} has every meeting that they attended"]
        return []
