"""National hierarchies of bodies of any size, made anew for each measurement and always the same.

Families of fifty bodies: a board, committees below it, groups below those. The boards report to
one of the regions and these to a national one. One body in eight has a second way up and one in
forty a third, into its own family or the one beside it; one link in six is stated again by
another type; one in three hundred leads down again, which makes circles; and some links serve
one matter only.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from govgraph import frames, merging
from govgraph.governance import Governance

FAMILY = 50
REGIONS = 40
APEXES = 4

Numbers = npt.NDArray[np.int64]


def links(bodies: int, seed: int = 1) -> pd.DataFrame:
    """The steps up as ``start, end, type, matter``; the first bodies are the apexes and regions."""
    rng = np.random.default_rng(seed)
    first = APEXES + REGIONS
    number = np.arange(first, bodies)
    place = (number - first) % FAMILY
    home = number - place
    above = np.where(place < 8, home, home + 1 + (place - 8) // 6)
    parent = np.where(place == 0, APEXES + number // FAMILY % REGIONS, above)
    regions = np.arange(APEXES, first)
    start = [regions, number]
    end = [regions % APEXES, parent]
    for every in (8, 40):
        who = number[(rng.random(len(number)) < 1 / every) & (place > 0)]
        base = who - (who - first) % FAMILY
        beside = np.where(rng.random(len(who)) < 0.3, FAMILY, 0)
        other = base + beside + rng.integers(0, 8, len(who))
        start.append(who)
        end.append(np.where(other < bodies, other, base))
    back = rng.random(len(number)) < 1 / 300
    start.append(parent[back])
    end.append(number[back])
    frame = pd.DataFrame({"start": np.concatenate(start), "end": np.concatenate(end)})
    frame = frame[frame["start"] != frame["end"]].drop_duplicates(ignore_index=True)
    types = np.array(["REPORTS_TO", "ACCOUNTABLE_TO", "ESCALATES_TO", "PART_OF"])
    frame["type"] = types[rng.choice(4, len(frame), p=[0.6, 0.15, 0.15, 0.1])]
    again = frame[rng.random(len(frame)) < 1 / 6]
    again = again.assign(type=np.where(again["type"] == "PART_OF", "REPORTS_TO", "PART_OF"))
    frame = pd.concat([frame, again], ignore_index=True)
    is_special = rng.random(len(frame)) < 1 / 50
    matter = np.array(["budget", "disputes", "estates"])[rng.integers(0, 3, len(frame))]
    frame["matter"] = pd.Series(matter, dtype="str").where(is_special)
    return frame


def snapshot(bodies: int, seed: int = 1) -> Governance:
    """The hierarchy as it comes from a store, with links given completely for nine in ten."""
    rng = np.random.default_rng(seed + 1)
    number = np.arange(bodies)
    text = pd.Series(number).astype("str")
    is_covered = rng.random(bodies) < 0.9
    covered = pd.Series("links", index=range(bodies), dtype="str").where(is_covered)
    body = pd.DataFrame(
        {
            "id": "b" + text,
            "name": "Board " + text,
            "areas": "Area " + pd.Series(number // FAMILY).astype("str"),
            "kind": "board",
            "covered": covered,
            "apex": number < APEXES,
            "meetings_per_year": np.where(rng.random(bodies) < 0.7, 4.0, np.nan),
            "source": "register",
            "paragraph": "row " + text,
        }
    )
    facts = {"Body": body}
    for type_, rows in links(bodies, seed).groupby("type", sort=True):
        facts[str(type_)] = pd.DataFrame(
            {
                "from_type": "Body",
                "from_id": "b" + rows["start"].astype("str"),
                "to_type": "Body",
                "to_id": "b" + rows["end"].astype("str"),
                "matter": rows["matter"],
                "source": "register",
                "paragraph": "link " + rows.index.astype("str"),
            }
        )
    stated = {name: frames.conform(table, name, stated_only=True) for name, table in facts.items()}
    return Governance(merging.combine({"national": stated}))
