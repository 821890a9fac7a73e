"""What tests of the map share: a snapshot, a recorder of what is drawn, and ways to look."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from govgraph.governance import Governance
from govgraph.present import map as maps
from tests.builders import governance
from tests.cities import city
from tests.conftest import OfflinePage

if TYPE_CHECKING:
    from playwright.sync_api import Page

RECORDER = """
window.dashed = []; window.saved = null; window.written = []; window.words = new Map();
const {createObjectURL} = URL;
URL.createObjectURL = (blob) => createObjectURL.call(URL, (window.saved = blob));
const pen = CanvasRenderingContext2D.prototype;
const {setLineDash, fillText} = pen;
pen.setLineDash = function (dashes) {
  window.dashed.push(dashes.join());
  return setLineDash.call(this, dashes);
};
pen.fillText = function (text, x, y, ...rest) {
  window.written.push(text);
  const {a, d, e, f} = this.getTransform();
  const ratio = window.devicePixelRatio;
  const size = parseFloat(this.font.match(/([0-9.]+)px/)[1]);
  window.words.set(text, {x: (a * x + e) / ratio, y: (d * y + f) / ratio, size: size * a / ratio});
  return fillText.call(this, text, x, y, ...rest);
};
"""
"""Notes what is drawn on the canvas, dashes and words, where and how large, and what is saved."""


def children_and_health(**more: Any) -> Governance:
    return governance(
        bodies=[
            {"name": "Health and Wellbeing Board", "id": "hwb", "kind": "board", "apex": "yes"},
            {
                "name": "Children's Partnership",
                "id": "cp",
                "kind": "partnership",
                "other_names": "Young People's Trust",
                "source": "tor",
                "paragraph": "1.1",
            },
            {"name": "Early Help Group", "id": "ehg", "kind": "delivery group"},
            {
                "name": "New Delivery Group",
                "id": "new",
                "kind": "delivery group",
                "status": "proposed",
            },
            {"name": "Culture Board", "id": "culture", "kind": "board"},
            {"name": "Old Trust", "id": "old", "kind": "board", "status": "former"},
        ],
        links=[
            {
                "from": "cp",
                "type": "REPORTS_TO",
                "to": "hwb",
                "frequency_per_year": "2",
                "source": "tor",
                "paragraph": "2.8.1",
            },
            {"from": "ehg", "type": "REPORTS_TO", "to": "cp"},
            {"from": "new", "type": "REPORTS_TO", "to": "cp", "status": "proposed"},
            {"from": "cp", "type": "REPLACES", "to": "old"},
        ],
        memberships=[
            {"body": "cp", "seat": "Chair", "person": "Jo Smith", "organisation": "Council"},
            {"body": "ehg", "seat": "Member", "person": "Jo Smith"},
            {"body": "cp", "seat": "Doctor", "status": "vacant"},
        ],
        remits=[{"body": "cp", "clause": "3", "text": "Oversee the plan", "paragraph": "3.1"}],
        sources=[
            {
                "id": "tor",
                "title": "Terms of reference",
                "date": "2025-01",
                "url": "https://example.org/tor",
            }
        ],
        **{"include_proposed": True, **more},
    )


@cache
def city_map(count: int) -> str:
    """The page of a made-up city of so many bodies."""
    return maps.draw(city(count)).html()


def is_untroubled(offline_page: OfflinePage) -> bool:
    troubles = (offline_page.requests, offline_page.console_errors, offline_page.page_errors)
    return troubles == ([], [], [])


def search(page: Page, words: str) -> None:
    page.fill("#search", words)
    page.press("#search", "Enter")


def node(drawn: maps.Map, id_: str) -> dict[str, Any]:
    found: dict[str, Any] = drawn.network.node_map[id_]
    return found


def pixels(page: Page, colour: str) -> int:
    """How many pixels of the chart have exactly this colour."""
    count: int = page.evaluate(
        """(colour) => {
          const canvas = document.querySelector("#map canvas");
          const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const wanted = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
          let count = 0;
          for (let at = 0; at < data.length; at += 4) {
            if (wanted.every((part, nth) => data[at + nth] === part)) count += 1;
          }
          return count;
        }""",
        colour,
    )
    return count


def spot(page: Page, words: str) -> dict[str, float]:
    """Where words stand on the chart, and how high they are, in pixels of the screen."""
    found: dict[str, float] = page.evaluate("(words) => window.words.get(words)", words)
    assert found, f"{words!r} is not written on the chart"
    return found


def click_on(page: Page, words: str) -> None:
    """A click on a word that stands on the chart."""
    where = spot(page, words)
    page.click("#map", position={"x": where["x"], "y": where["y"]})
    page.wait_for_timeout(100)


def drawn_anew(page: Page) -> None:
    """Forgets what was written on the chart before, so that only what is there now counts."""
    page.evaluate("window.words.clear()")
    page.evaluate("window.dispatchEvent(new Event('resize'))")
    page.wait_for_timeout(300)


def _picture(page: Page, script: str) -> Any:
    """What a script finds in the picture of what is seen, as a reader can save it."""
    return page.evaluate(
        f"""async () => {{
          document.querySelector("#to-picture").click();
          const words = await window.saved.text();
          const svg = new DOMParser().parseFromString(words, "image/svg+xml").documentElement;
          return ({script})(svg);
        }}"""
    )


def lines(page: Page, name: str) -> list[list[list[float]]]:
    """The corners of every line of the picture of that class: "step" or "across"."""
    found: list[list[list[float]]] = _picture(
        page,
        f"""(svg) => [...svg.querySelectorAll(".{name}")].map((line) =>
          line.getAttribute("points").split(" ").map((point) => point.split(",").map(Number)))""",
    )
    return found


def boxes(page: Page) -> list[dict[str, Any]]:
    """Every box of the chart as it is seen: ``words, left, top, right, bottom``."""
    found: list[dict[str, Any]] = _picture(
        page,
        """(svg) => [...svg.querySelectorAll(".box")].map((group) => {
          const [x, y, w, h] = ["x", "y", "width", "height"].map(
            (name) => Number(group.querySelector("rect").getAttribute(name)));
          const lines = [...group.querySelectorAll("text[font-size='15']")];
          const words = lines.map((line) => line.textContent).join(" ");
          return {words, left: x, top: y, right: x + w, bottom: y + h};
        })""",
    )
    return found
