"""Findings on remits as a paper puts them."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph import frames
from govgraph.analysis.remit_relations import PARENT_AND_CHILD
from govgraph.present.paper.citations import in_words
from govgraph.present.paper.drafting import MOST_PARTS, Draft, Drafter, the
from govgraph.present.tables import Row, records, words
from govgraph.sentences import capitalised, counted

_OF_A_PART = (
    "One of the two being part of the other, what does {a} do apart from {b}, and is it said which "
    "of them answers for this?"
)
_THE_SAME = 0.995
_CLAUSES = 2
_WORK = {
    "decide": "decide on {topic}",
    "approve": "give approval on {topic}",
    "commission": "commission work on {topic}",
    "recommend": "make recommendations on {topic}",
    "advise": "advise on {topic}",
    "influence": "influence {topic}",
    "oversee": "oversee {topic}",
    "scrutinise": "scrutinise {topic}",
    "co-ordinate": "co-ordinate {topic}",
    "deliver": "deliver work on {topic}",
}
_RELATIONS = {
    "parent and child": "One of the two is part of the other.",
    "twin groups": "One section of a source describes both, side by side.",
    "shared wording": "One sentence of a source speaks of both.",
}
_RESTS_ON = "This rests on what is proposed: "
_PROPOSED_CODES = (
    "What the clauses let the bodies do, on what or for whom, was proposed from their wording and "
    "has not been confirmed by a reader."
)


class Remits(Drafter):
    """Writes what was found on remits."""

    def drafts(self) -> Iterator[Draft]:
        """The pairs of bodies, then the topics that nobody decides."""
        yield from self._remits()
        yield from self._gaps()

    def _remits(self) -> Iterator[Draft]:
        rows = records(self.material.shown.remit_pairs)
        # That a body and its part do the same is the least of news.
        for row in sorted(rows, key=_is_of_a_part):
            if _have_an_area_in_common(self, row):
                yield self._remit_pair(row)

    def _remit_pair(self, row: Row) -> Draft:
        a, b, ids = row["body_a"], row["body_b"], (row["body_a_id"], row["body_b_id"])
        decide = [each for each in row["clauses"] if each.get("finding") == row["finding"]]
        shown = (decide or row["clauses"])[:_CLAUSES]
        more = len(row["clauses"]) - len(shown)
        topic = words(row.get("topic"))
        work = _work(words(row.get("power")), topic)
        why, _, rests_on = words(row["why"]).partition(_RESTS_ON)
        statements = [
            why.strip() or _alike(row),
            *(_RELATIONS.get(each, "") for each in frames.split_list(row["relation"])),
            _people_on_both(row["shared_people"]),
            f"{counted(more, 'more pair')} of clauses {'reads' if more == 1 else 'read'} alike."
            if more
            else "",
        ]
        wording = [
            *(line for each in shown for line in self._clauses(each, a, b)),
            *(self._alone(each) for each in row.get("difference") or []),
        ]
        return self.draft(
            row["finding"],
            ids,
            f"{a} and {b}",
            [a, b],
            {"work": work, "topic": topic or "this work"},
            statements,
            self.cited(shown, "_a", "_b"),
            wording=dict.fromkeys(wording),
            question=_OF_A_PART.format(a=the(a), b=the(b)) if _is_of_a_part(row) else "",
            qualifiers=[
                _PROPOSED_CODES if row.get("basis") == "proposed" else "",
                _once_each(rests_on),
                *(_judged(each) for each in row.get("judgement") or []),
            ],
        )

    def _alone(self, each: Row) -> str:
        people = f" (for {each['population']})" if each["population"] else ""
        return f"Of {each['body']} alone: {each['text']}{people} ({self.cite(each)})"

    def _clauses(self, pair: Row, a: str, b: str) -> list[str]:
        if pair.get("shared_wording"):
            return [f"Of both: {pair['text_a']} ({self.cite(pair, '_a')})"]
        return [
            f"{a}: {pair['text_a']} ({self.cite(pair, '_a')})",
            f"{b}: {pair['text_b']} ({self.cite(pair, '_b')})",
        ]

    def _gaps(self) -> Iterator[Draft]:
        found = self.material.shown.remit_gaps
        by_name = {name: id_ for id_, name in self.names.items()}
        for row in records(found):
            named = list(dict.fromkeys(each["body"] for each in row["clauses"]))
            ids = tuple(by_name[name] for name in named if name in by_name)
            yield self.draft(
                "gap",
                ids,
                capitalised(row["topic"]),
                named,
                {"subject": row["topic"], "body": row["area"]},
                [words(row["why"])],
                self.sources.places((e["source"], e["paragraph"]) for e in row["clauses"]),
                wording=[
                    f"{e['body']}: {e['text']} ({self.cite(e)})"
                    for e in row["clauses"][:MOST_PARTS]
                ],
            )


def _is_of_a_part(row: Row) -> bool:
    return PARENT_AND_CHILD in frames.split_list(row["relation"])


def _alike(row: Row) -> str:
    if row["score"] >= _THE_SAME:
        return "Clauses of the two are worded the same."
    likeness = words(row["score"])
    return f"Clauses of the two read alike (likeness {likeness}, where 1 is the same wording)."


def _work(power: str, topic: str) -> str:
    """What a power on a topic lets a body do, as it goes on after "need to"."""
    if power == "commission" and "commissioning" in topic:
        return "do this commissioning"
    return _WORK[power].format(topic=topic) if power in _WORK and topic else "do this work"


def _once_each(rests_on: str) -> str:
    """What was proposed from which words, each once, as a sentence; blank for nothing."""
    parts = dict.fromkeys(part.strip() for part in rests_on.rstrip(".").split(";"))
    text = "; ".join(part for part in parts if part)
    return f"{capitalised(text)}." if text else ""


def _judged(each: Row) -> str:
    """What a reviewer judged, without saying who."""
    verdict = words(each["verdict"]).replace("_", " ")
    when = f" on {in_words(each['date'])}" if each["date"] else ""
    return f"A reviewer judged{when}: {verdict}. {each['reason'] or 'No reason is recorded'}."


def _people_on_both(shared: int | None) -> str:
    if not shared:
        return ""
    return f"{counted(shared, 'person sits', 'people sit')} on both."


def alike_elsewhere(drafter: Drafter) -> list[Row]:
    """Pairs of bodies of different areas asked about, both of them real or both made up."""
    asked = set(drafter.material.g.asked_about)
    return [
        row
        for row in records(drafter.material.shown.remit_pairs)
        if not _have_an_area_in_common(drafter, row)
        and {row["body_a_id"], row["body_b_id"]} <= asked
        and drafter.is_made_up([row["body_a_id"]]) == drafter.is_made_up([row["body_b_id"]])
    ]


def _have_an_area_in_common(drafter: Drafter, row: Row) -> bool:
    one, other = (drafter.every_area[row[f"body_{end}_id"]] for end in "ab")
    return bool(set(one) & set(other))
