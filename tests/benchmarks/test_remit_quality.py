"""How well the likeness ranks labelled pairs of clauses, beside the wording alone.

The labels are not part of the project. Name a CSV file with the columns ``label`` (duplicate,
related, unrelated), ``kind`` (remit or other), ``text_a`` and ``text_b`` in
``GOVGRAPH_REMIT_LABELS``.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from govgraph.analysis import likeness, wording

_VARIABLE = "GOVGRAPH_REMIT_LABELS"
_WEIGHTS = [(1, 0, 0), (4, 1, 1), (3, 1, 1), (2, 1, 1), (1, 1, 1), (3, 1, 0), (3, 0, 1)]
"""Of words, power and topic: what a fit could choose from; the likeness has 3, 1, 1."""


@pytest.fixture(scope="module")
def labels() -> pd.DataFrame:
    file = os.environ.get(_VARIABLE, "")
    if not Path(file).is_file():
        pytest.skip(f"no labelled pairs of clauses: name a CSV file in {_VARIABLE}")
    return pd.read_csv(file, dtype="str")


def average_precision(score: np.ndarray, relevant: np.ndarray) -> float:
    """The mean of the precision at each relevant pair; of equal scores none comes first."""
    threshold = np.sort(np.unique(score[relevant]))[::-1]
    at = [score >= least for least in threshold]
    found = np.array([(relevant & chosen).sum() for chosen in at])
    precision = found / np.array([chosen.sum() for chosen in at])
    return float((precision * np.diff(found, prepend=0)).sum() / relevant.sum())


def test_average_precision_of_a_ranking_worked_out_by_hand() -> None:
    score = np.array([0.9, 0.8, 0.7, 0.7])
    relevant = np.array([True, False, True, False])
    assert average_precision(score, relevant) == pytest.approx((1 + 2 / 4) / 2)


def test_likeness_ranks_better_than_the_wording_alone(labels: pd.DataFrame) -> None:
    score = likeness.of_texts(labels["text_a"], labels["text_b"]).to_numpy()
    words = _parts(labels)[0]
    print()
    for kind in (None, "remit"):
        some = np.full(len(labels), True) if kind is None else (labels["kind"] == kind).to_numpy()
        for wanted in (("duplicate",), ("duplicate", "related")):
            relevant = labels["label"].isin(wanted).to_numpy()[some]
            ours, theirs = (average_precision(s[some], relevant) for s in (score, words))
            print(
                f"{kind or 'all'}, {' or '.join(wanted)} against the rest: {ours:.3f} "
                f"(TF-IDF of stems alone: {theirs:.3f}; by chance: {relevant.mean():.3f})"
            )
            assert ours > theirs


def test_the_weights_are_not_fitted_to_the_labels(labels: pd.DataFrame) -> None:
    """Weights that are chosen on one half do no better on the other than the fixed ones."""
    parts = np.stack(_parts(labels))
    duplicate = (labels["label"] == "duplicate").to_numpy()
    scores = {weights: np.array(weights) @ parts for weights in _WEIGHTS}
    rng = np.random.default_rng(0)
    fixed: list[float] = []
    fitted: list[float] = []
    words: list[float] = []
    for _ in range(50):
        half = rng.permutation(len(labels)) % 2 == 0
        for chosen in (half, ~half):
            best = max(
                _WEIGHTS, key=lambda w: average_precision(scores[w][chosen], duplicate[chosen])
            )
            rest = ~chosen
            for found, weights in ((fixed, (3, 1, 1)), (fitted, best), (words, (1, 0, 0))):
                found.append(average_precision(scores[weights][rest], duplicate[rest]))
    print(
        f"\nmean over 100 halves: fixed weights {np.mean(fixed):.3f}, weights fitted on the other "
        f"half {np.mean(fitted):.3f}, words alone {np.mean(words):.3f}"
    )
    assert np.mean(fixed) >= np.mean(fitted) - 0.01
    assert np.mean(fixed) > np.mean(words)


def _parts(labels: pd.DataFrame) -> list[np.ndarray]:
    """The likeness of words, power and topic of each pair."""
    texts = pd.concat([labels["text_a"], labels["text_b"]], ignore_index=True)
    code, distinct = pd.factorize(texts)
    reading = likeness.read(pd.DataFrame({"text": distinct}), count_procedure=True)
    a, b = np.split(code, 2)
    every = (reading.words, reading.powers, reading.topics)
    return [wording.row_products(each, each, a, b) for each in every]
