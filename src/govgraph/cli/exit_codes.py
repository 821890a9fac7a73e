"""What the exit code of a command means; 0: it did what was asked."""

FINDINGS = 1
"""There are findings, and --fail-on-findings was given."""

BAD_DATA = 2
"""Bad usage, or faults in the data."""

NO_STORE = 3
"""The store cannot be reached or read."""

BROKEN = 70
"""An error that nobody expected: none of the others holds."""

INTERRUPTED = 130
"""Stopped from the keyboard."""
