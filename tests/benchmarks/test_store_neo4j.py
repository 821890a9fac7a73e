"""Loading a Neo4j store, beside the batches that one would write by hand for the same rows."""

from __future__ import annotations

import time
from collections.abc import Callable

import neo4j
import numpy as np
import pandas as pd

from govgraph import frames, merging, model
from govgraph.merging import Facts
from govgraph.store import columns, schema
from govgraph.store.loading import load
from govgraph.store.neo4j import Neo4jStore
from tests import real_parts
from tests.real_parts import Neo4jServer

_MEMBERSHIPS = 20_000
_BODIES = 1_000
_BATCH = 10_000
_RUNS = 3


def test_a_load_takes_little_more_than_batches_written_by_hand(neo4j_server: Neo4jServer) -> None:
    facts = _facts()
    tables = merging.combine({"register": facts})
    ours, by_hand = [], []
    for _ in range(_RUNS):  # in turn, because the server grows faster as it goes
        by_hand.append(_seconds(neo4j_server, lambda driver: _write_by_hand(driver, tables)))
        ours.append(_seconds(neo4j_server, lambda _: _load(neo4j_server, facts)))

    ratio = min(ours) / min(by_hand)

    print(f"\nload / batches by hand, {_MEMBERSHIPS:,} memberships: {ratio:.2f}")
    assert ratio <= 1.3


def _seconds(server: Neo4jServer, write: Callable[[neo4j.Driver], None]) -> float:
    real_parts.empty(server)
    auth = (server.username, server.password)
    with neo4j.GraphDatabase.driver(server.uri, auth=auth) as driver:
        start = time.perf_counter()
        write(driver)
        return time.perf_counter() - start


def _load(server: Neo4jServer, facts: Facts) -> None:
    with Neo4jStore(server.uri, username=server.username, password=server.password) as store:
        load(store, {"register": facts})


def _write_by_hand(driver: neo4j.Driver, tables: frames.Tables) -> None:
    with driver.session() as session:
        for statement in schema.neo4j_schema().values():
            session.run(statement).consume()
        session.execute_write(_write_tables, tables)


def _write_tables(transaction: neo4j.ManagedTransaction, tables: frames.Tables) -> None:
    for label in model.NODE:
        for rows in _batches(tables[label], label, []):
            query = f"UNWIND $rows AS row CREATE (n:{label}) SET n = row.properties"
            transaction.run(query, rows=rows).consume()
    for name in model.RELATIONSHIP:
        for (start, end), table in tables[name].groupby(["from_type", "to_type"], observed=True):
            for rows in _batches(table, name, ["from_id", "to_id"]):
                query = (
                    f"UNWIND $rows AS row MATCH (a:{start} {{id: row.from_id}}) "
                    f"MATCH (b:{end} {{id: row.to_id}}) "
                    f"CREATE (a)-[r:{name}]->(b) SET r = row.properties"
                )
                transaction.run(query, rows=rows).consume()


def _batches(table: pd.DataFrame, name: str, ends: list[str]) -> list[list[dict[str, object]]]:
    names = schema.column_names(name)
    values = [
        dict(zip([*ends, *names], row, strict=True))
        for row in zip(*columns.to_python(table, name, [*ends, *names]), strict=True)
    ]
    rows = [
        {end: value[end] for end in ends}
        | {"properties": {key: value[key] for key in names if value[key] is not None}}
        for value in values
    ]
    return [rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH)]


def _facts() -> Facts:
    """A register: every seat on a body, held by somebody, on behalf of an organisation."""
    chance = np.random.default_rng(1)
    bodies, seats, people, organisations = (
        np.array([f"{word}-{number}" for number in range(count)], dtype=object)
        for word, count in (
            ("body", _BODIES),
            ("seat", _MEMBERSHIPS),
            ("person", _MEMBERSHIPS // 2),
            ("organisation", 200),
        )
    )
    cited = {"source": "register", "paragraph": np.arange(_MEMBERSHIPS).astype(str)}
    to_body = {"from_type": "Seat", "to_type": "Body", "from_id": seats}
    return {
        "Body": _stated("Body", id=bodies, name=bodies, area="Anytown", kind="board"),
        "Organisation": _stated("Organisation", id=organisations, name=organisations),
        "Person": _stated("Person", id=people, name=people),
        "Seat": _stated("Seat", id=seats, title="Member", role="member", **cited),
        "SEAT_ON": _stated("SEAT_ON", **to_body, to_id=np.resize(bodies, len(seats)), **cited),
        "HOLDS": _stated(
            "HOLDS",
            from_type="Person",
            from_id=chance.choice(people, len(seats)),
            to_type="Seat",
            to_id=seats,
            capacity="holder",
            start_date="2024",
            **cited,
        ),
        "ON_BEHALF_OF": _stated(
            "ON_BEHALF_OF",
            from_type="Seat",
            from_id=seats,
            to_type="Organisation",
            to_id=chance.choice(organisations, len(seats)),
            **cited,
        ),
    }


def _stated(name: str, /, **values: object) -> pd.DataFrame:
    return frames.conform(pd.DataFrame(values), name, stated_only=True)
