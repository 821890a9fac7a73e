"""What a reader sees: the map, the report, tables."""
