"""Answers as text for a terminal, as JSON and as CSV.

Nothing here needs pandas or another library, so that a query answers at once.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]
Block = tuple[str, Sequence[str]]
"""A row as words: a heading and the lines below it."""

_LIST_SEPARATOR = "; "
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_SPACES = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_UNSEEN_IN_JSON = re.compile(r"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_GAP = "  "
_NARROWEST = 8
"""A line that has less room than this is not read."""
_NARROWEST_COLUMN = 12
"""Words that a column breaks into less than this are not read: lines are, then."""


@dataclass(frozen=True)
class Answer:
    """What a command has to say.

    Attributes:
        analysis: the command's name, for programs that read the JSON.
        title: what the rows are, for people.
        columns: every column, in order.
        rows: one mapping of column to plain value for each finding.
        notes: what a reader has to know besides.
        as_of: the day that was looked at, in ISO form; None where the day does not matter.
        store: where the facts were read from, in words.
        headings: the columns of the table form and their headings; all of them if empty.
        block: how a row reads as words, where that reads better than a table.
        empty: what it means that there are no rows.
    """

    analysis: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Row]
    notes: Sequence[str] = ()
    as_of: str | None = None
    store: str | None = None
    headings: Mapping[str, str] | None = None
    block: Callable[[Row], Block] | None = None
    empty: str = "There is nothing to show."


# --- plain values -------------------------------------------------------------------------


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as mappings of plain Python values; blanks are None."""
    columns = list(frame.columns)
    lists = (frame[column].tolist() for column in columns)
    return [
        {column: plain(value) for column, value in zip(columns, values, strict=True)}
        for values in zip(*lists, strict=True)
    ]


def plain(value: Any) -> Any:
    """The value as JSON knows it: text, number, yes/no, list, mapping or None.

    >>> plain(dt.date(2025, 9, 1)), plain(float("nan")), plain({"a": (1, 2)})
    ('2025-09-01', None, {'a': [1, 2]})
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    if isinstance(value, float):
        return value if abs(value) < float("inf") else None
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value == value else None
    if isinstance(value, dt.date):
        return value.isoformat()
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    return None if type(value).__name__ == "NAType" else str(value)


def words(value: Any) -> str:
    """A value as one reads it in a table: no control characters, one line.

    >>> words(4.0), words(True), words(["a", "b"]), words(None)
    ('4', 'yes', 'a; b', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.2f}".rstrip("0").rstrip(".")
        case list() | tuple():
            return _LIST_SEPARATOR.join(words(inner) for inner in value)
        case Mapping():
            return ", ".join(f"{key}: {words(inner)}" for key, inner in value.items())
    return clean(str(value))


def span(low: Any, high: Any) -> str:
    """A number that lies between two others as one reads it; the number where they are one.

    >>> span(3, 3), span(3.0, 5.0)
    ('3', '3 to 5')
    """
    return words(low) if low == high else f"{words(low)} to {words(high)}"


def clean(text: str) -> str:
    """The text without what a terminal would obey: escape sequences and control characters.

    >>> clean("Board" + chr(27) + "[31m" + chr(10) + "No findings")
    'Board No findings'
    """
    text = _UNSEEN.sub("", _SPACES.sub(" ", _ANSI.sub("", text)))
    return text.encode("utf-8", "replace").decode("utf-8")


# --- forms --------------------------------------------------------------------------------


def as_text(answer: Answer, width: int = 80, *, styled: bool = False) -> str:
    """The answer to read: title, table or blocks, notes; no line is longer than ``width``."""
    parts = [wrapped(answer.title, width)]
    if not answer.rows:
        parts.append(wrapped(answer.empty, width))
    elif answer.block:
        parts += [block_text(*answer.block(row), width) for row in answer.rows]
    else:
        parts.append(_grid(answer, width))
    if answer.notes:
        parts.append(listed(answer.notes, width))
    if styled:
        parts[0] = f"\x1b[1m{parts[0]}\x1b[0m"
    return "\n\n".join(parts) + "\n"


def listed(notes: Iterable[str], width: int) -> str:
    """One point below the other."""
    return "\n".join(wrapped(f"- {note}", width, "", "  ") for note in notes)


def block_text(heading: str, lines: Iterable[str], width: int) -> str:
    """A heading and indented lines below it; blank lines are left out."""
    below = [wrapped(line, width, "  ", "  ") for line in lines if line]
    return "\n".join([wrapped(heading, width), *below])


def as_json(answer: Answer) -> str:
    """The answer for programs: strict JSON with ``analysis, as_of, store, notes, rows``."""
    body = {
        "analysis": answer.analysis,
        "as_of": answer.as_of,
        "store": answer.store,
        "notes": list(answer.notes),
        "rows": [{name: plain(row.get(name)) for name in answer.columns} for row in answer.rows],
    }
    return json_text(body)


def json_text(value: object) -> str:
    """Strict JSON, indented, that shows nothing a terminal would obey."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    text = text.encode("utf-8", "replace").decode("utf-8")
    return _UNSEEN_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def as_csv(answer: Answer) -> str:
    """The answer for a spreadsheet: a row a finding, no cell that would run as a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([_csv_cell(row.get(name)) for name in answer.columns] for row in answer.rows)
    return buffer.getvalue()


def _csv_cell(value: Any) -> object:
    value = plain(value)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    text = words(value)
    return f"'{text}" if _FORMULA.match(text) else text


# --- lines and columns --------------------------------------------------------------------


def wrapped(text: str, width: int, indent: str = "", hanging: str = "") -> str:
    """The text broken into lines of at most ``width``; a long word is broken too.

    Each line starts with ``indent``, all but the first with ``hanging`` besides.
    """
    below = indent + hanging
    lines = _lines(text, max(width - len(below), _NARROWEST))
    return "\n".join((indent if at == 0 else below) + line for at, line in enumerate(lines))


def _lines(text: str, width: int) -> list[str]:
    lines, line, taken = [], "", 0
    parts = (part for whole in clean(text).split() for part in _parts(whole, width))
    for word in parts:
        size = cells(word)
        if line and taken + 1 + size > width:
            lines.append(line)
            line, taken = "", 0
        line, taken = (f"{line} {word}", taken + 1 + size) if line else (word, size)
    return [*lines, line]


def _parts(word: str, width: int) -> Iterator[str]:
    """The word, or what fits of it on each line: broken behind a hyphen or slash if it can be."""
    while cells(word) > width:
        fits = max(1, sum(size <= width for size in itertools.accumulate(map(cells, word))))
        joint = max(word.rfind(mark, fits // 3, fits) for mark in "-/") + 1
        yield word[: joint or fits]
        word = word[joint or fits :]
    yield word


def cells(text: str) -> int:
    """How many places of a terminal the text takes: East Asian letters two, accents none."""
    if text.isascii():
        return len(text)
    return sum(_places(letter) for letter in text)


def _places(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _grid(answer: Answer, width: int) -> str:
    headings = answer.headings or {column: column.replace("_", " ") for column in answer.columns}
    values = [[plain(row.get(column)) for row in answer.rows] for column in headings]
    columns = [
        [heading, *map(words, column)]
        for heading, column in zip(headings.values(), values, strict=True)
    ]
    widths = _column_widths(columns, width)
    if widths is None:
        texts = [column[1:] for column in columns]
        named = list(headings.values())
        return "\n\n".join(_as_record(row, named, width) for row in zip(*texts, strict=True))
    to_the_right = [_are_numbers(column) for column in values]
    rows = [_grid_row(row, widths, to_the_right) for row in zip(*columns, strict=True)]
    rule = "-" * min(width, sum(widths) + len(_GAP) * (len(widths) - 1))
    return "\n".join([rows[0], rule, *rows[1:]])


def _grid_row(texts: Sequence[str], widths: Sequence[int], to_the_right: Sequence[bool]) -> str:
    columns = [_lines(text, width) for text, width in zip(texts, widths, strict=True)]
    lines = []
    for parts in itertools.zip_longest(*columns, fillvalue=""):
        padded = [
            " " * (width - cells(part)) + part if right else part + " " * (width - cells(part))
            for part, width, right in zip(parts, widths, to_the_right, strict=True)
        ]
        lines.append(_GAP.join(padded).rstrip())
    return "\n".join(lines)


def _are_numbers(values: Sequence[Any]) -> bool:
    return all(isinstance(value, int | float) or value is None for value in values)


def _column_widths(columns: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """How wide each column is; None where they cannot stand side by side."""
    room = width - len(_GAP) * (len(columns) - 1)
    natural = [max(map(cells, column)) for column in columns]
    if sum(natural) <= room:
        return natural
    longest = [
        max(cells(word) for text in column for word in text.split() or [""]) for column in columns
    ]
    limit = next(
        (n for n in range(max(longest), 0, -1) if sum(min(each, n) for each in longest) <= room), 0
    )
    if limit < min(_NARROWEST_COLUMN, max(longest)):
        return None
    widths = [min(each, limit) for each in longest]
    for _ in range(room - sum(widths)):
        neediest = max(range(len(widths)), key=lambda at: natural[at] / max(widths[at], 1))
        widths[neediest] += 1
    return widths


def _as_record(texts: Sequence[str], headings: Sequence[str], width: int) -> str:
    named = [f"{heading}: {text}" for heading, text in zip(headings, texts, strict=True) if text]
    return block_text(named[0] if named else "-", named[1:], width)
