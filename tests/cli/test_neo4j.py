import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.real_parts import Neo4jServer


@pytest.fixture
def server(neo4j_database: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> Neo4jServer:
    monkeypatch.setenv("NEO4J_URI", neo4j_database.uri)
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_database.username)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_database.password)
    return neo4j_database


def test_a_server_is_loaded_asked_and_emptied_like_a_file(
    run: Run, server: Neo4jServer, milltown: Path, loaded_store: str
) -> None:
    run("load", str(milltown), "--in-batches")
    assert "Nothing changed" in run("load", str(milltown)).output
    dated = ("--as-of", "2026-06-01", "--format", "json")
    for command in (["bodies"], ["escalate"], ["query", "members", "-p", "body=CP"]):
        on_the_server = json.loads(run(*command, *dated).stdout)
        in_the_file = json.loads(run(*command, *dated, "--store", loaded_store).stdout)
        assert on_the_server["rows"] == in_the_file["rows"]
        assert server.uri in on_the_server["store"]
    run("load", "--remove", "milltown")
    assert json.loads(run("areas", "--format", "json").stdout)["rows"] == []


def test_a_wrong_query_is_no_fault_of_the_server(
    run: Run, server: Neo4jServer, milltown: Path
) -> None:
    for text in ("MATCH (b:Body) RETUR b", "CREATE (b:Body) RETURN b", "CALL dbms.killQuery('x')"):
        run("query", "--cypher", text, code=2)


def test_a_wrong_password_is_exit_code_3_and_is_not_shown(
    run: Run, server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not-the-pass-word")

    for command in (["areas"], ["query", "areas"], ["query", "--cypher", "RETURN 1 AS one"]):
        assert "not-the-pass-word" not in run(*command, code=3).output


def test_a_server_that_is_not_there_is_exit_code_3(run: Run) -> None:
    assert "127.0.0.1:1" in run("areas", "--store", "neo4j://127.0.0.1:1", code=3).output


def test_a_password_on_the_command_line_is_refused(run: Run) -> None:
    shown = run("areas", "--store", "neo4j://neo4j:s3cret@127.0.0.1:1", code=3).output

    assert "s3cret" not in shown
