"""Names in boxes: where a line breaks, and how much room it takes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

FONT_SIZE = 15
LINE_HEIGHT = 16.5
PADDING = 14.0
MOST_LINES = 5
_MOST_SIGNS = 300
_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

_SIGN_WIDTHS = {
    "ijl'’": 0.23,
    " ft.,:;/!|[]I": 0.28,
    "r()-": 0.34,
    "cksvxyzJ": 0.5,
    "ABEKPSVXY&": 0.67,
    "w": 0.73,
    "mM%": 0.84,
    "W@—…": 1.0,
}
"""Of signs in Arial or a typeface made to its measure, in em; capitals 0.75, others 0.56."""


def wrapped(text: str, width: float) -> list[str]:
    """A name in lines that fit a box, at most five; the last ends in an ellipsis if it was cut.

    >>> wrapped("Children and Young People's Strategic Partnership", 146.0)
    ['Children and Young', "People's Strategic", 'Partnership']
    """
    lines = [""]
    for word in shortened(visible(text), _MOST_SIGNS).split():
        for part in _parts(word, width):
            longer = f"{lines[-1]} {part}".strip()
            if _text_width(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
    lines = [line for line in lines if line] or ["(no name)"]
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[: MOST_LINES - 1], shortened(lines[MOST_LINES - 1], 16) + "…"]


def visible(text: str) -> str:
    r"""The text without the signs that turn round what comes after them, on one line.

    >>> visible("Board\u202edraoB")
    'BoarddraoB'
    """
    return "".join(sign for sign in " ".join(text.split()) if sign not in _DIRECTIONS)


def _parts(word: str, width: float) -> Iterator[str]:
    """A word, cut where it alone is wider than a line."""
    part, used = "", 0.0
    for sign in word:
        needed = _text_width(sign)
        if part and used + needed > width:
            yield part
            part, used = "", 0.0
        part, used = part + sign, used + needed
    yield part


def _text_width(text: str) -> float:
    return FONT_SIZE * sum(_sign_width(sign) for sign in text)


@cache
def _sign_width(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in ("W", "F"):
        return 1.0
    for signs, width in _SIGN_WIDTHS.items():
        if sign in signs:
            return width
    return 0.75 if sign.isupper() else 0.56


def box_height(label: str) -> float:
    """The height of a box around the lines of a label."""
    return (label.count("\n") + 1) * LINE_HEIGHT + PADDING


def shortened(text: str, most: int) -> str:
    """The text in no more than so many signs.

    >>> shortened("Partnership", 6)
    'Partn…'
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
