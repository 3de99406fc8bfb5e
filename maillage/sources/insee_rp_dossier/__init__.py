"""Insee's « dossier complet »: every census variable of every commune, and its other sources."""

from maillage.sources.insee_rp_dossier.clean import clean, recognise


__all__ = ["clean", "recognise"]
