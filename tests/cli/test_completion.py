"""What the Tab key offers, as the shells ask for it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from govgraph.cli import main
from tests.cli.conftest import Run


@pytest.fixture
def offered(bundled_store: Path) -> "Offered":
    shutil.copy(bundled_store, "govgraph.lbug")
    return Offered()


class Offered:
    def __call__(self, line: str, shell: str = "fish") -> list[str]:
        """What is offered for the last word of a command line."""
        count = len(line.split(" ")) - 1
        word = line.rpartition(" ")[2] if shell == "fish" else str(count)
        environment = {"COMP_WORDS": line, "COMP_CWORD": word}
        result = CliRunner(env=environment | {"_GOVGRAPH_COMPLETE": f"{shell}_complete"}).invoke(
            main, prog_name="govgraph"
        )
        lines = [line for line in result.output.splitlines() if line]
        return [line.removeprefix("plain,").split("\t")[0] for line in lines]


def test_commands_and_options_are_offered(offered: Offered) -> None:
    assert offered("govgraph es") == ["escalate"]
    assert offered("govgraph areas --as") == ["--as-of"]


def test_bodies_are_offered_by_the_start_of_their_id_or_by_a_word_of_their_name(
    offered: Offered,
) -> None:
    assert offered("govgraph show worcestershire-eh") == ["worcestershire-ehp"]
    assert "worcestershire-ehp" in offered("govgraph show help")
    assert offered("govgraph map --focus bcp-cypp") == ["bcp-cyppb"]


def test_other_names_are_offered_where_they_are_known(offered: Offered) -> None:
    assert offered("govgraph bodies --area Barking") == ["Barking and Dagenham"]
    assert offered("govgraph bodies --kind scrut") == ["scrutiny committee"]
    assert offered("govgraph query vac") == ["vacancies"]
    assert offered("govgraph structure --template bl") == ["blackpool"]
    assert offered("govgraph load --remove ply") == ["plymouth"]
    assert "Representative of CAMHS" in offered("govgraph quorum bcp-cyppb --present Rep")


def test_without_a_store_here_nothing_is_offered_and_nothing_is_said(run: Run) -> None:
    assert Offered()("govgraph show a") == []
    assert Offered()("govgraph show --store neo4j://localhost:1 a") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(run: Run, shell: str) -> None:
    shown = run("completion", shell).output

    assert f"_GOVGRAPH_COMPLETE={shell}_complete" in shown


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="needs bash")
def test_bash_completes_a_name_with_spaces_as_it_has_to_be_typed(
    bundled_store: Path, tmp_path: Path
) -> None:
    program = tmp_path / "govgraph"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m govgraph "$@"\n')
    program.chmod(0o755)
    script = CliRunner().invoke(main, ["completion", "bash"], prog_name="govgraph").stdout
    (function,) = re.findall(r"-F (\w+) govgraph", script)
    asked = f"""{script}
        COMP_WORDS=(govgraph areas --store '{bundled_store}' --area Bark)
        COMP_CWORD=5
        {function} '{program}'
        printf '%s' "${{COMPREPLY[@]}}"
    """

    answered = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)

    assert answered.stdout == "Barking\\ and\\ Dagenham"
