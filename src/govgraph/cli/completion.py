"""What the Tab key offers: commands, options, and the names that are known."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from click import shell_completion
from click.shell_completion import CompletionItem

from govgraph.cli import options
from govgraph.errors import GovgraphError

VARIABLE = "_GOVGRAPH_COMPLETE"
"""In which a shell says that it asks what may follow, and how it wants to be answered."""

_SHELLS = ("bash", "zsh", "fish")
Pairs = Iterator[tuple[str, str]]
"""What may be written, and what it is."""


class Bash(shell_completion.BashComplete):
    """Completion in bash, which writes a name with spaces as it has to be typed."""

    def format_completion(self, item: CompletionItem[str]) -> str:
        # click's script reads a line with ``read``, which takes one backslash of two away.
        value = re.sub(r"[^\w@%+=:,./-]", r"\\\\\g<0>", str(item.value))
        return f"{item.type},{value}"


def take_part() -> None:
    """Have bash answered in our way."""
    shell_completion.add_completion_class(Bash)


def of(what: str, given: Mapping[str, Any], incomplete: str) -> list[CompletionItem[str]]:
    """The names of a sort that fit what is typed so far: as a beginning or, if none, within.

    Args:
        what: ``bodies``, ``areas``, ``kinds``, ``queries``, ``templates``, ``datasets`` or
            ``seats``.
        given: the parameters on the command line before it.
        incomplete: what is typed so far.

    Names from a store are those of an embedded one; a server would let one wait.
    """
    try:
        pairs = list(_NAMES[what](given))
    except (GovgraphError, OSError):
        return []
    typed = incomplete.casefold()
    starting = [pair for pair in pairs if pair[0].casefold().startswith(typed)]
    within = [pair for pair in pairs if typed in " ".join(pair).casefold()]
    return [CompletionItem(value, help=about) for value, about in starting or within]


def _bodies(given: Mapping[str, Any]) -> Pairs:
    for id_, name in _asked(given, "MATCH (n:Body) RETURN n.id, n.name ORDER BY n.id"):
        yield str(id_), str(name)


def _areas(given: Mapping[str, Any]) -> Pairs:
    cypher = "MATCH (n:Body) UNWIND n.areas AS area RETURN DISTINCT area ORDER BY area"
    for (area,) in _asked(given, cypher):
        yield str(area), "area"


def _datasets(given: Mapping[str, Any]) -> Pairs:
    cypher = "MATCH (n:Body) UNWIND n.datasets AS name RETURN DISTINCT name ORDER BY name"
    for (name,) in _asked(given, cypher):
        yield str(name), "dataset"


def _seats(given: Mapping[str, Any]) -> Pairs:
    cypher = (
        "MATCH (s:Seat)-[:SEAT_ON]->(n:Body) WHERE n.id IN $typed OR n.name IN $typed "
        "RETURN DISTINCT s.title AS title ORDER BY title"
    )
    # The body does not reach us as a parameter while the option behind it has no value yet.
    typed = shell_completion.split_arg_string(os.environ.get("COMP_WORDS", ""))
    for (title,) in _asked(given, cypher, {"typed": typed}):
        yield str(title), "seat"


def _asked(
    given: Mapping[str, Any], cypher: str, parameters: Mapping[str, object] | None = None
) -> list[tuple[Any, ...]]:
    from govgraph import store

    where = str(store.named(given.get("store")) or store.DEFAULT_FILE)
    if "://" in where or not Path(where).is_file():
        return []
    with store.open_store(where) as opened:
        return list(opened.run(cypher, dict(parameters or {})).rows)


def _kinds(given: Mapping[str, Any]) -> Pairs:
    from govgraph import model

    yield from ((kind, "kind of body") for kind in model.BODY_KIND.codes)


def _queries(given: Mapping[str, Any]) -> Pairs:
    from govgraph.store import named_queries

    yield from ((query.name, query.question) for query in named_queries.all_queries())


def _templates(given: Mapping[str, Any]) -> Pairs:
    from govgraph import resources

    yield from (
        (file.stem, "template") for file in sorted(resources.provisions_dir().glob("*.csv"))
    )


_NAMES: dict[str, Callable[[Mapping[str, Any]], Pairs]] = {
    "bodies": _bodies,
    "areas": _areas,
    "datasets": _datasets,
    "seats": _seats,
    "kinds": _kinds,
    "queries": _queries,
    "templates": _templates,
}


@options.command(
    "completion",
    "govgraph completion bash",
    "govgraph completion zsh",
    "govgraph completion fish",
)
@click.argument("shell", type=click.Choice(_SHELLS))
def completion_command(shell: str) -> None:
    """Print what makes the Tab key complete commands, options, bodies, areas and queries.

    \b
    For the window that is open:
      bash and zsh: eval "$(govgraph completion bash)" (or zsh)
      fish: govgraph completion fish | source
    \b
    To keep it, put that line into ~/.bashrc, ~/.zshrc or
    ~/.config/fish/config.fish. On Windows it works in Git Bash and in WSL.
    """  # noqa: D301 # \\b is click's mark for lines that stay as they are
    take_part()
    main = click.get_current_context().find_root().command
    made = shell_completion.get_completion_class(shell)
    if made is None:  # click knows the three
        raise click.UsageError(f"There is no completion for {shell}.")
    click.echo(made(main, {}, "govgraph", VARIABLE).source())
