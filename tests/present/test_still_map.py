import xml.etree.ElementTree as ET

from govgraph.present import map as maps
from govgraph.present import still_map
from govgraph.present.pictures import Picture
from tests.builders import Rows, governance

SVG = "{http://www.w3.org/2000/svg}"


def still(bodies: Rows, links: Rows = (), *, include_proposed: bool = False) -> Picture:
    g = governance(bodies=bodies, links=links) if links else governance(bodies=bodies)
    drawn = maps.draw(g.at(include_proposed=include_proposed))
    return still_map.sketch(drawn.network, "The map")


def texts(picture: Picture) -> dict[str, tuple[float, float]]:
    """Where each text of the picture stands."""
    return {
        element.text or "": (float(element.attrib["x"]), float(element.attrib["y"]))
        for element in ET.fromstring(picture.svg).iter(f"{SVG}text")
    }


def boxes(picture: Picture) -> list[tuple[float, float, float, float]]:
    """Left, upper, right and lower edge of every box that is filled."""
    found = []
    for box in ET.fromstring(picture.svg).iter(f"{SVG}rect"):
        if box.attrib["width"] not in ("100%", "22") and box.attrib["fill"] != "none":
            x, y, w, h = (float(box.attrib[name]) for name in ("x", "y", "width", "height"))
            found.append((x, y, x + w, y + h))
    return found


def family(count: int) -> tuple[Rows, Rows]:
    names = [f"Group {n}" for n in range(count)]
    links = [{"from": name, "type": "reports to", "to": "Board"} for name in names]
    return [{"name": "Board"}, *({"name": name} for name in names)], links


def test_a_body_stands_below_the_one_that_it_reports_to() -> None:
    for count in (1, 3, 12):
        placed = texts(still(*family(count)))
        assert all(placed[f"Group {n}"][1] > placed["Board"][1] for n in range(count))


def test_no_two_boxes_overlap() -> None:
    for count in (2, 6, 7, 30):
        placed = boxes(still(*family(count)))
        assert len(placed) == count + 1
        for at, (left, upper, right, lower) in enumerate(placed):
            for other in placed[at + 1 :]:
                is_beside = right <= other[0] or other[2] <= left
                assert is_beside or lower <= other[1] or other[3] <= upper


def test_what_goes_nowhere_stands_apart_under_words_that_say_so() -> None:
    bodies, links = family(1)
    placed = texts(still([*bodies, {"name": "Forum"}], links))

    words = placed["No step up or down is stated to be in force"]
    assert placed["Forum"][1] > words[1] > placed["Group 0"][1]


def test_what_is_only_proposed_is_dashed_and_says_so() -> None:
    bodies: Rows = [{"name": "Board"}, {"name": "New Group", "status": "proposed"}]
    links: Rows = [{"from": "New Group", "type": "reports to", "to": "Board", "status": "proposed"}]

    assert "New Group" not in texts(still(bodies, links))
    shown = still(bodies, links, include_proposed=True)
    assert "proposed" in texts(shown)
    assert shown.svg.count("stroke-dasharray") == 3  # the box, the step, and the key


def test_one_body_alone_is_a_picture_too() -> None:
    assert repr(still([{"name": "Board"}])) == "The map: a map of 1 body."
