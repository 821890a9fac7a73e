"""Governance structures as a graph: who reports to whom, who sits where, and what follows.

    >>> import govgraph
    >>> review = govgraph.read("seed/worcestershire")
    >>> review.escalation("Early Help Partnership")["hops"].tolist()
    [2]

:func:`open` looks at a store, :func:`read` at datasets that need no store. Both give a
:class:`Review`, whose methods are the analyses and give pandas data frames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govgraph.errors import AmbiguousError, GovgraphError, NotFoundError, StoreError

if TYPE_CHECKING:
    from govgraph.api import Review, load, open, read

    __version__: str

__all__ = [
    "AmbiguousError",
    "GovgraphError",
    "NotFoundError",
    "Review",
    "StoreError",
    "__version__",
    "load",
    "open",
    "read",
]


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for: pandas takes its time."""
    if name == "__version__":
        from importlib.metadata import version

        return version("govgraph")
    if name in __all__:
        from govgraph import api

        return getattr(api, name)
    raise AttributeError(f"module 'govgraph' has no attribute '{name}'")


def __dir__() -> list[str]:
    return __all__
