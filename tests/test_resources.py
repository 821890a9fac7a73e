import importlib.util
import shutil
from pathlib import Path

import pytest

from govgraph import resources

REPOSITORY = Path(__file__).parent.parent


def test_a_checkout_keeps_its_data_at_the_top_of_the_repository() -> None:
    assert resources.cypher_dir() == REPOSITORY / "cypher"
    assert resources.seed_dir() == REPOSITORY / "seed"
    assert resources.provisions_dir() == REPOSITORY / "provisions"


@pytest.mark.parametrize("name", ["cypher", "provisions", "seed"])
def test_an_installed_wheel_keeps_its_data_inside_the_package(name: str, tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "govgraph"
    data = package / "_data" / name
    data.mkdir(parents=True)
    shutil.copy(resources.__file__, package)

    spec = importlib.util.spec_from_file_location("installed", package / "resources.py")
    assert spec is not None
    assert spec.loader is not None
    installed = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(installed)

    assert getattr(installed, f"{name}_dir")() == data
