"""Composes the steps, loads what they know, and runs them."""
