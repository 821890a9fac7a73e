"""What is wrong with a rule as it was typed: warnings, for a rule always loads in its own words.

A rule may not be understood, and it may name a sector, a seat, an organisation or a body that
nothing has: then it can never be met, and more likely it is spelt differently elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from govgraph import names, rules
from govgraph.dataset import record
from govgraph.dataset.reading import RawTable
from govgraph.rules import ParseFault, Reference, Rule

if TYPE_CHECKING:
    from govgraph.dataset.building import Builder

_ACTORS = ("Organisation", "Body")

_PROBLEM = {
    "sector": "The rule names the sector '{name}', and no seat of the body stands for it.",
    "seat": "The rule names the seat '{name}', and the body has no seat of that title.",
    "organisation": "The rule names '{name}', and no seat of the body speaks for it.",
    "body": "The rule names '{name}', and there is no body or organisation of that name.",
}
_REMEDY = {
    "sector": "Write the sector in memberships and in the rule alike.",
    "seat": "Write the title as in memberships, or add the seat there.",
    "organisation": "Write the organisation in memberships and in the rule alike.",
    "body": "Write its name or one of its other names, or add it to bodies.",
}


def warn(table: RawTable, rows: pd.DataFrame, builder: Builder) -> None:
    """Warn of rules that are not understood or name what is not there.

    ``rows`` are those of the rules table: ``body_id, kind, text``, by position in ``table``.
    """
    said = rows[["kind", "text"]].drop_duplicates().itertuples(index=False, name=None)
    parsed = {(kind, text): rules.parse(kind, text) for kind, text in said}
    named = []
    for at, kind, text in zip(rows.index, rows["kind"], rows["text"], strict=True):
        rule = parsed[kind, text]
        if isinstance(rule, ParseFault):
            _warn_not_understood(table, builder, at, rule)
        elif isinstance(rule, Rule):
            named += [(at, rows.at[at, "body_id"], *_parts(each)) for each in rule.references]
    if named:
        references = pd.DataFrame(named, columns=["at", "body_id", "kind", "name"])
        _warn_of_names(table, references.drop_duplicates(), builder)


def _parts(reference: Reference) -> tuple[str, str]:
    return reference.kind, reference.name


def _warn_not_understood(table: RawTable, builder: Builder, at: int, fault: ParseFault) -> None:
    builder.report.add(
        table.place,
        f"The rule could not be understood: {fault}{'' if fault.message.endswith('?') else '.'}",
        "Write it in the rule language; as it is it loads in plain words and is not evaluated.",
        row=int(table.rows[at]),
        column="rule",
        value=fault.text,
        severity="warning",
    )


def _warn_of_names(table: RawTable, references: pd.DataFrame, builder: Builder) -> None:
    is_body = references["kind"] == "body"
    owned = references[~is_body]
    there = _what_bodies_have(builder)
    key = ["body_id", "kind", "key"]
    here = pd.MultiIndex.from_frame(_keyed(owned, builder)[key])
    missing = owned[~here.isin(pd.MultiIndex.from_frame(there[key]))]
    spelt = there.groupby(["body_id", "kind"])["name"].unique()
    for row in missing.itertuples(index=False):
        _warn_of_name(table, builder, row, list(spelt.get((row.body_id, row.kind), ())))
    bodies = references[is_body]
    unknown = bodies[builder.resolver.fits_nothing(bodies["name"], _ACTORS)]
    for row in unknown.itertuples(index=False):
        _warn_of_name(table, builder, row, builder.resolver.spellings(_ACTORS))


def _warn_of_name(table: RawTable, builder: Builder, row: Any, candidates: list[str]) -> None:
    near = names.nearest(row.name, candidates, 2)
    hint = f"Did you mean {' or '.join(repr(each) for each in near)}? " if near else ""
    builder.report.add(
        table.place,
        _PROBLEM[row.kind].format(name=row.name),
        hint + _REMEDY[row.kind],
        row=int(table.rows[row.at]),
        column="rule",
        value=row.name,
        severity="warning",
    )


def _what_bodies_have(builder: Builder) -> pd.DataFrame:
    """``body_id, kind, name, key``: the sectors, titles and voices of each body's seats."""
    rows, known = builder.seat_rows, builder.known
    parts = [pd.DataFrame(columns=["body_id", "kind", "name"])]
    if len(rows):
        each = record.exploded(rows[rows["organisation"].notna()], "organisation")
        parts += [
            _named(rows["body_id"], "sector", rows["sector"]),
            _named(rows["body_id"], "seat", rows["seat"]),
            _named(rows["body_id"], "seat", rows["title"]),
            _named(each["body_id"], "organisation", each["organisation"]),
        ]
    if "Seat" in known and len(known["Seat"]):
        seats = known["SEAT_ON"].merge(known["Seat"], left_on="from_id", right_on="id")
        voices = known["ON_BEHALF_OF"].merge(
            known["SEAT_ON"][["from_id", "to_id"]], on="from_id", suffixes=("", "_body")
        )
        parts += [
            _named(seats["to_id"], "sector", seats["sector"]),
            _named(seats["to_id"], "seat", seats["title"]),
            _named(voices["to_id_body"], "organisation", voices["to_id"]),
        ]
    return _keyed(pd.concat(parts, ignore_index=True).dropna().drop_duplicates(), builder)


def _named(owner: pd.Series[str], kind: str, named: pd.Series[str]) -> pd.DataFrame:
    return pd.DataFrame({"body_id": owner.array, "kind": kind, "name": named.array})


def _keyed(rows: pd.DataFrame, builder: Builder) -> pd.DataFrame:
    """With ``key``, which two spellings of one thing share: of an organisation its id."""
    named = rows["name"].astype("str")
    is_voice = rows["kind"] == "organisation"
    ids = builder.resolver.ids(named[is_voice], _ACTORS).fillna(names.slugs(named[is_voice]))
    return rows.assign(key=ids.reindex(rows.index).fillna(names.keys(named)))
