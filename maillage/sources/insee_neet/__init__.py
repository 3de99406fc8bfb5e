"""Young people neither in employment nor in education, by commune and EPCI."""

from maillage.sources.insee_neet.clean import clean, recognise


__all__ = ["clean", "recognise"]
