from __future__ import annotations

import pytest

from govgraph.errors import StoreError
from govgraph.store import queries


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (b:Body) RETURN b;",
        "// every body; by name\nMATCH (b:Body) RETURN b.name",
        "/* CREATE */ OPTIONAL MATCH (b) RETURN 'a; b', `x;y`",
        "UNWIND ['LOAD CSV', \"it's\", 'it\\'s; so'] AS x RETURN x",
        "MATCH (b) CALL { WITH b RETURN 1 AS one } RETURN one",
        "MATCH (b) CALL (b) { RETURN 1 AS one } RETURN one",
        "CALL db.labels() YIELD label RETURN label",
        "CALL show_tables() RETURN *",
        "WITH 1 AS load RETURN load",
        "MATCH (b) RETURN b.call",
        "RETURN '$price'",
    ],
)
def test_what_reads_passes(cypher: str) -> None:
    queries.check(cypher, {})


@pytest.mark.parametrize(
    ("cypher", "said"),
    [
        ("RETURN 1; RETURN 2", "more than one query"),
        ("CREATE (:Body)", "only reads"),
        ("// MATCH\nCREATE (:Body)", "only reads"),
        ("EXPLAIN CREATE (:Body)", "only reads"),
        ("MATCH (b) CALL apoc.export.csv.all('x', {}) YIELD file RETURN file", "apoc.export"),
        ("MATCH (b) call dbms.setConfigValue('a', 'b') RETURN b", "dbms.setConfigValue"),
        ("CALL checkpoint_threshold=1", "checkpoint_threshold"),
        ("LOAD CSV FROM 'file:///x' AS line RETURN line", "only reads"),
        ("MATCH (b) LOAD  CSV FROM 'x' AS l RETURN l", "no files"),
        ("MATCH (b) RETURN $a, $b", r"\$a, \$b"),
    ],
)
def test_what_does_more_is_refused(cypher: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        queries.check(cypher, {})


def test_parameters_that_are_given_are_not_missed() -> None:
    queries.check("MATCH (b) WHERE b.id = $id RETURN b", {"id": None})
