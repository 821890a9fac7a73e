"""The map as its readers have it: in a real browser, without network."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from govgraph import frames
from govgraph.governance import Governance
from govgraph.present import map as maps
from tests.builders import governance
from tests.conftest import OfflinePage
from tests.present import hostile
from tests.present.browsing import (
    children_and_health,
    click_on,
    is_untroubled,
    node,
    pixels,
    search,
)
from tests.present.contrast import contrast

if TYPE_CHECKING:
    from playwright.sync_api import Page

# --- in the browser --------------------------------------------------------------------------


def test_the_map_asks_nothing_of_the_network_and_reports_no_error(
    opened: Callable[..., "Page"], offline_page: OfflinePage
) -> None:
    page = opened(children_and_health())

    for key in ("person", "former", "other organisation"):
        page.click(f"[data-key='{key}']")
    search(page, "children")
    page.click("#as-table")
    page.click("#whole")
    assert is_untroubled(offline_page)


def test_every_name_is_written_on_the_chart(opened: Callable[..., "Page"]) -> None:
    page = opened(children_and_health())

    written = set(page.evaluate("window.written"))
    assert {"Health and Wellbeing", "Children's", "Early Help Group", "Culture Board"} <= written


def test_search_jumps_to_a_body_by_another_of_its_names_and_opens_its_card(
    opened: Callable[..., "Page"],
) -> None:
    page = opened(children_and_health())

    search(page, "young people's")
    assert page.inner_text("#card h2") == "Children's Partnership"
    assert "Children's Partnership" in page.inner_text("#said")


def test_search_says_when_nothing_is_called_that(opened: Callable[..., "Page"]) -> None:
    page = opened(children_and_health())

    page.fill("#search", "zzz")
    assert page.inner_text("#found") == "Nothing is called that."


def test_a_card_shows_facts_with_their_sources(opened: Callable[..., "Page"]) -> None:
    page = opened(children_and_health(), names=True)

    search(page, "children's partnership")
    card = page.inner_text("#card")
    assert "Source: Terms of reference (2025-01), 1.1" in card
    assert "reports to Health and Wellbeing Board" in card
    assert "2 times a year" in card
    assert "2.8.1" in card
    assert "Chair: Jo Smith" in card
    assert "Doctor: vacant" in card
    assert "3: Oversee the plan" in card
    assert "No rule is stated. Whether there is any is unknown." in card
    link = page.locator("#card a").first
    assert link.get_attribute("href") == "https://example.org/tor"
    assert "noopener" in str(link.get_attribute("rel"))


def test_a_click_on_a_box_opens_its_card_and_a_click_beside_it_closes_it(
    opened: Callable[..., "Page"],
) -> None:
    page = opened(governance(bodies=[{"name": "Board"}]))

    click_on(page, "Board")
    assert page.inner_text("#card h2") == "Board"
    page.click("#map", position={"x": 4, "y": 100})
    assert page.is_hidden("#card")


def test_a_name_on_a_card_leads_to_its_own_card(opened: Callable[..., "Page"]) -> None:
    page = opened(children_and_health(), names=True)

    search(page, "early help")
    page.click("#card button:has-text('reports to Children')")
    assert page.inner_text("#card h2") == "Children's Partnership"
    page.click("#card button:has-text('Jo Smith')")
    assert page.inner_text("#card h2") == "Jo Smith"
    assert "Member, Early Help Group" in page.inner_text("#card")


def test_the_legend_hides_and_shows_what_it_names(opened: Callable[..., "Page"]) -> None:
    page = opened(children_and_health())
    fill = maps.kind_colour("partnership")

    before = pixels(page, fill)
    assert before > 1000
    page.click(f"[data-key='kind {fill}']")
    page.wait_for_function("document.querySelector('[aria-pressed=false]')")
    page.wait_for_timeout(100)
    assert pixels(page, fill) == 0
    page.click(f"[data-key='kind {fill}']")
    page.wait_for_timeout(100)
    assert pixels(page, fill) == before


def test_people_are_hidden_until_they_are_asked_for(opened: Callable[..., "Page"]) -> None:
    page = opened(children_and_health())

    dark, ring = "#333333", "#b34000"
    before = pixels(page, dark), pixels(page, ring)
    page.click("[data-key=person]")
    page.wait_for_timeout(100)
    assert pixels(page, dark) > before[0]
    assert pixels(page, ring) > before[1]


def test_proposed_bodies_and_links_are_dashed(opened: Callable[..., "Page"]) -> None:
    dashes = ",".join(map(str, maps.DASHES))

    assert dashes in opened(children_and_health()).evaluate("window.dashed")


def test_what_is_in_force_is_not_dashed(opened: Callable[..., "Page"]) -> None:
    dashes = ",".join(map(str, maps.DASHES))
    page = opened(children_and_health(include_proposed=False))

    assert dashes not in page.evaluate("window.dashed")


def test_the_keys_move_along_the_tree_and_open_and_close_cards(
    opened: Callable[..., "Page"],
) -> None:
    page = opened(children_and_health())

    page.focus("#map")
    page.keyboard.press("ArrowDown")
    assert page.inner_text("#said").startswith("Health and Wellbeing Board")
    page.keyboard.press("ArrowDown")
    assert page.inner_text("#said").startswith("Children's Partnership")
    page.keyboard.press("ArrowDown")
    first = page.inner_text("#said")
    page.keyboard.press("ArrowRight")
    second = page.inner_text("#said")
    assert {first.split(",")[0], second.split(",")[0]} == {"Early Help Group", "New Delivery Group"}
    page.keyboard.press("Home")
    assert page.inner_text("#said").startswith("Health and Wellbeing Board")
    page.keyboard.press("Enter")
    assert page.inner_text("#card h2") == "Health and Wellbeing Board"
    page.keyboard.press("Escape")
    assert page.is_hidden("#card")


def test_search_is_reached_by_the_keyboard_alone(opened: Callable[..., "Page"]) -> None:
    page = opened(children_and_health())

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Tab")
    page.keyboard.type("group")
    assert page.get_attribute("#search", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text("#card h2") in {"Early Help Group", "New Delivery Group"}


def test_an_area_is_shown_alone_when_it_is_chosen(opened: Callable[..., "Page"]) -> None:
    page = opened(
        governance(
            bodies=[
                {"name": "Town Board", "area": "Anytown", "kind": "board"},
                {"name": "Village Forum", "area": "Elsewhere", "kind": "forum"},
            ]
        )
    )

    forum = maps.kind_colour("forum")
    assert pixels(page, forum) > 0
    page.select_option("#area", "Anytown")
    page.wait_for_timeout(100)
    assert pixels(page, forum) == 0
    search(page, "village")
    page.wait_for_timeout(400)
    assert pixels(page, forum) > 0


def test_the_same_stands_in_a_plain_table(opened: Callable[..., "Page"]) -> None:
    page = opened(children_and_health())

    page.click("#as-table")
    rows = [line.split("\t") for line in page.inner_text("#table tbody").split("\n")]
    names = [row[0] for row in rows]
    assert names.index("Health and Wellbeing Board") < names.index("Children's Partnership")
    table = page.inner_text("#table")
    assert "reports to Health and Wellbeing Board" in table
    assert "1 held, 1 vacant" in table


def test_no_text_of_the_data_runs_as_script_and_all_of_it_is_shown_as_text(
    opened: Callable[..., "Page"], offline_page: OfflinePage
) -> None:
    page = opened(hostile.snapshot(), names=True)

    page.click("[data-key=person]")
    for number in range(len(hostile.TEXTS)):
        search(page, f"marker{number} ")
        shown = page.evaluate("document.getElementById('card').textContent")
        for field in ("name", "note", "remit", "rule", "seat", "person", "source", "paragraph"):
            assert f"{field} {plain(hostile.TEXTS[number])}" in plain(shown), (field, number)
    page.click("#as-table")
    assert page.evaluate("window.harmed") is None
    assert page.evaluate("document.querySelectorAll('img, iframe, object, embed, b').length") == 0
    assert page.evaluate("document.scripts.length") == 3
    assert page.evaluate(
        "[...document.querySelectorAll('a:not(#skip)')].every((a) => /^https?:$/.test(a.protocol))"
    )
    assert is_untroubled(offline_page)


def plain(text: str) -> str:
    return " ".join(text.split())


def test_a_script_that_got_into_the_page_would_still_not_run(
    opened: Callable[..., "Page"], offline_page: OfflinePage
) -> None:
    page = opened(children_and_health())

    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.harmed = 1";
          document.body.append(script);
          const button = document.createElement("button");
          button.setAttribute("onclick", "window.harmed = 1");
          document.body.append(button);
          button.click();
        }"""
    )
    assert page.evaluate("window.harmed") is None
    assert len(offline_page.console_errors) == 2
    assert all("Content Security Policy" in error for error in offline_page.console_errors)


def test_an_empty_store_makes_an_empty_map(
    opened: Callable[..., "Page"], offline_page: OfflinePage
) -> None:
    opened(Governance(frames.complete({})))

    assert is_untroubled(offline_page)


# --- the file --------------------------------------------------------------------------------


def test_a_map_of_two_hundred_bodies_stays_under_two_megabytes() -> None:
    g = governance(
        bodies=[{"name": f"Children and Families Group {n}", "id": f"b{n}"} for n in range(200)],
        links=[
            {"from": f"b{n}", "type": "REPORTS_TO", "to": f"b{(n - 1) // 5}"} for n in range(1, 200)
        ],
        memberships=[
            {"body": f"b{n}", "seat": f"Seat {k}", "person": f"Person {(n * 7 + k) % 500}"}
            for n in range(200)
            for k in range(8)
        ],
        remits=[
            {"body": f"b{n}", "clause": str(k), "text": "Oversee how the plan is delivered " * 3}
            for n in range(200)
            for k in range(6)
        ],
    )

    assert len(maps.draw(g).html().encode()) < 2_000_000


def test_the_same_snapshot_makes_the_same_file(tmp_path: Path) -> None:
    maps.draw(children_and_health()).write(tmp_path / "one.html")
    maps.draw(children_and_health()).write(tmp_path / "two.html")

    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_the_file_is_in_utf_8_whatever_the_computer_prefers(tmp_path: Path) -> None:
    g = governance(bodies=[{"name": "Bwrdd Iechyd", "area": "Ynys Môn 健康"}])
    maps.draw(g).write(tmp_path / "map.html")

    raw = (tmp_path / "map.html").read_bytes()
    assert b"\r" not in raw
    assert "Ynys Môn 健康" in raw.decode("utf-8")


def test_the_policy_of_the_page_allows_no_request() -> None:
    html = maps.draw(children_and_health()).html()

    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;;")
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]


def test_the_network_is_pyvis_s_own_and_writes_our_page(tmp_path: Path) -> None:
    drawn = maps.draw(children_and_health())

    nodes, edges, *_ = drawn.network.get_network_data()
    assert {"hwb", "cp", "ehg", "new", "culture", "old"} <= {one["id"] for one in nodes}
    assert {(one["from"], one["to"]) for one in edges} == {
        ("cp", "hwb"),
        ("ehg", "cp"),
        ("new", "cp"),
        ("cp", "old"),
    }
    drawn.network.write_html(str(tmp_path / "map.html"))
    assert (tmp_path / "map.html").read_text(encoding="utf-8") == drawn.html()


def test_kinds_states_and_apexes_have_their_looks() -> None:
    drawn = maps.draw(children_and_health())

    assert node(drawn, "hwb")["borderWidth"] > node(drawn, "cp")["borderWidth"]
    assert node(drawn, "cp")["color"]["background"] == maps.kind_colour("partnership")
    assert node(drawn, "old")["opacity"] < 1
    assert node(drawn, "new")["shapeProperties"]["borderDashes"] == maps.DASHES
    assert node(drawn, "cp")["shapeProperties"]["borderDashes"] is False


def test_what_has_links_stands_before_what_has_none_so_no_line_passes_behind_it() -> None:
    g = governance(
        bodies=[{"name": name} for name in ("Alone", "Top", "Below", "Partnership")],
        organisations=[{"name": "Better Start"}],
        links=[
            {"from": "Below", "type": "Reports to", "to": "Top"},
            {"from": "Partnership", "type": "Aligns with", "to": "Better Start"},
        ],
    )

    blocks = [each["block"] for each in maps.draw(g).network.nodes]

    assert blocks == ["", "", "No stated step up or down", "Organisations", "No stated links"]


def test_the_footer_names_the_day_the_evidence_and_what_is_left_out() -> None:
    drawn = maps.draw(children_and_health(include_proposed=False))

    footer = drawn.network.page["footer"]
    said = " ".join([*footer["first"], *footer["notes"]])
    assert "As of 2026-11-22." in said
    assert "Newest evidence: 2025-01." in said
    assert (
        "Only proposed, and hidden until \u201cproposed\u201d is switched on: "
        "1 body, 1 statement of links." in said
    )


def test_the_data_of_the_page_is_json_that_ends_no_script() -> None:
    html = maps.draw(hostile.snapshot(), names=True).html()

    (data,) = re.findall(r'<script id="data" type="application/json">(.*?)</script>', html, re.S)
    assert len(json.loads(data)["cards"]) == 2 * len(hostile.TEXTS)


@pytest.mark.parametrize("kind", [kind for _, kinds in maps.KIND_COLOURS for kind in kinds])
def test_dark_words_can_be_read_on_the_colour_of_every_kind(kind: str) -> None:
    assert contrast(maps.kind_colour(kind), "#1A1A1A") >= 4.5


@pytest.mark.parametrize(
    ("statements", "lines"),
    [
        (
            [("ALIGNS_WITH", "current"), ("REPORTS_TO", "proposed")],
            [(["ALIGNS_WITH"], "current", False), (["REPORTS_TO"], "proposed", True)],
        ),
        (
            [("PART_OF", "current"), ("REPORTS_TO", "proposed")],
            [(["PART_OF"], "current", True), (["REPORTS_TO"], "proposed", False)],
        ),
        (
            [("ESCALATES_TO", "current"), ("REPORTS_TO", "current"), ("ADVISES", "current")],
            [(["REPORTS_TO", "ESCALATES_TO"], "current", True), (["ADVISES"], "current", False)],
        ),
        (
            [("PART_OF", "proposed"), ("REPORTS_TO", "proposed")],
            [(["REPORTS_TO", "PART_OF"], "proposed", True)],
        ),
        (
            [("REPORTS_TO", "proposed"), ("REPORTS_TO", "current")],
            [(["REPORTS_TO"], "current", True)],
        ),
    ],
)
def test_a_step_says_its_steps_up_and_what_is_proposed_is_a_line_of_its_own(
    statements: list[tuple[str, str]], lines: list[tuple[list[str], str, bool]]
) -> None:
    g = governance(
        bodies=[{"name": "Group", "id": "group"}, {"name": "Board", "id": "board"}],
        links=[
            {"from": "group", "type": type_, "to": "board", "status": status}
            for type_, status in statements
        ],
    )
    drawn = maps.draw(g).network.edges

    said = [(edge["types"], edge["state"], edge.get("tree", False)) for edge in drawn]
    assert sorted(said, key=str) == sorted(lines, key=str)
    assert all((edge["dashes"] == maps.DASHES) == (edge["state"] == "proposed") for edge in drawn)


def test_what_the_members_do_is_no_step_of_the_body() -> None:
    g = governance(
        bodies=[{"name": "Group", "id": "group"}, {"name": "Board", "id": "board"}],
        links=[
            {"from": "group", "type": "REPORTS_TO", "to": "board"},
            {"from": "members of group", "type": "ACCOUNTABLE_TO", "to": "board"},
        ],
    )
    steps = {edge["types"][0]: edge for edge in maps.draw(g).network.edges}

    assert steps["REPORTS_TO"]["tree"]
    assert "tree" not in steps["ACCOUNTABLE_TO"]
    assert steps["ACCOUNTABLE_TO"]["members_only"]


def test_a_map_cut_around_a_body_says_what_its_bodies_have_above_them() -> None:
    g = governance(
        bodies=[{"name": name, "id": name.lower()} for name in ("Top", "Board", "Group", "Team")],
        links=[
            {"from": "board", "type": "REPORTS_TO", "to": "top"},
            {"from": "group", "type": "REPORTS_TO", "to": "board"},
            {"from": "team", "type": "ALIGNS_WITH", "to": "group"},
            {"from": "team", "type": "ACCOUNTABLE_TO", "to": "board"},
        ],
    )
    drawn = maps.draw(g, focus="team", depth=1)

    assert set(drawn.network.node_map) == {"team", "board", "group"}
    assert node(drawn, "board")["beyond"] == "Top"
    assert node(drawn, "board")["above"] == ""
    assert node(drawn, "board")["block"] == ""
    up = drawn.network.page["data"]["cards"]["board"]["sections"][0]
    assert [item["text"] for item in up["items"]] == ["reports to Top"]
    assert drawn.network.page["title"] == "Who reports to whom: within 1 link of Team, Anytown"
    assert drawn.network.page["data"]["focus"] == "team"
    assert "leads up to what is not on this map" in drawn.html()
    assert "leads up to what is not on this map" not in maps.draw(g).html()


def test_what_is_only_proposed_is_on_the_map_and_off_at_first() -> None:
    drawn = maps.draw(children_and_health(include_proposed=False))
    keys = [key for group in drawn.network.page["legend"] for key in group["keys"]]

    assert {key["text"]: key["off"] for key in keys}["proposed (2)"] is True
    assert node(drawn, "new")["keys"][-1] == "proposed"
    assert node(drawn, "new")["block"] == "Steps or links only proposed"
    shown = maps.draw(children_and_health()).network.page["legend"]
    assert not next(k["off"] for group in shown for k in group["keys"] if k["key"] == "proposed")


def test_the_board_drawn_above_is_the_one_reported_to_not_the_one_for_disputes() -> None:
    g = governance(
        bodies=[{"name": name, "id": name.lower()} for name in ("Council", "Board", "Group")],
        links=[
            {"from": "group", "type": "ESCALATES_TO", "to": "council"},
            {"from": "group", "type": "REPORTS_TO", "to": "board"},
        ],
    )

    assert node(maps.draw(g), "group")["above"] == "board"
