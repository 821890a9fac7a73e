"""Where Ladybug's Cypher refuses what Neo4j's takes, and the form that both take.

What both take and read differently (a pattern of Ladybug may pass one relationship twice)
causes no error, so it stands in the documentation only.
"""

from __future__ import annotations

import difflib
import re

from govgraph import model
from govgraph.store import queries

_ANY = ""
_PARSER = "^Parser"

# What the engine says, what the query holds, and what to write.
_PORTABLE = (
    (_PARSER, r"\w\s*\{\s*\.", "for a map projection, write a map: {id: b.id, name: b.name}"),
    (
        _PARSER,
        r"shortestPath",
        "for shortestPath, write p = (a)-[:TYPE*1..9]->(b), min(length(p))",
    ),
    (
        _PARSER,
        r"\bCALL\s*[({]",
        "for CALL { ... }, write WITH and collect(), or EXISTS { ... }",
    ),
    (_PARSER, r"\bCOLLECT\s*\{", "for COLLECT { ... }, write OPTIONAL MATCH and collect(...)"),
    (_PARSER, r"\bexists\s*\(", "for exists(b.name), write b.name IS NOT NULL"),
    (_PARSER, r"\)(-->|--|\]->|\]-)\s*[+{]", "for (a)-->+(b), write (a)-[*1..10]->(b)"),
    (_PARSER, r"\bWHERE\b.*\b\w+\s*:\s*\w", "for WHERE b:Body, write MATCH (b:Body)"),
    (r"Invalid input <.*\b(order|from|to)>", _ANY, "a property of that name stands in backticks"),
    ("is not in scope", r"\[\s*\w+\s+IN\b", "for a list comprehension, write UNWIND and collect()"),
    ("function REDUCE", _ANY, "for reduce(), write UNWIND and sum() or collect()"),
    ("function SPLIT", _ANY, "lists are lists already: UNWIND b.areas AS area"),
    ("function ELEMENTID", _ANY, "for elementId(b), write b.id"),
    ("function .*(DATE|DURATION|TIME)", _ANY, "give days as parameters: date($today)"),
    ("error occurred during parsing interval", _ANY, "give days as parameters: date($today)"),
    ("LIST_EXTRACT did not", _ANY, "for b['name'] or b[$name], write b.name"),
    ("1-based position", _ANY, "for list[0], write head(list), and last(list) for the last"),
    ("list_extract", _ANY, "head() and last() take no empty list: WITH ... WHERE size(list) > 0"),
    ("Order by", _ANY, "order by a text, a number or a date: not by a list"),
    ("Upper bound", _ANY, "a path has 30 steps at most: write *1..30 or fewer"),
    (
        "UNREACHABLE_CODE",
        r"\bIN\s+\w+\.\w+\s+WHERE\s+\w+\s+IN\s+\$",
        "for any(x IN b.areas WHERE x IN $areas), write any(x IN $areas WHERE x IN b.areas)",
    ),
    (
        "UNREACHABLE_CODE",
        r"\b(all|none|any|single)\s*\(.*\$",
        "hand a parameter on before all(), none() or any(): WITH b, $matter AS matter",
    ),
)
_UNKNOWN_TYPE = re.compile(r"Table (\S+) does not exist")
_UNKNOWN_PROPERTY = re.compile(r"Cannot find property (\S+) for (\S+?)\.?$")


def explained(error: str, query: str) -> str:
    """What is wrong with a query that Ladybug refused, and the form that both stores take.

    >>> explained("Binder exception: Table Bodies does not exist.", "MATCH (b:Bodies) RETURN b")
    "There is no label or relationship type 'Bodies'. Did you mean Body?"
    """
    if "read-only" in error:
        return queries.READ_ONLY
    line = error.strip().splitlines()[0]
    if unknown := _UNKNOWN_TYPE.search(line):
        return unknown_type(unknown[1])
    if unknown := _UNKNOWN_PROPERTY.search(line):
        return unknown_property(unknown[1], of=unknown[2])
    said = line.partition("exception: ")[2] or line
    if "UNREACHABLE_CODE" in line:
        said = "the embedded store has no answer to this form of question."
    return f"The query was not understood: {said}{_advice(line, queries.bare(query))}"


def _advice(error: str, query: str) -> str:
    for said, held, advice in _PORTABLE:
        if re.search(said, error, re.IGNORECASE) and re.search(held, query, re.I | re.S):
            return f" What both kinds of store take: {advice}."
    return ""


def unknown_type(name: str) -> str:
    """The sentence about a label or relationship type that the model does not have."""
    nearest = _did_you_mean(name, [*model.NODE, *model.RELATIONSHIP])
    return f"There is no label or relationship type '{name}'.{nearest}"


def unknown_property(name: str, of: str = "") -> str:
    """The sentence about a property that the model does not have, or that ``of`` does not."""
    others = sorted(_properties() - {name})
    nearest = "" if is_property(name) else _did_you_mean(name, others)
    return f"There is no property '{name}'{f' of {of}' if of else ''}.{nearest}"


def is_property(name: str) -> bool:
    """Whether any node or relationship type of the model has that property."""
    return name in _properties()


def _properties() -> set[str]:
    types = (*model.NODE, *model.RELATIONSHIP)
    return {prop.name for type_ in types for prop in model.properties(type_)}


def _did_you_mean(name: str, known: list[str]) -> str:
    folded = {candidate.casefold(): candidate for candidate in known}
    found = difflib.get_close_matches(name.casefold(), folded, n=1)
    return f" Did you mean {folded[found[0]]}?" if found else ""
