import datetime as dt
import re
from pathlib import Path

import pandas as pd
import pytest

import govgraph
from govgraph import api, frames, merging
from govgraph.errors import GovgraphError
from govgraph.present import notebook, sharing
from tests.builders import Rows, facts
from tests.cli.conftest import write_dataset
from tests.conftest import OfflinePage

HOSTILE = 'Board <script>alert(1)</script> "&'


def review(**tables: Rows) -> api.Review:
    rows: dict[str, Rows] = {
        "bodies": [{"name": "Group"}, {"name": HOSTILE}, {"name": "Cabinet"}],
        **tables,
    }
    return api.Review(merging.combine({"test": facts(**rows)}), as_of=dt.date(2026, 6, 30))


def with_links() -> api.Review:
    return review(
        links=[
            {"from": "Group", "type": "reports to", "to": HOSTILE, "frequency_per_year": "2"},
            {"from": HOSTILE, "type": "part of", "to": "Cabinet"},
        ]
    )


def test_a_review_shows_its_day_its_areas_and_what_to_know() -> None:
    shown = with_links()._repr_html_()

    assert "<b>Governance as of 2026-06-30</b>" in shown
    assert "3 bodies, 0 people named to seats, 2 statements of links" in shown
    assert "<tr><td>Anytown</td><td>3</td>" in shown
    assert "how old the evidence is, is not known" in shown


def test_an_empty_review_shows_itself_too() -> None:
    assert "0 bodies" in api.Review(frames.complete({}))._repr_html_()


def test_a_route_shows_every_step_and_that_the_rest_is_unknown() -> None:
    (route,) = with_links().routes("Group")

    assert route.steps == ("Group", HOSTILE, "Cabinet")
    assert "The way up from Group" in repr(route)
    assert "What lies above the last one is unknown" in repr(route)
    assert "&lt;script&gt;" in route._repr_svg_()
    assert "<script" not in route._repr_svg_()


def test_routes_show_one_below_the_other_with_their_notes() -> None:
    routes = with_links().routes()
    shown = routes._repr_html_()

    assert shown.count("<svg") == len(routes) == 3
    assert "missing hop" in shown
    assert with_links().routes("Cabinet", to="Group")._repr_html_().startswith("<p>No such route")


def test_a_table_leaves_blank_what_is_not_known_and_says_what_it_leaves_out() -> None:
    frame = pd.DataFrame({"a": ["x", "<b>", "z"], "n_of": [1.5, None, 3]})
    frame.attrs["notes"] = ["So it is."]
    table = notebook.Table(frame, ["a", "n_of"], top=2)

    assert "<tr><td>&lt;b&gt;</td><td></td></tr>" in table._repr_html_()
    assert "<th>n of</th>" in table._repr_html_()
    assert "<li>1 more are not shown.</li>" in table._repr_html_()
    assert "So it is." in repr(table)


def test_findings_are_told_as_in_the_terminal() -> None:
    g = review(
        memberships=[
            {"body": body, "seat": "Chair", "person": "Jo Smith", "role": "chair"}
            for body in ("Group", "Cabinet")
        ]
    )
    told = notebook.Told(g.overlap(), sharing.shared_members)

    assert "<b>Cabinet (Anytown) and Group (Anytown)</b>" in told._repr_html_()
    assert "Chairs both: Jo Smith" in repr(told)


def test_the_register_has_a_sign_for_each_record_and_says_where_it_is_made_up() -> None:
    g = review(
        sources=[{"id": "s", "title": "Minutes", "illustrative": "yes"}],
        memberships=[
            {"body": "Group", "seat": seat, "person": seat.title()} for seat in ("chair", "clerk")
        ],
        meetings=[{"body": "Group", "id": "m", "date": "2026-05-01"}],
        attendance=[{"meeting": "m", "seat": "chair", "person": "Chair", "status": "absent"}],
    )
    picture = notebook.register(g, "Group")

    assert repr(picture) == ("Who came to the Group (made up). 2 rows by 1 columns. absent: 1.")


def test_a_map_is_a_frame_to_click_in_and_beside_it_a_still_picture() -> None:
    shown = with_links().map()._repr_mimebundle_()

    assert list(shown) == ["text/html", "image/svg+xml", "text/plain"]
    assert shown["text/html"].startswith('<iframe sandbox="allow-scripts')
    assert "a map of 3 bodies" in shown["text/plain"]
    assert "<script" not in shown["image/svg+xml"]
    assert "<script" not in shown["text/html"]  # all of it stands in the frame's attribute


def test_the_map_in_a_notebook_draws_itself_and_asks_nothing_of_the_network(
    offline_page: OfflinePage, tmp_path: Path
) -> None:
    file = tmp_path / "cell.html"
    file.write_text(
        f"<!DOCTYPE html><p>{with_links().map()._repr_mimebundle_()['text/html']}</p>",
        encoding="utf-8",
    )
    offline_page.page.goto(file.as_uri())
    frame = offline_page.page.frame_locator("iframe")

    frame.locator("canvas").first.wait_for()
    assert frame.locator("h1").inner_text().startswith("Who reports to whom")
    asked = [address for address in offline_page.requests if not address.startswith("about:")]
    assert (asked, offline_page.console_errors, offline_page.page_errors) == ([], [], [])


def test_datasets_are_loaded_into_a_store_and_opened_again(tmp_path: Path) -> None:
    folder, store = write_dataset(tmp_path / "milltown"), tmp_path / "a.lbug"
    change = govgraph.load(folder, where=store)

    assert change.loc[change["what"] == "bodies", "added"].tolist() == [5]
    assert govgraph.load(folder, where=store).empty
    assert len(govgraph.open(store, as_of="2026-06-01").bodies) == 4


def test_nothing_is_loaded_while_there_is_a_fault(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "faulty", {"bodies": [{"name": "A", "area": ""}]})

    with pytest.raises(GovgraphError, match=re.compile("faults? in the data")):
        govgraph.load(folder, where=tmp_path / "a.lbug")
    assert not (tmp_path / "a.lbug").exists()
