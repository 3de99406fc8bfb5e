"""Rows of the chain → what its templates print."""
