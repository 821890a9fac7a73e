"""The analyses: each a pure function of a snapshot that returns a frame of findings."""
