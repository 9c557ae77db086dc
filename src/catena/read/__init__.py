"""A document to its mentions, events with claims, and statements."""
