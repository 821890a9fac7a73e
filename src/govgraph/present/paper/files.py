"""A paper as a file, in the form that the file's ending says."""

from __future__ import annotations

from pathlib import Path

from govgraph.errors import GovgraphError
from govgraph.present.paper.document import Paper

ENDINGS = (".html", ".docx")


def write(paper: Paper, path: str | Path) -> None:
    """Write the paper to a file that ends in ``.html`` or ``.docx``, replacing it.

    Raises:
        GovgraphError: the file ends otherwise.
    """
    file = Path(path)
    refuse_other_endings(file)
    # python-docx and jinja2 are imported on use: most commands need neither.
    if file.suffix.lower() == ".docx":
        from govgraph.present.paper import word

        file.write_bytes(word.file(paper))
        return
    from govgraph.present.paper import html

    # The page's security policy has the sum of its style sheet, line ends included.
    file.write_bytes(html.page(paper).encode())


def refuse_other_endings(file: Path) -> None:
    """Stop before the work where no paper can be written to such a file.

    Raises:
        GovgraphError: the file ends otherwise.
    """
    if file.suffix.lower() not in ENDINGS:
        ending = f"ends in '{file.suffix}'" if file.suffix else "has no ending"
        example = file.with_suffix(".docx") if file.name else "review.docx"
        raise GovgraphError(
            f"A paper is a page (.html) or a Word document (.docx), and '{file}' {ending}: write, "
            f"for instance, {example}."
        )
