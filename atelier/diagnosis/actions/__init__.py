"""Writes of the chain: hypotheses, evidence, constats, the library."""
