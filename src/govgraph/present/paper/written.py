"""The findings of a paper, in their order."""

from __future__ import annotations

from govgraph.present.paper import questions
from govgraph.present.paper.draft_meetings import Meetings
from govgraph.present.paper.draft_people import People
from govgraph.present.paper.draft_remits import Remits
from govgraph.present.paper.draft_structure import Structure
from govgraph.present.paper.draft_ways_up import WaysUp
from govgraph.present.paper.drafting import Draft, Drafter

_KINDS = (Remits, WaysUp, People, Meetings, Structure)


def findings(drafter: Drafter) -> list[Draft]:
    """Every finding, sorts in the order of :data:`.questions.KINDS`, made-up areas last."""
    made = [
        draft
        for kind in _KINDS
        for draft in kind(drafter.material, drafter.sources, drafter.with_names).drafts()
    ]
    order = {name: place for place, name in enumerate(questions.KINDS)}
    return sorted(
        made,
        key=lambda draft: (
            order.get(draft.kind, len(order)),
            draft.kind if draft.kind not in order else "",
            drafter.is_made_up(draft.body_ids),
        ),
    )
