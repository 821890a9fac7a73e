"""The card of one body, whole in itself: every fact with the source that states it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from govgraph.governance import Governance
from govgraph.present import cards, tables

Card = dict[str, Any]


def of_body(g: Governance, body: str) -> Card:
    """All that is known of one body on the day.

    Returns:
        ``id, name, label, facts`` (pairs of words), ``sources`` of the body itself and
        ``sections`` (title, items, and ``empty``: what it means that there are none). An
        item has ``text`` and, where there are any, ``detail``, ``sources`` and ``to``: the
        id of what it names. A source has ``id, title, paragraph`` and, where known, ``url``.

    Raises:
        NotFoundError, AmbiguousError: ``body`` fits nothing, or several.
    """
    id_ = g.find_body(body)
    links = g.links[(g.links["from_id"] == id_) | (g.links["to_id"] == id_)]
    deck = cards.Deck(g, _with_state(g, id_), links)
    drawn = deck.bodies()[id_]
    documents = dict(enumerate(deck.sources))

    def cited(part: Card) -> Card:
        cites = [_source(documents, *cite) for cite in part.get("cites", [])]
        rest = {name: value for name, value in part.items() if name != "cites"}
        return rest | ({"sources": cites} if cites else {})

    sections = [
        section | {"items": [cited(item) for item in section["items"]]}
        for section in drawn["sections"]
    ]
    return {"id": id_} | cited(drawn) | {"sections": sections}


def _with_state(g: Governance, id_: str) -> pd.DataFrame:
    """The body's row of the whole graph, with what it was on the day."""
    every = g.tables["Body"]
    row = every[every["id"] == id_]
    begins = row["valid_from"].iloc[0]
    if bool(row["proposed"].iloc[0]):
        state = "proposed"
    elif id_ in set(g.bodies["id"]):
        state = "current"
    else:
        state = "not yet" if begins > pd.Timestamp(g.as_of).as_unit("s") else "former"
    return row.assign(state=state)


def _source(documents: dict[int, dict[str, str]], place: object, paragraph: str) -> dict[str, str]:
    document = documents.get(place) if isinstance(place, int) else None
    known = document or {"id": str(place), "title": str(place)}
    wanted = {name: known[name] for name in ("id", "title", "url") if known.get(name)}
    return wanted | ({"paragraph": paragraph} if paragraph else {})


def as_text(card: Card, width: int = 80) -> str:
    """The card to read, sources by number and listed at the end."""
    numbers: dict[str, int] = {}
    parts = [tables.wrapped(f"{card['name']}  ({card['id']})", width)]
    own = _references(card.get("sources", []), numbers)
    facts = [f"{name}: {value}" for name, value in card["facts"]]
    facts += [f"Source: {own}"] if own else []
    parts.append("\n".join(tables.wrapped(fact, width, "  ", "  ") for fact in facts))
    parts += ["\n".join(_section(section, numbers, width)) for section in card["sections"]]
    titles = _titles(card)
    listed = [
        tables.wrapped(f"[{number}] {titles[id_]}", width, "  ", "    ")
        for id_, number in numbers.items()
    ]
    if listed:
        parts.append("\n".join(["Sources", *listed]))
    return "\n\n".join(filter(None, parts)) + "\n"


def _section(section: Card, numbers: dict[str, int], width: int) -> Iterator[str]:
    if not section["items"]:
        if section["empty"]:
            yield section["title"]
            yield tables.wrapped(section["empty"], width, "  ")
        return
    yield f"{section['title']} ({len(section['items'])})"
    for item in section["items"]:
        said = [item["text"], f"({item['detail']})" if "detail" in item else ""]
        said.append(_references(item.get("sources", []), numbers))
        yield tables.wrapped(" ".join(filter(None, said)), width, "  ", "  ")


def _references(sources: list[dict[str, str]], numbers: dict[str, int]) -> str:
    """The sources by their numbers in the list, which grows with what it has not named yet."""
    made = []
    for source in sources:
        number = numbers.setdefault(source["id"], len(numbers) + 1) if source["id"] else None
        paragraph = source.get("paragraph", "")
        place = ", ".join(filter(None, [str(number) if number else "", paragraph]))
        made.append(f"[{place}]")
    return " ".join(dict.fromkeys(made))


def _titles(card: Card) -> dict[str, str]:
    items = [item for section in card["sections"] for item in section["items"]]
    cited = [source for part in [card, *items] for source in part.get("sources", [])]
    return {
        source["id"]: f"{source['title']} ({source['id']}) {source.get('url', '')}".strip()
        for source in cited
    }
