"""A paper as a Word document, with real headings, captions, tables and a vector chart.

The file says nothing that is not on its pages: no author, no comments, no preview picture,
and it is the same for the same paper.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run
from markupsafe import escape

from govgraph.present.paper import document, shapes
from govgraph.present.paper.document import (
    Block,
    Bullets,
    Figure,
    Finding,
    Link,
    Paper,
    Paragraph,
    Part,
    Table,
)

_FONT = "Arial"
_PAGE = (Mm(210), Mm(297))
_MARGIN = Mm(18)
TEXT_WIDTH = Emu(_PAGE[0] - 2 * _MARGIN)
_TALLEST = Mm(225)
"""A drawing and its caption fit on one page."""
_NOT_ON_THE_PAGE = (
    "extended-properties",
    "metadata/thumbnail",
    "customXml",
    "stylesWithEffects",
)
"""Parts of python-docx's template that say something of nobody's document."""
_INK, _GREY, _BLUE = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x44, 0x44, 0x44), RGBColor(0, 0x49, 0x7A)


def file(paper: Paper) -> bytes:
    """The document as the bytes of a .docx file."""
    made = docx.Document()
    _bare(made, paper)
    _styled(made)
    _Writer(made, document.captions(paper)).write(paper)
    buffer = io.BytesIO()
    made.save(buffer)
    return _dated(buffer.getvalue(), paper.date)


def _bare(made: Document, paper: Paper) -> None:
    """Take out what the template brings along, and say only the title and the day."""
    for rels in (made.part.package.rels, made.part.rels):
        for id_, rel in list(rels.items()):
            if any(word in rel.reltype for word in _NOT_ON_THE_PAGE):
                del rels[id_]
    about, day = made.core_properties, dt.datetime.combine(paper.date, dt.time())
    about.author = about.comments = about.last_modified_by = ""
    about.title, about.language = paper.title, "en-GB"
    about.created = about.modified = day
    page = made.sections[0]
    page.page_width, page.page_height = _PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN


def _styled(made: Document) -> None:
    """The styles of the template, set for a paper."""
    sizes = {"Normal": 10, "Title": 20, "Caption": 9.5, "List Bullet": 10}
    sizes |= {"Heading 1": 15, "Heading 2": 12.5, "Heading 3": 10.5}
    for name, size in sizes.items():
        style = made.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101 # of the template they are
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{script}"), None)
        fonts.set(qn("w:cs"), _FONT)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.line_spacing = 1.1
        if name.startswith("Heading"):
            style.paragraph_format.space_before = Pt(size)
            style.paragraph_format.keep_with_next = True
    defaults = made.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        for old in defaults.findall(qn("w:lang")):
            defaults.remove(old)
        defaults.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-GB" w:eastAsia="en-GB"/>'))
    language = made.settings.element.find(qn("w:themeFontLang"))
    if language is not None:
        language.set(qn("w:val"), "en-GB")


@dataclass
class _Writer:
    """Writes one document, block by block."""

    made: Document
    captions: dict[int, str]
    counts: dict[str, int] = field(default_factory=dict)

    def write(self, paper: Paper) -> None:
        self.made.add_paragraph(paper.title, style="Title")
        for line in paper.lead:
            self.made.add_paragraph(line)
        parts = document.parts(paper)
        self._contents(parts)
        for part in parts:
            self._part(part)
        self._footer(paper)

    # --- contents and headings ------------------------------------------------------------

    def _contents(self, parts: Sequence[Part]) -> None:
        """A table of contents that reads at once, and takes page numbers when updated."""
        heading = self.made.add_paragraph("Contents")
        heading.paragraph_format.space_before = Pt(14)
        heading.runs[0].bold, heading.runs[0].font.size = True, Pt(15)
        listed = [each for part in parts for each in (part, *part.parts)]
        for place, part in enumerate(listed):
            line = self.made.add_paragraph()
            line.paragraph_format.left_indent = Mm(6 * (part.level - 1))
            line.paragraph_format.space_after = Pt(1)
            if place == 0:
                _field_part(line, "begin")
                _field_code(line, r'TOC \o "1-2" \h \z \u')
                _field_part(line, "separate")
            link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="{_bookmark(part)}"/>')
            line._p.append(link)
            link.append(_run_xml(f"{part.number} {part.section.title}"))
            if place == len(listed) - 1:
                _field_part(line, "end")

    def _part(self, part: Part) -> None:
        title = f"{part.number} {part.section.title}"
        heading = self.made.add_heading(title, level=part.level)
        heading.paragraph_format.page_break_before = part.number == "1"
        self._mark(heading, _bookmark(part))
        for block in part.blocks:
            self._block(block, part.level)

    def _mark(self, heading: WordParagraph, name: str) -> None:
        number = self._next("bookmark")
        start = f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{name}"/>'
        heading._p.insert(1 if heading._p.pPr is not None else 0, parse_xml(start))
        heading._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))

    def _block(self, block: Block | Part, level: int) -> None:
        match block:
            case Part():
                self._part(block)
            case Paragraph():
                paragraph = self.made.add_paragraph()
                self._said(paragraph, block.text, is_note=block.is_note)
            case Bullets():
                for item in block.items:
                    self.made.add_paragraph(item, style="List Bullet")
            case Table():
                self._caption(block, is_above=True)
                self._table(block)
            case Figure():
                self._figure(block)
                self._caption(block, is_above=False)
            case Finding():
                self._finding(block, level + 1)

    # --- words ----------------------------------------------------------------------------

    def _said(self, paragraph: WordParagraph, text: str, *, is_note: bool = False) -> Run:
        run = paragraph.add_run(text)
        if is_note:
            run.font.size, run.font.color.rgb = Pt(9), _GREY
        return run

    def _finding(self, finding: Finding, level: int) -> None:
        self.made.add_heading(f"Finding {finding.number}. {finding.title}", level=level)
        for text in finding.statements:
            self.made.add_paragraph(text).paragraph_format.keep_with_next = True
        if finding.wording:
            label = self.made.add_paragraph()
            label.paragraph_format.keep_with_next = True
            label.add_run("As recorded").bold = True
            for text in finding.wording:
                self.made.add_paragraph(text, style="List Bullet")
        for text in finding.qualifiers:
            self._said(self.made.add_paragraph(), text, is_note=True)
        question = self.made.add_paragraph()
        question.paragraph_format.keep_with_next = True
        to = f"Question to {finding.to}: " if finding.to else "Question: "
        question.add_run(to).bold = True
        question.add_run(finding.question)
        self._said(self.made.add_paragraph(), f"Evidence: {finding.evidence}.", is_note=True)

    def _caption(self, block: Table | Figure, *, is_above: bool) -> None:
        """A caption that Word counts, so that it can list tables and figures."""
        label, _, rest = self.captions[id(block)].partition(" ")
        number, _, text = rest.partition(". ")
        paragraph = self.made.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = is_above
        paragraph.paragraph_format.space_before = Pt(8 if is_above else 2)
        paragraph.add_run(f"{label} ")
        counted = f'<w:fldSimple {nsdecls("w")} w:instr=" SEQ {label} \\* ARABIC "/>'
        counter = parse_xml(counted)
        counter.append(_run_xml(number))
        paragraph._p.append(counter)
        paragraph.add_run(f". {text}")

    def _footer(self, paper: Paper) -> None:
        line = self.made.sections[0].footer.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._said(line, f"{paper.title}, page ", is_note=True)
        number = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "/>')
        number.append(_run_xml("1"))
        line._p.append(number)

    # --- tables and drawings --------------------------------------------------------------

    def _table(self, table: Table) -> None:
        """A table with a repeated row of headings; made as text, for cells one by one are slow."""
        total = sum(table.widths)
        widths = [round(TEXT_WIDTH * share / total / 635) for share in table.widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        caption = escape(self.captions[id(table)])
        rows = [self._row(table, table.headings, widths, is_heading=True)]
        rows += [self._row(table, row, widths, is_heading=False) for row in table.rows]
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        made = parse_xml(
            f'<w:tbl {nsdecls("w", "r")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
            '</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" '
            'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{caption}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{''.join(rows)}</w:tbl>"
        )
        after = self.made.add_paragraph()
        after.paragraph_format.space_after = Pt(6)
        after._p.addprevious(made)

    def _row(
        self,
        table: Table,
        cells: Sequence[document.Cell],
        widths: Sequence[int],
        *,
        is_heading: bool,
    ) -> str:
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="E6ECF0"/>' if is_heading else ""
        made = []
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            side = '<w:jc w:val="right"/>' if place in table.numbers else ""
            keep = "<w:keepNext/>" if is_heading else ""
            made.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p><w:pPr>'
                f'{keep}<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
                f"{side}</w:pPr>{self._cell(cell, is_bold=is_heading)}</w:p></w:tc>"
            )
        heading = "<w:tblHeader/>" if is_heading else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{heading}</w:trPr>{''.join(made)}</w:tr>"

    def _cell(self, cell: document.Cell, *, is_bold: bool) -> str:
        look = f'{"<w:b/>" if is_bold else ""}<w:sz w:val="16"/>'
        if isinstance(cell, Link):
            id_ = self.made.part.relate_to(cell.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            blue = '<w:color w:val="00497A"/><w:sz w:val="16"/><w:u w:val="single"/>'
            return f'<w:hyperlink r:id="{id_}">{_text_run(cell.text, blue)}</w:hyperlink>'
        return _text_run(cell, look)

    def _figure(self, figure: Figure) -> None:
        paragraph = self.made.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.line_spacing = 1.0
        first = self._next("drawing", 1 + len(figure.drawing.boxes) + len(figure.drawing.strokes))
        group = shapes.group(
            figure.drawing, figure.alternative, first, widest=TEXT_WIDTH, tallest=_TALLEST
        )
        paragraph.add_run()._r.append(parse_xml(group))

    def _next(self, what: str, count: int = 1) -> int:
        """The first of so many numbers that nothing of this sort has yet."""
        first = self.counts.get(what, 1)
        self.counts[what] = first + count
        return first


def _bookmark(part: Part) -> str:
    return f"_Toc{part.anchor.replace('-', '_')}"


def _text_run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _run_xml(text: str) -> docx.oxml.xmlchemy.BaseOxmlElement:
    return parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{escape(text)}</w:t></w:r>')


def _field_part(paragraph: WordParagraph, part: str) -> None:
    run = paragraph.add_run()
    run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{part}"/>'))


def _field_code(paragraph: WordParagraph, code: str) -> None:
    run = paragraph.add_run()
    text = f'<w:instrText {nsdecls("w")} xml:space="preserve"> {escape(code)} </w:instrText>'
    run._r.append(parse_xml(text))


def _dated(content: bytes, day: dt.date) -> bytes:
    """The same archive with every part dated alike, so that the same paper is the same file."""
    buffer = io.BytesIO()
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with (
        zipfile.ZipFile(io.BytesIO(content)) as read,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in _first_things_first(read.namelist()):
            part = zipfile.ZipInfo(name, stamp)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            written.writestr(part, read.read(name))
    return buffer.getvalue()


def _first_things_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
