from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import ladybug
import pandas as pd
import pytest

from govgraph.errors import StoreError
from govgraph.store import Store, open_store
from govgraph.store import embedded as embedded_module
from govgraph.store.loading import load
from tests.store.graphs import CITY, EAST, assert_same, combined, facts, link


def test_a_load_leaves_one_file_behind(embedded: Store, file: Path) -> None:
    load(embedded, {"city": CITY})
    load(embedded, {"east": EAST})

    assert list(file.parent.iterdir()) == [file]


def test_a_reader_keeps_what_it_opened(embedded: Store, file: Path) -> None:
    load(embedded, {"city": CITY})
    with open_store(str(file)) as reader:
        reader.run("MATCH (b:Body) RETURN b.id")

        load(embedded, {"city": EAST})

        assert_same(reader.read(), combined(city=CITY))
    with open_store(str(file)) as reader:
        assert_same(reader.read(), combined(city=EAST))


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    shared, own = tmp_path / "shared", tmp_path / "own"
    shared.mkdir()
    own.mkdir()
    here = own / "city.lbug"
    here.symlink_to(shared / "city.lbug")

    with open_store(str(here), create=True) as store:
        load(store, {"city": CITY})

    assert here.is_symlink()
    assert [path.name for path in shared.iterdir()] == ["city.lbug"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_load_keeps_the_permissions_of_the_file(embedded: Store, file: Path) -> None:
    load(embedded, {"city": CITY})
    file.chmod(0o640)

    load(embedded, {"city": EAST})

    assert file.stat().st_mode & 0o777 == 0o640


def test_a_failed_load_leaves_the_store_as_it_was(
    embedded: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(embedded, {"city": CITY})
    before = file.read_bytes()

    def fail(*_: object) -> None:
        raise RuntimeError("Copy exception: the disk is full\nat some place")

    monkeypatch.setattr(embedded_module, "_copy", fail)
    with pytest.raises(StoreError, match=r"is what it was: Copy exception: the disk is full$"):
        load(embedded, {"city": EAST})

    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_new_file_that_lost_rows_is_not_used(
    embedded: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(embedded, {"city": CITY})
    copy = embedded_module._copy

    def lose(connection: object, name: str, pair: object, rows: pd.DataFrame) -> None:
        copy(connection, name, pair, rows.head(1) if name == "REPORTS_TO" else rows)  # type: ignore[arg-type]

    monkeypatch.setattr(embedded_module, "_copy", lose)
    with pytest.raises(StoreError, match="of 2 rows of REPORTS_TO"):
        load(embedded, {"city": EAST})

    assert_same(embedded.read(), combined(city=CITY))
    assert list(file.parent.iterdir()) == [file]


def test_columns_in_pieces_lose_no_rows(embedded: Store) -> None:
    """Ladybug ends at an empty piece of an Arrow table, which pandas makes of joined frames."""
    both = {"one": CITY, "two": CITY, "three": EAST}

    load(embedded, both)

    assert_same(embedded.read(), combined(**both))


# --- killed ------------------------------------------------------------------------------

_MANY = 3_000
_LOAD = """
import sys
from govgraph.store import open_store
from govgraph.store.loading import load
from tests.store.test_embedded import many
with open_store(sys.argv[1]) as store:
    facts = many(sys.argv[2])
    print("ready", flush=True)
    load(store, {"city": facts})
print("done", flush=True)
"""


def many(name: str) -> dict[str, pd.DataFrame]:
    """A city of many seats, each of whose titles is ``name``."""
    seats = [f"s{number}" for number in range(_MANY)]
    return dict(
        facts(
            Body=[{"id": "cp", "name": "CP", "area": "Anytown"}],
            Person=[{"id": "jo", "name": name}],
            Seat=[{"id": seat, "title": name, "role": "member"} for seat in seats],
            SEAT_ON=[link(seat, "cp") for seat in seats],
            HOLDS=[link("jo", seat, capacity="holder") for seat in seats],
        )
    )


def test_a_load_killed_at_any_moment_leaves_the_store_as_it_was(file: Path) -> None:
    with open_store(str(file), create=True) as store:
        load(store, {"city": many("old")})
    moments = random.Random(1)
    killed = 0
    for _ in range(6):
        loading = _python(_LOAD, str(file), "new")
        assert loading.stdout is not None
        assert loading.stdout.readline() == "ready\n"
        time.sleep(moments.uniform(0, 1.5))
        loading.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
        loading.communicate()
        killed += loading.returncode != 0

        with open_store(str(file)) as store:
            titles = store.run("MATCH (s:Seat) RETURN s.title, count(*)").rows
        assert titles in ([("old", _MANY)], [("new", _MANY)])

    assert killed
    with open_store(str(file)) as store:
        load(store, {"city": CITY})
        assert_same(store.read(), combined(city=CITY))
    assert list(file.parent.iterdir()) == [file]


def _python(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "src"},
    )


# --- one loader at a time ----------------------------------------------------------------

_HOLD = """
import sys, time
from pathlib import Path
from govgraph.store import open_store
with open_store(sys.argv[1], create=True).exclusively():
    print("ready", flush=True)
    time.sleep(300)
"""


def test_a_second_load_is_refused_and_told_who_loads(file: Path) -> None:
    holder = _python(_HOLD, str(file))
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ready\n"
        with (
            open_store(str(file), create=True) as store,
            pytest.raises(StoreError, match=rf"loaded by process {holder.pid} on \S+ since 20"),
        ):
            load(store, {"city": CITY})
        assert not file.exists()
    finally:
        holder.kill()
        holder.communicate()

    with open_store(str(file), create=True) as store:  # the lock of the dead is none
        load(store, {"city": CITY})
        assert_same(store.read(), combined(city=CITY))
    assert list(file.parent.iterdir()) == [file]


def test_two_stores_of_one_process_do_not_load_at_once(embedded: Store, file: Path) -> None:
    with (
        open_store(str(file), create=True) as other,
        other.exclusively(),
        pytest.raises(StoreError, match="is being loaded by process"),
    ):
        load(embedded, {"city": CITY})


def test_a_lock_that_is_not_signed_yet_is_a_lock(embedded: Store, file: Path) -> None:
    with open_store(str(file), create=True) as other, other.exclusively():
        file.with_name("city.lbug.lock").write_text("")
        with pytest.raises(StoreError, match="loaded by another process"):
            load(embedded, {"city": CITY})


def test_the_folders_of_killed_loads_go_with_the_next_load(embedded: Store, file: Path) -> None:
    left = file.with_name(".city.lbug.loading-abc")
    left.mkdir()
    (left / "city.lbug").write_text("half")
    of_another = file.with_name(".other.lbug.loading-abc")
    of_another.mkdir()

    load(embedded, {"city": CITY})

    assert not left.exists()
    assert of_another.exists()


# --- files that are no stores ------------------------------------------------------------


def _newer(file: Path) -> None:
    _made(file)
    held = bytearray(file.read_bytes())
    held[4] += 1  # the engine's storage version
    file.write_bytes(held)


def _older(file: Path) -> None:
    _made(file)
    held = bytearray(file.read_bytes())
    held[4] = 1
    file.write_bytes(held)


def _made(file: Path) -> None:
    with open_store(str(file), create=True) as store:
        load(store, {"city": CITY})


def _cut(file: Path) -> None:
    _made(file)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _of_another_program(file: Path) -> None:
    with ladybug.Database(file) as database, ladybug.Connection(database) as connection:
        connection.execute("CREATE NODE TABLE Film(id STRING PRIMARY KEY)")


def _with_a_column_more(file: Path) -> None:
    _made(file)
    with ladybug.Database(file) as database, ladybug.Connection(database) as connection:
        connection.execute("ALTER TABLE Body ADD colour STRING")
        connection.execute("CHECKPOINT")


def _with_left_over_log(file: Path) -> None:
    _made(file)
    other = file.with_name("other.lbug")
    program = (
        f"import ladybug, os; d = ladybug.Database({str(other)!r}, auto_checkpoint=False); "
        "c = ladybug.Connection(d); c.execute('CREATE NODE TABLE A(id STRING PRIMARY KEY)'); "
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    other.with_name("other.lbug.wal").rename(file.with_name("city.lbug.wal"))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda file: None, "There is no store '.*city.lbug'. Make it with `govgraph load"),
        (lambda file: file.touch(), "is empty, so it is no store. Delete it"),
        (lambda file: file.write_text("Minutes"), "a file of another kind"),
        (lambda file: file.mkdir(), "is a folder. Name a file in it"),
        (_newer, "made by a newer version of govgraph. Update"),
        (_older, "made by an older version of govgraph. Delete it and load"),
        (_cut, "is damaged"),
        (_of_another_program, "a graph of another program.*it holds Film"),
        (_with_a_column_more, "or of a newer govgraph: it holds Body.colour. Update govgraph"),
        (_with_left_over_log, "left 'city.lbug.wal' beside it. Delete that"),
    ],
)
def test_a_file_that_is_no_store_is_said_to_be_none(make: object, said: str, file: Path) -> None:
    make(file)  # type: ignore[operator]

    with pytest.raises(StoreError, match=said) as refused, open_store(str(file)) as store:
        store.read()

    assert "Traceback" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "make",
    [
        lambda file: file.touch(),
        lambda file: file.write_text("Minutes"),
        _newer,
        _of_another_program,
        _with_a_column_more,
    ],
)
def test_a_load_does_not_write_over_a_file_that_is_no_store(make: object, file: Path) -> None:
    make(file)  # type: ignore[operator]
    before = file.read_bytes()

    with pytest.raises(StoreError), open_store(str(file), create=True) as store:
        load(store, {"city": EAST})

    assert file.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do all")
def test_a_file_that_may_not_be_read_is_an_error(file: Path) -> None:
    _made(file)
    file.chmod(0)

    with pytest.raises(StoreError, match=r"cannot be opened \(Permission denied"):
        open_store(str(file))


def test_a_folder_that_admits_no_files_is_an_error(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    with open_store(str(file), create=True) as store:
        monkeypatch.setattr(Path, "open", refuse)
        with pytest.raises(StoreError, match="no file can be made in"):
            load(store, {"city": CITY})


def test_a_store_in_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no folder"):
        open_store(str(tmp_path / "missing" / "city.lbug"), create=True)


def test_a_file_that_another_program_holds_open_is_left_as_it_was(
    embedded: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(embedded, {"city": CITY})

    def refuse(self: Path, target: Path) -> None:  # as Windows does
        raise PermissionError(13, "Access is denied", str(self))

    monkeypatch.setattr(embedded_module, "_SECONDS_FOR_READERS", 0.2)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StoreError, match="is open in another program"):
        load(embedded, {"city": EAST})

    assert_same(embedded.read(), combined(city=CITY))


# --- queries -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cypher", "said"),
    [
        ("MATCH (b:Body) RETURN b {.id, .name}", "write a map: {id: b.id"),
        ("MATCH (b:Body) RETURN [a IN b.areas | a]", "write UNWIND and collect"),
        ("MATCH (b:Body) CALL { WITH b RETURN 1 AS one } RETURN one", "for CALL { ... }"),
        ("MATCH p = shortestPath((a:Body)-[*..5]->(b:Body)) RETURN p", "for shortestPath"),
        ("MATCH (b) WHERE b:Body RETURN b.id", r"write MATCH \(b:Body\)"),
        ("RETURN reduce(s = 0, x IN [1, 2] | s + x)", r"for reduce\(\)"),
        ("MATCH (b:Body) RETURN b['id']", "write b.name"),
        ("MATCH (b:Body) RETURN b.areas[0]", r"write head\(list\)"),
        ("MATCH (b:Body) RETURN date()", r"date\(\$today\)"),
        ("MATCH (b:Body) RETURN elementId(b)", "write b.id"),
        ("MATCH (b:Body) RETURN exists(b.name)", "b.name IS NOT NULL"),
        ("MATCH (b:Body) RETURN b.id, b.areas ORDER BY b.areas", "not by a list"),
        ("MATCH (a:Body)-[:PART_OF*1..99]->(b) RETURN a.id", "30 steps at most"),
        ("RETURN COLLECT { MATCH (b:Body) RETURN b.id }", "for COLLECT"),
        (
            "MATCH (b:Body) WHERE any(a IN b.areas WHERE a IN $areas) RETURN b.id",
            r"write any\(x IN \$areas WHERE x IN b.areas\)",
        ),
        ("RETURN head([])", "take no empty list"),
    ],
)
def test_a_form_that_only_neo4j_takes_is_met_with_the_form_that_both_take(
    cypher: str, said: str, embedded: Store
) -> None:
    load(embedded, {"city": CITY})
    parameters = {"areas": ["Anytown"]} if "$areas" in cypher else {}

    with pytest.raises(StoreError, match=said):
        embedded.run(cypher, parameters)

    assert embedded.run("MATCH (b:Body) RETURN count(b)").rows == [(3,)]


def test_a_query_imports_neither_pandas_nor_arrow_nor_the_driver_of_neo4j(file: Path) -> None:
    _made(file)
    program = """
        import json, sys
        from govgraph.store import open_store
        with open_store(sys.argv[1]) as store:
            rows = store.run("MATCH (b:Body {id: $id}) RETURN b.name", {"id": "cp"}).rows
        print(json.dumps([rows, [m for m in ("pandas", "pyarrow", "neo4j") if m in sys.modules]]))
    """
    asked = _python(program, str(file))

    output, errors = asked.communicate()

    assert json.loads(output) == [[["Children's Partnership"]], []], errors
