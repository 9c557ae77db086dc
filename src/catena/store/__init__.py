"""The case: documents, readings, decisions and the incident file, kept."""
