"""Insee's « base-ic »: the census by IRIS, one file per theme and vintage."""

from maillage.sources.insee_rp_base_ic.clean import clean, recognise


__all__ = ["clean", "recognise"]
