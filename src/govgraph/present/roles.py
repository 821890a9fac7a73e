"""Roles in place of names: what a paper or a map that is to be published says of people.

Every name that the graph knows is found in every text, also in notes, clauses and names of
bodies, and gives way to a seat of the person, in square brackets.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from govgraph import frames
from govgraph.governance import Governance

WITHHELD = "[name withheld]"
"""For a name that fits several people, or one of whom no role is recorded."""
_LEFT_OUT = "…"
"""For a name that stands in the name of a seat or a body."""

_TITLE_WORDS = """
    cllr councillor alderman mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev revd
    reverend canon
"""
_LETTER_WORDS = """
    cbe obe mbe kbe dbe bem qc kc mp jp dl phd md frcp frcgp frcpch msc ma ba bsc qpm kpm
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_LETTERS_AFTER = frozenset(_LETTER_WORDS.split())
_TOKEN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s.,_+\-\u2010-\u2015'\u2018\u2019\u00b7]{1,3}|%20")
"""What may stand between the parts of one name."""
_ANY_NUMBER = re.compile(r"\b(member|person|representative|councillor|co-opted member)\b", re.I)

Tokens = tuple[str, ...]


def of_people(g: Governance) -> Roles:
    """The roles by which the people of a graph are called."""
    people = g.tables["Person"]
    spelt = {
        id_: [name, *frames.split_list(others)]
        for id_, name, others in zip(
            people["id"], people["name"], people["other_names"], strict=True
        )
    }
    bare = Roles({tokens: _LEFT_OUT for names in spelt.values() for tokens in _spellings(names)})
    labels = {id_: bare.instead(label) for id_, label in _labels(g).items()}
    found: dict[Tokens, str] = {}
    for id_, names in spelt.items():
        for tokens in _spellings(names):
            label = labels.get(id_, WITHHELD)
            found[tokens] = label if found.get(tokens, label) == label else WITHHELD
    return Roles(found)


@dataclass(frozen=True)
class Roles:
    """What to say in place of each name.

    Attributes:
        labels: the words, by the parts of the name in small letters without accents; a name
            of one part is kept as it is written.
    """

    labels: Mapping[Tokens, str]
    _lengths: dict[str, list[int]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        lengths: dict[str, set[int]] = {}
        for tokens in self.labels:
            lengths.setdefault(_folded(tokens[0]), set()).add(len(tokens))
        self._lengths.update({first: sorted(some)[::-1] for first, some in lengths.items()})

    def instead(self, text: str) -> str:
        """The text with roles in place of the names.

        >>> Roles({("jo", "smith"): "[Chair, Youth Board]"}).instead("Asked of Cllr Jo Smith's.")
        "Asked of [Chair, Youth Board]'s."
        """
        tokens = list(_TOKEN.finditer(text))
        made, end, at = [], 0, 0
        while at < len(tokens):
            size, label = self._at(text, tokens, at)
            if not size:
                at += 1
                continue
            start = tokens[at].start()
            title = tokens[at - 1] if at else None
            if title and title.start() >= end and _is_title_of(text, title, start):
                start = title.start()
            made += [text[end:start], label]
            end = tokens[at + size - 1].end()
            at += size
        return "".join([*made, text[end:]])

    def all_of(self, value: Any) -> Any:
        """The same of every text within lists and dictionaries; keys stay as they are.

        >>> Roles({("jo", "smith"): "[Chair]"}).all_of({"by": ["Jo Smith", 3]})
        {'by': ['[Chair]', 3]}
        """
        if isinstance(value, str):
            return self.instead(value)
        if isinstance(value, list):
            return [self.all_of(part) for part in value]
        if isinstance(value, dict):
            return {key: self.all_of(part) for key, part in value.items()}
        return value

    def _at(self, text: str, tokens: list[re.Match[str]], at: int) -> tuple[int, str]:
        """How many parts of a name begin here, and what to say instead."""
        for size in self._lengths.get(_folded(tokens[at][0]), ()):
            parts = tokens[at : at + size]
            if len(parts) < size or not _belong_together(text, parts):
                continue
            if _is_short(parts[0][0]) and not _is_written_as_a_name(text, parts):
                continue
            written = (parts[0][0],) if size == 1 else tuple(_folded(part[0]) for part in parts)
            if written in self.labels:
                return size, self.labels[written]
        return 0, ""


@lru_cache(maxsize=100_000)
def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _belong_together(text: str, parts: list[re.Match[str]]) -> bool:
    gaps = (text[one.end() : two.start()] for one, two in itertools.pairwise(parts))
    return all(_GAP.fullmatch(gap) for gap in gaps)


def _is_short(first: str) -> bool:
    """Whether the first part of a name is an initial or a title, which alone names nobody."""
    return len(first) == 1 or _folded(first) in _TITLES


def _is_written_as_a_name(text: str, parts: list[re.Match[str]]) -> bool:
    """Whether an initial or title and what comes after it have capitals; no "'s young"."""
    start = parts[0].start()
    is_genitive = start > 0 and text[start - 1] in "'\u2019"
    return not is_genitive and all(part[0][0].isupper() for part in parts)


def _is_title_of(text: str, title: re.Match[str], start: int) -> bool:
    return _folded(title[0]) in _TITLES and bool(_GAP.fullmatch(text[title.end() : start]))


def _spellings(names: list[str]) -> Iterator[Tokens]:
    """The ways in which a person's name may stand in a text."""
    for name in names:
        words = [_TOKEN.findall(word) for word in name.split()]
        words = [word for word in words if word]
        whole = [part for word in words for part in word]
        titles = 0
        while words and _folded(words[0][0]) in _TITLES:
            words, titles = words[1:], titles + 1
        while len(words) > 1 and _folded(words[-1][0]) in _LETTERS_AFTER:
            words = words[:-1]
        core = [part for word in words for part in word]
        if len(core) == 1 and not titles:
            yield (core[0],)
        if len(core) == 1:
            yield from ((title, _folded(core[0])) for title in sorted(_TITLES))
        if len(core) < 2:
            continue
        first, last = words[0], words[-1] if len(words) > 1 else core[1:]
        yield _fold(whole)
        yield _fold(core)
        if len(words) > 1:
            yield _fold([*last, *(part for word in words[:-1] for part in word)])
            yield _fold([*first, *last])
            yield _fold([first[0][0], *last])
            yield from ((title, *_fold(last)) for title in sorted(_TITLES))


def _fold(parts: list[str]) -> Tokens:
    return tuple(_folded(part) for part in parts)


# --- which role ------------------------------------------------------------------------------


def _labels(g: Governance) -> dict[str, str]:
    """What each person is called: a seat, else a post; no two people the same."""
    rows = _tenures(g)
    best = rows.drop_duplicates("person_id")
    labels = dict(zip(best["person_id"], best["label"], strict=True))
    posts = g.tables["Person"][["id", "job_title"]].dropna()
    for id_, post in zip(posts["id"], posts["job_title"], strict=True):
        labels.setdefault(id_, post)
    total, seen = Counter(labels.values()), Counter[str]()
    made = {}
    for id_, label in labels.items():
        seen[label] += 1
        several = total[label] > 1
        made[id_] = f"[{label}, person {seen[label]}]" if several else f"[{label}]"
    return made


def _tenures(g: Governance) -> pd.DataFrame:
    """Every tenure with its ``label``, those that tell most of a person first."""
    seats, joins, bodies = g.tables["Seat"], g.tables["SEAT_ON"], g.tables["Body"]
    held = g.tables["HOLDS"]
    day = pd.Timestamp(g.as_of).as_unit("s")
    title = frames.look_up(held["to_id"], seats["id"], seats["title"])
    role = frames.look_up(held["to_id"], seats["id"], seats["role"])
    body_id = frames.look_up(held["to_id"], joins["from_id"], joins["to_id"])
    body = frames.look_up(body_id, bodies["id"], bodies["name"])
    ended = (held["valid_to"] < day) | (held["valid_to"].isna() & (held["status"] == "former"))
    coming = ~ended & ((held["valid_from"] > day) | held["proposed"].astype(bool))
    when = np.select([ended, coming], ["former ", "intended "], "")
    capacity = held["capacity"].fillna("holder")
    how = np.where(capacity.isin(("holder", "leave")), "", " (" + capacity + ")")
    rows = pd.DataFrame(
        {
            "person_id": held["from_id"],
            "label": when + title.astype("str") + how + ", " + body.astype("str"),
            "not_now": when != "",
            "is_in_place": how != "",
            "rank": role.map({"chair": 0, "vice_chair": 1}).fillna(2),
            "is_bare": title.map(lambda text: bool(_ANY_NUMBER.search(str(text)))),
        }
    )
    order = ["person_id", "not_now", "is_in_place", "rank", "is_bare", "label"]
    return rows.sort_values(order, kind="stable", ignore_index=True)
