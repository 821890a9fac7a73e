"""A map, opened as its readers open it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from govgraph.governance import Governance
from govgraph.present import map as maps
from tests.conftest import OfflinePage
from tests.present.browsing import RECORDER

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def opened(offline_page: OfflinePage, tmp_path: Path) -> Callable[..., Page]:
    """Opens the map of a snapshot as a reader does: a file, on a machine without network.

    What is opened is a snapshot, or a page that is drawn already.
    """

    def open_map(
        shown: Governance | str,
        *,
        size: tuple[int, int] = (1280, 800),
        link: str = "",
        **arguments: Any,
    ) -> Page:
        path = tmp_path / "map.html"
        html = shown if isinstance(shown, str) else maps.draw(shown, **arguments).html()
        path.write_text(html, encoding="utf-8", newline="\n")
        page = offline_page.page
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.add_init_script(RECORDER)
        # Another link in the same file would not load it anew.
        page.goto("about:blank")
        page.goto(path.as_uri() + link)
        page.wait_for_selector("html[data-ready=yes]", timeout=30_000)
        return page

    return open_map
