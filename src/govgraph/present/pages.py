"""What the pages that are written as one file have in common: templates, and a strict policy."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache

import jinja2


@cache
def templates() -> jinja2.Environment:
    """The templates, which escape whatever is filled in and refuse what is not there."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("govgraph.present"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["json.dumps_kwargs"] = {"allow_nan": False, "separators": (",", ":")}
    made.filters["identity"] = id
    return made


def text_of(name: str) -> str:
    """A file beside the templates as it stands."""
    loader = jinja2.PackageLoader("govgraph.present")
    return loader.get_source(templates(), name)[0]


def policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """A Content-Security-Policy that allows these scripts and styles and no request at all.

    >>> policy([], ["body { margin: 0 }"]).split("sha256")[0]
    "default-src 'none'; style-src '"
    """
    parts = [("script-src", scripts), ("style-src", styles)]
    allowed = [f"{name} {' '.join(map(_sum, texts))}" for name, texts in parts if texts]
    return "; ".join(["default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"])


def _sum(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
