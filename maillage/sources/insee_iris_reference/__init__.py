"""The list of IRIS of one year and the commune of each."""

from maillage.sources.insee_iris_reference.clean import clean, recognise


__all__ = ["clean", "recognise"]
