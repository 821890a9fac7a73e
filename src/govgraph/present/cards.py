"""What a card says of a body, an organisation or a person, each fact with its source.

A card is plain data, ready for JSON: ``name``, ``label`` (Body, Organisation or Person),
``facts`` (pairs of words), ``cites`` and ``sections``. A section has a ``title``, ``items``
or ``seats`` (places in the list of seats, which several cards show) and ``empty``: what it
means that there are none. An item has a ``text`` and may have a ``detail``, the key of the
card ``to`` which it leads and ``cites``: pairs of a source's place in the list of sources
(or words, where it is in none) and the paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from govgraph import frames, model, rules
from govgraph.analysis import escalation
from govgraph.governance import Governance
from govgraph.present import roles

Card = dict[str, Any]
Item = dict[str, Any]
Row = Mapping[Any, Any]

MOST_ROUTES = 12
"""More routes up than this are not listed on one card."""

_UNHELD = {
    "vacant": "vacant",
    "not named": "not named",
    "unknown": "unknown (only former holders are recorded)",
}


_ENDS = {
    "apex": "ends at the top",
    "dead end": "dead end: the links of the last are given completely and none leads up",
    "missing hop": "missing hop: nothing is stated above the last; whether anything is, is unknown",
    "cycle": "cycle: the next step would come back",
    "cut short": "cut short: the route goes on, and is not followed further",
}


def link_words(type_name: str) -> str:
    """A link's type as one reads it.

    >>> link_words("REPORTS_TO")
    'reports to'
    """
    return type_name.lower().replace("_", " ")


def person_key(id_: str) -> str:
    """The key of a person's card; those of bodies and organisations are their ids."""
    return f"person {id_}"


def safe_url(url: object) -> str | None:
    """The address if it is one of the web; nothing else becomes a link.

    >>> safe_url("https://example.org/terms"), safe_url("javascript:alert(1)")
    ('https://example.org/terms', None)
    """
    if not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def deal(
    g: Governance,
    bodies: pd.DataFrame,
    organisations: pd.DataFrame,
    links: pd.DataFrame,
    *,
    names: bool = True,
) -> dict[str, Any]:
    """The cards of everything on a map, with what is only proposed, which says so.

    Args:
        g: the snapshot; routes up are those that it knows.
        bodies: those drawn, with their ``state``.
        organisations: those drawn.
        links: every statement of a link between those.
        names: whether people are named; otherwise seats stand for them, and nobody has a card.

    Returns:
        ``cards`` by key, ``seats`` and ``sources``, as the module says.
    """
    whole = g if g.include_proposed else g.at(include_proposed=True)
    deck = Deck(whole, bodies, links, names=names, routes_of=g)
    people = whole.people[names & whole.people["id"].isin(deck.people)]
    made = [
        *((row["id"], deck.body(row)) for row in bodies.to_dict("records")),
        *((row["id"], deck.organisation(row)) for row in organisations.to_dict("records")),
        *((person_key(row["id"]), deck.person(row)) for row in people.to_dict("records")),
    ]
    dealt = {"cards": dict(made), "seats": deck.seats}
    sources = deck.sources
    if not names:
        in_place = roles.of_people(whole)
        dealt = in_place.all_of(dealt)
        # The id and the address stay as they are: they lead to the document.
        sources = [
            source | in_place.all_of({name: source[name] for name in _NAMING if name in source})
            for source in sources
        ]
    return dealt | {"sources": sources}


_NAMING = ("title", "about")
"""What of a document may name somebody."""


class Deck:
    """What the cards of one snapshot have in common.

    Attributes:
        sources: every document: ``id``, ``title`` and, where known, ``about`` and ``url``.
    """

    def __init__(
        self,
        g: Governance,
        bodies: pd.DataFrame,
        links: pd.DataFrame,
        *,
        names: bool = True,
        routes_of: Governance | None = None,
    ) -> None:
        self._g, self._bodies, self._links, self._named = g, bodies, links, names
        self._routed = routes_of or g
        self.sources = _sources(g)
        self._places = {source["id"]: place for place, source in enumerate(self.sources)}

    def bodies(self) -> dict[str, Card]:
        """The card of each body by its id, whole in itself: seats are items like all others."""
        return {row["id"]: self._whole(self.body(row)) for row in self._bodies.to_dict("records")}

    def _whole(self, card: Card) -> Card:
        sections = [
            {
                "title": part["title"],
                "items": part.get("items") or [self._seat_item(n) for n in part.get("seats", [])],
                "empty": part["empty"],
            }
            for part in card["sections"]
        ]
        return card | {"sections": sections}

    def _seat_item(self, place: int) -> Item:
        seat = self.seats[place]
        person = self._memberships["person_id"].iloc[place]
        text = f"{seat['title']}: {seat['holder']}"
        return _item(text, [seat["detail"]], seat["cites"], person if _has(person) else None)

    # --- one card -------------------------------------------------------------------------

    def body(self, row: Row) -> Card:
        """The card of one body, from its row with its ``state``."""
        id_, covered = row["id"], frames.split_list(row["covered"])
        facts = {
            "Area": row["areas"],
            "Kind": row["kind"],
            "Status": _status(row),
            "Also called": row["other_names"],
            "Tier": row["tier"],
            "Meetings a year": _number(row["meetings_per_year"]),
            "Apex": "yes: stated to be the top" if _is(row["apex"]) else None,
            "Statutory basis": row["statutory_basis"],
            "From": row["start_date"],
            "To": row["end_date"],
            "Given completely": row["covered"],
            "Note": row["note"],
        }
        sections = [
            *self._link_sections(id_, covered),
            _section("Remit", self._remits.get(id_), _nothing("clause", "remits", covered)),
            {
                "title": "Seats",
                "seats": self._seats_by("body_id").get(id_, []),
                "empty": _nothing("seat", "members", covered),
            },
            _section("Rules", self._rules.get(id_), _nothing("rule", "rules", covered)),
        ]
        return self._card(row, "Body", facts, sections)

    def organisation(self, row: Row) -> Card:
        """The card of one organisation, from its row."""
        facts = {
            "Sector": row["sector"],
            "Part of": row["parent"],
            "Also called": row["other_names"],
            "Note": row["note"],
        }
        seats = {
            "title": "Seats that speak for it",
            "seats": self._voices.get(row["id"], []),
            "empty": "None stated.",
        }
        up, down, across = (self._items_of_links(row["id"], part) for part in _PARTS)
        sections = [
            _section("Up", up, ""),
            _section("Down", down, ""),
            _section("Across", across, ""),
            seats,
        ]
        return self._card(row, "Organisation", facts, sections)

    def person(self, row: Row) -> Card:
        """The card of one person, from their row."""
        facts = {
            "Post": row["job_title"],
            "Also called": row["other_names"],
            "Note": row["note"],
        }
        seats = self._seats_by("person_id").get(row["id"], [])
        sections = [{"title": "Seats", "seats": seats, "empty": ""}]
        return self._card(row, "Person", facts, sections)

    def _card(
        self, row: Row, label: str, facts: Mapping[str, object], sections: list[dict[str, Any]]
    ) -> Card:
        return {
            "name": row["name"],
            "label": label,
            "facts": [[term, str(value)] for term, value in facts.items() if _has(value)],
            "cites": self._cites(row),
            "sections": [part for part in sections if _is_worth_showing(part)],
        }

    # --- links and routes -----------------------------------------------------------------

    def _link_sections(self, id_: str, covered: list[str]) -> list[dict[str, Any]]:
        up, down, across = (self._items_of_links(id_, part) for part in _PARTS)
        return [
            _section("Up", up, _nothing("step up", "links", covered)),
            _section("Routes to the top", self._routes.get(id_), ""),
            _section("Down", down, ""),
            _section("Across", across, ""),
        ]

    def _items_of_links(self, id_: str, part: str) -> list[Item]:
        return [
            self._link_item(link, link["from_id"] == id_)
            for link in self._links_by_end.get(id_, [])
            if part == _part_of(link, id_)
        ]

    def _link_item(self, link: Row, is_outward: bool) -> Item:
        verb = link_words(link["type"])
        start = "the members of " if _is(link["from_members"]) else ""
        end = "the members of " if _is(link["to_members"]) else ""
        if is_outward:
            text = f"{start + 'this: ' if start else ''}{verb} {end}{link['to_name']}"
        else:
            text = f"{start}{link['from_name']}: {verb} {end}this"
        details = [
            *_reservations(link),
            _frequency(link["frequency_per_year"]),
            f"matter: {link['matter']}" if _has(link["matter"]) else None,
            link["condition"],
            link["note"],
        ]
        to = link["to_id"] if is_outward else link["from_id"]
        return _item(text, details, link["cites"], to)

    @cached_property
    def _links_by_end(self) -> dict[str, list[Row]]:
        """The links of each thing; statements that say the same are one, all of them cited."""
        merged: dict[tuple[str, ...], dict[Any, Any]] = {}
        for row in self._links.to_dict("records"):
            link = merged.setdefault(
                tuple(str(row.get(name)) for name in _SAID), {**row, "cites": []}
            )
            link["cites"] += self._cites(row)
        by_end: dict[str, list[Row]] = {}
        for link in merged.values():
            for end in dict.fromkeys((link["from_id"], link["to_id"])):
                by_end.setdefault(end, []).append(link)
        return by_end

    @cached_property
    def _routes(self) -> dict[str, list[Item]]:
        def item(row: Row) -> Item:
            worst = row["days_worst"]
            details = [
                f"for {row['matter']}" if _has(row["matter"]) else None,
                _ENDS.get(row["end"], row["end"]),
                f"at worst {worst:.0f} days" if _has(worst) else None,
                "rests on inference" if row["basis"] == "inferred" else None,
                row["capped"] if _has(row["capped"]) else None,
            ]
            return _item(row["route"], details, [])

        alone = self._bodies["id"].iloc[0] if len(self._bodies) == 1 else None
        routes = escalation.routes(self._routed, alone, max_routes=MOST_ROUTES)
        routes = routes[routes["hops"] > 0]
        # What is left out is said once, behind the last that is shown.
        routes = routes.assign(
            capped=routes["capped"].mask(routes.duplicated("body_id", keep="last"))
        )
        return _by(routes, "body_id", item)

    # --- remits and rules -----------------------------------------------------------------

    @cached_property
    def _remits(self) -> dict[str, list[Item]]:
        def item(row: Row) -> Item:
            coded = [row["power"], row["topic"], row["population"], row["statute"]]
            details = [*coded, *_reservations(row), row["note"]]
            return _item(f"{row['clause']}: {row['text']}", details, self._cites(row))

        return _by(self._of_drawn(self._g.remits), "body_id", item)

    @cached_property
    def _rules(self) -> dict[str, list[Item]]:
        def item(row: Row) -> Item:
            clause = f"{row['clause']} " if _has(row["clause"]) else ""
            reading = f"reading: {row['reading']}" if _has(row["reading"]) else None
            details = [reading, row["consequence"], _understood(row), *_reservations(row)]
            details.append(row["note"])
            text = f"{clause}{row['kind'].replace('_', ' ')}: {row['text']}"
            return _item(text, details, self._cites(row))

        return _by(self._of_drawn(self._g.rules), "body_id", item)

    def _of_drawn(self, table: pd.DataFrame) -> pd.DataFrame:
        return table[table["body_id"].isin(self._bodies["id"])]

    # --- seats ----------------------------------------------------------------------------

    @property
    def people(self) -> pd.Series[str]:
        """The ids of those who sit on a body drawn."""
        return self._memberships["person_id"].dropna()

    @cached_property
    def _memberships(self) -> pd.DataFrame:
        """Every tenure and vacancy on a body drawn, or elsewhere of somebody named on one."""
        every = self._g.memberships
        proposed = self._g.seats.set_index("id")["proposed"].astype(bool)
        here = every["body_id"].isin(self._bodies["id"])
        same_people = every["person_id"].notna() & every["person_id"].isin(
            every.loc[here, "person_id"]
        )
        shown = every[here | (same_people & self._named)].reset_index(drop=True)
        return shown.assign(proposed=shown["seat_id"].map(proposed))

    @cached_property
    def seats(self) -> list[dict[str, Any]]:
        """Each tenure and vacancy: ``title, body, on, holder, state, person, detail, cites``.

        ``person`` and ``proposed`` are there only where they hold.
        """
        return [self._seat(row) for row in self._memberships.to_dict("records")]

    def _seat(self, row: Row) -> dict[str, Any]:
        details = [
            row["role"].replace("_", " ") if _has(row["role"]) else None,
            f"for {row['organisations']}" if _has(row["organisations"]) else None,
            "no vote" if row["voting"] is False else None,
            f"since {row['start_date']}" if _has(row["start_date"]) else None,
            f"until {row['end_date']}" if _has(row["end_date"]) else None,
            *_reservations(row),
            # What is noted of a seat is mostly about who sits there.
            row["note"] if self._named else None,
        ]
        seat = {
            "title": row["title"],
            "body": row["body_id"],
            "on": row["body"],
            "holder": _holder(row, "" if self._named else "filled"),
            "state": row["state"],
            "detail": _joined(details),
            "cites": self._cites(row),
        }
        is_named = self._named and _has(row["person_id"])
        return (
            seat
            | ({"person": person_key(row["person_id"])} if is_named else {})
            | ({"proposed": True} if _is(row["proposed"]) else {})
        )

    def _seats_by(self, column: str) -> dict[str, list[int]]:
        return self._places_of_seats[column]

    @cached_property
    def _places_of_seats(self) -> dict[str, dict[str, list[int]]]:
        places: dict[str, dict[str, list[int]]] = {}
        for column in ("body_id", "person_id", "seat_id"):
            by_value = places.setdefault(column, {})
            for place, value in enumerate(self._memberships[column]):
                if _has(value):
                    by_value.setdefault(value, []).append(place)
        return places

    @cached_property
    def _voices(self) -> dict[str, list[int]]:
        """The seats that speak for each organisation."""
        voices: dict[str, list[int]] = {}
        said = self._g.held("ON_BEHALF_OF")[["from_id", "to_id"]].drop_duplicates()
        for seat, organisation in said.itertuples(index=False):
            voices.setdefault(organisation, []).extend(self._seats_by("seat_id").get(seat, []))
        return voices

    # --- sources --------------------------------------------------------------------------

    def _cites(self, row: Row) -> list[list[object]]:
        return cite(row.get("source"), row.get("paragraph"), self._places)


def cite(source: object, paragraph: object, places: Mapping[str, int]) -> list[list[object]]:
    """What an item cites: the document's place in the list of sources, and the paragraph."""
    if not (_has(source) or _has(paragraph)):
        return []
    place = places.get(str(source), source) if _has(source) else "not named"
    return [[place, paragraph if _has(paragraph) else ""]]


_PARTS = ("up", "down", "across")
_SAID = (
    *("type", "from_id", "to_id", "from_members", "to_members"),
    *("frequency_per_year", "matter", "condition", "basis", "proposed", "state", "note"),
)
"""What statements of a link have in common that are shown as one."""


def _part_of(link: Row, id_: str) -> str:
    if link["type"] not in model.UPWARD_LINKS:
        return "across"
    return "up" if link["from_id"] == id_ else "down"


def _sources(g: Governance) -> list[dict[str, str]]:
    """Every document: ``id``, ``title`` and, where known, ``about`` and ``url``."""
    listed = []
    for row in g.tables["Source"].to_dict("records"):
        about = _joined([row["publisher"], row["version"], row["date"]], ", ")
        url = safe_url(row["url"])
        listed.append(
            {"id": row["id"], "title": row["title"] if _has(row["title"]) else row["id"]}
            | ({"about": about} if about else {})
            | ({"url": url} if url else {})
        )
    return listed


def _section(title: str, items: list[Item] | None, empty: str) -> dict[str, Any]:
    return {"title": title, "items": items or [], "empty": empty}


def _is_worth_showing(section: Mapping[str, Any]) -> bool:
    return bool(section.get("items") or section.get("seats") or section["empty"])


def _nothing(what: str, covered_as: str, covered: list[str]) -> str:
    """What it means that none is recorded: none is there only where the sources are complete."""
    if covered_as in covered:
        return f"No {what} is stated, and the {covered_as} are given completely."
    return f"No {what} is stated. Whether there is any is unknown."


def _by(table: pd.DataFrame, column: str, item: Callable[[Row], Item]) -> dict[str, list[Item]]:
    made: dict[str, list[Item]] = {}
    for row in table.to_dict("records"):
        made.setdefault(row[column], []).append(item(row))
    return made


def _item(text: str, details: Iterable[object], cites: list[Any], to: str | None = None) -> Item:
    detail = _joined(details)
    return (
        {"text": text}
        | ({"detail": detail} if detail else {})
        | ({"to": to} if to else {})
        | ({"cites": cites} if cites else {})
    )


def _holder(row: Row, instead_of_name: str) -> str:
    if row["state"] != "held":
        return _UNHELD[row["state"]]
    who = instead_of_name or str(row["person"])
    is_plain = not _has(row["capacity"]) or row["capacity"] == "holder"
    return who if is_plain else f"{who} ({row['capacity']})"


def _understood(row: Row) -> str | None:
    """How a rule that is evaluated is read, or that it is not; nothing of plain words."""
    parsed = rules.parse(row["kind"], row["text"])
    if isinstance(parsed, rules.NotEvaluated):
        return None
    if isinstance(parsed, rules.ParseFault):
        return "not evaluated: its wording is not one that the rule language knows"
    return f"understood as: {parsed.plain()}"


def _reservations(row: Row) -> list[str]:
    """That a fact is only proposed, no longer holds, or is inferred rather than stated."""
    said = []
    if row.get("state") == "proposed" or _is(row.get("proposed")):
        said.append("proposed")
    if row.get("state") == "former":
        said.append("former")
    if row.get("basis") == "inferred":
        said.append("inferred, not stated")
    return said


def _status(row: Row) -> str:
    return {
        "former": "former: no longer in being on the day",
        "not yet": "not in being yet on the day",
        "proposed": "proposed: not in being",
    }.get(row["state"], "current")


def _frequency(value: object) -> str | None:
    if not _has(value):
        return None
    text = str(value)
    return f"{text} times a year" if text.replace(".", "", 1).isdigit() else text


def _number(value: float) -> str | None:
    return f"{value:g}" if _has(value) else None


def _joined(parts: Iterable[object], separator: str = "; ") -> str:
    return separator.join(str(part) for part in parts if _has(part))


def _has(value: object) -> bool:
    return isinstance(value, str | int | float) and value == value and value != ""


def _is(value: object) -> bool:
    return value is True
