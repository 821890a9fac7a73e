"""Templates of terms of reference: what a council may write, and every fault at once."""

from pathlib import Path

import pytest

from govgraph import model, resources
from govgraph.dataset import templates
from govgraph.errors import GovgraphError, NotFoundError


def written(tmp_path: Path, text: str, name: str = "ours.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(text.encode())
    return file


def fault(tmp_path: Path, text: str) -> str:
    with pytest.raises(GovgraphError) as error:
        templates.read(written(tmp_path, text))
    return str(error.value)


def test_a_row_is_a_heading(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "heading,answered_by,mentions,question,required,source,paragraph\n"
        'Quorum,Quorum; out of session,"Present; at least half",Who?,no,code,4\n',
    )
    template = templates.read(file)

    assert template.id == "ours"
    assert template.headings == (
        templates.Heading(
            "Quorum",
            ("quorum", "out_of_session"),
            ("present", "at least half"),
            "Who?",
            False,
            "code",
            "4",
        ),
    )


def test_what_may_be_left_out_may_be_left_out(tmp_path: Path) -> None:
    (heading,) = templates.read(written(tmp_path, "heading,answered_by\nAims,remits\n")).headings

    assert heading == templates.Heading("Aims", ("remits",), required=True)


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_excel_writes_is_read(mark: str, separator: str, tmp_path: Path) -> None:
    lines = [["Heading", "Answered by"], ["", ""], ["Chair", "chairing"]]
    text = mark + "\r\n".join(separator.join(line) for line in lines)

    assert [h.heading for h in templates.read(written(tmp_path, text)).headings] == ["Chair"]


def test_a_template_in_windows_letters_is_read(tmp_path: Path) -> None:
    file = tmp_path / "ours.csv"
    file.write_bytes("heading,answered_by\nChair’s term,term\n".encode("cp1252"))

    assert templates.read(file).headings[0].heading == "Chair’s term"


def test_every_fault_is_named_with_its_row_column_and_remedy(tmp_path: Path) -> None:
    said = fault(
        tmp_path,
        "heading,answered_by,required\nQuorum,quorm,maybe\nquorum,quorum,\n,review,\nAims,,\n",
    )

    assert said.splitlines() == [
        "There are 5 faults in the template:",
        "ours.csv row 2, column answered_by \"quorm\": 'quorm' is neither a kind of rule nor "
        "evidence that is known. Did you mean quorum?",
        'ours.csv row 2, column required "maybe": It is neither yes nor no. Write yes or no; '
        "blank is yes.",
        'ours.csv row 3, column heading "quorum": The heading stands twice. Give each provision '
        "one row; answered_by may name several things.",
        "ours.csv row 4, column heading: heading is blank. Name the provision.",
        "ours.csv row 5, column answered_by: Nothing says what would answer the heading. Fill in "
        "answered_by, mentions or both.",
    ]


def test_a_misspelt_column_is_recognised(tmp_path: Path) -> None:
    said = fault(tmp_path, "heading,anwered_by\nQuorum,quorum\n")

    assert "row 1: The column answered_by is missing. Is 'anwered_by' meant?" in said


@pytest.mark.parametrize("text", ["", "heading,answered_by\n"])
def test_an_empty_template_is_a_fault(text: str, tmp_path: Path) -> None:
    assert "in the template" in fault(tmp_path, text)


def test_a_column_that_is_not_read_is_noted(tmp_path: Path) -> None:
    template = templates.read(written(tmp_path, "heading,answered_by,owner\nAims,remits,Jo\n"))

    assert template.notes == ("Not read of the template ours.csv: owner.",)


def test_a_workbook_is_to_be_saved_as_csv(tmp_path: Path) -> None:
    with pytest.raises(GovgraphError, match="In Excel: Save As, 'CSV UTF-8'"):
        templates.read(written(tmp_path, "", "ours.xlsx"))


def test_a_template_is_found_by_its_id_or_its_file(tmp_path: Path) -> None:
    folder = resources.provisions_dir()
    file = written(tmp_path, "heading,answered_by\nAims,remits\n")

    assert templates.find("Blackpool", folder).id == "blackpool"
    assert templates.find(file, folder).id == "ours"
    with pytest.raises(NotFoundError, match="Did you mean 'blackpool'"):
        templates.find("blakpool", folder)
    with pytest.raises(GovgraphError, match="There is no template file"):
        templates.find(tmp_path / "theirs.csv", folder)


def test_the_shipped_templates_have_no_faults_and_ask_a_question_each() -> None:
    shipped = templates.shipped(resources.provisions_dir())

    assert [template.id for template in shipped] == ["blackpool", "general"]
    for template in shipped:
        assert template.notes == ()
        assert all(heading.question for heading in template.headings)


def test_the_general_template_asks_for_every_kind_of_rule_but_other() -> None:
    asked = {
        word
        for heading in templates.find("general", resources.provisions_dir()).headings
        for word in heading.answered_by
    }
    assert set(model.RULE_KIND.codes) - asked == {"other"}
