import io
import os
import zipfile
from pathlib import Path

import docx

from tests.cli.conftest import Run


def test_a_page_is_written(ask: Run) -> None:
    result = ask("report", "--area", "Milltown", "-o", "paper.html")

    page = Path("paper.html").read_text(encoding="utf-8")
    assert result.output.endswith("Wrote paper.html.\n")
    assert page.startswith("<!DOCTYPE html>")
    assert "Boards and partnerships of Milltown: findings for review" in page
    assert "As of 1 June 2026." in page
    assert "Youth Board" not in page


def test_a_word_document_is_written(ask: Run) -> None:
    ask("report", "-o", "paper.DOCX", "--title", "Our review")

    made = docx.Document(io.BytesIO(Path("paper.DOCX").read_bytes()))
    assert made.paragraphs[0].text == "Our review"


def test_people_are_named_only_where_names_are_asked_for(ask: Run) -> None:
    without = ask("report", "-o", "without.html")
    named = ask("report", "--names", "-o", "named.html")

    assert "Jo Smith" not in Path("without.html").read_text(encoding="utf-8")
    assert "Jo Smith" in Path("named.html").read_text(encoding="utf-8")
    assert "People are not named, as far as the data know their names" in without.output
    assert "People are not named" not in named.output


def test_proposals_are_taken_in_where_they_are_asked_for(ask: Run) -> None:
    ask("report", "-o", "held.html")
    ask("report", "--include-proposed", "-o", "proposed.html")

    held = Path("held.html").read_text(encoding="utf-8")
    taken_in = Path("proposed.html").read_text(encoding="utf-8")
    listed = "Bodies and links that are only proposed, and are left out of account above"
    before, _, after = held.partition(listed)
    assert "Play Forum" not in before
    assert "Play Forum" in after.partition("</table>")[0]
    assert "Play Forum" not in after.partition("</table>")[2]
    assert "Play Forum" in taken_in
    assert listed not in taken_in


def test_a_file_is_replaced(ask: Run) -> None:
    Path("paper.html").write_text("old", encoding="utf-8")
    ask("report", "-o", "paper.html")

    assert "old" not in Path("paper.html").read_text(encoding="utf-8")[:20]


def test_another_ending_is_refused_with_what_to_write_instead(ask: Run) -> None:
    result = ask("report", "-o", "paper.pdf", code=2)

    said = " ".join(result.output.split())
    assert "'paper.pdf' ends in '.pdf': write, for instance, paper.docx." in said
    assert not Path("paper.pdf").exists()


def test_no_ending_is_refused_likewise(ask: Run) -> None:
    assert "'paper' has no ending" in " ".join(ask("report", "-o", "paper", code=2).output.split())


def test_a_missing_folder_is_said_before_the_work(ask: Run) -> None:
    result = ask("report", "-o", os.path.join("nowhere", "paper.docx"), code=2)  # noqa: PTH118

    assert "There is no folder 'nowhere'." in result.output


def test_a_file_has_to_be_named(ask: Run) -> None:
    assert "-o" in ask("report", code=2).output


def test_the_document_is_a_whole_archive(ask: Run) -> None:
    ask("report", "-o", "paper.docx")

    with zipfile.ZipFile("paper.docx") as archive:
        assert archive.testzip() is None
