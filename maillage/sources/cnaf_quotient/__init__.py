"""The Caf households by commune and quotient familial."""

from maillage.sources.cnaf_quotient.clean import clean, recognise


__all__ = ["clean", "recognise"]
