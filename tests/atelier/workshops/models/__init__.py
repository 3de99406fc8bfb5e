"""Rows of the workshops."""
