"""How alike two clauses are: in their words, in the power that they give, in what they are about.

The likeness only ranks pairs that a human reads. It is three fifths the cosine of the weighted
words (:func:`govgraph.analysis.wording.weighted_words`), one fifth that of the powers and one
fifth that of the topics: as coded, or, where a clause is not coded, as its wording proposes
(:mod:`govgraph.lexicon`). The weights are round numbers on a plateau, not fitted ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from govgraph import frames, lexicon, model
from govgraph.analysis import wording
from govgraph.analysis.wording import Found, Texts
from govgraph.lexicon import Lexicon

PROCEDURE = "procedure"
"""The topic of clauses on how a body works, which every body has."""

_WORDS, _POWER, _TOPIC = 0.6, 0.2, 0.2
_HALF_WAY = 8
"""A cue after so many words says half of what the first word says of the topic."""
_LATER_POWER = 0.5
"""What a verb after the leading one says of the power."""

CODES = ("power", "topic", "population")


@dataclass(frozen=True, eq=False)
class Reading:
    """What there is to compare of clauses.

    Attributes:
        texts: their words.
        codes: for each clause ``power, topic, population``, as coded or else as proposed;
            ``power_words`` and so on hold the words by which each was proposed, blank where it
            is coded; ``procedure_words`` those by which a clause without a topic is taken to be
            procedural.
        is_procedural: whether each clause is on how the body works.
        words: weighted words; zeros where a clause does not count.
        powers: what is said of the power.
        topics: what is said of the topic.
    """

    texts: Texts
    codes: pd.DataFrame
    is_procedural: np.ndarray
    words: sparse.csr_array
    powers: sparse.csr_array
    topics: sparse.csr_array

    def of_words(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """The likeness of the wording of pairs, 0 to 1."""
        return wording.row_products(self.words, self.words, a, b).clip(0, 1)

    def of_pairs(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """The likeness of pairs of clauses, 0 to 1.

        Where neither says anything of a power or a topic, the words stand for that too.
        """
        alike = self.of_words(a, b)
        total = _WORDS * alike
        for weight, codes in ((_POWER, self.powers), (_TOPIC, self.topics)):
            says = np.diff(codes.indptr) > 0
            same = wording.row_products(codes, codes, a, b).clip(0, 1)
            total += weight * np.where(says[a] | says[b], same, alike)
        return total.round(6)


def of_texts(one: pd.Series[str], other: pd.Series[str]) -> pd.Series[float]:
    """The likeness of each text to the one beside it, 0 to 1, from the wording alone.

    How rare a word is, is taken from these texts. Procedural texts count like any others.

    >>> one = pd.Series(["Oversee the plan", "Oversee the plan"])
    >>> of_texts(one, pd.Series(["Monitors the plans", "Run a cafe"])).round(1).tolist()
    [0.5, 0.0]
    """
    texts = pd.concat([one, other], ignore_index=True).astype("str")
    code, distinct = pd.factorize(texts)
    reading = read(pd.DataFrame({"text": distinct}), count_procedure=True)
    return pd.Series(reading.of_pairs(*np.split(code, 2)), index=one.index)


def read(
    clauses: pd.DataFrame, words: Lexicon | None = None, *, count_procedure: bool = False
) -> Reading:
    """What clauses say.

    Args:
        clauses: ``text`` and, where they are coded, ``power, topic, population``.
        words: by which to propose what is not coded; the bundled lexicon if left out.
        count_procedure: compare procedural clauses too.
    """
    words = words or lexicon.bundled()
    clauses = clauses.reset_index(drop=True)
    coded = pd.DataFrame({name: _coded(clauses, name) for name in CODES})
    texts = Texts.of(clauses["text"])
    powers = wording.find(texts, words.powers)
    topics = wording.find(texts, words.topics)
    procedure = wording.find(texts, words.procedure)
    populations = wording.find(texts, words.populations)
    recognised = _is_about_procedure(texts, procedure, topics) & coded["topic"].isna().to_numpy()
    is_procedural = recognised | (coded["topic"] == PROCEDURE).to_numpy(dtype=bool)
    codes = _with_proposals(texts, coded, powers, topics, populations)
    codes["procedure_words"] = _first_words(texts, procedure).where(recognised)
    codes.loc[recognised, ["topic", "topic_words"]] = [PROCEDURE, None]
    counted = np.full(len(texts), True) if count_procedure else ~is_procedural
    return Reading(
        texts,
        codes,
        is_procedural,
        wording.weighted_words(texts, counted),
        _as_coded(powers.matrix(len(texts), _power_weight(powers)), powers.codes, coded["power"]),
        _topics(texts, topics, procedure, coded["topic"]),
    )


def _coded(clauses: pd.DataFrame, name: str) -> pd.Series[str]:
    blank: pd.Series[str] = pd.Series(None, index=clauses.index, dtype="str")
    return clauses.get(name, blank)


# --- what the wording proposes -------------------------------------------------------------


def _leading(found: Found) -> np.ndarray:
    """The cue that leads in each text: the first of the clearest ones."""
    order = np.lexsort((found.at, -found.weight, found.row))
    row = found.row[order]
    leads: np.ndarray = order[np.concatenate([[True], row[1:] != row[:-1]])[: len(row)]]
    return leads


def _power_weight(found: Found) -> np.ndarray:
    weight = np.full(len(found.row), _LATER_POWER)
    weight[_leading(found)] = 1.0
    return weight


def _topic_weight(texts: Texts, found: Found) -> np.ndarray:
    """Longer and clearer cues say more, and earlier ones."""
    place = found.at - texts.start[found.row]
    weight: np.ndarray = found.length * found.weight / (1 + place / _HALF_WAY)
    return weight


def _is_about_procedure(texts: Texts, procedure: Found, topics: Found) -> np.ndarray:
    """Whether more is said of how a body works than of any topic."""
    said = procedure.matrix(len(texts), procedure.length * procedure.weight).sum(axis=1)
    other = topics.matrix(len(texts), topics.length.astype(float)).sum(axis=1)
    return np.asarray(said).ravel() > np.asarray(other).ravel()


def _with_proposals(
    texts: Texts, coded: pd.DataFrame, powers: Found, topics: Found, populations: Found
) -> pd.DataFrame:
    codes = coded.assign(**{f"{name}_words": pd.Series(dtype="str") for name in CODES})
    lead = _leading(powers)
    _propose(codes, "power", powers.row[lead], powers, lead, powers.words(texts, lead))
    weight = topics.matrix(len(texts), _topic_weight(texts, topics))
    row, code = _greatest(weight)
    cue = _first_cues(topics, row, code)
    _propose(codes, "topic", row, topics, cue, topics.words(texts, cue))
    each = pd.DataFrame({"row": populations.row, "code": populations.code})
    cue = each.drop_duplicates().index.to_numpy()
    said = pd.DataFrame(
        {
            "row": populations.row[cue],
            "code": np.array(populations.codes, dtype=object)[populations.code[cue]],
            "words": populations.words(texts, cue).to_numpy(),
        }
    )
    several = said.groupby("row").agg(frames.join_list)
    blank = codes["population"].isna()
    codes["population"] = codes["population"].where(~blank, several["code"])
    codes["population_words"] = several["words"].reindex(codes.index).where(blank).astype("str")
    return codes


def _propose(
    codes: pd.DataFrame,
    name: str,
    row: np.ndarray,
    found: Found,
    cue: np.ndarray,
    words: pd.Series[str],
) -> None:
    """Fill in what is not coded, and the words that say so."""
    proposed = pd.Series(np.array(found.codes, dtype=object)[found.code[cue]], index=row)
    blank = codes[name].isna()
    codes[name] = codes[name].where(~blank, proposed.reindex(codes.index).astype("str"))
    spelt = pd.Series(words.to_numpy(), index=row, dtype="str").reindex(codes.index)
    codes[f"{name}_words"] = spelt.where(blank)


def _greatest(weight: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Row and column of the greatest value of each row that has one; of equals the first."""
    row = np.repeat(np.arange(weight.shape[0]), np.diff(weight.indptr))
    order = np.lexsort((weight.indices, -weight.data, row))
    first = order[np.concatenate([[True], row[order][1:] != row[order][:-1]])[: len(row)]]
    return row[first], weight.indices[first]


def _first_cues(found: Found, row: np.ndarray, code: np.ndarray) -> np.ndarray:
    """The first cue of each of these codes in its text."""
    key = found.row.astype(np.int64) * len(found.codes) + found.code
    distinct, at = np.unique(key, return_index=True)
    wanted = row.astype(np.int64) * len(found.codes) + code
    first: np.ndarray = at[np.searchsorted(distinct, wanted)]
    return first


def _first_words(texts: Texts, found: Found) -> pd.Series[str]:
    lead = _leading(found)
    words = pd.Series(found.words(texts, lead).to_numpy(), index=found.row[lead], dtype="str")
    return words.reindex(range(len(texts)))


# --- as vectors ----------------------------------------------------------------------------


def _topics(
    texts: Texts, topics: Found, procedure: Found, coded: pd.Series[str]
) -> sparse.csr_array:
    """Topics and, beside them, the parts of procedure; a coded topic is one of its own."""
    parts = [each.matrix(len(texts), _topic_weight(texts, each)) for each in (topics, procedure)]
    said = sparse.csr_array(sparse.hstack(parts, format="csr"))
    # A clause coded as procedural is still about one part of procedure or another.
    topic = coded.mask(coded == PROCEDURE)
    return _as_coded(said, (*topics.codes, *(f"{PROCEDURE}: {c}" for c in procedure.codes)), topic)


def _as_coded(
    said: sparse.csr_array, codes: tuple[str, ...], coded: pd.Series[str]
) -> sparse.csr_array:
    """Rows of length 1; where a clause is coded its code counts alone."""
    known = pd.Index([*codes, *sorted({*coded.dropna(), *model.POWER.codes} - {*codes})])
    row = np.flatnonzero(coded.notna())
    column = known.get_indexer(pd.Index(coded.iloc[row]))
    shape = (len(coded), len(known))
    stated = sparse.csr_array((np.ones(len(row), dtype=np.float32), (row, column)), shape=shape)
    uncoded = np.repeat(coded.isna().to_numpy(), np.diff(said.indptr))
    kept = sparse.csr_array((said.data * uncoded, said.indices, said.indptr), shape=shape)
    both = sparse.csr_array(kept + stated)
    both.eliminate_zeros()
    return wording.unit_rows(both)
