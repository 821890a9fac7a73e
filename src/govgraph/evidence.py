"""What is known of each body rests on which documents, of what age, and whether made up.

Evidence about a body are the documents that its own row, its seats and who holds them, its
links, remits, rules and meetings are cited from, and the meetings of it that are recorded.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govgraph import dates, frames, model

_OF_SEATS = {"HOLDS": "to_id", "ON_BEHALF_OF": "from_id", "EX_OFFICIO": "from_id"}
"""The relationships of a seat, and which end of them it is."""

_OF_BODIES = {
    "SEAT_ON": "to_id",
    "HAS_REMIT": "from_id",
    "HAS_RULE": "from_id",
    "MEETING_OF": "to_id",
}


@dataclass(frozen=True)
class Evidence:
    """The documents and meetings behind each body.

    Attributes:
        cited: ``body`` and ``source``, row numbers of the tables Body and Source, each pair
            once.
        dated: ``body`` and ``date`` (as written), each pair once: the dates of those
            documents and of the meetings recorded, of any day.
    """

    cited: pd.DataFrame
    dated: pd.DataFrame

    @classmethod
    def of(cls, tables: frames.Tables) -> Evidence:
        """The evidence that a graph gives."""
        cited = _cited(tables)
        source_dates = tables["Source"]["date"].take(cited["source"].to_numpy())
        of_documents = pd.DataFrame(
            {"body": cited["body"].to_numpy(), "date": source_dates.to_numpy()}
        )
        dated = pd.concat([of_documents, _meeting_dates(tables)], ignore_index=True)
        dated = dated.astype({"body": "int64", "date": "str"})
        return cls(cited, dated.dropna().drop_duplicates(ignore_index=True))

    def newest_of_each(self, size: int, day: dt.date) -> pd.Series[str]:
        """The date of the newest evidence on each of the graph's bodies not after the day.

        As written; blank where there is none. ``size`` is the number of bodies.
        """
        code, distinct = pd.factorize(self.dated["date"])
        ranked = sorted(_seen(distinct, day), key=_age)
        rank = pd.Series(np.arange(len(ranked)), index=pd.Index(ranked, dtype="str"))
        found = np.full(size, -1)
        ranks = rank.reindex(distinct).fillna(-1).to_numpy(dtype=np.int64)
        np.maximum.at(found, self.dated["body"].to_numpy(), ranks[code])
        return pd.Series(pd.array([*ranked, None], dtype="str")[found])


def newest(written: Iterable[str], day: dt.date) -> str | None:
    """The newest of these dates that is not after the day, as written; None if there is none.

    A partial date begins on its first day and is as new as its last.

    >>> newest(["2021", "2021-05", "2024"], dt.date(2022, 1, 1))
    '2021'
    """
    return max(_seen(written, day), key=_age, default=None)


def _seen(written: Iterable[str], day: dt.date) -> list[str]:
    return [date for date in written if dates.earliest(date) <= day]


def _age(date: str) -> tuple[dt.date, str]:
    return dates.latest(date), date


def _cited(tables: frames.Tables) -> pd.DataFrame:
    """``body`` and ``source`` of every citation, each pair once."""
    sources = tables["Source"]["id"]
    size = max(len(sources), 1)
    pairs = [np.empty(0, dtype=np.int64)]
    for body, cited in _citations(tables):
        source = frames.positions(cited, sources)
        known = (body >= 0) & (source >= 0)
        pairs.append(np.unique(body[known].astype(np.int64) * size + source[known]))
    both = np.unique(np.concatenate(pairs))
    return pd.DataFrame({"body": both // size, "source": both % size})


def _citations(tables: frames.Tables) -> Iterator[tuple[np.ndarray, pd.Series[str]]]:
    """Row numbers of bodies (-1 for none), and the source that a fact about each is cited from."""
    own = tables["Body"]
    yield np.arange(len(own)), own["source"]
    further = _in_further_statements(own)
    yield frames.positions(further["id"], own["id"]), further["source"]
    for name, end in _OF_BODIES.items():
        yield frames.positions(tables[name][end], own["id"]), tables[name]["source"]
    seat_on = tables["SEAT_ON"]
    body_of_seat = np.append(frames.positions(seat_on["to_id"], own["id"]), -1)
    for name, end in _OF_SEATS.items():
        seat = frames.positions(tables[name][end], seat_on["from_id"])
        yield body_of_seat[seat], tables[name]["source"]
    for name in model.LINKS:
        links = tables[name]
        for end in ("from", "to"):
            at_body = links[links[f"{end}_type"] == "Body"]
            yield frames.positions(at_body[f"{end}_id"], own["id"]), at_body["source"]


def _in_further_statements(bodies: pd.DataFrame) -> pd.DataFrame:
    """``id`` and ``source`` of bodies that several rows state differently, a row for each."""
    column = model.STATEMENTS.name
    several = bodies[bodies[column].notna()]
    found = [
        (id_, stated.get("source"))
        for id_, text in zip(several["id"], several[column], strict=True)
        for _, stated in json.loads(text)
    ]
    return pd.DataFrame(found, columns=["id", "source"], dtype="str")


def _meeting_dates(tables: frames.Tables) -> pd.DataFrame:
    """``body`` and ``date`` of the meetings, but for those that are only planned."""
    meetings, joins = tables["Meeting"], tables["MEETING_OF"]
    recorded = meetings[meetings["status"].fillna("") != "planned"]
    body_of_join = np.append(frames.positions(joins["to_id"], tables["Body"]["id"]), -1)
    body = body_of_join[frames.positions(recorded["id"], joins["from_id"])]
    code, distinct = pd.factorize(recorded["date"])
    known = (body >= 0) & (code >= 0)
    size = max(len(distinct), 1)
    both = np.unique(body[known].astype(np.int64) * size + code[known])
    return pd.DataFrame({"body": both // size, "date": np.asarray(distinct)[both % size]})
