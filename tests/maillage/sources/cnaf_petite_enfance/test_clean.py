"""Childcare: four scales, placeholders, dates, and rates above one hundred."""

import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


NOWHERE = "X" * 3
# Fictitious rows in the layouts of the portal's exports.
EPCI = (
    "annee;numepci;nomepci;txcouv_epci;txcouv_eaje_epci;txcouv_psu_col_epci;"
    "txcouv_hors_psu_col_epci;txcouv_prescol_epci;txcouv_am_ind_epci;txcouv_gad_ind_epci;"
    "txcouv_ind_epci\n"
    "2023;240700864;DRAGA;62.9;15.1;14.0;1.1;3.2;43.9;0.7;44.6\n"
    "2022;240700864;DRAGA;60.1;15.1;14.0;1.1;3.2;41.1;0.7;41.8\n"
    "2023;XX;XX;195.8;0;0;0;0;0;0;0\n"
    "2023;200000925;Plaine;160.5;;;;;;;\n"
)
PLACES = (
    "annee;numdep;nomdep;tot_offre_dep;pl_psu_col_dep;pl_hors_psu_col_dep;pl_prescol_dep;"
    "pl_am_ind_dep;pl_gad_ind_dep\n"
    "2023;7;Ardèche;6100;1500;120;300;4100;80\n"
    "2023;2A;Corse-du-Sud;10;1;1;1;1;1\n"
    f"2023;{NOWHERE};{NOWHERE};15;1;1;1;1;1\n"
)
COMMUNES = (
    "annee;numcom;nomcom;txcouv_com;txcouv_eaje_com\n"
    "2023;75120;Paris 20e;50.1;41.0\n2023;07010;Annonay;55.5;20.0\n"
)
NATIONAL = "annee;national;txcouv_nat;txcouv_am_nat\n2023-01-01;FRANCE HORS MAYOTTE;60.9;31.9\n"


def test_an_epci_has_its_rates_for_each_year(tmp_path):
    tables = cleaned("cnaf_petite_enfance", written(tmp_path, EPCI), tmp_path)

    draga = {"code": "240700864", "year": 2023, "level": "epci"}
    assert cell(tables, "cnaf_petite_enfance", draga, "TX_GLOBAL") == 62.9
    assert cell(tables, "cnaf_petite_enfance", draga | {"year": 2022}, "TX_AM") == 41.1
    assert cell(tables, "cnaf_petite_enfance", draga, "TX_DOMICILE") == 0.7


def test_a_rate_may_exceed_one_hundred_and_an_absent_one_is_unknown(tmp_path):
    tables = cleaned("cnaf_petite_enfance", written(tmp_path, EPCI), tmp_path)

    assert cell(tables, "cnaf_petite_enfance", {"code": "200000925"}, "TX_GLOBAL") == 160.5
    assert cell(tables, "cnaf_petite_enfance", {"code": "200000925"}, "TX_EAJE") is None


def test_rows_of_x_are_no_territory(tmp_path):
    epci = cleaned("cnaf_petite_enfance", written(tmp_path, EPCI), tmp_path)
    places = cleaned("cnaf_petite_enfance", written(tmp_path, PLACES), tmp_path)

    assert set(epci[0].frame["code"]) == {"240700864", "200000925"}
    assert set(places[0].frame["code"]) == {"07", "2A"}


def test_places_by_departement_keep_the_leading_zero(tmp_path):
    tables = cleaned("cnaf_petite_enfance", written(tmp_path, PLACES), tmp_path)

    ardeche = {"code": "07", "level": "departement"}
    assert cell(tables, "cnaf_petite_enfance", ardeche, "PLACES_TOTAL") == 6100
    assert cell(tables, "cnaf_petite_enfance", ardeche, "PLACES_HORS_PSU") == 120


def test_places_in_creches_add_up_the_two_kinds_unless_published(tmp_path):
    parts = cleaned("cnaf_petite_enfance", written(tmp_path, PLACES), tmp_path)
    text = "annee;numdep;tot_offre_dep;pl_eaje_dep\n2023;7;6100;1600\n"
    total = cleaned("cnaf_petite_enfance", written(tmp_path, text, name="b.csv"), tmp_path)

    assert cell(parts, "cnaf_petite_enfance", {"code": "07"}, "PLACES_EAJE") == 1620
    assert cell(total, "cnaf_petite_enfance", {"code": "07"}, "PLACES_EAJE") == 1600


def test_large_communes_and_arrondissements_are_read(tmp_path):
    tables = cleaned("cnaf_petite_enfance", written(tmp_path, COMMUNES), tmp_path)

    assert cell(tables, "cnaf_petite_enfance", {"code": "07010"}, "level") == "commune"
    paris = {"code": "75120", "level": "arrondissement_municipal"}
    assert cell(tables, "cnaf_petite_enfance", paris, "TX_EAJE") == 41.0


def test_the_national_year_is_a_date(tmp_path):
    tables = cleaned("cnaf_petite_enfance", written(tmp_path, NATIONAL), tmp_path)

    france = {"code": "FR", "level": "france", "year": 2023}
    assert cell(tables, "cnaf_petite_enfance", france, "TX_AM") == 31.9


def test_an_export_without_year_is_refused(tmp_path):
    with pytest.raises(RefusedFile, match="annee"):
        recognised("cnaf_petite_enfance", written(tmp_path, "numepci;txcouv_epci\n1;2\n"), tmp_path)
