"""Writes: erasing, keeping, legal pages, taking up an archive."""
