"""The Caf households by commune and benefit."""

from maillage.sources.cnaf_communes.clean import clean, recognise


__all__ = ["clean", "recognise"]
