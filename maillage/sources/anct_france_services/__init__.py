"""The France services houses and buses."""

from maillage.sources.anct_france_services.clean import clean, recognise


__all__ = ["clean", "recognise"]
