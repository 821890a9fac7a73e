"""How long a user waits for help and for a query, beside a Python that does nothing."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from govgraph import dataset, resources, store
from govgraph.store import loading

RUNS = 15
GOVGRAPH = [sys.executable, "-c", "from govgraph.cli import main; main(prog_name='govgraph')"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("start-up")
    datasets = dataset.read_all(sorted(resources.seed_dir().iterdir()))
    with store.open_store(str(made / store.DEFAULT_FILE), create=True) as opened:
        loading.load(opened, {each.name: each.facts for each in datasets})
    return made


def median_milliseconds(command: list[str], folder: Path) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def test_help_and_a_query_start_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = median_milliseconds([sys.executable, "-c", "pass"], folder)
    shown = {
        "--help": (median_milliseconds([*GOVGRAPH, "--help"], folder), 150),
        "query areas": (median_milliseconds([*GOVGRAPH, "query", "areas"], folder), 250),
    }

    with capsys.disabled():
        print(f"\npython -c pass: {bare:.0f} ms")
        for what, (taken, allowed) in shown.items():
            print(f"{what}: {taken:.0f} ms, {taken / bare:.1f} times that; aim {allowed} ms")
