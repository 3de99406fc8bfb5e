"""Code officiel géographique: lists of communes and the events between them."""

from maillage.sources.insee_cog.clean import clean, recognise


__all__ = ["clean", "recognise"]
