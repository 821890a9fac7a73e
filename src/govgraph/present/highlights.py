"""The handful of findings that a reviewer would want to see first, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from govgraph import rules
from govgraph.analysis.remit_findings import NO_FINDING
from govgraph.governance import Governance
from govgraph.present.findings import NO_STEP_UP, place
from govgraph.present.tables import Row, records, words


@dataclass(frozen=True)
class Findings:
    """What the analyses found, a frame each."""

    routes: pd.DataFrame
    faults_on_the_way: pd.DataFrame
    remit_pairs: pd.DataFrame
    shared_people: pd.DataFrame
    verdicts: pd.DataFrame


def lines(g: Governance, found: Findings) -> list[str]:
    """One line for the first finding of each sort, with its area and source."""
    areas = dict(zip(g.tables["Body"]["id"], g.tables["Body"]["areas"], strict=True))
    return [
        *_slowest_route(found.routes, areas),
        *_no_way_up(g, found.faults_on_the_way),
        *_faults(found.faults_on_the_way, areas),
        *_remits(found.remit_pairs),
        *_shared_chair(found.shared_people),
        *_triggered(found.verdicts, areas),
        *_rule_without_register(g, found.verdicts, areas),
        *_proposal(g, found.routes, areas),
    ]


def _slowest_route(routes: pd.DataFrame, areas: dict[str, str]) -> Iterator[str]:
    known = routes[routes["days_worst"].notna()]
    for row in records(known.sort_values("days_worst", ascending=False, kind="stable").head(1)):
        yield (
            f"{areas[row['body_id']]}: a matter of the {row['body']} may take "
            f"{words(row['days_worst'])} days over {_counted(row['hops'], 'hop')} to reach the "
            f"{row['apex']}. {_capital(row['evidence'])}."
        )


def _no_way_up(g: Governance, faults: pd.DataFrame) -> Iterator[str]:
    unknown = faults.loc[faults["finding"] == NO_STEP_UP, "body_id"].nunique()
    if unknown:
        yield (
            f"All areas: for {unknown} of {len(g.asked_about)} bodies no step up is stated, and "
            "the documents do not claim to be complete: where their matters go is unknown."
        )


def _faults(faults: pd.DataFrame, areas: dict[str, str]) -> Iterator[str]:
    stated = faults[faults["finding"] != NO_STEP_UP].drop_duplicates("finding")
    for row in records(stated.head(2)):
        yield f"{areas[row['body_id']]}: {row['finding']}: {row['detail']}"


def _remits(pairs: pd.DataFrame) -> Iterator[str]:
    unrelated = pairs[pairs["relation"].isna() & ~pairs["finding"].isin(NO_FINDING)]
    for row in records(unrelated.head(1)):
        best = row["clauses"][0]
        yield (
            f"{_joint(row)}: the remits of {row['body_a']} and {row['body_b']} read alike: "
            f'"{best["text_a"]}" ({place(best, "_a")}) and "{best["text_b"]}" '
            f"({place(best, '_b')})."
        )


def _shared_chair(pairs: pd.DataFrame) -> Iterator[str]:
    for row in records(pairs[pairs["shared_chairs"].notna()].head(1)):
        seat = next(each for each in row["evidence"] if each["who"] in row["shared_chairs"])
        yield (
            f"{_joint(row)}: {row['shared_chairs']} chairs both {row['body_a']} and "
            f"{row['body_b']} ({place(seat, '_a')}; {place(seat, '_b')})."
        )


def _triggered(verdicts: pd.DataFrame, areas: dict[str, str]) -> Iterator[str]:
    triggered = verdicts[verdicts["verdict"] == "triggered"]
    for row in records(triggered.head(1)):
        yield (
            f"{areas[row['body_id']]}: for {row['person'] or row['seat']} of {row['body']} the "
            f'rule "{row["rule"]}" is met, by which a member '
            f"{row['consequence'] or 'faces no stated consequence'} ({place(row)})."
        )


def _rule_without_register(
    g: Governance, verdicts: pd.DataFrame, areas: dict[str, str]
) -> Iterator[str]:
    silent = g.rules[(g.rules["kind"] == "attendance")]
    silent = silent[~silent["body_id"].isin(verdicts["body_id"])]
    understood = [rules.check("attendance", text) is None for text in silent["text"]]
    for row in records(silent[understood].head(1)):
        yield (
            f'{areas[row["body_id"]]}: {row["body"]} has the rule "{row["text"]}" ({place(row)}). '
            "No attendance is recorded, so there is no verdict."
        )


def _proposal(g: Governance, routes: pd.DataFrame, areas: dict[str, str]) -> Iterator[str]:
    """The proposed body in whose area most routes would change."""
    changed = routes.loc[routes["would_change"].fillna("") != "", "body_id"].drop_duplicates()
    by_area = changed.map(areas).value_counts()
    proposed = g.tables["Body"][g.tables["Body"]["proposed"].astype(bool)]
    proposed = proposed.assign(changes=proposed["areas"].map(by_area).fillna(0))
    first = proposed.sort_values("changes", ascending=False, kind="stable").head(1)
    for row in records(first[first["changes"] > 0]):
        yield (
            f"{row['areas']}: {row['name']} is only proposed ({place(row)}); what is proposed "
            f"there would change the routes of {_counted(row['changes'], 'body', 'bodies')}."
        )


def _joint(row: Row) -> str:
    one, other = words(row["area_a"]), words(row["area_b"])
    return one if one == other else f"{one}, {other}"


def _counted(count: float, one: str, several: str = "") -> str:
    return f"{words(count)} {one if count == 1 else several or one + 's'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
