"""Health and care: accessibility of professionals (Drees, APL) and establishments (FINESS)."""

from pathlib import Path

import numpy as np

from maillage.simulator.files.delimited import INSEE, write_table
from maillage.simulator.files.workbook import write_workbook
from maillage.simulator.world import World


YEARS = (2022, 2023)
REACH_KM = 7.5
# file, heading, kind of facility, activity of one professional
PROFESSIONS = (
    ("medecins_generalistes", "médecins généralistes", "D265", 5200.0),
    ("infirmieres", "infirmières", "D281", 100_000.0),
    ("kinesitherapeutes", "masseurs-kinésithérapeutes", "D279", 100_000.0),
    ("sages_femmes", "sages-femmes", "D235", 250_000.0),
    ("dentistes", "chirurgiens-dentistes", "D277", 100_000.0),
)
CONSULTATIONS = "consultations/an par habitant standardisé"
FULL_TIME = "ETP pour 100 000 habitants standardisés"
AGES = {65: 0.9, 62: 0.83, 60: 0.77}
FINESS = (
    "nofinesset;nofinessej;rs;rslongue;commune;departement;telephone;categetab;libcategetab;datemaj;"
    "coordxet;coordyet;sourcecoordet"
)
# kind of facility: category of FINESS
CATEGORIES = {
    "D401": ("500", "Etablissement d'hébergement pour personnes âgées dépendantes"),
    "D402": ("354", "Service de Soins Infirmiers A Domicile (S.S.I.A.D)"),
    "D403": ("460", "Service Autonomie Aide (SAA)"),
    "D307": ("620", "Pharmacie d'Officine"),
    "D113": ("603", "Maison de santé (L.6223-3)"),
    "D108": ("124", "Centre de Santé"),
    "D106": ("355", "Centre Hospitalier (C.H.)"),
}


def write_health(world: World, folder: Path) -> list[Path]:
    """Six files."""
    return [
        *(_write_access(world, folder, row) for row in PROFESSIONS),
        _write_finess(world, folder),
    ]


def accessibility(world: World, kind: str, activity: float) -> np.ndarray:
    """Two-step floating catchment over communes: activity offered for one inhabitant in reach."""
    territory = world.territory
    gaps = territory.places[:, None, :] - territory.places[None, :, :]
    reach = np.exp(-(np.hypot(gaps[:, :, 0], gaps[:, :, 1]) ** 2) / (2 * REACH_KM**2))
    demand = reach.T @ territory.target
    return reach @ (world.services.of(kind) * activity / demand)


def _write_access(world: World, folder: Path, row: tuple[str, str, str, float]) -> Path:
    """One workbook per profession, one sheet per year, titles above, units under the header."""
    stem, heading, kind, activity = row
    values = accessibility(world, kind, activity)
    sheets: dict[str, list[list[object]]] = {}
    for year in YEARS:
        rows = _access_rows(world, values, year, kind)
        sheets[f"APL {year}"] = [*_titles(heading, year), *_head(heading, year, kind), *rows]
    return write_workbook(folder / f"indicateur_d_apl_aux_{stem}.xlsx", sheets)


def _head(heading: str, year: int, kind: str) -> list[list[object]]:
    """Header and units; general practitioners also have columns by age of the doctor."""
    ages = AGES if kind == "D265" else {}
    unit = CONSULTATIONS if kind == "D265" else FULL_TIME
    header = ["Code commune INSEE", "Commune", f"APL aux {heading}"]
    header += [f"APL aux {heading} de {age} ans et moins" for age in ages]
    header.append(f"Population standardisée {year - 2} pour la profession")
    header.append(f"Population totale {year - 2}")
    units = ["", "", *[unit] * (1 + len(ages)), "habitants", "habitants"]
    return [list(header), list(units)]


def _titles(heading: str, year: int) -> list[list[object]]:
    """Eight rows, as in the workbooks of the Drees."""
    lines = (
        f"Accessibilité potentielle localisée aux {heading} en {year}",
        "Données fictives (simulateur de Maillage)",
        "",
        "Champ : communes du département fictif des Trois-Vals",
        "",
        "",
        "",
        "",
    )
    return [[line] for line in lines]


def _access_rows(world: World, values: np.ndarray, year: int, kind: str) -> list[list[object]]:
    territory = world.territory
    trend = 1 - 0.02 * (year - YEARS[0])
    shares = [1.0, *AGES.values()] if kind == "D265" else [1.0]
    rows: list[list[object]] = []
    for rank, (code, label) in enumerate(zip(territory.codes, territory.labels, strict=True)):
        cells = [round(float(values[rank] * trend * share), 3) for share in shares]
        people = int(territory.target[rank])
        rows.append([code, label, *cells, round(people * 1.01, 1), people])
    return rows


def _write_finess(world: World, folder: Path) -> Path:
    """One row per establishment; numbers and telephones that no real one bears."""
    rows: list[list[str]] = []
    for kind, (category, label) in CATEGORIES.items():
        for commune, count in enumerate(world.services.of(kind)):
            for _ in range(int(count)):
                rows.append(_establishment(world, len(rows) + 1, commune, (category, label)))
    return write_table(folder / "finess_etablissements.csv", FINESS.split(";"), rows, INSEE)


def _establishment(world: World, number: int, commune: int, kind: tuple[str, str]) -> list[str]:
    category, label = kind
    code = world.territory.codes[commune]
    name = f"{label.split(' (')[0].upper()} DE {world.territory.labels[commune].upper()}"
    identity = [f"000{number:06d}", f"000{900000 + number}", name[:38], name]
    return [*identity, code[2:], code[:2], "", category, label, "2026-01-15", "", "", ""]
