"""Fixtures for a real Neo4j and a real browser, and the word on tests that went without.

neo4j_server    a running server (session); ask for it where the content does not matter
neo4j_database  the same server, emptied before the test
browser         Chromium, driven by Playwright (session)
offline_page    a page without network that notes requests and errors
"""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests import real_parts
from tests.real_parts import Neo4jServer

# Playwright and the Neo4j driver are imported on use: most test runs need neither.
if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

_CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

_tests_without: dict[str, list[str]] = {
    real_parts.NEO4J_IS_MISSING: [],
    real_parts.CHROMIUM_IS_MISSING: [],
}


@dataclass(frozen=True)
class OfflinePage:
    """A browser page without network, and what it tried to do.

    `requests` holds the address of everything that the page asked for beyond itself, be it on this
    machine or elsewhere: a page that is truly one file leaves it empty.
    """

    page: "Page"
    requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    if named := real_parts.named_neo4j():
        if real_parts.holds_data(named):
            pytest.fail(f"the tests erase everything, and {named.uri} holds data: name another")
        yield named
        real_parts.empty(named)
        return
    if real_parts.java() is None or not real_parts.neo4j_jars().is_dir():
        _go_without(real_parts.NEO4J_IS_MISSING)
    home = tmp_path_factory.mktemp("neo4j")
    try:
        with real_parts.running_neo4j(home) as server:
            yield server
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def neo4j_database(neo4j_server: Neo4jServer) -> Neo4jServer:
    real_parts.empty(neo4j_server)
    return neo4j_server


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    executable = real_parts.chromium()
    if executable is None:
        _go_without(real_parts.CHROMIUM_IS_MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def offline_page(browser: "Browser") -> Iterator[OfflinePage]:
    context = browser.new_context(offline=True)
    page = context.new_page()
    notes = OfflinePage(page)

    def note_request(request: "Request") -> None:
        is_the_page_itself = request.is_navigation_request() and request.frame == page.main_frame
        if not is_the_page_itself:
            notes.requests.append(request.url)

    def note_console(message: "ConsoleMessage") -> None:
        if message.type == "error":
            notes.console_errors.append(message.text)

    context.on("request", note_request)
    page.on("console", note_console)
    page.on("pageerror", lambda error: notes.page_errors.append(str(error)))
    yield notes
    context.close()


def _go_without(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        if reason in _tests_without:
            _tests_without[reason].append(report.nodeid)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say last, where it is seen, what did not run and how to make it run."""
    for reason, tests in _tests_without.items():
        if tests:
            files = Counter(test.partition("::")[0] for test in tests)
            where = ", ".join(f"{file} ({count})" for file, count in files.items())
            config.get_terminal_writer().line(f"SKIPPED {where}, because {reason}.")
