"""How overlapping membership reads: pairs of bodies, and people on several of them."""

from __future__ import annotations

from dataclasses import replace

from govgraph.present.findings import in_area, inferred, place, said
from govgraph.present.tables import Answer, Block, Row, words
from govgraph.sentences import counted

_SMALLEST_SHOWN = 0.001
_SMALLEST_OF_TWO_PLACES = 0.005
_PARTS = " | "


def shared_members(row: Row) -> Block:
    """Two bodies that share people or organisations."""
    count = f"{row['shared']} shared of {row['size_a']} and {row['size_b']} known"
    return _heading(row), [
        f"{count}: {words(row['names'])}",
        said("Shared since (earliest date recorded)", row["since"]),
        f"Jaccard {_index(row['jaccard'])}, overlap coefficient "
        f"{_index(row['overlap_coefficient'])}",
        _by_chance(row),
        said("Chairs both", row["shared_chairs"]),
        "" if row["covered"] else "The sources do not give all members: more may be shared.",
        inferred(row),
        said("Proposals", row["if_proposed"]),
        *(_shared_seat(each) for each in row["evidence"] or []),
    ]


def _heading(row: Row) -> str:
    return f"{row['body_a']}{in_area(row['area_a'])} and {row['body_b']}{in_area(row['area_b'])}"


def _by_chance(row: Row) -> str:
    if row["p_value"] is None:
        left_open = (
            "By chance: not known, because the record leaves some members of the two open: who "
            "they are, or for whom they speak."
        )
        return left_open if row["covered"] else ""
    return (
        f"By chance, drawn from {words(row['population'])}: {words(row['expected'])} expected; "
        f"probability of {row['shared']} or more {_probability(row['p_value'])}, corrected for "
        f"the number of pairs compared {_probability(row['q_value'])}"
    )


def _index(value: float) -> str:
    """An index between 0 and 1; what is not quite 0 does not read as 0."""
    return words(value) if value >= _SMALLEST_OF_TWO_PLACES else f"{value:.1g}"


def _probability(value: float) -> str:
    return f"below {_SMALLEST_SHOWN}" if value < _SMALLEST_SHOWN else f"{value:.3f}"


def _shared_seat(each: Row) -> str:
    seats = [f"{each[f'seat{side}']} [{place(each, side)}]" for side in ("_a", "_b")]
    since = f" (both since {each['since']})" if each["since"] else ""
    return f"{each['who']}{since}: {'; '.join(seats)}"


def shared_through_time(row: Row) -> Block:
    """Two bodies on which the same people sat at the same time."""
    shared, certain = row["shared"], row["certain"]
    doubt = "" if certain == shared else f", {certain} of them beyond doubt by the dates recorded"
    people = "person" if shared == 1 else "people"
    return _heading(row), [
        f"{shared} {people} at the same time{doubt}: {words(row['names'])}",
        said("First together (earliest date recorded)", row["since"]),
        said("Last together (latest date recorded)", row["until"]),
        "" if row["covered"] else "The sources do not give all members: more may be shared.",
        inferred(row),
        *(_meeting(each) for each in row["evidence"] or []),
    ]


def _meeting(each: Row) -> str:
    seats = [f"{each[f'seat{side}']} [{place(each, side)}]" for side in ("_a", "_b")]
    from_ = each["since"] or "a day that is not recorded"
    until = f" to {each['until']}" if each["until"] else ""
    doubt = "" if each["certain"] else ", possibly"
    return f"{each['who']} (from {from_}{until}{doubt}): {'; '.join(seats)}"


def person(row: Row) -> Block:
    """One person and their bodies."""
    count = row["bodies"]
    chairs = f", chairs {row['chairs']} of them" if row["chairs"] else ""
    return f"{row['person']}: {counted(count, 'body', 'bodies')}{chairs}", [
        said("Meeting hours a year", _hours(row)),
        *_connects(row),
        inferred(row),
        said("Proposals", row["if_proposed"]),
        *(_seat(each) for each in row["evidence"] or []),
    ]


def _connects(row: Row) -> list[str]:
    if not row["connects_alone"]:
        return []
    among = "Nobody else" if row["covered"] else "Nobody else that is known"
    parts = row["connects_alone"].split(_PARTS)
    return [f"{among} connects: {words(' and '.join(f'({part})' for part in parts))}"]


def _seat(each: Row) -> str:
    since = f" since {each['since']}" if each["since"] else ""
    return f"{each['body']}: {each['seat']}{since} [{place(each)}]"


def _hours(row: Row) -> str:
    if row["meeting_hours"] is not None:
        return words(row["meeting_hours"])
    known = f"{words(row['hours_known'])} and more" if row["hours_known"] else "not known"
    return f"{known} (not known for {words(row['hours_not_known_for'])})"


def on_several_bodies(answer: Answer) -> Answer:
    """The answer without the people who sit on one body only; a note has their number."""
    return replace(answer, rows=[row for row in answer.rows if row["bodies"] > 1])
