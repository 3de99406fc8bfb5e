"""The accessibility of health professionals."""

from maillage.sources.drees_apl.clean import clean, recognise


__all__ = ["clean", "recognise"]
