"""Rows of the démarche → what its templates print."""
