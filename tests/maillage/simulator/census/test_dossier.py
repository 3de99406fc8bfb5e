"""The dossier complet holds the official columns, in their order, and its parts add up."""

import csv

import pytest

from maillage.simulator.census.dossier import YEARS, census_tables


def test_columns_are_those_of_the_official_file_in_its_order(official, shared_data):
    real = shared_data / "grenoble" / "dossier_complet.csv"
    with real.open() as file:
        expected = next(csv.reader(file))
    with (official / "dossier_complet.csv").open() as file:
        written = next(csv.reader(file, delimiter=";"))

    assert written == expected


def test_every_variable_of_the_official_dictionary_is_there(census, shared_data):
    dictionary = shared_data / "france" / "rp" / "meta_dossier_complet.csv"
    with dictionary.open(encoding="utf-8") as file:
        names = {row["COD_VAR"] for row in csv.DictReader(file, delimiter=";")}

    assert names <= set(census[0])


def test_there_is_a_row_per_commune_in_the_order_of_codes(census, world):
    assert [row["CODGEO"] for row in census] == world.territory.codes


def test_no_column_is_empty_except_pay_of_small_communes(census):
    empty = {name for row in census for name, cell in row.items() if cell == ""}

    assert all(name.startswith("SNHM") for name in empty)


@pytest.mark.parametrize("year", [21, 15, 10])
@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("P_POP", ("P_POPH", "P_POPF")),
        ("P_POPH", ("P_H0019", "P_H2064", "P_H65P")),
        ("C_MEN", ("C_MENPSEUL", "C_MENSFAM", "C_MENFAM")),
        ("C_MENFAM", ("C_MENCOUPSENF", "C_MENCOUPAENF", "C_MENFAMMONO")),
        ("C_FAM", ("C_COUPAENF", "C_FAMMONO", "C_COUPSENF")),
        ("C_FAM", ("C_NE24F0", "C_NE24F1", "C_NE24F2", "C_NE24F3", "C_NE24F4P")),
        ("P_LOG", ("P_RP", "P_RSECOCC", "P_LOGVAC")),
        ("P_LOG", ("P_MAISON", "P_APPART")),
        ("P_RP", ("P_RP_PROP", "P_RP_LOC", "P_RP_GRAT")),
        ("P_RP", ("P_RP_1P", "P_RP_2P", "P_RP_3P", "P_RP_4P", "P_RP_5PP")),
        ("P_RP_VOIT1P", ("P_RP_VOIT1", "P_RP_VOIT2P")),
        ("P_POP1564", ("P_ACT1564", "P_INACT1564")),
        ("P_ACT1564", ("P_ACTOCC1564", "P_CHOM1564")),
        ("P_INACT1564", ("P_ETUD1564", "P_RETR1564", "P_AINACT1564")),
        ("P_ACTOCC15P", ("P_SAL15P", "P_NSAL15P")),
        ("P_ACTOCC15P", ("P_ACTOCC15P_ILT1", "P_ACTOCC15P_ILT2P")),
        (
            "C_EMPLT",
            (
                "C_EMPLT_SAL",
                *(f"C_{s}LT_NSAL" for s in ("AGRI", "INDUS", "CONST", "CTS", "APESAS")),
            ),
        ),
    ],
)
def test_parts_sum_to_their_total_in_every_commune_and_year(census, year, total, parts):
    for row in census:
        values = [float(row[f"{name[0]}{year}{name[1:]}"]) for name in (total, *parts)]
        assert sum(values[1:]) == pytest.approx(values[0], abs=1e-4)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("P21_POP15P_MARIEE", "P21_POP15P"),
        ("P21_SCOL0610", "P21_POP0610"),
        ("P21_RP_LOCHLMV", "P21_RP_LOC"),
        ("C21_RP_HSTU1P_SUROCC", "C21_RP_HSTU1P"),
        ("P21_HACTOCC1564", "P21_ACTOCC1564"),
        ("C21_FMONO", "C21_FAMMONO"),
        ("P21_POPMEN80P", "P21_POP80P"),
        ("P21_RP_ACHTOT", "P21_RP"),
    ],
)
def test_a_part_never_exceeds_its_whole(census, part, whole):
    assert all(float(row[part]) <= float(row[whole]) + 1e-6 for row in census)


def test_three_years_of_every_theme_are_counted_by_cell(world):
    columns = census_tables(world)

    assert {2000 + int(name[1:3]) for name in columns} == set(YEARS)
    assert all(len(values) == len(world.territory.cell_share) for values in columns.values())
