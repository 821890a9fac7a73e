"""Attendance rules: whose absences trigger them, whose do not, and where the record leaves it open.

A verdict is ``triggered`` only where it holds whatever the open points come to: attendance that
was not recorded, who held the seat, and what the wording of the rule leaves unsaid (whether
apologies excuse, whether a substitute counts as attendance, which year is meant). It is ``not
triggered`` only where no way of settling them would trigger the rule; otherwise it is
``undetermined``. More absences never undo a trigger, so two counts suffice: the absences that are
certain, and those that are possible.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np
import pandas as pd

from govgraph import dates, rules
from govgraph.analysis import absences, citing
from govgraph.analysis import register as registers
from govgraph.governance import Governance
from govgraph.rules.attendance import AbsenceCount, ConsecutiveAbsences, Period

COLUMNS = (
    "body",
    "seat",
    "person",
    "organisation",
    "rule",
    "verdict",
    "absences_low",
    "absences_high",
    "window_start",
    "window_end",
    "trigger_date",
    "meetings",
    "remaining",
    "consequence",
    "assumption",
    "source",
    "paragraph",
    "body_id",
    "seat_id",
    "person_id",
)

_LISTED = 10
"""Names in one note; a longer list is cut and counted."""

CountingRule = AbsenceCount | ConsecutiveAbsences

_OPEN_POINTS = {
    "not_recorded": "what is not recorded was an absence",
    "contradictory": "records that contradict each other mean an absence",
    "apologies": "apologies do not excuse",
    "substitute": "a substitute does not count as attendance",
    "on_leave": "absence on leave counts",
    "whose": "the seat was theirs then",
    "earlier_tenure": "absences before they left the seat and came back count",
    "before_rule": "absences before the rule was in force count",
    "day_unknown": "the meeting, whose day is not known, counts where it may",
}
"""Why an absence is possible, not certain: the assumptions under which it counts."""


def verdicts(g: Governance) -> pd.DataFrame:
    """A verdict for every member on every attendance rule that counts absences.

    Only meetings that were held count, and only those in the person's own tenure of the seat;
    a meeting without a record for the seat is unknown, neither present nor absent. A year is
    counted back from each meeting: twelve months to the day, the first day not included (the
    year to 10 March begins on 11 March). Where the rule does not say that any twelve months
    are meant (see :mod:`govgraph.rules.attendance`), it may also mean a calendar year, and is
    triggered only where it is under both.

    Returns:
        one row for each member and rule, triggered ones first: body, seat, person,
        organisation (whom the seat speaks for), rule (with its reading), verdict,
        absences_low and absences_high (certain and possible absences in the window),
        window_start, window_end, trigger_date (the latest day on which the rule can have come
        to be met, where it is), meetings (a list of the meetings in the window that are or may
        be absences: id, date and what the record says), remaining (how near an untriggered
        member is), consequence (as the source words it), assumption (what would decide an
        undetermined verdict, or what a verdict rests on), source and paragraph of the rule,
        body_id, seat_id, person_id. Where a rule was met in several windows, the latest is
        shown.

        ``attrs["notes"]`` says where there is no verdict and why: no attendance recorded,
        rules not evaluated or not understood, rules that cannot fire.

    >>> from govgraph.governance import Governance
    >>> from govgraph import merging
    >>> len(verdicts(Governance(merging.combine({}))))
    0
    """
    every = _attendance_rules(g)
    counted = every[every["is_counted"]].reset_index(drop=True)
    meetings = registers.held_meetings(g, pd.Index(counted["body_id"].unique()))
    counted = counted.assign(**_reachability(g, counted, meetings))
    recorded = counted["body_id"].isin(_bodies_with_a_register(g, meetings))
    judged = counted[recorded]
    sitting = registers.members(g, pd.Index(judged["body_id"].unique()))
    entries = registers.register(g, sitting, meetings)
    found = [
        _verdicts_on(same["parsed"].iloc[0], same, sitting, entries, meetings, g.as_of)
        for _, same in judged.groupby(["parsed", "nth"], sort=False)
    ]
    frame = _ordered(pd.concat(found, ignore_index=True)) if found else _none()
    frame.attrs["notes"] = [
        *_notes_on_rules(g, every, counted, recorded),
        *_notes_on_meetings(g, judged),
    ]
    return frame


# --- the rules ---------------------------------------------------------------------------


def _attendance_rules(g: Governance) -> pd.DataFrame:
    """The attendance rules of the bodies asked about, parsed; equal rows are one rule.

    ``is_counted`` are those that count absences; ``nth`` numbers equal rules of one body that
    differ in reading, consequence or date.
    """
    columns = ["body_id", "body", "text", "reading", "consequence", "start_date"]
    rows = g.rules
    rows = rows[(rows["kind"] == "attendance") & rows["body_id"].isin(g.asked_about)]
    rows = citing.with_all_citations(rows.sort_values("id"), g.held("HAS_RULE"))
    distinct = citing.each_once(rows, columns, ["source", "paragraph"])
    distinct = distinct.sort_values(columns, ignore_index=True)
    meaning = {text: rules.parse("attendance", text) for text in distinct["text"].unique()}
    parsed = pd.Series(
        [meaning[text] for text in distinct["text"]], index=distinct.index, dtype=object
    )
    distinct = distinct.assign(
        parsed=parsed,
        is_counted=parsed.map(lambda rule: isinstance(rule, CountingRule)).astype(bool),
    )
    return distinct.assign(nth=distinct.groupby(["body_id", "parsed"], sort=False).cumcount())


def _bodies_with_a_register(g: Governance, meetings: pd.DataFrame) -> pd.Series[str]:
    """The bodies for which attendance at a held meeting is recorded at all."""
    records = g.attendance
    said = records[records["status"].notna() & (records["status"] != "unknown")]
    return said.loc[said["meeting_id"].isin(meetings["meeting_id"]), "body_id"].drop_duplicates()


def _reachability(
    g: Governance, counted: pd.DataFrame, meetings: pd.DataFrame
) -> dict[str, pd.Series]:
    """Whether each rule can fire at all: ``unreachable``, and ``reach_unknown``.

    A body that meets no more often in the period than the rule lets a member miss cannot
    trigger it, unless the record shows that it has met more often.
    """
    per_year = counted["body_id"].map(g.bodies.set_index("id")["meetings_per_year"]).astype(float)
    allowed = counted["parsed"].map(
        lambda rule: rule.more_than if isinstance(rule, AbsenceCount) else -1
    )
    years = counted["parsed"].map(
        lambda rule: _years(rule.period) if isinstance(rule, AbsenceCount) else 1.0
    )
    days_of = dict(list(meetings["first"].groupby(meetings["body_id"], sort=False)))
    most_held = pd.Series(
        [
            _most_in_a_period(rule.period, days_of.get(body))
            if isinstance(rule, AbsenceCount)
            else 0
            for rule, body in zip(counted["parsed"], counted["body_id"], strict=True)
        ],
        index=counted.index,
        dtype="int64",
    )
    seen = most_held > allowed
    return {
        "unreachable": (per_year * years <= allowed) & ~seen,
        "reach_unknown": per_year.isna() & ~seen & (allowed >= 0),
        "per_year": per_year,
    }


def _most_in_a_period(period: Period, meetings: pd.Series[pd.Timestamp] | None) -> int:
    if meetings is None:
        return 0
    days = np.sort(meetings.to_numpy().astype(absences.DAY))
    before = absences.day_before_window(days, period, period.year == "calendar")
    within = np.searchsorted(days, days, side="right") - np.searchsorted(days, before, side="right")
    return int(within.max())


def _years(period: Period) -> float:
    return period.number / {"year": 1, "month": 12, "week": 52, "day": 365}[period.unit]


# --- the verdicts on one rule ------------------------------------------------------------


def _verdicts_on(
    rule: CountingRule,
    of_bodies: pd.DataFrame,
    sitting: pd.DataFrame,
    entries: pd.DataFrame,
    meetings: pd.DataFrame,
    as_of: dt.date,
) -> pd.DataFrame:
    """The verdicts on one rule for the members of the bodies that have it."""
    about = sitting[sitting["body_id"].isin(of_bodies["body_id"])]
    rows = entries[entries["member"].isin(about.index)]
    rows = rows.join(meetings, on="meeting").reset_index(drop=True)
    rows = rows.assign(member=np.searchsorted(about.index, rows["member"]))
    about = about.reset_index(drop=True)
    provision = of_bodies.set_index("body_id").loc[about["body_id"]].reset_index(drop=True)
    adopted = (
        provision["start_date"].take(rows["member"].to_numpy()).set_axis(rows.index).astype("str")
    )
    rows = rows.assign(**_counted(rule, rows, adopted))
    sheet = _sheet(rows, about, adopted, as_of)
    if isinstance(rule, AbsenceCount):
        found = absences.count_in_windows(rule, sheet)
    else:
        found = absences.count_runs(rule, sheet)
    reading = (" (" + provision["reading"].astype("str") + ")").fillna("")
    return pd.DataFrame(
        {
            "body": about["body"],
            "seat": about["title"],
            "person": about["person"],
            "organisation": about["organisations"],
            "rule": provision["text"] + reading,
            "verdict": found.verdict,
            "absences_low": found.low,
            "absences_high": found.high,
            "window_start": _iso(found.window_start),
            "window_end": _iso(found.window_end),
            "trigger_date": _iso(found.trigger_date),
            "meetings": _meeting_lists(rows[found.listed], len(about)),
            "remaining": pd.array(found.remaining, dtype="str"),
            "consequence": provision["consequence"],
            "assumption": pd.array(_assumptions(rows, found, about, provision), dtype="str"),
            "source": provision["source"],
            "paragraph": provision["paragraph"],
            "body_id": about["body_id"],
            "seat_id": about["seat_id"],
            "person_id": about["person_id"],
        },
        columns=list(COLUMNS),
    ).astype({"verdict": "str"})


def _counted(
    rule: CountingRule, rows: pd.DataFrame, adopted: pd.Series[str]
) -> dict[str, np.ndarray]:
    """Whether each entry certainly and possibly is an absence, and which points are open."""
    bounds = _bounds(rule)[rows["record"].cat.codes.to_numpy()]
    certain, possible = bounds[:, 0], bounds[:, 1]
    in_force = dates.valid_to(adopted, pd.Series(False, index=adopted.index))
    before_rule = (adopted.notna() & (rows["first"] < in_force)).to_numpy()
    if isinstance(rule, AbsenceCount):
        earliest = dates.valid_from(adopted).to_numpy().astype(absences.DAY)
        long_before = absences.day_before_window(
            earliest, rule.period, rule.period.year == "calendar"
        )
        possible = possible & ~(
            before_rule & (rows["last"].to_numpy().astype(absences.DAY) <= long_before)
        )
        day_unknown = (rows["first"] != rows["last"]).to_numpy()
    else:
        day_unknown = ~rows["in_order"].to_numpy(dtype=bool)
    is_open = ~certain
    record = rows["record"]
    excused = record.isin((registers.APOLOGIES, registers.SUBSTITUTE_AND_APOLOGIES))
    replaced = record.isin((registers.SUBSTITUTE, registers.SUBSTITUTE_AND_APOLOGIES))
    unclear = record.isin((registers.CONTRADICTORY, registers.ABSENT_AND_APOLOGIES))
    points = {
        "not_recorded": (record == registers.NOT_RECORDED).to_numpy(),
        "contradictory": unclear.to_numpy() & is_open,
        "apologies": excused.to_numpy() & is_open & (rule.apologies_excuse is None),
        "substitute": replaced.to_numpy() & is_open & (rule.substitutes_attend is None),
        "on_leave": rows["on_leave"].to_numpy(),
        "whose": ~rows["is_theirs"].to_numpy(),
        "earlier_tenure": rows["earlier_tenure"].to_numpy(),
        "before_rule": before_rule,
        "day_unknown": day_unknown,
    }
    points = {name: point & possible for name, point in points.items()}
    certain = certain & possible & ~np.logical_or.reduce(list(points.values()))
    return {"possible": possible, "certain": certain, **points}


def _bounds(rule: CountingRule) -> np.ndarray:
    """For each of the register's records whether it is certainly and possibly an absence."""
    apologies = np.array([rule.apologies_excuse is False, rule.apologies_excuse is not True])
    substitute = np.array([rule.substitutes_attend is False, rule.substitutes_attend is not True])
    bounds = {
        registers.PRESENT: [False, False],
        registers.ABSENT: [True, True],
        registers.APOLOGIES: apologies,
        registers.SUBSTITUTE: substitute,
        registers.SUBSTITUTE_AND_APOLOGIES: apologies & substitute,
        registers.ABSENT_AND_APOLOGIES: [apologies[0], True],
        registers.CONTRADICTORY: [False, True],
        registers.NOT_RECORDED: [False, True],
    }
    return np.array([bounds[record] for record in registers.RECORDS])


def _sheet(
    rows: pd.DataFrame, about: pd.DataFrame, adopted: pd.Series[str], as_of: dt.date
) -> absences.Sheet:
    member = rows["member"].to_numpy()
    in_force = (rows["last"] >= dates.valid_from(adopted)).to_numpy()
    # The rule may have met a run that was under way when it came into force.
    is_last = np.append(member[1:] != member[:-1], True)[: len(member)]
    next_in_force = np.append(in_force[1:], True)[: len(member)]
    return absences.Sheet(
        size=len(about),
        member=member,
        first=rows["first"].to_numpy().astype(absences.DAY),
        last=rows["last"].to_numpy().astype(absences.DAY),
        certain=rows["certain"].to_numpy(),
        possible=rows["possible"].to_numpy(),
        in_order=rows["in_order"].to_numpy(dtype=bool),
        may_end=in_force | is_last | next_in_force,
        since=about["since"].to_numpy().astype(absences.DAY),
        today=np.full(len(about), np.datetime64(as_of), dtype=absences.DAY),
    )


# --- words -------------------------------------------------------------------------------


def _iso(days: np.ndarray) -> pd.Series[str]:
    return pd.Series(days.astype(str), dtype="str").replace("NaT", np.nan)


def _meeting_lists(listed: pd.DataFrame, size: int) -> list[list[dict[str, str]]]:
    lists: list[list[dict[str, str]]] = [[] for _ in range(size)]
    columns = (listed[name] for name in ("member", "meeting_id", "date", "record"))
    for member, id_, date, record in zip(*columns, strict=True):
        lists[member].append({"id": id_, "date": date, "record": record})
    return lists


def _assumptions(
    rows: pd.DataFrame, found: absences.Findings, about: pd.DataFrame, provision: pd.DataFrame
) -> list[str | None]:
    """What would decide each undetermined verdict, and what every verdict rests on."""
    listed = rows[found.listed]
    open_ones = _open_ones(listed[~listed["certain"]], len(about))
    rests_on_start = np.full(len(about), False)
    undated = listed["certain"] & listed["start_unknown"]
    rests_on_start[listed.loc[undated, "member"]] = True
    inferred = (about["basis"] == "inferred").to_numpy()
    unreachable = provision["unreachable"].to_numpy(dtype=bool)
    said: list[str | None] = []
    for member in range(len(about)):
        verdict = found.verdict[member]
        parts = []
        if verdict == absences.UNDETERMINED:
            parts.append(_what_decides(found, member, open_ones[member]))
        if verdict != absences.NOT_TRIGGERED and found.has_passed[member]:
            parts.append("Its window has passed: the rule is not met today.")
        if verdict == absences.TRIGGERED and rests_on_start[member]:
            parts.append(
                "No start date of the membership is recorded: it is taken to have begun before "
                "these meetings."
            )
        if inferred[member]:
            parts.append("The membership is inferred, not stated.")
        if unreachable[member]:
            parts.append(f"Unreachable: {_why_unreachable(provision['per_year'].iloc[member])}.")
        said.append(" ".join(parts) or None)
    return said


def _open_ones(rows: pd.DataFrame, size: int) -> list[dict[str, list[str]]]:
    """For each member the dates of possible absences by what they would count under."""
    points = rows[list(_OPEN_POINTS)].to_numpy(dtype=bool)
    open_ones: list[dict[str, list[str]]] = [{} for _ in range(size)]
    for member, date, row in zip(rows["member"], rows["date"], points, strict=True):
        words = [said for said, is_open in zip(_OPEN_POINTS.values(), row, strict=True) if is_open]
        open_ones[member].setdefault(" and ".join(words), []).append(date)
    return open_ones


def _what_decides(found: absences.Findings, member: int, open_ones: dict[str, list[str]]) -> str:
    cases = "; ".join(f"if {case}: {', '.join(when)}" for case, when in open_ones.items())
    any_year = "if a year means any 12 months"
    if found.year_decides[member] and found.only_any_year[member]:
        return f"Triggered {any_year}, not if it means a calendar year."
    if found.year_decides[member]:
        return f"Triggered {any_year}. If it means a calendar year, it depends on these: {cases}."
    also = f" and {any_year}" if found.only_any_year[member] else ""
    counted = sum(len(when) for when in open_ones.values())
    return f"Triggered if {_enough(found.short_by[member], counted)}{also} ({cases})."


def _enough(number: int, possible: int) -> str:
    if possible == 1:
        return "one possible absence counts"
    if number == 0:
        return f"enough of {possible} possible absences count"
    if number == possible:
        return f"all {possible} possible absences count"
    return (
        f"at least {number} of {possible} possible absences {'counts' if number == 1 else 'count'}"
    )


def _why_unreachable(per_year: float) -> str:
    return f"the body meets {per_year:g} times a year, as stated"


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    rank = frame["verdict"].map({verdict: rank for rank, verdict in enumerate(absences.VERDICTS)})
    by = [
        "rank",
        "body",
        "body_id",
        "seat",
        "person",
        "rule",
        "seat_id",
        "person_id",
        "consequence",
    ]
    return frame.assign(rank=rank).sort_values(by, ignore_index=True)[list(COLUMNS)]


def _none() -> pd.DataFrame:
    frame = pd.DataFrame(columns=list(COLUMNS), dtype="str")
    return frame.astype({"absences_low": "int64", "absences_high": "int64", "meetings": object})


# --- notes -------------------------------------------------------------------------------


def _notes_on_rules(
    g: Governance, every: pd.DataFrame, counted: pd.DataFrame, recorded: pd.Series[bool]
) -> list[str]:
    """Which rules have no verdict, and why."""
    notes = []
    silent = counted[~recorded]
    if len(silent):
        notes.append(
            "No attendance is recorded, so there is no verdict on the attendance rule of: "
            f"{_listed(silent['body'])}."
        )
    cannot = counted[counted["unreachable"]]
    notes += [
        f"Unreachable: '{row['text']}' of {row['body']} cannot fire, because "
        f"{_why_unreachable(row['per_year'])}."
        for row in cannot.to_dict("records")
    ]
    unknown = counted[counted["reach_unknown"]]
    if len(unknown):
        notes.append(
            "Whether the rule can fire at all is not known, because it is not stated how often "
            f"the body meets: {_listed(unknown['body'])}."
        )
    rest = every[~every["is_counted"]]
    understood = ~rest["parsed"].map(lambda rule: isinstance(rule, rules.ParseFault)).astype(bool)
    notes += [
        f"Not evaluated yet: {row['parsed'].plain()} ({row['body']})."
        for row in rest[understood].to_dict("records")
    ]
    notes += [
        f"Kept in plain words, not evaluated: {row['text']} ({row['body']})."
        for row in rest[~understood].to_dict("records")
    ]
    return notes + _note_on_proposed(g, every)


def _note_on_proposed(g: Governance, every: pd.DataFrame) -> list[str]:
    if g.include_proposed:
        return []
    with_proposed = _attendance_rules(g.at(include_proposed=True))
    key = ["body_id", "text", "reading", "consequence", "start_date"]
    merged = with_proposed.merge(every[key], how="left", on=key, indicator=True)
    proposed = merged[merged["_merge"] == "left_only"]
    if proposed.empty:
        return []
    return [f"Proposed attendance rules are left out: {_listed(proposed['body'])}."]


def _notes_on_meetings(g: Governance, judged: pd.DataFrame) -> list[str]:
    meetings = g.meetings
    today = pd.Timestamp(g.as_of).as_unit("s")
    overdue = meetings[(meetings["status"] == "planned") & (meetings["valid_from"] <= today)]
    overdue = overdue[overdue["body_id"].isin(judged["body_id"])]
    if overdue.empty:
        return []
    return [
        "Only meetings that were held count. Planned for a day that has passed and not recorded "
        f"as held: {_listed(overdue['body'] + ' ' + overdue['date'])}."
    ]


def _listed(names: Iterable[str]) -> str:
    distinct = sorted(set(names))
    rest = len(distinct) - _LISTED
    return "; ".join(distinct[:_LISTED]) + (f"; and {rest} more" if rest > 0 else "")
