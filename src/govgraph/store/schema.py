"""What the stores are told about the graph, derived from :mod:`govgraph.model`.

Texts of statements only: values travel as parameters. Names stand in backticks throughout,
because ``order``, ``from`` or ``starts`` are words of the query language.
"""

from __future__ import annotations

from collections.abc import Sequence

from govgraph import model

LADYBUG_TYPES = {
    "text": "STRING",
    "list": "STRING[]",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "day": "DATE",
}

# A macro with CASE in it cannot be read back: a file that holds one never opens again (0.22).
LADYBUG_MACROS = {
    "toInteger": "CAST(x AS INT64)",
    "toFloat": "CAST(x AS DOUBLE)",
    "toString": "CAST(x AS STRING)",
    "head": "list_extract(x, 1)",
    "last": "list_extract(x, -1)",
    "type": "label(x)",
}
"""Functions of Neo4j that Ladybug lacks, so that one text of a query serves both."""

OURS = f"`{model.DATASETS.name}` IS NOT NULL"
"""What tells the graph's nodes and relationships from others in the same Neo4j database."""

MARKER = "GovgraphStore"
"""The label of the one node by which a Neo4j database knows which load wrote it last."""


def quoted(name: str) -> str:
    """The name as it stands in a statement.

    >>> quoted("from")
    '`from`'
    """
    return f"`{name.replace('`', '``')}`"


def column_names(type_name: str) -> list[str]:
    """The properties of a node or relationship type, in the order in which they are stored."""
    return [prop.name for prop in model.properties(type_name)]


# --- Ladybug -----------------------------------------------------------------------------


def ladybug_schema() -> list[str]:
    """The statements that make an empty embedded store."""
    return [
        *(_node_table(node.name) for node in model.NODES),
        *(_relationship_table(relationship) for relationship in model.RELATIONSHIPS),
        *(f"CREATE MACRO {quoted(name)}(x) AS {body}" for name, body in LADYBUG_MACROS.items()),
    ]


def _node_table(label: str) -> str:
    key = quoted(model.IDENTITY.name)
    return f"CREATE NODE TABLE {quoted(label)}({_declared(label)}, PRIMARY KEY ({key}))"


def _relationship_table(relationship: model.RelationshipType) -> str:
    for name in ("from", "to"):
        if name in column_names(relationship.name):
            # Its COPY fills such a property with the id of the end, and says nothing (0.22).
            raise ValueError(f"store '{name}' of {relationship.name} under another name")
    pairs = ", ".join(f"FROM {quoted(a)} TO {quoted(b)}" for a, b in relationship.pairs)
    return f"CREATE REL TABLE {quoted(relationship.name)}({pairs}, {_declared(relationship.name)})"


def _declared(type_name: str) -> str:
    return ", ".join(
        f"{quoted(prop.name)} {LADYBUG_TYPES[prop.type]}" for prop in model.properties(type_name)
    )


def ladybug_copy(type_name: str, pair: tuple[str, str] | None = None) -> str:
    """The statement that takes over the Arrow table ``$rows``: all columns, in order."""
    ends = f" (from='{pair[0]}', to='{pair[1]}')" if pair else ""
    return f"COPY {quoted(type_name)} FROM $rows{ends}"


# --- what both understand ----------------------------------------------------------------


def read_nodes(label: str, names: Sequence[str], where: str = "") -> str:
    """The query for these properties of all nodes of a label."""
    condition = f" WHERE n.{where}" if where else ""
    return f"MATCH (n:{quoted(label)}){condition} RETURN {_values('n', names)}"


def read_relationships(
    type_name: str, pair: tuple[str, str], names: Sequence[str], where: str = ""
) -> str:
    """The query for both ids and these properties of all relationships of a type."""
    condition = f" WHERE r.{where}" if where else ""
    key = quoted(model.IDENTITY.name)
    returned = ", ".join(
        [f"a.{key} AS from_id", f"b.{key} AS to_id", *([_values("r", names)] if names else [])]
    )
    pattern = f"(a:{quoted(pair[0])})-[r:{quoted(type_name)}]->(b:{quoted(pair[1])})"
    return f"MATCH {pattern}{condition} RETURN {returned}"


def _values(variable: str, names: Sequence[str]) -> str:
    return ", ".join(f"{variable}.{quoted(name)} AS {quoted(name)}" for name in names)


# --- Neo4j -------------------------------------------------------------------------------


def neo4j_schema() -> dict[str, str]:
    """By its name the statement that makes each constraint, which is also an index."""
    key = quoted(model.IDENTITY.name)
    made = {}
    for label in (MARKER, *model.NODE):
        name = f"govgraph_{label}_id"
        made[name] = (
            f"CREATE CONSTRAINT {quoted(name)} IF NOT EXISTS "
            f"FOR (n:{quoted(label)}) REQUIRE n.{key} IS UNIQUE"
        )
    return made


def filled_types() -> str:
    """The query for the node and relationship types that there is anything of, also of others."""
    counts = [
        *(f"MATCH (n:{quoted(label)}) WITH count(n) AS n" for label in model.NODE),
        *(f"MATCH ()-[r:{quoted(name)}]->() WITH count(r) AS n" for name in model.RELATIONSHIP),
    ]
    names = (*model.NODE, *model.RELATIONSHIP)
    return " UNION ALL ".join(
        f"{count} WHERE n > 0 RETURN '{name}' AS name"
        for count, name in zip(counts, names, strict=True)
    )


def create_nodes(label: str, names: Sequence[str]) -> str:
    """The statement that makes a node of each of ``$rows``, which hold ``names`` in order."""
    return f"UNWIND $rows AS row CREATE (:{quoted(label)} {{{_from_row(names, 0)}}})"


def update_nodes(label: str, names: Sequence[str]) -> str:
    """The statement that sets ``names`` of the node whose id each of ``$rows`` starts with."""
    assigned = ", ".join(f"n.{quoted(name)} = row[{at}]" for at, name in enumerate(names, 1))
    return f"UNWIND $rows AS row {_found('n', label, 0)} WHERE n.{OURS} SET {assigned}"


def delete_nodes(label: str) -> str:
    """The statement that removes the nodes with the ids in ``$rows``."""
    return f"UNWIND $rows AS row {_found('n', label, 0)} WHERE n.{OURS} DELETE n"


def create_relationships(type_name: str, pair: tuple[str, str], names: Sequence[str]) -> str:
    """The statement that joins the two nodes of each of ``$rows``, which go on with ``names``."""
    return (
        f"UNWIND $rows AS row {_found('a', pair[0], 0)} {_found('b', pair[1], 1)} "
        f"CREATE (a)-[:{quoted(type_name)} {{{_from_row(names, 2)}}}]->(b)"
    )


def delete_relationships(type_name: str, pair: tuple[str, str]) -> str:
    """The statement that removes all relationships of a type between the nodes of ``$rows``."""
    return (
        f"UNWIND $rows AS row {_found('a', pair[0], 0)} {_found('b', pair[1], 1)} "
        f"MATCH (a)-[r:{quoted(type_name)}]->(b) WHERE r.{OURS} DELETE r"
    )


def others_nodes_exist(label: str) -> str:
    """The query whether somebody else has nodes under this label."""
    return f"RETURN EXISTS {{ MATCH (n:{quoted(label)}) WHERE NOT n.{OURS} }} AS exist"


def others_nodes_in_the_way(label: str) -> str:
    """The query for ids in ``$rows`` that a node of somebody else's has."""
    key = quoted(model.IDENTITY.name)
    return f"UNWIND $rows AS row {_found('n', label, 0)} WHERE NOT n.{OURS} RETURN n.{key} AS id"


def others_relationships_on(label: str) -> str:
    """The query for nodes in ``$rows`` from or to which somebody else's relationship goes."""
    key = quoted(model.IDENTITY.name)
    return (
        f"UNWIND $rows AS row {_found('n', label, 0)} MATCH (n)-[r]-() WHERE NOT r.{OURS} "
        f"RETURN DISTINCT n.{key} AS id, type(r) AS type"
    )


def _found(variable: str, label: str, at: int) -> str:
    return f"MATCH ({variable}:{quoted(label)} {{{quoted(model.IDENTITY.name)}: row[{at}]}})"


def _from_row(names: Sequence[str], first: int) -> str:
    return ", ".join(f"{quoted(name)}: row[{at}]" for at, name in enumerate(names, first))
