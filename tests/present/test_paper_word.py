import io
import re
import zipfile
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from govgraph.present.paper import word
from govgraph.present.paper.document import Box, Drawing, Figure, Paper, Section, Stroke
from tests.present import papers
from tests.present.papers import paper, review

HOSTILE = '<w:p>&amp; ]]> "Board" \x0b\x01\ufffe</w:t> & Co'


@pytest.fixture(scope="module")
def milltown() -> Paper:
    return papers.milltown_paper()


@pytest.fixture(scope="module")
def made(milltown: Paper) -> Document:
    return opened(milltown)


def opened(of: Paper) -> Document:
    return docx.Document(io.BytesIO(word.file(of)))


def parts(of: Paper) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(word.file(of))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def styles(made: Document, style: str) -> list[str]:
    return [p.text for p in made.paragraphs if p.style is not None and p.style.name == style]


def test_headings_are_real_headings(made: Document, milltown: Paper) -> None:
    assert styles(made, "Title") == [milltown.title]
    assert styles(made, "Heading 1") == [
        f"{number} {section.title}" for number, section in enumerate(milltown.sections, start=1)
    ]
    assert "6.1 Duplicated remits" in styles(made, "Heading 2")
    assert any(text.startswith("Finding 1. ") for text in styles(made, "Heading 3"))


def test_every_table_has_a_caption_that_word_counts_and_a_row_of_headings(made: Document) -> None:
    captions = [p for p in made.paragraphs if p.style is not None and p.style.name == "Caption"]
    numbers = [p._p.findall(qn("w:fldSimple")) for p in captions]
    of_tables = [
        p for p in captions if p._p.xpath(".//w:fldSimple[contains(@w:instr,'SEQ Table')]")
    ]

    assert all(len(found) == 1 for found in numbers)
    assert len(of_tables) == len(made.tables) > 5
    for table, caption in zip(made.tables, of_tables, strict=True):
        assert caption._p.getnext() is table._tbl
        heading = table.rows[0]._tr.trPr
        assert heading is not None
        assert heading.find(qn("w:tblHeader")) is not None
        described = table._tbl.tblPr.find(qn("w:tblCaption"))
        assert described is not None
        words = [element.text for element in caption._p.xpath(".//w:t")]
        assert described.get(qn("w:val")) == "".join(words)


def test_cells_say_what_the_tables_of_the_paper_say(made: Document, milltown: Paper) -> None:
    first = papers.tables_of(milltown)[0]
    shown = [[cell.text for cell in row.cells] for row in made.tables[0].rows]

    assert shown == [list(first.headings), *[list(map(str, row)) for row in first.rows]]


def test_a_source_has_its_address_as_a_link(made: Document) -> None:
    links = [rel.target_ref for rel in made.part.rels.values() if "hyperlink" in rel.reltype]

    assert links == ["https://example.org/terms.pdf"]


def test_charts_are_vectors_with_words_for_those_who_do_not_see_them(milltown: Paper) -> None:
    files = parts(milltown)
    document = files["word/document.xml"].decode()

    assert not [name for name in files if "media" in name]
    (described,) = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', document)
    assert described.startswith("Chart of 5 bodies of Anytown.")
    # Five bodies, the frame of the area and the one of those apart, and two lines up.
    assert document.count("<wps:wsp>") == 5 + 2 + 2


def test_every_number_of_a_drawing_is_given_once(milltown: Paper) -> None:
    drawing = Drawing(10, 10, (Box(0, 0, 5, 5, ("A",), "#FFFFFF"),), (Stroke(((0, 0), (5, 5))),))
    charts = tuple(Figure(f"Chart {n}", "Words", drawing) for n in range(2))
    document = parts(Paper("Two", (), milltown.date, (Section("Charts", charts),)))
    ids = re.findall(r'(?:docPr|cNvPr) id="(\d+)"', document["word/document.xml"].decode())

    assert len(ids) == len(set(ids)) == 6


def test_the_contents_lead_to_the_headings(milltown: Paper) -> None:
    document = parts(milltown)["word/document.xml"].decode()
    links = re.findall(r'w:anchor="([^"]+)"', document)
    marks = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', document)

    assert len(links) > len(milltown.sections)
    assert set(links) <= set(marks)
    assert "TOC" in document


def test_the_language_is_british_english(milltown: Paper) -> None:
    files = parts(milltown)

    assert b'w:lang w:val="en-GB"' in files["word/styles.xml"]
    assert b"<dc:language>en-GB</dc:language>" in files["docProps/core.xml"]


def test_the_file_says_nothing_that_is_not_on_its_pages(milltown: Paper) -> None:
    files = parts(milltown)
    core = files["docProps/core.xml"].decode()

    for part in ("comments", "thumbnail", "customXml", "app.xml", "people"):
        assert not [name for name in files if part in name]
    assert "python-docx" not in core
    for name in ("creator", "description", "lastModifiedBy"):
        assert not re.search(rf"<(?:dc|cp):{name}>[^<]", core)
    document = files["word/document.xml"].decode()
    assert "w:vanish" not in document
    assert "<w:ins " not in document
    assert "<w:del " not in document
    assert "Fallback" not in document


def test_no_name_stands_anywhere_in_the_file_unless_it_is_asked_for(milltown: Paper) -> None:
    without = papers.in_word(milltown)

    for name in (*papers.PEOPLE, "Lovelace"):
        assert name not in without
        assert name.replace(" ", "-").casefold() not in without
    assert "Jo Smith" in papers.in_word(papers.milltown_paper(names=True))


def test_what_is_hostile_is_shown_as_it_is_and_the_file_stays_whole() -> None:
    bodies = [{"name": HOSTILE, "covered": "links", "paragraph": HOSTILE, "note": HOSTILE}]
    seats = [{"body": HOSTILE, "seat": HOSTILE, "status": "vacant"}]
    of = paper(review(bodies=bodies, memberships=seats), title=HOSTILE)

    for name, content in parts(of).items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(content)
    text = "\n".join(p.text for p in opened(of).paragraphs)
    assert '<w:p>&amp; ]]> "Board"' in text


def test_the_same_paper_makes_the_same_file(milltown: Paper) -> None:
    again = word.file(papers.milltown_paper())

    assert again == word.file(milltown)
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
