"""Directory of schools: open ones, without e-mail addresses."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


HEADER = (
    "identifiant_de_l_etablissement;nom_etablissement;type_etablissement;statut_public_prive;"
    "adresse_1;code_postal;code_commune;nom_commune;latitude;longitude;telephone;mail;etat;"
    "libelle_nature;date_maj_ligne\n"
)


def school(uai: str, kind: str, commune: str, state: str = "OUVERT") -> str:
    """A fictitious establishment."""
    return (
        f"{uai};Nom {uai};{kind};Public;1 rue;07700;{commune};B;44.3;4.6;0475;ce@exemple.fr;"
        f"{state};NATURE;2025-11-01\n"
    )


ROWS = (
    HEADER
    + school("1", "Ecole", "07042")
    + school("2", "Ecole", "07042")
    + school("3", "Collège", "07042")
    + school("4", "Lycée", "75120")
    + school("5", "Ecole", "07042", "FERME")
)


def test_open_establishments_are_counted(tmp_path):
    tables = cleaned("education_annuaire", written(tmp_path, ROWS), tmp_path)

    town = {"code": "07042", "year": 2025}
    assert cell(tables, "education_annuaire", town, "NB_ECOLES_ANNUAIRE") == 2
    assert cell(tables, "education_annuaire", town, "NB_COLLEGES_ANNUAIRE") == 1
    assert cell(tables, "education_annuaire", {"code": "75120"}, "NB_LYCEES_ANNUAIRE") == 1


def test_addresses_of_persons_are_not_kept(tmp_path):
    places = cleaned("education_annuaire", written(tmp_path, ROWS), tmp_path)[0].frame

    assert isinstance(places, pl.DataFrame)
    assert places.height == 4
    assert "@" not in places.write_csv()


def test_a_cut_directory_is_refused(tmp_path):
    text = "identifiant_de_l_etablissement;type_etablissement\n1;Ecole\n"

    with pytest.raises(RefusedFile, match="code_commune"):
        recognised("education_annuaire", written(tmp_path, text), tmp_path)
