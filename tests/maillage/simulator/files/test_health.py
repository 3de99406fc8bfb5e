"""Accessibility of professionals, establishments."""

import numpy as np
from openpyxl import load_workbook

from maillage.simulator.files.health import PROFESSIONS, accessibility


def test_all_the_activity_is_shared_among_the_inhabitants(world):
    index = accessibility(world, "D265", 5200.0)

    shared = (index * world.territory.target).sum()
    assert np.isclose(shared, 5200.0 * world.services.of("D265").sum())


def test_doctors_are_further_from_valmeyrac(world):
    index = accessibility(world, "D265", 5200.0)
    here = world.territory.epci == 0

    assert index[here].mean() < 0.75 * index[~here].mean()


def test_workbooks_have_their_header_on_the_ninth_row(official):
    book = load_workbook(official / f"indicateur_d_apl_aux_{PROFESSIONS[0][0]}.xlsx")

    assert book.sheetnames == ["APL 2022", "APL 2023"]
    assert book["APL 2023"]["A9"].value == "Code commune INSEE"
    assert book["APL 2023"]["A11"].value == "00001"


def test_no_real_establishment_bears_these_numbers(rows):
    assert all(row["nofinesset"].startswith("000") for row in rows("finess_etablissements.csv"))
