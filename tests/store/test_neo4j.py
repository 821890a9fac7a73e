from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import neo4j
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govgraph.errors import StoreError
from govgraph.merging import Facts
from govgraph.store import neo4j as neo4j_module
from govgraph.store import steps as steps_module
from govgraph.store.loading import difference, load, remove
from govgraph.store.neo4j import Neo4jStore
from tests.real_parts import Neo4jServer
from tests.store.conftest import opened
from tests.store.graphs import CITY, EAST, assert_same, combined, facts, link, random_facts


@pytest.fixture
def session(neo4j_database: Neo4jServer) -> Iterator[neo4j.Session]:
    """The same database, as others see it."""
    auth = (neo4j_database.username, neo4j_database.password)
    with (
        neo4j.GraphDatabase.driver(neo4j_database.uri, auth=auth) as driver,
        driver.session() as session,
    ):
        yield session


def test_every_label_has_a_unique_id(on_server: Neo4jStore, session: neo4j.Session) -> None:
    load(on_server, {"city": CITY})

    labels = session.run("SHOW CONSTRAINTS YIELD labelsOrTypes, properties").values()

    assert ["Body"] in [label for label, _ in labels]
    assert all(properties == ["id"] for _, properties in labels)
    assert len(labels) == 9


def test_days_are_dates_and_lists_are_lists(on_server: Neo4jStore, session: neo4j.Session) -> None:
    load(on_server, {"city": CITY})

    [found] = session.run(
        "MATCH (b:Body {id: 'hwb'}) RETURN b.valid_from, b.areas, b.apex"
    ).values()

    assert found == [neo4j.time.Date(2017, 9, 1), ["Anytown", "Othertown"], False]


def test_only_the_difference_is_written(on_server: Neo4jStore) -> None:
    load(on_server, {"city": CITY})
    bodies = CITY["Body"].assign(name=["Health Board", *CITY["Body"]["name"][1:]])
    old, new = combined(city=CITY), combined(city={**CITY, "Body": bodies})

    [step] = steps_module.steps(new, difference(old, new))

    assert step.size == 1
    load(on_server, {"city": {**CITY, "Body": bodies}})
    assert_same(on_server.read(), new)


# --- what belongs to others --------------------------------------------------------------

_OF_OTHERS = """
    CREATE (a:Film {id: 'cp', title: 'Brazil'})-[:SHOWN_AT {on: date('2024-01-01')}]->(b:Cinema),
      (p:Person {id: 'somebody', name: 'A stranger'})-[:REPORTS_TO {note: 'daily'}]->(q:Person)
"""
_ALL_OF_OTHERS = """
    MATCH (n) WHERE n.datasets IS NULL AND NOT n:GovgraphStore
    OPTIONAL MATCH (n)-[r]->(m) WHERE r.datasets IS NULL
    RETURN labels(n), properties(n), type(r), properties(r), elementId(n) ORDER BY elementId(n)
"""


def test_data_of_others_is_neither_read_nor_touched(
    on_server: Neo4jStore, session: neo4j.Session
) -> None:
    session.run(_OF_OTHERS).consume()
    before = session.run(_ALL_OF_OTHERS).values()

    load(on_server, {"city": CITY})
    assert_same(on_server.read(), combined(city=CITY))
    load(on_server, {"city": EAST})
    remove(on_server, ["city"])

    assert len(before) == 4
    assert session.run(_ALL_OF_OTHERS).values() == before


def test_a_relationship_of_others_between_bodies_stays(
    on_server: Neo4jStore, session: neo4j.Session
) -> None:
    load(on_server, {"city": CITY})
    session.run(
        "MATCH (a:Body {id: 'cp'}), (b:Body {id: 'hwb'}) "
        "CREATE (a)-[:REPORTS_TO {note: 'mine'}]->(b)"
    ).consume()
    fewer = {**CITY, "REPORTS_TO": CITY["REPORTS_TO"].iloc[1:]}

    assert load(on_server, {"city": CITY}).is_empty
    load(on_server, {"city": fewer})

    assert_same(on_server.read(), combined(city=fewer))
    [[count]] = session.run("MATCH ()-[r:REPORTS_TO {note: 'mine'}]->() RETURN count(r)").values()
    assert count == 1


def test_a_node_of_others_in_the_way_is_named_before_anything_is_written(
    on_server: Neo4jStore, session: neo4j.Session
) -> None:
    session.run("CREATE (:Body {id: 'cp', name: 'Co-op'})").consume()

    with pytest.raises(StoreError, match="a Body with the id 'cp' that is not of govgraph's"):
        load(on_server, {"city": CITY})

    assert_same(on_server.read(), combined())


def test_nodes_of_others_that_share_an_id_are_named(
    on_server: Neo4jStore, session: neo4j.Session
) -> None:
    session.run("UNWIND [1, 2] AS n CREATE (:Person {id: 'x'})").consume()

    with pytest.raises(StoreError, match="nodes of others that share an id"):
        load(on_server, {"city": CITY})


def test_a_relationship_of_others_on_a_node_that_is_to_go_is_named(
    on_server: Neo4jStore, session: neo4j.Session
) -> None:
    load(on_server, {"city": CITY})
    session.run("MATCH (b:Body {id: 'old'}) CREATE (:Note)-[:ABOUT]->(b)").consume()

    with pytest.raises(StoreError, match="'old' any more, but somebody else's relationship ABOUT"):
        load(on_server, {"city": EAST})

    assert_same(on_server.read(), combined(city=CITY))


# --- all or nothing ----------------------------------------------------------------------


def test_a_load_that_fails_leaves_the_store_as_it_was(
    on_server: Neo4jStore, session: neo4j.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(on_server, {"city": CITY})
    session.run("CREATE (:Body {id: 'east'})").consume()
    monkeypatch.setattr(neo4j_module, "_check_the_way_is_free", lambda *_: None)

    with pytest.raises(StoreError, match="refused"):  # by the constraint, half-way through
        load(on_server, {"city": EAST})

    assert_same(on_server.read(), combined(city=CITY))
    assert on_server.unfinished is None


def test_of_two_loads_at_once_the_second_writes_nothing(
    on_server: Neo4jStore, neo4j_database: Neo4jServer
) -> None:
    old, new = on_server.read(), combined(city=CITY)
    with opened(neo4j_database) as other:
        load(other, {"east": EAST})

    with pytest.raises(StoreError, match="Somebody else has loaded"):
        on_server.write(new, difference(old, new))

    assert_same(on_server.read(), combined(east=EAST))
    load(on_server, {"city": CITY})
    assert_same(on_server.read(), combined(city=CITY, east=EAST))


def test_a_commit_of_which_the_answer_was_lost_is_not_written_twice(
    on_server: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = neo4j.Session.execute_write

    def twice(self: neo4j.Session, work: Any, *arguments: Any) -> Any:
        run(self, work, *arguments)
        return run(self, work, *arguments)

    monkeypatch.setattr(neo4j.Session, "execute_write", twice)
    load(on_server, {"city": CITY})
    load(on_server, {"east": EAST}, in_batches=True)
    monkeypatch.undo()

    assert_same(on_server.read(), combined(city=CITY, east=EAST))


@pytest.mark.parametrize("name", ["dbms.memory.transaction.total.max", "db.memory.transaction.max"])
def test_a_load_that_the_server_cannot_hold_is_refused_before_it_starts(
    name: str, on_server: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_module, "_memory_limits", lambda _: {name: 1000})

    with pytest.raises(StoreError, match=rf"Set {name}=\d+m .* or load with --in-batches"):
        load(on_server, {"city": CITY})

    assert_same(on_server.read(), combined())
    load(on_server, {"city": CITY}, in_batches=True)
    assert_same(on_server.read(), combined(city=CITY))


@pytest.mark.parametrize(
    ("setting", "count"),
    [("1.40GiB", 1503238554), ("512m", 2**29), ("700.00MiB", 700 * 2**20), ("0B", 0), ("", 0)],
)
def test_a_setting_is_a_number_of_bytes(setting: str, count: int) -> None:
    assert neo4j_module._bytes(setting) == count


def test_the_server_tells_what_a_transaction_may_take(
    on_server: Neo4jStore, session: neo4j.Session
) -> None:
    assert neo4j_module._memory_limits(session)["dbms.memory.transaction.total.max"] > 2**20


def test_a_server_out_of_memory_is_not_asked_again(
    on_server: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def exhausted(self: neo4j.ManagedTransaction, statement: str, **_: object) -> None:
        asked.append(statement)
        error = neo4j.exceptions.TransientError._hydrate_neo4j(
            code="Neo.TransientError.General.MemoryPoolOutOfMemoryError", message="full"
        )
        raise error

    step = steps_module.Step((("CREATE (:Body)", []),))
    monkeypatch.setattr(neo4j_module, "steps", lambda *_: iter([step]))
    monkeypatch.setattr(neo4j_module, "_take_over", lambda *_: True)
    monkeypatch.setattr(neo4j_module, "_check_the_way_is_free", lambda *_: None)
    monkeypatch.setattr(neo4j.ManagedTransaction, "run", exhausted)
    with pytest.raises(StoreError, match=r"Raise dbms\.memory\.transaction"):
        on_server.write(combined(city=CITY), difference(combined(), combined(city=CITY)))

    assert len(asked) == 1


# --- in batches --------------------------------------------------------------------------


def test_a_load_in_batches_ends_like_any_other(on_server: Neo4jStore) -> None:
    load(on_server, {"city": CITY}, in_batches=True)
    assert_same(on_server.read(), combined(city=CITY))

    load(on_server, {"city": EAST}, in_batches=True)
    assert_same(on_server.read(), combined(city=EAST))
    assert on_server.unfinished is None


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[*HealthCheck],
)
@given(before=random_facts(), after=random_facts(), others=random_facts(), steps=st.integers(0, 12))
def test_a_load_in_batches_that_broke_off_is_taken_up_by_the_next(
    before: Facts, after: Facts, others: Facts, steps: int, on_server: Neo4jStore
) -> None:
    load(on_server, {"changing": before, "others": others})
    with pytest.MonkeyPatch.context() as patch:
        _break_off(patch, after_steps=steps)
        try:
            load(on_server, {"changing": after}, in_batches=True)
        except KeyboardInterrupt:
            assert on_server.unfinished_datasets == ("changing",)

    load(on_server, {"changing": after})

    assert_same(on_server.read(), combined(changing=after, others=others))
    assert on_server.unfinished is None


def _break_off(patch: pytest.MonkeyPatch, after_steps: int) -> None:
    apply = neo4j_module._apply
    done: list[steps_module.Step] = []

    def breaking(transaction: neo4j.ManagedTransaction, step: steps_module.Step) -> None:
        if len(done) > after_steps:
            raise KeyboardInterrupt
        done.append(step)
        apply(transaction, step)

    patch.setattr(steps_module, "_BATCH", 1)
    patch.setattr(neo4j_module, "_apply", breaking)


def test_a_store_that_is_half_loaded_says_so_to_everybody(
    on_server: Neo4jStore, neo4j_database: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(on_server, {"east": EAST})
    with monkeypatch.context() as patch:
        _break_off(patch, after_steps=3)
        with pytest.raises(KeyboardInterrupt):
            load(on_server, {"city": CITY}, in_batches=True)

    with opened(neo4j_database) as reader:
        assert "a load in batches of city has not ended" in (reader.unfinished or "")
        assert reader.run("MATCH (b:Body {id: 'east'}) RETURN b.name").rows == [("East Board",)]

        with pytest.raises(StoreError, match="only a part of city"):
            load(reader, {"east": EAST})
        load(reader, {"city": CITY})
        assert reader.unfinished is None
        assert_same(reader.read(), combined(city=CITY, east=EAST))


def test_a_half_loaded_dataset_can_be_removed(
    on_server: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(on_server, {"east": EAST})
    with monkeypatch.context() as patch:
        _break_off(patch, after_steps=0)
        with pytest.raises(KeyboardInterrupt):
            load(on_server, {"city": CITY}, in_batches=True)

    remove(on_server, ["city"])

    assert on_server.unfinished is None
    assert_same(on_server.read(), combined(east=EAST))


def test_one_of_several_statements_of_a_link_can_go(on_server: Neo4jStore) -> None:
    links = [link("a", "a", paragraph=paragraph) for paragraph in "123"]
    city = facts(Body=[{"id": "a", "name": "A", "area": "X"}], REPORTS_TO=links)
    load(on_server, {"city": city})
    fewer = {**city, "REPORTS_TO": city["REPORTS_TO"].iloc[:2]}

    change = load(on_server, {"city": fewer})

    assert change.summary() == [("reports to", 0, 0, 1)]
    assert_same(on_server.read(), combined(city=fewer))
