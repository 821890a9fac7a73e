"""What a notebook or a program uses: a review of what is in a store or in datasets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from govgraph import dataset, dates, frames, merging, names, store
from govgraph.errors import GovgraphError, NotFoundError
from govgraph.governance import Governance

if TYPE_CHECKING:
    from govgraph.analysis.working_days import Country
    from govgraph.present.notebook import Map, Routes
    from govgraph.present.paper.results import Results


@dataclass(frozen=True, eq=False)
class Review(Governance):
    """A snapshot with the analyses as its methods.

    ``review.at(...)`` gives the review of another day, with or without proposals, or of
    other areas. Every analysis gives a data frame with one row a finding; what a reader has
    to know besides stands in its ``attrs["notes"]`` and in :attr:`caveats`.

    Attributes:
        unfinished: a sentence where the store holds a load that has not ended; else blank.
    """

    unfinished: str = ""

    @property
    def caveats(self) -> list[str]:
        """What a reader of any answer has to know of the evidence."""
        return [*filter(None, [self.unfinished]), *super().caveats]

    def escalation(
        self,
        body: str | None = None,
        *,
        to: str | None = None,
        matter: str | None = None,
        raised: dt.date | str | None = None,
        country: Country = "england",
        max_routes: int | None = None,
    ) -> pd.DataFrame:
        """Every route up; see :func:`govgraph.analysis.escalation.routes`."""
        from govgraph.analysis import escalation, route_search

        return escalation.routes(
            self,
            body,
            to=to,
            matter=matter,
            raised=day(raised),
            country=country,
            max_routes=max_routes or route_search.MAX_ROUTES,
        )

    def escalation_summary(self, *, matter: str | None = None) -> pd.DataFrame:
        """How far from the top; see :func:`govgraph.analysis.escalation_summary.summary`."""
        from govgraph.analysis import escalation

        return escalation.summary(self, matter=matter)

    def routes(
        self, body: str | None = None, *, to: str | None = None, matter: str | None = None
    ) -> Routes:
        """The rows of :meth:`escalation` as pictures, which a notebook shows.

        >>> print(read("seed/worcestershire").routes("Early Help Partnership")[0].steps[1])
        Children and Young People's Strategic Partnership
        """
        from govgraph.present import notebook

        frame = self.escalation(body, to=to, matter=matter)
        named = pd.concat([self.tables[label] for label in ("Body", "Organisation")])
        return notebook.Routes(frame, dict(zip(named["id"], named["name"], strict=True)))

    def escalation_findings(self) -> pd.DataFrame:
        """Dead ends and the like; see :func:`govgraph.analysis.escalation.findings`."""
        from govgraph.analysis import escalation

        return escalation.findings(self)

    def overlap(
        self, by: Literal["body", "person", "organisation"] = "body", *, ever: bool = False
    ) -> pd.DataFrame:
        """Who sits in several places; see :mod:`govgraph.analysis.overlap`.

        ``body``: pairs of bodies that share people; with ``ever`` also those that did at any
        time up to the day. ``organisation``: pairs of bodies on which the same organisations
        sit. ``person``: each person and their bodies; see :func:`govgraph.analysis.people.load`.

        Raises:
            GovgraphError: ``ever`` is asked of something else than bodies.
        """
        from govgraph.analysis import overlap, people

        if ever and by != "body":
            raise GovgraphError("Overlap through time is known by body only.")
        if by == "person":
            return people.load(self)
        if ever:
            return overlap.over_time(self)
        return overlap.bodies(self, by="person" if by == "body" else "organisation")

    def people_listed(self) -> pd.DataFrame:
        """Everybody with their seats; see :func:`govgraph.analysis.people.listed`."""
        from govgraph.analysis import people

        return people.listed(self)

    def similar_people(self) -> pd.DataFrame:
        """Who may be one person; see :func:`govgraph.analysis.same_people.candidates`."""
        from govgraph.analysis import same_people

        return same_people.candidates(self)

    def attendance_verdicts(self, body: str | None = None) -> pd.DataFrame:
        """What attendance rules come to; see :func:`govgraph.analysis.attendance.verdicts`."""
        from govgraph.analysis import attendance

        return attendance.verdicts(self, body)

    def deadlines(
        self,
        body: str | None = None,
        meeting: dt.date | str | None = None,
        *,
        country: Country = "england",
    ) -> pd.DataFrame:
        """When notice, papers and minutes are due; see :mod:`govgraph.analysis.deadlines`."""
        from govgraph.analysis import deadlines

        return deadlines.deadlines(self, body, day(meeting), country=country)

    def quorum(self, body: str | None = None, *, present: Sequence[str] = ()) -> pd.DataFrame:
        """Which meetings were quorate, or whether one with these seats present would be.

        See :func:`govgraph.analysis.quorum.meetings` and :func:`govgraph.analysis.quorum.asked`.
        """
        from govgraph.analysis import quorum

        if not present:
            return quorum.meetings(self, body)
        if body is None:
            raise GovgraphError("Name the body that these are seats of.")
        return quorum.asked(self, body, [present] if isinstance(present, str) else present)

    def quorum_fragility(
        self, body: str | None = None, *, probability: float | None = None
    ) -> pd.DataFrame:
        """How likely a quorum is; see :func:`govgraph.analysis.fragility.of_quorums`."""
        from govgraph.analysis import fragility

        return fragility.of_quorums(self, body, probability)

    def decisions(
        self,
        body: str | None = None,
        *,
        present: Sequence[str] = (),
        present_count: int | None = None,
    ) -> pd.DataFrame:
        """What carries a vote; see :func:`govgraph.analysis.decisions.decisions`."""
        from govgraph.analysis import decisions

        return decisions.decisions(self, body, present, present_count)

    def structure(
        self, template: str | Path | None = "general", *, only: Sequence[str] = ()
    ) -> pd.DataFrame:
        """How bodies are made up; see :func:`govgraph.analysis.structure.structure`.

        Args:
            template: the provisions that terms should have: the id of a shipped template (see
                ``govgraph structure --list-templates``) or a CSV file; None: none are missed.
            only: findings to look for, by name; all if empty.
        """
        from govgraph import resources
        from govgraph.analysis import structure
        from govgraph.dataset import templates

        folder = resources.provisions_dir()
        found = None if template is None else templates.find(template, folder)
        return structure.structure(self, found, only)

    def remit_pairs(self) -> pd.DataFrame:
        """Remits that duplicate or overlap; see :func:`govgraph.analysis.remits.pairs`."""
        from govgraph.analysis import remits

        return remits.pairs(self)

    def remit_gaps(self) -> pd.DataFrame:
        """Topics that nobody decides; see :func:`govgraph.analysis.remit_gaps.of`."""
        from govgraph.analysis import remits

        return remits.gaps(self)

    def procedural_clauses(self) -> pd.DataFrame:
        """What does not count as a remit; see :func:`govgraph.analysis.remits.procedural`."""
        from govgraph.analysis import remits

        return remits.procedural(self)

    def card(self, body: str) -> dict[str, Any]:
        """All that is known of one body, with sources; see :mod:`govgraph.present.cards`."""
        from govgraph.present import body_card

        return body_card.of_body(self, body)

    def map(
        self, *, focus: str | None = None, depth: int | None = None, names: bool = False
    ) -> Map:
        """The interactive picture; see :func:`govgraph.present.map.draw`."""
        from govgraph.present import map as picture
        from govgraph.present import notebook

        return notebook.Map(**vars(picture.draw(self, focus=focus, depth=depth, names=names)))

    def report(
        self,
        path: str | Path,
        *,
        title: str | None = None,
        names: bool = False,
        found: Results | None = None,
    ) -> None:
        """Write the findings as a paper; see :func:`govgraph.present.paper.build.paper`.

        Args:
            path: a file that ends in ``.html`` or ``.docx``; it is replaced.
            title: the title; one that names the areas if left out.
            names: whether people are named rather than called by a seat.
            found: what the analyses found, where that is known already.

        Raises:
            GovgraphError: the file ends otherwise.
        """
        from govgraph.present.paper import build, files

        files.refuse_other_endings(Path(path))
        paper = build.paper(self, found or self.results(), title=title, with_names=names)
        files.write(paper, path)

    def results(self) -> Results:
        """What a paper is written from: the frame of every analysis."""
        from govgraph.present.paper.results import Results

        return Results(
            routes=self.escalation(),
            faults_on_the_way=self.escalation_findings(),
            remit_pairs=self.remit_pairs(),
            remit_gaps=self.remit_gaps(),
            shared_people=self.overlap(),
            people=self.overlap("person"),
            verdicts=self.attendance_verdicts(),
            quorums=self.quorum(),
            fragility=self.quorum_fragility(),
            decisions=self.decisions(),
            structure=self.structure(),
        )

    def _repr_html_(self) -> str:
        from govgraph.present import notebook

        return notebook.review_html(self)


def open(
    where: str | Path | None = None,
    *,
    as_of: dt.date | str | None = None,
    include_proposed: bool = False,
    areas: str | Sequence[str] = (),
) -> Review:
    """The review of what a store holds.

    Args:
        where: a file of the embedded store or the address of a Neo4j server; left out: what
            :func:`govgraph.store.open_store` finds.
        as_of: the day to look at; today if left out.
        include_proposed: take what is only proposed as if it held.
        areas: ask about these areas only; all if left out.

    Raises:
        StoreError: the store cannot be reached or read.
        NotFoundError: no body is in an area of that name.
    """
    with store.open_store(None if where is None else str(where)) as opened:
        review = Review(
            opened.read(),
            as_of=day(as_of) or dt.date.today(),
            include_proposed=include_proposed,
            origin=opened.describe(),
            unfinished=opened.unfinished or "",
        )
    return review.at(areas=known_areas(review.tables, areas))


def read(*dataset_paths: str | Path) -> Review:
    """The review of datasets, straight from their files; no store is needed.

    Raises:
        GovgraphError: there are faults in them; the message lists the first ones.

    >>> read("seed/worcestershire").find_body("Early Help Partnership")
    'worcestershire-ehp'
    """
    facts = _facts(dataset_paths)
    return Review(merging.combine(facts), origin=", ".join(facts))


def load(*dataset_paths: str | Path, where: str | Path | None = None) -> pd.DataFrame:
    """Make a store equal to what datasets say now, as ``govgraph load`` does.

    Args:
        dataset_paths: folders of CSV files or Excel workbooks.
        where: a file of the embedded store, made where there is none, or the address of a
            Neo4j server; left out: what :func:`govgraph.store.open_store` finds.

    Returns:
        what was added, changed and removed: ``what, added, changed, removed``.

    Raises:
        GovgraphError: there are faults in them, and nothing is loaded.
        StoreError: the store cannot be reached or written.
    """
    from govgraph.store import loading

    with store.open_store(None if where is None else str(where), create=True) as opened:
        change = loading.load(opened, _facts(dataset_paths, opened.read()))
    return pd.DataFrame(change.summary(), columns=["what", "added", "changed", "removed"])


def day(said: dt.date | str | None) -> dt.date | None:
    """The day that is meant; None where none is said.

    Raises:
        GovgraphError: it is no date, or no whole one.

    >>> day("1 September 2025")
    datetime.date(2025, 9, 1)
    """
    if not isinstance(said, str):
        return said
    try:
        date = dates.parse(said)
    except ValueError as error:
        raise GovgraphError(f"{error}: write a day such as 2025-09-01.") from None
    if dates.earliest(date) != dates.latest(date):
        raise GovgraphError(f"'{said}' is not one day: write a day such as {date[:4]}-09-01.")
    return dates.earliest(date)


def _facts(
    dataset_paths: Sequence[str | Path], known: frames.Tables | None = None
) -> dict[str, merging.Facts]:
    """What datasets without faults say, by their names."""
    if not dataset_paths:
        raise GovgraphError("Name at least one folder of CSV files or Excel workbook.")
    datasets = dataset.read_all(dataset_paths, known)
    faults = pd.concat([each.report[each.report["severity"] == "fault"] for each in datasets])
    if len(faults):
        raise GovgraphError(_in_words(faults))
    return {each.name: each.facts for each in datasets}


def known_areas(tables: frames.Tables, asked: str | Sequence[str]) -> tuple[str, ...]:
    """The areas as the tables spell them.

    Raises:
        NotFoundError: no body is in an area of that name; the message proposes the nearest.
    """
    wanted = [asked] if isinstance(asked, str) else list(asked)
    if not wanted:
        return ()
    listed = {area: None for cell in tables["Body"]["areas"] for area in frames.split_list(cell)}
    spelt = {names.key(area): area for area in listed}
    for area in wanted:
        if names.key(area) not in spelt:
            raise NotFoundError("area", area, names.nearest(area, list(listed)))
    return tuple(spelt[names.key(area)] for area in wanted)


def _in_words(faults: pd.DataFrame, most: int = 10) -> str:
    lines = [
        f"{fault['file']}{_row(fault['row'])}: {fault['problem']} {fault['remedy']}"
        for fault in faults.head(most).to_dict("records")
    ]
    more = [f"and {len(faults) - most} more"] if len(faults) > most else []
    return "\n".join([f"There are {len(faults)} faults in the data:", *lines, *more])


def _row(row: object) -> str:
    return "" if pd.isna(row) else f" row {row}"  # type: ignore[call-overload]
