"""A drawing as Word's own shapes: vectors that print sharp and can be edited there."""

from __future__ import annotations

from markupsafe import escape

from govgraph.present import lettering
from govgraph.present.paper.document import Box, Drawing, Stroke

_EMU_PER_PIXEL = 9525
_LARGEST = 0.75
"""Boxes are drawn for a screen; on paper they are no larger than this."""
_WORD = "http://schemas.microsoft.com/office/word/2010"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("wpg", f"{_WORD}/wordprocessingGroup"),
        ("wps", f"{_WORD}/wordprocessingShape"),
    )
)


def group(drawing: Drawing, alternative: str, first_id: int, *, widest: int, tallest: int) -> str:
    """The drawing as the XML of one group of shapes in a line of text.

    Args:
        drawing: what to draw.
        alternative: the words for those who do not see it.
        first_id: the number of the group; its shapes take those that follow.
        widest: the room for it, in EMU.
        tallest: likewise.
    """
    fits = min(
        widest / (drawing.width * _EMU_PER_PIXEL),
        tallest / (drawing.height * _EMU_PER_PIXEL),
        _LARGEST,
    )
    made = _Shapes(fits)
    width, height = made.length(drawing.width), made.length(drawing.height)
    inside = [made.box(box, first_id + 1 + at) for at, box in enumerate(drawing.boxes)]
    last = first_id + 1 + len(inside)
    inside += [made.stroke(stroke, last + at) for at, stroke in enumerate(drawing.strokes)]
    return (
        f'<mc:AlternateContent {_NAMESPACES}><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" '
        f'cy="{height}"/><wp:docPr id="{first_id}" name="Chart {first_id}" '
        f'descr="{escape(alternative)}"/><wp:cNvGraphicFramePr/><a:graphic>'
        f'<a:graphicData uri="{_WORD}/wordprocessingGroup"><wpg:wgp><wpg:cNvGrpSpPr/>'
        f'<wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
        f'<a:chOff x="0" y="0"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm></wpg:grpSpPr>'
        f"{''.join(inside)}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        "</mc:Choice></mc:AlternateContent>"
    )


class _Shapes:
    """The shapes of one drawing at one scale."""

    def __init__(self, scale: float) -> None:
        self.scale = scale

    def length(self, pixels: float) -> int:
        return max(1, round(pixels * _EMU_PER_PIXEL * self.scale))

    def box(self, box: Box, id_: int) -> str:
        is_frame = box.look == "frame"
        shape = "roundRect" if box.look == "organisation" else "rect"
        fill = "<a:noFill/>" if is_frame else _filled(box.fill)
        dash = "dash" if box.look == "proposed" else "solid"
        line = _line("#999999" if is_frame else "#1A1A1A", self.length(1), dash)
        at = self._at(box.left, box.top, box.width, box.height)
        size = max(8, round(2 * lettering.FONT_SIZE * 0.75 * self.scale))
        look = f'{"<w:b/>" if is_frame else ""}<w:sz w:val="{size}"/>'
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in box.lines
        )
        inset = self.length(3)
        return (
            f'<wps:wsp><wps:cNvPr id="{id_}" name="Box {id_}"/><wps:cNvSpPr/><wps:spPr>{at}'
            f'<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>{fill}{line}</wps:spPr><wps:txbx>'
            '<w:txbxContent><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
            f'w:lineRule="auto"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr>{look}</w:rPr>{lines}'
            f'</w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr lIns="{inset}" tIns="{inset}" '
            f'rIns="{inset}" bIns="{inset}" anchor="{"t" if is_frame else "ctr"}"/></wps:wsp>'
        )

    def stroke(self, stroke: Stroke, id_: int) -> str:
        """A line from corner to corner, as a path of its own."""
        across, down = ([point[axis] for point in stroke.points] for axis in (0, 1))
        left, top = min(across), min(down)
        width, height = max(across) - left, max(down) - top
        corners = [(self.length(x - left + 0.0), self.length(y - top)) for x, y in stroke.points]
        steps = "".join(
            f'<a:{"moveTo" if at == 0 else "lnTo"}><a:pt x="{x}" y="{y}"/>'
            f"</a:{'moveTo' if at == 0 else 'lnTo'}>"
            for at, (x, y) in enumerate(corners)
        )
        path = (
            f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" '
            f'b="b"/><a:pathLst><a:path w="{self.length(width)}" h="{self.length(height)}" '
            f'fill="none">{steps}</a:path></a:pathLst></a:custGeom>'
        )
        dash = "dash" if stroke.is_dashed else "solid"
        line = _line("#444444", self.length(1.5), dash)
        return (
            f'<wps:wsp><wps:cNvPr id="{id_}" name="Line {id_}"/><wps:cNvSpPr/><wps:spPr>'
            f"{self._at(left, top, width, height)}{path}<a:noFill/>{line}</wps:spPr>"
            "<wps:bodyPr/></wps:wsp>"
        )

    def _at(self, left: float, top: float, width: float, height: float) -> str:
        x, y = round(left * _EMU_PER_PIXEL * self.scale), round(top * _EMU_PER_PIXEL * self.scale)
        return (
            f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{self.length(width)}" '
            f'cy="{self.length(height)}"/></a:xfrm>'
        )


def _filled(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#")}"/></a:solidFill>'


def _line(colour: str, width: int, dash: str) -> str:
    return f'<a:ln w="{width}">{_filled(colour)}<a:prstDash val="{dash}"/></a:ln>'
