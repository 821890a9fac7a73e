"""Names as they can be shown in one line of a picture."""

from __future__ import annotations

_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def visible(text: str) -> str:
    r"""The text without the signs that turn round what comes after them, on one line.

    >>> visible("Board\u202edraoB")
    'BoarddraoB'
    """
    return "".join(sign for sign in " ".join(text.split()) if sign not in _DIRECTIONS)


def shortened(text: str, most: int) -> str:
    """The text in no more than so many signs.

    >>> shortened("Partnership", 6)
    'Partn…'
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
