"""Small bodies with seats and rules, and the findings on them as rows."""

from __future__ import annotations

from functools import cache
from typing import Any

from govgraph import api, frames, resources
from govgraph.analysis import structure
from govgraph.dataset.templates import Template
from govgraph.governance import Governance
from tests.builders import AS_OF, Rows, governance

COMPLETE = "members; links; remits; rules"


def body(name: str, covered: str = COMPLETE, **more: Any) -> dict[str, object]:
    return {"name": name, "covered": covered, **more}


def seats(on: str, number: int, title: str = "Seat", **more: object) -> list[dict[str, object]]:
    """Seats held by people of their own."""
    return [
        {"body": on, "seat": f"{title} {n}", "person": f"{on} {title} {n}", **more}
        for n in range(1, number + 1)
    ]


def rule(of: str, kind: str, text: str, **more: object) -> dict[str, object]:
    return {"body": of, "kind": kind, "rule": text, **more}


def graph(**tables: Any) -> Governance:
    """The snapshot of these rows; a table without rows is left out."""
    return governance(**{name: rows for name, rows in tables.items() if len(rows)})


def rows_of(g: Governance, *only: str, template: Template | None = None) -> list[dict[str, Any]]:
    return frames.records(structure.structure(g, template, only))


def of_board(text: str, memberships: Rows, *only: str, **more: Any) -> list[dict[str, Any]]:
    """The findings on a board of these seats with one rule on its composition."""
    g = governance(
        bodies=[body("Board", **more)],
        memberships=memberships,
        rules=[rule("Board", "composition", text)],
    )
    return rows_of(g, *only)


@cache
def seed(*areas: str) -> Governance:
    """The bundled datasets of these areas on one day."""
    review = api.read(*(resources.seed_dir() / area for area in areas))
    return review.at(as_of=api.day(AS_OF))
