"""The childcare places and coverage rates."""

from maillage.sources.cnaf_petite_enfance.clean import clean, recognise


__all__ = ["clean", "recognise"]
