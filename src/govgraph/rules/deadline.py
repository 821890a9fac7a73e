"""The language of deadlines: when notice, papers and minutes of a meeting are due.

One grammar for three kinds of rule:

- ``notice`` and ``papers`` are due before a meeting: ``4 working weeks before``;
- ``minutes`` are due after it, ``5 working days after``, or ``at the next meeting``.

What the wording leaves open stays open in the rule: ``5 days`` says neither whether working
days are meant nor whether the days are clear; ``5 working days``, ``5 calendar days`` and ``5
clear days`` each say one of it. Wording that turns a deadline round is none: minutes due ``at
least 5 days after`` a meeting, papers ``within 5 days`` of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast

from lark import Token, Transformer

from govgraph.rules.language import Example, Language, Rule, count, joined, with_unsaid

Unit = Literal["day", "week", "month", "year"]
Direction = Literal["before", "after"]

_SHARED = r"""
    subject: _what _sent? | _sent
    item: "the"i? ITEM (("and"i | ",") "the"i? ITEM)*
    _sent: (_is "be"i? | "to"i "be"i)? _verb _to_members?
    _to_members: "to"i ("all"i | "the"i)? "members"i
    _is: "is"i | "are"i | "will"i | "shall"i | "must"i | "should"i
    _verb: "sent"i "out"i? | "circulated"i | "issued"i | "distributed"i | "published"i
         | "given"i | "due"i | "made"i? "available"i

    _length: length | fortnight
    fortnight: A? FORTNIGHT
    _number: COUNT | A
    A: /an?(?![a-z])/i
    working: "working"i | "business"i
    calendar: "calendar"i
    unit: DAYS | WEEKS | MONTHS | YEARS
    short_unit: DAYS | WEEKS
    DAYS: /days?('s|’s|'|’)?(?![a-z'’])/i
    WEEKS: /weeks?('s|’s|'|’)?(?![a-z'’])/i
    MONTHS: /months?('s|’s|'|’)?(?![a-z'’])/i
    YEARS: /years?('s|’s|'|’)?(?![a-z'’])/i
    FORTNIGHT: /fortnight('s|’s)?(?![a-z'’])/i

    _of_meeting: _which? (_adjective? _meeting | "meeting"i? "date"i | "day"i "of"i _which? _meeting
               | "date"i "of"i _which? _meeting)
    _adjective: "scheduled"i | "planned"i | "board"i | "partnership"i | "committee"i | "group"i
    _which: "the"i | "each"i | "every"i | "any"i | "all"i | A
    _meeting: "meeting"i | "meetings"i
    _no: "no"i | "not"i
"""
"""Lengths of time, and what officers write around them."""

_BEFORE = r"""
    _due_before: subject? _least? _length _or_more? _ahead? ("," _to_members)?
               | subject? "with"i? _least? _length _notice ("," _to_members)?
    length: _number _plain? unit | _number _in_working_time short_unit
    _plain: clear | calendar | clear calendar
    _in_working_time: working | clear working | working clear
    clear: "clear"i
    _least: "at"i "least"i | _no ("less"i | "fewer"i | "later"i) "than"i
          | "by"i "no"i "later"i "than"i | A? "minimum"i "of"i?
    _or_more: "or"i "more"i
    _ahead: "before"i _of_meeting? | "beforehand"i
          | "prior"i | "prior"i "to"i _of_meeting
          | "in"i "advance"i | "in"i "advance"i "of"i _of_meeting | "ahead"i "of"i _of_meeting
    _notice: "notice"i ("in"i "writing"i)? ("of"i _of_meeting)? _given?
    _given: _is "be"i? "given"i ("of"i _of_meeting)?
"""

_NOTICE = r"""
    start: _due_before                     -> before
         | "notice"i "of"i _least? _length -> before
    _what: item | "notice"i ("of"i _of_meeting)? | "all"i? "members"i
    ITEM: /(meeting\s+)?dates|invitations?/i
"""

_PAPERS = r"""
    start: _due_before -> before
    _what: item ("for"i _of_meeting)?
    ITEM: /((draft|final|meeting|supporting|background|committee|board)\s+)?/i _PAPER
    _PAPER: /agendas?|papers|reports?|documents|documentation|materials?/i
"""

_AFTER = r"""
    start: subject? _most? _length _behind? ("," _to_members)?   -> after
         | subject? _most _length "of"i _of_meeting              -> after
         | _what? _put? ("at"i | "to"i) "the"i? "next"i _meeting -> next_meeting
    length: _number calendar? unit | _number working short_unit
    _most: "within"i | _no ("more"i | "later"i) "than"i | "by"i "no"i "later"i "than"i
         | A? "maximum"i "of"i
    _behind: "after"i _of_meeting? | "following"i _of_meeting? | "from"i _of_meeting
    _put: _for | (_is "be"i? | "to"i "be"i)? _shown _for? | (_is "be"i? | "to"i "be"i)? approved
    _shown: "presented"i | "submitted"i | "reported"i | "taken"i
    _for: "for"i approval
    approval: "approval"i | "agreement"i | "confirmation"i
    approved: "approved"i | "agreed"i | "confirmed"i | "signed"i
    _what: item ("of"i _of_meeting)?
    ITEM: /(draft\s+)?(minutes|notes|action\s+(points|notes|log|list)|actions)/i
"""


@dataclass(frozen=True)
class Deadline(Rule):
    """So long before or after a meeting at the latest.

    Attributes:
        number, unit: the length of time.
        direction: before or after the meeting.
        clear: neither the day on which it is done nor the day of the meeting counts; said of
            what is due before a meeting only.
        working: working days count, or weeks of five of them; False where the rule says
            calendar days, None where it does not say.
        item: what is due, where the rule names it.
    """

    number: int
    unit: Unit
    direction: Direction = "before"
    clear: bool = False
    working: bool | None = None
    item: str = ""

    def to_text(self) -> str:
        """The rule in the rule language."""
        return " ".join(filter(None, [self.item, self.length, self.direction]))

    @property
    def length(self) -> str:
        """The length of time in words, as in ``5 clear working days``."""
        kind = {None: "", True: "working", False: "calendar"}[self.working]
        unit = self.unit if self.number == 1 else f"{self.unit}s"
        return " ".join(filter(None, [str(self.number), "clear" if self.clear else "", kind, unit]))

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid.

        >>> Deadline(5, "day", working=True).plain()
        '5 working days before the meeting at the latest (not said: whether the days are clear)'
        """
        item = f"{self.item}: " if self.item else ""
        said = f"{item}{self.length} {self.direction} the meeting at the latest"
        if self.working and self.unit == "week":
            said += "; a working week is five working days"
        if self.clear:
            said += "; neither the day on which it is done nor the day of the meeting counts"
        return with_unsaid(said, self.unsaid)

    @property
    def unsaid(self) -> tuple[str, ...]:
        """What the wording leaves open."""
        working = "whether working days are meant"
        clear = "whether the days are clear"
        opens = self.working is None and self.unit == "day"
        return (
            *([working] if opens else []),
            *(
                [clear]
                if self.unit == "day" and self.direction == "before" and not self.clear
                else []
            ),
        )


@dataclass(frozen=True)
class NextMeeting(Rule):
    """At the next meeting; ``for_approval`` where the rule says that it is approved there."""

    for_approval: bool = False
    item: str = ""

    def to_text(self) -> str:
        """The rule in the rule language."""
        approval = "for approval" if self.for_approval else ""
        return " ".join(filter(None, [self.item, approval, "at the next meeting"]))

    def plain(self) -> str:
        """The rule in plain words."""
        item = f"{self.item}: " if self.item else ""
        return f"{item}at the next meeting{', for approval' if self.for_approval else ''}"


@dataclass(frozen=True)
class _Length:
    number: int
    unit: Unit
    said: tuple[str, ...] = ()


class _Typed(Transformer[Token, Rule]):
    """Makes typed rules of the grammar's trees; the methods are named after its rules."""

    def before(self, items: list[Any]) -> Rule:
        return _deadline(items, "before")

    def after(self, items: list[Any]) -> Rule:
        return _deadline(items, "after")

    def next_meeting(self, items: list[Any]) -> Rule:
        named = [part for part in items if part != "approval" and not isinstance(part, Token)]
        return NextMeeting("approval" in items, named[0] if named else "")

    def subject(self, items: list[str]) -> tuple[str, str]:
        return ("item", next((part for part in items if not isinstance(part, Token)), ""))

    def item(self, items: list[Token]) -> str:
        names = list(dict.fromkeys(" ".join(token.casefold().split()) for token in items))
        return joined(names, "and")

    def length(self, items: list[Any]) -> _Length:
        number, *said, unit = items
        return _Length(_number(number), unit, tuple(said))

    def fortnight(self, items: list[Token]) -> _Length:
        return _Length(2, "week")

    def unit(self, items: list[Token]) -> Unit:
        return cast("Unit", items[0].type.casefold().removesuffix("s"))

    short_unit = unit

    def clear(self, items: list[Token]) -> str:
        return "clear"

    def working(self, items: list[Token]) -> str:
        return "working"

    def calendar(self, items: list[Token]) -> str:
        return "calendar"

    def approval(self, items: list[Token]) -> str:
        return "approval"

    def approved(self, items: list[Token]) -> str:
        return "approval"


def _number(token: Token) -> int:
    return 1 if token.type == "A" else count(token)


def _item(items: list[Any]) -> str:
    return next((part[1] for part in items if isinstance(part, tuple)), "")


def _deadline(items: list[Any], direction: Direction) -> Deadline:
    length = next(part for part in items if isinstance(part, _Length))
    working = "working" in length.said
    is_calendar = "calendar" in length.said
    return Deadline(
        length.number,
        length.unit,
        direction,
        clear="clear" in length.said,
        working=True if working else False if is_calendar else None,
        item=_item(items),
    )


def _language(kind: str, grammar: str, *examples: Example) -> Language:
    return Language(kind, grammar + _SHARED, _Typed, examples)


NOTICE = _language(
    "notice",
    _NOTICE + _BEFORE,
    Example("4 working weeks before", "working weeks of five working days"),
    Example("1 week before", "weeks as they are in the calendar"),
    Example("a month before", "the day of the month before, or its last"),
    Example("1 year before", "dates fixed a year ahead"),
    Example("not less than five clear days before the meeting", "clear days"),
    Example("at least 5 clear working days before", "clear days that have to be working days"),
    Example("10 calendar days before each meeting", "calendar days, said in the rule"),
    Example("at least seven days' notice of the meeting", "so much notice"),
    Example("notice of a fortnight", "a fortnight"),
    Example("meeting dates are circulated 6 months in advance", "what is sent, named"),
)
PAPERS = _language(
    "papers",
    _PAPERS + _BEFORE,
    Example("5 working days before", "working days: weekends and bank holidays do not count"),
    Example("5 clear days before", "clear days"),
    Example("1 week before", "weeks as they are in the calendar"),
    Example("5 days in advance", "days of which it is not said that they are working days"),
    Example("no later than 3 working days prior to the meeting", "the latest day"),
    Example(
        "agenda and papers are sent out at least five (5) working days before each meeting",
        "what is sent, named",
    ),
)
MINUTES = _language(
    "minutes",
    _AFTER,
    Example("5 working days after", "working days: weekends and bank holidays do not count"),
    Example("no later than 2 weeks after", "weeks as they are in the calendar"),
    Example("within 10 working days of the meeting", "the latest day"),
    Example("draft minutes are circulated within 7 days after the meeting", "what is sent, named"),
    Example("at the next meeting", "the next meeting that is recorded"),
    Example("for approval at the next meeting", "the same, where they are approved there"),
)
LANGUAGES = (NOTICE, PAPERS, MINUTES)
