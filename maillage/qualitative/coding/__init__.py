"""Codebooks, coded excerpts, exchange with other tools, agreement between coders."""
