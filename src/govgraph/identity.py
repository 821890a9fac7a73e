"""Two names, one person: what reviewers have judged, applied to the whole graph.

Datasets and stores keep both people and the judgement. Only what is analysed counts them as
one, so that a judgement can be taken back by deleting its row.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from govgraph import frames, merging, model
from govgraph.frames import Tables


@dataclass(frozen=True)
class United:
    """The graph with those who are judged to be one person as one.

    Attributes:
        tables: the graph.
        said: a sentence for each person who was stated as several, and for each judgement
            that another contradicts.
    """

    tables: Tables
    said: tuple[str, ...] = ()


def unite(tables: Tables) -> United:
    """The graph in which people who are judged ``same_as`` each other are one person.

    The one whose name is shown is the ``person_a`` of the judgements, where there are several
    the one with the fullest name. The others' names become ``other_names``, the judgement a part of
    ``note``, and all that is said of the others is said of that one. Where judgements
    contradict each other, also by a detour over a third person, nobody is united.

    >>> unite(frames.complete({})).said
    ()
    """
    judged = tables["SAME_AS"] if "SAME_AS" in tables else frames.empty("SAME_AS")
    people = tables.get("Person", frames.empty("Person"))
    if judged.empty or people.empty:
        return United(tables)
    a, b = (frames.positions(judged[end], people["id"]) for end in ("from_id", "to_id"))
    here = (a >= 0) & (b >= 0) & (a != b)
    if not here.any():
        return United(tables)
    judged, a, b = judged[here].reset_index(drop=True), a[here], b[here]
    group = groups(a, b, len(people))
    doubtful = _contradicted(tables, people, group)
    said = [_contradiction(people, group, number) for number in doubtful]
    members = np.unique(np.concatenate([a, b]))
    members = members[~np.isin(group[members], doubtful)]
    if not len(members):
        return United(tables, tuple(said))
    shown = _shown(people, group, members, b)
    grounds = _grounds(judged, people, group[a])
    united, sentences = _one_row_each(people, group, members, shown, grounds)
    old = people["id"].take(members).reset_index(drop=True)
    new = people["id"].take([shown[group[at]] for at in members]).reset_index(drop=True)
    changed = {name: _renamed(tables[name], old, new) for name in _with_people(tables)}
    changed["MEMBER_OF"] = frames.conform(merging.each_once(changed["MEMBER_OF"]), "MEMBER_OF")
    return United({**tables, **changed, "Person": united}, (*said, *sentences))


def groups(a: np.ndarray, b: np.ndarray, size: int) -> np.ndarray:
    """A number for everybody, the same for those who are one."""
    graph = sparse.coo_array((np.ones(len(a)), (a, b)), shape=(size, size))
    _, group = csgraph.connected_components(graph, directed=False)
    return np.asarray(group)


def _contradicted(tables: Tables, people: pd.DataFrame, group: np.ndarray) -> list[int]:
    apart = tables["NOT_SAME_AS"]
    a, b = (frames.positions(apart[end], people["id"]) for end in ("from_id", "to_id"))
    here = (a >= 0) & (b >= 0)
    return sorted(set(group[a[here]][group[a[here]] == group[b[here]]].tolist()))


def _contradiction(people: pd.DataFrame, group: np.ndarray, number: int) -> str:
    names = " and ".join(people.loc[group == number, "name"])
    return (
        f"{names} are judged to be one person and not to be one; until that is settled in "
        "same_people they count as different people."
    )


def _shown(
    people: pd.DataFrame, group: np.ndarray, members: np.ndarray, second: np.ndarray
) -> dict[int, int]:
    """For each group the one whose name is shown."""
    order = sorted(
        members.tolist(),
        key=lambda at: (
            at in set(second.tolist()),
            -len(str(people["name"].iloc[at])),
            people["id"].iloc[at],
        ),
    )
    shown: dict[int, int] = {}
    for at in order:
        shown.setdefault(int(group[at]), at)
    return shown


def _grounds(judged: pd.DataFrame, people: pd.DataFrame, group: np.ndarray) -> dict[int, str]:
    """For each group the judgements that make it, as they are cited."""
    found: dict[int, list[str]] = {}
    for number, row in zip(group.tolist(), frames.records(judged), strict=True):
        found.setdefault(int(number), []).append(cited(row))
    return {number: "; ".join(dict.fromkeys(filter(None, said))) for number, said in found.items()}


def cited(row: dict[str, object]) -> str:
    """A judgement's reason, and in brackets who judged, when, and the source.

    >>> cited({"reason": "Told so", "who": "Clerk", "date": None, "source": "minutes"})
    'Told so (Clerk, minutes)'
    """
    by = [row.get(name) for name in ("who", "date", "source", "paragraph")]
    known = ", ".join(each for each in by if isinstance(each, str))
    reason = row.get("reason")
    return " ".join(
        filter(None, [reason if isinstance(reason, str) else "", known and f"({known})"])
    )


def _one_row_each(
    people: pd.DataFrame,
    group: np.ndarray,
    members: np.ndarray,
    shown: dict[int, int],
    grounds: dict[int, str],
) -> tuple[pd.DataFrame, list[str]]:
    """The people with one row for each group, and a sentence for each."""
    kept = people.drop(index=people.index[[at for at in members if shown[group[at]] != at]])
    kept = kept.copy()
    sentences = []
    for number, first in sorted(shown.items(), key=lambda item: item[1]):
        others = [at for at in members.tolist() if group[at] == number and at != first]
        rows = people.take([first, *others])
        row = rows.bfill().iloc[0].to_dict()  # what is not said of the one is said of another
        name = str(rows["name"].iloc[0])
        alias = [*frames.split_list(rows["other_names"].iloc[0])]
        for spelt, more in zip(rows["name"].iloc[1:], rows["other_names"].iloc[1:], strict=True):
            alias += [str(spelt), *frames.split_list(more)]
        ids = ", ".join(rows["id"].iloc[1:])
        ground = f": {grounds[number]}" if grounds[number] else ""
        sentence = f"{' and '.join(rows['name'].drop_duplicates())} are counted as one person"
        notes = [*rows["note"].dropna(), f"Judged to be the same person as {ids}{ground}"]
        row |= {
            "other_names": frames.join_list(each for each in alias if each != name),
            "note": " ".join(_as_sentence(note) for note in dict.fromkeys(notes)),
            merging.DATASETS: frames.join_list(
                sorted({d for cell in rows[merging.DATASETS] for d in frames.split_list(cell)})
            ),
        }
        for column in ("source", "paragraph"):
            row[column] = frames.join_list(rows[column].dropna())
        for named, value in row.items():
            kept.loc[people.index[first], str(named)] = value
        sentences.append(_as_sentence(f"{sentence}, as was judged{ground}"))
    return frames.conform(kept, "Person"), sentences


def _as_sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _with_people(tables: Tables) -> list[str]:
    """The relationship types that a person is an end of, apart from the judgements to unite."""
    return [
        name
        for name, relationship in model.RELATIONSHIP.items()
        if name in tables
        and name != "SAME_AS"
        and any("Person" in pair for pair in relationship.pairs)
    ]


def _renamed(table: pd.DataFrame, old: pd.Series[str], new: pd.Series[str]) -> pd.DataFrame:
    """The relationships with the new id wherever a person of the old one stands."""
    changed = {}
    for type_column, id_column in (frames.ENDS[:2], frames.ENDS[2:]):
        found = frames.look_up(table[id_column], old, new)
        is_person = table[type_column] == "Person"
        changed[id_column] = found.where(is_person).fillna(table[id_column])
    if "person" in table:  # of a record of attendance
        changed["person"] = frames.look_up(table["person"], old, new).fillna(table["person"])
    return table.assign(**changed)
