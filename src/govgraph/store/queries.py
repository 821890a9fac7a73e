"""What a query may be before any store sees it, and what its values become.

Either engine refuses to write for a query. What it would still do there stands here: read and
write files of its machine, change settings, run several statements.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal

from govgraph.errors import StoreError

READ_ONLY = (
    "A query only reads: it may not create, change or remove anything. Facts come into the store "
    "by `govgraph load`."
)

_OPAQUE = re.compile(
    r"""(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|(?P<name>`(?:``|[^`])*`)"""
    r"""|//[^\n]*|/\*.*?\*/""",
    re.DOTALL,
)
_FIRST_WORDS = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL")
_FILES = re.compile(r"\bLOAD\s+(CSV|FROM|WITH)\b", re.IGNORECASE)
_CALL = re.compile(r"(?<![\w.$])CALL\b\s*([^\s({]*)", re.IGNORECASE)
_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")

PROCEDURES = (
    "db.labels",
    "db.propertyKeys",
    "db.relationshipTypes",
    "db.schema.nodeTypeProperties",
    "db.schema.relTypeProperties",
    "db.schema.visualization",
    "show_connection",
    "show_functions",
    "show_macros",
    "show_tables",
    "table_info",
)
"""Procedures of either engine that show what is in the store and touch nothing else."""


def bare(cypher: str) -> str:
    """The query without comments and without what stands in quotes.

    >>> bare("RETURN 'it; is' /* not */ AS `a;b`")
    "RETURN ''  AS ``"
    """
    return _OPAQUE.sub(_emptied, cypher)


def _emptied(found: re.Match[str]) -> str:
    return "''" if found["text"] else "``" if found["name"] else " "


def check(cypher: str, parameters: Mapping[str, object]) -> None:
    """See that it is one query that can only read the graph, and has all its parameters.

    Raises:
        StoreError: it is not; the message says what is wrong.
    """
    text = bare(cypher).strip().rstrip("; \t\r\n")
    if ";" in text:
        raise StoreError("That is more than one query: ask them one by one, without a semicolon.")
    words = text.split(maxsplit=1)
    if not words or re.split(r"\W", words[0])[0].upper() not in _FIRST_WORDS:
        raise StoreError(f"{READ_ONLY} It starts with {', '.join(_FIRST_WORDS[:-1])} or CALL.")
    if _FILES.search(text):
        raise StoreError("A query reads the graph only, no files: leave out LOAD.")
    for procedure in _CALL.findall(text):
        if procedure and procedure.casefold() not in map(str.casefold, PROCEDURES):
            raise StoreError(
                f"A query may not call {procedure}. It may call {', '.join(PROCEDURES)}."
            )
    # An engine takes a parameter that is not there for a blank and answers with no rows.
    missing = sorted(set(_PARAMETER.findall(text)) - set(parameters))
    if missing:
        raise StoreError(
            f"The query needs a value for {', '.join(f'${name}' for name in missing)}."
        )


def plain(value: object) -> object:
    """A value that is neither a list nor part of the graph, as plain Python.

    >>> plain(dt.date(2026, 9, 1)), plain(Decimal("3"))
    ('2026-09-01', 3)
    """
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return _iso_duration(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


def _iso_duration(duration: dt.timedelta) -> str:
    seconds = f"T{duration.seconds}S" if duration.seconds else ""
    return f"P{duration.days}D{seconds}"
