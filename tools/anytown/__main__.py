"""Writes the made-up city: ``python -m tools.anytown [FOLDER]``."""

import sys
from pathlib import Path

from tools.anytown import readme, tables

folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("seed") / "anytown"
tables.write(folder)
readme.write(folder)
