"""What holds of either kind of store."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from govgraph import model
from govgraph.errors import GovgraphError, NotFoundError, StoreError
from govgraph.merging import Facts
from govgraph.store import Result, Store, schema
from govgraph.store.loading import load, remove
from tests.store.graphs import CITY, EAST, assert_same, combined, facts, link, random_facts


def test_an_empty_store_holds_an_empty_graph(store: Store) -> None:
    assert_same(store.read(), combined())


def test_what_was_loaded_reads_back_equal(store: Store) -> None:
    load(store, {"city": CITY})

    assert_same(store.read(), combined(city=CITY))


def test_falsy_values_are_kept_and_blanks_are_null(store: Store) -> None:
    load(store, {"city": CITY})

    answer = store.run(
        "MATCH (b:Body) RETURN b.id, b.apex, b.meetings_per_year, b.tier, b.proposed ORDER BY b.id"
    )
    assert answer.rows == [
        ("cp", True, None, None, False),
        ("hwb", False, 0.0, None, False),
        ("old", None, None, None, False),
    ]


def test_a_load_says_what_it_altered(store: Store) -> None:
    first = load(store, {"city": CITY})
    less = {**CITY, "REPORTS_TO": CITY["REPORTS_TO"].iloc[1:].assign(frequency_per_year="12")}
    second = load(store, {"city": less})

    assert ("bodies", 3, 0, 0) in first.summary()
    assert ("people", 1, 0, 0) in first.summary()
    assert ("reports to", 3, 0, 0) in first.summary()
    assert second.summary() == [("reports to", 0, 2, 1)]
    assert_same(store.read(), combined(city=less))


def test_loading_twice_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    load(store, {"city": CITY, "east": EAST})
    monkeypatch.setattr(type(store), "write", _refuse)

    change = load(store, {"city": CITY})

    assert change.is_empty
    assert change.summary() == []


def _refuse(*_: object, **__: object) -> None:
    raise AssertionError("nothing was to be written")


def test_a_reload_removes_what_no_dataset_states_any_more(store: Store) -> None:
    load(store, {"city": CITY, "east": EAST})
    smaller = facts(Body=[{"id": "hwb", "name": "Health Board", "area": "Anytown"}])

    load(store, {"city": smaller})

    assert_same(store.read(), combined(city=smaller, east=EAST))


def test_datasets_leave_what_others_state(store: Store) -> None:
    load(store, {"city": CITY})
    load(store, {"east": EAST})
    assert_same(store.read(), combined(city=CITY, east=EAST))

    change = remove(store, ["city"])

    assert_same(store.read(), combined(east=EAST))
    assert ("bodies", 0, 1, 2) in change.summary()


def test_the_last_dataset_leaves_an_empty_store(store: Store) -> None:
    load(store, {"city": CITY})

    remove(store, ["city"])

    assert_same(store.read(), combined())


def test_removing_a_dataset_that_is_not_there_names_the_nearest(store: Store) -> None:
    load(store, {"plymouth": CITY})

    with pytest.raises(NotFoundError, match="Did you mean 'plymouth'"):
        remove(store, ["plymuth"])


def test_facts_that_would_hang_in_the_air_stop_a_load(store: Store) -> None:
    bound = facts(Body=[{"id": "x", "name": "X", "area": "A"}], REPORTS_TO=[link("x", "hwb")])
    load(store, {"city": CITY, "bound": bound})
    before = store.read()

    with pytest.raises(StoreError, match="bound: x REPORTS_TO hwb"):
        remove(store, ["city"])

    assert_same(store.read(), before)


@pytest.mark.parametrize("name", ["a; b", " "])
def test_a_dataset_whose_name_would_be_misread_is_refused(name: str, store: Store) -> None:
    with pytest.raises(GovgraphError, match="no name for a dataset"):
        load(store, {name: CITY})


def test_progress_ends_at_the_whole(store: Store) -> None:
    told: list[tuple[str, int, int]] = []

    load(store, {"city": CITY}, lambda *said: told.append(said))

    assert told
    assert told[-1][1] == told[-1][2]
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


def test_a_new_column_of_the_model_reaches_the_store(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _column(monkeypatch, model.Column("motto", "list", "Its motto", ("Body", "HOLDS"))):
        city = facts(
            Body=[{"id": "cp", "name": "CP", "area": "Anytown", "motto": "Together; Always"}]
        )
        load(store, {"city": city})

        assert_same(store.read(), combined(city=city))
        assert store.run("MATCH (b:Body) RETURN b.motto").rows == [(["Together", "Always"],)]


@pytest.mark.parametrize("name", ["order", "starts", "type", "match"])
def test_words_of_the_query_language_may_be_columns(
    name: str, embedded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    column = model.Column(name, "text", "A word of the language", ("Body", "REPORTS_TO"))
    with _column(monkeypatch, column):
        city = facts(
            Body=[{"id": "cp", "name": "CP", "area": "Anytown", name: "x"}],
            REPORTS_TO=[link("cp", "cp", **{name: "y"})],
        )
        load(embedded, {"city": city})

        assert_same(embedded.read(), combined(city=city))


@pytest.mark.parametrize("name", ["from", "to"])
def test_from_and_to_may_be_columns_of_nodes_and_are_refused_on_relationships(
    name: str, embedded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = facts(Body=[{"id": "cp", "name": "CP", "area": "Anytown"}])
    with _column(monkeypatch, model.Column(name, "text", "Whence or whither", ("Body",))):
        city["Body"][name] = "x"
        load(embedded, {"city": city})
        assert_same(embedded.read(), combined(city=city))

    column = model.Column(name, "text", "Whence or whither", ("REPORTS_TO",))
    with _column(monkeypatch, column), pytest.raises(ValueError, match="under another name"):
        schema.ladybug_schema()


def test_a_column_that_an_older_store_lacks_reads_as_blank(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, {"city": CITY})

    with _column(monkeypatch, model.Column("motto", "text", "Its motto", ("Body",))):
        assert store.read()["Body"]["motto"].isna().all()
        load(store, {"city": CITY})
        assert_same(store.read(), combined(city=CITY))


@contextlib.contextmanager
def _column(patch: pytest.MonkeyPatch, column: model.Column) -> Iterator[None]:
    """The model with one column more in the table of bodies."""
    bodies, *others = model.TABLES
    more = model.Table("bodies", bodies.description, (*bodies.columns, column), required=True)
    with patch.context() as inside:
        inside.setattr(model, "TABLES", (more, *others))
        _forget()
        yield
    _forget()


def _forget() -> None:
    model.stated_properties.cache_clear()
    model.properties.cache_clear()


# --- any graph ---------------------------------------------------------------------------


def _fresh(store: Store) -> Store:
    held = {name for cell in store.read()["Body"]["datasets"] for name in cell.split("; ")}
    if held:
        remove(store, held)
    return store


_FEW = settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[*HealthCheck],
)


@_FEW
@given(one=random_facts(), two=random_facts(), two_first=st.booleans())
@example(one=CITY, two=EAST, two_first=True)
def test_any_graph_reads_back_equal_in_whatever_order_it_was_loaded(
    one: Facts, two: Facts, two_first: bool, store: Store
) -> None:
    ordered = [("two", two), ("one", one)] if two_first else [("one", one), ("two", two)]
    _fresh(store)

    for name, stated in ordered:
        load(store, {name: stated})
    assert_same(store.read(), combined(one=one, two=two))
    assert load(store, {"one": one}).is_empty

    remove(store, ["one"])
    assert_same(store.read(), combined(two=two))


@_FEW
@given(before=random_facts(), after=random_facts(), others=random_facts())
def test_any_reload_makes_the_store_equal_to_its_datasets(
    before: Facts, after: Facts, others: Facts, store: Store
) -> None:
    _fresh(store)
    load(store, {"changing": before, "others": others})

    load(store, {"changing": after})

    assert_same(store.read(), combined(changing=after, others=others))


# --- queries -----------------------------------------------------------------------------

_QUERIES: dict[str, tuple[str, Mapping[str, object], list[tuple[object, ...]]]] = {
    "values": (
        "MATCH (b:Body {id: $id}) RETURN b.name AS name, b.areas AS areas, b.valid_from AS since",
        {"id": "hwb"},
        [("Health and Wellbeing Board", ["Anytown", "Othertown"], "2017-09-01")],
    ),
    "a sum": (
        "MATCH (b:Body) RETURN toInteger(sum(1)) AS count, sum(1) AS total, avg(2) AS mean",
        {},
        [(3, 3, 2.0)],
    ),
    "nothing": (
        "MATCH (b:Body {id: 'old'}) OPTIONAL MATCH (b)-[r:REPORTS_TO]->(x) RETURN b.id, r, x",
        {},
        [("old", None, None)],
    ),
    "a list parameter": (
        "MATCH (b:Body) WHERE size($areas) = 0 OR any(a IN $areas WHERE a IN b.areas) "
        "RETURN b.id ORDER BY b.id",
        {"areas": ["Othertown"]},
        [("hwb",)],
    ),
    "a node": (
        "MATCH (p:Person) RETURN p",
        {},
        [
            (
                {
                    "label": "Person",
                    "datasets": ["city"],
                    "id": "jo",
                    "name": "Jo Smith",
                    "proposed": False,
                    "valid_from": "0001-01-01",
                    "valid_to": "9999-12-31",
                },
            )
        ],
    ),
    "a relationship in a map": (
        "MATCH (:Person)-[h:HOLDS]->(:Seat) RETURN {held: h, day: date('2024-02-29')} AS found",
        {},
        [
            (
                {
                    "held": {
                        "type": "HOLDS",
                        "capacity": "holder",
                        "datasets": ["city"],
                        "paragraph": "2.1",
                        "proposed": False,
                        "start_date": "2024",
                        "valid_from": "2024-01-01",
                        "valid_to": "9999-12-31",
                    },
                    "day": "2024-02-29",
                },
            )
        ],
    ),
    "functions that one engine lacks": (
        "MATCH (b:Body)-[r:REPORTS_TO]->(o:Organisation) RETURN type(r) AS type, "
        "head(b.areas) AS first, last(['x', 'y']) AS last, toFloat('2') AS number, "
        "toString(3) AS text",
        {},
        [("REPORTS_TO", "Anytown", "y", 2.0, "3")],
    ),
}


@pytest.mark.parametrize("case", _QUERIES)
def test_a_query_answers_in_plain_values(case: str, store: Store) -> None:
    cypher, parameters, rows = _QUERIES[case]
    load(store, {"city": CITY})

    assert store.run(cypher, parameters).rows == rows


def test_a_path_is_its_nodes_and_relationships(store: Store) -> None:
    load(store, {"city": CITY})

    answer = store.run(
        "MATCH path = (b:Body {id: 'cp'})-[:REPORTS_TO*1..2]->(:Organisation) RETURN path"
    )

    assert answer.columns == ("path",)
    [[path]] = answer.rows
    assert isinstance(path, dict)
    assert [node["id"] for node in path["nodes"]] == ["cp", "council"]
    assert [link["type"] for link in path["relationships"]] == ["REPORTS_TO"]


_WRITES = [
    "CREATE (:Body {id: 'x'})",
    "MERGE (:Body {id: 'x'})",
    "MATCH (b:Body) SET b.name = 'x'",
    "MATCH (b:Body) SET b.name = 'x' RETURN b",
    "MATCH (b:Body) DETACH DELETE b",
    "MATCH (b:Body) WITH b CREATE (:Body {id: 'x'})",
    "UNWIND [1, 2] AS n CREATE (:Body {id: 'x'})",
    "DROP TABLE Body",
    "CREATE INDEX FOR (b:Body) ON (b.name)",
    "CALL db.createLabel('X')",
    "CALL threads = 2",
    "CALL dbms.listConfig() YIELD name RETURN name",
    "CALL `db`.`createLabel`('X')",
    "CHECKPOINT",
    "BEGIN TRANSACTION",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "SHOW TRANSACTIONS",
    "TERMINATE TRANSACTIONS 'x'",
    "RETURN 1; MATCH (b:Body) DETACH DELETE b",
    "/* RETURN */ DROP TABLE Body",
    "INSTALL httpfs",
    "",
]


@pytest.mark.parametrize("cypher", _WRITES)
def test_a_query_only_reads(cypher: str, store: Store) -> None:
    load(store, {"city": CITY})

    with pytest.raises(StoreError):
        store.run(cypher)

    assert_same(store.read(), combined(city=CITY))


@pytest.mark.parametrize(
    "cypher",
    [
        "LOAD CSV FROM $file AS line RETURN line",
        "MATCH (b:Body) LOAD CSV FROM $file AS line RETURN line",
        "LOAD FROM $file (file_format='csv', header=false) RETURN *",
        "MATCH (b:Body)\nload /* */ from $file (file_format='csv', header=false) RETURN *",
        "COPY (MATCH (b:Body) RETURN b.id) TO $file",
        "EXPORT DATABASE $file",
    ],
)
def test_a_query_neither_reads_nor_writes_files(cypher: str, store: Store, tmp_path: Path) -> None:
    load(store, {"city": CITY})
    secret = tmp_path / "secret.csv"
    secret.write_text("secret")
    cypher = cypher.replace("$file", f"'{secret.as_uri() if 'CSV' in cypher else secret}'")

    with pytest.raises(StoreError) as refused:
        store.run(cypher)

    assert "secret" not in str(refused.value)
    assert secret.read_text() == "secret"


def test_a_parameter_that_is_not_given_is_an_error_not_an_empty_answer(store: Store) -> None:
    load(store, {"city": CITY})

    with pytest.raises(StoreError, match=r"needs a value for \$id"):
        store.run("MATCH (b:Body) WHERE b.id = $id RETURN b.name")


@pytest.mark.parametrize(
    ("cypher", "said"),
    [
        ("MATCH (b:Bodie) RETURN b.id", "no label or relationship type 'Bodie'. Did you mean Body"),
        ("MATCH (:Body)-[r:REPORT_TO]->() RETURN r", "'REPORT_TO'. Did you mean REPORTS_TO"),
        ("MATCH (b:Body) RETURN b.nmae", "no property 'nmae'.*Did you mean name"),
    ],
)
def test_a_misspelt_name_is_an_error_not_an_empty_answer(
    cypher: str, said: str, store: Store
) -> None:
    load(store, {"city": CITY})

    with pytest.raises(StoreError, match=said):
        store.run(cypher)


def test_a_name_of_the_model_that_nothing_bears_yet_is_no_error(store: Store) -> None:
    load(store, {"city": CITY})

    cypher = "MATCH (b:Body)-[r:APPROVES]->(c:Body) RETURN r.frequency_per_year, c.tier"
    assert store.run(cypher).rows == []


def test_values_that_look_like_cypher_stay_values(store: Store) -> None:
    evil = "'}) DETACH DELETE (n) //"
    load(store, {"city": facts(Body=[{"id": evil, "name": evil, "area": evil}])})

    found = store.run("MATCH (b:Body) WHERE b.id = $id RETURN b.name", {"id": evil})

    assert found == Result(("b.name",), [(evil,)])


def test_what_a_reader_does_to_a_frame_reaches_no_store(store: Store) -> None:
    load(store, {"city": CITY})
    read = store.read()
    read["Body"]["name"] = "x"
    read["Body"] = pd.DataFrame()

    assert_same(store.read(), combined(city=CITY))
