"""Census 2018 of the communes of more than 2,000 people: a re-export made by a third party."""

from maillage.sources.insee_rp_2000hab.clean import clean, recognise


__all__ = ["clean", "recognise"]
