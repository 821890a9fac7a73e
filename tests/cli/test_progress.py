import time

import click
import pytest
from click.testing import CliRunner

from govgraph.cli import main, progress


def test_a_quick_load_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    bar = progress.Bar()
    bar("writing", 1, 2)
    bar.close()

    assert capsys.readouterr().err == ""


def test_a_long_load_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [100.0]
    monkeypatch.setattr(progress, "PATIENCE", 2.0)
    monkeypatch.setattr("govgraph.cli.progress.time.monotonic", lambda: now[0])
    bar = progress.Bar()
    for seconds, done in ((1, 100), (3, 300), (4, 400), (30, 900)):
        now[0] = 100.0 + seconds
        bar("writing", done, 1000)
    bar.close()

    assert capsys.readouterr().err == " 30% writing: 300 of 1,000\n 90% writing: 900 of 1,000\n"


def test_on_a_terminal_each_report_replaces_the_last(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [100.0]
    monkeypatch.setattr(progress, "PATIENCE", 2.0)
    monkeypatch.setattr("govgraph.cli.progress.time.monotonic", lambda: now[0])
    monkeypatch.setattr("govgraph.cli.progress.sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    bar = progress.Bar()
    for seconds, done in ((3.0, 300), (3.1, 310), (3.5, 350)):
        now[0] = 100.0 + seconds
        bar("writing", done, 1000)
    bar.close()

    assert capsys.readouterr().err.endswith(
        "\r 30% writing: 300 of 1,000\r 35% writing: 350 of 1,000\n"
    )


def test_work_that_takes_long_is_said_once_where_nobody_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    with progress.working("Drawing"):
        time.sleep(0.1)

    assert capsys.readouterr().err == "Drawing ...\n"


def test_quick_work_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.working("Drawing"):
        pass

    assert capsys.readouterr().err == ""


def test_on_a_terminal_the_seconds_are_counted_and_the_answer_replaces_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    monkeypatch.setattr("govgraph.cli.progress.sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with progress.working("Drawing"):
        time.sleep(0.1)

    said = capsys.readouterr().err
    assert said.startswith("Drawing ... 0 s\r")
    assert said.endswith(" \r")


def test_a_long_command_says_so_on_standard_error_and_not_in_its_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def slow(*args: object, **more: object) -> None:
        time.sleep(0.1)
        raise SystemExit(0)

    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    monkeypatch.setattr("govgraph.api.open", slow)
    result = CliRunner().invoke(main, ["areas"])

    assert (result.stdout, result.stderr) == ("", "Working ...\n")


def test_what_follows_a_long_wait_is_not_written_over(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    monkeypatch.setattr("govgraph.cli.progress.sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with progress.working("Drawing"):
        time.sleep(0.1)
        progress.hush()
        click.echo("The answer", err=True)

    assert capsys.readouterr().err.endswith(" \rThe answer\n")
