"""Which EPCI each commune belonged to, one year."""

from maillage.sources.insee_epci.clean import clean, recognise


__all__ = ["clean", "recognise"]
