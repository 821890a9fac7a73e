"""People who may be one person: candidates for a reviewer, never joined here.

What a reviewer judges goes into the dataset's table ``same_people``:
:mod:`govgraph.identity` then makes one person of two, or this module proposes them no more.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from govgraph import dates, frames, likeness, names
from govgraph.governance import Governance

COLUMNS = (
    "person_a",
    "person_b",
    "score",
    "why",
    "against",
    "evidence",
    "person_a_id",
    "person_b_id",
)

_NAME = 0.6
_REASONS = (
    # what else may speak for it, its weight, in words
    ("title", 0.12, "the same title: "),
    ("organisation", 0.12, "the same organisation: "),
    ("body", 0.1, "the same body, one after the other: "),
    ("area", 0.06, "the same area: "),
)
_AGAINST = 0.2
_AT_ONCE = "both sit on the same body at the same time: "
_GENERIC = frozenset(
    (
        "adviser",
        "chair",
        "chairman",
        "chairperson",
        "co-chair",
        "co-opted member",
        "councillor",
        "deputy chair",
        "director",
        "elected member",
        "independent chair",
        "manager",
        "member",
        "observer",
        "officer",
        "representative",
        "secretary",
        "vice chair",
        "vice-chair",
    )
)
"""Titles that many have: that two share one of them says nothing."""


def candidates(g: Governance, *, most: int = 10_000) -> pd.DataFrame:
    """Pairs of people whose names, titles, organisations and bodies could be one person's.

    Names are compared first (:mod:`govgraph.likeness`): short forms, initials, a letter more or
    less, titles and honours. Initials, surnames alone and middle names say too little by
    themselves: such a pair is proposed only where a title, an organisation or a body speaks for
    it too. All that is recorded is looked at, whenever it held, because a name may have been
    written differently in another year.

    The score puts the likeliest first and is no probability: 0.6 of it is the likeness of the
    names (from 0 to 1), 0.12 the same job or seat title, 0.12 the same organisation, 0.1 the same
    body at different times, 0.06 the same area. Two names on one body at the same time speak
    against it (0.2 less): a list seldom names one person twice.

    Args:
        g: the snapshot; a pair counts where one of the two belongs to an area asked about.
        most: the strongest candidates that are listed; the notes say how many there are.

    Returns:
        one row for each candidate, the likeliest first: person_a, person_b, score, why (a list
        of reasons), against (what speaks against it; blank where nothing does), evidence (a list
        of what is recorded of both: person, person_id, body, seat, organisation, source,
        paragraph), person_a_id, person_b_id. Pairs that are judged to be two people, and people
        who are judged to be one, are no candidates.

    >>> from govgraph import merging
    >>> len(candidates(Governance(merging.combine({}))))
    0
    """
    people = g.tables["Person"].sort_values("id", ignore_index=True)
    found = likeness.pairs(people["name"], people["other_names"])
    pairs = found.pairs
    pairs, judged = _without_judged(g, people, pairs)
    facts = _facts(g, people)
    pairs = pairs[_is_asked(g, people, facts, pairs)].reset_index(drop=True)
    shared = _shared(g, people, facts, pairs)
    reasons = np.zeros((len(pairs), len(_REASONS)), dtype=bool)
    for at, (kind, _, _) in enumerate(_REASONS):
        reasons[shared.loc[shared["kind"] == kind, "pair"].unique(), at] = True
    at_once = np.isin(np.arange(len(pairs)), shared.loc[shared["kind"] == "at once", "pair"])
    weights = np.array([weight for _, weight, _ in _REASONS])
    score = _NAME * pairs["likeness"] + reasons @ weights - _AGAINST * at_once
    speaks = reasons[:, :-1].any(axis=1)  # an area is no reason by itself
    proposed = speaks | ~pairs["is_weak"].to_numpy(dtype=bool)
    pairs = pairs.assign(score=score.clip(lower=0).round(3), pair=np.arange(len(pairs)))[proposed]
    pairs = pairs.sort_values(["score", "a", "b"], ascending=[False, True, True], ignore_index=True)
    listed = pairs.head(most)
    frame = _described(g, people, listed, shared, found)
    frame.attrs["notes"] = _notes(len(pairs), most, judged, found.left_out, g)
    return frame


def _without_judged(
    g: Governance, people: pd.DataFrame, pairs: pd.DataFrame
) -> tuple[pd.DataFrame, int]:
    apart = g.tables["NOT_SAME_AS"]
    ends = [frames.positions(apart[end], people["id"]) for end in ("from_id", "to_id")]
    code = np.minimum(*ends) * max(len(people), 1) + np.maximum(*ends)
    judged = (pairs["a"] * max(len(people), 1) + pairs["b"]).isin(code)
    return pairs[~judged].reset_index(drop=True), int(judged.sum())


def _facts(g: Governance, people: pd.DataFrame) -> pd.DataFrame:
    """``person`` (position), ``kind, key, text``: what is recorded of each, each once."""
    tenures = _tenures(g, people)
    on_behalf = g.tables["ON_BEHALF_OF"][["from_id", "to_id"]]
    voices = tenures[["person", "seat_id"]].merge(on_behalf, left_on="seat_id", right_on="from_id")
    employed = g.tables["EMPLOYED_BY"]
    employers = pd.DataFrame(
        {"person": frames.positions(employed["from_id"], people["id"]), "to_id": employed["to_id"]}
    )
    organisations = pd.concat([voices[["person", "to_id"]], employers], ignore_index=True)
    jobs = pd.DataFrame({"person": np.arange(len(people)), "text": people["job_title"]})
    titles = pd.concat([tenures[["person", "title"]].set_axis(["person", "text"], axis=1), jobs])
    titles = titles.dropna()
    titles = titles.assign(key=names.slugs(titles["text"]))
    titles = titles[~titles["key"].isin([names.slug(word) for word in _GENERIC])]
    parts = [
        titles.assign(kind="title"),
        pd.DataFrame(
            {
                "person": organisations["person"],
                "key": organisations["to_id"],
                "text": g.name_of(organisations["to_id"]),
                "kind": "organisation",
            }
        ),
        _areas(g, people, tenures),
    ]
    facts = pd.concat(parts, ignore_index=True).dropna(subset=["key"])
    return facts.drop_duplicates(["person", "kind", "key"], ignore_index=True)


def _areas(g: Governance, people: pd.DataFrame, tenures: pd.DataFrame) -> pd.DataFrame:
    """The areas of the bodies that people sit on; of their datasets where they sit on none."""
    bodies = g.tables["Body"]
    seated = pd.DataFrame(
        {
            "person": tenures["person"],
            "text": frames.look_up(tenures["body_id"], bodies["id"], bodies["areas"]),
        }
    )
    unseated = people.loc[~people.index.isin(tenures["person"]), "datasets"]
    of_dataset: dict[str, set[str]] = {}
    for datasets, areas in bodies[["datasets", "areas"]].drop_duplicates().to_numpy():
        for dataset in frames.split_list(datasets):
            of_dataset.setdefault(dataset, set()).update(frames.split_list(areas))
    others = unseated.map(
        lambda cell: frames.join_list(
            sorted({a for d in frames.split_list(cell) for a in of_dataset.get(d, ())})
        )
    )
    every = pd.concat([seated, pd.DataFrame({"person": unseated.index, "text": others})])
    every = every.drop_duplicates().dropna()
    each = every.assign(text=every["text"].map(frames.split_list)).explode("text").dropna()
    each = each.astype({"text": "str", "person": "int64"})
    return each.assign(key=names.keys(each["text"]), kind="area")


def _tenures(g: Governance, people: pd.DataFrame) -> pd.DataFrame:
    """Every tenure of any time: ``person, body_id, seat_id, title``, when, and its citation."""
    holds, seats, on = (g.tables[name] for name in ("HOLDS", "Seat", "SEAT_ON"))
    return pd.DataFrame(
        {
            "person": frames.positions(holds["from_id"], people["id"]),
            "body_id": frames.look_up(holds["to_id"], on["from_id"], on["to_id"]),
            "seat_id": holds["to_id"],
            "title": frames.look_up(holds["to_id"], seats["id"], seats["title"]),
            "first": holds["valid_from"],
            "last": holds["valid_to"],
            "source": holds["source"],
            "paragraph": holds["paragraph"],
        }
    )


def _is_asked(
    g: Governance, people: pd.DataFrame, facts: pd.DataFrame, pairs: pd.DataFrame
) -> np.ndarray:
    if not g.areas:
        return np.ones(len(pairs), dtype=bool)
    wanted = [names.key(area) for area in g.areas]
    here = facts.loc[(facts["kind"] == "area") & facts["key"].isin(wanted), "person"]
    inside = np.isin(np.arange(len(people)), here)
    asked: np.ndarray = inside[pairs["a"].to_numpy()] | inside[pairs["b"].to_numpy()]
    return asked


def _shared(
    g: Governance, people: pd.DataFrame, facts: pd.DataFrame, pairs: pd.DataFrame
) -> pd.DataFrame:
    """``pair, kind, text``: what both of each pair have; "at once" speaks against it."""
    ends = pairs[["a", "b"]].assign(pair=np.arange(len(pairs)))
    both = ends.merge(facts, left_on="a", right_on="person").merge(
        facts[["person", "kind", "key"]],
        left_on=["b", "kind", "key"],
        right_on=["person", "kind", "key"],
        suffixes=("", "_b"),
    )
    involved = np.union1d(pairs["a"].to_numpy(), pairs["b"].to_numpy())
    tenures = _tenures(g, people)
    tenures = tenures.loc[tenures["person"].isin(involved), ["person", "body_id", "first", "last"]]
    together = ends.merge(tenures, left_on="a", right_on="person").merge(
        tenures,
        left_on=["b", "body_id"],
        right_on=["person", "body_id"],
        suffixes=("_a", "_b"),
    )
    # An end on an unknown day says neither that they met nor that they did not.
    open_end = pd.Timestamp(dates.OPEN_END).as_unit("s")
    known = together["last_a"].notna() & together["last_b"].notna()
    meets = (together["first_a"] <= together["last_b"].fillna(open_end)) & (
        together["first_b"] <= together["last_a"].fillna(open_end)
    )
    together = together.assign(
        kind=np.where(meets, "at once", "body"), text=g.name_of(together["body_id"])
    )[known | ~meets]
    once = together.sort_values("kind").drop_duplicates(["pair", "body_id"])
    columns = ["pair", "kind", "text"]
    return pd.concat([both[columns], once[columns]], ignore_index=True).drop_duplicates()


def _described(
    g: Governance,
    people: pd.DataFrame,
    listed: pd.DataFrame,
    shared: pd.DataFrame,
    found: likeness.Likeness,
) -> pd.DataFrame:
    said: dict[tuple[int, str], list[str]] = {}
    here = shared[shared["pair"].isin(listed["pair"])]
    for pair, kind, text in zip(here["pair"], here["kind"], here["text"], strict=True):
        said.setdefault((pair, kind), []).append(str(text))
    why, against = [], []
    for pair, alike in zip(listed["pair"], found.why(listed), strict=True):
        reasons = [alike]
        for kind, _, wording in _REASONS:
            if (pair, kind) in said:
                reasons.append(wording + frames.JOIN.join(sorted(said[pair, kind])))
        why.append(reasons)
        met = said.get((pair, "at once"))
        against.append(_AT_ONCE + frames.JOIN.join(sorted(met)) if met else None)
    a, b = (people.take(listed[end].to_numpy()) for end in ("a", "b"))
    frame = pd.DataFrame(
        {
            "person_a": a["name"].to_numpy(),
            "person_b": b["name"].to_numpy(),
            "score": listed["score"].to_numpy(),
            "why": pd.Series(why, dtype=object),
            "against": pd.Series(against, dtype="str"),
            "person_a_id": a["id"].to_numpy(),
            "person_b_id": b["id"].to_numpy(),
        }
    )
    return frame.assign(evidence=_evidence(g, people, listed))[list(COLUMNS)]


def _evidence(g: Governance, people: pd.DataFrame, listed: pd.DataFrame) -> pd.Series:
    """For each pair all that is recorded of the two."""
    involved = np.union1d(listed["a"].to_numpy(), listed["b"].to_numpy())
    of_person: dict[int, list[dict[str, object]]] = {}
    recorded = people.take(involved)
    stated = recorded[recorded[["paragraph", "job_title"]].notna().any(axis=1)]
    own = pd.DataFrame(
        {
            "at": stated.index,
            "body": None,
            "seat": stated["job_title"],
            "organisation": _employers(g, stated["id"]),
            "source": stated["source"],
            "paragraph": stated["paragraph"],
        }
    )
    tenures = _tenures(g, people)
    tenures = tenures[tenures["person"].isin(involved)]
    voices = g.tables["ON_BEHALF_OF"]
    voices = voices[frames.are_among(voices["from_id"], tenures["seat_id"])].drop_duplicates(
        ["from_id", "to_id"]
    )
    speaks = g.name_of(voices["to_id"]).groupby(voices["from_id"]).agg(frames.JOIN.join)
    seats = pd.DataFrame(
        {
            "at": tenures["person"],
            "body": g.name_of(tenures["body_id"]),
            "seat": tenures["title"],
            "organisation": tenures["seat_id"].map(speaks),
            "source": tenures["source"],
            "paragraph": tenures["paragraph"],
        }
    )
    every = pd.concat([own.astype({"body": "str"}), seats], ignore_index=True)
    every = every.drop_duplicates().sort_values(["at", "body", "seat"], kind="stable")
    for row in frames.plain_records(every):
        at = int(row.pop("at"))
        who = {"person": people["name"].iloc[at], "person_id": people["id"].iloc[at]}
        of_person.setdefault(at, []).append(who | row)
    found = [
        [*of_person.get(a, ()), *of_person.get(b, ())]
        for a, b in zip(listed["a"].tolist(), listed["b"].tolist(), strict=True)
    ]
    return pd.Series(found, index=range(len(listed)), dtype=object)


def _employers(g: Governance, ids: pd.Series[str]) -> pd.Series[str]:
    employed = g.tables["EMPLOYED_BY"]
    employed = employed[frames.are_among(employed["from_id"], ids)]
    employed = employed.drop_duplicates(["from_id", "to_id"])
    joined = g.name_of(employed["to_id"]).groupby(employed["from_id"]).agg(frames.JOIN.join)
    return ids.map(joined).astype("str")


def _notes(found: int, most: int, judged: int, left_out: int, g: Governance) -> list[str]:
    notes = [
        "These are candidates by name and by what is recorded beside it, of any time; nobody is "
        "joined or parted before a reviewer has judged. Write what you judge into the dataset's "
        "table same_people: same_as or not_same_as, with the reason."
    ]
    if judged:
        are = "pair of names is" if judged == 1 else "pairs of names are"
        notes.append(f"{judged} {are} judged to be two people and not shown.")
    if left_out:
        notes.append(
            f"{left_out:,} people have so many namesakes that these were not all compared: ask "
            "of single areas."
        )
    if found > most:
        notes.append(f"The {most:,} likeliest of {found:,} candidates are listed.")
    return notes
