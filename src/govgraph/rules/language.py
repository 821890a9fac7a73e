"""What the rule languages of all kinds share: faults, words left as they are, the parser.

A kind of rule gets a language by a module that declares its grammar and its typed rules and
makes a :class:`Language` of them, and by one line in :data:`govgraph.rules.LANGUAGES`.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from lark import Lark, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.lexer import PatternStr

COMMON_TERMINALS = r"""
    COUNT: /[1-9][0-9]{0,2}(?![0-9])/
         | /(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/i
    PERCENTAGE: /(100|[1-9][0-9]?(\.[0-9]{1,2})?)\s*%/
    QUOTED: /"[^"]*[^"\s][^"]*"/
    %import common.WS
    %ignore WS
"""
"""Numbers, percentages and quoted names, for the end of every kind's grammar."""

_IN_WORDS = {
    "COUNT": "a number",
    "PERCENTAGE": "a percentage",
    "QUOTED": 'a name in "quotes"',
    "$END": "the end of the rule",
}
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
_NUMBER_WORDS = _NUMBERS.split()
_AS_TYPED = str.maketrans("\u201c\u201d\u201e\u00a0\u202f", '"""  ')
"""What a word processor makes of quotes and spaces, one character for one character."""


class Rule(Protocol):
    """A rule that was understood."""

    def to_text(self) -> str:
        """The rule in the rule language; parsing it gives the same rule again."""

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""


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
    """

    kind: str
    text: str
    column: int
    found: str
    expected: tuple[str, ...]
    nearest: str | None = None

    @property
    def message(self) -> str:
        """The fault in one line."""
        found = f"'{self.found}'" if self.found else "the end of the rule"
        hint = f"; did you mean '{self.nearest}'?" if self.nearest else ""
        return f"column {self.column}: found {found}, expected {_either(self.expected)}{hint}"

    def __str__(self) -> str:
        return self.message


def _either(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


@dataclass(frozen=True)
class Language:
    """The language of one kind of rule: a grammar and what makes typed rules of its trees."""

    kind: str
    grammar: str
    transformer: type[Transformer[Any, Rule]]

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
        words = {name: self._in_words(name) for name in _allowed(error)}
        literal = {word.strip("'") for name, word in words.items() if name not in _IN_WORDS}
        nearest = difflib.get_close_matches(found.casefold(), sorted(literal), n=1)
        return ParseFault(self.kind, text, at + 1, found, tuple(sorted(words.values())), *nearest)

    def _in_words(self, terminal: str) -> str:
        if terminal in _IN_WORDS:
            return _IN_WORDS[terminal]
        pattern = self._parser.get_terminal(terminal).pattern
        return f"'{pattern.value}'" if isinstance(pattern, PatternStr) else terminal.casefold()


def _allowed(error: UnexpectedInput) -> set[str]:
    if isinstance(error, UnexpectedCharacters):
        return set(error.allowed or ()) - {"WS"}
    return set(error.accepts or error.expected) if isinstance(error, UnexpectedToken) else set()


def _position(error: UnexpectedInput, typed: str) -> int:
    at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    return len(typed) if at_end or error.pos_in_stream is None else error.pos_in_stream


def count(token: str) -> int:
    """The number that a COUNT token stands for.

    >>> count("3"), count("Three")
    (3, 3)
    """
    word = token.casefold()
    return _NUMBER_WORDS.index(word) + 1 if word in _NUMBER_WORDS else int(word)
