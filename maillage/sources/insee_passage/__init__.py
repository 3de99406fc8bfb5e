"""Insee's tables of passage: today's commune of a former code, without dates."""

from maillage.sources.insee_passage.clean import clean, recognise


__all__ = ["clean", "recognise"]
