"""Births and deaths by commune of residence, year by year."""

from maillage.sources.insee_etat_civil.clean import clean, recognise


__all__ = ["clean", "recognise"]
