"""Attendance rules over ten million rows, beside DuckDB, Polars and a sort in numpy."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.benchmarks import attendance_rows

_ROWS = 10_000_000
_GIGABYTE = 1 << 30
_OTHERS = ("numpy", "duckdb", "polars")


def _measured(way: str, rows: int) -> dict[str, Any]:
    """Each way in a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", attendance_rows.__name__, way, str(rows)],
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, Any]]:
    """What each way takes and finds."""
    return {way: _measured(way, _ROWS) for way in ("govgraph", "govgraph in full", *_OTHERS)}


def test_all_ways_find_the_same_verdicts(figures: dict[str, dict[str, Any]]) -> None:
    ours = figures["govgraph"]
    print(f"\n{_ROWS:,} rows of {ours['members']:,} members; on three rules triggered:")
    print(f"{ours['triggered']}, undetermined: {ours['undetermined']}")
    assert all(each["checksums"] == ours["checksums"] for each in figures.values())
    assert min(ours["triggered"]) > 0


def test_the_time_of_three_rules_beside_other_ways(figures: dict[str, dict[str, Any]]) -> None:
    seconds = {way: each["seconds"] for way, each in figures.items()}
    best = min(_OTHERS, key=seconds.__getitem__)
    print(f"\nverdicts on {_ROWS:,} rows, aim at most 1.5 times the best other way ({best}):")
    for way, taken in seconds.items():
        print(f"{way}: {taken / seconds[best]:.2f} times {best} ({taken:.2f} s)")


def test_three_rules_take_less_than_two_gigabytes(figures: dict[str, dict[str, Any]]) -> None:
    for way in ("govgraph", "govgraph in full"):
        peak = figures[way]["bytes"]
        print(f"\npeak memory of {way}, {_ROWS:,} rows: {peak / _GIGABYTE:.2f} GB")
        assert peak < 2 * _GIGABYTE


_ANALYSIS = """
import json, resource, sys, time
from tests.benchmarks import attendance_rows
from govgraph.analysis import attendance
g = attendance_rows.snapshot(int(sys.argv[1]))
start = time.perf_counter()
verdicts = attendance.verdicts(g)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"seconds": seconds, "bytes": peak, "verdicts": len(verdicts)}))
"""


def test_the_whole_analysis_grows_with_the_rows() -> None:
    taken = {}
    for rows in (100_000, 1_000_000):
        done = subprocess.run(
            [sys.executable, "-c", _ANALYSIS, str(rows)], capture_output=True, text=True, check=True
        )
        found = json.loads(done.stdout)
        taken[rows] = found["seconds"]
        print(
            f"\nattendance.verdicts, {rows:,} rows: {found['seconds']:.1f} s, "
            f"{found['bytes'] / _GIGABYTE:.2f} GB, {found['verdicts']:,} verdicts"
        )
    print(f"1,000,000 / 100,000 rows: {taken[1_000_000] / taken[100_000]:.1f}")
