"""Still pictures as SVG, for notebooks and papers: no script, no request, words beside them.

Each function gives a :class:`Picture`. Its colours can be told apart by colour-blind readers,
and none says anything that a sign or a word in the picture does not say too.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET  # writes SVG and reads nothing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from govgraph.present.tables import clean

WIDTH = 760.0
"""Of a picture, in pixels: what a page of a notebook has room for."""

INK, PALE, LINE = "#1A1A1A", "#5A5A5A", "#B0B0B0"
FILLS = ("#77AADD", "#EE8866", "#EEDD88", "#44BB99", "#FFAABB", "#99DDFF", "#DDDDDD")
"""Paul Tol's scheme "light" (SRON technical note 3.2, 2021): dark words read on each."""

_FACE = "Arial, Helvetica, Liberation Sans, sans-serif"
_SIZE, _SMALL = 14.0, 12.0
_EM = 0.53
"""The mean width of a letter, as a part of its size."""
STROKE, DASHES = "line", "dashes"
"""Signs of a key that are drawn."""


@dataclass(frozen=True)
class Picture:
    """A drawing that a notebook shows.

    Attributes:
        svg: the drawing.
        words: what it shows, for who does not see it.
    """

    svg: str
    words: str

    def write(self, path: str | Path) -> None:
        """Write the drawing to a file, in UTF-8."""
        Path(path).write_text(self.svg, encoding="utf-8", newline="\n")

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return self.words


# --- kinds of pictures -----------------------------------------------------------------------


def bars(values: Mapping[str, float], title: str, unit: str = "") -> Picture:
    """A bar for each value, the name before it and the number behind it.

    >>> print(bars({"Trust Board": 4, "Executive": 12}, "Meetings a year"))
    Meetings a year. Trust Board: 4; Executive: 12.
    """
    sheet = Sheet(title)
    most = max([*values.values(), 0]) or 1
    room = WIDTH - 270 - max([len(_number(value, unit)) for value in values.values()] or [0]) * 8
    names = {name: lines_of(name, 250) for name in values}
    for name, value in values.items():
        height = max(26.0, 17.0 * len(names[name]) + 6)
        sheet.lines(names[name], 0, sheet.bottom + 17)
        long = max(value / most * room, 1)
        sheet.box(260, sheet.bottom + 4, long, 18, FILLS[0])
        sheet.text(_number(value, unit), 260 + long + 6, sheet.bottom + 18)
        sheet.bottom += height
    said = "; ".join(f"{name}: {_number(value, unit)}" for name, value in values.items())
    return sheet.picture(f"{title}. {said}.")


@dataclass(frozen=True)
class Mark:
    """How a cell of a grid is shown: a sign on a fill, and what that means."""

    sign: str
    meaning: str
    fill: str = "#FFFFFF"


def grid(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[str, str], str],
    marks: Mapping[str, Mark],
    title: str,
) -> Picture:
    """A table of signs: who came to which meeting, which bodies share what.

    Args:
        rows: the names down the side, in order.
        columns: the names across the top, in order.
        cells: for a row and a column the name of its mark; what is not there stays blank.
        marks: how each is shown.
        title: what the picture shows.
    """
    sheet = Sheet(title)
    left = 270.0
    pitch = min(60.0, (WIDTH - left) / max(len(columns), 1))
    size = min(30.0, pitch - 4)
    tall = max([len(clean(name)) for name in columns] or [0]) * _SMALL * _EM
    sheet.bottom += min(tall, 300.0) + 6
    for place, name in enumerate(columns):
        sheet.slanted(name, left + pitch * place + pitch / 2 + 4, sheet.bottom - 4)
    for name in rows:
        lines = lines_of(name, left - 12)
        height = max(size + 4, 17.0 * len(lines) + 6)
        sheet.lines(lines, 0, sheet.bottom + height / 2 + 5 - 8.5 * (len(lines) - 1))
        for place, column in enumerate(columns):
            mark = marks.get(cells.get((name, column), ""))
            x, y = left + pitch * place + (pitch - size) / 2, sheet.bottom + (height - size) / 2
            sheet.box(x, y, size, size, mark.fill if mark else "#FFFFFF", LINE)
            if mark:
                sheet.text(mark.sign, x + size / 2, y + size / 2 + 5, anchor="middle")
        sheet.bottom += height
    used = {name: mark for name, mark in marks.items() if name in cells.values()}
    sheet.bottom += 6
    sheet.key(used.values())
    counts = {name: sum(value == name for value in cells.values()) for name in used}
    said = "; ".join(f"{marks[name].meaning}: {count}" for name, count in counts.items())
    return sheet.picture(f"{title}. {len(rows)} rows by {len(columns)} columns. {said}.")


def ladder(steps: Sequence[str], links: Sequence[str], below: Sequence[str], title: str) -> Picture:
    """A way up, from the first step at the bottom to the last at the top.

    Args:
        steps: the names, from the lowest up.
        links: what joins each with the next one up.
        below: lines of what is known besides.
        title: what the picture shows.
    """
    sheet = Sheet(title)
    width = 380.0
    for place in range(len(steps) - 1, -1, -1):
        lines = lines_of(steps[place], width - 24)
        height = 18.0 * len(lines) + 14
        fill = FILLS[0] if place == 0 else "#FFFFFF"
        sheet.box(0, sheet.bottom, width, height, fill, INK, radius=4)
        sheet.lines(lines, 12, sheet.bottom + 21, pitch=18)
        sheet.bottom += height
        if place:
            said = lines_of(links[place - 1], WIDTH - width / 2 - 20, _SMALL)
            gap = max(34.0, 15.0 * len(said) + 12)
            sheet.arrow(width / 2, sheet.bottom + gap, sheet.bottom + 2)
            sheet.lines(said, width / 2 + 16, sheet.bottom + 20, _SMALL, pitch=15)
            sheet.bottom += gap
    sheet.bottom += 8
    for line in below:
        for part in lines_of(line, WIDTH, _SMALL):
            sheet.text(part, 0, sheet.bottom + 12, _SMALL, PALE)
            sheet.bottom += 16
    return sheet.picture(f"{title}: {' > '.join(steps)}. {' '.join(below)}")


# --- how they are drawn ----------------------------------------------------------------------


class Sheet:
    """A drawing that grows downwards."""

    def __init__(self, title: str) -> None:
        self._svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
        self._right = WIDTH
        self.bottom = 0.0
        for line in lines_of(title, WIDTH, 16):
            self.text(line, 0, self.bottom + 17, 16, bold=True)
            self.bottom += 22
        self.bottom += 8

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size: float = _SIZE,
        fill: str = INK,
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        where = {"x": _short(x), "y": _short(y), "font-size": _short(size), "fill": fill}
        if anchor != "start":
            where["text-anchor"] = anchor
        if bold:
            where["font-weight"] = "bold"
        ET.SubElement(self._svg, "text", where).text = clean(text)

    def lines(
        self,
        lines: Sequence[str],
        x: float,
        y: float,
        size: float = _SIZE,
        pitch: float = 17.0,
        anchor: str = "start",
    ) -> None:
        for place, line in enumerate(lines):
            self.text(line, x, y + pitch * place, size, anchor=anchor)

    def slanted(self, text: str, x: float, y: float) -> None:
        said = clean(text)
        said = said if len(said) <= 46 else said[:45] + "…"
        turned = {"transform": f"translate({_short(x)} {_short(y)}) rotate(-90)"}
        ET.SubElement(
            self._svg, "text", {**turned, "font-size": _short(_SMALL), "fill": INK}
        ).text = said

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        border: str = "none",
        radius: float = 2,
        dashed: bool = False,
        thick: float = 1.2,
    ) -> None:
        self._right = max(self._right, x + width)
        look = {"fill": fill, "stroke": border, "stroke-width": _short(thick)}
        if dashed:
            look["stroke-dasharray"] = "5 4"
        names = ("x", "y", "width", "height", "rx")
        numbers = map(_short, (x, y, width, height, radius))
        ET.SubElement(self._svg, "rect", {**dict(zip(names, numbers, strict=True)), **look})

    def arrow(self, x: float, start: float, end: float) -> None:
        self.path([(x, start), (x, end + 7)], INK)
        corners = [(x, end), (x - 5, end + 9), (x + 5, end + 9)]
        points = " ".join(f"{_short(a)},{_short(b)}" for a, b in corners)
        ET.SubElement(self._svg, "polygon", {"points": points, "fill": INK})

    def path(
        self, points: Iterable[tuple[float, float]], colour: str, dashed: bool = False
    ) -> None:
        places = " ".join(f"{_short(x)},{_short(y)}" for x, y in points)
        look = {"points": places, "fill": "none", "stroke": colour, "stroke-width": "2"}
        if dashed:
            look["stroke-dasharray"] = "5 4"
        ET.SubElement(self._svg, "polyline", look)

    def key(self, marks: Iterable[Mark]) -> None:
        """What each mark means, in lines."""
        x = 0.0
        for mark in marks:
            wide = 34 + len(mark.meaning) * _SMALL * _EM + 12
            if x and x + wide > self._right:
                x, self.bottom = 0.0, self.bottom + 26
            if mark.sign in (STROKE, DASHES):
                ends = [(x, self.bottom + 10), (x + 22, self.bottom + 10)]
                self.path(ends, mark.fill, dashed=mark.sign == DASHES)
            else:
                self.box(x, self.bottom, 22, 20, mark.fill, LINE)
                self.text(mark.sign, x + 11, self.bottom + 15, anchor="middle")
            self.text(mark.meaning, x + 28, self.bottom + 14, _SMALL)
            x += wide
        self.bottom += 28

    def picture(self, words: str) -> Picture:
        width, height = self._right + 4, self.bottom + 6
        shown = min(width, WIDTH * 1.3)
        self._svg.attrib |= {
            "viewBox": f"-2 -2 {_short(width)} {_short(height)}",
            "width": _short(shown),
            "height": _short(height * shown / width),
            "font-family": _FACE,
            "aria-label": clean(words),
        }
        white = {"x": "-2", "y": "-2", "width": "100%", "height": "100%", "fill": "#FFFFFF"}
        self._svg.insert(0, ET.Element("rect", white))
        return Picture(ET.tostring(self._svg, encoding="unicode"), clean(words))


def lines_of(text: str, width: float, size: float = _SIZE) -> list[str]:
    """The text in lines of about this width."""
    most = max(int(width / (size * _EM)), 8)
    lines = [""]
    for word in clean(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > most and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _number(value: float, unit: str) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".") + (f" {unit}" if unit else "")
