"""The language of attendance rules.

Four forms, each from terms of reference or statute:

- ``absent from more than 3 meetings in 1 year``
- ``absent from 3 consecutive meetings without apologies``
- ``attendance below 75% in 1 year``
- ``no attendance for 6 months since last attended at any meeting of "Council" or its
  committees, unless approved`` (Local Government Act 1972, s.85)

What the wording of the terms leaves open stays open in the rule, unless the rule says it:

- the year: ``1 year`` may be any twelve months or a calendar year, ``any 1 year`` and ``any
  12 months`` are the former, ``1 calendar year`` the latter;
- apologies: ``without apologies`` excuses those who send them, ``with or without apologies``
  does not;
- substitutes: ``, substitutes count as present`` or ``, substitutes count as absent``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, cast

from lark import Token, Transformer

from govgraph.rules.language import Example, Language, Reference, Rule, count, name, percentage

Unit = Literal["year", "month", "week", "day"]

GRAMMAR = r"""
    start: absence_count | consecutive_absences | attendance_share | attendance_clock

    absence_count: "absent"i "from"i "more"i "than"i COUNT _meetings "in"i period _whose
    consecutive_absences: "absent"i "from"i COUNT "consecutive"i _meetings _whose
    attendance_share: "attendance"i "below"i PERCENTAGE "in"i period _whose
    attendance_clock: "no"i "attendance"i "for"i period _since where? approval?

    _since: "since"i "last"i "attended"i
    where: "at"i "any"i "meeting"i "of"i QUOTED committees?
    committees: "or"i "its"i "committees"i
    approval: "," "unless"i "approved"i

    _whose: apologies? substitutes?
    ?apologies: excused | not_excused
    excused: "without"i "apologies"i
    not_excused: "with"i "or"i "without"i "apologies"i
    substitutes: "," "substitutes"i "count"i "as"i (PRESENT | ABSENT)
    PRESENT: "present"i
    ABSENT: "absent"i

    period: any_period | calendar_period | plain_period
    any_period: "any"i COUNT _unit
    calendar_period: (COUNT | _A) "calendar"i _years
    plain_period: (COUNT | _A) _unit
    _A: "a"i
    _unit: year | month | week | day
    year: _years
    month: "months"i | "month"i
    week: "weeks"i | "week"i
    day: "days"i | "day"i
    _years: "years"i | "year"i
    _meetings: "meetings"i | "meeting"i
"""


@dataclass(frozen=True)
class Period:
    """A length of time.

    ``year`` says what a year is: ``any`` twelve months, a ``calendar`` year, or ``open``
    where the wording does not say. Months, weeks and days are always any.
    """

    number: int
    unit: Unit
    year: Literal["any", "calendar", "open"] = "any"

    def to_text(self) -> str:
        """The period in the rule language."""
        unit = self.unit if self.number == 1 else f"{self.unit}s"
        if self.unit != "year" or self.year == "open":
            return f"{self.number} {unit}"
        return (
            f"any {self.number} {unit}" if self.year == "any" else f"{self.number} calendar {unit}"
        )

    def plain(self) -> str:
        """The period in plain words.

        >>> Period(1, "year").plain(), Period(6, "month").plain()
        ('any period of 1 year', 'any period of 6 months')
        """
        bare = self.to_text().removeprefix("any ")
        return f"any period of {bare}" if self.year == "any" else bare


@dataclass(frozen=True)
class AbsenceCount(Rule):
    """Absent from more than a number of meetings in a period.

    ``apologies_excuse`` and ``substitutes_attend`` are None where the rule does not say.
    """

    more_than: int
    period: Period
    apologies_excuse: bool | None = None
    substitutes_attend: bool | None = None

    def to_text(self) -> str:
        """The rule in the rule language."""
        return (
            f"absent from more than {_meetings(self.more_than)} in {self.period.to_text()}"
            f"{_qualifiers(self.apologies_excuse, self.substitutes_attend)}"
        )

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""
        unsaid = ["which year is meant"] if self.period.year == "open" else []
        return (
            f"absent from more than {_meetings(self.more_than)} in {self.period.plain()}"
            f"{_in_words(self.apologies_excuse, self.substitutes_attend, unsaid)}"
        )


@dataclass(frozen=True)
class ConsecutiveAbsences(Rule):
    """Absent from a number of meetings in a row.

    ``apologies_excuse`` and ``substitutes_attend`` are None where the rule does not say.
    """

    meetings: int
    apologies_excuse: bool | None = None
    substitutes_attend: bool | None = None

    def to_text(self) -> str:
        """The rule in the rule language."""
        said = _qualifiers(self.apologies_excuse, self.substitutes_attend)
        noun = "meeting" if self.meetings == 1 else "meetings"
        return f"absent from {self.meetings} consecutive {noun}{said}"

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""
        said = _in_words(self.apologies_excuse, self.substitutes_attend, [])
        return f"absent from {_meetings(self.meetings)} in a row{said}"


@dataclass(frozen=True)
class AttendanceShare(Rule):
    """Attendance below a percentage of the meetings in a period.

    ``apologies_excuse`` and ``substitutes_attend`` are None where the rule does not say.
    """

    below: Decimal
    period: Period
    apologies_excuse: bool | None = None
    substitutes_attend: bool | None = None

    def to_text(self) -> str:
        """The rule in the rule language."""
        said = _qualifiers(self.apologies_excuse, self.substitutes_attend)
        return f"attendance below {self.below}% in {self.period.to_text()}{said}"

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""
        unsaid = ["which year is meant"] if self.period.year == "open" else []
        return (
            f"attended fewer than {self.below}% of the meetings in {self.period.plain()}"
            f"{_in_words(self.apologies_excuse, self.substitutes_attend, unsaid)}"
        )


@dataclass(frozen=True)
class AttendanceClock(Rule):
    """No attendance for a period that runs from the last meeting attended.

    ``body`` is the body whose meetings stop the clock, with ``committees`` those of its
    committees too; blank for the rule's own body. ``unless_approved``: absence that was
    approved beforehand is excused.
    """

    period: Period
    body: str = ""
    committees: bool = False
    unless_approved: bool = False

    @property
    def references(self) -> tuple[Reference, ...]:
        """The body whose meetings stop the clock."""
        return (Reference("body", self.body),) if self.body else ()

    def to_text(self) -> str:
        """The rule in the rule language."""
        where = f' at any meeting of "{self.body}"' if self.body else ""
        where += " or its committees" if self.committees else ""
        approval = ", unless approved" if self.unless_approved else ""
        return f"no attendance for {self.period.to_text()} since last attended{where}{approval}"

    def plain(self) -> str:
        """The rule in plain words."""
        where = f"any meeting of {self.body}" if self.body else "any meeting of this body"
        where += " or its committees" if self.committees else ""
        approval = ", unless the absence was approved" if self.unless_approved else ""
        length = self.period.to_text().removeprefix("any ")
        return f"{length} have passed without attending {where}{approval}"


def _meetings(number: int) -> str:
    return f"{number} meeting" if number == 1 else f"{number} meetings"


def _qualifiers(apologies_excuse: bool | None, substitutes_attend: bool | None) -> str:
    apologies = {None: "", True: " without apologies", False: " with or without apologies"}
    substitutes = {
        None: "",
        True: ", substitutes count as present",
        False: ", substitutes count as absent",
    }
    return apologies[apologies_excuse] + substitutes[substitutes_attend]


def _in_words(
    apologies_excuse: bool | None, substitutes_attend: bool | None, unsaid: list[str]
) -> str:
    said = []
    if apologies_excuse is not None:
        said.append("apologies excuse" if apologies_excuse else "apologies do not excuse")
    if substitutes_attend is not None:
        said.append(f"a substitute counts as {'attendance' if substitutes_attend else 'absence'}")
    unsaid = [
        *unsaid,
        *(["whether apologies excuse"] if apologies_excuse is None else []),
        *(["whether a substitute counts as attendance"] if substitutes_attend is None else []),
    ]
    return "".join(f"; {part}" for part in said) + (
        f" (not said: {', '.join(unsaid)})" if unsaid else ""
    )


class _Typed(Transformer[Token, Rule]):
    """Makes typed rules of the grammar's trees; the methods are named after its rules."""

    def start(self, items: list[Rule]) -> Rule:
        return items[0]

    def absence_count(self, items: list[Any]) -> Rule:
        number, period, *said = items
        return AbsenceCount(count(number), period, **dict(said))

    def consecutive_absences(self, items: list[Any]) -> Rule:
        number, *said = items
        return ConsecutiveAbsences(count(number), **dict(said))

    def attendance_share(self, items: list[Any]) -> Rule:
        share, period, *said = items
        hundredths = percentage(share) * 100
        below = Decimal(hundredths.numerator) / Decimal(hundredths.denominator)
        return AttendanceShare(below, period, **dict(said))

    def attendance_clock(self, items: list[Any]) -> Rule:
        period, *said = items
        return AttendanceClock(period, **{name: value for part in said for name, value in part})

    def where(self, items: list[Any]) -> list[tuple[str, object]]:
        body, *committees = items
        return [("body", name(body)), *committees]

    def committees(self, items: list[Any]) -> tuple[str, bool]:
        return ("committees", True)

    def approval(self, items: list[Any]) -> list[tuple[str, bool]]:
        return [("unless_approved", True)]

    def excused(self, items: list[Any]) -> tuple[str, bool]:
        return ("apologies_excuse", True)

    def not_excused(self, items: list[Any]) -> tuple[str, bool]:
        return ("apologies_excuse", False)

    def substitutes(self, items: list[Token]) -> tuple[str, bool]:
        return ("substitutes_attend", items[0].type == "PRESENT")

    def period(self, items: list[Period]) -> Period:
        return items[0]

    def any_period(self, items: list[Any]) -> Period:
        return Period(count(items[0]), _unit(items[1]), "any")

    def calendar_period(self, items: list[Any]) -> Period:
        return Period(count(items[0]) if items else 1, "year", "calendar")

    def plain_period(self, items: list[Any]) -> Period:
        *number, unit = items
        is_year = _unit(unit) == "year"
        return Period(count(number[0]) if number else 1, _unit(unit), "open" if is_year else "any")


def _unit(tree: Any) -> Unit:
    return cast("Unit", str(tree.data))


EXAMPLES = (
    Example("absent from more than 3 meetings in 1 year", "too many absences in a period"),
    Example("absent from more than 3 meetings in any 12 months", "any twelve months"),
    Example("absent from more than 3 meetings in 1 calendar year", "a calendar year"),
    Example(
        "absent from 3 consecutive meetings without apologies",
        "absences in a row; who sends apologies is excused",
    ),
    Example(
        "absent from 3 consecutive meetings with or without apologies, substitutes count as "
        "present",
        "what apologies and substitutes mean, said in the rule",
    ),
    Example("attendance below 75% in 1 year", "too small a share of the meetings"),
    Example(
        'no attendance for 6 months since last attended at any meeting of "Council" or its '
        "committees, unless approved",
        "the clock of the Local Government Act 1972, s.85",
    ),
)

LANGUAGE = Language("attendance", GRAMMAR, _Typed, EXAMPLES)
