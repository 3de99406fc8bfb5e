"""The structures and services of social inclusion."""

from maillage.sources.data_inclusion.clean import clean, recognise


__all__ = ["clean", "recognise"]
