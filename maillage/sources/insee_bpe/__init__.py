"""Base permanente des équipements: how many facilities of each type, and where they are."""

from maillage.sources.insee_bpe.clean import clean, recognise


__all__ = ["clean", "recognise"]
