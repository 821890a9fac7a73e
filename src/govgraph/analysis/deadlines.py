"""Deadlines: when notice, papers and minutes of a meeting are due, by the body's own rules."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from govgraph import dates, rules
from govgraph.analysis import rules_of_bodies
from govgraph.analysis.upward_wording import listed
from govgraph.analysis.working_days import (
    Country,
    Due,
    OutsideTheCalendarError,
    WorkingDays,
    is_known,
)
from govgraph.errors import GovgraphError
from govgraph.governance import Governance
from govgraph.rules.deadline import Deadline, NextMeeting

KINDS = ("notice", "papers", "minutes")
"""The kinds of rule that set a deadline, in the order in which they fall."""

COLUMNS = (
    "body",
    "meeting_date",
    "what",
    "due",
    "state",
    "rule",
    "understood",
    "reading",
    "counted",
    "assumption",
    "advice",
    "consequence",
    "source",
    "paragraph",
    "basis",
    "meeting_status",
    "body_id",
)

PASSED, TODAY, AHEAD = "passed", "today", "due"
NOT_RECORDED = "not recorded"

_CASE = (
    "clear days are working days, as the Court of Appeal read 'three clear days' in section "
    "100B of the Local Government Act 1972 (R v Swansea City Council, ex parte Elitestone "
    "Ltd, 1993); whether these terms mean the same is not said"
)
_TO_THE_LETTER = (
    "clear days are any days, as the rule does not say working days; as 'clear days' in "
    "section 100B of the Local Government Act 1972 are read, they would be working days"
)
_LISTED = 10
"""Names in one note; a longer list is cut and counted."""


def deadlines(
    g: Governance,
    body: str | None = None,
    meeting: dt.date | None = None,
    *,
    country: Country = "england",
) -> pd.DataFrame:
    """When notice, papers and minutes are due: for one meeting, or for all that are planned.

    A deadline is the last day on which it is in time. Working days are those of the country
    (see :mod:`govgraph.analysis.working_days`). Where the wording of a rule has two readings
    that both have followers, each is a row: clear days are counted as working days (Local
    Government Act 1972, s.100B; R v Swansea City Council, ex parte Elitestone Ltd, Court of
    Appeal 1993) and as any days.

    Args:
        g: the snapshot.
        body: id, name or other name of the body that meets; all asked about if None.
        meeting: the day of the meeting, which need not be recorded. Without it: every
            meeting that is recorded as planned, from the day that is looked at.
        country: whose bank holidays count.

    Returns:
        one row for each deadline and reading, in the order of body, meeting and kind:

        - ``body, meeting_date``; ``meeting_status``: planned, held, cancelled or not recorded.
        - ``what``: notice, papers or minutes; ``due``: the last day, in ISO form.
        - ``state``: ``passed``, ``today`` or ``due``, as of the day that is looked at.
        - ``rule``: as the source words it; ``understood``: in plain words.
        - ``reading``: which of several readings is counted; blank where there is one.
        - ``counted``: how, with every bank holiday that was skipped.
        - ``assumption``: what the date rests on, and the date under another one.
        - ``advice``: where the day is no working day, the last working day before it.
        - ``consequence, source, paragraph``: of the rule; ``basis``: stated; ``body_id``.

        ``attrs["notes"]`` says whose bank holidays count, which rules were not understood,
        for which bodies no rule is stated and for which that is not known.

    Raises:
        NotFoundError, AmbiguousError: ``body`` fits nothing, or several.
        GovgraphError: a meeting is given without a body.

    >>> from govgraph import merging
    >>> len(deadlines(Governance(merging.combine({}))))
    0
    """
    if meeting is not None and body is None:
        raise GovgraphError("Name the body that meets on that day.")
    bodies = list(g.asked_about) if body is None else [g.find_body(body)]
    calendar = _calendar(g, bodies)
    if meeting is None:
        meetings = _planned(calendar, g.as_of)
    else:
        meetings = _the_meeting(g, bodies[0], meeting)
    stated = _rules(g, bodies)
    days = WorkingDays(country)
    frame, undated = _frame(g, meetings, stated, calendar, days)
    frame.attrs["notes"] = [
        *_notes_on_meetings(g, bodies, calendar, meetings, meeting),
        *_notes_on_rules(g, meetings, stated, undated),
        *(_notes_on_counting(days) if len(frame) else []),
    ]
    return frame


# --- meetings and rules -------------------------------------------------------------------


def _calendar(g: Governance, bodies: Sequence[str]) -> pd.DataFrame:
    """The recorded meetings of these bodies: body_id, body, date, status, first and last day."""
    every = g.meetings
    every = every[every["body_id"].isin(bodies)][["body_id", "body", "date", "status"]]
    never = pd.Series(False, index=every.index)
    return every.assign(
        first=dates.valid_from(every["date"]), last=dates.valid_to(every["date"], never)
    )


def _planned(calendar: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """The planned meetings that may still come, each once."""
    day = pd.Timestamp(as_of).as_unit("s")
    rows = calendar[(calendar["status"] == "planned") & (calendar["last"] >= day)]
    return rows.drop_duplicates(["body_id", "date"])


def _the_meeting(g: Governance, body: str, day: dt.date) -> pd.DataFrame:
    """One meeting on that day, recorded or not; what was not cancelled comes first."""
    joins = g.tables["MEETING_OF"]
    theirs = g.tables["Meeting"]["id"].isin(joins.loc[joins["to_id"] == body, "from_id"])
    same = g.tables["Meeting"][theirs & (g.tables["Meeting"]["date"] == day.isoformat())]
    blank = "held" if day <= g.as_of else "planned"
    said = sorted(same["status"].fillna(blank), key=lambda status: status == "cancelled")
    row = {"body_id": body, "date": day.isoformat(), "status": said[0] if said else NOT_RECORDED}
    moment = pd.Timestamp(day).as_unit("s")
    return pd.DataFrame([row | {"first": moment, "last": moment}])


def _rules(g: Governance, bodies: Sequence[str]) -> pd.DataFrame:
    """The rules of these bodies that set a deadline, parsed; equal rows are one, all cited."""
    by = ["body_id", "body", "kind", "text", "reading", "consequence", "start_date", "end_date"]
    return rules_of_bodies.in_force(g, *KINDS, bodies=bodies, each=by)


# --- readings -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """One way to read a rule.

    Attributes:
        rule: the rule, with what it leaves open filled in.
        words: what is taken to be meant, where there are several readings; else blank.
        assumption: why, or what else may be meant.
        others: rules that would give another date, by what would have to be meant.
    """

    rule: Deadline
    words: str = ""
    assumption: str = ""
    others: tuple[tuple[str, Deadline], ...] = ()


def readings(rule: Deadline) -> list[Reading]:
    """The ways to read a rule, the earliest date first where it is due before the meeting.

    >>> [reading.words for reading in readings(Deadline(5, "day", clear=True))]
    ['clear working days', 'clear days of any kind']
    """
    if rule.unit != "day":
        weeks = "A working week is taken as five working days." if rule.working else ""
        return [Reading(rule, assumption=weeks)]
    in_working_days = replace(rule, working=True)
    if rule.clear and rule.working is None:
        return [
            Reading(in_working_days, "clear working days", f"Counted here: {_CASE}."),
            Reading(rule, "clear days of any kind", f"Counted here: {_TO_THE_LETTER}."),
        ]
    others = []
    if rule.working is None:
        others.append(("working days are meant", in_working_days))
    if rule.direction == "before" and not rule.clear:
        others.append(("the days are clear", replace(rule, clear=True)))
        if rule.working is None:
            others.append(("clear working days are meant", replace(in_working_days, clear=True)))
    assumption = "Counted in calendar days." if rule.working is None else ""
    return [Reading(rule, assumption=assumption, others=tuple(others))]


@dataclass(frozen=True)
class _Found:
    """What one reading comes to for one meeting day."""

    due: str
    counted: str
    assumption: str
    advice: str = ""


def _work_out(reading: Reading, meeting: dt.date, days: WorkingDays) -> _Found:
    due = days.due(reading.rule, meeting)
    said = [reading.assumption, *_other_dates(reading, meeting, due.day, days)]
    said += [
        f"The bank holidays of {year} are not known, so none is counted."
        for year in sorted(set(due.years or ()))
        if not is_known(year)
    ]
    advice = _advice(due, meeting, days)
    return _Found(due.day.isoformat(), due.counted, " ".join(filter(None, said)), advice)


def _other_dates(
    reading: Reading, meeting: dt.date, due: dt.date, days: WorkingDays
) -> Iterator[str]:
    said = []
    for meant, other in reading.others:
        day = days.due(other, meeting).day
        if day != due:
            said.append(f"{dates.in_words(day)} if {meant}")
    if said:
        yield f"It would be {'; '.join(said)}."


def _advice(due: Due, meeting: dt.date, days: WorkingDays) -> str:
    """What to do where the last day is a day on which nobody works."""
    day = due.day
    if days.is_working(day):
        return ""
    what = days.bank_holiday(day)
    named = f"a bank holiday ({what})" if what and day.weekday() < 5 else f"a {day:%A}"
    working = days.last_working_day(day)
    if day > meeting >= working:
        return f"{dates.in_words(day)} is {named}."
    return f"{dates.in_words(day)} is {named}: the last working day before it is {working:%A} " + (
        f"{dates.in_words(working)}."
    )


# --- the frame ----------------------------------------------------------------------------


def _frame(
    g: Governance,
    meetings: pd.DataFrame,
    stated: pd.DataFrame,
    calendar: pd.DataFrame,
    days: WorkingDays,
) -> tuple[pd.DataFrame, list[str]]:
    """The deadlines, and sentences on those that have no date."""
    about_meeting = ["body_id", "date", "status", "first", "last"]
    whole = meetings.loc[meetings["first"] == meetings["last"], about_meeting]
    counted, out_of_range = _counted(whole, stated, days)
    at_next, no_next = _at_the_next(whole, stated, calendar)
    rows = pd.concat([counted, at_next], ignore_index=True)
    today = g.as_of.isoformat()
    order = rows["kind"].map({kind: place for place, kind in enumerate(KINDS)})
    state = pd.Series(AHEAD, index=rows.index).mask(rows["due"] == today, TODAY)
    rows = rows.assign(
        order=order,
        state=state.mask(rows["due"] < today, PASSED),
        assumption=_together(rows["assumption"], _out_of_force(rows), " "),
        basis="stated",
        reading=_together(rows["reading"].fillna(""), rows["way"], "; "),
    )
    rows = rows.sort_values(["body", "body_id", "date", "order", "due", "text"], kind="stable")
    named = {"date": "meeting_date", "kind": "what", "text": "rule", "status": "meeting_status"}
    frame = rows.rename(columns=named)[list(COLUMNS)].reset_index(drop=True).astype("str")
    blank = ("reading", "assumption", "advice")
    frame = frame.assign(**{name: frame[name].replace("", None) for name in blank})
    return frame, [*out_of_range, *no_next]


def _counted(
    meetings: pd.DataFrame, stated: pd.DataFrame, days: WorkingDays
) -> tuple[pd.DataFrame, list[str]]:
    """A row for each meeting, rule and reading that counts days."""
    of_rules = stated[stated["parsed"].map(lambda rule: isinstance(rule, Deadline)).astype(bool)]
    ways = {rule: readings(rule) for rule in of_rules["parsed"].unique()}
    read = of_rules.assign(read=of_rules["parsed"].map(ways)).explode("read", ignore_index=True)
    numbers, distinct = pd.factorize(read["read"])
    rows = meetings.merge(read.assign(number=numbers), on="body_id")
    pairs = rows[["number", "date"]].drop_duplicates()
    found: dict[tuple[int, str], _Found | None] = {
        (number, date): _worked_out(distinct[number], date, days)
        for number, date in zip(pairs["number"], pairs["date"], strict=True)
    }
    each = [found[key] for key in zip(rows["number"], rows["date"], strict=True)]
    has_date = pd.Series([one is not None for one in each], index=rows.index, dtype=bool)
    undated = [
        f"{body}: '{text}' of the meeting of {date} is no day that a calendar has."
        for body, text, date in rows.loc[~has_date, ["body", "text", "date"]].itertuples(
            index=False
        )
    ]
    rows, dated = rows[has_date], [one for one in each if one]
    worked_out = {
        name: pd.Series([getattr(one, name) for one in dated], index=rows.index, dtype="str")
        for name in ("due", "counted", "assumption", "advice")
    }
    way = rows["read"].map(lambda reading: reading.words).astype("str")
    rows = rows.assign(**worked_out, way=way, understood=_plain(rows))
    return rows, undated


def _worked_out(reading: Reading, date: str, days: WorkingDays) -> _Found | None:
    try:
        return _work_out(reading, dt.date.fromisoformat(date), days)
    except OutsideTheCalendarError:
        return None


def _at_the_next(
    meetings: pd.DataFrame, stated: pd.DataFrame, calendar: pd.DataFrame
) -> tuple[pd.DataFrame, list[str]]:
    """A row for each meeting and rule that names the next meeting, where that is recorded."""
    is_next = stated["parsed"].map(lambda rule: isinstance(rule, NextMeeting)).astype(bool)
    rows = meetings.merge(stated[is_next], on="body_id")
    held = calendar[(calendar["status"] != "cancelled") & calendar["body_id"].isin(rows["body_id"])]
    held = held.sort_values(["first", "last"])
    by_body = dict(list(held.groupby("body_id", sort=False)))
    nexts = [
        _next_after(by_body.get(body), first)
        for body, first in zip(rows["body_id"], rows["first"], strict=True)
    ]
    unknown = [
        f"{body}: {kind} are due '{text}', and no meeting after {date} is recorded to the day."
        for (body, kind, text, date), day in zip(
            rows[["body", "kind", "text", "date"]].itertuples(index=False), nexts, strict=True
        )
        if day is None
    ]
    known = pd.Series([day is not None for day in nexts], index=rows.index, dtype=bool)
    rows = rows[known]
    rows = rows.assign(
        due=pd.Series([day for day in nexts if day], index=rows.index, dtype="str"),
        counted="the next meeting that is recorded",
        assumption="Provided that no meeting which is not recorded comes before it.",
        advice="",
        way="",
        understood=_plain(rows),
    )
    return rows, unknown


def _plain(rows: pd.DataFrame) -> pd.Series[str]:
    return rows["parsed"].map(lambda rule: rule.plain()).astype("str")


def _next_after(of_body: pd.DataFrame | None, day: pd.Timestamp) -> str | None:
    """The date of the first meeting after a day; None where none is, or its day is not known."""
    if of_body is None:
        return None
    place = bisect_right(of_body["first"].tolist(), day)
    # A meeting of which only month or year is known may come next.
    vague = of_body[(of_body["first"] < of_body["last"]) & (of_body["last"] > day)]
    if place == len(of_body) or (
        len(vague) and vague["first"].iloc[0] <= of_body["first"].iloc[place]
    ):
        return None
    return str(of_body["date"].iloc[place])


def _out_of_force(rows: pd.DataFrame) -> pd.Series[str]:
    """What to say where a rule that holds today does not hold on the day of the meeting."""
    never = pd.Series(False, index=rows.index)
    later = rows["start_date"].notna() & (dates.valid_from(rows["start_date"]) > rows["last"])
    ended = rows["end_date"].notna() & (dates.valid_to(rows["end_date"], never) < rows["first"])
    said = pd.Series("", index=rows.index, dtype="str")
    said = said.mask(
        later, "The rule is in force only from " + rows["start_date"].astype("str") + "."
    )
    return said.mask(ended, "The rule ends on " + rows["end_date"].astype("str") + ".")


def _together(one: pd.Series[str], other: pd.Series[str], joint: str) -> pd.Series[str]:
    between = pd.Series(joint, index=one.index, dtype="str").where((one != "") & (other != ""), "")
    return one + between + other


# --- notes --------------------------------------------------------------------------------


def _notes_on_meetings(
    g: Governance,
    bodies: Sequence[str],
    calendar: pd.DataFrame,
    meetings: pd.DataFrame,
    meeting: dt.date | None,
) -> Iterator[str]:
    gone = sorted(set(bodies) - set(g.held("Body")["id"]))
    if gone:
        yield f"{_names(g, gone)}: not in force on {g.as_of.isoformat()}, or only proposed."
    if meeting is not None:
        status = meetings["status"].iloc[0]
        if status == NOT_RECORDED:
            day = dates.in_words(meeting)
            yield f"No meeting on {day} is recorded: it is taken to be held then."
        elif status == "cancelled":
            yield f"The meeting on {dates.in_words(meeting)} is recorded as cancelled."
        return
    vague = meetings[meetings["first"] < meetings["last"]]
    if len(vague):
        said = [f"{body} ({date})" for body, date in zip(vague["body"], vague["date"], strict=True)]
        yield f"The day of a planned meeting is not known, so nothing is counted: {_cut(said)}."
    idle = sorted(set(bodies) - set(meetings["body_id"]))
    if idle:
        who = _names(g, idle) if len(idle) <= _LISTED else f"{len(idle)} bodies"
        yield f"No planned meeting from {dates.in_words(g.as_of)} on is recorded for {who}."


def _notes_on_rules(
    g: Governance, meetings: pd.DataFrame, stated: pd.DataFrame, undated: Iterable[str]
) -> Iterator[str]:
    met = stated[stated["body_id"].isin(meetings["body_id"])]
    for body, kind, text, fault in met[["body", "kind", "text", "parsed"]].itertuples(index=False):
        if isinstance(fault, rules.ParseFault):
            yield f"Not evaluated: {kind} of {body}, '{text}' ({fault.message})."
    yield from undated
    every = pd.Series(sorted(set(meetings["body_id"])), dtype="str")
    covered = g.covers(every, "rules")
    proposed = _proposed_rules(g, every)
    for kinds, without in _unstated(stated, every[covered]).items():
        yield (
            f"No rule on {kinds} is stated for {_names(g, without)}: the sources give the rules "
            "completely."
        )
    for kinds, unknown in _unstated(stated, every[~covered]).items():
        yield (
            f"No rule on {kinds} is recorded for {_names(g, unknown)}, and the sources do not "
            "give the rules completely: whether there is one is not known."
        )
    if proposed:
        yield f"Left out, as only proposed: {_cut(proposed)}."


def _unstated(stated: pd.DataFrame, bodies: pd.Series[str]) -> dict[str, list[str]]:
    """The bodies without a rule, by the kinds that they have none of, in words."""
    lacking: dict[str, list[str]] = {}
    has = set(zip(stated["body_id"], stated["kind"], strict=True))
    for body in bodies:
        *others, last = [kind for kind in KINDS if (body, kind) not in has] or [""]
        if last:
            words = f"{', '.join(others)} or {last}" if others else last
            lacking.setdefault(words, []).append(body)
    return lacking


def _proposed_rules(g: Governance, bodies: pd.Series[str]) -> list[str]:
    if g.include_proposed or not g.tables["Rule"]["proposed"].any():
        return []
    rows = g.at(include_proposed=True).rules
    rows = rows[rows["kind"].isin(KINDS) & rows["body_id"].isin(bodies)]
    rows = rows[~rows["id"].isin(g.rules["id"])].sort_values(["body", "kind", "text"])
    return [
        f"{kind} of {body}, '{text}'"
        for body, kind, text in rows[["body", "kind", "text"]].itertuples(index=False)
    ]


def _notes_on_counting(days: WorkingDays) -> Iterator[str]:
    local = " Local holidays that councils keep besides are not among them."
    yield (
        f"Bank holidays are those of {days.name}; a day that is proclaimed later is not among "
        f"them.{local if days.country == 'scotland' else ''}"
    )
    yield (
        "Counted is what the bodies' own rules say. What statute asks for besides, such as five "
        "clear days for the agenda of a council's committee (Local Government Act 1972, s.100B), "
        "is not."
    )


def _names(g: Governance, ids: Sequence[str]) -> str:
    return _cut([str(name) for name in g.name_of(pd.Series(ids, dtype="str"))])


def _cut(said: Sequence[str]) -> str:
    return listed(said, _LISTED)
