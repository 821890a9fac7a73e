import itertools
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from govgraph.present.paper import html
from govgraph.present.paper.document import Paper
from tests.present import papers
from tests.present.papers import MILLTOWN, paper, review

if TYPE_CHECKING:
    from tests.conftest import OfflinePage

HOSTILE = "<script>alert('x')</script> & \"Board\" {{ 7 * 7 }} <img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def milltown() -> Paper:
    return papers.milltown_paper()


@pytest.fixture(scope="module")
def page(milltown: Paper) -> str:
    return html.page(milltown)


class Tags(HTMLParser):
    """The tags of a page with their attributes, in order, and whether they are nested well."""

    _WITHOUT_END = ("meta", "col", "rect", "polyline")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self._WITHOUT_END:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_the_page_is_marked_up_for_readers_of_every_kind(page: str) -> None:
    tags = Tags(page)

    assert tags.open == []
    assert tags.all("html") == [{"lang": "en-GB"}]
    for landmark in ("header", "nav", "main", "footer"):
        assert len(tags.all(landmark)) == 1
    assert len(tags.all("h1")) == 1
    assert len(tags.all("table")) == len(tags.all("caption")) == len(tags.all("thead"))
    assert {heading["scope"] for heading in tags.all("th")} == {"col", "row"}
    assert all(picture["role"] == "img" for picture in tags.all("svg"))
    assert all((picture["aria-label"] or "").startswith("Chart of") for picture in tags.all("svg"))


def test_headings_go_down_one_level_at_a_time(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Tags(page).found if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_entry_of_the_contents_leads_to_a_section(page: str) -> None:
    tags = Tags(page)
    places = {attributes["id"] for _, attributes in tags.found if "id" in attributes}
    links = [link["href"] or "" for link in tags.all("a")]

    inside = [link for link in links if link.startswith("#")]
    assert len(inside) > 10
    assert {link.removeprefix("#") for link in inside} <= places


def test_the_page_asks_for_nothing(page: str) -> None:
    tags = Tags(page)

    assert "default-src 'none'" in (tags.all("meta")[1]["content"] or "")
    assert not any("src" in attributes for _, attributes in tags.found)
    assert not tags.all("script")
    assert not tags.all("link")
    assert "@import" not in page
    assert "url(" not in page
    outside = [
        link["href"] or "" for link in tags.all("a") if not (link["href"] or "").startswith("#")
    ]
    assert outside == ["https://example.org/terms.pdf"]


def test_nothing_in_the_page_is_hidden(page: str) -> None:
    assert "<!--" not in page
    assert "display: none" not in page.partition("@media print")[0]
    for _, attributes in Tags(page).found:
        assert "hidden" not in attributes
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith(("data-", "on"))]


def test_no_name_stands_anywhere_in_the_file_unless_it_is_asked_for(page: str) -> None:
    for name in papers.PEOPLE:
        first, last = name.split()
        assert name not in page
        assert f"{first}-{last}".casefold() not in page.casefold()
    assert "Lovelace" not in page
    assert "Jo Smith" in html.page(papers.milltown_paper(names=True))


def test_what_is_hostile_is_shown_and_does_nothing() -> None:
    bodies = [{**MILLTOWN["bodies"][0], "name": HOSTILE}, *MILLTOWN["bodies"][1:]]
    links = [{**link, "to": HOSTILE, "condition": HOSTILE} for link in MILLTOWN["links"]]
    seats = [{"body": HOSTILE, "seat": HOSTILE, "status": "vacant", "paragraph": HOSTILE}]
    of = review(bodies=bodies, links=links, memberships=seats, sources=MILLTOWN["sources"])
    page = html.page(paper(of, title=HOSTILE))
    tags = Tags(page)

    assert tags.open == []
    assert not tags.all("script")
    assert not tags.all("img")
    assert "&lt;script&gt;" in page
    assert "{{ 7 * 7 }}" in page


def test_signs_that_turn_round_what_follows_are_taken_out() -> None:
    made = paper(review(bodies=[{"name": "Youth \u202eBoard\u200b"}]))

    assert "\u202e" not in html.page(made)
    assert "\u200b" not in html.page(made)
    assert "Youth Board" in html.page(made)


def test_the_same_paper_makes_the_same_page(milltown: Paper, page: str) -> None:
    assert html.page(papers.milltown_paper()) == page


def test_a_browser_shows_it_whole_and_without_a_request(
    page: str, offline_page: "OfflinePage"
) -> None:
    shown = offline_page.page
    shown.set_viewport_size({"width": 1000, "height": 800})
    shown.set_content(page)

    assert offline_page.requests == []
    assert offline_page.console_errors == []
    assert offline_page.page_errors == []
    body = shown.locator("body")
    assert body.evaluate("e => getComputedStyle(e).fontFamily").startswith("Arial")
    assert body.evaluate("e => e.scrollWidth <= window.innerWidth")
    chart = shown.locator("svg").first.bounding_box()
    assert chart is not None
    assert chart["width"] > 100


def test_a_page_of_paper_holds_every_chart_and_the_head_of_a_table(
    page: str, offline_page: "OfflinePage"
) -> None:
    shown = offline_page.page
    shown.set_content(page)
    shown.emulate_media(media="print")

    head = shown.locator("thead").first
    assert head.evaluate("e => getComputedStyle(e).display") == "table-header-group"
    assert shown.locator("footer").is_hidden()
    assert shown.pdf(prefer_css_page_size=True).startswith(b"%PDF")
