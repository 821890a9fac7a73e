import pytest

from govgraph.cli import progress


def test_a_quick_load_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    bar = progress.Bar()
    bar("writing", 1, 2)
    bar.close()

    assert capsys.readouterr().err == ""


def test_a_long_load_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [100.0]
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
    monkeypatch.setattr("govgraph.cli.progress.time.monotonic", lambda: now[0])
    monkeypatch.setattr("govgraph.cli.progress.sys.stderr.isatty", lambda: True)
    bar = progress.Bar()
    for seconds, done in ((3.0, 300), (3.1, 310), (3.5, 350)):
        now[0] = 100.0 + seconds
        bar("writing", done, 1000)
    bar.close()

    assert capsys.readouterr().err.endswith(
        "\r 30% writing: 300 of 1,000\r 35% writing: 350 of 1,000\n"
    )
