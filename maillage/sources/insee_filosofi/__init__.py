"""Filosofi, living standards and poverty: wide files of 2012 to 2021, communes and above."""

from maillage.sources.insee_filosofi.clean import clean, recognise


__all__ = ["clean", "recognise"]
