"""One module a version, named after what it brings."""
