"""Phrases to dates, places, actors and counts, each with its reason."""
