import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_the_list_of_queries_says_what_each_answers_and_takes(run: Run) -> None:
    shown = " ".join(run("queries").output.split())
    listed = json.loads(run("queries", "--format", "json").stdout)["rows"]

    assert "-p body=... (body, has to be given)" in shown
    assert all(row["name"] in shown and row["question"] in shown for row in listed)
    assert len(listed) >= 12


def test_a_named_query_is_asked_with_its_parameters(ask: Run) -> None:
    found = json.loads(ask("query", "members", "-p", "body=CP", "--format", "json").stdout)

    assert found["analysis"] == "members"
    assert sorted(row["state"] for row in found["rows"]) == ["held", "vacant"]


def test_a_mistyped_query_or_parameter_is_answered_with_the_nearest(ask: Run) -> None:
    assert "Did you mean 'members'" in ask("query", "membrs", code=2).output
    assert "'body'" in ask("query", "members", "-p", "boddy=CP", code=2).output
    assert "write NAME=VALUE" in ask("query", "members", "-p", "CP", code=2).output


def test_a_query_of_ones_own_may_come_from_the_input(ask: Run) -> None:
    text = "MATCH (b:Body {name: $name}) RETURN b.name AS name, b.areas AS areas"
    args = ("query", "--cypher", "-", "-p", "name=Youth Board", "--format", "json")
    found = json.loads(ask(*args, input=text).stdout)

    assert found["rows"] == [{"name": "Youth Board", "areas": ["Otherplace"]}]


def test_the_shared_options_are_parameters_of_ones_own_query(ask: Run) -> None:
    text = "RETURN $as_of AS day, $include_proposed AS proposed, $areas AS areas"
    options = ("--as-of", "2026-02-03", "--area", "Milltown", "--format", "json")
    found = json.loads(ask("query", "--cypher", text, *options).stdout)

    assert found["rows"] == [{"day": "2026-02-03", "proposed": False, "areas": ["Milltown"]}]


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (b:Body {id: 'x'}) RETURN b",
        "MATCH (b:Body) SET b.name = 'x' RETURN b",
        "MATCH (b:Body) DETACH DELETE b",
        "RETURN 1; RETURN 2",
        "this is no Cypher",
        "MATCH (b:Body) RETURN b.nam",
        "",
    ],
)
def test_a_query_that_writes_or_is_wrong_is_refused_and_the_store_is_not_blamed(
    ask: Run, text: str
) -> None:
    shown = ask("query", "--cypher", text, code=2).output

    assert "Error: " in shown


def test_a_query_is_named_or_given_not_both(ask: Run) -> None:
    assert "Name a query" in ask("query", code=2).output
    assert "Name a query" in ask("query", "members", "--cypher", "RETURN 1", code=2).output


def test_the_answer_to_a_query_says_what_is_made_up(run: Run, bundled_store: Path) -> None:
    every = ("query", "--cypher", "RETURN 1 AS one", "--store", str(bundled_store))
    assert "Anytown is illustrative: facts about it" in " ".join(run(*every).output.split())
    assert "illustrative" in run(*every, "--area", "Anytown").output
    assert "illustrative" not in run(*every, "--area", "Plymouth").output
