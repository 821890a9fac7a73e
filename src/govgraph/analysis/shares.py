"""How much was attended: a share or a number of the meetings in a period, between two bounds.

A record gives a score: what it adds if the meeting was attended, and what if not; a meeting that
does not count for the member adds nothing. Attendance is too low where the scores of a period
come to less than the rule's target, so the least and the greatest score of every record bound
what the period can come to, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from govgraph.analysis import absences, timeline, windows
from govgraph.analysis.absences import (
    NOT_TRIGGERED,
    TRIGGERED,
    UNDETERMINED,
    VERDICTS,
    Details,
    Findings,
    Sheet,
)
from govgraph.analysis.timeline import Counter, Sums, Timeline
from govgraph.analysis.windows import NEVER, spoken
from govgraph.rules.attendance import AttendanceCount, AttendanceShare
from govgraph.rules.periods import FIRST_MONTH, OPEN_YEAR, Period, years_in_words
from govgraph.sentences import counted

Rule = AttendanceShare | AttendanceCount


@dataclass(frozen=True)
class Scale:
    """What a meeting adds that was attended, and one that was not.

    Attendance is too low where the sum is less than the target.
    """

    attended: int
    missed: int
    target: int

    @classmethod
    def of(cls, rule: Rule) -> Scale:
        """The scale of a rule, in whole numbers.

        Attended a of m meetings is less than p/q where a(q - p) - (m - a)p < 0.
        """
        if isinstance(rule, AttendanceCount):
            return cls(1, 0, rule.fewer_than)
        part, whole = rule.share.numerator, rule.share.denominator
        return cls(whole - part, -part, 0)


@dataclass(frozen=True)
class Scores:
    """The least and the greatest score of each row, and whether it may not count at all."""

    low: np.ndarray
    high: np.ndarray
    may_be_out: np.ndarray


@dataclass(frozen=True)
class Register:
    """What is known of the members' registers beside their rows, for each member.

    ``begins`` and ``ends`` are the days between which the register lists every meeting, as far
    as can be told; ``since`` the first day on which the membership certainly ran; ``adopted``
    the first day on which the rule may have been in force; ``per_year`` how often the body
    meets, as stated (not a number where it is not): a period with as many meetings is whole.
    """

    begins: np.ndarray
    ends: np.ndarray
    since: np.ndarray
    adopted: np.ndarray
    per_year: np.ndarray


@dataclass(frozen=True)
class _Windows:
    """Periods of members, with the least and greatest score of each.

    ``is_over``: nothing can be added to it any more; ``is_whole``: the membership ran all
    through it; ``is_listed``: the register lists all its meetings; ``is_bound``: it is known
    where the period begins.
    """

    member: np.ndarray
    before: np.ndarray
    until: np.ndarray
    low: np.ndarray
    high: np.ndarray
    is_over: np.ndarray
    is_whole: np.ndarray
    is_listed: np.ndarray
    is_bound: np.ndarray


@dataclass(frozen=True)
class _Outcome:
    """What one meaning of the year comes to: the windows that are, and may be, too low."""

    year: str
    every: _Windows
    sure_ones: np.ndarray
    open_ones: np.ndarray
    size: int

    @cached_property
    def is_sure(self) -> np.ndarray:
        """Whether each member has a window that is too low for certain."""
        return self._have(self.sure_ones)

    @cached_property
    def may_be(self) -> np.ndarray:
        """Whether each member has a window that is, or may be, too low."""
        return np.asarray(self._have(self.open_ones) | self.is_sure)

    def _have(self, places: np.ndarray) -> np.ndarray:
        have = np.zeros(self.size, dtype=bool)
        have[self.every.member[places]] = True
        return have

    @cached_property
    def surely(self) -> np.ndarray:
        """The latest window of each member that surely is too low; -1 if there is none."""
        return timeline.last_of_each(self.every.member[self.sure_ones], self.sure_ones, self.size)

    @cached_property
    def maybe(self) -> np.ndarray:
        """The window of each member that is nearest to being too low; -1 if none may be."""
        places = self.open_ones
        return timeline.last_of_each(
            self.every.member[places], places, self.size, -self.every.high[places]
        )


def shares_in_windows(rule: Rule, sheet: Sheet, scores: Scores, register: Register) -> Findings:
    """Attendance below a share, or a number, of the meetings in a period.

    Args:
        rule: the rule.
        sheet: the members' rows; its certain and possible absences are only counted.
        scores: what each row may add (see :class:`Scale`).
        register: what is known of the registers.

    A year that has a name is judged when it is over: until then the rule can still be met or
    missed. Where a year may mean several things, each is judged, and the rule is triggered
    where it is under all of them.
    """
    years = tuple(OPEN_YEAR) if rule.period.year == "open" else (rule.period.year,)
    outcomes = [_outcome(rule, year, sheet, scores, register) for year in years]
    is_sure = np.logical_and.reduce([each.is_sure for each in outcomes])
    may_be = np.logical_or.reduce([each.may_be for each in outcomes])
    codes = np.full(sheet.timeline.size, VERDICTS.index(NOT_TRIGGERED), dtype=np.uint8)
    codes[may_be] = VERDICTS.index(UNDETERMINED)
    codes[is_sure] = VERDICTS.index(TRIGGERED)
    return Findings(
        codes, lambda: _details(rule, sheet, scores, register, outcomes, is_sure, may_be)
    )


def _outcome(rule: Rule, year: str, sheet: Sheet, scores: Scores, register: Register) -> _Outcome:
    every = _windows(rule.period, year, sheet, scores, register)
    target = Scale.of(rule).target
    is_full = every.is_listed & every.is_bound & every.is_over
    may_be = every.low < target
    if isinstance(rule, AttendanceCount) or not _is_named(every, year).all():
        is_early = _is_before_the_record(every, sheet.timeline.size, register)
        # What of a named year is on record can show too low a share, and no later period has it.
        may_be &= ~is_early | (_is_named(every, year) & isinstance(rule, AttendanceShare))
    if isinstance(rule, AttendanceCount):
        surely_held = Counter(sheet.timeline, np.flatnonzero(~scores.may_be_out))
        held = surely_held.within(every.member, every.before, every.until)
        any_held = Counter(sheet.timeline, np.arange(len(sheet.timeline.member)))
        is_full &= every.is_whole & (held >= rule.fewer_than)
        may_be &= every.is_over & (any_held.within(every.member, every.before, every.until) > 0)
    elif year == "any":
        is_full &= every.is_whole
    # Of a year that has a name, the part since the membership began stands for the whole.
    surely = np.flatnonzero(is_full & (every.high < target))
    return _Outcome(year, every, surely, np.flatnonzero(may_be), sheet.timeline.size)


def _is_named(every: _Windows, year: str) -> np.ndarray:
    """Whether each period is a year of which the first and last day are known."""
    return every.is_bound & (year != "any")


def _is_before_the_record(every: _Windows, size: int, register: Register) -> np.ndarray:
    """Whether a window begins before the record does, of a member who has others that do not.

    What was attended before anything is on record is not asked about.
    """
    is_early = ~every.is_listed & (every.before + 1 < register.begins[every.member])
    has_other = np.zeros(size, dtype=bool)
    has_other[every.member[~is_early]] = True
    return np.asarray(is_early & has_other[every.member])


def _windows(
    period: Period, year: str, sheet: Sheet, scores: Scores, register: Register
) -> _Windows:
    line = sheet.timeline
    is_bound = np.full(line.size, year != "membership") | (sheet.anchor != NEVER)
    if year in FIRST_MONTH and period.number == 1 and line.is_exact:
        member, until, low, high = _whole_years(year, line, scores)
        before = windows.day_before(until, period, year)
    else:
        member, until = _ends(period, year, sheet, register, is_bound)
        before = sheet.day_before(until, member, period, year)
        if not is_bound.all():
            before = np.where(is_bound[member], before, windows.day_before(until, period, "any"))
        low, high = Sums(line, scores.low, scores.high).within(member, before, until)
    bound = is_bound[member]
    is_listed = (before + 1 >= register.begins[member]) & (until <= register.ends[member])
    if not is_listed.all() and not np.isnan(register.per_year).all():
        held = Counter(line, np.arange(len(line.member))).within(member, before, until)
        years = (until - before) / 365.25
        is_listed |= held >= np.round(register.per_year[member] * years, 6)
    found = _Windows(
        member=member,
        before=before,
        until=until,
        low=low,
        high=high,
        is_over=np.where(bound & (year != "any"), until < sheet.today, until <= sheet.today),
        is_whole=before + 1 >= register.since[member],
        is_listed=is_listed,
        is_bound=bound,
    )
    in_force = until >= register.adopted[member]
    if in_force.all():
        return found
    return _Windows(**{name: values[in_force] for name, values in vars(found).items()})


def _whole_years(
    year: str, line: Timeline, scores: Scores
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Member, last day, least and greatest score of every year that has a meeting.

    Where every day is known, the rows of a year stand side by side, and are added up there.
    """
    end = windows.last_day(line.first, year)
    begins = np.append(True, (end[1:] != end[:-1]) | (line.member[1:] != line.member[:-1]))
    starts = np.flatnonzero(begins[: len(end)])
    if not len(starts):
        return line.member[:0], end[:0], np.zeros(0, np.int64), np.zeros(0, np.int64)
    low, high = (np.add.reduceat(score, starts) for score in (scores.low, scores.high))
    return line.member[starts], end[starts], low, high


def _ends(
    period: Period, year: str, sheet: Sheet, register: Register, is_bound: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Member and last day of every window, in order of both."""
    if year == "any":
        return _ends_of_any(period, sheet, register, np.full(sheet.timeline.size, True))
    named = _ends_of_named(period, year, sheet, is_bound)
    if is_bound.all():
        return named
    others = _ends_of_any(period, sheet, register, ~is_bound)
    return _each_once([named, others])


def _ends_of_named(
    period: Period, year: str, sheet: Sheet, is_bound: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Member and last day of every named year, or number of them, that has a meeting."""
    line = sheet.timeline
    parts = []
    for days in (line.first,) if line.is_exact else (line.first, line.last):
        end = windows.last_day(
            days, year, sheet.anchor[line.member] if year == "membership" else None
        )
        begins = np.append(True, (end[1:] != end[:-1]) | (line.member[1:] != line.member[:-1]))
        chosen = np.flatnonzero(begins[: len(end)] & is_bound[line.member])
        member, end = line.member[chosen], end[chosen]
        for _ in range(period.number):
            parts.append((member, end))
            end = windows.last_day(end + 1, year, sheet.anchor[member])
    return _each_once(parts)


def _ends_of_any(
    period: Period, sheet: Sheet, register: Register, wanted: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Member and last day of every period at whose end the meetings in it change.

    As the period moves on, that is where a meeting comes in and where one has gone out of it.
    The first period that lies in the membership as a whole, and the last, belong to them.
    """
    line = sheet.timeline
    rows = np.flatnonzero(wanted[line.member])
    everyone = np.flatnonzero(wanted)
    parts = [(everyone, np.full(len(everyone), sheet.today))]
    began = everyone[register.since[everyone] > windows.OPEN_START]
    parts.append((began, windows.first_day_without(register.since[began], period, "any") - 1))
    for days in (line.first,) if line.is_exact else (line.first, line.last):
        parts.append((line.member[rows], days[rows]))
        parts.append((line.member[rows], windows.first_day_without(days[rows], period, "any")))
    member, until = _each_once(parts)
    is_past = until <= sheet.today
    return member[is_past], until[is_past]


def _each_once(parts: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Members and days, in order of both, each once."""
    member = np.concatenate([part for part, _ in parts])
    until = np.concatenate([part for _, part in parts]).astype(np.int32)
    if len(parts) == 1:
        return member, until
    key = timeline.packed(member, until)
    _, first = np.unique(key, return_index=True)
    return member[first], until[first]


@dataclass(frozen=True)
class _Shown:
    """The window of each member that the answer is about: one of a meaning's, or today's."""

    outcome: np.ndarray
    place: np.ndarray
    before: np.ndarray
    until: np.ndarray


def _shown(rule: Rule, sheet: Sheet, outcomes: list[_Outcome], is_sure: np.ndarray) -> _Shown:
    """A window that decides: the latest where the rule surely is met, else an open one."""
    size = sheet.timeline.size
    today = np.full(size, sheet.today)
    year = outcomes[-1].year
    before = sheet.day_before(today, np.arange(size), rule.period, year)
    until = today if year == "any" else windows.last_day(today, year, sheet.anchor)
    is_unknown = before == today - 1  # of a membership year with an unknown first day
    if year == "membership":
        before = np.where(is_unknown, windows.day_before(today, rule.period, "any"), before)
        until = np.where(is_unknown, today, until)
    shown = _Shown(np.full(size, -1), np.full(size, -1), before, until)
    best = np.full(size, np.iinfo(np.int64).min)
    for number, outcome in enumerate(outcomes):
        # Where a meaning is sure and the whole is not, what the other leaves open comes first.
        places = np.where(is_sure, outcome.surely, outcome.maybe)
        rank = absences.at(outcome.every.until, places, -1).astype(np.int64)
        if len(outcomes) > 1:
            decided = ~is_sure & (outcome.surely >= 0)
            places = np.where(decided, outcome.surely, places)
            rank = np.where(decided, -1, rank)
        chosen = (places >= 0) & (rank >= best)
        best = np.where(chosen, rank, best)
        shown = replace(
            shown,
            outcome=np.where(chosen, number, shown.outcome),
            place=np.where(chosen, places, shown.place),
            before=np.where(chosen, absences.at(outcome.every.before, places, 0), shown.before),
            until=np.where(chosen, absences.at(outcome.every.until, places, 0), shown.until),
        )
    return shown


def _details(
    rule: Rule,
    sheet: Sheet,
    scores: Scores,
    register: Register,
    outcomes: list[_Outcome],
    is_sure: np.ndarray,
    may_be: np.ndarray,
) -> Details:
    line = sheet.timeline
    shown = _shown(rule, sheet, outcomes, is_sure)
    end = np.minimum(shown.until, sheet.today)
    in_window = line.between(shown.before, end)
    everyone = np.arange(line.size)
    among_certain, among_possible = (
        Counter(line, np.flatnonzero(which)) for which in (sheet.certain, sheet.possible)
    )

    def words() -> list[_Words]:
        scale = Scale.of(rule)
        counted = _Counted.of(line, in_window, scores, scale)
        return [
            _Words(rule, scale, sheet, outcomes, shown, counted, register, member)
            for member in range(line.size)
        ]

    return Details(
        low=among_certain.within(everyone, shown.before, end),
        high=among_possible.within(everyone, shown.before, end),
        window_start=np.maximum(shown.before + 1, np.minimum(sheet.since, end)),
        window_end=end,
        trigger_date=np.where(is_sure, shown.until, NEVER),
        listed=in_window[scores.low[in_window] < Scale.of(rule).attended],
        has_passed=may_be & _has_passed(rule, sheet, outcomes, shown),
        remaining=lambda: [
            None if sure else each.remaining(open_)
            for each, sure, open_ in zip(words(), is_sure.tolist(), may_be.tolist(), strict=True)
        ],
        reasons=lambda: [
            each.what_decides() if open_ and not sure else None
            for each, sure, open_ in zip(words(), is_sure.tolist(), may_be.tolist(), strict=True)
        ],
        basis=lambda: [each.attended() for each in words()],
    )


def _has_passed(rule: Rule, sheet: Sheet, outcomes: list[_Outcome], shown: _Shown) -> np.ndarray:
    """Whether the window shown is not the latest one, which is not too low."""
    passed = np.full(sheet.timeline.size, False)
    everyone = np.arange(sheet.timeline.size)
    today = np.full(sheet.timeline.size, sheet.today)
    for number, outcome in enumerate(outcomes):
        mine = shown.outcome == number
        if outcome.year == "any":
            every = outcome.every
            now = (every.until == sheet.today) & (every.low < Scale.of(rule).target)
            is_low_now = np.isin(everyone, every.member[now])
            passed |= mine & (shown.until < sheet.today) & ~is_low_now
        else:
            start = sheet.day_before(today, everyone, rule.period, outcome.year)
            passed |= mine & (shown.until < start)
    return passed


# --- words -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Counted:
    """What each member's shown window holds.

    Meetings that count and that were attended, at least and at most; the sums of the scores;
    the open records and by how much each may move the sum (0 where they differ in that).
    """

    meetings: tuple[list[int], list[int]]
    attended: tuple[list[int], list[int]]
    sums: tuple[list[int], list[int]]
    open_ones: list[int]
    step: list[int]

    @classmethod
    def of(cls, line: Timeline, rows: np.ndarray, scores: Scores, scale: Scale) -> _Counted:
        member = line.member[rows]
        low, high = (score[rows].astype(np.int64) for score in (scores.low, scores.high))

        def count(which: np.ndarray) -> list[int]:
            return list(np.bincount(member[which], minlength=line.size).tolist())

        def total(values: np.ndarray) -> list[int]:
            sums = np.zeros(line.size, dtype=np.int64)
            np.add.at(sums, member, values)
            return list(sums.tolist())

        is_open = low < high
        step = np.zeros(line.size, dtype=np.int64)
        np.maximum.at(step, member[is_open], (high - low)[is_open])
        differs = is_open & ((high - low) != step[member])
        step[member[differs]] = 0
        may_be_out = scores.may_be_out[rows]
        attended = low == scale.attended
        return cls(
            (count(~may_be_out), count(np.full(len(rows), True))),
            (count(attended & ~may_be_out), count(high == scale.attended)),
            (total(low), total(high)),
            count(is_open),
            step.tolist(),
        )


@dataclass(frozen=True)
class _Words:
    """What is said of one member's attendance in the shown window."""

    rule: Rule
    scale: Scale
    sheet: Sheet
    outcomes: list[_Outcome]
    shown: _Shown
    counted: _Counted
    register: Register
    member: int

    def attended(self) -> str:
        """How many meetings were attended."""
        meetings, attended = (
            [bound[self.member] for bound in bounds]
            for bounds in (self.counted.meetings, self.counted.attended)
        )
        if not meetings[1]:
            return "No meeting of theirs in the period is on record."
        share = ""
        if attended[0] == attended[1] and meetings[0] == meetings[1]:
            share = f" ({_percent(attended[0], meetings[0])})"
        of = "meeting" if meetings[1] == 1 else "meetings"
        until = "" if self._is_over() else " to date"
        counted = f"{_range(*attended)} of {_range(*meetings)} {of}{share}{until}"
        return f"Attended {counted}{self._since()}."

    def _since(self) -> str:
        since = int(self.register.since[self.member])
        if not int(self.shown.before[self.member]) + 1 < since <= self.sheet.today:
            return ""
        return f", counted from {spoken(since)}, when the membership began"

    def remaining(self, is_open: bool) -> str | None:
        """How near to being met the rule is, or what would still lift attendance."""
        scale = self.scale
        low, high = (bound[self.member] for bound in self.counted.sums)
        by = "" if self._is_any() else f" by {spoken(int(self.shown.until[self.member]))}"
        if isinstance(self.rule, AttendanceCount):
            missing = scale.target - low
            if is_open or self._is_any() or missing <= 0:
                return None
            return f"{counted(missing, 'more meeting')} to attend{by}"
        if is_open:
            lift = -(-(scale.target - high) // scale.attended) if scale.attended else 0
            if self._is_over() or lift <= 0:
                return None
            return f"attendance at the next {_meetings(lift)}{by} would lift it to {self._least()}"
        if low < 0 or not scale.missed:
            return None
        most, least = (value // -scale.missed + 1 for value in (low, high))
        open_ones = f" if every open one counts, the next {least} if none does"
        return f"absence from the next {_meetings(most)}{by}{open_ones if most < least else ''}"

    def what_decides(self) -> str:
        """What has to be true for the rule to be met."""
        sure, open_, never = ([], [], [])  # type: tuple[list[str], list[str], list[str]]
        for outcome in self.outcomes:
            if outcome.is_sure[self.member]:
                sure.append(outcome.year)
            elif outcome.may_be[self.member]:
                open_.append(outcome.year)
            else:
                never.append(outcome.year)
        if len(self.outcomes) == 1:
            return f"Triggered if {self._conditions()}."
        means = years_in_words
        not_if = f" Not if it means {means(never)}." if never else ""
        if sure and not open_:
            return f"Triggered if a year means {means(sure)}; not if it means {means(never)}."
        shown = self._year()
        if sure:
            return (
                f"Triggered if a year means {means(sure)}. If it means {means([shown])}, triggered "
                f"if {self._conditions()}.{self._also_open(open_, shown)}{not_if}"
            )
        if len(open_) == 1:
            return (
                f"Triggered if a year means {means(open_)} and {self._conditions()}; not if it "
                f"means {means(never)}."
            )
        return (
            f"Open whether a year means {means(open_)}; if {means([shown])}, triggered if "
            f"{self._conditions()}.{not_if}"
        )

    def _also_open(self, open_: list[str], shown: str) -> str:
        others = [year for year in open_ if year != shown]
        if not others:
            return ""
        return f" If it means {years_in_words(others)}, it is open as well."

    def _conditions(self) -> str:
        """Everything that has to be true of the shown window."""
        every, place = self._every(), int(self.shown.place[self.member])
        scale = self.scale
        said = []
        high = self.counted.sums[1][self.member]
        if high >= scale.target:
            said.append(self._open_records(high - scale.target))
        if not every.is_over[place]:
            end = spoken(int(every.until[place]))
            said.append(f"attendance is still below {self._least()} when the year ends on {end}")
        begins = int(every.before[place]) + 1 < self.register.begins[self.member]
        if not every.is_listed[place] and (every.is_over[place] or begins):
            said.append(
                "the meetings on record are all that were held in the period (the record runs "
                f"from {self._record()})"
            )
        counts = isinstance(self.rule, AttendanceCount)
        if not every.is_whole[place] and (counts or self._is_any()):
            said.append("a period counts that began before the membership did")
        if counts and self.counted.meetings[0][self.member] < scale.target:
            said.append("it counts although so few meetings were held")
        if not every.is_bound[place]:
            said.append("it is one membership year, whose first day is not known")
        return " and ".join(said)

    def _open_records(self, margin: int) -> str:
        number, step = self.counted.open_ones[self.member], self.counted.step[self.member]
        if not step:
            return f"enough of {number} open records count against them ({{cases}})"
        least = margin // step + 1
        which = f"all {number}" if least == number else f"at least {least} of {number}"
        if number == 1:
            return "the one open record counts against them ({cases})"
        return f"{which} open records count against them ({{cases}})"

    def _record(self) -> str:
        """From when to when, in words: the days between which the register lists all meetings."""
        rows = self.sheet.timeline.offsets[self.member : self.member + 2]
        days = self.sheet.timeline.first[rows[0] : rows[1]]
        return f"{spoken(int(days.min()))} to {spoken(int(days.max()))}"

    def _every(self) -> _Windows:
        return self.outcomes[int(self.shown.outcome[self.member])].every

    def _year(self) -> str:
        return self.outcomes[int(self.shown.outcome[self.member])].year

    def _is_over(self) -> bool:
        until = int(self.shown.until[self.member])
        return until <= self.sheet.today if self._is_any() else until < self.sheet.today

    def _is_any(self) -> bool:
        """Whether the window ends on any day, not with a year of which the days are known."""
        year = self._year()
        is_unknown = year == "membership" and self.sheet.anchor[self.member] == NEVER
        return year == "any" or bool(is_unknown)

    def _least(self) -> str:
        if isinstance(self.rule, AttendanceCount):
            return _meetings(self.rule.fewer_than)
        return _percent(self.rule.share.numerator, self.rule.share.denominator)


def _percent(part: int, whole: int) -> str:
    """A share in per cent, cut off behind one decimal so that it never looks higher than it is."""
    tenths = part * 1000 // whole
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}%"


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _meetings(number: int) -> str:
    return "meeting" if number == 1 else f"{number} meetings"
