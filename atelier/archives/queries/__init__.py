"""Reads: the journal, what is kept about a person, what reaches its term."""
