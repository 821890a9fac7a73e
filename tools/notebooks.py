"""Runs the notebooks and keeps what they show: ``python -m tools.notebooks [FILE...]``."""

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

FOLDER = Path(__file__).parent.parent / "notebooks"
PATIENCE = 300
"""Seconds that a cell may take."""

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def files() -> list[Path]:
    """Every notebook, in the order of reading."""
    return sorted(FOLDER.glob("*.ipynb"))


def executed(file: Path, folder: Path, settings: Mapping[str, str]) -> NotebookNode:
    """The notebook as it is after all its cells have run, from the first to the last.

    Args:
        file: the notebook; it is not changed.
        folder: where it runs and leaves what it writes.
        settings: the environment in which it runs, such as ``NEO4J_URI``.

    Raises:
        CellExecutionError: a cell failed.
    """
    notebook = nbformat.read(file, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        notebook,
        timeout=PATIENCE,
        kernel_name=_KERNEL["name"],
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],  # a kernel on this computer may use TCP
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute(env=dict(settings))
    return kept(notebook)


def kept(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what is large or differs from run to run.

    A map to click in is two thirds of a megabyte of script, which a page that shows notebooks
    unrun leaves out anyway: where a still picture stands beside it, that is kept.
    """
    notebook.metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number:02}"
        cell.metadata = {}
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "image/svg+xml" in data:
                data.pop("text/html", None)
    return notebook


def embedded(folder: Path) -> dict[str, str]:
    """The environment in which a notebook makes an embedded store of its own in the folder."""
    unset = ("GOVGRAPH_STORE", "NEO4J_URI")
    mine = {name: value for name, value in os.environ.items() if name not in unset}
    return mine | {"IPYTHONDIR": str(folder / ".ipython")}


def main() -> None:
    """Run the notebooks named, or all, and write what they show into them."""
    for file in map(Path, sys.argv[1:]) if sys.argv[1:] else files():
        with tempfile.TemporaryDirectory() as name:
            notebook = executed(file, Path(name), embedded(Path(name)))
        nbformat.write(notebook, file)
        sys.stdout.write(f"Ran {file.name}\n")


if __name__ == "__main__":
    main()
