"""Insee's « base-cc »: the census by commune, one file per theme and vintage."""

from maillage.sources.insee_rp_base_cc.clean import clean, recognise


__all__ = ["clean", "recognise"]
