"""The tables of a paper: what is recorded, and every finding by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from govgraph import frames, model
from govgraph.analysis.upward_wording import times_a_year
from govgraph.present import cards, contents, hierarchy
from govgraph.present.paper.citations import Sources, in_words
from govgraph.present.paper.document import Cell, Link, Paragraph, Table
from govgraph.present.paper.draft_remits import alike_elsewhere
from govgraph.present.paper.drafting import Draft, Drafter, in_plain_words
from govgraph.present.paper.questions import kind_of
from govgraph.present.paper.results import SMALLEST_GROUP, Material
from govgraph.present.tables import records, span, words
from govgraph.sentences import counted, listed

MOST_ROWS = 400
"""Of a longer table the first rows are printed, and a line under it says how many there are."""
NOT_KNOWN = "n/k"
"""Where a column has no room for more."""
_STATES = {
    "held": "held",
    "vacant": "vacant",
    "not named": "not named",
    "unknown": "unknown: only former holders are recorded",
}
_ROLES = {"vice_chair": "vice-chair", "co_opted": "co-opted member"}


def table(
    caption: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Cell]],
    numbers: Sequence[int] = (),
) -> list[Table | Paragraph]:
    """A table, and a line under it where not all rows are in it; nothing where there are none."""
    every = [tuple(row) for row in rows]
    if not every:
        return []
    headings, widths = zip(*columns, strict=True)
    made: list[Table | Paragraph] = [
        Table(caption, headings, tuple(every[:MOST_ROWS]), widths, tuple(numbers))
    ]
    if len(every) > MOST_ROWS:
        shown = f"The first {MOST_ROWS} of {len(every):,} rows. "
        made.append(Paragraph(shown + "A paper on fewer areas has all of them.", is_note=True))
    return made


# --- sources and bodies -----------------------------------------------------------------------


def of_sources(sources: Sources) -> list[Table | Paragraph]:
    """The documents, with their dates and addresses."""
    rows: list[list[Cell]] = []
    for number, row in enumerate(records(sources.documents), start=1):
        url = cards.safe_url(row["url"])
        about = [row["publisher"], f"version {row['version']}" if row["version"] else None]
        note = [row["note"], f"Licence: {row['licence']}." if row["licence"] else None]
        date = in_words(row["date"]) or "not dated"
        adopted = f"; adopted {in_words(row['adopted'])}" if row["adopted"] else ""
        title = words(row["title"]) or "(no title)"
        rows.append(
            [
                str(number),
                Link(title, url) if url else title,
                ", ".join(filter(None, map(words, about))),
                date + adopted,
                " ".join(filter(None, map(words, note))),
            ]
        )
    columns = [
        ("No.", 6),
        ("Document", 28),
        ("Publisher and version", 17),
        ("Date", 13),
        ("Note", 36),
    ]
    caption = "Sources, by the numbers that this paper cites"
    return [
        replace(each, rows_are="source") if isinstance(each, Table) else each
        for each in table(caption, columns, rows, [0])
    ]


def of_areas(material: Material, writer: Drafter) -> list[Table | Paragraph]:
    """The bodies of each area by kind, and their standing on the day."""
    g = material.g
    kinds: dict[str, Counter[str]] = {}
    held = g.bodies[g.bodies["id"].isin(g.asked_about)]
    for id_, kind in zip(held["id"], held["kind"], strict=True):
        for area in writer.areas_of([id_]):
            kinds.setdefault(area, Counter())[words(kind) or "kind not said"] += 1
    rows = []
    for row in records(contents.areas(g)):
        said = kinds.get(row["area"], Counter())
        rows.append(
            [
                writer.marked(row["area"]),
                words(row["current"]),
                words(row["proposed"]),
                words(row["former"]),
                "; ".join(f"{kind} {count}" for kind, count in sorted(said.items())),
            ]
        )
    columns = [
        ("Area", 20),
        ("In being", 9),
        ("Only proposed", 12),
        ("Ended", 9),
        ("Kinds of those looked at", 50),
    ]
    return table("Bodies by area and kind", columns, rows, [1, 2, 3])


def of_coverage(material: Material, writer: Drafter) -> list[Table | Paragraph]:
    """Of how many bodies of each area the sources give what completely."""
    g = material.g
    held = g.bodies[g.bodies["id"].isin(g.asked_about)]
    covered = {what: g.covers(held["id"], what).tolist() for what in COVERED}
    by_area: dict[str, list[int]] = {}
    for at, id_ in enumerate(held["id"]):
        for area in writer.areas_of([id_]):
            by_area.setdefault(area, []).append(at)
    rows = [
        [
            writer.marked(area),
            str(len(places)),
            *(str(sum(covered[what][at] for at in places)) for what in COVERED),
        ]
        for area, places in sorted(by_area.items())
    ]
    columns = [("Area", 25), ("Bodies", 11), *((what.capitalize(), 13) for what in COVERED)]
    caption = "For how many bodies the sources give what completely"
    return table(caption, columns, rows, range(1, len(columns)))


COVERED = ("members", "links", "remits", "rules", "attendance")


def of_bodies(material: Material, writer: Drafter) -> list[Table | Paragraph]:
    """Every body looked at: what it is, what is above it, and its seats."""
    links = material.g.links
    up = hierarchy.only_inferred(links[links["type"].isin(model.UPWARD_LINKS)])
    # The table of bodies has the names of what is above.
    names = dict(zip(links["to_id"], links["to_name"], strict=True))
    inferred = {(below, names[above]) for below, above in up}
    rows = [
        [
            words(row["name"]),
            ", ".join(filter(None, [words(row["kind"]), *_area(row["id"], writer), *_only(row)])),
            words(row["meetings_per_year"]) or NOT_KNOWN,
            "(top)" if row["apex"] and not row["up"] else _up(row, inferred) or "none stated",
            _number(row["seats"]),
            _number(row["named"]),
            _number(row["vacant"]),
            writer.sources.place(row["source"], row["paragraph"]),
        ]
        for row in records(contents.bodies(material.g))
    ]
    columns = [
        ("Body", 19),
        ("What and where", 15),
        ("Meetings a year", 10),
        ("A step up", 18),
        ("Seats", 7),
        ("Named", 8),
        ("Vacant", 8),
        ("Source", 15),
    ]
    caption = f"Bodies, what is above them, and members' seats ({NOT_KNOWN}: not known)"
    return table(caption, columns, rows, [2, 4, 5, 6])


def _up(row: Mapping[str, Any], inferred: set[tuple[str, str]]) -> str:
    """What a body goes up to, with a word where that is not stated."""
    marked = [f"{name} (inferred)" if (row["id"], name) in inferred else name for name in row["up"]]
    return frames.JOIN.join(marked)


def _area(body_id: str, writer: Drafter) -> list[str]:
    """The areas of a body, unless the whole paper is about one."""
    areas = writer.areas_of([body_id])
    return [] if writer.is_of_one_area else [writer.marked(area) for area in areas]


def _only(row: Mapping[str, object]) -> list[str]:
    return ["only proposed"] if row["status"] == "proposed" else []


def of_links(material: Material, writer: Drafter) -> list[Table | Paragraph]:
    """Every link that one of the bodies has."""
    g = material.g
    asked = g.links[g.links["from_id"].isin(g.asked_about) | g.links["to_id"].isin(g.asked_about)]
    asked = asked.sort_values(["from_name", "type", "to_name"], kind="stable")
    said = [
        ((_end(row, "from"), cards.link_words(row["type"]), _end(row, "to"), _how(row)), row)
        for row in records(asked)
    ]
    rows = _each_once(writer, said)
    columns = [("From", 24), ("Link", 12), ("To", 24), ("How", 24), ("Source", 16)]
    return table("Links between bodies", columns, rows)


def _each_once(
    writer: Drafter, said: Iterable[tuple[tuple[str, ...], Mapping[str, object]]]
) -> list[list[str]]:
    """What statements say, each once, and behind it where all that say it stand."""
    places: dict[tuple[str, ...], list[tuple[object, object]]] = {}
    for key, row in said:
        places.setdefault(key, []).append((row["source"], row["paragraph"]))
    return [[*key, writer.sources.places(cited)] for key, cited in places.items()]


def _end(row: Mapping[str, object], end: str) -> str:
    members = "members of " if row[f"{end}_members"] else ""
    return f"{members}{row[f'{end}_name']}"


def _how(row: Mapping[str, object]) -> str:
    """What a statement says of its link beside that there is one."""
    about = [
        "only proposed" if row["proposed"] else "",
        "inferred" if row["basis"] == "inferred" else "",
        _how_often(row["frequency_per_year"]),
        f"on {row['matter']}" if row["matter"] else "",
        words(row["condition"]),
    ]
    return "; ".join(filter(None, about))


def of_proposals(material: Material, writer: Drafter) -> list[Table | Paragraph]:
    """What the sources only propose, where the paper leaves it out of account."""
    g = material.g
    if g.include_proposed:
        return []
    then = g.at(include_proposed=True)
    bodies = then.bodies[then.bodies["proposed"].astype(bool)]
    bodies = bodies[bodies["id"].isin(then.asked_about)]
    links = then.links[then.links["proposed"].astype(bool)]
    links = links[
        links["from_id"].isin(then.asked_about) | links["to_id"].isin(then.asked_about)
    ].sort_values(["from_name", "type", "to_name"], kind="stable")
    said = [
        ((words(row["name"]), f"a new body: {words(row['kind']) or 'kind not said'}"), row)
        for row in records(bodies)
    ]
    # That it is proposed goes without saying here.
    for row in records(links.assign(proposed=False)):
        what = f"{cards.link_words(row['type'])} {_end(row, 'to')}"
        how = _how(row)
        said.append(((_end(row, "from"), f"{what} ({how})" if how else what), row))
    rows = _each_once(writer, said)
    columns = [("Body", 32), ("What is proposed", 46), ("Source", 22)]
    caption = "Bodies and links that are only proposed, and are left out of account above"
    return table(caption, columns, rows)


def of_seats(material: Material, writer: Drafter, *, with_names: bool) -> list[Table | Paragraph]:
    """Every seat on the bodies; who sits there only where names are asked for."""
    seats = material.g.memberships
    seats = seats[seats["body_id"].isin(material.g.asked_about)]
    seats = seats.sort_values(["body", "body_id"], kind="stable")
    rows = []
    for row in records(seats):
        role = words(row["role"])
        capacity = row["capacity"] if row["capacity"] not in (None, "holder") else None
        state = _STATES.get(row["state"], row["state"])
        holder = [words(row["person"])] if with_names and row["person"] else []
        rows.append(
            [
                words(row["body"]),
                words(row["title"]),
                _ROLES.get(role, role),
                words(row["organisations"]),
                ", ".join([*holder, f"{state} ({capacity})" if capacity else state]),
                writer.sources.place(row["source"], row["paragraph"]),
            ]
        )
    columns = [
        ("Body", 22),
        ("Seat", 24),
        ("Role", 10),
        ("Speaks for", 18),
        ("Holder" if with_names else "State", 12),
        ("Source", 14),
    ]
    return table("Seats and vacancies", columns, rows)


def of_organisations(material: Material) -> list[Table | Paragraph]:
    """On how many of the bodies each organisation has a member's voice."""
    pairs = material.g.held("REPRESENTED_ON")
    pairs = pairs[pairs["to_id"].isin(material.g.asked_about)]
    counts = pairs.groupby("from_id")["to_id"].nunique()
    several = counts[counts > 1].rename("count").reset_index()
    several = several.assign(name=material.g.name_of(several["from_id"].astype("str")))
    several = several.sort_values(["count", "name"], ascending=[False, True])
    rows = [[words(row["name"]), words(row["count"])] for row in records(several)]
    columns = [("Organisation", 75), ("Bodies", 25)]
    return table("Organisations that sit on several of the bodies", columns, rows, [1])


def of_people(material: Material) -> list[Table | Paragraph]:
    """How many people sit on how many bodies."""
    counts = Counter(int(count) for count in material.found.people["bodies"])
    rows = [[str(bodies), str(people)] for bodies, people in sorted(counts.items())]
    columns = [("Bodies", 50), ("People who are members of so many", 50)]
    return table("People by the number of bodies on which they sit", columns, rows, [0, 1])


def of_likeness(writer: Drafter) -> list[Table | Paragraph]:
    """Bodies of different areas with remits that read alike, those most alike first."""
    pairs = alike_elsewhere(writer)
    rows = [
        [
            f"{row['body_a']} ({', '.join(writer.areas_of([row['body_a_id']]))})",
            f"{row['body_b']} ({', '.join(writer.areas_of([row['body_b_id']]))})",
            words(row["score"]),
            words(row["clauses"][0]["text_a"]) if row["clauses"] else "",
            words(row["clauses"][0]["text_b"]) if row["clauses"] else "",
        ]
        for row in pairs[:MOST_ALIKE]
    ]
    columns = [
        ("One body", 19),
        ("The other", 19),
        ("Likeness", 8),
        ("Most alike: of the one", 27),
        ("Of the other", 27),
    ]
    caption = "Bodies of different areas with remits that read alike: no duplicates, to learn from"
    made = table(caption, columns, rows, [2])
    if len(pairs) > MOST_ALIKE:
        shown = f"The {MOST_ALIKE} most alike of {len(pairs):,} pairs."
        made.append(Paragraph(shown, is_note=True))
    return made


MOST_ALIKE = 15


# --- meetings and decisions -------------------------------------------------------------------


def of_attendance(material: Material) -> list[Table | Paragraph]:
    """Attendance by body, with small groups withheld."""
    g = material.g
    known = g.attendance[g.attendance["body_id"].isin(g.asked_about)]
    rows = []
    for (name, id_), group in known.groupby(["body", "body_id"], sort=True):
        marks = group["status"].value_counts()
        meetings = group["meeting_id"].nunique()
        if material.small.hide(str(id_)):
            hidden = f"withheld: fewer than {SMALLEST_GROUP} people"
            rows.append([str(name), str(meetings), *[""] * (len(MARKS)), hidden])
            continue
        counts = [int(marks.get(mark, 0)) for mark in MARKS]
        told = len(group) - counts[-1]
        share = f"{counts[0] / told:.0%}" if told else "not known"
        rows.append([str(name), str(meetings), *map(str, counts), share])
    columns = [
        ("Body", 28),
        ("Meetings recorded", 11),
        ("Present", 9),
        ("Substitute came", 11),
        ("Apologies", 10),
        ("Absent", 9),
        ("Not recorded", 10),
        ("Member present, of what is recorded", 12),
    ]
    return table("Attendance by body, in seats at meetings", columns, rows, range(1, 7))


MARKS = ("present", "substitute", "apologies", "absent", "unknown")


def of_quorums(material: Material, writer: Drafter) -> list[Table | Paragraph]:
    """The quorum rule of each body, what came of it, and how it may be broken."""
    quorums, fragility = material.found.quorums, material.found.fragility
    key = ["body_id", "rule", "reading", "verdict"]
    counts = Counter(quorums[key].fillna("").itertuples(index=False, name=None))
    rows = []
    for row in records(fragility):
        of_rule = (row["body_id"], row["rule"], row["reading"] or "")
        held = [counts[*of_rule, verdict] for verdict in ("quorate", "inquorate", "undetermined")]
        hidden = material.small.hide(row["body_id"])
        reading = f" (read as: {row['reading']})" if row["reading"] else ""
        rows.append(
            [
                words(row["body"]),
                f"{in_plain_words('quorum', row['rule'])}{reading}",
                *(map(str, held) if sum(held) else ("", "no record", "")),
                "withheld" if hidden else _chance(row["probability_low"], row["probability_high"]),
                words(row["smallest_break"]),
                writer.sources.place(row["source"], row["paragraph"]),
            ]
        )
    columns = [
        ("Body", 18),
        ("Rule", 24),
        ("Quorate", 9),
        ("Inquorate", 10),
        ("Open", 7),
        ("Probability of a quorum", 11),
        ("Absences that break it", 10),
        ("Source", 11),
    ]
    return table("Quorum rules and meetings", columns, rows, [2, 3, 4, 5, 6])


def of_decisions(material: Material, writer: Drafter) -> list[Table | Paragraph]:
    """What carries a decision where all members come; readings that come to the same are one."""
    rules: dict[tuple[str, str, str], dict[tuple[str, str], list[dict[str, object]]]] = {}
    for row in records(material.found.decisions):
        if row["carries_low"] is not None:
            carries = span(row["carries_low"], row["carries_high"])
            voices = span(row["voices_low"], row["voices_high"])
            result = (
                f"{carries} of {voices} {row['counted']}",
                span(row["blocks_low"], row["blocks_high"]),
            )
            rule = (row["body_id"], row["rule"], row["way"])
            rules.setdefault(rule, {}).setdefault(result, []).append(row)
    rows = []
    for (_, rule_text, _), results in rules.items():
        for (carries, blocks), some in results.items():
            read_as = "; or ".join(words(row["reading"]) for row in some if row["reading"])
            reading = f" (read as: {read_as})" if read_as and len(results) > 1 else ""
            place = writer.sources.place(some[0]["source"], some[0]["paragraph"])
            rows.append([words(some[0]["body"]), rule_text + reading, carries, blocks, place])
    columns = [
        ("Body", 24),
        ("Rule", 34),
        ("Carries", 16),
        ("Not in favour that block", 12),
        ("Source", 14),
    ]
    return table("What carries a decision where everybody comes", columns, rows)


def of_routes(material: Material) -> list[Table | Paragraph]:
    """Every way up that has a step, the slowest first."""
    routes = material.found.routes
    routes = routes[routes["hops"] > 0]
    order = ["days_worst", "body"]
    routes = routes.sort_values(order, ascending=[False, True], kind="stable", na_position="last")
    rows = [
        [
            words(row["route"]).replace(" > ", " \u2192 "),
            words(row["matter"]) or "every matter",
            _END.get(row["end"], words(row["end"])),
            _days(row),
        ]
        for row in records(routes)
    ]
    columns = [("Way up", 52), ("For", 14), ("How it ends", 18), ("Days on the way", 16)]
    return table("Ways up, those that take longest first", columns, rows)


_END = {
    "apex": "at the top",
    "missing hop": "what lies above is unknown",
    "dead end": "no way up from there",
    "cycle": "comes back",
    "goes on": "goes on",
}


def _days(row: dict[str, object]) -> str:
    if row["days_worst"] is None:
        return "not known"
    return f"{row['days_expected']:.0f} expected, {row['days_worst']:.0f} at worst"


# --- findings ---------------------------------------------------------------------------------


def of_kinds(drafts: Sequence[Draft], writer: Drafter) -> list[Table | Paragraph]:
    """The summary: how many findings of each sort, and where."""
    rows = []
    numbers: dict[str, list[int]] = {}
    areas: dict[str, Counter[str]] = {}
    for number, draft in enumerate(drafts, start=1):
        numbers.setdefault(draft.kind, []).append(number)
        there = writer.areas_of(draft.body_ids)
        areas.setdefault(draft.kind, Counter()).update(map(writer.marked, there))
    for kind, some in numbers.items():
        span = str(some[0]) if len(some) == 1 else f"{some[0]} to {some[-1]}"
        where = "; ".join(f"{area} {count}" for area, count in sorted(areas[kind].items()))
        rows.append([kind_of(kind).heading, str(len(some)), span, where])
    columns = [("Finding", 44), ("Number", 10), ("Nos.", 14), ("Areas", 32)]
    return table("Findings by sort", columns, rows, [1])


def of_findings(drafts: Sequence[Draft], writer: Drafter) -> list[Table | Paragraph]:
    """Every finding in a line."""
    rows = [
        [
            str(number),
            kind_of(draft.kind).heading,
            draft.summary,
            ", ".join(map(writer.marked, writer.areas_of(draft.body_ids))),
            draft.evidence,
        ]
        for number, draft in enumerate(drafts, start=1)
    ]
    columns = [("No.", 6), ("Finding", 23), ("About", 32), ("Area", 16), ("Evidence", 23)]
    return table("Every finding", columns, rows, [0])


def of_questions(drafts: Sequence[Draft], writer: Drafter) -> list[Table | Paragraph]:
    """Whom the findings ask, by number."""
    by_body: dict[str, list[str]] = {}
    for number, draft in enumerate(drafts, start=1):
        for id_ in dict.fromkeys(draft.body_ids):
            by_body.setdefault(id_, []).append(str(number))
    bodies = writer.material.g.tables["Body"]
    named = dict(zip(bodies["id"], bodies["name"], strict=True))
    rows = [
        [
            words(named[id_]),
            ", ".join(map(writer.marked, writer.areas_of([id_]))),
            str(len(numbers)),
            ", ".join(numbers),
        ]
        for id_, numbers in sorted(by_body.items(), key=lambda item: named[item[0]].casefold())
    ]
    columns = [("Body", 36), ("Area", 18), ("Number", 9), ("Findings", 37)]
    return table("Findings by body", columns, rows, [2])


# --- words ------------------------------------------------------------------------------------


def unheld(material: Material) -> str:
    """How many members' seats are vacant or not named, in a sentence; blank for none."""
    seats = material.g.memberships
    seats = seats[seats["body_id"].isin(material.g.asked_about)]
    seats = seats[seats["role"].isin(model.MEMBER_ROLES)]
    states = seats.drop_duplicates(["seat_id", "state"])["state"].value_counts()
    said = [
        f"{counted(int(states[state]), 'is', 'are')} {said_to_be}"
        for state, said_to_be in (("vacant", "recorded as vacant"), ("not named", "not named"))
        if state in states
    ]
    every = counted(seats["seat_id"].nunique(), "member's seat", "members' seats")
    return f"Of {every} {listed(said)}." if said else ""


def _how_often(times: object) -> str:
    """What a link says of how often, in words."""
    if not times:
        return ""
    try:
        return times_a_year(float(str(times)))
    except ValueError:
        return words(times)


def _number(value: object) -> str:
    return NOT_KNOWN if value is None else words(value)


def _chance(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "not known"
    texts = [_percent(low), _percent(high)]
    return texts[0] if texts[0] == texts[1] else f"{texts[0]} to {texts[1]}"


def _percent(share: float) -> str:
    if share >= 0.999:
        return "over 99.9%"
    return f"{share:.1%}"
