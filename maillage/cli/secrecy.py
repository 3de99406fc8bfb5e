"""Commands of statistical secrecy: protect a table, audit what is published."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from maillage.base.errors import WrongCall
from maillage.base.french import number, plural
from maillage.cli.data import ERR, OUT
from maillage.disclosure.attack import Audit, Finding, audit_releases
from maillage.disclosure.attack.hierarchies import read_hierarchies
from maillage.disclosure.attack.releases import VALUE, read_release
from maillage.disclosure.regimes import Regime, regime, regimes
from maillage.sources.own_tables import read_own_table


SHOWN_LEAKS = 40
DECIMALS = 2

Hierarchies = Annotated[
    list[str] | None,
    typer.Option("--hierarchy", help="COLONNE=FICHIER ; le fichier a les colonnes child,parent."),
]


def audit(
    published: Annotated[
        list[Path],
        typer.Argument(help="Tableaux publiés : une colonne par dimension, puis « value »."),
    ],
    regime_name: Annotated[str, typer.Option("--regime", help="Régime de secret à vérifier.")] = "",
    hierarchy: Hierarchies = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Résultat détaillé, en JSON.")
    ] = None,
) -> None:
    """Chercher ce qu’un lecteur peut déduire des cases masquées (code de sortie 1 s’il le peut)."""
    rules = chosen_regime(regime_name) if regime_name else None
    releases = [read_release(read_own_table(path, {VALUE: "valeur publiée"})) for path in published]
    dims = tuple(dict.fromkeys(name for release in releases for name in release.dims))
    hierarchies = read_hierarchies(hierarchy or [], dims)
    with progress_bar("Audit") as advance:
        found = audit_releases(releases, hierarchies=hierarchies, regime=rules, progress=advance)
    if output is not None:
        write_json(output, found.to_dict())
    print_audit(found)
    if not found.is_safe:
        sys.exit(1)


def chosen_regime(name: str) -> Regime:
    """The regime of that name. Raises WrongCall naming those that exist."""
    known = [one.id for one in regimes()]
    if name not in known:
        raise WrongCall(
            f"Le régime « {name} » n’existe pas.", todo=f"Choisissez parmi : {', '.join(known)}."
        )
    return regime(name)


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the error stream, moved by (done, total)."""
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=ERR)
    with bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def write_json(output: Path, content: dict[str, object]) -> None:
    """Write a result as JSON. Raises WrongCall when the file cannot be written."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    try:
        output.write_text(text + "\n", encoding="utf-8")
    except OSError as problem:
        raise WrongCall(
            f"« {output} » ne peut pas être écrit.",
            todo="Vérifiez que le dossier existe et que vous avez le droit d’y écrire.",
        ) from problem


def print_audit(found: Audit) -> None:
    """Say on the screen what leaks, or that nothing does."""
    what = f"{plural(found.hidden, 'case masquée', 'cases masquées')}, " + plural(
        found.equations, "égalité examinée", "égalités examinées"
    )
    if found.is_safe:
        OUT.print(f"Aucune case masquée ne se déduit des valeurs publiées ({what}).")
        return
    count = plural(len(found.leaks), "case se déduit", "cases se déduisent")
    OUT.print(f"{count} des valeurs publiées ({what}) :")
    for leak in found.leaks[:SHOWN_LEAKS]:
        OUT.print(f"  {leak_words(found, leak)}")
    if len(found.leaks) > SHOWN_LEAKS:
        OUT.print(f"  … et {number(len(found.leaks) - SHOWN_LEAKS)} autres (liste entière : -o).")


def leak_words(found: Audit, leak: Finding) -> str:
    """`commune = A, sexe = F : 3, exactement`."""
    place = ", ".join(f"{name} = {code}" for name, code in zip(found.dims, leak.key, strict=True))
    decimals = 0 if found.whole else DECIMALS
    low, high = number(leak.lower, decimals=decimals), number(leak.upper, decimals=decimals)
    endings = {
        "exact": f"{low}, exactement",
        "latent": f"{low}, exactement (case jamais publiée, obtenue par différence)",
        "narrow": f"entre {low} et {high}",
        "undecided": f"entre {low} et {high} au plus large, sans preuve qu’elle résiste",
    }
    return f"{place} : {endings[leak.kind]}"
