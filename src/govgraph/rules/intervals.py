"""How often something happens: what the languages of frequency and of review share.

"Quarterly", "every 2 months" and "twice a year" are intervals. A word that officers use in two
senses ("bi-monthly") is none: it is kept with both of its senses, and nothing is counted by it.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from lark import Token, Transformer

from govgraph.rules.language import Rule, count
from govgraph.rules.periods import NAMED_YEARS, NamedYear

Unit = Literal["year", "month", "week"]

GRAMMAR = r"""
    ?interval: each_one | recurring | adverb | on_a_basis
    ?recurring: every_one | every_few | every_other
    each_one: "each"i _unit
    every_one: "every"i _unit
    every_few: "every"i COUNT _unit
    every_other: "every"i ("other"i | "second"i) _unit
    in_each: ("a"i | "an"i | "per"i | "each"i | "in"i ("a"i | "any"i | "each"i | "every"i)) _unit
           | ("annually"i | "yearly"i) -> a_year
    on_a_basis: "on"i ("a"i | "an"i) (adverb | ANNUAL) "basis"i
    ANNUAL: "annual"i
    adverb: WEEKLY | FORTNIGHTLY | MONTHLY | QUARTERLY | HALF_YEARLY | YEARLY | BIENNIALLY
    WEEKLY: "weekly"i
    FORTNIGHTLY: "fortnightly"i
    MONTHLY: "monthly"i
    QUARTERLY: "quarterly"i
    HALF_YEARLY.2: "half-yearly"i | "half yearly"i | "six-monthly"i | "6-monthly"i
    YEARLY: "annually"i | "yearly"i
    BIENNIALLY: "biennially"i
    _unit: year | quarter | month | fortnight | week
    year: NAMED_YEAR? ("years"i | "year"i | "annum"i)
    NAMED_YEAR: /(calendar|municipal|civic|council|financial|academic|school)(?=\s+year)/i
    quarter: "quarters"i | "quarter"i
    month: ("calendar"i)? ("months"i | "month"i)
    fortnight: "fortnights"i | "fortnight"i
    week: "weeks"i | "week"i

    at_least: "at"i "least"i | "at"i "a"i "minimum"i | ("no"i | "not"i) ("fewer"i | "less"i) "than"i
            | "a"i "minimum"i "of"i | "minimum"i "of"i
            | ("no"i | "not"i) "less"i ("often"i | "frequently"i) "than"i
    about: "about"i | "approximately"i | "approx"i | "around"i | "roughly"i
    or_more: ","? "or"i ("more"i ("often"i | "frequently"i) | "sooner"i | "earlier"i) _if_needed?
        | ","? "and"i as_needed
    _if_needed: ("as"i | "if"i | "when"i | "where"i) _needed
    _needed: "required"i | "needed"i | "necessary"i
    as_needed: "as"i _needed | "when"i _needed | "as"i "and"i "when"i _needed

    ambiguous: BIMONTHLY | BIANNUALLY | BIWEEKLY
    BIMONTHLY: "bi-monthly"i | "bimonthly"i | "bi monthly"i
    BIANNUALLY: "bi-annually"i | "biannually"i | "bi-annual"i | "biannual"i | "bi-yearly"i
    BIWEEKLY: "bi-weekly"i | "biweekly"i
"""
"""Intervals and the words around them, to stand behind a kind's own grammar."""

_ADVERBS: dict[str, tuple[int, Unit]] = {
    "WEEKLY": (1, "week"),
    "FORTNIGHTLY": (2, "week"),
    "MONTHLY": (1, "month"),
    "QUARTERLY": (3, "month"),
    "HALF_YEARLY": (6, "month"),
    "YEARLY": (1, "year"),
    "BIENNIALLY": (2, "year"),
}
_OTHER_NAMES = {"civic": "municipal", "council": "municipal", "school": "academic"}
_SENSES = {
    "bi-monthly": ("every two months", "twice a month"),
    "bi-annually": ("twice a year", "every two years"),
    "bi-weekly": ("every two weeks", "twice a week"),
}
_WORDS = {"BIMONTHLY": "bi-monthly", "BIANNUALLY": "bi-annually", "BIWEEKLY": "bi-weekly"}


def _named(token: Token) -> NamedYear:
    word = token.casefold()
    return cast("NamedYear", _OTHER_NAMES.get(word, word))


@dataclass(frozen=True)
class Interval:
    """A length of time between one and the next; a quarter is three months.

    ``year``: the name of the year, as in ``municipal``; blank where the wording names none.
    """

    number: int
    unit: Unit
    year: NamedYear | Literal[""] = ""

    def to_text(self) -> str:
        """The interval in the rule language.

        >>> Interval(2, "month").to_text(), Interval(1, "year").to_text()
        ('every 2 months', 'every 1 year')
        """
        return f"every {self.number} {self._noun}{'' if self.number == 1 else 's'}"

    def plain(self) -> str:
        """The interval in plain words.

        >>> Interval(2, "month").plain(), Interval(1, "year").plain()
        ('every 2 months', 'every year')
        """
        every = f"every {self._noun}" if self.number == 1 else self.to_text()
        return f"{every}{self.which_year}"

    @property
    def which_year(self) -> str:
        """When the year runs that is named, in brackets.

        >>> Interval(1, "year", "financial").which_year
        ' (1 April to 31 March)'
        """
        return f" ({NAMED_YEARS[self.year]})" if self.year else ""

    @property
    def is_one_year(self) -> bool:
        """Whether it is a year, named or not."""
        return self.unit == "year" and self.number == 1

    @property
    def _noun(self) -> str:
        return f"{self.year} {self.unit}".strip()

    def after(self, day: dt.date) -> dt.date:
        """The day that lies this long after ``day``; the last of the month where it is too short.

        >>> Interval(6, "month").after(dt.date(2024, 8, 31))
        datetime.date(2025, 2, 28)
        """
        if self.unit == "week":
            return day + dt.timedelta(weeks=self.number)
        months = self.number * (12 if self.unit == "year" else 1)
        years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return dt.date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


@dataclass(frozen=True)
class Ambiguous(Rule):
    """A word that stands for two intervals: which is meant is left open."""

    word: str

    @property
    def senses(self) -> tuple[str, str]:
        """What the word may mean."""
        return _SENSES[self.word]

    def to_text(self) -> str:
        """The rule in the rule language."""
        return self.word

    def plain(self) -> str:
        """The word with both of its senses."""
        return f"{self.word}: {' or '.join(self.senses)} (not said: which of the two)"


@dataclass(frozen=True)
class AsNeeded(Rule):
    """Whenever there is need; no number is given."""

    def to_text(self) -> str:
        """The rule in the rule language."""
        return "as required"

    def plain(self) -> str:
        """The rule in plain words."""
        return "as required; no number is given (not said: who decides that it is)"


class Intervals(Transformer[Token, Any]):
    """Makes intervals of the trees of :data:`GRAMMAR`, for a kind's own transformer."""

    def start(self, items: list[Rule]) -> Rule:
        return items[0]

    def ambiguous(self, items: list[Token]) -> Rule:
        return Ambiguous(_WORDS[items[0].type])

    def as_needed(self, items: list[Any]) -> Rule:
        return AsNeeded()

    def adverb(self, items: list[Token]) -> Interval:
        return Interval(*_ADVERBS[items[0].type])

    def every_one(self, items: list[Interval]) -> Interval:
        return items[0]

    each_one = in_each = every_one

    def a_year(self, items: list[Any]) -> Interval:
        return Interval(1, "year")

    def on_a_basis(self, items: list[Any]) -> Interval:
        (said,) = items
        return said if isinstance(said, Interval) else Interval(1, "year")

    def every_few(self, items: list[Any]) -> Interval:
        interval: Interval = items[1]
        return replace(interval, number=count(items[0]) * interval.number)

    def every_other(self, items: list[Interval]) -> Interval:
        return replace(items[0], number=2 * items[0].number)

    def year(self, items: list[Token]) -> Interval:
        return Interval(1, "year", _named(items[0])) if items else Interval(1, "year")

    def quarter(self, items: list[Any]) -> Interval:
        return Interval(3, "month")

    def month(self, items: list[Any]) -> Interval:
        return Interval(1, "month")

    def fortnight(self, items: list[Any]) -> Interval:
        return Interval(2, "week")

    def week(self, items: list[Any]) -> Interval:
        return Interval(1, "week")

    def at_least(self, items: list[Any]) -> str:
        return "at least"

    def about(self, items: list[Any]) -> str:
        return "about"

    def or_more(self, items: list[Any]) -> str:
        return "or more"
