"""Writes of meetings: prepared, convened, held, decided, consulted."""
