"""The registered job-seekers by commune."""

from maillage.sources.france_travail.clean import clean, recognise


__all__ = ["clean", "recognise"]
