"""Reading, checking and loading a register, beside a bare COPY of the rows that it makes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks import registers

_MILLION = 1_000_000
_GIGABYTE = 1 << 30

_LOAD = """
import json, resource, sys, time
from pathlib import Path
start = time.perf_counter()
from govgraph import dataset
from govgraph.store import loading, open_store
imported = time.perf_counter()
read = dataset.read(sys.argv[1])
assert not read.is_faulty
with open_store(sys.argv[2], create=True) as store:
    loading.load(store, {read.name: read.facts})
spent = time.perf_counter() - imported
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"seconds": spent, "bytes": peak}))
"""

_COPY = """
import json, sys, time
from pathlib import Path
import ladybug
from govgraph import frames, model
from govgraph.store import columns, open_store, schema
with open_store(sys.argv[1]) as store:
    tables = store.read()
batches = []
for name, table in tables.items():
    if name in model.NODE:
        batches.append((schema.ladybug_copy(name, None), columns.to_arrow(table, name)))
    else:
        for pair, rows in table.groupby(["from_type", "to_type"], observed=True):
            batches.append((schema.ladybug_copy(name, pair), columns.to_arrow(rows, name)))
del tables, table
start = time.perf_counter()
database = ladybug.Database(sys.argv[2], buffer_pool_size=2 << 30, auto_checkpoint=False)
connection = ladybug.Connection(database)
for statement in schema.ladybug_schema():
    connection.execute(statement)
for statement, rows in batches:
    connection.execute(statement, {"rows": rows})
connection.execute("CHECKPOINT")
connection.close()
database.close()
print(json.dumps({"seconds": time.perf_counter() - start}))
"""


def _run(program: str, *arguments: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, float]]:
    """Both ways for a tenth of a million memberships and for a million: the better of two runs."""
    folder = tmp_path_factory.mktemp("loading")
    figures = {}
    for memberships in (_MILLION // 10, _MILLION):
        data = folder / f"register-{memberships}"
        registers.write(data, memberships)
        runs = []
        for attempt in range(2):
            store = folder / f"{memberships}-{attempt}.lbug"
            ours = _run(_LOAD, data, store)
            bare = _run(_COPY, store, folder / f"{memberships}-{attempt}-bare.lbug")
            runs.append(ours | {"bare": bare["seconds"]})
        figures[memberships] = {
            "seconds": min(run["seconds"] for run in runs),
            "bare": min(run["bare"] for run in runs),
            "bytes": max(run["bytes"] for run in runs),
        }
    return figures


def test_a_million_memberships_take_at_most_twice_a_bare_copy(
    measured: dict[int, dict[str, float]],
) -> None:
    figures = measured[_MILLION]
    ratio = figures["seconds"] / figures["bare"]
    print(f"\nread, check and load / bare COPY, 1,000,000 memberships: {ratio:.2f}")
    assert ratio <= 2


def test_a_million_memberships_take_less_than_three_gigabytes(
    measured: dict[int, dict[str, float]],
) -> None:
    peak = measured[_MILLION]["bytes"]
    print(f"\npeak memory, 1,000,000 memberships: {peak / _GIGABYTE:.2f} GB")
    assert peak < 3 * _GIGABYTE


def test_ten_times_the_rows_take_at_most_twelve_times_the_time(
    measured: dict[int, dict[str, float]],
) -> None:
    ratio = measured[_MILLION]["seconds"] / measured[_MILLION // 10]["seconds"]
    print(f"\n1,000,000 / 100,000 memberships: {ratio:.1f}")
    assert ratio <= 12
