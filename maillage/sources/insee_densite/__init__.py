"""Density grid of communes, EPCI and départements."""

from maillage.sources.insee_densite.clean import clean, recognise


__all__ = ["clean", "recognise"]
