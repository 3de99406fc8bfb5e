"""The Caf beneficiaries by IRIS."""

from maillage.sources.cnaf_iris.clean import clean, recognise


__all__ = ["clean", "recognise"]
