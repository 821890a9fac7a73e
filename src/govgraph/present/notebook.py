"""How a review, a way up and a map show themselves in a notebook.

All of it works offline and asks nothing of anywhere. Beside what a running notebook shows
stands what one reads that was not run: plain tables and still pictures.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

import pandas as pd

from govgraph import frames
from govgraph.governance import Governance
from govgraph.present import cards, contents, pictures, still_map, tables
from govgraph.present import map as maps
from govgraph.sentences import counted

_ENDS = {
    "goes on": "It does not end here.",
    "cut short": "It is longer than what is followed: shown is its beginning.",
    "apex": "It ends at an apex, where nothing is above.",
    "missing hop": "What lies above the last one is unknown: the sources do not give its links "
    "completely.",
    "cycle": "A circle: the next step would come back.",
    "dead end": "A dead end: the sources give all links of the last one, and none leads up.",
}
_COLUMNS = ("area", "bodies", "current", "proposed", "former", "seats")


# --- a review --------------------------------------------------------------------------------


def review_html(g: Governance) -> str:
    """What a snapshot holds, by area, and what a reader of any answer has to know."""
    frame = contents.areas(g)
    shown = [column for column in _COLUMNS if column in frame]
    rows = [[row[column] for column in shown] for row in tables.records(frame)]
    proposed = "; what is only proposed is taken as held" if g.include_proposed else ""
    origin = f" From {g.origin}." if g.origin else ""
    asked = g.asked_about
    links = g.links[g.links["from_id"].isin(asked) | g.links["to_id"].isin(asked)]
    sitting = g.memberships[g.memberships["body_id"].isin(asked)]
    counts = (
        f"{counted(len(asked), 'body', 'bodies')}, "
        f"{counted(sitting['person_id'].nunique(), 'person named', 'people named')} to seats, "
        f"{counted(len(links), 'statement of a link', 'statements of links')}, "
        f"{counted(int(g.remits['body_id'].isin(asked).sum()), 'remit clause', 'remit clauses')}, "
        f"{counted(int(g.rules['body_id'].isin(asked).sum()), 'rule', 'rules')}."
    )
    return "\n".join(
        [
            f"<p><b>Governance as of {g.as_of.isoformat()}</b>{_safe(proposed)}.{_safe(origin)}"
            f" {counts}</p>",
            _table([column.capitalize() for column in shown], rows),
            _list(g.caveats),
        ]
    )


# --- findings --------------------------------------------------------------------------------


class Table:
    """Some columns of a frame of findings as one reads them, with its notes below."""

    def __init__(
        self,
        frame: pd.DataFrame,
        columns: Mapping[str, str] | Sequence[str] = (),
        *,
        top: int | None = None,
    ) -> None:
        """Choose what is shown.

        Args:
            frame: what an analysis gave.
            columns: the columns, or a mapping of each to its heading; all if empty.
            top: only so many rows; all if left out.
        """
        chosen = columns or list(frame.columns)
        named = chosen if isinstance(chosen, Mapping) else {column: column for column in chosen}
        self._columns = dict(named)
        self._rows = tables.records(frame if top is None else frame.head(top))
        more = len(frame) - len(self._rows)
        hidden = [f"{more} more are not shown."] if more else []
        self._notes = [*hidden, *frame.attrs.get("notes", ())]

    def _repr_html_(self) -> str:
        header = [heading.replace("_", " ") for heading in self._columns.values()]
        rows = [[row[column] for column in self._columns] for row in self._rows]
        shown = _table(header, rows) if rows else "<p>None.</p>"
        return f"{shown}\n{_list(self._notes)}".rstrip()

    def __repr__(self) -> str:
        headings = {name: title.replace("_", " ") for name, title in self._columns.items()}
        answer = tables.Answer(
            analysis="",
            title=f"{len(self._rows)} rows",
            columns=list(self._columns),
            rows=self._rows,
            notes=self._notes,
            headings=headings,
        )
        return tables.as_text(answer, 100).rstrip()


class Told:
    """Findings in words, as the terminal has them: a heading each, and what speaks for it."""

    def __init__(
        self,
        frame: pd.DataFrame,
        block: Callable[[tables.Row], tables.Block],
        *,
        top: int | None = None,
    ) -> None:
        """Choose what is told.

        Args:
            frame: what an analysis gave.
            block: how a row reads, such as :func:`govgraph.present.remit_findings.pair`.
            top: only so many rows; all if left out.
        """
        rows = tables.records(frame if top is None else frame.head(top))
        self._blocks = [block(row) for row in rows]

    def _repr_html_(self) -> str:
        if not self._blocks:
            return "<p>None.</p>"
        return "\n".join(
            f"<p><b>{_safe(heading)}</b></p>\n{_list(filter(None, lines))}"
            for heading, lines in self._blocks
        )

    def __repr__(self) -> str:
        return "\n\n".join(tables.block_text(*block, 100) for block in self._blocks) or "None."


RECORDS = {
    "present": pictures.Mark("✓", "present", "#44BB99"),
    "substitute": pictures.Mark("s", "a substitute came", "#99DDFF"),
    "apologies": pictures.Mark("a", "apologies", "#EEDD88"),
    "absent": pictures.Mark("×", "absent", "#EE8866"),
    "unknown": pictures.Mark("?", "not recorded", "#DDDDDD"),
}
"""How the register shows who came."""


def register(g: Governance, body: str) -> pictures.Picture:
    """Who came to which meeting of a body: its seats down the side, its meetings across."""
    id_ = g.find_body(body)
    seats = g.memberships[g.memberships["body_id"] == id_].drop_duplicates("seat_id")
    titles = dict(zip(seats["seat_id"], seats["title"], strict=True))
    met = g.attendance[g.attendance["body_id"] == id_].sort_values("date")
    met = met[met["seat_id"].isin(titles)]
    cells = {
        (titles[row["seat_id"]], str(row["date"])): str(row["status"])
        for row in tables.records(met)
    }
    dates = [str(date) for date in met["date"].unique()]
    bodies = g.tables["Body"].set_index("id")
    made_up = set(frames.split_list(bodies["areas"][id_])) & set(g.illustrative_areas)
    title = f"Who came to the {bodies['name'][id_]}{' (made up)' if made_up else ''}"
    return pictures.grid([*titles.values()], dates, cells, RECORDS, title)


SIGNS = (("●", "#77AADD"), ("◆", "#EE8866"), ("▲", "#EEDD88"), ("■", "#44BB99"), ("○", "#DDDDDD"))
"""Of the first, second... finding in a picture of pairs."""


def pairs(frame: pd.DataFrame, title: str, column: str = "finding") -> pictures.Picture:
    """Bodies against bodies, with a sign where a pair is found.

    Args:
        frame: pairs with ``body_a`` and ``body_b``, the weightiest first.
        title: what the picture shows.
        column: the column that says what was found of a pair.
    """
    found = list(dict.fromkeys(frame[column].astype(str)))
    marks = {
        name: pictures.Mark(SIGNS[at % len(SIGNS)][0], name, SIGNS[at % len(SIGNS)][1])
        for at, name in enumerate(found)
    }
    names = sorted({*frame["body_a"], *frame["body_b"]})
    cells: dict[tuple[str, str], str] = {}
    for one, other, finding in zip(
        frame["body_a"], frame["body_b"], frame[column].astype(str), strict=True
    ):
        cells.setdefault((one, other), finding)
        cells.setdefault((other, one), finding)
    return pictures.grid(names, names, cells, marks, title)


# --- ways up ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Route:
    """One way up.

    Attributes:
        row: the row of :func:`govgraph.analysis.escalation.routes`.
        steps: the names on the way, from the body up.
    """

    row: Mapping[str, Any]
    steps: tuple[str, ...]

    @property
    def picture(self) -> pictures.Picture:
        """The way as a ladder, with its days and its evidence."""
        matter = f" ({self.row['matter']})" if self.row["matter"] else ""
        return pictures.ladder(
            self.steps,
            [cards.link_words(name) for name in frames.split_list(self.row["links"])],
            list(self._below()),
            f"The way up from {self.steps[0]}{matter}",
        )

    def _below(self) -> Iterator[str]:
        yield _ENDS.get(self.row["end"], f"It ends so: {self.row['end']}.")
        worst = self.row["days_worst"]
        if worst is not None:
            expected = tables.words(self.row["days_expected"])
            yield f"Days of waiting: {expected} expected, {tables.words(worst)} at worst."
        elif len(self.steps) > 1:
            yield "How many days it takes is not known."
        if self.row["basis"] == "inferred":
            yield "It rests on what was inferred, not stated."
        if self.row["would_change"]:
            yield f"Proposals: {self.row['would_change']}"
        if self.row["evidence"]:
            yield f"Evidence: {self.row['evidence']}."

    def _repr_svg_(self) -> str:
        return self.picture.svg

    def __repr__(self) -> str:
        return self.picture.words


class Routes(Sequence[Route]):
    """Ways up, which a notebook shows one below the other; ``frame`` has their rows."""

    def __init__(self, frame: pd.DataFrame, names: Mapping[str, str]) -> None:
        self.frame = frame
        self._routes = [
            Route(row, tuple(names.get(id_, id_) for id_ in frames.split_list(row["route_ids"])))
            for row in tables.records(frame)
        ]

    @overload
    def __getitem__(self, at: int) -> Route: ...
    @overload
    def __getitem__(self, at: slice) -> list[Route]: ...
    def __getitem__(self, at: int | slice) -> Route | list[Route]:
        return self._routes[at]

    def __len__(self) -> int:
        return len(self._routes)

    def _repr_html_(self) -> str:
        notes = _list(self.frame.attrs.get("notes", ()))
        if not self._routes:
            return f"<p>No such route is recorded.</p>{notes}"
        return "\n".join([*(route.picture.svg for route in self._routes), notes])

    def __repr__(self) -> str:
        return "\n".join(map(repr, self._routes)) or "No such route is recorded."


# --- the map ---------------------------------------------------------------------------------


class Map(maps.Map):
    """A map that a notebook shows in place: to click in when run, as a picture when not."""

    @property
    def picture(self) -> pictures.Picture:
        """The map standing still."""
        return still_map.sketch(self.network, self.network.page["title"])

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, str]:
        still = self.picture
        return {
            "text/html": self._frame(),
            "image/svg+xml": still.svg,
            "text/plain": still.words,
        }

    def _frame(self) -> str:
        """The page in a frame of its own, which can reach neither notebook nor network."""
        page = html.escape(self.html(), quote=True)
        return (
            '<iframe sandbox="allow-scripts allow-popups allow-downloads allow-modals" '
            f'title="{_safe(self.network.page["title"])}" width="100%" height="640" '
            f'style="border: 1px solid #b0b0b0" srcdoc="{page}"></iframe>'
        )


# --- pieces of HTML --------------------------------------------------------------------------


def _safe(value: object) -> str:
    return html.escape(tables.words(value), quote=True)


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    head = "".join(f"<th>{_safe(cell)}</th>" for cell in header)
    body = "\n".join(
        f"<tr>{''.join(f'<td>{_safe(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _list(lines: Iterable[str]) -> str:
    items = "\n".join(f"<li>{_safe(line)}</li>" for line in lines)
    return f"<ul>\n{items}\n</ul>" if items else ""
