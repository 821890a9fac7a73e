"""Finds the named queries, bundled datasets and templates, in a checkout and in a wheel alike.

In a checkout they stand at the top of the repository, where a reader looks for them; the wheel
carries them inside the package.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
_CHECKOUT = _PACKAGE.parent.parent


def cypher_dir() -> Path:
    """Return the folder of the named queries, one Cypher file each."""
    return _data_dir("cypher")


def seed_dir() -> Path:
    """Return the folder of the bundled datasets, one subfolder an area."""
    return _data_dir("seed")


def provisions_dir() -> Path:
    """Return the folder of the templates of terms of reference, one CSV file each."""
    return _data_dir("provisions")


def _data_dir(name: str) -> Path:
    return (_INSTALLED if _INSTALLED.is_dir() else _CHECKOUT) / name
