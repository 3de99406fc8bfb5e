"""Names of territories read well inside a sentence."""

import pytest

from maillage.base.levels import Level
from maillage.portraits.names import in_sentence


@pytest.mark.parametrize(
    ("name", "level", "said"),
    [
        ("Genlis", Level.COMMUNE, "Genlis"),
        (
            "CC du Rhône aux Gorges de l'Ardèche",
            Level.EPCI,
            "la CC du Rhône aux Gorges de l’Ardèche",
        ),
        ("Grenoble-Alpes-Métropole", Level.EPCI, "Grenoble-Alpes-Métropole"),
        ("Ardèche", Level.DEPARTEMENT, "le département de l’Ardèche"),
        ("Yonne", Level.DEPARTEMENT, "le département de l’Yonne"),
        ("Hérault", Level.DEPARTEMENT, "le département de l’Hérault"),
        ("Haute-Loire", Level.DEPARTEMENT, "le département de la Haute-Loire"),
        ("Hauts-de-Seine", Level.DEPARTEMENT, "le département des Hauts-de-Seine"),
        ("Gard", Level.DEPARTEMENT, "le département du Gard"),
        ("Ille-et-Vilaine", Level.DEPARTEMENT, "le département d’Ille-et-Vilaine"),
        ("Seine-et-Marne", Level.DEPARTEMENT, "le département de Seine-et-Marne"),
        ("La Réunion", Level.DEPARTEMENT, "le département de La Réunion"),
        ("Mayotte", Level.DEPARTEMENT, "le département de Mayotte"),
        ("Saint-Martin", Level.DEPARTEMENT, "Saint-Martin"),
        ("Hauts-de-France", Level.REGION, "la région Hauts-de-France"),
        ("France métropolitaine", Level.METROPOLE, "la France métropolitaine"),
        ("France", Level.FRANCE, "la France"),
        (
            "Paris 1er Arrondissement",
            Level.ARRONDISSEMENT_MUNICIPAL,
            "le 1er arrondissement de Paris",
        ),
        ("Centre Ville", Level.IRIS, "l’IRIS « Centre Ville »"),
        ("IRIS 070420101", Level.IRIS, "l’IRIS 070420101"),
        ("Nord du canton", Level.PERIMETRE, "le périmètre « Nord du canton »"),
    ],
)
def test_a_name_takes_the_article_or_the_kind_it_needs(name: str, level: Level, said: str) -> None:
    assert in_sentence(name, level).replace("\u00a0", " ") == said
