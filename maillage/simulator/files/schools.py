"""Ministry of Education: « indice de position sociale » and directory of schools."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from maillage.simulator import outlines
from maillage.simulator.files.delimited import PORTAL, WINDOWS, write_table
from maillage.simulator.files.geography import postal_code
from maillage.simulator.services import COLLEGE, SCHOOL_KINDS
from maillage.simulator.world import World


HEADER = (
    "Rentrée scolaire;Académie;Code du département;Département;UAI;Nom de l'établissment;"
    "Code INSEE de la commune;Nom de la commune;Secteur;IPS"
)
DIRECTORY = (
    "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;"
    "Adresse_1;Code_postal;Code_commune;Nom_commune;latitude;longitude;etat;date_maj_ligne"
)
NAMES = {"C107": "ECOLE MATERNELLE", "C108": "ECOLE PRIMAIRE", "C109": "ECOLE ELEMENTAIRE"}
_ORDER = ("DU BOURG", "DES TILLEULS", "DU PRE NEUF", "DES TROIS CHEMINS", "DE LA SOURCE")


@dataclass(frozen=True)
class School:
    """A school: UAI that no real school bears (département 000), name, commune, IPS."""

    uai: str
    name: str
    kind: str
    commune: int
    ips: float


def write_schools(world: World, folder: Path) -> list[Path]:
    """Three files."""
    schools = _schools(world)
    primary = [school for school in schools if school.kind == "Ecole"]
    colleges = [school for school in schools if school.kind != "Ecole"]
    return [
        _write_ips(world, folder / "fr-en-ips_ecoles_2022.csv", primary),
        _write_ips(world, folder / "fr-en-ips_colleges_2022.csv", colleges),
        _write_directory(world, folder, schools),
    ]


def _schools(world: World) -> list[School]:
    """The schools counted in the facilities; their IPS follows the income of the commune."""
    rng = world.rng(30)
    level = _social_position(world)
    found: list[School] = []
    for commune in range(len(world.territory.codes)):
        for kind in (*SCHOOL_KINDS, COLLEGE):
            for rank in range(int(world.services.of(kind)[commune])):
                number = len(found) + 1
                title = f"{NAMES.get(kind, 'COLLEGE')} {_ORDER[rank % len(_ORDER)]}"
                ips = round(float(level[commune] + rng.normal(0, 6)), 1)
                family = "Collège" if kind == COLLEGE else "Ecole"
                found.append(School(f"000{number:04d}X", title, family, commune, ips))
    return found


def _social_position(world: World) -> np.ndarray:
    """About 100 on average, from 75 to 130, after the standard of living of families."""
    households, income = world.households, world.income
    family = households.children > 0
    commune = world.territory.cell_commune[households.cell]
    count = len(world.territory.codes)
    total = np.bincount(
        commune[family], np.minimum(income.standard, 60_000)[family], minlength=count
    )
    mean = total / np.maximum(np.bincount(commune[family], minlength=count), 1)
    return np.clip(100 + (mean - 21_500) / 180, 72, 132)


def _write_ips(world: World, path: Path, schools: list[School]) -> Path:
    territory = world.territory
    rows = [
        [
            "2021-2022", "ACADEMIE FICTIVE", "000", "TROIS-VALS (FICTIF)", school.uai, school.name,
            territory.codes[school.commune], territory.labels[school.commune].upper(),
            "public", school.ips,
        ]
        for school in schools
    ]  # fmt: skip
    return write_table(path, HEADER.split(";"), rows, WINDOWS)


def _write_directory(world: World, folder: Path, schools: list[School]) -> Path:
    territory = world.territory
    rows = []
    for school in schools:
        code, label = territory.codes[school.commune], territory.labels[school.commune]
        place = outlines.to_degrees(territory.outlines[school.commune]).representative_point()
        head = [school.uai, school.name.title(), school.kind, "Public", "Lieu fictif"]
        where = [postal_code(world, code), code, label, round(place.y, 5), round(place.x, 5)]
        rows.append([*head, *where, "OUVERT", "2026-01-15"])
    return write_table(folder / "fr-en-annuaire-education.csv", DIRECTORY.split(";"), rows, PORTAL)
