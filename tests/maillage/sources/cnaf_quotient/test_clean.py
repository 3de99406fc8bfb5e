"""Quotient familial: one column per band; a band without line holds nobody."""

import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


# Fictitious rows in the layout of the portal's export.
ROWS = (
    "dtreffre;numcomdo;nomcom;qf_400;indfoy_ndur;indnbp_ndur\n"
    "2023-12-31;07042;B;Moins de 400 euros;210;520\n"
    "2023-12-31;07042;B;Entre 400 et 799 euros;315;\n"
    "2023-12-31;07042;B;4000 euros ou plus;5;10\n"
    "2023-12-31;97101;A;Inconnu;10;15\n"
    "2023-12-31;;Non localisé;Inconnu;10;15\n"
)


def test_bands_become_columns(tmp_path):
    tables = cleaned("cnaf_quotient", written(tmp_path, ROWS), tmp_path)

    town = {"code": "07042", "year": 2023}
    assert cell(tables, "cnaf_quotient", town, "FOYERS_QF_0_399") == 210
    assert cell(tables, "cnaf_quotient", town, "PERSONNES_QF_4000_PLUS") == 10
    assert cell(tables, "cnaf_quotient", {"code": "97101"}, "FOYERS_QF_INCONNU") == 10


def test_a_band_without_line_is_zero_and_a_line_without_number_is_unknown(tmp_path):
    tables = cleaned("cnaf_quotient", written(tmp_path, ROWS), tmp_path)

    assert cell(tables, "cnaf_quotient", {"code": "07042"}, "FOYERS_QF_800_1199") == 0
    assert cell(tables, "cnaf_quotient", {"code": "07042"}, "PERSONNES_QF_400_799") is None


def test_an_unknown_band_is_refused(tmp_path):
    path = written(tmp_path, ROWS.replace("4000 euros ou plus", "Plus de 6000 euros"))

    with pytest.raises(RefusedFile, match="Plus de 6000 euros"):
        cleaned("cnaf_quotient", path, tmp_path)


def test_the_benefits_file_is_not_taken_for_this_one(tmp_path):
    text = "dtreffre;numcomdo;indfoy_ndur;indfoy_rsa;indnbp_ndur\n2023-12-31;07042;1;1;1\n"
    path = written(tmp_path, text)

    assert recognised("cnaf_quotient", path, tmp_path) is None
    assert recognised("cnaf_communes", written(tmp_path, ROWS, name="qf.csv"), tmp_path) is None


def test_the_file_of_priority_districts_is_not_taken_for_communes(tmp_path):
    path = written(tmp_path, ROWS.replace("nomcom", "nomqpv"))

    assert recognised("cnaf_quotient", path, tmp_path) is None
