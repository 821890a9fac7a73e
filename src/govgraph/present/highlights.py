"""The handful of findings that a reviewer would want to see first, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

import numpy as np
import pandas as pd

from govgraph import frames, rules
from govgraph.analysis.remit_findings import NO_FINDING
from govgraph.analysis.structure_rows import FAULTS
from govgraph.governance import Governance
from govgraph.present.findings import NO_STEP_UP, place
from govgraph.present.paper.results import Results
from govgraph.present.tables import Row, records, words
from govgraph.sentences import capitalised, counted


def lines(g: Governance, found: Results) -> list[str]:
    """One line for the first finding of each sort, with its area and source.

    What is made up for illustration comes last, and only for the sorts that nothing else has.
    """
    bodies = g.tables["Body"]
    is_made_up = frames.list_any(bodies["areas"], g.illustrative_areas)
    mark = np.where(is_made_up, " (illustrative)", "")
    areas = dict(zip(bodies["id"], bodies["areas"] + mark, strict=True))
    real, example = (
        _by_sort(g, _about(found, ids), {id_: areas[id_] for id_ in ids})
        for ids in (set(bodies["id"][~is_made_up]), set(bodies["id"][is_made_up]))
    )
    rest = [there for here, there in zip(real, example, strict=True) if not here]
    return [line for sort in [*real, *rest] for line in sort]


def _about(found: Results, ids: Set[str]) -> Results:
    """What was found of these bodies only."""

    def kept(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
        return frame[frame[list(columns)].isin(ids).all(axis=1)]

    pair = ("body_a_id", "body_b_id")
    return replace(
        found,
        routes=kept(found.routes, "body_id"),
        faults_on_the_way=kept(found.faults_on_the_way, "body_id"),
        remit_pairs=kept(found.remit_pairs, *pair),
        shared_people=kept(found.shared_people, *pair),
        verdicts=kept(found.verdicts, "body_id"),
        quorums=kept(found.quorums, "body_id"),
        structure=kept(found.structure, "body_id"),
    )


def _by_sort(g: Governance, found: Results, areas: dict[str, str]) -> list[list[str]]:
    """The lines of each sort; ``areas`` has the bodies that they may be about."""
    sorts = (
        _slowest_route(found.routes, areas),
        _no_way_up(g, found.faults_on_the_way, areas),
        _faults(found.faults_on_the_way, areas),
        _remits(found.remit_pairs, areas),
        _shared_chair(found.shared_people, areas),
        _triggered(found.verdicts, areas),
        _rule_without_register(g, areas),
        _inquorate(found.quorums, areas),
        _structure(found.structure, areas),
        _proposal(g, found.routes, areas),
    )
    return [list(sort) for sort in sorts]


def _slowest_route(routes: pd.DataFrame, areas: dict[str, str]) -> Iterator[str]:
    known = routes[routes["days_worst"].notna()]
    for row in records(known.sort_values("days_worst", ascending=False, kind="stable").head(1)):
        yield (
            f"{areas[row['body_id']]}: a matter of the {row['body']} may take "
            f"{words(row['days_worst'])} days over {counted(row['hops'], 'hop')} to reach the "
            f"{row['apex']}. {capitalised(row['evidence'])}."
        )


def _no_way_up(g: Governance, faults: pd.DataFrame, areas: dict[str, str]) -> Iterator[str]:
    unknown = faults.loc[faults["finding"] == NO_STEP_UP, "body_id"].nunique()
    bodies = g.asked_about[g.asked_about.isin(areas)]
    where = sorted(set(bodies.map(areas)))
    several = "All areas" if len(bodies) == len(g.asked_about) else f"{len(where)} areas"
    if unknown:
        yield (
            f"{where[0] if len(where) == 1 else several}: for {unknown} of {len(bodies)} bodies "
            "no step up is stated, and the documents do not claim to be complete: where their "
            "matters go is unknown."
        )


def _faults(faults: pd.DataFrame, areas: dict[str, str]) -> Iterator[str]:
    stated = faults[faults["finding"] != NO_STEP_UP].drop_duplicates("finding")
    for row in records(stated.head(2)):
        yield f"{areas[row['body_id']]}: {row['finding']}: {row['detail']}"


def _remits(pairs: pd.DataFrame, areas: dict[str, str]) -> Iterator[str]:
    unrelated = pairs[pairs["relation"].isna() & ~pairs["finding"].isin(NO_FINDING)]
    for row in records(unrelated.head(1)):
        best = row["clauses"][0]
        yield (
            f"{_joint(row, areas)}: {row['finding']} of remits, {row['body_a']} and "
            f'{row["body_b"]}: "{best["text_a"]}" ({place(best, "_a")}) and "{best["text_b"]}" '
            f"({place(best, '_b')}). {words(row['why'])}"
        )


def _shared_chair(pairs: pd.DataFrame, areas: dict[str, str]) -> Iterator[str]:
    for row in records(pairs[pairs["shared_chairs"].notna()].head(1)):
        seat = next(each for each in row["evidence"] if each["who"] in row["shared_chairs"])
        yield (
            f"{_joint(row, areas)}: {row['shared_chairs']} chairs both {row['body_a']} and "
            f"{row['body_b']} ({place(seat, '_a')}; {place(seat, '_b')})."
        )


def _triggered(verdicts: pd.DataFrame, areas: dict[str, str]) -> Iterator[str]:
    triggered = verdicts[verdicts["verdict"] == "triggered"]
    for row in records(triggered.head(1)):
        yield (
            f"{areas[row['body_id']]}: for {row['person'] or row['seat']} of {row['body']} the "
            f'rule "{row["rule"]}" was met by {row["trigger_date"]}; what the terms say '
            f"follows: {row['consequence'] or 'nothing is stated'} ({place(row)})."
        )


def _rule_without_register(g: Governance, areas: dict[str, str]) -> Iterator[str]:
    silent = g.rules[(g.rules["kind"] == "attendance") & g.rules["body_id"].isin(areas)]
    silent = silent[~silent["body_id"].isin(g.attendance["body_id"])]
    understood = [rules.check("attendance", text) is None for text in silent["text"]]
    for row in records(silent[understood].head(1)):
        yield (
            f'{areas[row["body_id"]]}: {row["body"]} has the rule "{row["text"]}" ({place(row)}). '
            "No attendance is recorded, so there is no verdict."
        )


def _inquorate(meetings: pd.DataFrame, areas: dict[str, str]) -> Iterator[str]:
    inquorate = meetings[meetings["verdict"] == "inquorate"]
    for row in records(inquorate.head(1)):
        yield (
            f"{areas[row['body_id']]}: the meeting of {row['body']} on {row['date']} was "
            f'inquorate under the rule "{row["rule"]}" ({place(row)}).'
        )


def _structure(found: pd.DataFrame, areas: dict[str, str]) -> Iterator[str]:
    """The first finding on each of two subjects that is more than a fact or a gap."""
    faults = found[found["state"].isin(FAULTS)].drop_duplicates("finding")
    for row in records(faults.head(2)):
        yield f"{areas[row['body_id']]}: {row['finding']} ({row['state']}): {row['detail']}"


def _proposal(g: Governance, routes: pd.DataFrame, areas: dict[str, str]) -> Iterator[str]:
    """The proposed body in whose area most routes would change."""
    changed = routes.loc[routes["would_change"].notna(), "body_id"].drop_duplicates()
    by_area = changed.map(areas).value_counts()
    every = g.tables["Body"]
    proposed = every[every["proposed"].astype(bool) & every["id"].isin(areas)]
    proposed = proposed.assign(changes=proposed["id"].map(areas).map(by_area).fillna(0))
    first = proposed.sort_values("changes", ascending=False, kind="stable").head(1)
    for row in records(first[first["changes"] > 0]):
        yield (
            f"{areas[row['id']]}: {row['name']} is only proposed ({place(row)}); what is proposed "
            f"there would change the routes of {counted(row['changes'], 'body', 'bodies')}."
        )


def _joint(row: Row, areas: dict[str, str]) -> str:
    one, other = areas[row["body_a_id"]], areas[row["body_b_id"]]
    return one if one == other else f"{one}, {other}"
