"""Texts without the names of people, for what is to be published: seats speak for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from govgraph import frames
from govgraph.governance import Governance

LEFT_OUT = "[name left out]"
_WORD = re.compile(r"[^\W_]+")


class Unnamed:
    """Leaves the full names of a snapshot's people out of any text.

    >>> Unnamed(["Jo Smith"]).text("Jo Smith chairs both; Jo Smithson does not.")
    '[name left out] chairs both; Jo Smithson does not.'
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first_word: dict[str, list[str]] = {}
        for name in sorted(set(names), key=len, reverse=True):
            first = _WORD.search(name)
            # One word alone may be any word of the language.
            if first and " " in name.strip():
                key = first[0].casefold()
                self._by_first_word.setdefault(key, []).append(name[first.start() :].strip())

    @classmethod
    def of(cls, g: Governance) -> Unnamed:
        """Of everybody whom the snapshot names, by every name they are given."""
        people = g.tables["Person"]
        others = (name for cell in people["other_names"] for name in frames.split_list(cell))
        return cls([*people["name"], *others])

    def text(self, text: str) -> str:
        """The text with a word in the place of each full name."""
        parts, done = [], 0
        for word in _WORD.finditer(text):
            start = word.start()
            if start >= done and (name := self._name_at(text, start, word[0])):
                parts += [text[done:start], LEFT_OUT]
                done = start + len(name)
        return "".join([*parts, text[done:]])

    def _name_at(self, text: str, start: int, word: str) -> str:
        for name in self._by_first_word.get(word.casefold(), ()):
            end = start + len(name)
            if text[start:end].casefold() == name.casefold() and not text[end : end + 1].isalnum():
                return text[start:end]
        return ""

    def all_of(self, value: Any) -> Any:
        """The same of every text within lists and dictionaries; keys stay as they are."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.all_of(part) for part in value]
        if isinstance(value, dict):
            return {key: self.all_of(part) for key, part in value.items()}
        return value
