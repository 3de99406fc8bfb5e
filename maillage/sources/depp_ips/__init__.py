"""The social position index of schools and colleges."""

from maillage.sources.depp_ips.clean import clean, recognise


__all__ = ["clean", "recognise"]
