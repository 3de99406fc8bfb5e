"""Reinert's descending hierarchical classification: from segments to classes one can name.

Reinert, « Une méthode de classification descendante hiérarchique : application à l'analyse lexicale
par contexte », Les cahiers de l'analyse des données, VIII, 2, 1983.
"""
