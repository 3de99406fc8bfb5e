"""Populations of communes at every census since 1876, on the outlines of one recent year."""

from maillage.sources.insee_population_historique.clean import clean, recognise


__all__ = ["clean", "recognise"]
