"""Reference populations (« populations légales »): municipal, counted apart, total."""

from maillage.sources.insee_population_legale.clean import clean, recognise


__all__ = ["clean", "recognise"]
