"""Each named query keeps to what Neo4j and Ladybug read alike."""

from __future__ import annotations

import re

import pytest

from govgraph import model
from govgraph.store import named_queries

LONGEST_PATH = 30

_BOOLEANS = sorted(
    {
        prop.name
        for type_name in (*model.NODE, *model.RELATIONSHIP)
        for prop in model.properties(type_name)
        if prop.type == "boolean"
    }
)

FORBIDDEN = {
    "shortestPath": r"(?i)\b(all)?shortestPath\b",
    "a list comprehension": r"\[\s*\w+\s+IN\b",
    "a map projection": r"\w\s*\{\s*\.",
    "a call": r"(?i)\bCALL\b",
    "COLLECT {}": r"(?i)\bCOLLECT\s*\{",
    "a clause that writes": r"(?i)\b(CREATE|MERGE|SET|REMOVE|DELETE|DROP|COPY|LOAD|FOREACH)\b",
    "reduce": r"(?i)\breduce\s*\(",
    "all() or none() over a path": r"(?i)\b(all|none|single)\s*\(",
    "a property by its name in a variable": r"[\w)]\[\s*[$'\"]",
    "an index": r"[\w)]\[\s*-?\d",
    "a label as a condition": r"\bWHERE\b[^{}\[\]()]*\b[a-z]\w*\s*:\s*[A-Z]",
    "labels()": r"(?i)\b(labels|keys|properties|id|elementId|startNode|endNode)\s*\(",
    "exists()": r"(?i)\bexists\s*\(",
    "substring or split": r"(?i)\b(substring|split)\s*\(",
    "today's date": r"(?i)\bdate\s*\(\s*\)",
    "a date that is reckoned": r"(?i)\b(datetime|duration|localdatetime|timestamp)\b",
    "a word as a parameter": r"(?i)\$(on|order|none|all|any|in|to|from|limit|skip|end)\b",
    "order before the end": r"(?s)\bORDER BY\b(?!.*\bLIMIT\b)(?=.*\b(MATCH|WITH|RETURN)\b)",
    "a bare yes/no in a CASE": rf"\bWHEN\s+\w+\.({'|'.join(_BOOLEANS)})\s+THEN\b",
    "a list that may be empty": r"(?<!\+ \[''\] )\bany\(\w+ IN \$\w+ WHERE",
}
"""What one of the two stores reads otherwise, or not at all."""

_VARIABLE = re.compile(r"[(\[](\w+):")
_ALIAS = re.compile(r"\bAS\s+(\w+)")
_LENGTH = re.compile(r"\*(?:(\d*)(\.\.)?(\d*))(?=\])")

QUERIES = named_queries.all_queries()


def bare(text: str) -> str:
    """The query without comments and texts."""
    return re.sub(r"'[^']*'", "''", re.sub(r"//.*", "", text))


def faults(text: str) -> list[str]:
    """What in a query is not portable."""
    query = bare(text)
    found = [what for what, pattern in FORBIDDEN.items() if re.search(pattern, query)]
    for length in _LENGTH.finditer(query):
        bound = length[3] or ("" if length[2] else length[1])
        if not bound or int(bound) > LONGEST_PATH:
            found.append("a path without an end")
    twice = set(_VARIABLE.findall(query)) & set(_ALIAS.findall(query))
    found += [f"two things called {name}" for name in twice]
    return found


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_query_is_portable(query: named_queries.NamedQuery) -> None:
    assert faults(query.text) == []


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_query_names_only_what_the_graph_has(query: named_queries.NamedQuery) -> None:
    types = {*model.NODE, *model.RELATIONSHIP}
    properties = {prop.name for name in types for prop in model.properties(name)}
    text = bare(query.text)
    named = re.findall(r"[(\[]\w*:([\w|\s]+)", text)

    assert {part.strip() for cell in named for part in cell.split("|")} <= types
    assert set(re.findall(r"\b[a-z]\w*\.([a-z_]+)\b", text)) <= properties


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_relationship_that_is_asked_for_is_looked_at_on_the_day(
    query: named_queries.NamedQuery,
) -> None:
    text = bare(query.text)
    relationships = set(re.findall(r"-\[(\w+):", text))

    for name in relationships:
        assert re.search(rf"\b{name}\.valid_from <= date\(\$as_of\)", text), name
        assert re.search(rf"\b{name}\.valid_to >= date\(\$as_of\)", text), name
        assert re.search(rf"\b{name}\.proposed = ", text), name


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("MATCH p = shortestPath((a)-[:PART_OF*1..5]->(b)) RETURN p", "shortestPath"),
        ("RETURN [x IN [1, 2] | x + 1] AS a", "a list comprehension"),
        ("MATCH (b:Body) RETURN b {.name} AS a", "a map projection"),
        ("CALL { MATCH (b:Body) RETURN b } RETURN b.id", "a call"),
        ("RETURN COLLECT { MATCH (b:Body) RETURN b.id } AS ids", "COLLECT {}"),
        ("MATCH (b:Body) SET b.name = 'x'", "a clause that writes"),
        ("RETURN reduce(a = 0, x IN [1] | a + x) AS a", "reduce"),
        ("MATCH p = (a:Body) WHERE all(n IN nodes(p) WHERE n.id = 'x') RETURN a.id", "all() or"),
        ("MATCH (b:Body) RETURN b[$key] AS a", "a property by its name in a variable"),
        ("MATCH (b:Body) RETURN b.areas[0] AS a", "an index"),
        ("MATCH (n) WHERE n:Body RETURN n.id", "a label as a condition"),
        ("MATCH (n) RETURN labels(n) AS a", "labels()"),
        ("MATCH (n) WHERE exists(n.name) RETURN n.id", "exists()"),
        ("RETURN substring('abc', 1) AS a", "substring or split"),
        ("MATCH (b:Body) WHERE b.valid_from <= date() RETURN b.id", "today's date"),
        ("RETURN duration('P1Y') AS a", "a date that is reckoned"),
        ("MATCH (b:Body) WHERE b.id = $none RETURN b.id", "a word as a parameter"),
        ("MATCH (b:Body) WITH b ORDER BY b.id RETURN collect(b.id) AS a", "order before the end"),
        ("MATCH (b:Body) RETURN CASE WHEN b.apex THEN 1 END AS a", "a bare yes/no in a CASE"),
        ("MATCH (b:Body) WHERE any(a IN $areas WHERE a IN b.areas) RETURN b.id", "a list that may"),
        ("MATCH (a)-[:PART_OF*]->(b) RETURN a.id", "a path without an end"),
        ("MATCH (a)-[:PART_OF*1..]->(b) RETURN a.id", "a path without an end"),
        ("MATCH (a)-[:PART_OF*1..31]->(b) RETURN a.id", "a path without an end"),
        ("MATCH (b:Body) RETURN b.id AS b", "two things called b"),
    ],
)
def test_a_fault_is_found(text: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults(text))


def test_what_is_portable_has_no_fault() -> None:
    assert (
        faults(
            "MATCH p = (b:Body {id: $body})-[:PART_OF*1..10]->(t:Body) // not CALL {}\n"
            "WITH p, t, length(p) AS hops UNWIND nodes(p) AS n\n"
            "WITH p, t, hops, collect(n.id) AS ids\n"
            "RETURN t.id AS top, ids, 'reduce(' AS said ORDER BY top LIMIT 5"
        )
        == []
    )
