"""Which store is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from govgraph.errors import StoreError
from govgraph.store import open_store
from govgraph.store.loading import load
from tests.real_parts import Neo4jServer
from tests.store.graphs import CITY


def test_without_a_name_it_is_the_file_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with open_store(create=True) as store:
        load(store, {"city": CITY})

    assert (tmp_path / "govgraph.lbug").is_file()


def test_the_environment_names_a_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "neo4j://127.0.0.1:1")
    monkeypatch.setenv("GOVGRAPH_STORE", str(tmp_path / "mine.lbug"))

    assert "mine.lbug" in open_store(create=True).describe()


def test_a_server_in_the_environment_is_the_store(
    neo4j_database: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", neo4j_database.uri)
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_database.username)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_database.password)

    with open_store() as store:
        assert store.describe() == f"Neo4j at {neo4j_database.uri}"
        assert neo4j_database.password not in repr(store)


@pytest.mark.parametrize(
    "address", ["neo4j://jo:s3cret@host", "bolt+s://jo:s3c/ret@host:7687", "s3cret://u:s3cret@h"]
)
def test_an_address_with_a_password_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(StoreError, match="NEO4J_PASSWORD") as refused:
        open_store(address)

    assert "ret" not in str(refused.value).replace("secret", "")


@pytest.mark.parametrize("address", ["http://localhost:7474", "postgres://host/city"])
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(StoreError, match="no address of a store: write neo4j://"):
        open_store(address)


@pytest.mark.parametrize("address", ["neo4j://host:port", "bolt://host:99999999"])
def test_an_address_with_a_strange_port_is_refused(address: str) -> None:
    with pytest.raises(StoreError, match=r"no address of a server|cannot be reached"):
        open_store(address)


def test_a_server_that_does_not_answer_is_an_error() -> None:
    with pytest.raises(StoreError, match=r"at bolt://127.0.0.1:1 cannot be reached"):
        open_store("bolt://127.0.0.1:1")


def test_a_wrong_password_is_an_error_that_does_not_show_it(
    neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "s3cret")

    with pytest.raises(StoreError, match="does not let 'neo4j' in") as refused:
        open_store(neo4j_server.uri)

    assert "s3cret" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def test_a_password_that_is_not_set_is_named(
    neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)

    with pytest.raises(StoreError, match="set NEO4J_PASSWORD"):
        open_store(neo4j_server.uri)


def test_a_database_that_is_not_there_is_named(
    neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.username)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")

    with pytest.raises(StoreError, match=r"no database 'nowhere'\. Set NEO4J_DATABASE"):
        open_store(neo4j_server.uri)
