"""Filosofi by IRIS: standards of living (« DISP ») and declared incomes (« DEC »)."""

from maillage.sources.insee_filosofi_iris.clean import clean, recognise


__all__ = ["clean", "recognise"]
