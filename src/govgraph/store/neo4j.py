"""The shared store: a Neo4j server, 5.26 or later.

A load writes only the difference, in one transaction. One marker node carries the name of the
load that wrote last: a load that finds another name there than it read writes nothing, so two
people who load at once cannot mix. What the graph's nodes and relationships are is told by
their ``datasets``; others in the same database are neither read nor touched.
"""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import neo4j
import neo4j.graph
import neo4j.time
from neo4j.exceptions import DriverError, Neo4jError

from govgraph import model
from govgraph.errors import StoreError
from govgraph.store import dialect, queries, schema
from govgraph.store.protocol import Progress, Result
from govgraph.store.steps import Step, batches, steps

if TYPE_CHECKING:  # a query answers without pandas
    import pandas as pd

    from govgraph.frames import Tables
    from govgraph.store.loading import Change

# What goes wrong is said in our words; the driver's go to a program that asks for its log.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_BYTES_A_VALUE = 300
"""What one property takes of a transaction's memory: measured on Neo4j 5.26, 300 to 550."""
_SECONDS_TO_CONNECT = 10
_SECONDS_OF_RETRIES = 15
_ATTEMPTS_TO_READ = 5
_TOTAL = "dbms.memory.transaction.total.max"
_MEMORY_SETTINGS = (_TOTAL, "db.memory.transaction.total.max", "db.memory.transaction.max")
_MARKER = f"(s:{schema.quoted(schema.MARKER)} {{id: 'store'}})"
_TIMES = (neo4j.time.Date, neo4j.time.DateTime, neo4j.time.Time, neo4j.time.Duration)
_NO_ADDRESS = (
    "'{uri}' is no address of a server: write neo4j://HOST:7687, or neo4j+s://... for one with TLS."
)
_UNREACHABLE = (
    "The server at {uri} cannot be reached. See that it runs, that the address and port are right, "
    "and whether it wants TLS (neo4j+s://) or not (neo4j://)."
)
_TOO_LITTLE_MEMORY = (
    "The server has too little memory for one transaction, so nothing of it was written. Raise "
    f"{_TOTAL} and the heap on the server, or load with --in-batches."
)
_REFUSALS = {
    "Security.Unauthorized": (
        "The server at {uri} does not let '{user}' in: the user name or the password is wrong. Set "
        "NEO4J_USERNAME and NEO4J_PASSWORD."
    ),
    "Security.AuthenticationRateLimit": (
        "The server has seen too many wrong passwords. Wait a minute and try again."
    ),
    "Security.CredentialsExpired": (
        "The password of '{user}' has to be changed before its first use: in Neo4j's browser, or "
        "with ALTER CURRENT USER SET PASSWORD."
    ),
    "Security.Forbidden": "'{user}' may not do that on {uri}. Ask whoever runs the server.",
    "Database.DatabaseNotFound": (
        "The server at {uri} has no database '{database}'. Set NEO4J_DATABASE to one that it has, "
        "or leave it out."
    ),
    "Statement.AccessMode": queries.READ_ONLY,
    "ConstraintCreationFailed": (
        "The database holds nodes of others that share an id under one of govgraph's labels "
        "({message}). Name a database for govgraph alone in NEO4J_DATABASE."
    ),
    "MemoryPoolOutOfMemory": _TOO_LITTLE_MEMORY,
}
_UNKNOWN_NAME = re.compile(r"The (label|relationship type|property) `([^`]*)` does not exist")


@dataclass(frozen=True)
class _Mark:
    """What the marker node says: the last load, and the datasets that it has not finished."""

    load: str | None = None
    unfinished: tuple[str, ...] = ()

    @classmethod
    def of(cls, record: neo4j.Record) -> Self:
        return cls(record["load"], tuple(record["unfinished"] or ()))


class Neo4jStore:
    """One database of a server.

    Args:
        uri: its address, without user name and password.
        username: who logs in.
        password: shown nowhere.
        database: left out, the user's home database.

    Raises:
        StoreError: the server cannot be reached or lets nobody in under that name.
    """

    def __init__(
        self, uri: str, *, username: str, password: str, database: str | None = None
    ) -> None:
        self._uri = uri
        self._username = username
        self._has_password = bool(password)
        self._database = database
        self._mark = _Mark()
        try:
            self._driver = neo4j.GraphDatabase.driver(
                uri,
                auth=(username, password),
                connection_timeout=_SECONDS_TO_CONNECT,
                max_transaction_retry_time=_SECONDS_OF_RETRIES,
                user_agent="govgraph",
            )
        except (DriverError, ValueError):
            raise StoreError(_NO_ADDRESS.format(uri=uri)) from None
        try:
            self._check_connection()
        except StoreError:
            self._driver.close()
            raise

    def _check_connection(self) -> None:
        with self._explaining():
            try:
                self._driver.verify_connectivity()  # fails at once, where a query tries for long
            except ValueError:
                raise StoreError(_NO_ADDRESS.format(uri=self._uri)) from None
            with self._session(neo4j.READ_ACCESS) as session:
                session.execute_read(_read_mark)  # the database is there, too

    def __repr__(self) -> str:
        return f"<{self.describe()}>"

    def describe(self) -> str:
        where = f", database '{self._database}'" if self._database else ""
        return f"Neo4j at {self._uri}{where}"

    @property
    def unfinished(self) -> str | None:
        datasets = self.unfinished_datasets
        if not datasets:
            return None
        return (
            f"The store is unfinished: a load in batches of {'; '.join(datasets)} has not ended, "
            "so some of it is missing here. If nobody is loading it now, load it again."
        )

    @property
    def unfinished_datasets(self) -> tuple[str, ...]:
        with self._explaining(), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(_read_mark).unfinished

    # --- reading --------------------------------------------------------------------------

    def run(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Result:
        given = dict(parameters or {})
        queries.check(cypher, given)

        def answered(transaction: neo4j.ManagedTransaction) -> Result:
            answer = transaction.run(cypher, given)
            rows = [tuple(map(_plain, record.values())) for record in answer]
            result = Result(tuple(answer.keys()), rows)
            _check_names(answer.consume())
            return result

        with self._explaining(), self._session(neo4j.READ_ACCESS, hints=True) as session:
            return session.execute_read(answered)

    def read(self) -> dict[str, pd.DataFrame]:
        """The whole graph, as one load left it: read again where another load came between."""
        from govgraph import frames

        with self._explaining(), self._session(neo4j.READ_ACCESS) as session:
            for _ in range(_ATTEMPTS_TO_READ):
                before = session.execute_read(_read_mark)
                filled = session.execute_read(_asked, schema.filled_types(), [])
                tables = {
                    found["name"]: session.execute_read(_read_type, found["name"])
                    for found in filled
                }
                self._mark = session.execute_read(_read_mark)
                if self._mark == before or self._mark.unfinished:
                    return frames.complete(tables)
        raise StoreError("Others keep loading into the store. Try again when they are done.")

    # --- writing --------------------------------------------------------------------------

    @contextmanager
    def exclusively(self) -> Iterator[None]:
        yield  # two loads at once find out by the marker

    def write(
        self,
        new: Tables,
        change: Change,
        progress: Progress | None = None,
        *,
        in_batches: bool = False,
    ) -> None:
        with self._explaining(), self._session(neo4j.WRITE_ACCESS) as session:
            if not in_batches:
                _check_memory(session, change)
            _make_schema(session)
            _check_the_way_is_free(session, change)
            write = self._write_in_batches if in_batches else self._write_at_once
            write(session, new, change, _Told(progress, change))

    def _write_at_once(
        self, session: neo4j.Session, new: Tables, change: Change, told: _Told
    ) -> None:
        mark = _Mark(load=str(uuid.uuid4()))

        def work(transaction: neo4j.ManagedTransaction) -> None:
            if _take_over(transaction, self._mark, mark):
                told.start()
                for step in steps(new, change):
                    _apply(transaction, step)
                    told.of(step)

        session.execute_write(work)
        self._mark = mark

    def _write_in_batches(
        self, session: neo4j.Session, new: Tables, change: Change, told: _Told
    ) -> None:
        """The mark goes on with every batch, so none is written twice or into another load."""
        load = str(uuid.uuid4())
        begin, end = Step(()), Step(())
        for done, step in enumerate((begin, *steps(new, change))):
            self._go_on(session, step, _Mark(f"{load} {done}", change.datasets))
            told.of(step)
        self._go_on(session, end, _Mark(load))

    def _go_on(self, session: neo4j.Session, step: Step, mark: _Mark) -> None:
        session.execute_write(_write_batch, step, self._mark, mark)
        self._mark = mark

    # --- the connection -------------------------------------------------------------------

    def _session(self, access: str, *, hints: bool = False) -> neo4j.Session:
        """With ``hints`` the server says which names of a query it does not know."""
        severity = neo4j.NotificationMinimumSeverity
        return self._driver.session(
            database=self._database,
            default_access_mode=access,
            notifications_min_severity=severity.WARNING if hints else severity.OFF,
        )

    def close(self) -> None:
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        """What the driver raises, in a sentence that says what helps and holds no secret."""
        try:
            yield
        except Neo4jError as error:
            raise StoreError(self._why_refused(error)) from None
        except DriverError:
            raise StoreError(_UNREACHABLE.format(uri=self._uri)) from None

    def _why_refused(self, error: Neo4jError) -> str:
        code = error.code or ""
        if "Security.Unauthorized" in code and not self._has_password:
            return f"The server at {self._uri} asks for a password: set NEO4J_PASSWORD."
        if code.startswith("Neo.ClientError.Statement.") and "AccessMode" not in code:
            return f"The query was not understood: {error.message}"
        sentence = next(
            (sentence for part, sentence in _REFUSALS.items() if part in code),
            "The server at {uri} refused: {message}",
        )
        return sentence.format(
            uri=self._uri, user=self._username, database=self._database, message=error.message
        )


class _Told:
    """Tells how far a load has come."""

    def __init__(self, progress: Progress | None, change: Change) -> None:
        self._progress = progress
        self._total = sum(sum(counts) for _, *counts in change.summary())
        self._done = 0

    def start(self) -> None:
        self._done = 0

    def of(self, step: Step) -> None:
        self._done = min(self._done + step.size, self._total)
        if self._progress is not None and step.size:
            self._progress("writing", self._done, self._total)


# --- the marker --------------------------------------------------------------------------


def _read_mark(transaction: neo4j.ManagedTransaction) -> _Mark:
    found = transaction.run(f"MATCH {_MARKER} RETURN s.load AS load, s.unfinished AS unfinished")
    return next(map(_Mark.of, found), _Mark())


def _take_over(transaction: neo4j.ManagedTransaction, read: _Mark, mark: _Mark) -> bool:
    """Write the mark, and keep every other load out until the transaction ends.

    Returns:
        whether there is something to write: not where a commit came through of which the
        answer was lost, so that the driver tries once more.
    """
    # Setting takes the lock, even where nothing stays set.
    [found] = transaction.run(
        f"MERGE {_MARKER} SET s.held = true SET s.held = null "
        "RETURN s.load AS load, s.unfinished AS unfinished"
    )
    held = _Mark.of(found)
    if held == mark:
        return False
    if held != read:
        raise StoreError(
            "Somebody else has loaded into the store in the meantime, so nothing was written. Load "
            "again."
        )
    transaction.run(
        f"MATCH {_MARKER} SET s.load = $load, s.unfinished = $unfinished",
        load=mark.load,
        unfinished=list(mark.unfinished) or None,
    ).consume()
    return True


def _write_batch(
    transaction: neo4j.ManagedTransaction, step: Step, read: _Mark, mark: _Mark
) -> None:
    if _take_over(transaction, read, mark):
        _apply(transaction, step)


def _apply(transaction: neo4j.ManagedTransaction, step: Step) -> None:
    for statement, rows in step.statements:
        try:
            transaction.run(statement, rows=rows).consume()
        except Neo4jError as error:
            if "MemoryPoolOutOfMemory" not in (error.code or ""):
                raise
            # The driver takes it for a passing trouble and would try for long, in vain.
            raise StoreError(_TOO_LITTLE_MEMORY) from None


# --- before the first row ------------------------------------------------------------------


def _make_schema(session: neo4j.Session) -> None:
    held = set(session.run("SHOW CONSTRAINTS YIELD name").value())
    for name, statement in schema.neo4j_schema().items():
        if name not in held:
            session.run(statement).consume()


def _check_the_way_is_free(session: neo4j.Session, change: Change) -> None:
    """See that nothing of others stands where something is to come or to go."""
    for label, table in change.added.items():
        if label not in model.NODE:
            continue
        [others] = session.execute_read(_asked, schema.others_nodes_exist(label), [])
        if others["exist"]:
            for found in _asked_of_all(session, schema.others_nodes_in_the_way(label), table):
                raise StoreError(
                    f"The database holds a {label} with the id '{found['id']}' that is not of "
                    "govgraph's making, so nothing was written. Remove or rename that node, or "
                    "name a database for govgraph alone in NEO4J_DATABASE."
                )
    for label, table in change.removed.items():
        if label not in model.NODE:
            continue
        for found in _asked_of_all(session, schema.others_relationships_on(label), table):
            raise StoreError(
                f"No dataset states the {label} '{found['id']}' any more, but somebody else's "
                f"relationship {found['type']} hangs on it, so nothing was written. Remove that "
                "relationship first."
            )


def _asked_of_all(
    session: neo4j.Session, query: str, table: pd.DataFrame
) -> Iterator[dict[str, Any]]:
    for rows in batches([[id_] for id_ in table["id"].tolist()]):
        yield from session.execute_read(_asked, query, rows)


def _asked(
    transaction: neo4j.ManagedTransaction, query: str, rows: list[list[object]]
) -> list[dict[str, Any]]:
    return transaction.run(query, rows=rows).data()


def _check_memory(session: neo4j.Session, change: Change) -> None:
    """See that one transaction can hold it all: else the server tries for long, in vain."""
    need = _values(change) * _BYTES_A_VALUE
    for name, limit in _memory_limits(session).items():
        if need > limit:
            raise StoreError(
                f"This load needs more than {_in_megabytes(need)} of the server's memory in one "
                f"transaction and {name} allows {_in_megabytes(limit)}, so nothing was written. "
                f"Set {name}={_in_megabytes(2 * need)} and a heap (server.memory.heap.max_size) of "
                f"{_in_megabytes(3 * need)} on the server, or load with --in-batches."
            )


def _values(change: Change) -> int:
    """How many properties are written or removed."""
    return sum(
        int(table[schema.column_names(name)].notna().to_numpy().sum())
        for part in (change.added, change.changed, change.removed)
        for name, table in part.items()
    )


def _memory_limits(session: neo4j.Session) -> dict[str, int]:
    """The limits that the server sets, in bytes by name; none where it does not say."""
    query = "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN name, value"
    try:
        answer = session.run(query, names=list(_MEMORY_SETTINGS))
        limits = {record["name"]: _bytes(record["value"]) for record in answer}
    except Neo4jError:  # not everybody may see the settings
        return {}
    return {name: limit for name, limit in limits.items() if limit}


def _bytes(setting: str) -> int:
    """How many bytes a setting such as ``1.40GiB`` means; 0 for no limit."""
    found = re.fullmatch(r"([\d.]+)\s*([KMGT]?)i?B?", setting or "", re.IGNORECASE)
    return round(float(found[1]) * 1024 ** " KMGT".index(found[2].upper() or " ")) if found else 0


def _in_megabytes(count: int) -> str:
    return f"{-(-count // 2**20)}m"


# --- what is read ------------------------------------------------------------------------


def _read_type(transaction: neo4j.ManagedTransaction, name: str) -> pd.DataFrame:
    from govgraph.store import columns

    names = schema.column_names(name)
    if name in model.NODE:
        answer = transaction.run(schema.read_nodes(name, names, schema.OURS))
        return columns.joined([_frame(answer, name)], name)
    parts = []
    for pair in model.RELATIONSHIP[name].pairs:
        query = schema.read_relationships(name, pair, names, schema.OURS)
        part = _frame(transaction.run(query), name)
        parts.append(part.assign(from_type=pair[0], to_type=pair[1]))
    return columns.joined(parts, name)


def _frame(answer: neo4j.Result, name: str) -> pd.DataFrame:
    from govgraph.store import columns

    names = answer.keys()
    rows = [record.values() for record in answer]
    values = map(_native, zip(*rows, strict=True)) if rows else ([] for _ in names)
    return columns.from_python(dict(zip(names, values, strict=True)), name)


def _native(values: Sequence[object]) -> Sequence[object]:
    """The values of a column, with Python's dates; there are few distinct ones."""
    first = next((value for value in values if value is not None), None)
    if not isinstance(first, neo4j.time.Date):
        return values
    dates = {day: day.to_native() for day in set(values) if isinstance(day, neo4j.time.Date)}
    return [dates.get(value) for value in values]  # type: ignore[call-overload]


def _check_names(summary: neo4j.ResultSummary) -> None:
    """Refuse a label, type or property that neither the model nor the database has.

    Neo4j answers with no rows and a hint; to a reader no rows mean that there are none.
    """
    for said in summary.gql_status_objects:
        found = _UNKNOWN_NAME.search(said.status_description)
        if not found:
            continue
        if found[1] == "property":
            if not dialect.is_property(found[2]):
                raise StoreError(dialect.unknown_property(found[2]))
        elif found[2] not in model.NODE | model.RELATIONSHIP:
            raise StoreError(dialect.unknown_type(found[2]))


def _plain(value: object) -> object:
    """A value of the driver as plain Python."""
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, neo4j.graph.Path):
        return {
            "nodes": _plain(list(value.nodes)),
            "relationships": _plain(list(value.relationships)),
        }
    if isinstance(value, neo4j.graph.Node):
        return {"label": ":".join(sorted(value.labels))} | _plain_properties(value)
    if isinstance(value, neo4j.graph.Relationship):
        return {"type": value.type} | _plain_properties(value)
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, _TIMES):
        return value.iso_format()
    return queries.plain(value)


def _plain_properties(entity: neo4j.graph.Entity) -> dict[str, object]:
    return {name: _plain(part) for name, part in sorted(entity.items())}
