"""The number of associations by commune."""

from maillage.sources.rna.clean import clean, recognise


__all__ = ["clean", "recognise"]
