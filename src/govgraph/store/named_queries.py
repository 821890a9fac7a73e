"""The named queries: one file each in ``cypher/``, one text for both kinds of store.

The head of a file says what the query answers, what it takes and what it gives::

    // title: People on several bodies
    // question: Who sits on several bodies?
    // parameter: at_least (number) = 2 - on how many bodies
    // columns: person_id, person, bodies, body_names
    // sorted by: person, person_id
    // note: what a reader of the answer has to know

A parameter without a default has to be given; ``""`` is the blank text. Besides the kinds
``text``, ``number``, ``date``, ``yes/no`` and ``list`` there are the names of closed code lists
(``power``, ``kind of rule``) and of things (``body``, ``organisation``, ``person``,
``source``), which may be given by name and reach the query as an id.

Every query takes ``$as_of`` and ``$include_proposed``, and ``$areas`` where it is about many
bodies. Neither store keeps the order of what is collected into a list, so lists are sorted
here, unless the column is marked ``(in order)``; and so are the rows where a head says
``sorted by``, because the stores cannot sort what is united, or by a list.
"""

from __future__ import annotations

import datetime as dt
import difflib
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from govgraph import model, resources
from govgraph.errors import AmbiguousError, GovgraphError, NotFoundError, StoreError
from govgraph.store.protocol import Result, Store

SHARED = ("as_of", "include_proposed", "areas")
"""The parameters that are the same for all queries, so that no head lists them."""

_HEAD = re.compile(r"// (title|question|parameter|columns|sorted by|note): (.+)")
_PARAMETER = re.compile(
    r"(?P<name>\w+) \((?P<kind>[^)]+)\)(?: = (?P<default>.*?))? - (?P<about>.+)"
)
_USED = re.compile(r"\$(\w+)")
_COMMENT = re.compile(r"//.*")
_IN_ORDER = " (in order)"

_THINGS = {"body": "Body", "organisation": "Organisation", "person": "Person", "source": "Source"}
_CODES = {codes.name: codes.codes for codes in (model.POWER, model.RULE_KIND)}


@dataclass(frozen=True)
class Parameter:
    """What a query may be told. ``default`` is None where it has to be."""

    name: str
    kind: str
    description: str
    default: object = None

    @property
    def is_required(self) -> bool:
        return self.default is None


@dataclass(frozen=True)
class NamedQuery:
    """A query that comes with govgraph.

    Attributes:
        name: the file's name without its ending.
        title: a heading for the answer.
        question: what it answers, in a sentence.
        parameters: what it may be told, besides the day, proposals and areas.
        columns: what it gives.
        in_order: the columns of lists whose order says something.
        sorted_by: the columns by which the rows are sorted here; none where the query does.
        notes: what a reader of the answer has to know.
        text: the whole file, which is also the query.
    """

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    in_order: frozenset[str]
    sorted_by: tuple[str, ...]
    notes: tuple[str, ...]
    text: str

    @property
    def used(self) -> frozenset[str]:
        """The parameters that stand in the query, shared ones with them."""
        return frozenset(_USED.findall(_COMMENT.sub("", self.text)))


# --- the files ---------------------------------------------------------------------------


def all_queries() -> list[NamedQuery]:
    """Every named query, in the order of their names."""
    files = sorted(resources.cypher_dir().glob("*.cypher"))
    return [load(file.read_text(encoding="utf-8"), file.stem) for file in files]


def find(name: str) -> NamedQuery:
    """The query of that name.

    Raises:
        NotFoundError: there is none; the message proposes the nearest names.
    """
    files = {file.stem: file for file in resources.cypher_dir().glob("*.cypher")}
    wanted = name.strip().casefold().replace("_", "-").replace(" ", "-")
    if wanted not in files:
        raise NotFoundError("query", name, difflib.get_close_matches(wanted, files))
    return load(files[wanted].read_text(encoding="utf-8"), wanted)


def load(text: str, name: str = "") -> NamedQuery:
    r"""The query of a file's text.

    Raises:
        GovgraphError: its head lacks something or cannot be read.

    >>> load("// title: T\n// question: Q?\n// columns: a, b (in order)").columns
    ('a', 'b')
    """
    head: dict[str, list[str]] = {}
    for key, value in _HEAD.findall(text):
        head.setdefault(key, []).append(value.strip())
    for key in ("title", "question", "columns"):
        if len(head.get(key, ())) != 1:
            raise GovgraphError(f"The query '{name}' needs one line '// {key}: ...'.")
    columns = _split(head["columns"][0])
    return NamedQuery(
        name=name,
        title=head["title"][0],
        question=head["question"][0],
        parameters=tuple(_parameter(line, name) for line in head.get("parameter", ())),
        columns=tuple(column.removesuffix(_IN_ORDER) for column in columns),
        in_order=frozenset(c.removesuffix(_IN_ORDER) for c in columns if c.endswith(_IN_ORDER)),
        sorted_by=tuple(column for line in head.get("sorted by", ()) for column in _split(line)),
        notes=tuple(head.get("note", ())),
        text=text,
    )


def _split(line: str) -> list[str]:
    return [part.strip() for part in line.split(",")]


def _parameter(line: str, query: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None or not (found["kind"] in _READ or found["kind"] in {**_THINGS, **_CODES}):
        raise GovgraphError(
            f"The query '{query}' has a parameter that cannot be read: '{line}'. "
            "Write: name (kind) = default - description."
        )
    bare = Parameter(found["name"], found["kind"], found["about"])
    if found["default"] is None:
        return bare
    default = _converted(bare, found["default"].strip('"'), query)
    return Parameter(bare.name, bare.kind, bare.description, default)


# --- asking ------------------------------------------------------------------------------


def run(
    store: Store,
    name: str,
    given: Mapping[str, object] | None = None,
    *,
    as_of: dt.date | str | None = None,
    include_proposed: bool = False,
    areas: Sequence[str] = (),
) -> Result:
    """The answer of a named query.

    Args:
        store: what is asked.
        name: the query's name.
        given: its parameters; a text is converted to what the parameter is.
        as_of: the day that is looked at; today if left out.
        include_proposed: whether what is only proposed is taken as if it held.
        areas: the areas asked about, where the query is about many bodies; empty for all.

    Returns:
        the columns that the query's head names, and the rows.

    Raises:
        NotFoundError: there is no such query, parameter, area, body...; the message proposes
            the nearest names.
        AmbiguousError: a name fits several things; the message shows them.
        GovgraphError: a parameter is missing or of the wrong kind, or the body asked about was
            not in force on the day.
        StoreError: the store cannot be asked.
    """
    query = find(name)
    wanted = _values(query, given or {})
    inside = _known_areas(store, areas)
    seen = {"as_of": _today_or(as_of), "include_proposed": include_proposed}
    for parameter in query.parameters:
        if parameter.kind in _THINGS and (named := wanted[parameter.name]):
            id_ = _id_of(store, parameter.kind, str(named), inside)
            if parameter.kind == "body":
                _check_in_force(store, id_, seen)
            wanted[parameter.name] = id_
    wanted |= {**seen, "areas": inside}
    return _sorted(store.run(query.text, {key: wanted[key] for key in query.used}), query)


def _sorted(result: Result, query: NamedQuery) -> Result:
    rows = [
        tuple(
            sorted(value) if isinstance(value, list) and column not in query.in_order else value
            for column, value in zip(result.columns, row, strict=True)
        )
        for row in result.rows
    ]
    places = [result.columns.index(column) for column in query.sorted_by]
    if places:
        rows.sort(key=lambda row: [(row[place] is None, row[place]) for place in places])
    return Result(result.columns, rows)


def newest_evidence(store: Store, as_of: dt.date | str | None = None) -> str | None:
    """The date of the newest source or meeting not after the day, as written; None for none.

    The same as :attr:`govgraph.governance.Governance.newest_evidence`, without reading all.
    """
    day = _today_or(as_of)
    rows = store.run(
        f"MATCH (n:Source) WHERE {_OURS} AND n.date IS NOT NULL RETURN n.date AS date "
        f"UNION MATCH (n:Meeting) WHERE {_OURS} AND coalesce(n.status, '') <> 'planned' "
        "RETURN n.date AS date"
    ).rows
    dated = [str(row[0]) for row in rows]
    # A partial date starts on its first day and is as new as its last.
    seen = [date for date in dated if date + "-01-01"[len(date) - 4 :] <= day]
    return max(seen, key=lambda date: date + "-12-31"[len(date) - 4 :], default=None)


def illustrative_areas(store: Store, areas: Sequence[str] = ()) -> list[str]:
    """The areas, of those asked about or of all, with bodies that made-up documents describe.

    What :attr:`govgraph.governance.Governance.illustrative_areas` finds from every citation
    is found here from those of the bodies themselves, without reading all.
    """
    try:
        sources = store.run(f"MATCH (n:Source) WHERE {_OURS} AND n.illustrative RETURN n.id").rows
    except StoreError:
        return []  # a store of an earlier version, which knows nothing that is made up
    if not sources:
        return []
    found = store.run(
        f"MATCH (n:Body) WHERE {_OURS} AND n.source IN $sources "
        "UNWIND n.areas AS area RETURN DISTINCT area",
        {"sources": [row[0] for row in sources]},
    ).rows
    wanted = {area.casefold() for area in areas}
    return sorted(str(row[0]) for row in found if not wanted or str(row[0]).casefold() in wanted)


def _today_or(day: dt.date | str | None) -> str:
    if day is None:
        return dt.date.today().isoformat()
    try:
        return _day(day)
    except ValueError as error:
        raise GovgraphError(f"The as-of date {error}, not '{day}'.") from None


def _values(query: NamedQuery, given: Mapping[str, object]) -> dict[str, object]:
    """A value of the right type for each of the query's own parameters."""
    own = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name in own:
            continue
        if name in SHARED:
            raise GovgraphError(
                f"'{name}' is no parameter of one query but is given for all alike: "
                f"as --{_OPTIONS[name]} on the command line."
            )
        near = difflib.get_close_matches(name, own) or list(own)
        raise NotFoundError(f"parameter of the query '{query.name}'", name, near)
    for parameter in query.parameters:
        if parameter.is_required and given.get(parameter.name) in (None, ""):
            raise GovgraphError(
                f"The query '{query.name}' has to be told {_a(parameter.kind)}: "
                f"{parameter.name}=... ({parameter.description})."
            )
    return {
        name: _converted(parameter, given[name], query.name) if name in given else parameter.default
        for name, parameter in own.items()
    }


_OPTIONS = {"as_of": "as-of", "include_proposed": "include-proposed", "areas": "area"}


# --- kinds of parameters -----------------------------------------------------------------


def _converted(parameter: Parameter, value: object, query: str) -> object:
    try:
        if parameter.kind in _CODES:
            return _code(value, _CODES[parameter.kind])
        return _READ.get(parameter.kind, _text)(value)
    except ValueError as error:
        raise GovgraphError(
            f"The parameter '{parameter.name}' of the query '{query}' {error}, not '{value}'."
        ) from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("is a text")
    return value.strip()


def _number(value: object) -> int | float:
    try:
        number = float(value) if isinstance(value, int | float | str) else math.nan
    except ValueError:
        number = math.nan
    if isinstance(value, bool) or not math.isfinite(number):
        raise ValueError("is a number, such as 2")
    return int(number) if number == int(number) else number


def _day(value: object) -> str:
    day = value.date() if isinstance(value, dt.datetime) else value
    try:
        return dt.date.fromisoformat(str(day).strip()).isoformat()
    except ValueError:
        raise ValueError("is a day, such as 2026-09-20") from None


def _yes_no(value: object) -> bool:
    words = {"yes": True, "true": True, "no": False, "false": False}
    said = value if isinstance(value, bool) else words.get(str(value).strip().casefold())
    if said is None:
        raise ValueError("is yes or no")
    return said


def _list(value: object) -> list[str]:
    parts = value.split(model.SEPARATOR) if isinstance(value, str) else value
    if not isinstance(parts, Sequence) or not all(isinstance(part, str) for part in parts):
        raise ValueError("is a list of texts, separated by ;")
    return [part.strip() for part in parts if part.strip()]


def _code(value: object, codes: tuple[str, ...]) -> str:
    word = _text(value).casefold()
    if word and word not in codes:
        near = difflib.get_close_matches(word, codes)
        raise ValueError(f"is {' or '.join(near)}" if near else f"is one of {', '.join(codes)}")
    return word


_READ: dict[str, Callable[[object], object]] = {
    "text": _text,
    "number": _number,
    "date": _day,
    "yes/no": _yes_no,
    "list": _list,
}


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


# --- names -------------------------------------------------------------------------------

# The spellings that `govgraph.names.keys` takes for one, without what takes long to import.
_SPELLINGS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc`\u00b4", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)


def _key(name: str) -> str:
    return " ".join(name.translate(_SPELLINGS).split()).casefold().strip(" .")


@dataclass(frozen=True)
class _Thing:
    id: str
    name: str
    areas: tuple[str, ...]
    keys: frozenset[str]

    def __str__(self) -> str:
        return f"{self.name} ({', '.join([*self.areas, f'id {self.id}'])})"


def _id_of(store: Store, kind: str, named: str, areas: Sequence[str]) -> str:
    """The id of the thing of that id, name or other name; those of ``areas`` come first."""
    label = _THINGS[kind]
    if store.run(f"MATCH (n:{label} {{id: $id}}) WHERE {_OURS} RETURN n.id", {"id": named}).rows:
        return named
    things = _things(store, label)
    fits = [thing for thing in things if _key(named) in thing.keys]
    fits = [thing for thing in fits if _key(thing.id) == _key(named)] or fits
    if len(fits) > 1:
        fits = [thing for thing in fits if set(thing.areas) & set(areas)] or fits
    if not fits:
        from govgraph.names import nearest  # takes long to import; there is no answer to wait for

        raise NotFoundError(kind, named, nearest(named, [thing.name for thing in things]))
    if len(fits) > 1:
        raise AmbiguousError(named, sorted(map(str, fits)))
    return fits[0].id


def _check_in_force(store: Store, body: str, seen: Mapping[str, object]) -> None:
    """No rows would read as if nothing were known of the body."""
    found = store.run(
        "MATCH (n:Body {id: $id}) RETURN n.name, n.proposed, n.valid_from <= date($as_of) "
        "AND n.valid_to >= date($as_of)",
        {"id": body, "as_of": seen["as_of"]},
    )
    name, is_proposed, held = found.rows[0]
    if not held:
        raise GovgraphError(
            f"'{name}' was not in force on {seen['as_of']}: ask about another day (--as-of)."
        )
    if is_proposed and not seen["include_proposed"]:
        raise GovgraphError(
            f"'{name}' is only proposed: take in what is proposed (--include-proposed)."
        )


_OURS = f"n.{model.DATASETS.name} IS NOT NULL"


def _things(store: Store, label: str) -> list[_Thing]:
    title = "title" if label == "Source" else "name"
    lists = [p.name for p in model.properties(label) if p.name in ("areas", "other_names")]
    returned = ", ".join(f"n.{name} AS {name}" for name in ("id", title, *lists))
    things = []
    for id_, name, *rest in store.run(f"MATCH (n:{label}) WHERE {_OURS} RETURN {returned}").rows:
        cells = {cell: _list(value or []) for cell, value in zip(lists, rest, strict=True)}
        areas, others = cells.get("areas", []), cells.get("other_names", [])
        names = (str(id_), str(name), *others, *(f"{name} ({area})" for area in areas))
        things.append(_Thing(str(id_), str(name), tuple(areas), frozenset(map(_key, names))))
    return things


def _known_areas(store: Store, areas: Sequence[str]) -> list[str]:
    """The areas as the store writes them."""
    if not areas:
        return []
    bodies = store.run(f"MATCH (n:Body) WHERE {_OURS} UNWIND n.areas AS area RETURN DISTINCT area")
    known: dict[str, list[str]] = {}
    for row in bodies.rows:
        known.setdefault(_key(str(row[0])), []).append(str(row[0]))
    for area in areas:
        if _key(area) not in known:
            near = difflib.get_close_matches(_key(area), known) or sorted(known)[:3]
            raise NotFoundError("area", area, [known[key][0] for key in near])
    return sorted({name for area in areas for name in known[_key(area)]})
