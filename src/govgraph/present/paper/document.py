"""What a paper is made of, whatever it is written as.

Everything is frozen plain data: a paper is made once and each form of it is a function of it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

Point = tuple[float, float]
T = TypeVar("T")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; a ``note`` is set smaller."""

    text: str
    is_note: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list, a point each."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """Words with an address on the web."""

    text: str
    url: str


Cell = str | Link


@dataclass(frozen=True)
class Table:
    """A table with its caption and a row of headings.

    Attributes:
        caption: what the rows are.
        headings: one for each column.
        rows: as many cells in each as there are headings.
        widths: the share of the page that each column has.
        numbers: the places of the columns that are numbers, set to the right.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Box:
    """A box of a drawing with lines of words in it."""

    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]
    fill: str
    look: Literal["body", "proposed", "organisation", "frame"] = "body"


@dataclass(frozen=True)
class Stroke:
    """A line of a drawing, corner by corner."""

    points: tuple[Point, ...]
    is_dashed: bool = False


@dataclass(frozen=True)
class Drawing:
    """A vector drawing; lengths are in units of a 96th of an inch before scaling."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True)
class Figure:
    """A drawing with its caption and the words for those who do not see it."""

    caption: str
    alternative: str
    drawing: Drawing


@dataclass(frozen=True)
class Finding:
    """A finding: what was found, the question to the bodies concerned, and on what evidence.

    Attributes:
        number: by which the rest of the paper speaks of it.
        title: what it is about.
        statements: sentences.
        wording: what the sources say in their words, each with its place.
        qualifiers: what it rests on and what would change it.
        to: the bodies that are asked.
        question: the finding as a question to them.
        evidence: source and paragraph.
    """

    number: int
    title: str
    statements: tuple[str, ...]
    wording: tuple[str, ...]
    qualifiers: tuple[str, ...]
    to: str
    question: str
    evidence: str


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


Block = Paragraph | Bullets | Table | Figure | Finding | Section


@dataclass(frozen=True)
class Paper:
    """A whole paper.

    Attributes:
        title: its title.
        lead: the lines below the title: what day it looks at, and of what standing it is.
        date: the day it looks at, which is also its date.
        sections: its parts, in order.
    """

    title: str
    lead: tuple[str, ...]
    date: dt.date
    sections: tuple[Section, ...]


def with_texts(part: T, change: Callable[[str], str]) -> T:
    """The same with every text changed, captions and alternative texts among them.

    An address that would change is dropped, and its words stay.

    >>> with_texts(Bullets(("a", "b")), str.upper)
    Bullets(items=('A', 'B'))
    """
    changed: object = part
    if isinstance(part, str):
        changed = change(part)
    elif isinstance(part, tuple):
        changed = tuple(with_texts(each, change) for each in part)
    elif isinstance(part, Link) and change(part.url) != part.url:
        changed = change(part.text)
    elif isinstance(part, Link):
        changed = Link(change(part.text), part.url)
    elif isinstance(part, Box):
        changed = dataclasses.replace(part, lines=with_texts(part.lines, change))
    elif dataclasses.is_dataclass(part) and not isinstance(part, type):
        fields = {f.name: getattr(part, f.name) for f in dataclasses.fields(part)}
        changed = dataclasses.replace(
            part, **{name: with_texts(value, change) for name, value in fields.items()}
        )
    return changed  # type: ignore[return-value] # of the type that was given


def captions(paper: Paper) -> dict[int, str]:
    """The caption of every table and figure with its number, by the identity of the block."""
    counts = {"Table": 0, "Figure": 0}
    numbered = {}
    for block in every_block(paper.sections):
        if isinstance(block, Table | Figure):
            kind = type(block).__name__
            counts[kind] += 1
            numbered[id(block)] = f"{kind} {counts[kind]}. {block.caption}"
    return numbered


def every_block(blocks: tuple[Block, ...] | tuple[Section, ...]) -> Iterator[Block]:
    """Each block and what stands under it, in order."""
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from every_block(block.blocks)


@dataclass(frozen=True)
class Part:
    """A section with its number, its level (1 for the parts of a paper) and the parts in it."""

    number: str
    section: Section
    parts: tuple[Part, ...]

    @property
    def level(self) -> int:
        return self.number.count(".") + 1

    @property
    def anchor(self) -> str:
        """A name for the place, for links to it."""
        return f"part-{self.number.replace('.', '-')}"

    @property
    def blocks(self) -> Iterator[Block | Part]:
        """What stands in it, a part in place of a section."""
        inside = iter(self.parts)
        for block in self.section.blocks:
            yield next(inside) if isinstance(block, Section) else block


def parts(paper: Paper) -> tuple[Part, ...]:
    """The sections of a paper with their numbers."""
    return _numbered(paper.sections, "")


def _numbered(blocks: tuple[Block, ...] | tuple[Section, ...], above: str) -> tuple[Part, ...]:
    sections = [block for block in blocks if isinstance(block, Section)]
    return tuple(
        Part(f"{above}{place}", section, _numbered(section.blocks, f"{above}{place}."))
        for place, section in enumerate(sections, start=1)
    )
