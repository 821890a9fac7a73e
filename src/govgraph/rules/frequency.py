"""The language of frequency rules: how often a body meets.

- ``at least 4 meetings per year``, ``about 6 meetings per year``, ``4 meetings per year``
- ``every 2 months``, ``monthly``, ``at least quarterly``, ``twice a year``
- ``as this body decides``, ``as required``

A quarter is three months and a fortnight two weeks; a year has three school terms. A year that
has a name ("municipal year") keeps it. "Bi-monthly", "bi-annually" and
"bi-weekly" have two senses each: the rule is understood as open between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from lark import Token

from govgraph.rules import intervals
from govgraph.rules.intervals import Interval
from govgraph.rules.language import Example, Language, Reference, Rule, count, name

GRAMMAR = (
    r"""
    start: _meets? (rate | ambiguous | as_needed | as_decided)
    _meets: _MEET | "meetings"i
    _MEET.2: /((the|this)\s+/i BODY /\s+)?/ MEET | MEET
    BODY: /((sub-?)?committee|board|partnership|panel|forum|group|council|body|authority)/i
    MEET: /((shall|will|must|should|is\s+to|are\s+to|to)\s+)?meets?\b/i
        | /meetings\s+((shall|will|must|should|are\s+to)\s+be|are)\s+held\b/i
        | /meetings\s+((shall|will|must|should)\s+)?take\s+place\b/i

    rate: _bound? interval or_more?
        | _bound? TERMLY or_more? -> termly
        | _bound? times _EACH_TERM or_more? -> termly
        | _bound? times _per or_more?
        | _bound? range _per
    TERMLY: /(termly|(in\s+)?(each|every)\s+((school|academic)\s+)?term)\b/i
    _EACH_TERM.2: /(a|per|(in\s+)?(each|every))\s+((school|academic)\s+)?term\b/i
    range: "between"i COUNT "and"i COUNT _meetings
         | COUNT ("to"i | "-" | "–") COUNT _meetings
    times: COUNT _meetings | ONCE | TWICE
    ONCE: "once"i
    TWICE: "twice"i
    _per: in_each | recurring
    _meetings: "meetings"i | "meeting"i | "times"i | "time"i
    _bound: at_least | at_most | about
    at_most: "at"i "most"i | ("no"i | "not"i) "more"i "than"i | "up"i "to"i
           | ("no"i | "not"i) "more"i ("often"i | "frequently"i) "than"i
           | "a"i "maximum"i "of"i | "maximum"i "of"i

    as_decided: "as"i ("often"i "as"i)? _decider ("decides"i | "determines"i)
              | "as"i ("decided"i | "determined"i) "by"i _decider
    _decider: itself | chair | named
    itself: "this"i "body"i | "it"i
    chair: "the"i ("chair"i | "chairman"i | "chairperson"i)
    named: QUOTED
"""
    + intervals.GRAMMAR
)

_A_YEAR = Interval(1, "year")
_TERMS = 3
_PER_YEAR = {"year": 1, "month": 12, "week": 52}


@dataclass(frozen=True)
class Frequency(Rule):
    """So many meetings in so long a time.

    ``least`` and ``most`` are None where the rule sets no such limit; they are equal where it
    gives one number. ``about``: the number is approximate. ``termly``: they are meetings in each
    school term, of which a year has three.
    """

    least: int | None
    most: int | None
    interval: Interval = _A_YEAR
    about: bool = False
    termly: bool = False

    @property
    def least_per_year(self) -> Fraction | None:
        """The fewest meetings in a year; a year is taken as 52 weeks."""
        return None if self.least is None else self.least * self._times_a_year

    @property
    def most_per_year(self) -> Fraction | None:
        """The most meetings in a year; a year is taken as 52 weeks."""
        return None if self.most is None else self.most * self._times_a_year

    @property
    def _times_a_year(self) -> Fraction:
        if self.termly:
            return Fraction(_TERMS)
        return Fraction(_PER_YEAR[self.interval.unit], self.interval.number)

    def to_text(self) -> str:
        """The rule in the rule language."""
        if self.termly:
            return f"{self._number('meeting')} per term"
        if self._is_plain_interval:
            bound = "about " if self.about else "" if self.most == 1 else "at least "
            return f"{bound}{self.interval.to_text()}"
        per = self.interval.to_text()
        if self.interval.is_one_year:
            per = per.replace("every 1", "per")
        return f"{self._number('meeting')} {per}"

    def plain(self) -> str:
        """The rule in plain words."""
        if self.termly or not self._is_plain_interval:
            per = self.interval.plain()
            if self.interval.is_one_year:
                per = per.replace("every", "an" if self.interval.year == "academic" else "a")
            per = f"a term ({_TERMS} terms a year)" if self.termly else per
            number = re.sub(r"\b1 time$", "once", self._number("time"))
            number = re.sub(r"(?<!and )\b2 times$", "twice", number)
            return f"meets {number} {per}"
        bound = "about " if self.about else "" if self.most == 1 else "at least "
        a_year = _in_a_year(self._times_a_year)
        return f"meets {bound}{self.interval.plain()} ({bound}{a_year})"

    @property
    def _is_plain_interval(self) -> bool:
        is_single = self.least == 1 and self.most in (1, None)
        return is_single and not self.termly and not self.interval.is_one_year

    def _number(self, noun: str) -> str:
        most, least = self.most, self.least
        number = least if most is None else most
        if self.about:
            bound = "about "
        elif most is None:
            bound = "at least "
        elif least is None:
            bound = "at most "
        elif least != most:
            return f"between {least} and {most} {noun}s"
        else:
            bound = ""
        return f"{bound}{number} {noun}{'' if number == 1 else 's'}"


@dataclass(frozen=True)
class AsDecided(Rule):
    """As often as somebody decides; ``by`` names a body, ``the chair``, or is blank for itself."""

    by: str = ""
    by_chair: bool = False

    @property
    def references(self) -> tuple[Reference, ...]:
        """The body that decides, where the rule names one."""
        return (Reference("body", self.by),) if self.by else ()

    def to_text(self) -> str:
        """The rule in the rule language."""
        if self.by_chair:
            return "as the chair decides"
        return f'as "{self.by}" decides' if self.by else "as this body decides"

    def plain(self) -> str:
        """The rule in plain words."""
        who = "the chair" if self.by_chair else self.by or "this body itself"
        return f"meets as often as {who} decides; no number is given"


def _in_a_year(times: Fraction) -> str:
    if times.denominator == 1:
        words = {1: "once a year", 2: "twice a year"}
        return words.get(times.numerator, f"{times.numerator} times a year")
    if times < 1:
        return "less than once a year"
    return f"{int(times)} to {int(times) + 1} times a year"


class _Typed(intervals.Intervals):
    """Makes typed rules of the grammar's trees; the methods are named after its rules."""

    def rate(self, items: list[Any]) -> Frequency:
        said = {item for item in items if isinstance(item, str)}
        interval = next(item for item in items if isinstance(item, Interval))
        least, most = next((item for item in items if isinstance(item, tuple)), (1, 1))
        if said & {"at least", "or more"}:
            return Frequency(least, None, interval)
        if "at most" in said:
            return Frequency(None, most, interval)
        return Frequency(least, most, interval, about="about" in said)

    def at_most(self, items: list[Any]) -> str:
        return "at most"

    def times(self, items: list[Token]) -> tuple[int, int]:
        (token,) = items
        number = {"ONCE": 1, "TWICE": 2}.get(token.type) or count(token)
        return number, number

    def termly(self, items: list[Any]) -> Rule:
        items = [item for item in items if not isinstance(item, Token)]
        return replace(self.rate([*items, _A_YEAR]), termly=True)

    def range(self, items: list[Token]) -> tuple[int, int]:
        first, last = sorted(count(token) for token in items)
        return first, last

    def as_decided(self, items: list[Rule]) -> Rule:
        return items[0]

    def itself(self, items: list[Any]) -> Rule:
        return AsDecided()

    def chair(self, items: list[Any]) -> Rule:
        return AsDecided(by_chair=True)

    def named(self, items: list[Token]) -> Rule:
        return AsDecided(name(items[0]))


EXAMPLES = (
    Example("4 meetings per year", "a number of meetings"),
    Example("at least 4 meetings per year", "a lower limit"),
    Example("at most 6 meetings per year", "an upper limit"),
    Example("about 6 meetings per year", "an approximate number"),
    Example("between 4 and 6 meetings per year", "a range"),
    Example("at least 6 meetings per municipal year", "a year that has a name"),
    Example("every 2 months", "an interval"),
    Example("at least every 6 weeks", "the longest interval"),
    Example("quarterly", "a word for an interval; also monthly, fortnightly, annually, ..."),
    Example("meets twice a year", "times instead of meetings"),
    Example("at least once a term", "school terms, of which a year has three; also 'termly'"),
    Example("2 meetings every 3 months", "several meetings in each interval"),
    Example("quarterly or more often if required", "a lower limit, put behind"),
    Example("as this body decides", "left to the body itself"),
    Example("as the chair decides", "left to the chair"),
    Example('as "Health and Wellbeing Board" decides', "left to another body"),
    Example("as required", "no number, and nobody named who decides"),
    Example("bi-monthly", "a word with two senses: understood as open between them"),
)

LANGUAGE = Language("frequency", GRAMMAR, _Typed, EXAMPLES)
