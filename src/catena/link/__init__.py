"""Events to incidents, names to actors."""
