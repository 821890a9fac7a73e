"""Stores of either kind, empty; ``monkeypatch`` takes what the environment names away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from govgraph.store import Store, open_store
from govgraph.store.neo4j import Neo4jStore
from tests.real_parts import Neo4jServer


@pytest.fixture(autouse=True)
def _no_store_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GOVGRAPH_STORE", "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "city.lbug"


@pytest.fixture
def embedded(file: Path) -> Iterator[Store]:
    with open_store(str(file), create=True) as store:
        yield store


@pytest.fixture
def on_server(neo4j_database: Neo4jServer) -> Iterator[Neo4jStore]:
    with opened(neo4j_database) as store:
        yield store


def opened(server: Neo4jServer) -> Neo4jStore:
    return Neo4jStore(server.uri, username=server.username, password=server.password)


@pytest.fixture(params=["embedded", "on_server"])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty store, once of either kind."""
    made: Store = request.getfixturevalue(request.param)
    return made
