"""What the rule languages of all kinds share: faults, words left as they are, the parser.

A kind of rule gets a language by a module that declares its grammar and its typed rules and
makes a :class:`Language` of them, and by one line in :data:`govgraph.rules.LANGUAGES`.
"""

from __future__ import annotations

import contextlib
import difflib
import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, cast

from lark import Lark, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.lexer import PatternStr

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
NUMBER_WORDS = _NUMBERS.split()
_IN_WORDS_AND_FIGURES = "|".join(
    rf"{word}\s*\(\s*{number}\s*\)|{number}\s*\(\s*{word}\s*\)"
    for number, word in enumerate(NUMBER_WORDS, start=1)
)
"""A number in words and in figures, which have to agree: ``five (5)``."""

COMMON_TERMINALS = (
    r"""
    COUNT: /("""
    + _IN_WORDS_AND_FIGURES
    + r""")/i
         | /[1-9][0-9]{0,2}(?![0-9])/
         | /(one|two|three|four|five|six|seven|eight|nine|ten)\b/i
         | /(eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)\b/i
    FRACTION.2: /[1-9][0-9]?\/[1-9][0-9]?(?![0-9])/
         | /((an?|one|two|three|four)[\s-]+)?(half|thirds?|quarters?|fifths?|tenths?)\b/i
    PERCENTAGE.2: /(100|[1-9][0-9]?(\.[0-9]{1,2})?)\s*(%|per\s?cent\b)/i
    QUOTED: /"[^"]*[^"\s][^"]*"/
    %import common.WS
    %ignore WS
"""
)
"""Numbers, fractions, percentages and quoted names, for the end of every kind's grammar."""

_IN_WORDS = {
    "COUNT": "a number",
    "FRACTION": "a fraction",
    "PERCENTAGE": "a percentage",
    "QUOTED": 'a name in "quotes"',
    "BE": "'must be'",
    "DATE": "a date",
    "ITEM": "what is sent, as in 'papers' or 'minutes'",
    "HALF_YEARLY": "'half-yearly'",
    "YEARLY": "'annually'",
    "BIMONTHLY": "'bi-monthly'",
    "BIANNUALLY": "'bi-annually'",
    "BIWEEKLY": "'bi-weekly'",
    "CHAIR_OR_VICE_CHAIR": "'chair or vice-chair'",
    "VICE_CHAIR": "'vice-chair'",
    "NAMED_YEAR": "a kind of year, as in 'municipal'",
    "INTRO": "words such as 'the quorum is' or 'decisions are made by'",
    "SHARE": "a fraction",
    "OF_THE_BOARD": "'of the board'",
    "OF_WHOM": "'of whom'",
    "SOME_OF_WHOM": "'one of whom must be'",
    "MINIMUM_OF": "'a minimum of'",
    "WHOLE": "'the whole number of'",
    "VACANCIES": "'excluding vacancies'",
    "MAJORITY": "'a majority'",
    "ROUNDED": "'rounded up'",
    "FLOOR": "'subject to a minimum of'",
    "FLOOR_IN_BRACKETS": "'(minimum'",
    "GREATER": "'whichever is greater'",
    "LESS": "'whichever is less'",
    "SUBSTITUTES": "'substitutes count as'",
    "PEOPLE": "'representatives'",
    "TRIED_FIRST": "'if consensus cannot be reached'",
    "CASTING": "'the chair has a casting vote'",
    "NO_CASTING": "'the chair has no casting vote'",
    "NOT_INDIVIDUALS": "'not individuals'",
    "PRESENT_AND_VOTING": "'present and voting'",
    "EXPECTED": "'must'",
    "NO_MORE": "'no more than'",
    "NO_LESS": "'no less than'",
    "LONG_ABSENT": "'absent for' a time",
    "FROM_ALL": "'from all meetings'",
    "MEET": "'meets'",
    "EACH_TERM": "'a term'",
    "TO_BE_REVIEWED": "'the terms of reference are reviewed'",
}
"""Terminals that are patterns, where their name is not the wording itself."""
_THE_END = ("$END", "<END-OF-FILE>")
_SHOWN = 6
"""Expected words in one message; the rest are counted."""
_PARTS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 10: "tenth"}
_AS_TYPED = str.maketrans("\u201c\u201d\u201e\u00a0\u202f", '"""  ')
"""What a word processor makes of quotes and spaces, one character for one character."""


@dataclass(frozen=True)
class Reference:
    """What a rule names: a sector, an organisation, a body or a seat, as the rule writes it."""

    kind: Literal["sector", "organisation", "body", "seat"]
    name: str


class Rule(ABC):
    """A rule that was understood."""

    @abstractmethod
    def to_text(self) -> str:
        """The rule in the rule language; parsing it gives the same rule again."""

    @abstractmethod
    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""

    @property
    def references(self) -> tuple[Reference, ...]:
        """Whom and what the rule names, so that a name that nothing has can be warned of."""
        return ()

    def __str__(self) -> str:
        return self.plain()


@dataclass(frozen=True)
class Example:
    """A rule that a reader may copy, and what it is an example of."""

    text: str
    shows: str


@dataclass(frozen=True)
class NotEvaluated:
    """A provision of a kind that is kept in plain words by design."""

    kind: str
    text: str

    def plain(self) -> str:
        """The provision's own words."""
        return self.text

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class ParseFault:
    """Why a rule was not understood.

    Attributes:
        kind: the kind of rule.
        text: the rule as it was written.
        column: where it stops being understood, counted from 1.
        found: the word that stands there; blank at the end of the rule.
        expected: what could stand there instead, in words.
        nearest: the expected word that looks most like ``found``, if one does.
        example: the rule of that kind that looks most like the text.
    """

    kind: str
    text: str
    column: int
    found: str
    expected: tuple[str, ...]
    nearest: str | None = None
    example: str = ""

    @property
    def message(self) -> str:
        """The fault in one line."""
        found = f"'{self.found}'" if self.found else "the end of the rule"
        hint = f"; did you mean '{self.nearest}'?" if self.nearest else ""
        if not hint and self.example and len(self.expected) > _SHOWN:
            hint = f"; a rule that is understood: {self.example}"
        return f"column {self.column}: found {found}, expected {self._expected_in_brief()}{hint}"

    def _expected_in_brief(self) -> str:
        """What could stand there, the likeliest first where it is more than one would read."""
        more = len(self.expected) - _SHOWN
        if more <= 1:
            return joined(self.expected, "or")
        by_likeness = sorted(self.expected, key=lambda word: -_likeness(word, self.found))
        return joined((*by_likeness[:_SHOWN], f"{more} other words"), "or")

    def __str__(self) -> str:
        return self.message


def joined(words: Sequence[str], last: str) -> str:
    """All the words in a sentence, with ``last`` ("and", "or") before the last one.

    >>> joined(["A", "B", "C"], "or")
    'A, B or C'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def with_unsaid(text: str, unsaid: Sequence[str]) -> str:
    """The text, and in brackets what the wording leaves open.

    >>> with_unsaid("5 days before", ["whether they are clear"])
    '5 days before (not said: whether they are clear)'
    """
    return f"{text} (not said: {', '.join(unsaid)})" if unsaid else text


def least_of(part: Fraction, whole: int, *, more_than: bool) -> int:
    """The least number that is a part of the whole, or more than that part.

    >>> least_of(Fraction(1, 2), 6, more_than=False), least_of(Fraction(1, 2), 6, more_than=True)
    (3, 4)
    """
    exact = part * whole
    return math.floor(exact) + 1 if more_than else math.ceil(exact)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.casefold().strip("'"), other.casefold()).ratio()


@dataclass(frozen=True)
class Language:
    """The language of one kind of rule: a grammar and what makes typed rules of its trees.

    ``examples`` show every form that the grammar has; the reference page is made of them.
    """

    kind: str
    grammar: str
    transformer: type[Transformer[Any, Rule]]
    examples: tuple[Example, ...]

    @cached_property
    def _parser(self) -> Lark:
        return Lark(self.grammar + COMMON_TERMINALS, parser="lalr")

    def parse(self, text: str) -> Rule | ParseFault:
        """The typed rule, or why the text is none."""
        typed = text.translate(_AS_TYPED).rstrip().removesuffix(".")
        parser = self._parser
        try:
            tree = parser.parse(typed)
        except UnexpectedInput as error:
            return self._fault(text, typed, error)
        return self.transformer().transform(tree)

    def _fault(self, text: str, typed: str, error: UnexpectedInput) -> ParseFault:
        at = _position(error, typed)
        found = typed[at:].split(maxsplit=1)[0] if typed[at:].strip() else ""
        words = {name: self._in_words(name) for name in self._allowed(typed, at, error)}
        literal = {word.strip("'") for word in words.values() if word.startswith("'")}
        near = difflib.get_close_matches(found.casefold(), sorted(literal), n=1)
        nearest = near[0] if near else None
        example = max((each.text for each in self.examples), key=lambda it: _likeness(it, typed))
        expected = tuple(sorted(set(words.values())))
        return ParseFault(self.kind, text, at + 1, found, expected, nearest, example)

    def _allowed(self, typed: str, at: int, error: UnexpectedInput) -> set[str]:
        """The terminals that may stand at ``at``.

        Where the start of the word there was read as a word of its own ("no" of "normally"),
        the error tells what may follow that; what may stand in its place is asked for again.
        """
        stopped = cast("int | None", error.pos_in_stream)
        if stopped is not None and at < stopped:
            before = self._parser.parse_interactive(typed[:at])
            with contextlib.suppress(UnexpectedInput):
                before.exhaust_lexer()
                return set(before.accepts())  # type: ignore[no-untyped-call]
        return _allowed(error)

    def _in_words(self, terminal: str) -> str:
        if terminal in _THE_END:
            return "the end of the rule"
        pattern = self._parser.get_terminal(terminal).pattern
        if isinstance(pattern, PatternStr):
            return f"'{pattern.value}'"
        name = terminal.lstrip("_")
        return _IN_WORDS.get(name, f"'{name.casefold().replace('_', ' ')}'")


def _allowed(error: UnexpectedInput) -> set[str]:
    if isinstance(error, UnexpectedCharacters):
        return set(error.allowed or ()) - {"WS"}
    return set(error.accepts or error.expected) if isinstance(error, UnexpectedToken) else set()


def _position(error: UnexpectedInput, typed: str) -> int:
    """Where the word begins that is not understood: "non" may have been read as "no" at first."""
    at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    at = len(typed) if at_end or error.pos_in_stream is None else error.pos_in_stream
    while 0 < at < len(typed) and typed[at - 1].isalnum() and _goes_on(typed[at]):
        at -= 1
    return at


def _goes_on(letter: str) -> bool:
    """Whether a word or number goes on: in "two-thirds" and "80%" too."""
    return letter.isalnum() or letter in "-%"


def count(token: str) -> int:
    """The number that a COUNT token stands for.

    >>> count("3"), count("Three"), count("three (3)")
    (3, 3, 3)
    """
    word = token.split("(")[0].strip().casefold()
    return NUMBER_WORDS.index(word) + 1 if word in NUMBER_WORDS else int(word)


def fraction(token: str) -> Fraction:
    """The fraction that a FRACTION token stands for.

    >>> fraction("two thirds"), fraction("a quarter"), fraction("Half"), fraction("3/5")
    (Fraction(2, 3), Fraction(1, 4), Fraction(1, 2), Fraction(3, 5))
    """
    if "/" in token:
        return Fraction(token)
    *number, part = token.casefold().replace("-", " ").split()
    parts = {name: size for size, name in _PARTS.items()}
    how_many = 1 if not number or number[0] in ("a", "an") else count(number[0])
    return Fraction(how_many, parts[part.removesuffix("s")])


def fraction_text(share: Fraction) -> str:
    """The fraction in words where it has some, else in figures.

    >>> fraction_text(Fraction(1, 3)), fraction_text(Fraction(2, 3)), fraction_text(Fraction(3, 7))
    ('one third', 'two thirds', '3/7')
    """
    if share.denominator not in _PARTS or share.numerator > 4:
        return f"{share.numerator}/{share.denominator}"
    part = _PARTS[share.denominator]
    if share.numerator == 1:
        return "half" if part == "half" else f"one {part}"
    return f"{NUMBER_WORDS[share.numerator - 1]} {part}s"


def percentage(token: str) -> Fraction:
    """The share that a PERCENTAGE token stands for.

    >>> percentage("80%"), percentage("66.5 per cent")
    (Fraction(4, 5), Fraction(133, 200))
    """
    number = token.casefold().replace("per cent", "").replace("percent", "").rstrip("% ")
    return Fraction(number) / 100


def percentage_text(share: Fraction) -> str:
    """The share as a percentage.

    >>> percentage_text(Fraction(4, 5)), percentage_text(Fraction(133, 200))
    ('80%', '66.5%')
    """
    return f"{float(share * 100):.2f}".rstrip("0").rstrip(".") + "%"


def name(token: str) -> str:
    """The name that a QUOTED token holds.

    >>> name('"Public  Health"')
    'Public Health'
    """
    return " ".join(token.strip('"').split())
