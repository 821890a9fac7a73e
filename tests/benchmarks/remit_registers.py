"""Remits of any number of bodies, made anew for each measurement and always the same.

Words are as frequent as in running text (Zipf's law), a part of the clauses is taken over from
others word for word or with some words changed, and most verbs are those of terms of reference.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from govgraph import frames, lexicon, merging
from govgraph.governance import Governance

CLAUSES_A_BODY = 25
BODIES_AN_AREA = 50
_VOCABULARY = 9_000
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "or", "il")]
_MODELS_A_BODY = 2
_TAKEN_OVER = 0.25
_CHANGED = 0.3


def clauses(bodies: int) -> pd.DataFrame:
    """``body`` and ``text`` of about 25 clauses for each body, in order of the bodies."""
    rng = np.random.default_rng(bodies)
    words = _words(rng)
    models = _random_texts(rng, bodies * _MODELS_A_BODY)
    count = bodies * CLAUSES_A_BODY
    texts = _random_texts(rng, count)
    taken = np.flatnonzero(rng.random(count) < _TAKEN_OVER)
    for at, model in zip(taken, rng.integers(0, len(models), len(taken)), strict=True):
        other = models[model]
        changed = (rng.random(len(other)) < _CHANGED) & (rng.random() < 0.8)
        texts[at] = np.where(changed, _zipf(rng, len(other)), other)
    verbs = [cue.text.removeprefix("=") for cue in lexicon.bundled().powers]
    verb = rng.integers(0, len(verbs), count)
    return pd.DataFrame(
        {
            "body": np.repeat(np.arange(bodies), CLAUSES_A_BODY),
            "text": [
                f"{verbs[v]} the {' '.join(words[text])}"
                for v, text in zip(verb, texts, strict=True)
            ],
        }
    )


def _random_texts(rng: np.random.Generator, count: int) -> list[np.ndarray]:
    lengths = rng.integers(6, 22, count)
    return np.split(_zipf(rng, int(lengths.sum())), np.cumsum(lengths)[:-1])


def _zipf(rng: np.random.Generator, count: int) -> np.ndarray:
    weights = 1 / (np.arange(_VOCABULARY) + 12)
    return rng.choice(_VOCABULARY, count, p=weights / weights.sum())


def _words(rng: np.random.Generator) -> np.ndarray:
    """Made-up words: the commonest ones are those of the lexicon."""
    known = dict.fromkeys(
        word for cue in lexicon.bundled().topics for word in cue.text.split() if len(word) > 3
    )
    made = {
        "".join(_SYLLABLES[part] for part in rng.integers(0, len(_SYLLABLES), 3)): None
        for _ in range(_VOCABULARY * 2)
    }
    return np.array([*known, *made][:_VOCABULARY], dtype=object)


def governance(bodies: int) -> Governance:
    """The snapshot of these clauses, uncoded, 50 bodies an area."""
    rows = clauses(bodies)
    ids = pd.Series([f"b{number:06}" for number in range(bodies)])
    area = [f"Area {number // BODIES_AN_AREA}" for number in range(bodies)]
    remit_ids = [f"r{number:07}" for number in range(len(rows))]
    clause = (np.arange(len(rows)) % CLAUSES_A_BODY).astype(str)
    facts = {
        "Body": pd.DataFrame({"id": ids, "name": "Board " + ids, "area": area, "kind": "board"}),
        "Remit": pd.DataFrame({"id": remit_ids, "clause": clause, "text": rows["text"]}),
        "HAS_REMIT": pd.DataFrame(
            {
                "from_type": "Body",
                "from_id": ids.to_numpy()[rows["body"]],
                "to_type": "Remit",
                "to_id": remit_ids,
            }
        ),
    }
    stated = {name: frames.conform(table, name, stated_only=True) for name, table in facts.items()}
    return Governance(merging.combine({"register": stated}))
