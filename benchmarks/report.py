"""The page `benchmarks/README.md`: each aim, what was measured, met or not."""

import os
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from benchmarks.measuring import Measure
from maillage.base.french import number, plural


SITE = "## Le site, servi à plusieurs"
PAGE = Path(__file__).parent / "README.md"
LIBRARIES = ("polars", "duckdb", "ibis-framework", "pandas")
GIGABYTE = 2**30
# Room, what is compared, tool, largest ratio of our time to its own.
RATIOS = (
    ("importing", "Importer", "Polars", 1.3),
    ("importing", "Importer", "pandas", 1 / 2),
    ("aggregating", "Indicateurs, tous les niveaux", "DuckDB", 2.0),
    ("aggregating", "Indicateurs, tous les niveaux", "Polars", 2.0),
    ("aggregating", "Indicateurs, tous les niveaux", "pandas", 1 / 1.5),
    ("cube", "Cube de 20 millions de lignes", "DuckDB", 1.3),
    ("reaching", "Accès de 35 000 communes, 2 millions de trajets", "access", 1 / 20),
    ("weighing", "Calage de 200 000 réponses sur 60 marges", "svy", 1.0),
)
# Label, (measure, what of it, divided by), most. Peers without Python package were timed apart, on
# a machine of the same kind: theirs are orders, in seconds.
SAMPLING, RAINETTE, GAUSS_SUPPRESSION = 2.27, 14.7, 138.0
FIGURES = (
    ("Indicateurs : mémoire, Mo", ("aggregating:ours", "megabytes", 1), 500),
    ("Portrait, ensuite : millisecondes", ("reading:warm", "seconds", 1 / 1000), 100),
    ("Ward exact sur 34 945 communes : secondes", ("clustering:ours", "seconds", 1), 10),
    ("Ward exact sur 34 945 communes : mémoire, Mo", ("clustering:ours", "megabytes", 1), 300),
    ("Dix classes de 10 000 segments / rainette*", ("texts:ours", "seconds", RAINETTE), 1 / 15),
    ("Dix classes de 10 000 segments : mémoire, Mo", ("texts:ours", "megabytes", 1), 300),
    ("Dix classes de 50 000 segments : secondes", ("texts:ours_large", "seconds", 1), 15),
    ("Calage de 200 000 réponses / R sampling*", ("weighing:ours", "seconds", SAMPLING), 1 / 4),
    (
        "Protéger 28 938 cases / GaussSuppression*",
        ("disclosing:protect_large", "seconds", GAUSS_SUPPRESSION),
        1 / 3,
    ),
    (
        "Contrôler 2 000 cases cachées : secondes",
        ("disclosing:audit_thousands", "seconds", 1),
        10,
    ),
)

LIMITS = """Ce qui est comparé : l’importation est plus qu’une lecture, puisque le fichier est
reconnu, ses codes vérifiés, ses marqueurs de secret traduits, ses colonnes réparties par jeu de
données et par année. Les outils nus ne calculent que des sommes ; Maillage rend aussi les valeurs
de chaque commune, les statuts, la couverture et le choix entre les sources. Leurs sommes portent
sur tous les niveaux que Maillage rend, communes comprises (chacune est la somme d’elle-même).
« whole » est la construction nationale entière, géographie et fichiers embarqués compris.

\\* Outil en R, absent de cette machine : cité, jamais exécuté ici. Mesuré une fois, à part, en
novembre 2026, R 4.2.2, deux cœurs partagés : rainette 0.3.2.9000, 10 classes de 10 000 segments
tirés au hasard (2 494 mots), 14,7 s ; `sampling::calib`, raking, 200 000 réponses sur 60 marges,
2,27 s ; GaussSuppression 1.2.3, 28 938 cases, seuil 4, 138 s. Les machines diffèrent : ces
rapports sont des ordres de grandeur.

`python -m benchmarks.browsing` et `python -m benchmarks.phones` mesurent à part le site, servi à
plusieurs personnes."""


def write(found: Mapping[str, Measure], scale: float, runs: int, folder: Path) -> None:
    """Write the page from the measures; what was measured on the site, apart, stays as it was."""
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    site = before.partition(SITE)[2]
    parts = [_opening(scale, runs, folder), _aims(found), LIMITS, _details(found), _growth(found)]
    kept = [f"{SITE}{site.rstrip()}"] if site else []
    PAGE.write_text("\n\n".join([*parts, *kept]) + "\n", encoding="utf-8")


def _opening(scale: float, runs: int, folder: Path) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    tools = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    size = (folder / "files-1.0" / "dossier_complet.csv").stat().st_size / 1e6
    return f"""# Vitesse et mémoire

Page écrite par « make bench » (`python -m benchmarks`, options `--scale`, `--runs`, `--folder`).
Une partie seule : `--only NOM` ; toutes en petit, pour voir qu’elles tournent : `--small`.

Machine : {os.cpu_count()} cœurs ({platform.machine()}), {number(memory)} Go, charge moyenne
{number(os.getloadavg()[1], decimals=1)} pendant les mesures, Python {platform.python_version()},
{tools}.

Chaque mesure est une médiane, sur {plural(runs, "exécution")}, chacune dans un processus neuf,
les outils comparés tour à tour, fichiers déjà lus une fois par le système ; les importations de
bibliothèques sont comptées à part.
**Les rapports comptent plus que les secondes.**

Les données sont tirées au hasard à la forme des vraies : un « dossier complet » de
{number(size)} Mo ({number(100 * scale)} % des communes) et un recensement individuel de
{number(20 * scale, decimals=1)} millions de lignes."""


def short(found: Mapping[str, Measure]) -> str:
    """The aims measured and the measures, for a terminal."""
    return f"{_aims(found)}\n\n{_details(found)}"


def _ratio(found: Mapping[str, Measure], name: str, other: str) -> float | None:
    """Our time over theirs; None when one of the two was not measured."""
    if name not in found or other not in found:
        return None
    return found[name].seconds / found[other].seconds


def _figure(found: Mapping[str, Measure], name: str, what: str, divided: float) -> float | None:
    return getattr(found[name], what) / divided if name in found else None


def _aims(found: Mapping[str, Measure]) -> str:
    rows = [
        (f"{label} / {tool}", _ratio(found, f"{room}:ours", f"{room}:by_{tool.lower()}"), aim)
        for room, label, tool, aim in RATIOS
    ]
    rows.append(
        ("Une fiche changée / construction entière", _ratio(found, "one_card", "whole"), 0.1)
    )
    rows += [(label, _figure(found, *asked), aim) for label, asked, aim in FIGURES]
    lines = []
    for name, value, aim in rows:
        if value is None:
            continue
        met = "oui" if value <= aim else "**non**"
        obtained, most = number(value, decimals=2), number(aim, decimals=2)
        lines.append(f"| {name} | {obtained} | {most} | {met} |")
    head = "## Objectifs\n\n| Mesure | Obtenu | Au plus | Atteint |\n|---|---|---|---|\n"
    return head + "\n".join(lines)


def _details(found: Mapping[str, Measure]) -> str:
    head = (
        "## Mesures\n\n| Mesure | Secondes | Processeur, s | Importations, s | Mémoire, Mo |\n"
        "|---|---|---|---|---|\n"
    )
    return head + "\n".join(
        f"| `{name}` | {number(one.seconds, decimals=2)} | {number(one.processor, decimals=2)} "
        f"| {number(one.imports, decimals=2)} | {number(one.megabytes)} |"
        for name, one in found.items()
    )


def _growth(found: Mapping[str, Measure]) -> str:
    lines = []
    for kind, label in (("communes", "Communes"), ("cards", "Indicateurs")):
        parts = sorted(name for name in found if name.startswith(f"{kind} "))
        lines.append(
            f"| {label} | "
            + " | ".join(number(found[name].seconds, decimals=2) for name in parts)
            + " |"
        )
    head = "## Croissance\n\n| Secondes pour | un quart | la moitié | tout |\n|---|---|---|---|\n"
    return head + "\n".join(lines)
