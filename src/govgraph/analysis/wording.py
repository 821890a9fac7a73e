"""The wording of clauses: their words, and the power, topic and people that these speak of.

Nothing here decides anything. What a reviewer has coded counts; what is read from the wording
is a proposal, and says by which words it was made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pandas as pd
import pyarrow.compute as pc
import snowballstemmer
from scipy import sparse

from govgraph import frames
from govgraph.lexicon import Cue

_POSSESSIVE = "['\u2019]s?\\b"
_PREFIX = "\\bco-"
"""Written with and without: co-ordinate, coordinate."""
_WORD = re.compile(r"=?[a-z]+")
_STOP_LIST = """
    about above across after again against all also am among an and any are as at be because been
    before being below between both but by can could did do does doing down during each either etc
    every few for from further had has have having he her here hers him his how if in into is it
    its itself just may might more most must my no nor not of off on once one only or other our
    out over own per same shall she should so some such than that the their them then there these
    they this those through to too under until up upon us very was we were what when where whether
    which while who whom whose why will with within without would you your
"""
_STOP_WORDS = frozenset(_STOP_LIST.split())


@dataclass(frozen=True, eq=False)
class Texts:
    """Texts as words: one long row of word numbers, and where each text starts in it.

    Attributes:
        words: the distinct words, in small letters.
        stems: the distinct stems.
        word: for each word of each text, in order, its number in ``words``.
        start: for each text where its words start in ``word``, and at last their number.
    """

    words: np.ndarray
    stems: np.ndarray
    stem_of: np.ndarray
    word: np.ndarray
    start: np.ndarray

    @classmethod
    def of(cls, texts: pd.Series[str]) -> Texts:
        """The words of each text; letters of other scripts than Latin are no words."""
        plain = frames.arrow_text(texts).fill_null("")
        plain = pc.utf8_lower(pc.utf8_normalize(plain, form="NFKD"))
        plain = pc.replace_substring_regex(plain, _POSSESSIVE, "")
        plain = pc.replace_substring_regex(plain, r"\p{M}", "")
        plain = pc.replace_substring_regex(plain, _PREFIX, "co")
        plain = pc.utf8_trim(pc.replace_substring_regex(plain, "[^a-z]+", " "), characters=" ")
        lists = pc.split_pattern(plain, " ")
        encoded = lists.flatten().dictionary_encode()
        words = encoded.dictionary.to_pylist()
        number, stems = pd.factorize(np.array(_stemmer().stemWords(words), dtype=object))
        return cls(
            np.array(words, dtype=object),
            stems,
            number.astype(np.int32),
            encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32),
            np.concatenate([[0], np.cumsum(pc.list_value_length(lists).to_numpy())]).astype(int),
        )

    def __len__(self) -> int:
        return len(self.start) - 1

    @cached_property
    def row(self) -> np.ndarray:
        """For each word of each text the number of the text."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.start))

    @cached_property
    def stem(self) -> np.ndarray:
        """For each word of each text the number of its stem."""
        found: np.ndarray = self.stem_of[self.word]
        return found

    @cached_property
    def is_content(self) -> np.ndarray:
        """For each distinct word whether it says something: no stop word, no single letter."""
        return np.array(
            [len(word) > 1 and word not in _STOP_WORDS for word in self.words], dtype=bool
        )


def weighted_words(
    texts: pd.Series[str] | Texts, counted: np.ndarray | None = None
) -> sparse.csr_array:
    """Each text as a vector of length 1 over word stems, weighted by how rare they are.

    The weight of a stem is its count times ``log((1 + n) / (1 + df)) + 1``, with ``n`` texts
    of which ``df`` have it (K. Spärck Jones, 1972, "A statistical interpretation of term
    specificity"; Snowball stems, stop words left out). A text of stop words only, or one that is
    not ``counted``, has a vector of zeros. Only distinct words are stemmed.
    """
    if not isinstance(texts, Texts):
        texts = Texts.of(texts)
    if counted is None:
        counted = np.full(len(texts), True)
    kept = texts.is_content[texts.word] & counted[texts.row]
    row, column = texts.row[kept], texts.stem[kept]
    used, column = np.unique(column, return_inverse=True)
    shape = (len(texts), len(used))
    counts = sparse.csr_array((np.ones(len(row), dtype=np.float32), (row, column)), shape=shape)
    counts.sum_duplicates()
    having = np.bincount(counts.indices, minlength=shape[1])
    rarity = (np.log((1 + counted.sum()) / (1 + having)) + 1).astype(np.float32)
    counts.data *= rarity[counts.indices]
    return unit_rows(counts)


def unit_rows(matrix: sparse.csr_array) -> sparse.csr_array:
    """The matrix with each row divided by its length; a row of zeros stays one."""
    exact = matrix.astype(np.float64)
    norm = np.sqrt(np.asarray(exact.multiply(exact).sum(axis=1)).ravel())
    scaled = matrix.copy()
    parts = exact.data / np.repeat(np.where(norm > 0, norm, 1), np.diff(matrix.indptr))
    scaled.data = parts.astype(matrix.dtype)
    return scaled


def row_products(
    one: sparse.csr_array, other: sparse.csr_array, a: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """The product of the rows ``a`` of one matrix with the rows ``b`` of another, pair by pair.

    Summed in double precision, so that the order of the columns makes no difference that shows.
    """
    parts = [np.zeros(0)]
    for start in range(0, len(a), _PAIRS_AT_A_TIME):
        some = slice(start, start + _PAIRS_AT_A_TIME)
        products = one[a[some]].astype(np.float64).multiply(other[b[some]])
        parts.append(np.asarray(products.sum(axis=1)).ravel())
    return np.concatenate(parts)


_PAIRS_AT_A_TIME = 500_000


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


# --- cues --------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Found:
    """Where the cues of one list stand in texts, in order of the texts and of their words.

    Attributes:
        codes: the distinct codes.
        row: the text.
        code: the code's number.
        at: where the cue starts in ``Texts.word``.
        length: of how many words it is.
        weight: how clearly it speaks of its code.
    """

    codes: tuple[str, ...]
    row: np.ndarray
    code: np.ndarray
    at: np.ndarray
    length: np.ndarray
    weight: np.ndarray

    def matrix(self, rows: int, weight: np.ndarray) -> sparse.csr_array:
        """Texts by codes: the sum of the weights of the cues."""
        shape = (rows, len(self.codes))
        made = sparse.csr_array((weight.astype(np.float32), (self.row, self.code)), shape=shape)
        made.sum_duplicates()
        return made

    def words(self, texts: Texts, which: np.ndarray) -> pd.Series[str]:
        """The words of these cues as they stand in their texts, in small letters."""
        spelt = np.full(len(which), "", dtype=object)
        at, length = self.at[which], self.length[which]
        for count in np.unique(length):
            here = np.flatnonzero(length == count)
            numbers = texts.word[at[here][:, None] + np.arange(count)]
            distinct, number = np.unique(numbers, axis=0, return_inverse=True)
            joined = np.array([" ".join(texts.words[each]) for each in distinct], dtype=object)
            spelt[here] = joined[number.ravel()]
        return pd.Series(spelt, dtype="str")


def find(texts: Texts, cues: Sequence[Cue]) -> Found:
    """Where these cues stand; of cues that overlap the longest counts, then the first."""
    codes = tuple(dict.fromkeys(cue.code for cue in cues if cue.code))
    position = _Positions(texts)
    taken = np.zeros(len(texts.word), dtype=bool)
    parts = [tuple(np.zeros(0, dtype=kind) for kind in (int, int, int, float))]
    split = [(cue, _WORD.findall(re.sub(_PREFIX, "co", cue.text))) for cue in cues]
    for cue, words in sorted(split, key=lambda each: -len(each[1])):
        at = position.of(words)
        if not len(at):
            continue
        at = at[~np.any([taken[at + n] for n in range(len(words))], axis=0)]
        for n in range(len(words)):
            taken[at + n] = True
        if cue.code:
            about = (codes.index(cue.code), len(words), cue.weight)
            parts.append((at, *(np.full(len(at), value) for value in about)))
    at, code, length, weight = (np.concatenate(part) for part in zip(*parts, strict=True))
    order = np.argsort(at, kind="stable")
    at = at[order]
    return Found(codes, texts.row[at], code[order], at, length[order], weight[order])


class _Positions:
    """Where words stand that are given one after the other."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.order = np.argsort(texts.stem, kind="stable")
        self.bounds = np.searchsorted(texts.stem[self.order], np.arange(len(texts.stems) + 1))
        self.word_number = {word: number for number, word in enumerate(texts.words)}
        self.stem_number = {stem: number for number, stem in enumerate(texts.stems)}

    def of(self, words: Sequence[str]) -> np.ndarray:
        """Where the first of these words stands, wherever the others follow in the same text."""
        at = self._starts(words[0])
        for n, word in enumerate(words[1:], start=1):
            at = at[at + n < len(self.texts.word)]
            same_text = self.texts.row[at + n] == self.texts.row[at]
            at = at[same_text & self._is(word, at + n)]
        return np.asarray(at)

    def _starts(self, word: str) -> np.ndarray:
        stem = self._stem(word)
        if stem < 0:
            return np.zeros(0, dtype=np.int64)
        at = self.order[self.bounds[stem] : self.bounds[stem + 1]]
        return np.asarray(at[self._is(word, at)])

    def _is(self, word: str, at: np.ndarray) -> np.ndarray:
        if word.startswith("="):
            number = self.word_number.get(word[1:], -1)
            return np.asarray(self.texts.word[at] == number, dtype=bool)
        return np.asarray(self.texts.stem[at] == self._stem(word), dtype=bool)

    def _stem(self, word: str) -> int:
        return self.stem_number.get(_stem_of(word.removeprefix("=")), -1)


@cache
def _stem_of(word: str) -> str:
    return str(_stemmer().stemWord(word))
