"""Queue and journal: a person decides."""
