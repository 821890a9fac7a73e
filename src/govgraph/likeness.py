"""Names that may be one person's: short forms, initials, a letter more or less.

Likeness of names never makes two people one. It only finds pairs that are worth a look:
:mod:`govgraph.analysis.same_people` weighs them, and a reviewer judges.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import distance, process

from govgraph import frames

_Array = npt.NDArray[Any]

MOST_PAIRS = 10_000_000
"""So many pairs are compared at most; the largest groups of namesakes are left out first."""

_BEFORE = """
    alderman ald baroness baron bishop brigadier canon capt captain cllr cllrs clr col
    colonel councillor cr dame dr father fr hon honourable imam insp inspector judge lady
    lord madam major master mayor miss mr mrs ms mx officer pc prof professor rabbi rev revd
    reverend rt sergeant sgt sir sister supt superintendent the
"""
"""What stands before a name and is no part of it."""

_BEHIND = """
    ba bsc cbe dbe dl dphil esq frcp gbe jnr jp jr kbe kc ma mba mbe md med mep mp mphil msc
    msp obe ms phd qc qpm snr sr
"""
"""What stands behind one: honours, degrees, offices."""

_SHORTEST_MISSPELT = 4
_OF_FIRST_NAMES = (
    # how the first names compare; how much that says, from 0 to 1; in words
    ("same", 1.0, ""),
    ("nickname", 0.9, "{a} and {b} are forms of one name"),
    ("short", 0.85, "{short} may be short for {long}"),
    ("misspelt", 0.85, "{a} and {b} differ by a letter"),
    ("middle", 0.75, "the first name of one is a middle name of the other"),
    ("initial", 0.7, "{short} is the initial of {long}"),
    ("none", 0.4, "one of them has no first name"),
)
_OF_SURNAMES = (
    ("same", 1.0, ""),
    ("misspelt", 0.9, "{a} and {b} differ by a letter"),
    ("part", 0.85, "{short} is a part of {long}"),
)
_CLEAR = 2
"""Up to this one of the ways, first names say enough where the surnames differ a little."""

_MIDDLE_DIFFERS = 0.6
WEAK = ("middle", "initial", "none")
"""What first names say too little of to propose anything without another reason."""


@dataclass(frozen=True)
class Likeness:
    """Pairs of people whose names are alike.

    Attributes:
        pairs: one row each: ``a`` and ``b`` (positions of the people, a < b), ``likeness`` (1:
            the same name), ``is_weak`` (too little by itself); the other columns are for
            :meth:`why`.
        left_out: how many people were not compared with their many namesakes.
    """

    pairs: pd.DataFrame
    left_out: int
    _spelt: pd.DataFrame

    def why(self, pairs: pd.DataFrame) -> list[str]:
        """For some of the pairs in words what is alike."""
        first, last = (self._spelt[name].to_numpy(dtype=object) for name in ("first", "last"))
        columns = ("one", "other", "firsts", "surnames", "clash")
        said = []
        for a, b, firsts, surnames, clash in zip(*(pairs[name] for name in columns), strict=True):
            parts = [
                _in_words(_OF_FIRST_NAMES[firsts][2], first[a], first[b]),
                _in_words(_OF_SURNAMES[surnames][2], last[a], last[b]),
                "their middle names differ" if clash else "",
            ]
            said.append("; ".join(filter(None, parts)) or "the names are the same")
        return said


def pairs(names: pd.Series[str], other_names: pd.Series[str] | None = None) -> Likeness:
    """Pairs of people whose names may be one person's.

    Args:
        names: one for each person.
        other_names: list cells of their other names.

    >>> found = pairs(pd.Series(["Jo Wilson", "Cllr Joanne Wilson", "Mary Wilson"]))
    >>> found.pairs[["a", "b", "likeness"]].to_numpy().tolist(), found.why(found.pairs)
    ([[0.0, 1.0, 0.9]], ['Jo and Joanne are forms of one name'])
    """
    spelt = _spellings(names.reset_index(drop=True), other_names)
    parsed = _parsed(spelt)
    candidates, left_out = _blocked(parsed)
    return Likeness(_compared(parsed, candidates), left_out, parsed)


def _spellings(names: pd.Series[str], other_names: pd.Series[str] | None) -> pd.DataFrame:
    """``person`` (position) and ``name``: every name of everybody, each once."""
    every = [pd.DataFrame({"person": np.arange(len(names)), "name": names})]
    if other_names is not None and other_names.notna().any():
        others = other_names.reset_index(drop=True).dropna()
        each = others.map(frames.split_list).explode()
        every.append(pd.DataFrame({"person": each.index, "name": each}))
    spelt = pd.concat(every, ignore_index=True)
    return spelt[spelt["name"].notna()].drop_duplicates(ignore_index=True)


def _parsed(spelt: pd.DataFrame) -> pd.DataFrame:
    """``person, first, middle, last`` of every spelling that has a surname."""
    codes, distinct = pd.factorize(spelt["name"])
    columns = ["first", "middle", "last"]
    parts = pd.DataFrame([parts_of(name) for name in distinct], columns=columns)
    parsed = parts.astype("str").take(codes).reset_index(drop=True)
    parsed = parsed.assign(person=spelt["person"].to_numpy())
    return parsed[parsed["last"] != ""].drop_duplicates(ignore_index=True)


def parts_of(name: str) -> tuple[str, str, str]:
    """First name, middle names and surname in small letters, without titles and honours.

    >>> parts_of("Councillor Sandra J. Moore OBE"), parts_of("Smith, John")
    (('sandra', 'j', 'moore'), ('john', '', 'smith'))
    """
    text = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)", " ", name)).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub("['\u2018\u2019\u02bc`]", "", text)
    text = re.sub("[\u2010-\u2015\u2212]", "-", text).replace(".", " ")
    first, *behind = [part.split() for part in text.split(",")]
    rest = [word for part in behind for word in part if word not in _words(_BEHIND)]
    words = [*rest, *first]
    while words and words[0] in _words(_BEFORE):
        words.pop(0)
    while len(words) > 1 and words[-1] in _words(_BEHIND):
        words.pop()
    if not words:
        return "", "", ""
    return (words[0] if len(words) > 1 else ""), " ".join(words[1:-1]), words[-1]


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@cache
def nicknames() -> dict[str, tuple[int, ...]]:
    """For each given name the groups of forms to which it belongs."""
    text = resources.files("govgraph").joinpath("nicknames.txt").read_text(encoding="utf-8")
    groups = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    found: dict[str, tuple[int, ...]] = {}
    for number, group in enumerate(groups):
        for name in group:
            found[name] = (*found.get(name, ()), number)
    return found


# --- which are compared ------------------------------------------------------------------


def _blocked(parsed: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Pairs of spellings that could be alike: like surnames, and a key of first names shared."""
    surnames = _like_surnames(parsed["last"].drop_duplicates())
    keyed = _keyed(parsed)
    size = keyed.groupby(["last", "key"]).size().rename("size")
    groups = surnames.merge(size.reset_index(), on="last")
    groups = groups.merge(
        size.reset_index(), left_on=["other", "key"], right_on=["last", "key"],
        suffixes=("", "_other"),
    )  # fmt: skip
    groups = groups.assign(pairs=groups["size"] * groups["size_other"])
    groups = groups.sort_values("pairs", kind="stable", ignore_index=True)
    fits = groups["pairs"].cumsum() <= MOST_PAIRS
    left_out = groups.loc[~fits, ["last", "key"]].merge(keyed, on=["last", "key"])
    kept = groups.loc[fits, ["last", "other", "key"]]
    joined = kept.merge(keyed, on=["last", "key"]).merge(
        keyed.rename(columns={"last": "other"}), on=["other", "key"], suffixes=("_a", "_b")
    )
    joined = joined[joined["entry_a"] != joined["entry_b"]]
    low = joined[["entry_a", "entry_b"]].min(axis=1)
    high = joined[["entry_a", "entry_b"]].max(axis=1)
    candidates = pd.DataFrame({"a": low, "b": high}, dtype="int64").drop_duplicates()
    return candidates, int(parsed["person"].take(left_out["entry"].to_numpy()).nunique())


def _keyed(parsed: pd.DataFrame) -> pd.DataFrame:
    """``entry, last, key``: what two first names have in common that could be one person's."""
    groups = nicknames()
    codes, firsts = pd.factorize(parsed["first"])
    # Who has no first name is compared with all of the surname, under the one key of all.
    of_first = [["", first[:1], *map(str, groups.get(first, ()))] for first in firsts]
    keys = pd.Series(of_first, dtype=object).take(codes).reset_index(drop=True)
    keyed = parsed[["last", "first"]].assign(entry=np.arange(len(parsed)), key=keys)
    keyed = keyed.explode("key").drop_duplicates()
    nameless = set(parsed.loc[parsed["first"] == "", "last"])
    keyed = keyed[(keyed["key"] != "") | keyed["last"].isin(nameless)]
    given = (parsed["first"] + " " + parsed["middle"]).str.split()
    whole = parsed[["last"]].assign(entry=np.arange(len(parsed)), key=given)
    whole = whole[(parsed["middle"] != "").to_numpy() | whole["last"].isin(
        set(parsed.loc[parsed["middle"] != "", "last"])
    )].explode("key")  # fmt: skip
    whole = whole[whole["key"].str.len() > 1]
    whole = whole.assign(key="=" + whole["key"].astype("str"))
    both = pd.concat([keyed[["entry", "last", "key"]], whole[["entry", "last", "key"]]])
    return both.astype({"key": "str", "last": "str"}).reset_index(drop=True)


def _like_surnames(surnames: pd.Series[str]) -> pd.DataFrame:
    """``last, other``: each surname with itself, those a letter away and those it is part of."""
    same = pd.DataFrame({"last": surnames, "other": surnames})
    spelt = surnames[(surnames.str.len() >= _SHORTEST_MISSPELT) & ~surnames.str.contains(r"\d")]
    shorter = [
        (name, cut)
        for name in spelt
        for cut in {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}
    ]
    cuts = pd.DataFrame(shorter, columns=["last", "cut"]).astype("str")
    cuts = cuts[cuts["cut"].duplicated(keep=False)]
    near = cuts.merge(cuts.rename(columns={"last": "other"}), on="cut")
    near = near.loc[near["last"] < near["other"], ["last", "other"]].drop_duplicates()
    near = near[_differ_by_a_letter(near["last"], near["other"])]
    double = surnames[surnames.str.contains("-", regex=False)]
    parts = pd.DataFrame({"other": double, "last": double.str.split("-")}).explode("last")
    parts = parts[parts["last"].isin(surnames)]
    found = pd.concat([same, near, parts[["last", "other"]]]).drop_duplicates()
    return found.astype("str")


def _differ_by_a_letter(one: pd.Series[str], other: pd.Series[str]) -> _Array:
    if one.empty:
        return np.zeros(0, dtype=bool)
    edits = process.cpdist(
        one.tolist(), other.tolist(), scorer=distance.OSA.distance, score_cutoff=1
    )
    differ: _Array = np.asarray(edits) == 1
    return differ


# --- how alike they are ------------------------------------------------------------------


def _compared(parsed: pd.DataFrame, candidates: pd.DataFrame) -> pd.DataFrame:
    """The pairs of people among these pairs of spellings; the best spellings of each count."""
    person = parsed["person"].to_numpy()
    one, other = candidates["a"].to_numpy(), candidates["b"].to_numpy()
    kept = person[one] != person[other]
    one, other = one[kept], other[kept]
    firsts = _of_first_names(parsed, one, other)
    alike = firsts >= 0
    one, other, firsts = one[alike], other[alike], firsts[alike]
    surnames = _of_surnames(parsed["last"], one, other)
    alike = (surnames == 0) | (firsts <= _CLEAR)
    one, other, firsts, surnames = one[alike], other[alike], firsts[alike], surnames[alike]
    clash = _middles_clash(parsed["middle"], one, other)
    likeness = (
        np.array([part[1] for part in _OF_FIRST_NAMES])[firsts]
        * np.array([part[1] for part in _OF_SURNAMES])[surnames]
        * np.where(clash, _MIDDLE_DIFFERS, 1.0)
    ).round(3)
    found = pd.DataFrame(
        {
            "a": np.minimum(person[one], person[other]),
            "b": np.maximum(person[one], person[other]),
            "likeness": likeness,
            "is_weak": np.array([part[0] in WEAK for part in _OF_FIRST_NAMES])[firsts] | clash,
            "one": one,
            "other": other,
            "firsts": firsts,
            "surnames": surnames,
            "clash": clash,
        }
    ).sort_values(["a", "b", "likeness"], ascending=[True, True, False], kind="stable")
    return found.drop_duplicates(["a", "b"], ignore_index=True)


def _of_first_names(parsed: pd.DataFrame, one: _Array, other: _Array) -> _Array:
    """Which of the ways each two first names are alike; -1 for none."""
    code, names = pd.factorize(parsed["first"])
    pair, distinct = pd.factorize(code[one] * len(names) + code[other])
    a, b = (pd.Series(names.take(at), dtype="str") for at in np.divmod(distinct, len(names) or 1))
    ways = [
        _way(x, y, is_misspelt=bool(near))
        for x, y, near in zip(a, b, _differ_by_a_letter(a, b), strict=True)
    ]
    order = [part[0] for part in _OF_FIRST_NAMES]
    found = np.array([order.index(way) if way else -1 for way in ways], dtype=np.int64)[pair]
    first, middle = (parsed[name].to_numpy(dtype=object) for name in ("first", "middle"))
    has_middle = middle != ""
    for at in np.flatnonzero((found == -1) & (has_middle[one] | has_middle[other])):
        x, y = one[at], other[at]
        if _is_among(first[x], middle[y]) or _is_among(first[y], middle[x]):
            found[at] = order.index("middle")
    return found


def _way(a: str, b: str, *, is_misspelt: bool) -> str:
    if a == b:
        return "same" if a else "none"
    if not a or not b:
        return "none"
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return "initial" if long.startswith(short) and len(long) > 1 else ""
    groups = nicknames()
    if set(groups.get(a, ())) & set(groups.get(b, ())):
        return "nickname"
    if long.startswith(short):
        return "short"
    return "misspelt" if is_misspelt and len(short) >= _SHORTEST_MISSPELT else ""


def _is_among(first: str, middle: str) -> bool:
    return len(first) > 1 and first in middle.split()


def _of_surnames(last: pd.Series[str], one: _Array, other: _Array) -> _Array:
    """Which of the ways each two surnames are alike."""
    code, _ = pd.factorize(last)
    found = np.zeros(len(one), dtype=np.int64)
    differ = np.flatnonzero(code[one] != code[other])
    near = _differ_by_a_letter(last.take(one[differ]), last.take(other[differ]))
    found[differ] = np.where(near, 1, 2)
    return found


def _middles_clash(middle: pd.Series[str], one: _Array, other: _Array) -> _Array:
    """Whether both have middle names that do not go together: John A and John B."""
    names = middle.to_numpy(dtype=object)
    clash = np.zeros(len(one), dtype=bool)
    for at in np.flatnonzero((names[one] != "") & (names[other] != "")):
        both = zip(names[one[at]].split(), names[other[at]].split(), strict=False)
        clash[at] = any(not (a.startswith(b) or b.startswith(a)) for a, b in both)
    return clash


def _in_words(wording: str, a: str, b: str) -> str:
    short, long = sorted((a.title(), b.title()), key=len)
    return wording.format(a=a.title(), b=b.title(), short=short, long=long)
