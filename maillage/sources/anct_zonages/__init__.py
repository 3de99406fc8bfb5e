"""The priority districts and the rural revitalisation zones."""

from maillage.sources.anct_zonages.clean import clean, recognise


__all__ = ["clean", "recognise"]
