"""Any dataset of Melodi, INSEE's catalogue, that no other reader knows better."""

from maillage.sources.insee_melodi.clean import clean, recognise


__all__ = ["clean", "recognise"]
