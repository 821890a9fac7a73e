"""A paper as one HTML file that asks for nothing, needs no script and prints on A4."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from govgraph.present import pages
from govgraph.present.paper import document, lettering
from govgraph.present.paper.document import Box, Finding, Paper, Table


def page(paper: Paper) -> str:
    """The whole page.

    >>> import datetime as dt
    >>> page(Paper("A & B", (), dt.date(2026, 11, 27), ())).startswith("<!DOCTYPE html>")
    True
    """
    style = _style()
    return (
        pages.templates()
        .get_template("paper.html")
        .render(
            paper=paper,
            parts=document.parts(paper),
            captions=document.captions(paper),
            linked=_Linked(_places(paper)),
            kind=_kind,
            baselines=_baselines,
            font_size=lettering.FONT_SIZE,
            # Our own file, and nothing of the data's.
            style=Markup(style),  # noqa: S704
            policy=pages.policy([], [style]),
        )
    )


_NUMBERED = re.compile(r"\b(source|finding) (\d+)\b")


@dataclass(frozen=True)
class _Linked:
    """Turns what a text cites by number into links to where it stands on the page."""

    places: frozenset[str]

    def __call__(self, text: str) -> Markup:
        # What is escaped has no mark-up, and the links are made of words and digits.
        return Markup(_NUMBERED.sub(self._link, str(escape(text))))  # noqa: S704

    def _link(self, found: re.Match[str]) -> str:
        place = f"{found[1]}-{found[2]}"
        return f'<a href="#{place}">{found[0]}</a>' if place in self.places else found[0]


def _places(paper: Paper) -> frozenset[str]:
    """The names of the places of the findings and of the rows that are cited by number."""
    blocks = list(document.every_block(paper.sections))
    findings = (f"finding-{block.number}" for block in blocks if isinstance(block, Finding))
    tables = (block for block in blocks if isinstance(block, Table) and block.rows_are)
    rows = (f"{block.rows_are}-{row[0]}" for block in tables for row in block.rows)
    return frozenset([*findings, *rows])


def _kind(block: object) -> str:
    return type(block).__name__.lower()


def _baselines(box: Box) -> list[tuple[float, str]]:
    """Where each line of a box stands: a box in the middle, a frame at its top."""
    height = lettering.LINE_HEIGHT
    top = box.top + (box.height - height * len(box.lines)) / 2
    if box.look == "frame":
        top = box.top + lettering.PADDING / 2
    return [(round(top + height * (place + 0.76), 1), line) for place, line in enumerate(box.lines)]


@cache
def _style() -> str:
    widths = "\n".join(f".w{share} {{ width: {share}%; }}" for share in range(1, 101))
    return f"{pages.text_of('paper.css')}\n{widths}\n"
