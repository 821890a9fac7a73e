import pytest

from govgraph.governance import Governance
from govgraph.present import cards, scene
from tests.builders import governance

SOURCE = {"id": "tor", "title": "Terms of reference", "url": "https://example.org/tor"}


def deal(g: Governance) -> cards.Card:
    drawn = scene.of(g)
    return cards.deal(g, drawn.bodies, drawn.organisations, drawn.links)


def section(card: cards.Card, title: str) -> cards.Card:
    return next(part for part in card["sections"] if part["title"] == title)


def test_every_fact_on_a_card_cites_its_source_and_paragraph() -> None:
    g = governance(
        bodies=[{"name": "Board", "id": "b", "source": "tor", "paragraph": "1.1"}],
        remits=[{"body": "b", "clause": "2.1", "text": "Oversee the plan", "paragraph": "2.1"}],
        rules=[{"body": "b", "kind": "quorum", "rule": "3 of members", "paragraph": "7"}],
        memberships=[{"body": "b", "seat": "Chair", "person": "Jo Smith", "paragraph": "3"}],
        sources=[SOURCE],
    )
    dealt = deal(g)
    card = dealt["cards"]["b"]

    assert dealt["sources"][0]["title"] == "Terms of reference"
    assert card["cites"] == [[0, "1.1"]]
    assert section(card, "Remit")["items"][0]["cites"] == [[0, "2.1"]]
    assert section(card, "Rules")["items"][0]["cites"] == [[0, "7"]]
    assert dealt["seats"][section(card, "Seats")["seats"][0]]["cites"] == [[0, "3"]]


def test_statements_that_say_the_same_are_one_item_that_cites_them_all() -> None:
    link = {"from": "b", "type": "REPORTS_TO", "to": "c", "frequency_per_year": "2"}
    g = governance(
        bodies=[{"name": "Board", "id": "b"}, {"name": "Cabinet", "id": "c"}],
        links=[link | {"paragraph": "1.1"}, link | {"paragraph": "2.8"}],
        sources=[SOURCE],
    )
    (item,) = section(deal(g)["cards"]["b"], "Up")["items"]

    assert item["text"] == "reports to Cabinet"
    assert item["detail"] == "2 times a year"
    assert item["to"] == "c"
    assert item["cites"] == [[0, "1.1"], [0, "2.8"]]


def test_a_link_reads_right_from_either_end() -> None:
    g = governance(
        bodies=[{"name": "Board", "id": "b"}, {"name": "Cabinet", "id": "c"}],
        links=[
            {"from": "b", "type": "REPORTS_TO", "to": "c"},
            {"from": "members of b", "type": "ACCOUNTABLE_TO", "to": "c"},
        ],
    )
    dealt = deal(g)["cards"]

    up = [item["text"] for item in section(dealt["b"], "Up")["items"]]
    down = [item["text"] for item in section(dealt["c"], "Down")["items"]]
    assert sorted(up) == ["reports to Cabinet", "the members of this: accountable to Cabinet"]
    assert sorted(down) == ["Board: reports to this", "the members of Board: accountable to this"]


def test_vacant_unnamed_and_interim_seats_are_told_apart() -> None:
    g = governance(
        bodies=[{"name": "Board", "id": "b"}],
        memberships=[
            {"body": "b", "seat": "Chair", "person": "Jo Smith", "capacity": "interim"},
            {"body": "b", "seat": "Doctor", "status": "vacant"},
            {"body": "b", "seat": "Teacher"},
        ],
    )
    holders = {seat["title"]: seat["holder"] for seat in deal(g)["seats"]}

    assert holders == {"Chair": "Jo Smith (interim)", "Doctor": "vacant", "Teacher": "not named"}


def test_that_nothing_is_stated_means_none_only_where_the_sources_are_complete() -> None:
    g = governance(
        bodies=[
            {"name": "Board", "id": "b", "covered": "members"},
            {"name": "Group", "id": "g"},
        ]
    )
    dealt = deal(g)["cards"]

    assert "given completely" in section(dealt["b"], "Seats")["empty"]
    assert "unknown" in section(dealt["g"], "Seats")["empty"]


def test_proposed_and_inferred_facts_say_so() -> None:
    g = governance(
        bodies=[{"name": "Board", "id": "b"}, {"name": "Cabinet", "id": "c"}],
        links=[
            {
                "from": "b",
                "type": "REPORTS_TO",
                "to": "c",
                "status": "proposed",
                "basis": "inferred",
            }
        ],
        memberships=[{"body": "b", "seat": "Chair", "status": "proposed"}],
        include_proposed=True,
    )
    dealt = deal(g)

    (item,) = section(dealt["cards"]["b"], "Up")["items"]
    assert item["detail"] == "proposed; inferred, not stated"
    assert "proposed" in dealt["seats"][0]["detail"]


def test_the_routes_to_the_top_say_how_they_end() -> None:
    g = governance(
        bodies=[{"name": n, "id": n.lower()} for n in ("Group", "Board")]
        + [{"name": "Cabinet", "id": "cabinet", "apex": "yes"}],
        links=[
            {"from": "group", "type": "REPORTS_TO", "to": "board"},
            {"from": "board", "type": "REPORTS_TO", "to": "cabinet"},
        ],
    )
    (route,) = section(deal(g)["cards"]["group"], "Routes to the top")["items"]

    assert route["text"] == "Group > Board > Cabinet"
    assert route["detail"] == "ends at the top"


def test_a_person_s_card_lists_their_seats_on_every_body() -> None:
    g = governance(
        bodies=[{"name": "Board", "id": "b"}, {"name": "Group", "id": "g"}],
        memberships=[
            {"body": "b", "seat": "Chair", "person": "Jo Smith"},
            {"body": "g", "seat": "Member", "person": "Jo Smith"},
        ],
    )
    dealt = deal(g)
    (card,) = [card for card in dealt["cards"].values() if card["label"] == "Person"]

    seats = [dealt["seats"][place] for place in section(card, "Seats")["seats"]]
    assert [(seat["title"], seat["on"]) for seat in seats] == [
        ("Chair", "Board"),
        ("Member", "Group"),
    ]


def test_a_deck_of_one_body_is_whole_in_itself() -> None:
    g = governance(
        bodies=[{"name": "Board", "id": "b"}],
        memberships=[{"body": "b", "seat": "Chair", "person": "Jo Smith", "role": "chair"}],
    )
    card = cards.Deck(g, scene.of(g).bodies, g.links).bodies()["b"]

    (item,) = section(card, "Seats")["items"]
    assert (item["text"], item["detail"]) == ("Chair: Jo Smith", "chair")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//example.org",
        "ftp://example.org",
        "http://",
        "http://[",
        "terms.pdf",
        None,
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert cards.safe_url(url) is None
