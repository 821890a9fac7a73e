"""Dependencies point one way, and the analyses touch no database, file or screen."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "govgraph"

GROUND = {"sentences", "errors", "dates", "model", "lexicon"}
SNAPSHOT = {
    *("frames", "names", "likeness", "identity", "merging"),
    *("evidence", "governance", "dataset"),
}
BELOW_ANALYSIS = GROUND | SNAPSHOT | {"rules"}
BELOW_OUTPUT = BELOW_ANALYSIS | {"resources", "store", "analysis"}

# What each top-level module or folder of the package may import of the others.
MAY_IMPORT = {
    "resources": set[str](),
    **dict.fromkeys(GROUND, GROUND),
    "rules": GROUND,
    **dict.fromkeys(SNAPSHOT, GROUND | SNAPSHOT | {"rules"}),
    "analysis": BELOW_ANALYSIS,
    "store": BELOW_ANALYSIS | {"resources"},
    "exchange": BELOW_OUTPUT,
    "present": BELOW_OUTPUT,
    "api": BELOW_OUTPUT | {"exchange", "present"},
    "cli": BELOW_OUTPUT | {"exchange", "present", "api"},
    "__main__": {"cli"},
}

NOT_IN_ANALYSIS = {
    *("ladybug", "neo4j", "pyvis", "click", "rich", "openpyxl"),
    *("io", "os", "pathlib", "shutil", "socket", "sqlite3", "subprocess", "tempfile"),
}
OPENS_A_FILE = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes"),
    *("read_csv", "read_excel", "read_parquet", "read_json"),
    *("to_csv", "to_excel", "to_parquet"),
}


def test_dependencies_point_one_way() -> None:
    assert faults(PACKAGE) == []


def test_a_package_in_order_has_no_faults(tmp_path: Path) -> None:
    write(tmp_path, "model.py", "from govgraph.dates import PartialDate")
    write(tmp_path, "rules/grammar.py", "from . import typed\nfrom ..model import Body")
    write(tmp_path, "governance.py", "from govgraph import model, rules")
    write(tmp_path, "analysis/remits.py", "import pandas\nfrom govgraph.governance import Table")
    write(tmp_path, "store/embedded.py", "import ladybug\nimport govgraph.resources")
    write(tmp_path, "cli/load.py", "def load():\n    from govgraph.store import embedded")
    write(tmp_path, "__init__.py", "from govgraph.governance import Governance")

    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "code", "fault"),
    [
        ("model.py", "import govgraph.governance", "model.py:1 imports governance"),
        ("dates.py", "from .rules import Rule", "dates.py:1 imports rules"),
        ("rules/grammar.py", "from ..governance import Table", "rules/grammar.py:1 imports govern"),
        ("governance.py", "from . import store", "governance.py:1 imports store"),
        ("dataset/check.py", "import govgraph.analysis.remits", "check.py:1 imports analysis"),
        ("store/embedded.py", "from ..analysis import cost", "embedded.py:1 imports analysis"),
        ("analysis/cost.py", "from govgraph import store", "cost.py:1 imports store"),
        ("analysis/cost.py", "from govgraph.present import map", "cost.py:1 imports present"),
        ("present/map.py", "from ..cli import main", "map.py:1 imports cli"),
        ("present/map.py", "import govgraph", "map.py:1 imports govgraph itself"),
        ("present/map.py", "def draw():\n    from .. import cli", "map.py:2 imports cli"),
        ("helpers.py", "", "helpers.py has no layer"),
        ("analysis/cost.py", "import neo4j", "cost.py:1 imports neo4j"),
        ("analysis/cost.py", "from pyvis.network import Network", "cost.py:1 imports pyvis"),
        ("analysis/cost.py", "open('rates.csv')", "cost.py:1 calls open"),
        ("analysis/cost.py", "import pandas\npandas.read_csv('r')", "cost.py:2 calls read_csv"),
    ],
)
def test_a_fault_is_found(file: str, code: str, fault: str, tmp_path: Path) -> None:
    write(tmp_path, file, code)

    (found,) = faults(tmp_path)
    assert fault in found


def test_two_parts_that_import_each_other_are_a_fault(tmp_path: Path) -> None:
    write(tmp_path, "model.py", "from govgraph import dates")
    write(tmp_path, "dates.py", "from govgraph import model")

    (found,) = faults(tmp_path)
    assert found.startswith("a circle of imports: ")


def faults(package: Path) -> list[str]:
    """Everything in the package that breaks the direction of dependencies."""
    found = []
    imported_by: dict[str, set[str]] = {}
    for file in sorted(package.rglob("*.py")):
        path = file.relative_to(package)
        part = path.parts[0].removesuffix(".py")
        if part == "__init__":  # the front door shows what stands behind it
            continue
        if part not in MAY_IMPORT:
            found.append(f"{path} has no layer: give it one in {Path(__file__).name}")
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for line, name in imports(tree, package="govgraph." + ".".join(path.parts[:-1])):
            root, _, inner = name.partition(".")
            if root == "govgraph":
                target = inner.partition(".")[0]
                if target == "":
                    found.append(f"{path}:{line} imports govgraph itself")
                elif target != part:
                    imported_by.setdefault(part, set()).add(target)
                    if target not in MAY_IMPORT[part]:
                        found.append(f"{path}:{line} imports {target}")
            elif part == "analysis" and root in NOT_IN_ANALYSIS:
                found.append(f"{path}:{line} imports {root}")
        if part == "analysis":
            found += [f"{path}:{line} calls {name}" for line, name in calls_that_open(tree)]
    try:
        TopologicalSorter(imported_by).prepare()
    except CycleError as error:
        found.append(f"a circle of imports: {', '.join(error.args[1])}")
    return found


def imports(tree: ast.Module, package: str) -> Iterator[tuple[int, str]]:
    """Line and absolute name of every import, wherever it stands; `package` resolves the dots."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.rstrip(".").split(".")
                base = ".".join([*parents[: len(parents) - node.level + 1], *filter(None, [base])])
            for alias in node.names:
                yield node.lineno, f"{base}.{alias.name}"


def calls_that_open(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if name in OPENS_A_FILE:
                yield node.lineno, name


def write(package: Path, file: str, code: str) -> None:
    path = package / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(code, encoding="utf-8")
