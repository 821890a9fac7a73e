"""Where the graph is kept: a Neo4j server, or one file of the embedded store.

Both speak one protocol, :class:`Store`; :func:`open_store` finds the one that is meant.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from govgraph.errors import StoreError
from govgraph.store.protocol import Progress, Result, Store

__all__ = ["DEFAULT_FILE", "Progress", "Result", "Store", "exists", "open_store"]

DEFAULT_FILE = "govgraph.lbug"
"""The embedded store of a folder where nothing else is named."""

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+)://(.*)", re.IGNORECASE | re.DOTALL)
_NEO4J_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def named(where: str | None = None) -> str | None:
    """The store that is asked for, or else that the settings name; None where neither does."""
    return where or os.environ.get("GOVGRAPH_STORE") or os.environ.get("NEO4J_URI")


def exists(where: str | None = None) -> bool:
    """Whether there is such a store; of a server that is not asked."""
    asked = named(where) or DEFAULT_FILE
    return bool(_ADDRESS.fullmatch(asked)) or Path(asked).exists()


def open_store(where: str | None = None, *, create: bool = False) -> Store:
    """The store of that name, ready to be read.

    Args:
        where: a path of an embedded store, or the address of a Neo4j server. Left out: what
            ``GOVGRAPH_STORE`` names, else the server at ``NEO4J_URI``, else ``govgraph.lbug`` in
            the current folder. The user of a server comes from ``NEO4J_USERNAME`` and
            ``NEO4J_PASSWORD``, the database from ``NEO4J_DATABASE``.
        create: whether an embedded store may be new: the first load makes it.

    Raises:
        StoreError: there is no such store, or it cannot be opened; the message says what helps.
    """
    asked = named(where)
    address = _ADDRESS.fullmatch(asked or "")
    if address is None:
        from govgraph.store.embedded import EmbeddedStore

        return EmbeddedStore(Path(asked or DEFAULT_FILE), create=create)
    _check_address(scheme=address[1].lower(), rest=address[2])
    from govgraph.store.neo4j import Neo4jStore

    return Neo4jStore(
        asked or "",
        username=os.environ.get("NEO4J_USERNAME") or "neo4j",
        password=os.environ.get("NEO4J_PASSWORD") or "",
        database=os.environ.get("NEO4J_DATABASE") or None,
    )


def _check_address(scheme: str, rest: str) -> None:
    # Neither message repeats the address: it may hold a password.
    if "@" in rest:
        raise StoreError(
            "An address of a store holds no user name or password, because addresses end up in "
            "logs and on screens: set NEO4J_USERNAME and NEO4J_PASSWORD, and leave out all up to "
            "and with the @."
        )
    if scheme not in _NEO4J_SCHEMES:
        raise StoreError(
            f"'{scheme}://' is no address of a store: write neo4j://HOST:7687 for a Neo4j server, "
            "neo4j+s://... for one with TLS, or the path of a file."
        )
