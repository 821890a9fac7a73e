"""The sources of a paper by number, and how its sentences cite them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from govgraph import dates, frames
from govgraph.evidence import Evidence
from govgraph.governance import Governance
from govgraph.sentences import listed

NONE_GIVEN = "no source given"
_DAY = re.compile(r"(?<![\w/.-])(\d{4}-\d{2}-\d{2})(?![\w/-])")
_COMPOUND = re.compile(r"\w+(?:-\w+){2,}|\w+-\w*\d\w*")
"""An id that is no word of anybody's: three parts, or a number in it."""
_MOST_PLACES = 6


@dataclass(frozen=True)
class Sources:
    """The documents that facts about certain bodies come from, in order.

    Attributes:
        documents: a row each, as :attr:`govgraph.governance.Governance.sources` has it.
    """

    documents: pd.DataFrame

    @classmethod
    def of(cls, g: Governance, more: Iterable[str] = ()) -> Sources:
        """Those on the bodies asked about and some more, with those that are made up last."""
        every, bodies = g.tables["Source"], g.tables["Body"]
        cited = Evidence.of(g.tables).cited
        asked = bodies.index[bodies["id"].isin({*g.asked_about, *more})]
        used = sorted(set(cited.loc[cited["body"].isin(asked), "source"]))
        documents = every.iloc[used].assign(
            made_up=every["illustrative"].fillna(False).astype(bool).iloc[used]
        )
        return cls(documents.sort_values("made_up", kind="stable", ignore_index=True))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each source by its id."""
        return {id_: at + 1 for at, id_ in enumerate(self.documents["id"])}

    def place(self, source: object, paragraph: object = None) -> str:
        """What a row cites, in words.

        >>> Sources(pd.DataFrame({"id": ["terms"]})).place("terms", "5.1")
        'source 1, 5.1'
        """
        ids = frames.split_list(source)
        if not ids:
            return NONE_GIVEN if not paragraph else str(paragraph)
        known = [str(self.numbers[id_]) for id_ in ids if id_ in self.numbers]
        other = [id_ for id_ in ids if id_ not in self.numbers]
        word = "source" if len(known) == 1 else "sources"
        parts = [f"{word} {listed(known)}"] if known else []
        return ", ".join([*parts, *other, *([str(paragraph)] if paragraph else [])])

    def places(self, cited: Iterable[tuple[object, object]]) -> str:
        """What several rows cite, by source, each place once; of many the first.

        >>> terms = Sources(pd.DataFrame({"id": ["terms"]}))
        >>> terms.places([("terms", "3; 6.1"), ("terms", "3; 6.2")])
        'source 1 (3; 6.1; 6.2)'
        """
        by_source: dict[str, dict[str, None]] = {}
        for source, paragraph in dict.fromkeys(cited):
            here = by_source.setdefault(self.place(source), {})
            here.update(dict.fromkeys(frames.split_list(paragraph)))
        said = []
        for source, places in by_source.items():
            more = len(places) - _MOST_PLACES
            rest = [f"{more} more"] if more > 0 else []
            shown = "; ".join([*list(places)[:_MOST_PLACES], *rest])
            said.append(f"{source} ({shown})" if shown else source)
        more = len(said) - _MOST_PLACES
        rest = [f"{more} more sources"] if more > 0 else []
        return "; ".join([*said[:_MOST_PLACES], *rest])

    def instead(self, text: str) -> str:
        """The text with the sources that it cites by number.

        An id that could be a word is one only where a citation stands, in brackets.

        >>> Sources(pd.DataFrame({"id": ["terms"]})).instead("It reports (terms, 5.1). See terms.")
        'It reports (source 1, 5.1). See terms.'
        """
        if self._cited is None:
            return text
        return self._cited.sub(lambda found: f"source {self.numbers[found[1]]}", text)

    def titled(self, text: str) -> str:
        """The text with the sources that it cites by title, where there is no list of them.

        >>> terms = Sources(pd.DataFrame({"id": ["b-terms"], "title": ["Terms of the board"]}))
        >>> terms.titled("It reports (b-terms, 5.1).")
        'It reports (Terms of the board, 5.1).'
        """
        if self._cited is None:
            return text
        titles = dict(zip(self.documents["id"], self.documents["title"], strict=True))
        return self._cited.sub(lambda found: str(titles[found[1]] or found[1]), text)

    @cached_property
    def _cited(self) -> re.Pattern[str] | None:
        if not self.numbers:
            return None
        longest_first = sorted(self.numbers, key=len, reverse=True)
        any_id = "|".join(map(re.escape, longest_first))
        in_brackets = rf"(?:(?<=[(\[])|(?<=; ))(?:{any_id})(?=[,)\];])"
        compound = [re.escape(id_) for id_ in longest_first if _COMPOUND.fullmatch(id_)]
        anywhere = rf"(?<![\w-])(?:{'|'.join(compound) or '(?!)'})(?![\w-])"
        return re.compile(f"({in_brackets}|{anywhere})")


def with_days_in_words(text: str) -> str:
    """The text with its days as they are written in a paper.

    >>> with_days_in_words("inquorate on 2025-11-26")
    'inquorate on 26 November 2025'
    """
    return _DAY.sub(lambda found: in_words(found[1]), text)


def in_words(date: object) -> str:
    """A date, also a partial one, as it is written in a paper; blank for none.

    >>> in_words("2025-11-06"), in_words("2025-11"), in_words("2025"), in_words(None)
    ('6 November 2025', 'November 2025', '2025', '')
    """
    if not isinstance(date, str):
        return ""
    try:
        first = dates.earliest(date)
    except ValueError:
        return date
    formats = {4: "%Y", 7: "%B %Y"}
    return f"{first:{formats[len(date)]}}" if len(date) in formats else dates.in_words(first)


def first_of(parts: Sequence[str], most: int) -> str:
    """The first parts with semicolons, the rest counted."""
    more = len(parts) - most
    return "; ".join([*parts[:most], *([f"and {more} more"] if more > 0 else [])])
