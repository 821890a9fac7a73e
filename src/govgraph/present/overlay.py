"""What the analyses found, as a map shows it: switches, marks, lines and sentences.

A finding is named as its analysis names it, so that a new name in the data is a new switch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from govgraph import frames
from govgraph.analysis import attendance, escalation, remit_findings, remits, structure, upward
from govgraph.analysis.escalation_findings import (
    COMPETING,
    NO_DISPUTE_ROUTE,
    SELF_ESCALATION,
    SINGLE_POINT,
)
from govgraph.analysis.remit_findings import (
    CANDIDATE,
    DUPLICATE,
    NOT_A_DUPLICATE,
    OTHER_PEOPLE,
    OVERLAP,
    PEOPLE_NOT_SAID,
)
from govgraph.analysis.seat_states import VACANCY
from govgraph.governance import Governance
from govgraph.present import cards, roles
from govgraph.present.paper.citations import Sources
from govgraph.present.scene import Scene
from govgraph.present.tables import Row, records, words
from govgraph.sentences import counted

MOST_BODIES = 3000
"""Above so many bodies remits are not compared for a map: nobody could see the lines."""
MOST_PAIRS = 400
"""Only the strongest pairs are on a map; the command remits has them all."""

RULE_MET = "attendance rule triggered"


@dataclass(frozen=True)
class Look:
    """How a finding of one name is shown, on every map alike.

    Attributes:
        sign: what stands on the mark at a box.
        colour: dark enough for white words; after Paul Tol's schemes "vibrant" and "muted".
        means: what the name means, in a sentence.
    """

    sign: str
    colour: str
    means: str


LOOKS = {
    DUPLICATE: Look("=", "#CC3311", "The same power on the same topic for the same people."),
    PEOPLE_NOT_SAID: Look("=?", "#AA3377", "The same work, while one does not say for whom."),
    OTHER_PEOPLE: Look("\u2260", "#7A5C00", "The same work for different people: no duplicate."),
    OVERLAP: Look("\u2229", "#0077BB", "The same topic under different powers."),
    CANDIDATE: Look(
        "\u2248", "#5B4DB0", "Clauses that read alike; what it means is for a reader to say."
    ),
    upward.DEAD_END: Look("!", "#CC3311", "All its links are given, and none leads up."),
    upward.MISSING_HOP: Look(
        "?", "#555555", "No way up is stated; whether there is one is not known."
    ),
    upward.CYCLE: Look("\u221e", "#AA3377", "A matter taken up comes back to where it was."),
    COMPETING: Look("Y", "#0077BB", "Several ways up for one matter."),
    SINGLE_POINT: Look("\u2022", "#7A5C00", "Every way up of several bodies leads through it."),
    SELF_ESCALATION: Look("S", "#5B4DB0", "One person chairs it and the body above it."),
    NO_DISPUTE_ROUTE: Look("D", "#00756A", "No way is stated for what its members cannot settle."),
    RULE_MET: Look(
        "\u00d7", "#CC3311", "On the record a member was absent so often that a rule takes effect."
    ),
    VACANCY: Look("\u25cb", "#B34000", "A seat that nobody holds."),
}
"""By the name of the finding; one that is not listed is shown as :data:`_OTHER`."""
_OTHER = Look("*", "#555555", "")

_WORDS = ("text", "detail", "seat")
_TOLD = ("ids", "is_pair", "cites", *_WORDS)

Finding = dict[str, Any]


@dataclass(frozen=True)
class Overlay:
    """The findings about what is drawn.

    Attributes:
        kinds: one for each name of a finding, in the order in which they are listed: ``name,
            key`` (of its switch), ``colour, sign, means, count``.
        findings: ``kind`` (its place in ``kinds``), ``ids`` of the things that it is about,
            ``is_pair`` (it is about two together), ``seat`` (its title, where it is about the
            member of one), ``text, detail, cites`` as on a card.
        notes: what was left out, in sentences.
    """

    kinds: list[dict[str, Any]]
    findings: list[Finding]
    notes: list[str]


def of(
    g: Governance, drawn: Scene, sources: Iterable[Mapping[str, str]], *, names: bool
) -> Overlay:
    """What was found about the bodies of a scene.

    Args:
        g: the snapshot.
        drawn: the scene.
        sources: the documents, as :func:`govgraph.present.cards.deal` lists them.
        names: whether people are named.
    """
    places = {source["id"]: number for number, source in enumerate(sources)}
    seen = set(drawn.bodies.loc[drawn.bodies["state"] != "former", "id"])
    is_large = len(g.asked_about) > MOST_BODIES
    pairs = pd.DataFrame() if is_large else _pairs(g, seen)
    worth_asking = pairs if is_large else remit_findings.worth_asking(pairs)
    shown = _strongest(worth_asking)
    found = [_pair(row, places) for row in records(shown)]
    found += [*_ways_up(g, seen, places), *_attendance(g, seen, places, names=names)]
    found += [] if is_large else _vacancies(g, seen, places)
    cited = Sources.of(g)
    found = [one | {name: cited.titled(one[name]) for name in ("text", "detail")} for one in found]
    if not names:
        in_place = roles.of_people(g)
        found = [one | in_place.all_of({name: one[name] for name in _WORDS}) for one in found]
    kinds = _kinds(found)
    place_of = {kind["name"]: number for number, kind in enumerate(kinds)}
    findings = [
        {"kind": place_of[one["finding"]]} | {name: one[name] for name in _TOLD if one[name]}
        for one in found
    ]
    beyond, weak = len(worth_asking) - len(shown), len(pairs) - len(worth_asking)
    return Overlay(kinds, findings, _notes(beyond, weak, is_large=is_large))


def _notes(beyond: int, weak: int, *, is_large: bool) -> list[str]:
    if is_large:
        return [
            f"Of more than {MOST_BODIES:,} bodies, remits and vacancies are not on the map: ask "
            "for one area (--area)."
        ]
    notes = []
    if beyond:
        notes.append(
            f"Of the pairs of bodies with similar remits the {MOST_PAIRS} strongest are on the "
            f"map, {beyond:,} are not."
        )
    if weak:
        notes.append(
            f"{counted(weak, 'pair of bodies is', 'pairs of bodies are')} not on the map, being "
            "alike only faintly, or only in one sentence that speaks of both, or one replacing the "
            "other."
        )
    return notes


def _kinds(found: Iterable[Finding]) -> list[dict[str, Any]]:
    kinds: dict[str, dict[str, Any]] = {}
    for one in found:
        name = one["finding"]
        look = LOOKS.get(name, _OTHER)
        shown = {"sign": look.sign, "colour": look.colour, "means": look.means}
        kind = kinds.setdefault(name, {"name": name, "key": f"finding {name}", "count": 0} | shown)
        kind["count"] += 1
    return list(kinds.values())


def _finding(
    sort: str,
    finding: str,
    ids: list[str],
    text: str,
    detail: Iterable[object],
    cites: list[list[object]],
    seat: str = "",
) -> Finding:
    return {
        "sort": sort,
        "finding": finding,
        "ids": ids,
        "is_pair": sort == "remits" and len(ids) > 1,
        "seat": seat,
        "text": text,
        "detail": "; ".join(str(part) for part in detail if part),
        "cites": cites,
    }


# --- the analyses one by one -----------------------------------------------------------------


def _pairs(g: Governance, seen: set[str]) -> pd.DataFrame:
    found = remits.pairs(g)
    both = found["body_a_id"].isin(seen) & found["body_b_id"].isin(seen)
    return found[both & (found["finding"] != NOT_A_DUPLICATE)]


def _strongest(pairs: pd.DataFrame) -> pd.DataFrame:
    """The strongest pairs, each name of a finding in turn; in the order in which they came."""
    if len(pairs) <= MOST_PAIRS:
        return pairs
    ranked = pairs.sort_values("score", ascending=False, kind="stable")
    turn = ranked.groupby("finding", sort=False).cumcount()
    kept = turn.sort_values(kind="stable").index[:MOST_PAIRS]
    return pairs.loc[pairs.index.isin(kept)]


def _pair(row: Row, places: Mapping[str, int]) -> Finding:
    clauses = row["clauses"] or []
    best = clauses[0] if clauses else {}
    cites = [
        cited
        for side in ("_a", "_b")
        for cited in cards.cite(best.get(f"source{side}"), best.get(f"paragraph{side}"), places)
    ]
    return _finding(
        "remits",
        row["finding"],
        [row["body_a_id"], row["body_b_id"]],
        _of_a_pair(row, best),
        _besides(row, len(clauses)),
        cites,
    )


def _of_a_pair(row: Row, best: Mapping[str, Any]) -> str:
    texts = ""
    if best:
        said = [f"{row[f'body_{end}']}: {best[f'text_{end}']}" for end in "ab"]
        texts = f" As recorded: {'; '.join(said)}"
    why = row.get("why")
    reason = f" {why}" if why else ""
    return f"{row['body_a']} and {row['body_b']}: {row['finding']}.{reason}{texts}"


def _besides(row: Row, clauses: int) -> list[str]:
    said = [f"relation: {row['relation']}"] if row["relation"] else []
    if row["shared_people"]:
        said.append(f"people on both: {words(row['shared_people'])}")
    if clauses > 1:
        said.append(f"pairs of clauses: {clauses}")
    if row.get("basis") == "proposed":
        said.append("power, topic or population was proposed from the wording")
    return said


def _ways_up(g: Governance, seen: set[str], places: Mapping[str, int]) -> Iterator[Finding]:
    found = escalation.findings(g)
    for row in records(found[found["body_id"].isin(seen)]):
        others = frames.split_list(row["other_ids"]) if row["finding"] == "cycle" else []
        matter = f" ({row['matter']})" if row["matter"] else ""
        yield _finding(
            "ways up",
            row["finding"],
            [row["body_id"], *(id_ for id_ in others if id_ in seen)],
            f"{row['finding']}{matter}: {row['detail']}",
            [row["assumption"], row["would_change"], _inferred(row)],
            cards.cite(row["source"], row["paragraph"], places),
        )


def _attendance(
    g: Governance, seen: set[str], places: Mapping[str, int], *, names: bool
) -> Iterator[Finding]:
    found = attendance.verdicts(g)
    met = found[(found["verdict"] == "triggered") & found["body_id"].isin(seen)]
    for row in records(met):
        who = f" ({row['person']})" if names and row["person"] else ""
        by = f" by {row['trigger_date']}" if row["trigger_date"] else ""
        follows = row["consequence"] or "nothing is stated"
        text = (
            f'{row["seat"] or "A member"}{who}: the rule "{row["rule"]}" was triggered{by}. '
            f"What the terms say follows: {follows}."
        )
        yield _finding(
            "attendance",
            RULE_MET,
            [row["body_id"]],
            text,
            [row["assumption"]],
            cards.cite(row["source"], row["paragraph"], places),
            row["seat"] or "",
        )


def _vacancies(g: Governance, seen: set[str], places: Mapping[str, int]) -> Iterator[Finding]:
    found = structure.structure(g, None, ["vacancy"])
    for row in records(found[found["body_id"].isin(seen)]):
        yield _finding(
            "seats",
            row["finding"],
            [row["body_id"]],
            row["detail"],
            [row["assumption"], row["would_change"], _inferred(row)],
            cards.cite(row["source"], row["paragraph"], places),
        )


def _inferred(row: Row) -> str:
    return "rests on inference" if row["basis"] == "inferred" else ""
