"""The health, social and medico-social establishments."""

from maillage.sources.finess.clean import clean, recognise


__all__ = ["clean", "recognise"]
