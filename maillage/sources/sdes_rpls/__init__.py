"""The social housing by commune."""

from maillage.sources.sdes_rpls.clean import clean, recognise


__all__ = ["clean", "recognise"]
