"""Directories: services of social inclusion (data·inclusion v1), associations, sports licences."""

import json
from pathlib import Path

import numpy as np

from maillage.simulator import outlines
from maillage.simulator.files.delimited import INSEE, write_table
from maillage.simulator.files.geography import communes_of, postal_code
from maillage.simulator.files.levels import Grouping
from maillage.simulator.world import World


SOURCE, UPDATED = "territoire-fictif", "2026-03-01"
_ONLINE = "numerique--maitriser-les-fondamentaux-du-numerique"
_RIGHTS = "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits"
_FOOD = "equipement-et-alimentation--alimentation"
_TRADE = "choisir-un-metier--confirmer-son-choix-de-metier"
_PARENTS = "famille--soutien-a-la-parentalite-et-a-leducation"
_VEHICLE = "mobilite--acceder-a-un-vehicule"
# structure, network, smallest commune, services (name, type, theme, public)
Offer = tuple[str, str, str, str]
OFFER: tuple[tuple[str, str, int, tuple[Offer, ...]], ...] = (
    (
        "CCAS",
        "ccas-cias",
        1500,
        (
            ("Aide alimentaire", "aide-materielle", _FOOD, "tous-publics"),
            ("Accès aux droits", "accompagnement", _RIGHTS, "tous-publics"),
        ),
    ),
    (
        "France services",
        "france-service",
        2500,
        (("Démarches en ligne", "accompagnement", _ONLINE, "tous-publics"),),
    ),
    (
        "Mission locale",
        "mission-locale",
        6000,
        (("Suivi des 16-25 ans", "accompagnement", _TRADE, "jeunes"),),
    ),
    (
        "Garage solidaire",
        "aci",
        6000,
        (
            (
                "Location de véhicules",
                "aide-materielle",
                "mobilite--acceder-a-un-vehicule",
                "actifs",
            ),
        ),
    ),
    (
        "Centre social",
        "",
        2800,
        (
            ("Soutien à la parentalité", "atelier", _PARENTS, "familles"),
            ("Ateliers numériques", "atelier", _ONLINE, "seniors"),
        ),
    ),
)
FEDERATIONS = (
    "FF de football",
    "FF de tennis",
    "FF de gymnastique",
    "FF d'équitation",
    "FF de judo",
)
AGE_BANDS = ("1 à 4 ans", "5 à 9 ans", "10 à 14 ans", "15 à 19 ans", "20 à 24 ans", "25 à 29 ans",
    "30 à 34 ans", "35 à 39 ans", "40 à 44 ans", "45 à 49 ans", "50 à 54 ans", "55 à 59 ans",
    "60 à 64 ans", "65 à 69 ans", "70 à 74 ans", "75 à 79 ans", "80 à 99 ans")  # fmt: skip
WALDEC = (
    "id;id_ex;siret;date_creat;date_decla;date_publi;date_disso;nature;groupement;titre;objet_social1;"
    "adrs_codepostal;adrs_codeinsee;adrs_libcommune;position;maj_time"
)


def write_directories(world: World, folder: Path) -> list[Path]:
    """Four files."""
    structures, services = _offer(world)
    return [
        _write_json(folder / "data-inclusion_structures_2026.json", structures),
        _write_json(folder / "data-inclusion_services_2026.json", services),
        _write_associations(world, folder),
        _write_licences(world, folder),
    ]


def _offer(world: World) -> tuple[list[dict], list[dict]]:
    """Structures of towns and their services, in the fields of the schema v1."""
    territory = world.territory
    structures: list[dict] = []
    services: list[dict] = []
    for commune, size in enumerate(territory.target):
        for name, network, smallest, offers in OFFER:
            if size >= smallest:
                structure = _structure(world, commune, name, network)
                structures.append(structure)
                services += [_service(structure, rank, offer) for rank, offer in enumerate(offers)]
    return structures, services


def _structure(world: World, commune: int, name: str, network: str) -> dict:
    code, label = world.territory.codes[commune], world.territory.labels[commune]
    return {
        "id": f"{SOURCE}--{name.lower().replace(' ', '-')}-{code}",
        "source": SOURCE,
        "nom": f"{name} de {label}",
        "siret": None,
        "reseaux_porteurs": [network] if network else [],
        "description": "Structure fictive du territoire de démonstration.",
        **_address(world, commune),
        "telephone": None,
        "courriel": None,
        "site_web": None,
        "horaires_accueil": "Mo-Fr 09:00-12:00,14:00-17:00",
        "accessibilite_lieu": None,
        "date_maj": UPDATED,
    }


def _address(world: World, commune: int) -> dict:
    code = world.territory.codes[commune]
    place = outlines.to_degrees(world.territory.outlines[commune]).representative_point()
    return {
        "adresse": "Lieu fictif",
        "complement_adresse": None,
        "code_postal": postal_code(world, code),
        "commune": world.territory.labels[commune],
        "code_insee": code,
        "latitude": round(place.y, 5),
        "longitude": round(place.x, 5),
    }


def _service(structure: dict, rank: int, offer: Offer) -> dict:
    name, kind, theme, public = offer
    place = {key: structure[key] for key in _ADDRESS_KEYS}
    return {
        "id": f"{structure['id']}-{rank + 1}",
        "structure_id": structure["id"],
        "source": SOURCE,
        "nom": name,
        "description": "Service fictif du territoire de démonstration.",
        "type": kind,
        "thematiques": [theme],
        "publics": [public],
        "frais": "gratuit",
        **place,
        "modes_accueil": ["en-presentiel"],
        "mobilisable_par": ["usagers", "professionnels"],
        "modes_mobilisation": ["se-presenter"],
        "zone_eligibilite": [structure["code_insee"]],
        "horaires_accueil": structure["horaires_accueil"],
        "date_maj": UPDATED,
    }


_ADDRESS_KEYS = (
    "adresse",
    "complement_adresse",
    "code_postal",
    "commune",
    "code_insee",
    "latitude",
    "longitude",
)


def _write_json(path: Path, records: list[dict]) -> Path:
    path.write_text(json.dumps(records, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _write_associations(world: World, folder: Path) -> Path:
    """One association for about fifty inhabitants; a few dissolved."""
    rng, territory = world.rng(32), world.territory
    counts = rng.poisson(territory.target / 52 + 1)
    rows: list[list[object]] = []
    for commune in np.repeat(np.arange(len(counts)), counts):
        number = len(rows) + 1
        code, label = territory.codes[commune], territory.labels[commune]
        dissolved = rng.random() < 0.08
        dates = [
            "2015-05-04",
            "2015-05-04",
            "2015-05-16",
            "2024-02-01" if dissolved else "0001-01-01",
        ]
        who = ["D", "S", f"ASSOCIATION FICTIVE {number}", "objet fictif"]
        where = [postal_code(world, code), code, label.upper()]
        rows.append(
            [
                f"W000{number:06d}",
                "",
                "",
                *dates,
                *who,
                *where,
                "D" if dissolved else "A",
                "2026-01-10 00:00:00",
            ]
        )
    return write_table(folder / "rna_waldec.csv", WALDEC.split(";"), rows, INSEE)


def _write_licences(world: World, folder: Path) -> Path:
    """Licence holders by commune, federation, sex and age."""
    columns = [f"{sex} - {band}" for sex in ("F", "H") for band in AGE_BANDS]
    header = [
        "Code Commune",
        "Commune",
        "Code QPV",
        "Nom QPV",
        "Département",
        "Région",
        "Statut géo",
        "Code",
        "Fédération",
    ]
    header += [*columns[:17], "F - NR", *columns[17:], "H - NR", "NR - NR", "Total"]
    grouping = communes_of(world, 2021)
    counts = _licence_counts(world, grouping)
    rows = []
    for commune, (code, label) in enumerate(zip(grouping.codes, grouping.labels, strict=True)):
        for rank, federation in enumerate(FEDERATIONS):
            women, men = counts[commune, rank, 0], counts[commune, rank, 1]
            total = int(women.sum() + men.sum())
            if total:
                head = [
                    code,
                    label,
                    "X",
                    "X",
                    "00",
                    "Région fictive",
                    "Géocodé",
                    100 + rank,
                    federation,
                ]
                rows.append([*head, *women.tolist(), 0, *men.tolist(), 0, 0, total])
    return write_table(folder / "lic-data-2021.csv", header, rows, INSEE)


def _licence_counts(world: World, grouping: Grouping) -> np.ndarray:
    """Communes × federations × sex × age bands."""
    people, rng = world.people, world.rng(33)
    band = np.minimum(people.age // 5, len(AGE_BANDS) - 1)
    commune = grouping.spread(people.cell)
    count = len(grouping.codes)
    key = (commune.astype(int) * 2 + ~people.female) * len(AGE_BANDS) + band
    population = np.bincount(key, minlength=count * 2 * len(AGE_BANDS))
    population = population.reshape(count, 1, 2, len(AGE_BANDS))
    likely = np.interp(
        np.arange(len(AGE_BANDS)), [0, 1, 2, 4, 8, 16], [0.04, 0.42, 0.5, 0.17, 0.12, 0.04]
    )
    by_sex = np.array([[0.1, 0.55], [0.12, 0.2], [0.32, 0.06], [0.34, 0.05], [0.08, 0.14]])
    return rng.poisson(population * likely * by_sex[:, :, None])
