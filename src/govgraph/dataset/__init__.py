"""What a reviewer fills in: reading, checking and understanding a dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from govgraph import frames
from govgraph.dataset import building, checking, reading
from govgraph.dataset.draft import Draft, known_to
from govgraph.dataset.faults import Place, Report
from govgraph.merging import Facts
from govgraph.names import slug

__all__ = ["Dataset", "of_frames", "read", "read_all"]


@dataclass(frozen=True)
class Dataset:
    """One dataset, checked.

    Attributes:
        name: the folder's or the workbook's name; loading it again replaces what it stated.
        facts: what it states; empty where it is at fault.
        report: every fault and warning, one row each: ``severity, file, sheet, row, column,
            value, problem, remedy``.
        rows: the number of rows of each table that was read.
    """

    name: str
    facts: Facts
    report: pd.DataFrame
    rows: dict[str, int]

    @property
    def is_faulty(self) -> bool:
        """Whether anything keeps it from being loaded."""
        return bool((self.report["severity"] == "fault").any())


def read(path: str | Path, known: frames.Tables | None = None) -> Dataset:
    """Read and check one dataset; see :func:`read_all`."""
    return read_all([path], known)[0]


def read_all(paths: Sequence[str | Path], known: frames.Tables | None = None) -> list[Dataset]:
    """Read and check datasets that may name each other's bodies, organisations and people.

    Args:
        paths: folders of CSV files or Excel workbooks.
        known: the tables of the store, in which names are looked up after the dataset's own.

    Returns:
        a dataset for each path; nothing is raised for bad data, which stands in ``report``.
    """
    drafts = [_read(Path(path)) for path in paths]
    _refuse_equal_names(drafts)
    read: list[Dataset] = []
    for draft in drafts:
        others = [dataset.facts for dataset in read]
        read.append(_finish(draft, known_to(draft, drafts, known or {}), others))
    return read


def _finish(draft: Draft, known: frames.Tables, others: Sequence[Facts] = ()) -> Dataset:
    """The dataset of a draft; ``others`` is what datasets state that were read before it."""
    _require_bodies(draft)
    facts = building.build(draft, known, others) if "bodies" in draft.tables else {}
    report = draft.report.frame()
    is_faulty = (report["severity"] == "fault").any()
    rows = {name: len(table) for name, table in draft.tables.items()}
    return Dataset(draft.name, {} if is_faulty else facts, report, rows)


def of_frames(
    tables: Mapping[str, pd.DataFrame], name: str, known: frames.Tables | None = None
) -> Dataset:
    """A dataset of tables that are in memory, by table name, checked like one that is read.

    >>> bodies = pd.DataFrame([{"name": "HWB", "area": "Anytown", "kind": "board"}])
    >>> of_frames({"bodies": bodies}, "anytown").facts["Body"]["id"].tolist()
    ['anytown-hwb']
    """
    report = Report()
    draft = _draft(name, name, reading.of_frames(tables, report), report)
    return _finish(draft, known_to(draft, [draft], known or {}))


def _read(path: Path) -> Draft:
    report = Report()
    name = slug(path.resolve().stem if path.is_file() else path.resolve().name)
    return _draft(name, str(path), reading.read(path, report), report)


def _draft(name: str, origin: str, tables: Mapping[str, reading.RawTable], report: Report) -> Draft:
    checked = {key: checking.check_cells(table, report) for key, table in tables.items()}
    return Draft(name, origin, checked, report)


def _require_bodies(draft: Draft) -> None:
    bodies = draft.tables.get("bodies")
    if draft.report.has_faults or (bodies is not None and len(bodies)):
        return
    place = Place(draft.origin) if bodies is None else bodies.place
    draft.report.add(place, "No bodies are given.", "Fill in bodies: one row for each body.")


def _refuse_equal_names(drafts: Sequence[Draft]) -> None:
    seen: dict[str, str] = {}
    for draft in drafts:
        if draft.name in seen:
            draft.report.add(
                Place(draft.origin),
                f"Another dataset is called '{draft.name}' too: {seen[draft.name]}.",
                "Rename the folder or workbook: a dataset is known by its name.",
            )
        seen.setdefault(draft.name, draft.origin)
