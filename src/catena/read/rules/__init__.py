"""The rules reader: closed classes, patterns and curated tables."""
