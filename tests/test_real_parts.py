from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

from tests import real_parts
from tests.conftest import OfflinePage
from tests.real_parts import Neo4jServer


def test_the_server_is_a_neo4j_5_or_later(neo4j_server: Neo4jServer) -> None:
    credentials = (neo4j_server.username, neo4j_server.password)
    with GraphDatabase.driver(neo4j_server.uri, auth=credentials) as driver:
        records, _, _ = driver.execute_query(
            "CALL dbms.components() YIELD versions, edition RETURN versions[0] AS version, edition"
        )

    version = tuple(int(part) for part in records[0]["version"].split(".")[:2])
    assert version >= (5, 26)
    assert records[0]["edition"] in {"community", "enterprise"}


def test_the_server_refuses_a_wrong_password(neo4j_server: Neo4jServer) -> None:
    with (
        GraphDatabase.driver(neo4j_server.uri, auth=(neo4j_server.username, "wrong")) as driver,
        pytest.raises(AuthError),
    ):
        driver.verify_connectivity()


def test_a_test_starts_with_an_empty_database(neo4j_database: Neo4jServer) -> None:
    credentials = (neo4j_database.username, neo4j_database.password)
    with GraphDatabase.driver(neo4j_database.uri, auth=credentials) as driver:
        driver.execute_query("CREATE CONSTRAINT FOR (b:Body) REQUIRE b.id IS UNIQUE")
        driver.execute_query("CREATE INDEX FOR (b:Body) ON (b.area)")
        driver.execute_query("CREATE (:Body {id: 'a'})-[:PART_OF]->(:Body {id: 'b'})")

        real_parts.empty(neo4j_database)

        indexes, _, _ = driver.execute_query("SHOW INDEXES YIELD type RETURN DISTINCT type")
        constraints, _, _ = driver.execute_query("SHOW CONSTRAINTS")
    assert not real_parts.holds_data(neo4j_database)
    assert [record["type"] for record in indexes] == ["LOOKUP"]
    assert constraints == []


def test_the_browser_renders_a_local_page_without_a_request(
    offline_page: OfflinePage, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        "<title>Bodies</title><p>Trust Board"
        '<img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">'
        "<script>document.querySelector('p').append(' and Executive')</script>"
    )

    offline_page.page.goto(file.as_uri())

    assert offline_page.page.title() == "Bodies"
    assert offline_page.page.locator("p").inner_text() == "Trust Board and Executive"
    assert offline_page.requests == []
    assert offline_page.console_errors == []
    assert offline_page.page_errors == []


def test_the_browser_notes_what_a_page_asks_for_and_its_errors(
    offline_page: OfflinePage, tmp_path: Path
) -> None:
    (tmp_path / "beside.js").write_text("")
    file = tmp_path / "page.html"
    file.write_text(
        '<link rel="stylesheet" href="https://cdn.example/style.css">'
        '<script src="beside.js"></script>'
        "<script>console.error('told'); missing()</script>"
    )

    offline_page.page.goto(file.as_uri())

    assert sorted(offline_page.requests) == [
        (tmp_path / "beside.js").as_uri(),
        "https://cdn.example/style.css",
    ]
    assert "told" in offline_page.console_errors
    assert any("missing is not defined" in error for error in offline_page.page_errors)
