"""A few fictitious communes, written in the exact format of the official files.

Codes are those that careless readers break (01…, 2A…, 971…). Every figure is invented.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from maillage.building import BuildReport, build
from maillage.sources.intake import Outcome, take
from maillage.store import Store


EPCI = "200000001"
# code: name, EPCI, région
COMMUNES = {
    "01001": ("Annelle", EPCI, "84"),
    "01002": ("Le Bourguet", EPCI, "84"),
    "01004": ("Ormoy-Fictif", EPCI, "84"),
    "2A004": ("Port-Fictif", "200000002", "94"),
    "97101": ("Les Palmes", "200000003", "01"),
}
EPCI_NAMES = {
    EPCI: "CC du Val d’Annelle",
    "200000002": "CA du Port",
    "200000003": "CA des Palmes",
}
DEPARTEMENTS = {"01": "Ain", "2A": "Corse-du-Sud", "971": "Guadeloupe"}
REGIONS = {"84": "Auvergne-Rhône-Alpes", "94": "Corse", "01": "Guadeloupe"}
RELEASES = {2024: "4.1.0", 2026: "6.0.0"}
VARIABLES = (
    "P21_POP", "P15_POP", "P21_LOG", "P21_RP", "P21_LOGVAC", "P21_RSECOCC", "C21_FAM",
    "C21_FAMMONO", "C21_MEN", "P21_POP0014", "SUPERF", "NAISD21", "DECESD21", "NBMENFISC21",
    "NBPERSMENFISC21", "MED21", "TP6021",
)  # fmt: skip
FIGURES: dict[str, tuple[Any, ...]] = {
    "01001": (800, 760, 400, 340, 40, 20, 200, 30, 340, 150, 15.95, 8, 7, 330, 790, 21500, "s"),
    "01002": (200, 210, 120, 90, 18, 12, 55, 5, 90, 30, 9.1, 1, 3, 88, 196, "s", "s"),
    "01004": (
        14000, 13500, 7000, 6300, 630, 70, 3500, 770, 6300, 2600, 24.6, 160, 120, 6200, 13800,
        20350, "22.0",
    ),
    "2A004": (
        70000, 68000, 38000, 33000, 1900, 3100, 19000, 3800, 33000, 10500, 82.03, 600, 620, 32500,
        69000, 21600, "19.5",
    ),
    "97101": (
        53000, 54500, 26000, 22500, 3300, 200, 15000, 6900, 22500, 9900, 81.0, 640, 480, "nd",
        "nd", "nd", "nd",
    ),
}  # fmt: skip


def census_text(
    changes: Mapping[tuple[str, str], Any] | None = None, *, without: tuple[str, ...] = ()
) -> str:
    """The « dossier complet » of these communes, as Insee separates it.

    changes  (commune, variable) → another figure
    without  communes or variables left out
    """
    kept = [name for name in VARIABLES if name not in without]
    lines = [";".join(["CODGEO", *kept])]
    for code, figures in FIGURES.items():
        if code in without:
            continue
        values = dict(zip(VARIABLES, figures, strict=True))
        values |= {name: new for (place, name), new in (changes or {}).items() if place == code}
        lines.append(";".join([code, *(str(values[name]) for name in kept)]))
    return "\n".join(lines) + "\n"


def write_census(folder: Path, *, name: str = "dossier_complet.csv", **options: Any) -> Path:
    """The same, in a file."""
    path = folder / name
    path.write_text(census_text(**options), encoding="utf-8")
    return path


def write_division(folder: Path, year: int = 2026) -> Path:
    """The npm package of the administrative division of that year."""
    root = folder / f"decoupage-{year}"
    (root / "data").mkdir(parents=True)
    package = {"name": "@etalab/decoupage-administratif", "version": RELEASES[year]}
    (root / "package.json").write_text(json.dumps(package), encoding="utf-8")
    lists = {
        "communes": [_commune(code) for code in COMMUNES],
        "epci": [_epci(code) for code in EPCI_NAMES],
        "departements": [
            {"code": code, "region": _region(code), "chefLieu": "", "nom": name}
            for code, name in DEPARTEMENTS.items()
        ],
        "regions": [{"code": c, "chefLieu": "", "nom": name} for c, name in REGIONS.items()],
    }
    for name, content in lists.items():
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (root / "data" / f"{name}.json").write_text(text, encoding="utf-8")
    return root


def _commune(code: str) -> dict[str, Any]:
    name, _, region = COMMUNES[code]
    departement = code[:3] if code.startswith("97") else code[:2]
    population = FIGURES[code][0]
    return {
        "code": code, "nom": name, "type": "commune-actuelle", "departement": departement,
        "region": region, "zone": "drom" if code.startswith("97") else "metro",
        "population": population + 10, "codesPostaux": [f"{code[:2]}999"],
    }  # fmt: skip


def _epci(code: str) -> dict[str, Any]:
    name = EPCI_NAMES[code]
    members = [{"code": one} for one, (_, group, _) in COMMUNES.items() if group == code]
    return {"code": code, "nom": name, "type": name[:2], "membres": members}


def _region(departement: str) -> str:
    return next(region for code, (_, _, region) in COMMUNES.items() if code.startswith(departement))


def write_small_world(folder: Path) -> Path:
    """Two divisions and the census."""
    folder.mkdir(parents=True, exist_ok=True)
    for year in RELEASES:
        write_division(folder, year)
    write_census(folder)
    return folder


def filled(store: Store, folder: Path) -> list[Outcome]:
    """Put the small world in a store, without building it."""
    return take(write_small_world(folder), store)


def built(store: Store, folder: Path) -> BuildReport:
    """The small world in a store, built."""
    filled(store, folder)
    return build(store)
