"""Lengths of time in attendance rules, and what a year is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from lark import Token, Transformer

from govgraph.rules.language import Rule, count, joined

Unit = Literal["year", "month", "week", "day"]
NamedYear = Literal["calendar", "municipal", "financial", "academic", "membership"]
Year = Literal["any", "open", "calendar", "municipal", "financial", "academic", "membership"]

NAMED_YEARS: dict[str, str] = {
    "calendar": "1 January to 31 December",
    "municipal": "taken as 1 May to 30 April",
    "financial": "1 April to 31 March",
    "academic": "1 September to 31 August",
    "membership": "from the day the membership began",
}
"""The years that have a name, and when each runs. A municipal year runs in law from the annual
meeting in May to the next one, so its first and last day are an assumption."""

OPEN_YEAR: dict[str, str] = {
    "any": "any 12 months",
    "calendar": "a calendar year",
    "municipal": "a municipal year (May to April)",
}
"""What a year may mean where the wording does not say, in words. Councils count in all three;
the first contains the others."""

FIRST_MONTH: dict[str, int] = {"calendar": 1, "municipal": 5, "financial": 4, "academic": 9}
"""The month that a named year begins with; a membership year begins on each member's own day."""

GRAMMAR = r"""
    _within: "in"i period | _during period | yearly
    _during: "within"i | "during"i | "over"i | "throughout"i
    yearly: ("per"i | "a"i | "each"i | "every"i) named? _years | "per"i "annum"i

    period: any_count | any_period | rolling_year | plain_period | any_year | named_period
        | of_membership
    any_count: "any"i COUNT unit
    any_period: "any"i COUNT _in_a_row unit
        | ("any"i | "a"i) COUNT "-"? unit "period"i
        | ("any"i | "a"i | "the"i) "period"i "of"i COUNT _in_a_row? unit
        | ("any"i | "a"i) "rolling"i "period"i "of"i COUNT unit
        | ("any"i | "a"i)? "rolling"i COUNT "-"? unit "period"i?
        | COUNT "rolling"i unit
        | "the"i? ("last"i | "previous"i | "past"i) COUNT unit
    rolling_year: "a"i "rolling"i _years
    plain_period: COUNT _in_a_row? unit | "a"i unit
    any_year: ("any"i | "each"i | "every"i | "the"i | "the"i "same"i) _years
    named_period: named _years
        | COUNT named _years
        | "any"i COUNT named _years
        | ("a"i | "any"i | "each"i | "every"i | "the"i | "the"i "same"i) named _years
    of_membership: (COUNT | "a"i | "any"i | "each"i) _years "of"i ("their"i | "the"i)? "membership"i

    named: "calendar"i -> calendar
        | ("municipal"i | "council"i | "civic"i) -> municipal
        | ("financial"i | "fiscal"i) -> financial
        | ("academic"i | "school"i) -> academic
        | "membership"i -> membership
    unit: _years -> year
        | ("months"i | "month"i) -> month
        | ("weeks"i | "week"i) -> week
        | ("days"i | "day"i) -> day
    _years: "years"i | "year"i
    _in_a_row: "consecutive"i | "successive"i
"""
"""The part of a grammar that reads ``period``, and ``_within`` one."""


@dataclass(frozen=True)
class Period:
    """A length of time.

    ``year`` says what a year is: ``any`` twelve months, one of :data:`NAMED_YEARS`, or
    ``open`` where the wording does not say. Months, weeks and days are always any.
    """

    number: int
    unit: Unit
    year: Year = "any"

    def to_text(self) -> str:
        """The period in the rule language."""
        unit = self.unit if self.number == 1 else f"{self.unit}s"
        if self.unit != "year" or self.year == "open":
            return f"{self.number} {unit}"
        if self.year == "any":
            return f"any {self.number} {unit}"
        return f"{self.number} {self.year} {unit}"

    def plain(self) -> str:
        """The period in plain words.

        >>> Period(1, "year").plain(), Period(6, "month").plain()
        ('any period of 1 year', 'any period of 6 months')
        >>> Period(1, "year", "municipal").plain()
        '1 municipal year (taken as 1 May to 30 April)'
        """
        bare = self.to_text().removeprefix("any ")
        if self.year in NAMED_YEARS:
            each = "" if self.number == 1 else "each "
            return f"{bare} ({each}{NAMED_YEARS[self.year]})"
        return f"any period of {bare}" if self.year == "any" else bare


def years_in_words(years: Sequence[str]) -> str:
    """Some of the meanings of a year that is not named.

    >>> years_in_words(["any", "calendar"])
    'any 12 months or a calendar year'
    """
    return joined([OPEN_YEAR[year] for year in years], "or")


class TypedPeriods(Transformer[Token, Rule]):
    """Makes periods of the grammar's trees; the methods are named after its rules."""

    def period(self, items: list[Period]) -> Period:
        return items[0]

    def yearly(self, items: list[Any]) -> Period:
        return Period(1, "year", _named(items[0]) if items else "open")

    def any_count(self, items: list[Any]) -> Period:
        number, unit = str(items[0]), _unit(items[1])
        # "in any one year" may be any year of a calendar; "any 1 year" and "any 12 months" are not.
        is_open = unit == "year" and number.casefold() == "one"
        return Period(count(number), unit, "open" if is_open else "any")

    def any_period(self, items: list[Any]) -> Period:
        return Period(count(items[0]), _unit(items[1]), "any")

    def rolling_year(self, items: list[Any]) -> Period:
        return Period(1, "year", "any")

    def plain_period(self, items: list[Any]) -> Period:
        *number, tree = items
        unit = _unit(tree)
        return Period(count(number[0]) if number else 1, unit, "open" if unit == "year" else "any")

    def any_year(self, items: list[Any]) -> Period:
        return Period(1, "year", "open")

    def named_period(self, items: list[Any]) -> Period:
        *number, named = items
        return Period(count(number[0]) if number else 1, "year", _named(named))

    def of_membership(self, items: list[Any]) -> Period:
        return Period(count(items[0]) if items else 1, "year", "membership")


def _unit(tree: Any) -> Unit:
    return cast("Unit", str(tree.data))


def _named(tree: Any) -> NamedYear:
    return cast("NamedYear", str(tree.data))
