"""Social housing by commune (SDES, RPLS on 1 January 2024)."""

from pathlib import Path

import numpy as np

from maillage.simulator.files.workbook import write_workbook
from maillage.simulator.housing import SOCIAL_TENANT
from maillage.simulator.territory import DEPARTEMENT, REGION
from maillage.simulator.world import World


YEAR = 2024
FEWEST = 11  # dwellings: rates are secret below
HEADER = (
    "REG DEP EPCI_DEP LIBEPCI DEPCOM_ARM LIBCOM_DEP nb_ls nb_lgt_tot densite nb_loues nb_vacants "
    "nb_vides nb_asso nb_ls_en_qpv tx_vac tx_vac3 tx_mob nb_ls2023 nb_ls2022 nb_ls2021"
)


def write_social_housing(world: World, folder: Path) -> Path:
    """One workbook, a sheet of communes under four rows of titles."""
    titles: list[list[object]] = [
        [f"Parc locatif social au 1er janvier {YEAR}, par commune"],
        ["Données fictives (simulateur de Maillage)"],
        [],
        ["Source : simulation"],
    ]
    rows: list[list[object]] = [*titles, list(HEADER.split()), *_rows(world)]
    return write_workbook(folder / f"resultats_rpls_{YEAR}.xlsx", {"Communes": rows})


def _rows(world: World) -> list[list[object]]:
    territory, rng = world.territory, world.rng(31)
    commune = territory.cell_commune[world.households.cell]
    count = len(territory.codes)
    let = np.bincount(commune[world.homes.tenure == SOCIAL_TENANT], minlength=count)
    main = np.bincount(commune, minlength=count)
    vacant = rng.binomial(let, 0.035)
    rows: list[list[object]] = []
    for rank in np.flatnonzero(let):
        total = int(let[rank] + vacant[rank])
        place = [REGION, DEPARTEMENT, territory.epci_codes[territory.epci[rank]], ""]
        place += [territory.codes[rank], territory.labels[rank]]
        figures = [
            total,
            total + 1,
            round(100 * total / main[rank], 1),
            int(let[rank]),
            int(vacant[rank]),
            0,
            0,
            0,
        ]
        rows.append(
            [*place, *figures, *_rates(total, int(vacant[rank])), total, total - 1, total - 1]
        )
    return rows


def _rates(total: int, vacant: int) -> list[object]:
    """Vacancy, vacancy over three months, mobility; empty when too few dwellings."""
    if total < FEWEST:
        return [None, None, None]
    share = 100 * vacant / total
    return [round(share, 2), round(share * 0.45, 2), 9.4]
