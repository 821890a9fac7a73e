"""Sentences, and parts of them, that every answer says in the same way."""

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


def counted(number: float, one: str, several: str = "") -> str:
    """A number and its noun; ``several`` where more than one are not just called ``ones``.

    >>> counted(1, "seat"), counted(1200, "seat"), counted(3, "body", "bodies")
    ('1 seat', '1,200 seats', '3 bodies')
    """
    return f"{number:,.15g} {one if number == 1 else several or one + 's'}"


def capitalised(text: str) -> str:
    """The text with a capital to begin with, the rest as it is.

    >>> capitalised("the NHS trust")
    'The NHS trust'
    """
    return text[:1].upper() + text[1:]
