"""The words of v0 become words that v1 has."""

import csv

import pytest

from maillage.sources.data_inclusion import schema


@pytest.fixture
def v1_lists(shared_data):
    """Values of the v1 reference lists, by name of list."""
    folder = shared_data / "offre" / "schema_v1"
    lists = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            lists[path.stem] = {row["value"] for row in csv.DictReader(stream)}
    return lists


def test_every_word_of_arrival_is_in_the_v1_lists(v1_lists):
    themes = {*schema.THEMES.values(), *schema.DIGITAL_SERVICES.values()}

    assert set(schema.NETWORKS.values()) <= v1_lists["reseaux_porteurs_v1"]
    assert themes <= v1_lists["thematiques_v1"]
    assert {*schema.TYPES.values(), *schema.SAME_TYPES} <= v1_lists["types_de_services_v1"]
    assert set(schema.PUBLICS.values()) <= v1_lists["publics_v1"]
    assert set(schema.FEES.values()) <= v1_lists["frais_v1"]
    families = {value.split("--")[0] for value in v1_lists["thematiques_v1"]}
    assert set(schema.FAMILIES.values()) <= families


def test_a_theme_reduced_to_its_family_keeps_only_the_family():
    assert schema.themes(["mobilite", "remobilisation--bien-etre"], []) == [
        "remobilisation--bien-etre-confiance-en-soi"
    ]
    assert schema.families(["mobilite", "creation-activite--developper-son-entreprise"], []) == [
        "mobilite",
        "creer-une-entreprise",
    ]


def test_a_theme_without_equivalent_is_left_out():
    words = ["creation-activite--reseautage-pour-createurs-dentreprise"]

    assert schema.themes(words, []) == []
    assert schema.families(words, []) == ["creer-une-entreprise"]


def test_typology_and_labels_become_networks():
    assert schema.networks("CCAS", ["France Services", "Autre"], ["mdph"]) == [
        "ccas-cias",
        "france-service",
        "mdph",
    ]


def test_types_that_are_no_longer_types_are_left_out():
    assert schema.types(["accueil", "numerique", "atelier"]) == ["information", "atelier"]


def test_publics_in_full_words_become_codes():
    assert schema.publics(["Seniors (+ 65 ans)", "Surdité", "Adultes", "etudiants"]) == [
        "seniors",
        "personnes-en-situation-de-handicap",
        "etudiants",
    ]


def test_fees_are_free_paid_or_unknown():
    assert [schema.fees(words) for words in (["payant"], ["gratuit-sous-conditions"], [])] == [
        "payant",
        "gratuit",
        "",
    ]
