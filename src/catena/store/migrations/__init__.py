"""Alembic's steps from one version of a case to the next."""
