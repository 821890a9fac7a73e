"""The language of review rules: how often terms of reference are reviewed.

- ``every 2 years``, ``annually``, ``at least every 2 years``, ``every 6 months``
- ``by 2027-03``: one day, not an interval
- ``as required``

"At least every 2 years" puts the review no later than two years after the last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from lark import Token

from govgraph import dates
from govgraph.rules import intervals
from govgraph.rules.intervals import Interval
from govgraph.rules.language import Example, Language, Rule

_LONG = "january|march|may|july|august|october|december"
_ALL_BUT_FEBRUARY = f"{_LONG}|april|june|september|november"
# Only days that exist: 29 February, which exists in some years only, is not read.
_DATE = (
    r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?(?![-0-9])",
    r"[12][0-9]{3}-(0[13-9]|1[0-2])-(29|30)(?![-0-9])",
    r"[12][0-9]{3}-(0[13578]|1[02])-31(?![-0-9])",
    rf"((0?[1-9]|1[0-9]|2[0-8])\s+)?({_ALL_BUT_FEBRUARY}|february)\s+[12][0-9]{{3}}(?![-0-9])",
    rf"(29|30)\s+({_ALL_BUT_FEBRUARY})\s+[12][0-9]{{3}}(?![-0-9])",
    rf"31\s+({_LONG})\s+[12][0-9]{{3}}(?![-0-9])",
)

GRAMMAR = (
    r"""
    start: _reviewed? (review | review_by | ambiguous | as_needed)
         | ("subject"i "to"i)? "an"i? annual_review
    _reviewed: "reviewed"i | "review"i | "to"i "be"i "reviewed"i | _TO_BE_REVIEWED
    _TO_BE_REVIEWED: /((these|the)\s+)?terms\s+of\s+reference\s+/i BE /\s+reviewed\b/i
    BE: /((will|shall|must|should|are\s+to)\s+be|are)/i
    annual_review: ANNUAL "review"i
    review: (at_least | about)? (interval | twice | "once"i (in_each | recurring)) or_more?
    twice: "twice"i ("a"i | "per"i | "each"i | "every"i) year
    review_by: ("by"i | "due"i) DATE
    DATE: """
    + " | ".join(f"/{pattern}/i" for pattern in _DATE)
    + intervals.GRAMMAR
)


@dataclass(frozen=True)
class ReviewEvery(Rule):
    """A review after each interval; ``at_least``: it may come sooner; ``about``: roughly."""

    interval: Interval
    at_least: bool = False
    about: bool = False

    def to_text(self) -> str:
        """The rule in the rule language."""
        bound = "at least " if self.at_least else "about " if self.about else ""
        return f"{bound}{self.interval.to_text()}"

    def plain(self) -> str:
        """The rule in plain words."""
        bound = "at least " if self.at_least else "about " if self.about else ""
        return f"the terms of reference are reviewed {bound}{self.interval.plain()}"


@dataclass(frozen=True)
class ReviewBy(Rule):
    """A review that is due on one day; ``date`` is partial where the terms name a month only."""

    date: str

    def to_text(self) -> str:
        """The rule in the rule language."""
        return f"by {self.date}"

    def plain(self) -> str:
        """The rule in plain words."""
        return f"the terms of reference are to be reviewed by {self.date}"


class _Typed(intervals.Intervals):
    """Makes typed rules of the grammar's trees; the methods are named after its rules."""

    def review(self, items: list[Any]) -> Rule:
        said = {item for item in items if isinstance(item, str)}
        interval = next(item for item in items if isinstance(item, Interval))
        at_least = bool(said & {"at least", "or more"})
        # A review falls on one day: which year is named makes no difference to the next one.
        interval = replace(interval, year="")
        return ReviewEvery(interval, at_least, about="about" in said and not at_least)

    def twice(self, items: list[Any]) -> Interval:
        return Interval(6, "month")

    def annual_review(self, items: list[Any]) -> Rule:
        return ReviewEvery(Interval(1, "year"))

    def review_by(self, items: list[Token]) -> Rule:
        return ReviewBy(dates.parse(items[0]))


EXAMPLES = (
    Example("every 2 years", "an interval"),
    Example("annually", "a word for an interval; also quarterly, biennially, ..."),
    Example("at least every 2 years", "no later than; sooner is allowed"),
    Example("every 6 months", "months"),
    Example("reviewed once a year or sooner if required", "as terms of reference often put it"),
    Example("on an annual basis", "every year; also 'annual review'"),
    Example("subject to annual review", "every year"),
    Example("by 2027-03", "a day or a month, as in a field 'review date'"),
    Example("as required", "no interval"),
    Example("bi-annually", "a word with two senses: understood as open between them"),
)

LANGUAGE = Language("review", GRAMMAR, _Typed, EXAMPLES)
