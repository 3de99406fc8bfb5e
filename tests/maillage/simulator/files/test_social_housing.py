"""Social housing."""

import numpy as np
from openpyxl import load_workbook

from maillage.simulator.housing import SOCIAL_TENANT


def test_let_dwellings_are_the_homes_of_social_tenants(official, world):
    sheet = load_workbook(official / "resultats_rpls_2024.xlsx")["Communes"]
    header = [cell.value for cell in sheet[5]]
    code, let = header.index("DEPCOM_ARM"), header.index("nb_loues")
    found = {row[code]: row[let] for row in sheet.iter_rows(min_row=6, values_only=True)}

    commune = world.territory.cell_commune[world.households.cell]
    counts = np.bincount(commune[world.homes.tenure == SOCIAL_TENANT], minlength=127)
    assert found == {world.territory.codes[i]: counts[i] for i in np.flatnonzero(counts)}


def test_rates_of_few_dwellings_are_secret(official):
    sheet = load_workbook(official / "resultats_rpls_2024.xlsx")["Communes"]
    header = [cell.value for cell in sheet[5]]
    total, rate = header.index("nb_ls"), header.index("tx_vac")

    for row in sheet.iter_rows(min_row=6, values_only=True):
        assert (row[rate] is None) == (row[total] < 11)
