"""Names and identifiers: when two spellings are one name, and what an identifier looks like."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz, process

from govgraph import frames

NOT_FOUND = -1
AMBIGUOUS = -2
_WITH_AREA = 2

_QUOTES = "[\u2018\u2019\u201b\u02bc`\u00b4]"
_DASHES = "[\u2010-\u2015\u2212]"
_UNSEEN = "[\u00ad\u200b-\u200f\u2060\ufeff]"


def keys(names: pd.Series[str]) -> pd.Series[str]:
    """What two spellings of one name have in common: case, spaces, quotes and dashes aside.

    >>> keys(pd.Series(["Children’s  Board ", "CHILDREN'S BOARD"])).nunique()
    1
    """
    return _each_distinct(names, _keys)


def _keys(text: pa.Array) -> pa.Array:
    text = pc.replace_substring_regex(text, _UNSEEN, "")
    text = pc.utf8_normalize(text, form="NFKC")
    text = pc.replace_substring_regex(text, _QUOTES, "'")
    text = pc.replace_substring_regex(text, _DASHES, "-")
    text = pc.replace_substring_regex(text, r"\s+", " ")
    return pc.utf8_trim(pc.utf8_lower(text), characters=" .")


def key(name: str) -> str:
    """The key of one name; see :func:`keys`."""
    return str(keys(pd.Series([name], dtype="str")).iloc[0])


def slugs(texts: pd.Series[str]) -> pd.Series[str]:
    """Each text as an identifier: small letters, digits and hyphens.

    A text with letters of another script than Latin gets a checksum for them, so that it has
    an identifier of its own.

    >>> slugs(pd.Series(["Children’s Trust & Board", "Ängelholm"])).tolist()
    ['childrens-trust-and-board', 'angelholm']
    """
    return _each_distinct(texts, _slugs)


def _slugs(original: pa.Array) -> pa.Array:
    text = pc.replace_substring_regex(original, _DASHES, "-")
    text = pc.utf8_normalize(text, form="NFKD")
    foreign = pc.replace_substring_regex(text, r"[\x00-\x7F]|\p{Latin}", "")
    is_foreign = pc.match_substring_regex(foreign, r"[\p{Lu}\p{Ll}\p{Lo}]")
    text = pc.replace_substring_regex(text, r"[^\x00-\x7F]|'", "")
    text = pc.replace_substring(pc.utf8_lower(text), "&", " and ")
    text = pc.replace_substring_regex(text, "[^a-z0-9]+", "-")
    made = pc.utf8_trim(text, characters="-")
    nameless = pc.equal(made, "")
    if not pc.any(pc.or_(nameless, is_foreign)).as_py():
        return made
    sums = pa.array([t and _checksum(t) for t in original.to_pylist()], made.type)
    with_sum = pc.binary_join_element_wise(made, sums, pa.scalar("-", made.type))
    return pc.if_else(nameless, sums, pc.if_else(is_foreign, with_sum, made))


def slug(text: str) -> str:
    """One text as an identifier; see :func:`slugs`."""
    return str(slugs(pd.Series([text], dtype="str")).iloc[0])


def _checksum(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return f"x{zlib.crc32(plain.encode()):08x}"


def _each_distinct(texts: pd.Series[str], change: Callable[[pa.Array], pa.Array]) -> pd.Series[str]:
    """The changed texts; each distinct one is changed once, however often it stands."""
    encoded = frames.arrow_text(texts).dictionary_encode()
    changed = change(encoded.dictionary).take(encoded.indices)
    return pd.Series(pd.array(changed, dtype="str"), index=texts.index)


def nearest(name: str, candidates: list[str], count: int = 3) -> list[str]:
    """The candidates that look most like ``name``, best first; none that look unlike it.

    Misspelt names come first; where there is none, names that share its words.
    """
    for scorer, least in ((fuzz.ratio, 65), (fuzz.token_set_ratio, 80)):
        found = process.extract(
            name,
            candidates,
            scorer=scorer,
            processor=str.casefold,
            limit=count,
            score_cutoff=least,
        )
        if found:
            return [candidate for candidate, _, _ in found]
    return []


@dataclass(frozen=True)
class Directory:
    """What may be named: identifiers, names and other names of one or several node types.

    ``entries`` has one row for each name of each thing: ``name``, ``id``, ``label`` (node
    type), ``rank`` (0 an identifier, which wins over 1, a name, and 2, a name with its area)
    and ``area``.
    """

    entries: pd.DataFrame

    @classmethod
    def of(cls, tables: frames.Tables, labels: tuple[str, ...]) -> Directory:
        """The directory of the node types ``labels`` in ``tables``."""
        parts = [part for label in labels for part in _entries(label, tables.get(label))]
        columns = ["name", "id", "label", "rank", "area"]
        entries = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
        return cls(entries.astype({"name": "str", "id": "str", "label": "str", "area": "str"}))

    @cached_property
    def things(self) -> pd.DataFrame:
        """One row for each thing: ``id``, ``label``, ``area`` and its first ``name``."""
        named = self.entries.sort_values("rank", key=_names_first, kind="stable")
        return named.drop_duplicates(["label", "id"]).reset_index(drop=True)

    @cached_property
    def _by_key(self) -> pd.DataFrame:
        """One row for each key: the position in ``things`` or AMBIGUOUS."""
        thing = pd.MultiIndex.from_frame(self.things[["label", "id"]])
        entries = pd.DataFrame(
            {
                "key": keys(self.entries["name"]),
                "rank": self.entries["rank"],
                "thing": thing.get_indexer(pd.MultiIndex.from_frame(self.entries[["label", "id"]])),
            }
        ).drop_duplicates()
        best = entries["rank"] == entries.groupby("key")["rank"].transform("min")
        entries = entries[best].drop_duplicates(["key", "thing"])
        shared = entries["key"].duplicated(keep=False)
        entries["thing"] = entries["thing"].mask(shared, AMBIGUOUS)
        return entries.drop_duplicates("key").reset_index(drop=True)

    def find(self, names: pd.Series[str]) -> np.ndarray:
        """The position in :attr:`things` of each name, or NOT_FOUND, or AMBIGUOUS."""
        if self.entries.empty:
            return np.full(len(names), NOT_FOUND)
        found = frames.positions(keys(names), self._by_key["key"])
        things = self._by_key["thing"].to_numpy()
        return np.where(found >= 0, things[found], NOT_FOUND)

    def matches(self, name: str) -> pd.DataFrame:
        """The things that ``name`` fits: rows of :attr:`things`."""
        fits = self.entries[keys(self.entries["name"]) == key(name)]
        if (fits["rank"] == 0).any():
            fits = fits[fits["rank"] == 0]
        wanted = pd.MultiIndex.from_frame(fits[["label", "id"]])
        here = pd.MultiIndex.from_frame(self.things[["label", "id"]]).isin(wanted)
        return self.things[here]

    def suggestions(self, name: str) -> list[str]:
        """The names here that look most like ``name``."""
        return nearest(name, self.spellings.tolist())

    @property
    def spellings(self) -> pd.Series[str]:
        """Every name once, without those that only add the area."""
        with_area = self.entries["rank"] == _WITH_AREA
        return self.entries.loc[~with_area, "name"].drop_duplicates()


def _names_first(rank: pd.Series[int]) -> pd.Series[int]:
    return (rank - 1).abs()


def _entries(label: str, table: pd.DataFrame | None) -> list[pd.DataFrame]:
    if table is None or table.empty:
        return []
    area = table.get("area")
    named = table["title"] if label in ("Seat", "Source") else table.get("name")
    ids = pd.DataFrame({"name": table["id"], "id": table["id"], "rank": 0, "area": area})
    parts = [ids]
    if named is not None:
        parts.append(ids.assign(name=named, rank=1))
        if area is not None:
            parts.append(ids.assign(name=named + " (" + area.astype("str") + ")", rank=_WITH_AREA))
    if "other_names" in table:
        others = ids.assign(name=table["other_names"].str.split(";"), rank=1)
        others = others[others["name"].notna()].explode("name")
        parts.append(others.assign(name=others["name"].astype("str").str.strip()))
    return [part.assign(label=label) for part in parts]
