"""Filosofi in the long format of Melodi: the new series that starts with the incomes of 2023."""

from maillage.sources.insee_filosofi_2023.clean import clean, recognise


__all__ = ["clean", "recognise"]
