"""How findings on remits read: the two clauses one above the other, with what they share."""

from __future__ import annotations

import re

import pandas as pd

from govgraph.analysis.remit_findings import GAP, NO_FINDING
from govgraph.present.findings import in_area, place
from govgraph.present.tables import Block, Row, words
from govgraph.sentences import counted

CLAUSES_SHOWN = 3
_MARK = "*"


def together(pairs: pd.DataFrame, gaps: pd.DataFrame, top: int | None) -> pd.DataFrame:
    """One frame of the first pairs and every gap, in the columns of the pairs."""
    shown = pairs if top is None else pairs.head(top)
    more = len(pairs) - len(shown)
    missing = gaps.rename(columns={"area": "area_a", "powers": "power"})
    missing = missing.reindex(columns=pairs.columns).astype(object)
    frame = pd.concat([shown.astype(object), missing], ignore_index=True) if len(gaps) else shown
    pairs_left = [f"{more} more pairs are not shown: see --top."] if more else []
    marks = [f"Words that both have stand between {_MARK} and {_MARK}."] if len(shown) else []
    notes = (frame_.attrs.get("notes", []) for frame_ in (pairs, gaps))
    frame = frame.copy(deep=False)
    frame.attrs["notes"] = [*pairs_left, *marks, *(note for some in notes for note in some)]
    return frame


def is_finding(row: Row) -> bool:
    """Whether a row says that something may be wrong."""
    return row["finding"] not in NO_FINDING


def finding(row: Row) -> Block:
    """Two bodies and their clauses, or a topic that nobody decides."""
    return gap(row) if row["finding"] == GAP else pair(row)


def pair(row: Row) -> Block:
    """Two bodies whose remits were found together, with the clauses that were."""
    names = f"{row['body_a']}{in_area(row['area_a'])} and {row['body_b']}{in_area(row['area_b'])}"
    shared = row["shared_people"]
    clauses = row["clauses"] or []
    more = len(clauses) - CLAUSES_SHOWN
    return f"{row['finding']}: {names}", [
        words(row["why"]),
        f"Between them: {row['relation']}" if row["relation"] else "",
        counted(shared, "shared person", "shared people") if shared else "",
        *(line for each in clauses[:CLAUSES_SHOWN] for line in _clauses(each)),
        f"and {more} more pairs of clauses (all with --format json)" if more > 0 else "",
        *(_alone(each) for each in row["difference"] or []),
        *(_judgement(each) for each in row["judgement"] or []),
    ]


def _clauses(each: Row) -> list[str]:
    if each["shared_wording"]:
        labels = dict.fromkeys((words(each["clause_a"]), words(each["clause_b"])))
        return [
            f"One sentence of both, {'; '.join(labels)}: {each['text_a']} [{place(each, '_a')}]"
        ]
    one, other = (marked(each[f"text{s}"], each[f"matched{s}"]) for s in ("_a", "_b"))
    return [
        f"{each['clause_a']}: {one} [{place(each, '_a')}]",
        f"against ({each['finding']}, likeness {words(each['score'])}) {each['clause_b']}: {other} "
        f"[{place(each, '_b')}]",
    ]


def marked(text: str, matched: list[str]) -> str:
    """The text with these words between marks.

    >>> marked("Oversee the plans", ["oversee", "plans"])
    '*Oversee* the *plans*'
    """
    if not matched:
        return text
    spelt = (re.escape(word) for word in sorted(matched, key=len, reverse=True))
    alternatives = "|".join(re.sub("^co", "co-?", word) for word in spelt)
    return re.sub(rf"\b({alternatives})\b", rf"{_MARK}\1{_MARK}", text, flags=re.IGNORECASE)


def _alone(each: Row) -> str:
    people = f" (for {each['population']})" if each["population"] else ""
    return f"Of {each['body']} alone: {each['text']}{people} [{place(each)}]"


def _judgement(each: Row) -> str:
    verdict = words(each["verdict"]).replace("_", " ")
    clauses = [words(each[side]) for side in ("clause_a", "clause_b") if each[side]]
    about = f" (clause {' and '.join(clauses)})" if clauses else ""
    who = f"{each['who'] or 'not said by whom'}, {each['date'] or 'undated'}"
    return f"Judged {verdict}{about}: {each['reason'] or 'no reason recorded'} [{who}]"


def gap(row: Row) -> Block:
    """A topic that nobody decides, with the clauses on it."""
    return f"{row['finding']}: {row['topic']}{in_area(row['area_a'])}", [
        words(row["why"]),
        *(f"{c['body']}, {c['power']}: {c['text']} [{place(c)}]" for c in row["clauses"]),
    ]


def procedural_clause(row: Row) -> Block:
    """A clause on how a body works, and why it is taken for one."""
    why = (
        f"Its topic is blank, and it speaks of '{row['recognised_by']}'."
        if row["recognised_by"]
        else "Its topic is given as procedure."
    )
    return f"{row['body']}, {row['clause']}", [f"{row['text']} [{place(row)}]", why]
