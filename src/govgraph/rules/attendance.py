"""The language of attendance rules.

Five forms, each from terms of reference or statute:

- ``absent from more than 3 meetings in 1 year``
- ``absent from 3 consecutive meetings without apologies``
- ``attendance below 75% in 1 year``
- ``attends fewer than 3 meetings in 1 municipal year``
- ``no attendance for 6 months since last attended at any meeting of "Council" or its
  committees, unless approved`` (Local Government Act 1972, s.85)

What the wording of the terms leaves open stays open in the rule, unless the rule says it:

- the year: ``1 year`` may be any twelve months, a calendar year or a municipal year; ``any 1
  year`` and ``any 12 months`` are the first, ``1 calendar year`` and ``1 municipal year`` the
  others. A ``financial year``, ``academic year`` or ``membership year`` is meant only where
  the rule says so (see :mod:`govgraph.rules.periods`);
- apologies: ``without apologies`` excuses those who send them, ``with or without apologies``
  does not;
- substitutes: ``, substitutes count as present`` or ``, substitutes count as absent``;
- approval: ``, unless approved`` excuses absence that the body approved.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from lark import Token

from govgraph.rules import periods
from govgraph.rules.language import (
    Example,
    Language,
    Reference,
    Rule,
    count,
    fraction,
    fraction_text,
    name,
    percentage,
    percentage_text,
    with_unsaid,
)
from govgraph.rules.periods import Period, TypedPeriods, Unit

__all__ = [
    "EXAMPLES",
    "GRAMMAR",
    "LANGUAGE",
    "AbsenceCount",
    "AttendanceClock",
    "AttendanceCount",
    "AttendanceShare",
    "ConsecutiveAbsences",
    "CountingRule",
    "Period",
    "Unit",
]

GRAMMAR = (
    r"""
    start: _who? (absence_count | consecutive_absences | attendance_share | absence_share
        | attendance_count | attendance_clock)
        | _who? _EXPECTED _minimum
        | _minimum
        | allowed

    _who: _determiner? _members "who"i? _be?
    _determiner: "a"i | "any"i | "each"i | "if"i | "if"i "a"i
    _members: "members"i | "member"i
    _be: "is"i | "are"i

    absence_count: _missing _number _meetings _within _whose
        | _failing _reached _meetings _within _whose
        | _number _absences _within _whose
        | _MUST_NOT _missing above _meetings _within _whose
    consecutive_absences: _missing _number _in_a_row _meetings _whose
        | _missing _number _meetings _running _whose
        | _failing _reached _in_a_row _meetings _whose
        | _failing _reached _meetings _running _whose
        | _failing (above | at_least) _in_a_row _meetings _whose
        | _failing (above | at_least) _meetings _running _whose
        | _number _in_a_row _absences _whose
        | _number _absences _running _whose
        | _MUST_NOT _missing above _in_a_row _meetings _whose
    allowed: _missing at_most _meetings _within _whose -> absence_count
        | at_most _absences _within _whose -> absence_count
        | _missing at_most _in_a_row _meetings _whose -> consecutive_absences
        | at_most _in_a_row _absences _whose -> consecutive_absences
    _number: _reached | above | at_least
    _reached: COUNT | or_more
    _absences: "absences"i | "absence"i
    _minimum: least_share | least_count
    least_share: _attending _floor _share _of_the _meetings _within _whose -> attendance_share
        | _present_at _share (_of_the _meetings)? _within _whose -> attendance_share
    _attendance: "attendance"i ("of"i | "is"i | "at"i)?
    _present_at: _attendance _floor | _MINIMUM_ATTENDANCE
    least_count: _attending _floor COUNT _meetings _within _whose -> attendance_count
    _floor: "at"i "least"i | _NO_LESS | _MINIMUM_OF
    attendance_share: _attendance _below _share _within _whose
        | _attendance _below _share _of_the _meetings _within _whose
        | _attending _below _share _of_the _meetings _within _whose
        | _failing "at"i "least"i _share _of_the _meetings _within _whose
        | _below _share "attendance"i _within _whose
    absence_share: _missing "more"i "than"i _share _of_the _meetings _within _whose
    attendance_count: _attending ("fewer"i | "less"i) "than"i COUNT _meetings _within _whose
    attendance_clock: "no"i "attendance"i _for period _since? where? approval?
        | "no"i "attendance"i where _for period _since? approval?
        | _failing "any"i ("meeting"i | "meetings"i) of_body? _for period _since? approval?
        | _LONG_ABSENT period _since? approval?
        | _missing "all"i _meetings ("for"i | "within"i) period approval?
        | "absent"i approval _FROM_ALL? _for period

    _missing: (("has"i | "have"i) "been"i)? "absent"i ("from"i | "for"i)
        | ("absence"i | "absences"i) ("from"i | "for"i)
        | ("non-attendance"i | "nonattendance"i) "at"i
        | "misses"i | "miss"i | "missed"i | "missing"i
    _failing: ("fails"i | "fail"i | "failed"i | "failing"i | "failure"i) "to"i "attend"i
        | ("does"i | "do"i | "did"i) "not"i "attend"i | ("has"i | "have"i) "not"i "attended"i
    _attending: "attends"i | "attend"i | "attended"i | "attending"i
    above: "more"i "than"i COUNT
    at_least: "at"i "least"i COUNT
    or_more: COUNT "or"i "more"i
    at_most: _NO_MORE COUNT
    _below: "below"i | "under"i | ("less"i | "fewer"i | "lower"i) "than"i
    _share: PERCENTAGE | SHARE
    _of_the: "of"i ("the"i | "all"i "the"i?)? | "the"i
    _meetings: ("meetings"i | "meeting"i) ("of"i "the"i _body)? "held"i?
    _body: "board"i | "committee"i | "partnership"i | "body"i | "panel"i | "group"i | "forum"i
        | "council"i | "authority"i | "executive"i | "trustees"i | "governors"i
        | "governing"i "body"i
    _running: "in"i "a"i "row"i | "in"i "succession"i | "running"i | "consecutively"i

    _for: "for"i | "in"i | _during
    _since: "since"i ("they"i "were"i)? "last"i "attended"i
        | "since"i ("the"i | "their"i) "last"i "attendance"i
        | "from"i "the"i "date"i "of"i ("the"i | "their"i) "last"i "attendance"i
    where: "at"i "any"i ("meeting"i | "meetings"i) "of"i QUOTED committees?
    of_body: "of"i QUOTED committees? | "of"i "the"i _body -> own_body
    committees: "or"i ("any"i "of"i)? "its"i "committees"i ("or"i "sub-committees"i)?

    _whose: | apologies | apologies substitutes | apologies approval
        | apologies substitutes approval | apologies approval substitutes
        | substitutes | substitutes apologies | substitutes approval
        | substitutes apologies approval | substitutes approval apologies
        | approval | approval apologies | approval substitutes
        | approval apologies substitutes | approval substitutes apologies
        | neither | neither approval | approval neither
    ?apologies: excused | not_excused
    excused: ","? "without"i _sending? _apologies
        | ","? "unless"i _apologies ("are"i | "were"i) _sent
    not_excused: ","? "with"i "or"i "without"i _sending? _apologies
        | ","? "whether"i "or"i "not"i _apologies ("are"i | "were"i)? _sent
        | ","? "regardless"i "of"i _apologies
    neither: ","? "without"i _sending? _apologies "or"i "a"i? _substitutes
    _sending: "sending"i | "giving"i | "submitting"i | "offering"i
    _sent: "sent"i | "given"i | "submitted"i | "received"i
    _apologies: ("apologies"i | "an"i? "apology"i) ("for"i "absence"i)?
    _substitutes: "substitutes"i | "substitute"i
    substitutes: ","? "a"i? _substitutes ("count"i | "counts"i) "as"i _present -> attend
        | ","? "a"i? _substitutes ("count"i | "counts"i) "as"i _absent -> do_not_attend
        | ","? "without"i "sending"i "a"i _substitutes -> attend
    _present: "present"i | "attendance"i
    _absent: "absent"i | "absence"i
    approval: ","? "unless"i (("the"i | "their"i) "absence"i ("is"i | "was"i))? "approved"i _by?
        | ","? "except"i ("where"i | "if"i) "approved"i _by?
        | ","? "except"i "with"i "the"i? _consent _of?
        | ","? "without"i "the"i? _consent _of?
    _consent: "approval"i | "consent"i | "permission"i
    _by: "by"i "the"i _body
    _of: "of"i "the"i _body

    _EXPECTED: /(must|shall|should|(is|are)\s+(expected|required)\s+to)\b(?!\s+not\b)/i
    _MUST_NOT: /(must|shall|should)\s+not(\s+be)?\b/i
    _NO_MORE: /(no|not)\s+more\s+than\b/i
    _NO_LESS: /(no|not)\s+(less|fewer)\s+than\b/i
    _MINIMUM_OF: /(a\s+)?minimum\s+of\b/i
    _MINIMUM_ATTENDANCE: /(a\s+)?minimum\s+attendance\s+of\b/i
    _FROM_ALL: /from\s+(all|any)(\s+of)?(\s+(the|their|its))?\s+meetings?(\s+held)?\b/i
    _LONG_ABSENT.3: /(absent|absence|non-attendance)\s+/i _SO_LONG
        | /(fail(s|ed|ing|ure)?\s+to|(does|do|did)\s+not)\s+attend\s+/i _SO_LONG
    _SO_LONG: /for(?=\s+((a|any)\s+period\s+of\s+)?[\w()\s]{1,20}?(year|month|week|day)s?\b)/i

    SHARE.3: /((an?|one)[\s-]+)?(half|third|quarter|fifth|tenth)\b/i
        | /(two[\s-]+thirds|three[\s-]+quarters|(two|three|four)[\s-]+fifths)\b/i
        | /(1\/[2-5]|2\/[35]|3\/[45]|4\/5)(?![0-9])/
"""
    + periods.GRAMMAR
)


@dataclass(frozen=True)
class AbsenceCount(Rule):
    """Absent from more than a number of meetings in a period.

    ``apologies_excuse`` and ``substitutes_attend`` are None where the rule does not say.
    """

    more_than: int
    period: Period
    apologies_excuse: bool | None = None
    substitutes_attend: bool | None = None
    unless_approved: bool = False

    def to_text(self) -> str:
        """The rule in the rule language."""
        said = _qualifiers(self)
        return f"absent from more than {_meetings(self.more_than)} in {self.period.to_text()}{said}"

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""
        return (
            f"absent from more than {_meetings(self.more_than)} in {self.period.plain()}"
            f"{_in_words(self, self.period)}"
        )


@dataclass(frozen=True)
class ConsecutiveAbsences(Rule):
    """Absent from a number of meetings in a row, or more.

    ``apologies_excuse`` and ``substitutes_attend`` are None where the rule does not say.
    """

    meetings: int
    apologies_excuse: bool | None = None
    substitutes_attend: bool | None = None
    unless_approved: bool = False

    def to_text(self) -> str:
        """The rule in the rule language."""
        noun = "meeting" if self.meetings == 1 else "meetings"
        return f"absent from {self.meetings} consecutive {noun}{_qualifiers(self)}"

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""
        return f"absent from {_meetings(self.meetings)} in a row{_in_words(self)}"


@dataclass(frozen=True)
class AttendanceShare(Rule):
    """Attendance below a percentage of the meetings in a period; ``below`` is per cent.

    ``apologies_excuse`` and ``substitutes_attend`` are None where the rule does not say.
    """

    below: Fraction | Decimal
    period: Period
    apologies_excuse: bool | None = None
    substitutes_attend: bool | None = None
    unless_approved: bool = False

    @property
    def share(self) -> Fraction:
        """The share of meetings below which attendance meets the rule, from 0 to 1."""
        return Fraction(self.below) / 100

    def to_text(self) -> str:
        """The rule in the rule language."""
        said = f"in {self.period.to_text()}{_qualifiers(self)}"
        if self.below < 1:  # less than any percentage that the language has
            return f"absent from more than {_share_text(1 - self.share)} of meetings {said}"
        return f"attendance below {_share_text(self.share)} {said}"

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""
        least = _share_text(self.share)
        of = "" if least == "half" else " of"
        return (
            f"attended less than {least}{of} the meetings in {self.period.plain()}"
            f"{_in_words(self, self.period)}"
        )


@dataclass(frozen=True)
class AttendanceCount(Rule):
    """Attended fewer than a number of meetings in a period.

    ``apologies_excuse`` and ``substitutes_attend`` are None where the rule does not say.
    """

    fewer_than: int
    period: Period
    apologies_excuse: bool | None = None
    substitutes_attend: bool | None = None
    unless_approved: bool = False

    def to_text(self) -> str:
        """The rule in the rule language."""
        said = _qualifiers(self)
        return f"attends fewer than {_meetings(self.fewer_than)} in {self.period.to_text()}{said}"

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""
        return (
            f"attended fewer than {_meetings(self.fewer_than)} in {self.period.plain()}"
            f"{_in_words(self, self.period)}"
        )


CountingRule: TypeAlias = AbsenceCount | ConsecutiveAbsences | AttendanceShare | AttendanceCount
"""The rules that look at one body's register alone."""


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
        verb = "has" if self.period.number == 1 else "have"
        return f"{length} {verb} passed without attending {where}{approval}"


def _meetings(number: int) -> str:
    return f"{number} meeting" if number == 1 else f"{number} meetings"


def _share_text(share: Fraction) -> str:
    """As a percentage where two decimals say it exactly, else as a fraction."""
    is_exact = (share * 10_000).denominator == 1
    return percentage_text(share) if is_exact else fraction_text(share)


def _qualifiers(rule: CountingRule) -> str:
    apologies = {None: "", True: " without apologies", False: " with or without apologies"}
    substitutes = {
        None: "",
        True: ", substitutes count as present",
        False: ", substitutes count as absent",
    }
    approval = ", unless approved" if rule.unless_approved else ""
    return apologies[rule.apologies_excuse] + substitutes[rule.substitutes_attend] + approval


def _in_words(rule: CountingRule, period: Period | None = None) -> str:
    said = []
    unsaid = ["which year is meant"] if period is not None and period.year == "open" else []
    if rule.apologies_excuse is None:
        unsaid.append("whether apologies excuse")
    else:
        said.append("apologies excuse" if rule.apologies_excuse else "apologies do not excuse")
    if rule.substitutes_attend is None:
        unsaid.append("whether a substitute counts as attendance")
    else:
        what = "attendance" if rule.substitutes_attend else "absence"
        said.append(f"a substitute counts as {what}")
    if rule.unless_approved:
        said.append("absence that was approved is excused")
    return with_unsaid("".join(f"; {part}" for part in said), unsaid)


class _Typed(TypedPeriods):
    """Makes typed rules of the grammar's trees; the methods are named after its rules."""

    def start(self, items: list[Rule]) -> Rule:
        return items[0]

    def absence_count(self, items: list[Any]) -> Rule:
        least, period, *said = items
        return AbsenceCount(_least(least) - 1, period, **_pairs(said))

    def consecutive_absences(self, items: list[Any]) -> Rule:
        number, *said = items
        return ConsecutiveAbsences(_least(number), **_pairs(said))

    def above(self, items: list[Token]) -> int:
        return count(items[0]) + 1

    # Who may miss no more than two has missed too many with the third.
    at_most = above

    def at_least(self, items: list[Token]) -> int:
        return count(items[0])

    or_more = at_least

    def attendance_share(self, items: list[Any]) -> Rule:
        share, period, *said = items
        return AttendanceShare(_share(share) * 100, period, **_pairs(said))

    def absence_share(self, items: list[Any]) -> Rule:
        share, period, *said = items
        return AttendanceShare((1 - _share(share)) * 100, period, **_pairs(said))

    def attendance_count(self, items: list[Any]) -> Rule:
        number, period, *said = items
        return AttendanceCount(count(number), period, **_pairs(said))

    def attendance_clock(self, items: list[Any]) -> Rule:
        (period,) = (item for item in items if isinstance(item, Period))
        said = [item for item in items if not isinstance(item, Period)]
        return AttendanceClock(period, **_pairs(said))

    def where(self, items: list[Any]) -> list[tuple[str, object]]:
        body, *committees = items
        return [("body", name(body)), *committees]

    of_body = where

    def own_body(self, items: list[Any]) -> list[tuple[str, object]]:
        return []

    def committees(self, items: list[Any]) -> tuple[str, bool]:
        return ("committees", True)

    def approval(self, items: list[Any]) -> tuple[str, bool]:
        return ("unless_approved", True)

    def excused(self, items: list[Any]) -> tuple[str, bool]:
        return ("apologies_excuse", True)

    def not_excused(self, items: list[Any]) -> tuple[str, bool]:
        return ("apologies_excuse", False)

    def neither(self, items: list[Any]) -> list[tuple[str, bool]]:
        return [("apologies_excuse", True), ("substitutes_attend", True)]

    def attend(self, items: list[Any]) -> tuple[str, bool]:
        return ("substitutes_attend", True)

    def do_not_attend(self, items: list[Any]) -> tuple[str, bool]:
        return ("substitutes_attend", False)


def _pairs(said: list[Any]) -> dict[str, Any]:
    """What the parts of a rule say, each a pair or a list of pairs."""
    return dict(pair for part in said for pair in (part if isinstance(part, list) else [part]))


def _least(number: Token | int) -> int:
    """The absences that are too many: a bare number is reached, not stopped at."""
    return count(number) if isinstance(number, Token) else number


def _share(token: Token) -> Fraction:
    return percentage(token) if token.type == "PERCENTAGE" else fraction(token)


EXAMPLES = (
    Example("absent from more than 3 meetings in 1 year", "too many absences in a period"),
    Example("absent from 4 or more meetings in any 12 months", "any twelve months"),
    Example("absent from more than 3 meetings in 1 calendar year", "a calendar year"),
    Example(
        "misses more than 3 meetings in a municipal year",
        "a municipal year, taken as 1 May to 30 April; also 'financial year' (from 1 April) and "
        "'academic year' (from 1 September)",
    ),
    Example(
        "absent from more than 2 meetings in a membership year",
        "years that begin on the day the member's own membership began",
    ),
    Example(
        "absent from 3 consecutive meetings without apologies",
        "absences in a row; who sends apologies is excused",
    ),
    Example(
        "fails to attend 3 meetings in a row whether or not apologies are sent",
        "absences in a row; apologies do not excuse",
    ),
    Example(
        "absent from 3 consecutive meetings with or without apologies, substitutes count as "
        "present",
        "what apologies and substitutes mean, said in the rule",
    ),
    Example(
        "absent from 3 consecutive meetings without apologies or a substitute",
        "who sends apologies or a substitute is excused",
    ),
    Example(
        "absent from 3 consecutive meetings, unless approved",
        "absence that the body approved (leave) is excused",
    ),
    Example("3 absences in a municipal year", "absences counted; the third is one too many"),
    Example("three consecutive absences without apologies", "absences in a row"),
    Example(
        "should not miss more than 2 meetings a year",
        "what is expected of members, read as what is too much: the third",
    ),
    Example("attendance below 75% in 1 year", "too small a share of the meetings"),
    Example(
        "attends fewer than two thirds of the meetings in a municipal year",
        "a share in words",
    ),
    Example(
        "absent from more than 25% of meetings in any 12 months",
        "the same the other way round: attendance below 75%",
    ),
    Example("attends fewer than 3 meetings in a financial year", "too few meetings attended"),
    Example(
        "members are expected to attend at least 75% of meetings in a year",
        "what is expected of members, read as what falls short of it",
    ),
    Example("must attend a minimum of 4 meetings a year", "the same, as a number"),
    Example(
        "absent without the consent of the governing body for six months",
        "the clock, approved absence excused",
    ),
    Example(
        "no attendance for 6 months since last attended",
        "a clock that runs from the last meeting of this body attended",
    ),
    Example(
        'no attendance for 6 months since last attended at any meeting of "Council" or its '
        "committees, unless approved",
        "the clock of the Local Government Act 1972, s.85",
    ),
)

LANGUAGE = Language("attendance", GRAMMAR, _Typed, EXAMPLES)
