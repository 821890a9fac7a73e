"""What can go wrong, in words for a reviewer: every message says what to do about it."""

from __future__ import annotations

from collections.abc import Sequence


class GovgraphError(Exception):
    """Something that the user can put right. The message is the whole explanation."""


class NotFoundError(GovgraphError):
    """A name that fits nothing."""

    def __init__(self, what: str, name: str, nearest: Sequence[str] = ()) -> None:
        hint = f" Did you mean {_either(nearest)}?" if nearest else ""
        super().__init__(f"There is no {what} called '{name}'.{hint}")
        self.nearest = tuple(nearest)


class AmbiguousError(GovgraphError):
    """A name that fits several things."""

    def __init__(self, name: str, fits: Sequence[str]) -> None:
        super().__init__(
            f"'{name}' fits {len(fits)} things: {'; '.join(fits)}. "
            "Write the id of the one you mean."
        )
        self.fits = tuple(fits)


class StoreError(GovgraphError):
    """The store cannot be reached, read or written."""


def _either(names: Sequence[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
