"""The clauses of a pair side by side, and a sentence that says why they were found."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from govgraph import frames
from govgraph.analysis import remit_findings as kinds
from govgraph.analysis.likeness import CODES, Reading
from govgraph.sentences import listed

MOST_SHOWN = 20
"""Pairs of clauses that are given for a pair of bodies."""


def clause_pairs(
    found: pd.DataFrame, clauses: pd.DataFrame, matches: pd.DataFrame, reading: Reading
) -> pd.Series:
    """For each pair of bodies its pairs of clauses, strongest first."""
    pair = pd.MultiIndex.from_frame(found[["body_a_id", "body_b_id"]])
    ids = clauses["body_id"].to_numpy(dtype=object)
    of_pair = pd.MultiIndex.from_arrays([ids[matches[end].to_numpy()] for end in "ab"])
    ranked = matches.assign(pair=pair.get_indexer(of_pair))
    ranked = kinds.strongest_first(ranked[ranked["pair"] >= 0], ["a", "b"])
    ranked = ranked.groupby("pair", sort=False).head(MOST_SHOWN).reset_index(drop=True)
    columns = ["clause", "text", "paragraph", "source", *CODES]
    sides = [
        clauses[columns].take(ranked[end].to_numpy()).add_suffix(f"_{end}").reset_index(drop=True)
        for end in "ab"
    ]
    shown = pd.concat([*sides, ranked[["score", "wording", "finding", "shared_wording"]]], axis=1)
    matched = _Matched(reading)
    proposed = _Proposed(clauses)
    lists: list[list[dict[str, Any]]] = [[] for _ in range(len(found))]
    for entry, at, a, b in zip(
        frames.plain_records(shown), ranked["pair"], ranked["a"], ranked["b"], strict=True
    ):
        one, other = ([], []) if entry["shared_wording"] else matched.words(a, b)
        said = {"matched_a": one, "matched_b": other, "proposed": proposed.of(a, b)}
        lists[at].append(entry | said)
    return pd.Series(lists, index=found.index, dtype=object)


class _Matched:
    """The words that two clauses have in common, each as it has them."""

    def __init__(self, reading: Reading) -> None:
        texts = reading.texts
        self.word, self.start = texts.word, texts.start.tolist()
        self.spelling = texts.words.tolist()
        self.stem = np.where(texts.is_content, texts.stem_of, -1).tolist()
        self.known: dict[int, dict[int, list[str]]] = {}

    def words(self, a: int, b: int) -> tuple[list[str], list[str]]:
        one, other = self._by_stem(a), self._by_stem(b)
        common = [stem for stem in one if stem in other]
        return [w for s in common for w in one[s]], [w for s in common for w in other[s]]

    def _by_stem(self, row: int) -> dict[int, list[str]]:
        if row not in self.known:
            words: dict[int, list[str]] = {}
            for word in dict.fromkeys(self.word[self.start[row] : self.start[row + 1]].tolist()):
                if self.stem[word] >= 0:
                    words.setdefault(self.stem[word], []).append(self.spelling[word])
            self.known[row] = words
        return self.known[row]


class _Proposed:
    """What was proposed of clauses, in words."""

    def __init__(self, clauses: pd.DataFrame) -> None:
        self.clause = clauses["clause"].tolist()
        self.columns = {
            name: (
                clauses[name].tolist(),
                clauses[f"{name}_words"]
                .astype(object)
                .where(clauses[f"{name}_words"].notna(), None)
                .tolist(),
            )
            for name in CODES
        }

    def of(self, *rows: int) -> list[str]:
        return [
            f"{name} of {self.clause[row]} proposed from the wording: {code[row]} ('{words[row]}')"
            for row in rows
            for name, (code, words) in self.columns.items()
            if words[row]
        ]


# --- why -----------------------------------------------------------------------------------


def why(found: pd.DataFrame) -> pd.Series[str]:
    """A sentence for each pair that says why it was found."""
    sentences = [_why(row) for row in frames.records(found)]
    return pd.Series(sentences, index=found.index, dtype="str")


def _why(row: dict[str, Any]) -> str:
    clauses = row["clauses"]
    best = clauses[0] if clauses else None
    if row["basis"] == kinds.JUDGED:
        return _judged(row)
    if best is None:
        return ""
    match row["finding"]:
        case kinds.CANDIDATE if pd.notna(row["twin_section"]) and best["shared_wording"]:
            return (
                f"One sentence speaks of both, and {row['twin_section']} describes each of them "
                "further: the difference stands below."
            )
        case kinds.SHARED_WORDING:
            return "One sentence of one source speaks of both: that alone is no duplicate."
        case kinds.CANDIDATE:
            return f"Worded alike (likeness {best['score']:.2f}); {_not_the_same(best)}."
    return _by_codes(row, best)


def _by_codes(row: dict[str, Any], best: dict[str, Any]) -> str:
    one, other = best["population_a"], best["population_b"]
    work = f"{best['power_a']}; {best['topic_a']}"
    match row["finding"]:
        case kinds.DUPLICATE if one is None and other is None:
            said = f"The same power and topic in both ({work}); neither says for whom"
        case kinds.DUPLICATE if kinds.people(one) == kinds.people(other):
            said = f"The same power, topic and population in both ({work}; {one})"
        case kinds.DUPLICATE:
            said = f"The same power and topic in both ({work}), for {one} and for {other}"
        case kinds.OTHER_PEOPLE if row["apart"]:
            said = (
                f"The same power and topic in both ({work}), in different areas and so for "
                "different people"
            )
        case kinds.OTHER_PEOPLE:
            said = f"The same power and topic in both ({work}), but for {one} and for {other}"
        case kinds.PEOPLE_NOT_SAID:
            said = (
                f"The same power and topic in both ({work}), one for {one or other}; the other "
                "does not say for whom"
            )
        case _:
            said = (
                f"One topic ({best['topic_a']}) under two powers: {best['power_a']} and "
                f"{best['power_b']}"
            )
    guess = "" if row["basis"] == kinds.STATED else " This rests on what is proposed: "
    proposed = "; ".join(dict.fromkeys(best["proposed"])) + "." if guess else ""
    return f"{said}.{guess}{proposed}"


def _not_the_same(best: dict[str, Any]) -> str:
    """What keeps the two from being a duplicate: what is not known, and what differs."""
    codes = {name: (best[f"{name}_a"], best[f"{name}_b"]) for name in ("power", "topic")}
    said = []
    for count, of in ((2, "both"), (1, "one")):
        unknown = [name for name, ends in codes.items() if ends.count(None) == count]
        if unknown:
            are = "is" if len(unknown) == 1 else "are"
            said.append(f"the {listed(unknown)} of {of} {are} not known")
    for name, (one, other) in codes.items():
        if None not in (one, other) and one != other:
            said.append(f"the {name}s differ ({one}; {other})")
    return ", and ".join(said)


def _judged(row: dict[str, Any]) -> str:
    verdict = "a duplicate" if row["finding"] == kinds.DUPLICATE else "not a duplicate"
    said = [
        f"{each['reason'] or 'no reason recorded'} ({_signed(each)})"
        for each in row["judgement"] or []
        if (each["verdict"] == "duplicate") == (row["finding"] == kinds.DUPLICATE)
    ]
    return f"Judged {verdict}: {'; '.join(said)}."


def _signed(each: dict[str, Any]) -> str:
    return ", ".join(filter(None, (each["who"] or "not said by whom", each["date"] or "undated")))
