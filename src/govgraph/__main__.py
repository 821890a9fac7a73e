"""``python -m govgraph``: the command line where scripts are not on the path."""

from govgraph.cli import main

main(prog_name="govgraph")
