import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from govgraph.present import pictures
from govgraph.present.pictures import Mark

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert(1)</script>\x1b[31m & "Board"'


def texts(picture: pictures.Picture) -> list[str]:
    return [element.text or "" for element in ET.fromstring(picture.svg).iter(f"{SVG}text")]


def lengths(picture: pictures.Picture) -> list[float]:
    boxes = ET.fromstring(picture.svg).iter(f"{SVG}rect")
    return [float(box.attrib["width"]) for box in boxes if box.attrib["width"] != "100%"]


def test_bars_are_as_long_as_their_numbers_and_say_them() -> None:
    picture = pictures.bars({"Trust Board": 4, "Executive": 12, "Nobody": 0}, "Meetings", "a year")

    short, long, none = lengths(picture)
    assert long == pytest.approx(3 * short, abs=0.5)
    assert none == 1
    assert {"4 a year", "12 a year", "0 a year"} <= set(texts(picture))
    assert repr(picture) == (
        "Meetings. Trust Board: 4 a year; Executive: 12 a year; Nobody: 0 a year."
    )


def test_a_grid_shows_a_sign_in_its_place_and_only_the_marks_that_are_used() -> None:
    marks = {"in": Mark("x", "was there"), "out": Mark("o", "was not")}
    picture = pictures.grid(
        ["Chair", "Clerk"], ["May"], {("Clerk", "May"): "in"}, marks, "Who came"
    )

    assert texts(picture).count("x") == 2  # in its cell and in the key
    assert "was not" not in texts(picture)
    assert repr(picture) == "Who came. 2 rows by 1 columns. was there: 1."


def test_a_ladder_has_its_first_step_at_the_bottom() -> None:
    picture = pictures.ladder(["Group", "Board", "Cabinet"], ["reports to", "part of"], [], "Up")

    said = texts(picture)
    assert [name for name in said if name in ("Group", "Board", "Cabinet")] == [
        "Cabinet",
        "Board",
        "Group",
    ]
    assert repr(picture) == "Up: Group > Board > Cabinet. "


def test_no_name_is_more_than_text() -> None:
    mark = {"a": Mark("x", HOSTILE)}
    for picture in (
        pictures.bars({HOSTILE: 1}, HOSTILE),
        pictures.grid([HOSTILE], [HOSTILE], {(HOSTILE, HOSTILE): "a"}, mark, HOSTILE),
        pictures.ladder([HOSTILE, HOSTILE], [HOSTILE], [HOSTILE], HOSTILE),
    ):
        names = {element.tag.removeprefix(SVG) for element in ET.fromstring(picture.svg).iter()}
        assert names <= {"svg", "rect", "text", "polyline", "polygon"}
        assert "\x1b" not in picture.svg + picture.words


def test_a_picture_is_written_in_utf_8(tmp_path: Path) -> None:
    pictures.bars({"Bwrdd Iechyd – Môn": 1}, "Ŵ").write(tmp_path / "a.svg")

    assert "Môn" in (tmp_path / "a.svg").read_text(encoding="utf-8")
