"""What a reader of the map does: reads, unfolds, looks closer, switches, links, prints."""

import re
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from govgraph.governance import Governance
from govgraph.present import map as maps
from tests.builders import governance
from tests.conftest import OfflinePage
from tests.present import hostile
from tests.present.browsing import (
    boxes,
    children_and_health,
    city_map,
    click_on,
    drawn_anew,
    is_untroubled,
    lines,
    search,
    spot,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opened = Callable[..., "Page"]

SCREENS = [(1280, 800), (3840, 2160)]


def overlapping(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (one["words"], other["words"])
        for one, other in combinations(boxes, 2)
        if one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    ]


def crossed(boxes: list[dict[str, Any]], lines: list[list[list[float]]]) -> list[str]:
    """Boxes through whose inside a line of the tree runs."""
    return [
        box["words"]
        for line in lines
        for (x1, y1), (x2, y2) in pairwise(line)
        for box in boxes
        if min(x1, x2) < box["right"] - 0.01
        and max(x1, x2) > box["left"] + 0.01
        and min(y1, y2) < box["bottom"] - 0.01
        and max(y1, y2) > box["top"] + 0.01
    ]


def shown(page: "Page") -> str:
    return page.inner_text("#seen")


# --- at first sight --------------------------------------------------------------------------


@pytest.mark.parametrize("count", [10, 60, 200, 2000])
def test_every_label_can_be_read_at_first_sight(
    opened: Opened, offline_page: OfflinePage, count: int
) -> None:
    page = opened(city_map(count))

    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        drawn_anew(page)
        # Signs for folding are a little smaller than the names.
        assert min(sizes_of_words(page)) >= 11 * 14 / 15
        assert spot(page, "Health and Wellbeing")["size"] >= 11
        assert len(boxes(page)) >= min(count, 30)
    assert is_untroubled(offline_page)


def sizes_of_words(page: "Page") -> list[float]:
    sizes: list[float] = page.evaluate(
        "[...window.words].filter(([text]) => text.trim()).map(([, word]) => word.size)"
    )
    return sizes


@pytest.mark.parametrize("count", [10, 60, 200, 2000])
def test_nothing_overlaps_and_no_line_runs_through_a_box(opened: Opened, count: int) -> None:
    page = opened(city_map(count))

    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(400)
        assert overlapping(boxes(page)) == []
        assert crossed(boxes(page), lines(page, "step")) == []
    if page.is_visible("#unfold"):
        page.click("#unfold")
    assert overlapping(boxes(page)[:400]) == []
    assert crossed(boxes(page)[:400], lines(page, "step")[:400]) == []


@pytest.mark.parametrize("count", [60, 200])
def test_a_link_across_that_would_pass_behind_a_box_waits_until_an_end_is_chosen(
    opened: Opened, count: int
) -> None:
    page = opened(city_map(count))

    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(400)
        assert behind(boxes(page), lines(page, "across")) == []
    if page.is_visible("#unfold"):
        page.click("#unfold")
    drawn = boxes(page)
    assert behind(drawn, lines(page, "across")) == []
    signs = page.evaluate("window.written.filter((text) => /^\u2194\\d/.test(text)).length")
    assert signs > 0


def behind(drawn: list[dict[str, Any]], curves: list[list[list[float]]]) -> list[str]:
    """Boxes behind which a curve runs that neither begins nor ends there."""

    def holds(box: dict[str, Any], point: list[float], room: float) -> bool:
        (x, y) = point
        is_beside: bool = box["left"] - room < x < box["right"] + room
        is_level: bool = box["top"] - room < y < box["bottom"] + room
        return is_beside and is_level

    assert curves
    return [
        box["words"]
        for curve in curves
        for box in drawn
        if not (holds(box, curve[0], 1) or holds(box, curve[-1], 1))
        and any(holds(box, point, 0) for point in curve)
    ]


TWELVE = [f"Body {n}" for n in range(12)]


def one_that_advises_all_others() -> Governance:
    return governance(
        bodies=[{"name": name} for name in (*TWELVE, "Top")],
        links=[
            *({"from": name, "type": "REPORTS_TO", "to": "Top"} for name in TWELVE),
            *({"from": TWELVE[0], "type": "ADVISES", "to": name} for name in TWELVE[1:]),
        ],
    )


def test_all_links_of_the_one_chosen_are_drawn_and_named(opened: Opened) -> None:
    page = opened(one_that_advises_all_others())
    drawn = len(lines(page, "across"))

    search(page, "Body 0")
    page.wait_for_timeout(200)
    assert drawn < 11
    assert len(lines(page, "across")) == 11
    assert "advises" in page.evaluate("[...window.words.keys()]")


def test_a_link_down_a_step_is_an_arrowhead_at_the_step(opened: Opened) -> None:
    def heads(*links: tuple[str, str, str]) -> int:
        page = opened(
            governance(
                bodies=[{"name": "Board"}, {"name": "Group"}],
                links=[{"from": start, "type": name, "to": end} for start, name, end in links],
            )
        )
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        return page.locator("#paper .head").count()

    up = ("Group", "ESCALATES_TO", "Board")
    assert heads(up) == 0
    assert heads(up, ("Board", "ESCALATES_TO", "Group")) == 1
    assert heads(up, ("Board", "DELEGATES_TO", "Group"), ("Group", "ADVISES", "Board")) == 2


def test_a_step_of_several_kinds_shows_the_colour_of_each(opened: Opened) -> None:
    page = opened(
        governance(
            bodies=[{"name": "Board"}, {"name": "Group"}],
            links=[
                {"from": "Group", "type": name, "to": "Board"}
                for name in ("REPORTS_TO", "ESCALATES_TO")
            ],
        )
    )
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    colours = page.evaluate(
        "[...document.querySelectorAll('#paper polyline')].map((one) => one.getAttribute('stroke'))"
    )

    assert {maps.LINK_COLOURS["REPORTS_TO"], maps.LINK_COLOURS["ESCALATES_TO"]} <= set(colours)


def test_what_is_only_inferred_is_dotted_and_the_table_says_so(opened: Opened) -> None:
    page = opened(
        governance(
            bodies=[{"name": name} for name in ("Board", "Group", "Team")],
            links=[
                {"from": "Group", "type": "REPORTS_TO", "to": "Board", "basis": "inferred"},
                {"from": "Group", "type": "PART_OF", "to": "Board"},
                {"from": "Team", "type": "REPORTS_TO", "to": "Board"},
            ],
        )
    )
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    dashes = page.evaluate(
        """[...document.querySelectorAll('#paper polyline')]
           .map((line) => [line.getAttribute('stroke'), line.getAttribute('stroke-dasharray')])"""
    )

    reports, part = maps.LINK_COLOURS["REPORTS_TO"], maps.LINK_COLOURS["PART_OF"]
    assert sorted([d for stroke, d in dashes if stroke == reports], key=str) == ["2 2.5", None]
    assert [d for stroke, d in dashes if stroke == part] == [None]
    page.click("#as-table")
    table = page.inner_text("#rows")
    assert "reports to (inferred), part of Board" in table
    assert "dotted: inferred, not stated" in page.inner_text("#legend")


def test_on_paper_links_that_are_not_drawn_are_listed(opened: Opened) -> None:
    page = opened(one_that_advises_all_others())
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    drawn = page.locator("#paper .across").count()
    words = page.inner_text("#paper p") if page.locator("#paper p").count() else ""

    listed = [name for name in TWELVE[1:] if re.search(rf"Body 0 advises {name}[;.]", words)]
    assert drawn + len(listed) == 11
    assert listed


def test_a_finding_on_what_is_folded_does_not_stand_on_the_body_above(opened: Opened) -> None:
    page = opened(found_in_the_city())
    page.click("[data-key='finding dead end']")

    # Nothing is folded: the sign stands on the upper edge of the body itself.
    page.wait_for_timeout(100)
    assert spot(page, "!")["y"] < spot(page, "Lost Group")["y"]


def test_proposals_are_switched_on_in_the_file(opened: Opened) -> None:
    page = opened(children_and_health(include_proposed=False))
    before = {box["words"] for box in boxes(page)}

    page.click("[data-key=proposed]")
    page.wait_for_timeout(200)
    after = {box["words"]: box for box in boxes(page)}
    assert "New Delivery Group" not in before
    assert after["New Delivery Group"]["top"] > after["Children's Partnership"]["top"]
    page.click("[data-key=proposed]")
    page.wait_for_timeout(200)
    assert {box["words"] for box in boxes(page)} == before


def test_a_body_whose_step_up_is_only_proposed_stands_apart_until_it_is_shown(
    opened: Opened,
) -> None:
    page = opened(
        governance(
            bodies=[{"name": name} for name in ("Board", "Group", "Forum")],
            links=[
                {"from": "Group", "type": "REPORTS_TO", "to": "Board", "status": "proposed"},
                {"from": "Forum", "type": "REPORTS_TO", "to": "Board"},
            ],
        )
    )

    assert "\u2212 Steps or links only proposed (1)" in page.evaluate("[...window.words.keys()]")
    search(page, "Group")
    assert "reports to Board" in page.inner_text("#card")
    assert "proposed" in page.inner_text("#card")
    page.click("[data-key=proposed]")
    page.wait_for_timeout(200)
    tops = {box["words"]: box["top"] for box in boxes(page)}
    assert tops["Group"] > tops["Board"]


def test_seats_do_not_make_boxes_overlap(opened: Opened) -> None:
    page = opened(city_map(60))

    page.click("[data-key=person]")
    assert overlapping(boxes(page)) == []
    assert crossed(boxes(page), lines(page, "step")) == []


def test_the_apex_stands_above_what_reports_to_it(opened: Opened) -> None:
    page = opened(children_and_health())

    tops = {box["words"]: box["top"] for box in boxes(page)}
    assert tops["Health and Wellbeing Board"] < tops["Children's Partnership"]
    assert tops["Children's Partnership"] < tops["Early Help Group"]


def test_a_parent_stands_over_the_middle_of_its_children(opened: Opened) -> None:
    page = opened(
        governance(
            bodies=[{"name": name} for name in ("Top", "One", "Two", "Three")],
            links=[
                {"from": name, "type": "REPORTS_TO", "to": "Top"}
                for name in ("One", "Two", "Three")
            ],
        )
    )

    middle = {box["words"]: (box["left"] + box["right"]) / 2 for box in boxes(page)}
    first, second, third = sorted(middle[name] for name in ("One", "Two", "Three"))
    assert middle["Top"] == pytest.approx(second)
    assert second - first == pytest.approx(third - second)


# --- folding ---------------------------------------------------------------------------------


def test_what_is_folded_is_counted_and_a_click_unfolds_it(opened: Opened) -> None:
    page = opened(city_map(200))

    before = len(boxes(page))
    assert re.match(r"\d+ of 200 bodies are shown", shown(page))
    chip = page.evaluate("[...window.words.keys()].find((words) => /^\\+\\d+$/.test(words))")
    click_on(page, chip)
    assert len(boxes(page)) > before
    page.click("#fold")
    assert len(boxes(page)) == before


def test_everything_unfolds_at_once(opened: Opened) -> None:
    page = opened(city_map(200))

    page.click("#unfold")
    assert len(boxes(page)) == 200
    assert page.is_hidden("#unfold")


def test_two_thousand_bodies_are_folded_so_that_they_can_be_read(
    opened: Opened, offline_page: OfflinePage
) -> None:
    page = opened(city_map(2000))

    assert "of 2,000 bodies are shown" in shown(page)
    search(page, "harbourside licensing")
    assert "Harbourside Licensing" in page.inner_text("#card h2")
    assert is_untroubled(offline_page)


def test_a_body_in_a_folded_family_is_unfolded_when_it_is_looked_for(opened: Opened) -> None:
    page = opened(city_map(200))

    before = {box["words"] for box in boxes(page)}
    page.evaluate("window.words.clear()")
    page.click("#unfold")
    hidden = sorted({box["words"] for box in boxes(page)} - before)[0]
    page.click("#fold")
    assert hidden not in {box["words"] for box in boxes(page)}
    search(page, hidden)
    assert hidden in {box["words"] for box in boxes(page)}


def test_a_great_many_bodies_show_their_top_levels_and_say_so(opened: Opened) -> None:
    page = opened(
        governance(
            bodies=[{"name": f"Body {n}", "id": f"b{n}"} for n in range(3100)],
            links=[
                {"from": f"b{n}", "type": "REPORTS_TO", "to": f"b{(n - 1) // 9}"}
                for n in range(1, 3100)
            ],
        )
    )

    assert "of 3,100 bodies are shown. These are the top levels" in shown(page)
    assert page.is_hidden("#unfold")
    search(page, "body 3099")
    page.click(".card-tools button")
    assert shown(page).startswith("Only what is within 2 links of Body 3099.")
    assert "Body 344" in {box["words"] for box in boxes(page)}


# --- looking closer --------------------------------------------------------------------------


def test_only_what_is_near_a_body_is_shown_when_it_is_asked_for(opened: Opened) -> None:
    page = opened(children_and_health())

    search(page, "health and wellbeing")
    page.select_option(".card-tools select", "1")
    page.click(".card-tools button")
    assert shown(page).startswith("Only what is within 1 link of Health and Wellbeing Board.")
    assert {box["words"] for box in boxes(page)} == {
        "Health and Wellbeing Board",
        "Children's Partnership",
    }
    page.click("#whole")
    assert len(boxes(page)) == 5


def test_what_is_hidden_by_the_focus_is_shown_when_it_is_looked_for(opened: Opened) -> None:
    page = opened(children_and_health(), link="#focus=hwb&reach=1")

    assert len(boxes(page)) == 2
    search(page, "culture")
    assert "Culture Board" in {box["words"] for box in boxes(page)}


# --- people ----------------------------------------------------------------------------------


def test_nobody_is_named_in_the_file_unless_it_is_asked_for(opened: Opened) -> None:
    page = opened(children_and_health())

    assert "Jo Smith" not in page.content()
    search(page, "children's")
    assert "Chair: filled" in page.inner_text("#card")
    page.fill("#search", "jo smith")
    assert page.inner_text("#found") == "Nothing is called that."


def test_a_name_within_a_note_is_left_out_as_well(opened: Opened) -> None:
    g = governance(
        bodies=[{"name": "Board", "note": "Jo Smith founded it."}],
        memberships=[{"body": "Board", "seat": "Chair", "person": "Jo Smith"}],
    )
    page = opened(g)

    assert "Jo Smith" not in page.content()
    search(page, "board")
    assert "[Chair, Board] founded it." in page.inner_text("#card")


def test_a_name_within_the_title_of_a_source_is_left_out_as_well(opened: Opened) -> None:
    letter = {"source": "letter-of-2025", "paragraph": "1"}
    g = governance(
        bodies=[{"name": "Board", "covered": "links", **letter}],
        memberships=[{"body": "Board", "seat": "Chair", "person": "Jo Smith", **letter}],
        sources=[{"id": "letter-of-2025", "title": "Letter by Jo Smith"}],
    )
    page = opened(g)

    assert "Jo Smith" not in page.content()
    search(page, "board")
    card = page.inner_text("#card")
    assert "dead end: The links of Board are given completely (Letter by [Chair, Board], 1)" in card
    assert "Source: Letter by [Chair, Board]" in card


def test_somebody_who_is_looked_for_is_shown_on_all_their_bodies(opened: Opened) -> None:
    page = opened(children_and_health(), names=True)

    page.focus("#map")
    page.keyboard.press("ArrowDown")
    page.keyboard.press(" ")
    assert "Early Help Group" not in {box["words"] for box in boxes(page)}
    search(page, "jo smith")
    assert page.inner_text("#card h2") == "Jo Smith"
    assert page.get_attribute("[data-key=person]", "aria-pressed") == "true"
    shown_now = {box["words"] for box in boxes(page)}
    assert {"Children's Partnership", "Early Help Group"} <= shown_now


# --- findings --------------------------------------------------------------------------------


def found_in_the_city() -> Governance:
    """Two boards with one remit, one of which goes nowhere and has a vacancy."""
    duty = "Decide how the youth justice grant is shared out between schools and colleges"
    return governance(
        bodies=[
            {"name": "Top Board", "id": "top", "apex": "yes", "covered": "members; links"},
            {"name": "Youth Board", "id": "youth", "covered": "members; links"},
            {"name": "Lost Group", "id": "lost", "covered": "members; links"},
        ],
        links=[{"from": "youth", "type": "REPORTS_TO", "to": "top"}],
        memberships=[
            {"body": "lost", "seat": "Chair", "status": "vacant", "role": "chair"},
            {"body": "youth", "seat": "Chair", "person": "Jo Smith", "role": "chair"},
        ],
        remits=[
            {"body": "youth", "clause": "1", "text": duty, "paragraph": "1.1", "source": "one"},
            {"body": "lost", "clause": "2", "text": duty, "paragraph": "2.2", "source": "two"},
        ],
        sources=[{"id": "one", "title": "Youth terms"}, {"id": "two", "title": "Lost terms"}],
    )


def test_findings_are_switches_that_are_off_at_first(opened: Opened) -> None:
    page = opened(found_in_the_city())

    switches = page.locator("[data-key^='finding ']")
    words = " ".join(switches.all_inner_texts())
    assert "dead end (1)" in words
    assert "vacancy (1)" in words
    assert {one.get_attribute("aria-pressed") for one in switches.all()} == {"false"}


def test_a_finding_marks_its_bodies_and_its_sentence_is_on_the_card(opened: Opened) -> None:
    page = opened(found_in_the_city())

    page.evaluate("window.written.length = 0")
    page.click("[data-key='finding dead end']")
    page.wait_for_timeout(100)
    assert "!" in page.evaluate("window.written")
    search(page, "lost group")
    card = page.inner_text("#card")
    assert "Findings to judge" in card
    assert "dead end: The links of Lost Group are given completely" in card


def test_a_pair_of_remits_is_a_line_and_leads_from_one_card_to_the_other(opened: Opened) -> None:
    page = opened(found_in_the_city())

    pairs = page.locator("[data-key^='finding ']", has_text=re.compile("candidate|duplicate"))
    pairs.first.click()
    page.wait_for_timeout(100)
    assert not any(dashes.startswith("9,") for dashes in page.evaluate("window.dashed"))
    search(page, "youth board")
    page.wait_for_timeout(100)
    assert any(dashes.startswith("9,") for dashes in page.evaluate("window.dashed"))
    card = page.inner_text("#card")
    assert card.count("youth justice grant") >= 2
    assert "Youth terms, 1.1" in card
    assert "Lost terms, 2.2" in card
    page.click("text=Go to Lost Group")
    assert page.inner_text("#card h2") == "Lost Group"


# --- links -----------------------------------------------------------------------------------


def link_of(page: "Page") -> str:
    page.wait_for_timeout(350)
    address: str = page.evaluate("location.hash")
    return address


def test_a_link_reopens_the_same_view(opened: Opened) -> None:
    page = opened(city_map(200))
    page.click("[data-key='finding missing hop']")
    page.click("[data-key=REPORTS_TO]")
    search(page, "harbour board")
    page.keyboard.press(" ")
    before = boxes(page)
    where = page.evaluate("window.words.get('Harbour Board')")
    link = link_of(page)

    page = opened(city_map(200), link=link)
    assert page.inner_text("#card h2") == "Harbour Board"
    assert page.get_attribute("[data-key='finding missing hop']", "aria-pressed") == "true"
    assert page.get_attribute("[data-key=REPORTS_TO]", "aria-pressed") == "false"
    assert boxes(page) == before
    again = spot(page, "Harbour Board")
    assert again["x"] == pytest.approx(where["x"], abs=3)
    assert again["y"] == pytest.approx(where["y"], abs=3)


def test_a_link_reopens_what_was_unfolded_to_show_a_body(opened: Opened) -> None:
    page = opened(city_map(200))
    before = {box["words"] for box in boxes(page)}
    page.click("#unfold")
    hidden = sorted({box["words"] for box in boxes(page)} - before)[0]
    page.click("#fold")
    search(page, hidden)
    link = link_of(page)

    page = opened(city_map(200), link=link)
    assert hidden in {box["words"] for box in boxes(page)}
    assert page.inner_text("#card h2") == hidden


def test_the_whole_map_is_fitted_without_folding_what_was_unfolded(opened: Opened) -> None:
    page = opened(city_map(200))
    page.click("#unfold")
    search(page, "harbour board")
    page.click("#whole")

    assert page.is_hidden("#card")
    assert len(boxes(page)) == 200


def test_a_link_reopens_focus_area_and_table(opened: Opened) -> None:
    page = opened(children_and_health())
    search(page, "health and wellbeing")
    page.click(".card-tools button")
    page.click("#as-table")
    link = link_of(page)

    page = opened(children_and_health(), link=link)
    assert "within 2 links of Health and Wellbeing Board" in page.text_content("#seen")  # type: ignore[operator]
    assert page.is_visible("#table")


def test_a_view_that_is_as_at_first_needs_no_link(opened: Opened) -> None:
    page = opened(children_and_health())
    search(page, "culture")
    assert link_of(page) != ""
    page.click("#whole")
    assert link_of(page) == ""


@pytest.mark.parametrize(
    "link",
    [
        "#focus=<script>window.harmed=1</script>&at=__proto__&card=constructor",
        "#focus=nobody&reach=1e999&view=NaN,Infinity,-1",
        "#view=0,0,1e99",
        "#view=%00&open=%F0%9F&folds=1&open=__proto__&open=toString",
        "#show=__proto__&hide=kind&show=finding&area=__proto__",
        "#card=__proto__&at=hasOwnProperty",
        "#%E0%A4%A",
        "#javascript:window.harmed=1",
        "#table=1&table=2&reach=-4&focus=",
        "#" + "open=" + "x" * 20_000,
    ],
)
def test_a_link_of_nonsense_shows_the_map_as_at_first(
    opened: Opened, offline_page: OfflinePage, link: str
) -> None:
    page = opened(children_and_health(), link=link)

    assert {box["words"] for box in boxes(page)} >= {"Health and Wellbeing Board"}
    assert spot(page, "Health and Wellbeing")["size"] > 0.1
    assert page.evaluate("window.harmed") is None
    assert is_untroubled(offline_page)


def test_another_link_in_the_same_window_is_followed(opened: Opened) -> None:
    page = opened(children_and_health())

    page.evaluate("location.hash = 'card=culture&at=culture'")
    page.wait_for_selector("#card:not([hidden])")
    assert page.inner_text("#card h2") == "Culture Board"


# --- keyboard and screen reader --------------------------------------------------------------


def test_a_family_is_folded_and_unfolded_by_the_keyboard(opened: Opened) -> None:
    page = opened(children_and_health())

    page.focus("#map")
    page.keyboard.press("ArrowDown")
    page.keyboard.press(" ")
    assert page.inner_text("#said") == "Health and Wellbeing Board: folded."
    assert "Children's Partnership" not in {box["words"] for box in boxes(page)}
    page.keyboard.press(" ")
    assert "Children's Partnership" in {box["words"] for box in boxes(page)}


def test_what_stands_in_no_tree_is_reached_by_the_keyboard(opened: Opened) -> None:
    page = opened(children_and_health())

    page.focus("#map")
    page.keyboard.press("ArrowDown")
    heard = []
    for key in ("ArrowRight", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        heard.append(page.inner_text("#said"))
    assert heard[0].startswith("No stated links (1). Unfolded.")
    assert heard[1].startswith("Culture Board")
    assert heard[2] == heard[0]


def test_every_body_can_be_reached_by_the_arrow_keys(opened: Opened) -> None:
    page = opened(children_and_health())

    page.focus("#map")
    page.keyboard.press("ArrowDown")
    heard = set()
    for key in ("Home", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
        heard.add(page.inner_text("#said").split(",")[0])
    assert {
        "Health and Wellbeing Board",
        "Children's Partnership",
        "Early Help Group",
        "New Delivery Group",
    } <= heard


def test_the_focus_comes_back_when_the_card_is_closed_by_the_keyboard(opened: Opened) -> None:
    page = opened(children_and_health())

    page.focus("#map")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "card"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "map"


def test_the_first_thing_reached_leads_to_a_table_with_heads_and_a_caption(opened: Opened) -> None:
    page = opened(children_and_health())

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "table"
    assert page.inner_text("caption").endswith(
        "5 bodies, each after the one that it is drawn under"
    )
    heads = page.locator("thead th")
    assert {one.get_attribute("scope") for one in heads.all()} == {"col"}
    names = page.locator("tbody th[scope=row]")
    assert names.count() == 5
    tree = page.locator("#table").aria_snapshot()
    assert 'rowheader "Health and Wellbeing Board"' in tree
    assert 'columnheader "Drawn under"' in tree
    page.click("#rows button:has-text('Culture Board')")
    assert page.inner_text("#card h2") == "Culture Board"
    assert page.evaluate("document.activeElement.id") == "card"


def test_the_legend_says_what_a_thick_border_means(opened: Opened) -> None:
    assert "stated to be the top" in opened(children_and_health()).inner_text("#legend")


def test_everything_that_can_be_pressed_has_a_name(opened: Opened) -> None:
    page = opened(found_in_the_city())

    search(page, "youth")
    tree = page.locator("body").aria_snapshot()
    assert not re.search(r"- (button|link|combobox|textbox|searchbox)\s*$", tree, re.M)
    assert 'application "Chart of who reports to whom"' in tree
    assert 'combobox "Find a body, or an organisation"' in tree


def test_the_chart_is_one_stop_of_the_keyboard_and_has_a_name(opened: Opened) -> None:
    page = opened(children_and_health())

    page.focus("#map")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_escape_leads_back_from_what_is_near(opened: Opened) -> None:
    page = opened(city_map(60))
    search(page, "Health and Wellbeing")
    page.click("text=Show only what is near")
    assert "Only what is within" in shown(page)

    page.focus("#map")
    for _ in range(3):
        page.keyboard.press("Escape")
    assert "Only what is within" not in shown(page)


def test_the_table_has_links_to_a_body_its_top_and_with_whom_it_was_found(opened: Opened) -> None:
    page = opened(found_in_the_city())

    page.click("#as-table")
    rows = {line.split("\t")[0]: line for line in page.inner_text("#rows").split("\n")}
    text = page.inner_text("#rows")
    assert "Youth Board: reports to" in text
    assert re.search(r"(duplicate|candidate) with Lost Group", text)
    assert rows


def test_all_findings_are_listed_and_each_leads_to_its_bodies(opened: Opened) -> None:
    page = opened(found_in_the_city())

    page.click("#list-findings")
    card = page.inner_text("#card")
    assert "dead end (1)" in card
    assert "All its links are given, and none leads up." in card
    page.click("[data-key='finding vacancy']")
    page.click("#list-findings")
    assert "dead end" not in page.inner_text("#card")
    page.click("#card >> text=Go to Lost Group")
    assert page.inner_text("#card h2") == "Lost Group"


def test_keys_that_belong_to_the_browser_are_left_to_it(opened: Opened) -> None:
    page = opened(children_and_health())

    page.focus("#map")
    page.keyboard.press("Control+f")
    assert page.inner_text("#seen") == ""


# --- paper -----------------------------------------------------------------------------------


def test_the_map_prints_on_one_page_of_a3_as_lines_and_words(
    opened: Opened, tmp_path: Path
) -> None:
    page = opened(city_map(200))
    page.click("#unfold")

    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    (width, height) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)[0]
    # A3 is 297 by 420 mm, of 72 points to the inch.
    assert float(width) == pytest.approx(420 / 25.4 * 72, abs=2)
    assert float(height) == pytest.approx(297 / 25.4 * 72, abs=2)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    assert b"/Subtype /Image" not in pdf


def test_on_paper_are_the_boxes_the_legend_of_what_is_shown_and_every_note(opened: Opened) -> None:
    page = opened(found_in_the_city())
    page.click("[data-key='finding dead end']")

    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.is_visible("#paper svg")
    assert page.is_hidden("#map")
    assert page.is_hidden("#search")
    assert page.is_visible("[data-key='finding dead end']")
    assert page.is_hidden("[data-key='finding vacancy']")
    assert "Findings are candidates for a human to judge." in page.inner_text("footer")
    assert {"Lost Group", "Youth Board", "!"} <= set(
        page.locator("#paper text").all_text_contents()
    )


def test_on_paper_is_unfolded_what_a_sheet_has_room_for(opened: Opened) -> None:
    page = opened(city_map(60))
    seen = len(boxes(page))

    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert seen < 60
    assert page.locator("#paper .box").count() >= 60
    assert "are shown" not in page.inner_text("#paper")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert len(boxes(page)) == seen


def test_what_is_seen_is_saved_as_a_drawing_with_its_title_and_legend(opened: Opened) -> None:
    page = opened(found_in_the_city())
    page.click("[data-key='finding dead end']")

    with page.expect_download() as started:
        page.click("#to-picture")
    assert started.value.suggested_filename == "Who-reports-to-whom-Anytown.svg"
    words = Path(started.value.path()).read_text(encoding="utf-8")
    assert re.match(r'<svg [^>]*xmlns="http://www.w3.org/2000/svg"', words)
    for text in ("Who reports to whom: Anytown", "Lost Group", "reports to", "dead end (1)"):
        assert f">{text}<" in words
    assert "vacancy" not in words


def test_a_table_prints_as_a_table(opened: Opened) -> None:
    page = opened(city_map(60))
    page.click("#as-table")

    page.emulate_media(media="print")
    assert page.is_visible("#table")
    assert page.is_hidden("#map")


def test_text_that_would_be_script_prints_as_text(
    opened: Opened, offline_page: OfflinePage
) -> None:
    page = opened(hostile.snapshot())
    page.click("#unfold")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("window.harmed") is None
    assert page.locator("#paper script, #paper img, #paper a").count() == 0
    assert is_untroubled(offline_page)


@pytest.mark.parametrize(("names", "is_said"), [(False, False), (True, True)])
def test_who_is_judged_to_be_whom_is_said_only_where_people_are_named(
    names: bool, is_said: bool
) -> None:
    g = governance(
        bodies=[{"name": "Board"}, {"name": "Trust"}],
        memberships=[
            {"body": "Board", "seat": "Chair", "person": "Jo Wilson"},
            {"body": "Trust", "seat": "Chair", "person": "Joanne Wilson"},
        ],
        same_people=[
            {
                "person_a": "Jo Wilson",
                "person_b": "Joanne Wilson",
                "verdict": "same_as",
                "reason": "Confirmed by the clerk",
                "who": "Governance Officer",
                "date": "2025-03",
            }
        ],
    )
    html = maps.draw(g, names=names).html()

    assert ("Wilson" in html) is is_said
    assert ("Judgements on who is one person are followed, in 1 case." in html) is not is_said
