from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph import lexicon, model
from govgraph.analysis import likeness, remit_candidates, wording

WORDS = ["brick", "door", "window", "roof", "gutter", "tile", "beam", "nail"]
texts = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), min_size=2, max_size=12
)


def anything(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.asarray(a != b, dtype=bool)


@settings(deadline=None, max_examples=50)
@given(texts, st.sampled_from([0.3, 0.5, 0.8]))
def test_pairs_are_those_that_a_comparison_one_by_one_finds(
    clauses: list[str], at_least: float
) -> None:
    vectors = wording.weighted_words(pd.Series(clauses))
    number = pd.factorize(pd.Series(clauses))[0]

    found = remit_candidates.alike_texts(vectors, number, anything, at_least, 20)

    dense = vectors.toarray()
    likeness_of = {
        (a, b): float(dense[a] @ dense[b])
        for a in range(len(dense))
        for b in range(a + 1, len(dense))
    }
    expected = {pair: value for pair, value in likeness_of.items() if value >= at_least + 1e-5}
    got = dict(zip(zip(found["a"], found["b"], strict=True), found["wording"], strict=True))
    assert {pair: got[pair] for pair in expected} == pytest.approx(expected, abs=1e-5)
    assert all(likeness_of[pair] >= at_least - 1e-5 for pair in got)


@settings(deadline=None, max_examples=50)
@given(texts, st.sampled_from([0.3, 0.5, 0.8]))
def test_words_that_weigh_less_than_asked_for_may_be_put_aside(
    clauses: list[str], at_least: float
) -> None:
    vectors = wording.weighted_words(pd.Series(clauses))
    rarer = remit_candidates.rarer_words(vectors, at_least)

    alike = (vectors @ vectors.T).toarray() >= at_least
    assert ((rarer @ rarer.T).toarray()[alike] > 0).all()


def test_a_text_of_many_clauses_is_paired_with_some_of_them() -> None:
    vectors = wording.weighted_words(pd.Series(["brick door"] * 30))

    found = remit_candidates.alike_texts(vectors, np.zeros(30, dtype=int), anything, 0.5, 3)

    assert (found["wording"] == 1).all()
    assert len(found) <= 30 * 3


@pytest.mark.parametrize(
    ("text", "power", "topic"),
    [
        ("Oversees joint commissioning of services", "oversee", "joint commissioning"),
        ("Make recommendations on affordable homes", "recommend", "housing"),
        ("Co-ordinate early help", "co-ordinate", "early help"),
        ("Coordinating early help", "co-ordinate", "early help"),
        ("Bricks", None, None),
    ],
)
def test_power_and_topic_are_proposed_from_the_wording(
    text: str, power: str | None, topic: str | None
) -> None:
    codes = likeness.read(pd.DataFrame({"text": [text]})).codes
    got = [None if pd.isna(codes[name][0]) else codes[name][0] for name in ("power", "topic")]
    assert got == [power, topic]


def test_what_is_coded_is_not_proposed() -> None:
    coded = {"text": ["Oversee housing"], "power": ["decide"], "topic": ["culture"]}
    codes = likeness.read(pd.DataFrame(coded, dtype="str")).codes
    assert (codes["power"][0], codes["topic"][0]) == ("decide", "culture")
    assert codes[["power_words", "topic_words"]].isna().all(axis=None)


def test_the_longest_cue_counts_and_a_name_says_nothing() -> None:
    text = "Tell the Health and Wellbeing Board"
    assert pd.isna(likeness.read(pd.DataFrame({"text": [text]})).codes["topic"][0])


@settings(deadline=None, max_examples=30)
@given(texts, texts)
def test_likeness_is_the_same_both_ways_and_at_most_one(one: list[str], other: list[str]) -> None:
    count = min(len(one), len(other))
    a, b = pd.Series(one[:count]), pd.Series(other[:count])

    there, back = likeness.of_texts(a, b), likeness.of_texts(b, a)

    assert there.tolist() == pytest.approx(back.tolist(), abs=1e-6)
    assert there.between(0, 1).all()
    assert likeness.of_texts(a, a).tolist() == pytest.approx([1.0] * count, abs=1e-5)


@pytest.mark.parametrize(
    ("cues", "codes"),
    [
        (lambda words: words.powers, model.POWER.codes),
        (lambda words: words.topics, model.TOPIC.codes),
    ],
)
def test_the_lexicon_speaks_of_codes_of_the_model_and_has_each_cue_once(
    cues: Callable[[lexicon.Lexicon], tuple[lexicon.Cue, ...]], codes: tuple[str, ...]
) -> None:
    listed = cues(lexicon.bundled())
    assert {cue.code for cue in listed} - {""} <= set(codes)
    assert len({cue.text for cue in listed}) == len(listed)
    assert all(0 < cue.weight <= 1 for cue in listed)
