"""Queue and journal: a person decides, and outranks the machine for good."""
