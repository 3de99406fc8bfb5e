"""The State programmes of each commune."""

from maillage.sources.anct_programmes.clean import clean, recognise


__all__ = ["clean", "recognise"]
