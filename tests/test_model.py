"""The domain is declared once: what is derived from it follows a new column by itself."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from govgraph import dataset, frames, merging, model
from govgraph.dataset import writing
from govgraph.present import dictionary
from govgraph.store import loading, open_store


@pytest.fixture
def with_secretary(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The model with one column more in ``bodies``."""
    column = model.Column("secretary", "yes_no", "Whether it has one", ("Body",))
    first, *rest = model.TABLES
    tables = (replace(first, columns=(*first.columns, column)), *rest)
    caches = (model.stated_properties, model.properties, frames._empty)
    for cache in caches:
        cache.cache_clear()
    monkeypatch.setattr(model, "TABLES", tables)
    monkeypatch.setattr(model, "TABLE", {table.name: table for table in tables})
    yield
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("with_secretary")
def test_a_new_column_is_one_line(tmp_path: Path) -> None:
    row = {"name": "A", "area": "X", "kind": "board", "secretary": "perhaps"}
    faulty = dataset.of_frames({"bodies": pd.DataFrame([row])}, "x")
    assert faulty.report["column"].tolist() == ["secretary"]

    read = dataset.of_frames({"bodies": pd.DataFrame([row | {"secretary": "Yes"}])}, "x")
    with open_store(str(tmp_path / "store.lbug"), create=True) as store:
        loading.load(store, {"x": read.facts})
        assert store.read()["Body"]["secretary"].tolist() == [True]
        assert store.run("MATCH (b:Body) RETURN b.secretary", {}).rows == [(True,)]

    writing.workbook(tmp_path / "new.xlsx")
    headers = [cell.value for cell in load_workbook(tmp_path / "new.xlsx")["bodies"][1]]
    assert headers[-1] == "secretary"
    assert "| `secretary` | yes or no | Whether it has one. |" in dictionary.markdown()


def test_every_property_of_a_column_has_its_place() -> None:
    types = {*model.NODE, *model.RELATIONSHIP}
    for table in model.TABLES:
        for column in table.columns:
            assert set(column.to) <= types, column
            assert set(column.refers_to) <= set(model.NODE), column
            assert not column.relationship or column.relationship in types, column
            assert bool(column.codes) == (column.kind in ("code", "codes")), column


def test_no_type_has_two_properties_of_one_name() -> None:
    for name in frames.TYPE_NAMES:
        stated = [prop.name for prop in model.properties(name)]
        assert len(stated) == len(set(stated)), name


def test_the_data_dictionary_is_that_of_the_model() -> None:
    page = Path(__file__).parent.parent / "docs" / "data-dictionary.md"
    assert page.read_text(encoding="utf-8") == dictionary.markdown(), "run: make reference"


def test_every_type_has_an_empty_frame_and_an_empty_graph_is_whole() -> None:
    tables = merging.combine({})
    assert list(tables) == list(frames.TYPE_NAMES)
    assert all(table.empty for table in tables.values())
