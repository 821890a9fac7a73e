"""A paper as one HTML file that asks for nothing, needs no script and prints on A4."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

import jinja2
from markupsafe import Markup

from govgraph.present import lettering
from govgraph.present.paper import document
from govgraph.present.paper.document import Box, Paper


def page(paper: Paper) -> str:
    """The whole page.

    >>> import datetime as dt
    >>> page(Paper("A & B", (), dt.date(2026, 11, 27), ())).startswith("<!DOCTYPE html>")
    True
    """
    style = _style()
    return (
        _templates()
        .get_template("paper.html")
        .render(
            paper=paper,
            parts=document.parts(paper),
            captions=document.captions(paper),
            kind=_kind,
            baselines=_baselines,
            font_size=lettering.FONT_SIZE,
            # Our own file, and nothing of the data's.
            style=Markup(style),  # noqa: S704
            policy=f"default-src 'none'; style-src {_sum(style)}; base-uri 'none'; "
            "form-action 'none'",
        )
    )


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
def _templates() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("govgraph.present"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["identity"] = id
    return made


@cache
def _style() -> str:
    loader = jinja2.PackageLoader("govgraph.present")
    widths = "\n".join(f".w{share} {{ width: {share}%; }}" for share in range(1, 101))
    return f"{loader.get_source(_templates(), 'paper.css')[0]}\n{widths}\n"


def _sum(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
