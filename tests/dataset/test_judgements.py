from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from govgraph import dataset, frames, merging
from govgraph.dataset import Dataset
from govgraph.store import loading, open_store


def read(**judgement: object) -> Dataset:
    row: Mapping[str, object] = {
        "body_a": "Trust",
        "clause_a": "2.1",
        "body_b": "Exec",
        "verdict": "Not duplicate",
        "reason": "For babies only",
        "who": "Governance Officer",
        "date": "2025-03",
        **judgement,
    }
    bodies: list[Mapping[str, object]] = [
        {"name": name, "area": "X", "kind": "board"} for name in ("Trust", "Exec")
    ]
    remits: list[Mapping[str, object]] = [
        {"body": "Trust", "clause": "2.1", "text": "Oversee the plan"}
    ]
    sources: list[Mapping[str, object]] = [{"id": "terms", "title": "Terms"}]
    tables = {"bodies": bodies, "remits": remits, "judgements": [row], "sources": sources}
    return dataset.of_frames({name: frame(rows) for name, rows in tables.items()}, "x")


def frame(rows: list[Mapping[str, object]]) -> pd.DataFrame:
    return pd.DataFrame([dict(row) for row in rows])


def test_a_judgement_joins_the_two_bodies_and_keeps_what_was_said(tmp_path: Path) -> None:
    facts = read().facts

    with open_store(str(tmp_path / "store.lbug"), create=True) as store:
        loading.load(store, {"x": facts})
        (judged,) = frames.records(store.read()["JUDGED"])

    assert (judged["from_id"], judged["to_id"]) == ("x-trust", "x-exec")
    assert (judged["verdict"], judged["clause_a"]) == ("not_duplicate", "2.1")
    assert pd.isna(judged["clause_b"])
    assert pd.isna(judged["source"])  # it is the reviewer's own, not the document's
    assert (judged["reason"], judged["who"]) == ("For babies only", "Governance Officer")


def test_a_judgement_holds_from_its_date_on() -> None:
    (judged,) = frames.records(merging.combine({"x": read().facts})["JUDGED"])
    assert str(judged["valid_from"].date()) == "2025-03-01"


def test_a_clause_that_the_remit_does_not_have_is_warned_of() -> None:
    report = read(clause_a="9.9").report
    (warning,) = report[report["column"] == "clause_a"].to_dict("records")
    assert warning["severity"] == "warning"
    assert "no clause '9.9'" in warning["problem"]


def test_a_body_is_not_judged_against_itself_and_a_verdict_is_one_of_the_list() -> None:
    assert "judged against itself" in read(body_b="Trust").report["problem"].str.cat()
    assert read(verdict="perhaps").is_faulty
