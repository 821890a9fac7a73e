"""What governance English calls things: the words that speak of a power, a topic, a population.

The words are data, one cue a line, in the CSV files beside this module. A cue is one word or
several in a row; it stands for every form of its words ("oversee" for "oversees" and
"overseeing"), but a word behind ``=`` for itself only ("=commission" is not "commissioning").
Where cues overlap, the longest counts. A cue that speaks of a code only faintly has a weight below
1 and gives way to one that has not. A cue without a code says nothing, but keeps its words from
saying something: "Health and Wellbeing Board" names a board, not a topic.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Cue:
    """A wording and the code that it speaks of."""

    code: str
    text: str
    weight: float = 1.0


@dataclass(frozen=True)
class Lexicon:
    """The cues by what they speak of.

    Attributes:
        powers: what a clause lets a body do; codes of :data:`govgraph.model.POWER`.
        topics: what a clause is about; codes of :data:`govgraph.model.TOPIC`.
        procedure: how a body works; a cue's code says which part of that (quorum, minutes).
        populations: whom a clause is for.
    """

    powers: tuple[Cue, ...]
    topics: tuple[Cue, ...]
    procedure: tuple[Cue, ...]
    populations: tuple[Cue, ...]


@cache
def bundled() -> Lexicon:
    """The lexicon that comes with the package.

    >>> bundled().powers[0]
    Cue(code='decide', text='decide', weight=1.0)
    """
    return Lexicon(
        powers=_read("powers.csv"),
        topics=_read("topics.csv"),
        procedure=_read("procedure.csv"),
        populations=_read("populations.csv"),
    )


def _read(name: str) -> tuple[Cue, ...]:
    text = resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Cue(row["code"], row["cue"], float(row["weight"])) for row in rows)
