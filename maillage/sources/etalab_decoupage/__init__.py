"""Communes, EPCI, départements and régions of one year (npm `@etalab/decoupage-administratif`)."""

from maillage.sources.etalab_decoupage.clean import clean, recognise


__all__ = ["clean", "recognise"]
