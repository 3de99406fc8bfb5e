"""Texts made countable: segments, words, lemmas, and the formats they come in."""
