"""What the State says of each commune: programmes, zonings, density, France services."""

from pathlib import Path

import numpy as np

from maillage.simulator import names, outlines
from maillage.simulator.files.delimited import INSEE, QUOTED, QUOTED_WINDOWS, write_table
from maillage.simulator.files.geography import postal_code, reference_populations
from maillage.simulator.files.levels import communes
from maillage.simulator.files.workbook import write_workbook
from maillage.simulator.territory import DEPARTEMENT, REGION
from maillage.simulator.world import World


PROGRAMMES = [
    "id_pvd",
    "id_ti",
    "id_crte",
    "id_acv",
    "id_ami",
    "id_fabp",
    "id_amm",
    "id_habinclus",
    "id_cite",
    "id_cde",
    "id_fs",
    "id_acv2",
    "id_va",
    "id_site",
]
SERVICES = [
    "id_fs",
    "insee_dep",
    "lib_fs",
    "adresse",
    "complement_adresse",
    "insee_com",
    "code_postal",
    "lib_com",
    "latitude",
    "longitude",
    "mail",
    "telephone",
    "h_lundi",
    "h_mardi",
    "h_mercredi",
    "h_jeudi",
    "h_vendredi",
    "h_samedi",
    "commentaire",
    "itinerance",
    "format_fs",
    "groupe",
    "labellisation",
]
DENSITY_HEADER = (
    "\nCode \nCommune\n", "Libellé des communes\n", "Degré de densité\n(3 postes)",
    "Libellé degré de densité\n(3 postes)", "Population \nmunicipale \n2022",
    "Part population dans niveau 1", "Part population dans niveau 2",
    "Part population dans niveau 3",
    "Degré de densité\n(croisée AAV)", "Libellé degré de densité\n(croisée AAV)",
    "Degré de densité\n(7 postes)", "Libellé degré de densité\n(7 postes)",
)  # fmt: skip
DENSITY_CODES = "CODGEO LIBGEO DENS LIBDENS PMUN22 P1 P2 P3 DENS_AAV LIBDENS_AAV DENS7 LIBDENS7"
DENSE, MIDDLE = 20_000, 6_000


def write_programmes(world: World, folder: Path) -> list[Path]:
    """Five files."""
    return [
        _write_programmes(world, folder),
        _write_services(world, folder),
        _write_rural_zoning(world, folder),
        _write_districts(world, folder),
        _write_density(world, folder),
    ]


def _write_programmes(world: World, folder: Path) -> Path:
    """Every commune; Valmeyrac is a « Petite ville de demain »."""
    territory = world.territory
    rows = []
    for rank, (code, label) in enumerate(zip(territory.codes, territory.labels, strict=True)):
        size = territory.target[rank]
        ids = dict.fromkeys(PROGRAMMES, "")
        ids["id_crte"] = f"crte-00-{int(territory.epci[rank]) + 1}"
        ids["id_pvd"] = f"pvd-00-{rank + 1}" if 2800 <= size < 20_000 else ""
        ids["id_acv"] = f"acv-00-{rank + 1}" if size >= 20_000 else ""
        ids["id_va"] = f"va-00-{rank + 1}" if size < 3500 and rank % 9 == 4 else ""
        ids["id_fs"] = f"fs-00-{rank + 1}" if world.services.of("A128")[rank] else ""
        rows.append([code, label, *ids.values()])
    header = ["insee_com", "lib_com", *PROGRAMMES]
    return write_table(folder / "ngeo-anct-cog2023.csv", header, rows, QUOTED_WINDOWS)


def _write_services(world: World, folder: Path) -> Path:
    territory = world.territory
    rows: list[list[object]] = []
    for rank in np.repeat(np.arange(len(territory.codes)), world.services.of("A128")):
        code, label = territory.codes[rank], territory.labels[rank]
        place = outlines.to_degrees(territory.outlines[rank]).representative_point()
        day = "09:00 - 12:00 / 13:30 - 17:00"
        where = [code, postal_code(world, code), label, place.y, place.x]
        head = [str(len(rows) + 1), "00", f"France services de {label}", "Lieu fictif", ""]
        week = ["", "", *[day] * 5, "", "", "Non", "Site principal", ""]
        rows.append([*head, *where, *week, "Espace labellisé 01/01/2022"])
    return write_table(folder / "liste-fs-20221201.csv", SERVICES, rows, QUOTED)


def _write_rural_zoning(world: World, folder: Path) -> Path:
    """France ruralités revitalisation: small, declining groupings; -9999 elsewhere."""
    territory = world.territory
    rows = []
    for rank, (code, label) in enumerate(zip(territory.codes, territory.labels, strict=True)):
        members = territory.epci == territory.epci[rank]
        rural = territory.target[members].sum() / territory.areas[members].sum() < 63
        rows.append([code, label, "FRR" if rural else "-9999"])
    return write_table(folder / "frr_2025.csv", ["codgeo", "libgeo", "codefrr"], rows, INSEE)


def _write_districts(world: World, folder: Path) -> Path:
    """One priority district, in the largest town; empty columns end the line, as published."""
    territory = world.territory
    town = int(np.argmax(territory.target))
    columns = "code_qp;lib_qp;insee_reg;lib_reg;insee_dep;lib_dep;insee_com;lib_com;;"
    place = [REGION, names.REGION, DEPARTEMENT, names.DEPARTEMENT]
    row = [
        "QN00001M",
        "Les Tanneries",
        *place,
        territory.codes[town],
        territory.labels[town],
        "",
        "",
    ]
    return write_table(folder / "listeqp2024-cog2024.csv", columns.split(";"), [row], INSEE)


def _write_density(world: World, folder: Path) -> Path:
    """Density grid of 2025: three title rows, labels, then codes of columns."""
    territory = world.territory
    rows: list[list[object]] = [
        ["Grille de densité 2025"],
        ["Données fictives – Niveau de densité des communes"],
        ["Mise en ligne le 21/07/2025       Géographie au 01/01/2025"],
        list(DENSITY_HEADER),
        list(DENSITY_CODES.split()),
    ]
    counts = reference_populations(world, 2025, communes(territory))
    for rank, (code, label) in enumerate(zip(territory.codes, territory.labels, strict=True)):
        rows.append([code, label, *_density(counts[rank], float(territory.areas[rank]))])
    return write_workbook(folder / "grille_densite_2025.xlsx", {"Maille communale": rows})


def _density(population: int, area: float) -> list[object]:
    """Three and seven degrees of density, after the size of the commune."""
    if population >= DENSE:
        kind: tuple[int, str, int, str] = (
            2,
            "Urbain intermédiaire",
            2,
            "Centres urbains intermédiaires",
        )
    elif population >= MIDDLE:
        kind = (2, "Urbain intermédiaire", 4, "Petites villes")
    elif population / area > 55:
        kind = (3, "Rural", 5, "Bourgs ruraux")
    elif population / area > 14:
        kind = (3, "Rural", 6, "Rural à habitat dispersé")
    else:
        kind = (3, "Rural", 7, "Rural à habitat très dispersé")
    degree, label, fine, fine_label = kind
    urban = 70 if degree == 2 else 0
    cross = [2, "Urbain intermédiaire"] if degree == 2 else [4, "Rural non périurbain"]
    return [degree, label, population, 0, urban, 100 - urban, *cross, fine, fine_label]
