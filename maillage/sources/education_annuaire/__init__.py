"""The directory of schools."""

from maillage.sources.education_annuaire.clean import clean, recognise


__all__ = ["clean", "recognise"]
