"""Hiding what must be, then enough of the rest that nothing hidden can be deduced."""
