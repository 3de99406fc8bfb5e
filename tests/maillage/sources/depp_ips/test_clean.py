"""Social position index: counts and extremes, never a mean; old labels and new names."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


# Fictitious schools in the layout of the 2022 files.
OLD = (
    "Rentrée scolaire;Académie;Code du département;Département;UAI;Nom de l'établissment;"
    "Code INSEE de la commune;Nom de la commune;Secteur;IPS\r\n"
    "2021-2022;G;007;ARDECHE;0070001A;ECOLE A;07042;B;public;96.3\r\n"
    "2021-2022;G;007;ARDECHE;0070002B;ECOLE B;07042;B;public;110.1\r\n"
    "2021-2022;G;001;AIN;0010003C;ECOLE C;1001;C;privé sous contrat;NS\r\n"
)
# Fictitious collèges in the layout of `fr-en-ips-colleges-ap2023`.
NEW = (
    "rentree_scolaire;academie;code_du_departement;departement;uai;nom_de_l_etablissment;"
    "code_insee_de_la_commune;nom_de_la_commune;secteur;effectifs;ips;ecart_type_de_l_ips\n"
    "2023-2024;G;007;ARDECHE;0070019H;COLLEGE X;07181;P;public;310;96,3;30,1\n"
    "2024-2025;G;007;ARDECHE;0070019H;COLLEGE X;07181;P;public;300;97,3;30,1\n"
    "2024-2025;P;075;PARIS;0750019H;COLLEGE Y;75101;P;public;300;130,0;20\n"
)


def test_a_commune_has_its_number_of_schools_and_their_extremes(tmp_path):
    tables = cleaned("depp_ips", written(tmp_path, OLD), tmp_path)

    town = {"code": "07042", "year": 2021}
    assert cell(tables, "depp_ips", town, "NB_ECOLES") == 2
    assert cell(tables, "depp_ips", town, "IPS_ECOLES_MIN") == 96.3
    assert cell(tables, "depp_ips", town, "IPS_ECOLES_MAX") == 110.1
    assert not [name for table in tables for name in table.frame.columns if "MOY" in name.upper()]


def test_a_school_without_index_counts_and_has_no_value(tmp_path):
    tables = cleaned("depp_ips", written(tmp_path, OLD), tmp_path)

    assert cell(tables, "depp_ips", {"code": "01001"}, "NB_ECOLES") == 1
    assert cell(tables, "depp_ips", {"code": "01001"}, "IPS_ECOLES_MIN") is None


def test_new_files_hold_several_years_and_decimal_commas(tmp_path):
    tables = cleaned("depp_ips", written(tmp_path, NEW), tmp_path)

    assert cell(tables, "depp_ips", {"code": "07181", "year": 2024}, "IPS_COLLEGES_MAX") == 97.3
    assert cell(tables, "depp_ips", {"code": "75101"}, "level") == "arrondissement_municipal"
    places = tables[0].frame
    assert isinstance(places, pl.DataFrame)
    assert places["pupils"].to_list() == [310, 300, 300]


def test_the_files_of_lycees_are_left_alone(tmp_path):
    text = "rentree_scolaire;uai;ips_voie_gt;ips_etab\n2023-2024;1;100;100\n"

    assert recognised("depp_ips", written(tmp_path, text), tmp_path) is None


def test_a_cut_file_is_refused(tmp_path):
    with pytest.raises(RefusedFile, match="code_insee_de_la_commune"):
        recognised(
            "depp_ips", written(tmp_path, "Rentrée scolaire;UAI;IPS\n2021-2022;1;1\n"), tmp_path
        )


def test_the_real_files_are_read(shared_data, tmp_path):
    folder = shared_data / "france" / "education"
    schools = cleaned("depp_ips", folder / "fr-en-ips_ecoles_2022.csv", tmp_path)
    colleges = cleaned("depp_ips", folder / "fr-en-ips_colleges_2022.csv", tmp_path)

    counts = schools[1].frame
    assert isinstance(counts, pl.DataFrame)
    assert counts["NB_ECOLES"].sum() == 32_091
    assert cell(colleges, "depp_ips", {"code": "07181", "year": 2021}, "IPS_COLLEGES_MIN") == 96.3
