"""The sports licences by commune."""

from maillage.sources.injep_licences.clean import clean, recognise


__all__ = ["clean", "recognise"]
