"""FINESS: both published layouts, overseas départements, and one count per category."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


HEADER = (
    "nofinesset;nofinessej;rs;rslongue;commune;departement;telephone;categetab;libcategetab;"
    "datemaj;coordxet;coordyet;sourcecoordet\n"
)
# Fictitious establishments in the layout of the re-exposed file, with fewer columns.
ROWS = (
    HEADER
    + "010000024;1;A;EHPAD LES TILLEULS;451;1;0474;500;EHPAD;2024-02-04;870262.2;6571540;L93\n"
    + "010000025;1;SSIAD B;;451;01;0474;354;SSIAD;2025-06-01;;;\n"
    + "970100012;1;EHPAD C;;101;9A;0590;500;EHPAD;2010-08-25;657242.9;1795384.4;UTM20\n"
    + "2A0000012;1;RA D;;4;2A;0495;202;Résidences autonomie;2010-08-25;;;\n"
)


def test_establishments_are_counted_by_category(tmp_path):
    tables = cleaned("finess", written(tmp_path, ROWS), tmp_path)

    assert cell(tables, "finess", {"code": "01451", "year": 2025}, "NB_EHPAD") == 1
    assert cell(tables, "finess", {"code": "01451"}, "NB_SSIAD") == 1
    assert cell(tables, "finess", {"code": "01451"}, "NB_PHARMACIE") == 0
    assert cell(tables, "finess", {"code": "2A004"}, "NB_RESIDENCE_AUTONOMIE") == 1


def test_overseas_departements_become_those_of_insee(tmp_path):
    tables = cleaned("finess", written(tmp_path, ROWS), tmp_path)

    assert cell(tables, "finess", {"code": "97101"}, "NB_EHPAD") == 1


def test_places_keep_what_locates_them(tmp_path):
    places = cleaned("finess", written(tmp_path, ROWS), tmp_path)[0].frame

    assert isinstance(places, pl.DataFrame)
    first = places.row(0, named=True)
    assert (first["name"], first["x"], first["projection"]) == (
        "EHPAD LES TILLEULS",
        870262.2,
        "L93",
    )
    assert places.row(1, named=True)["name"] == "SSIAD B"


def test_a_cut_extract_is_refused(tmp_path):
    with pytest.raises(RefusedFile, match="categetab"):
        recognised("finess", written(tmp_path, "nofinesset;rs;commune\n1;A;451\n"), tmp_path)
