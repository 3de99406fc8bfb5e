"""data·inclusion: v0 and v1 dumps, without names of contacts nor e-mail addresses."""

import json

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


# Fictitious records in the schemas v0 and v1.
STRUCTURES_V0 = [
    {
        "id": "1",
        "nom": "CCAS A",
        "source": "dora",
        "typologie": "CCAS",
        "pivot": "12345678900011",
        "commune": "A",
        "code_postal": "01000",
        "code_insee": "01001",
        "services": "Utiliser le numérique au quotidien;Accéder à du matériel",
        "labels_nationaux": "CNFS;France Services",
        "publics_accueillis": "Seniors (+ 65 ans)",
        "courriel": "quelquun@exemple.fr",
        "date_maj": "2023-01-26",
    },
    {
        "id": "2",
        "nom": "Sans code",
        "source": "dora",
        "pivot": "00000000000000",
        "commune": "B",
        "code_postal": "07000",
        "date_maj": "2022-05-01",
    },
]
SERVICES_V1 = [
    {
        "id": "dora--1",
        "structure_id": "dora--s1",
        "source": "dora",
        "nom": "Aide",
        "code_insee": "2A004",
        "thematiques": ["famille--garde-denfants"],
        "type": "atelier",
        "publics": ["familles"],
        "frais": "gratuit",
        "contact_nom_prenom": "Une Personne",
        "courriel": "x@exemple.fr",
        "date_maj": "2025-10-14",
    }
]


def write(folder, records, name="dump.json"):
    """A JSON dump of those records."""
    return written(folder, json.dumps(records, ensure_ascii=False), name=name)


def test_structures_of_v0_take_the_words_of_v1(tmp_path):
    tables = cleaned("data_inclusion", write(tmp_path, STRUCTURES_V0), tmp_path)

    places = tables[0].frame
    assert isinstance(places, pl.DataFrame)
    first = places.row(0, named=True)
    assert first["networks"] == "ccas-cias;conseillers-numeriques;france-service"
    assert first["themes"] == "numerique--maitriser-les-fondamentaux-du-numerique"
    assert first["publics"] == "seniors"
    assert first["siret"] == "12345678900011"
    assert places.row(1, named=True)["siret"] == ""
    assert places["commune"].to_list() == ["01001", None]
    assert cell(tables, "data_inclusion", {"code": "01001", "year": 2023}, "NB_STRUCTURES") == 1


def test_services_of_v1_are_counted_where_they_are(tmp_path):
    tables = cleaned("data_inclusion", write(tmp_path, SERVICES_V1), tmp_path)

    assert cell(tables, "data_inclusion", {"code": "2A004", "year": 2025}, "NB_SERVICES") == 1
    places = tables[0].frame
    assert isinstance(places, pl.DataFrame)
    assert places["themes"].to_list() == ["famille--garde-denfants"]
    assert places["types"].to_list() == ["atelier"]


def test_no_person_is_kept(tmp_path):
    for records in (STRUCTURES_V0, SERVICES_V1):
        places = cleaned("data_inclusion", write(tmp_path, records), tmp_path)[0].frame
        assert isinstance(places, pl.DataFrame)
        text = places.write_csv()
        assert "@" not in text
        assert "Personne" not in text


def test_a_dump_without_any_date_needs_its_name(tmp_path):
    records = [{"id": "1", "structure_id": "s", "source": "dora", "nom": "A"}]
    named = write(tmp_path, records, name="data-inclusion_services_2022-11.json")
    match = recognised("data_inclusion", named, tmp_path)

    assert match is not None
    assert match.years == (2022,)
    with pytest.raises(RefusedFile, match="année"):
        recognised("data_inclusion", write(tmp_path, records), tmp_path)


def test_a_truncated_dump_is_refused(tmp_path):
    text = json.dumps(STRUCTURES_V0)[:-20]

    with pytest.raises(RefusedFile, match="incomplet"):
        recognised("data_inclusion", written(tmp_path, text, name="dump.json"), tmp_path)


def test_contours_are_not_structures(tmp_path):
    text = '{"type": "FeatureCollection", "features": []}'

    assert recognised("data_inclusion", written(tmp_path, text, name="c.geojson"), tmp_path) is None


def test_the_real_dumps_are_read(shared_data, tmp_path):
    folder = shared_data / "offre"
    structures = cleaned(
        "data_inclusion",
        folder / "data-inclusion_structures_2023-02_sans_contacts.json",
        tmp_path,
    )
    services = cleaned("data_inclusion", folder / "data-inclusion_services_2022-11.json", tmp_path)

    places, table = structures[0].frame, structures[1].frame
    assert isinstance(places, pl.DataFrame) and isinstance(table, pl.DataFrame)
    assert places.height == 3_811
    assert places["commune"].null_count() == 43
    communes = table.filter(table["level"] == "commune")
    assert communes["NB_STRUCTURES"].sum() == 3_768
    assert [table.kind for table in services] == ["places"]
