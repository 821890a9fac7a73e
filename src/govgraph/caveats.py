"""Sentences that stand below an answer, whichever way it was asked for."""

from __future__ import annotations

from collections.abc import Sequence


def illustrative(areas: Sequence[str]) -> list[str]:
    """That these areas are made up; nothing where there are none.

    >>> illustrative(["Anytown"])
    ['Anytown is illustrative: facts about it come from documents that are made up.']
    """
    if not areas:
        return []
    are, them = ("is", "it") if len(areas) == 1 else ("are", "them")
    return [
        f"{listed(areas)} {are} illustrative: facts about {them} come from documents that are "
        "made up."
    ]


def listed(parts: Sequence[str], most: int = 12) -> str:
    """The parts in a sentence; a long list is cut and counted.

    >>> listed(["A", "B", "C"]), listed(["A", "B", "C"], most=1)
    ('A, B and C', 'A and 2 more')
    """
    shown, more = list(parts[:most]), len(parts) - most
    if more > 0:
        shown = [*shown, f"{more} more"]
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))
