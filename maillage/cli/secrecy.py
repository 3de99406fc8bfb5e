"""Commands of statistical secrecy: protect a table, audit what is published."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import polars as pl
import typer
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from maillage.base.errors import WrongCall
from maillage.cli.data import ERR, OUT
from maillage.cli.secrecy_rounding import (
    refuse_rounded_amounts,
    round_table,
    rounding_sentences,
)
from maillage.cli.secrecy_words import print_audit, warn_of_gaps, warn_of_negatives
from maillage.disclosure.attack import Knowledge, audit_releases
from maillage.disclosure.attack.hierarchies import read_hierarchies, refuse_foreign
from maillage.disclosure.attack.lattice import TOTAL
from maillage.disclosure.attack.releases import VALUE, Release, read_release, same_names
from maillage.disclosure.protection.protecting import protect as protect_table
from maillage.disclosure.protection.report import html, summary
from maillage.disclosure.protection.tables import Columns, Table, read_table
from maillage.disclosure.regimes import MOST_RANKS, Regime, regime, regimes
from maillage.sources.own_tables import WRITABLE, expecting, read_own_table, write_own_table


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
    known: Annotated[
        Path | None,
        typer.Option("--known", help="Compte rendu de « protect » : il dit les cases sensibles."),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help="Montants : refuser aussi une case étroite que rien ne dit sensible."
        ),
    ] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Résultat détaillé, en JSON.")
    ] = None,
) -> None:
    """Chercher ce qu’un lecteur peut déduire des cases masquées (code de sortie 1 s’il le peut)."""
    rules = chosen_regime(regime_name) if regime_name else None
    refuse_missing_folder(output)
    releases = same_names(
        [read_release(read_own_table(path, {VALUE: "valeur publiée"})) for path in published]
    )
    dims = tuple(dict.fromkeys(name for release in releases for name in release.dims))
    hierarchies = read_hierarchies(hierarchy or [], dims)
    refuse_foreign(hierarchies, codes_of(releases))
    knowledge = None if known is None else read_known(known, dims)
    warn_of_negatives(releases)
    warn_of_gaps(releases, rules)
    with progress_bar("Audit") as advance:
        found = audit_releases(
            releases,
            hierarchies=hierarchies,
            regime=rules,
            knowledge=knowledge,
            strict=strict,
            progress=advance,
        )
    if output is not None:
        write_json(output, found.to_dict())
    print_audit(found)
    if not found.is_safe:
        sys.exit(1)


def codes_of(releases: Sequence[Release]) -> dict[str, set[str]]:
    """Dimension → the codes that these tables have there."""
    found: dict[str, set[str]] = {}
    for release in releases:
        for axis, name in enumerate(release.dims):
            found.setdefault(name, set()).update(key[axis] for key in release.cells)
    return found


def read_known(record: Path, dims: Sequence[str]) -> Knowledge:
    """The sensitive cells of a record of `protect`. Raises WrongCall when it is not one."""
    try:
        content = json.loads(record.read_text(encoding="utf-8"))
        cells = [cell for table in content["tables"] for cell in table["hidden_cells"]]
        named = [cell["cell"] for cell in cells if cell["kind"] == "primary"]
        lone = [cell["cell"] for cell in cells if cell.get("alone")]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise WrongCall(
            f"« {record} » n’est pas un compte rendu de « maillage protect ».",
            todo="Donnez à --known le fichier écrit par --audit.",
        ) from problem
    keys, alone = (
        frozenset(tuple(cell.get(name, TOTAL) for name in dims) for cell in listed)
        for listed in (named, lone)
    )
    return Knowledge({}, others=False, named=keys, alone=alone)


def chosen_regime(name: str) -> Regime:
    """The regime of that name. Raises WrongCall naming those that exist."""
    known = [one.id for one in regimes()]
    if name not in known:
        raise WrongCall(
            f"Le régime « {name} » n’existe pas.", todo=f"Choisissez parmi : {', '.join(known)}."
        )
    return regime(name)


def with_rules(rules: Regime, p_percent: float | None, dominance: str) -> Regime:
    """The regime, its rules on contributions set on the command line. Raises WrongCall."""
    stated: dict[str, float | int] = {}
    if p_percent is not None:
        stated["p_percent"] = p_percent
    if dominance:
        count, _, most = dominance.replace(" ", "").partition(",")
        try:
            stated |= {"dominance_count": int(count), "dominance": float(most)}
        except ValueError as problem:
            raise WrongCall(
                f"--dominance {dominance} : la règle (n, k) s’écrit par exemple 2,90.",
                todo="Donnez le nombre d’unités, une virgule, puis le pourcentage.",
            ) from problem
    try:
        return Regime.model_validate({**rules.model_dump(), **stated})
    except ValueError as problem:
        raise WrongCall(
            f"Règle impossible : --p-percent est positif ; --dominance compte de 1 à {MOST_RANKS} "
            "unités et un pourcentage de 0 à 100.",
            todo="Corrigez l’option, puis relancez.",
        ) from problem


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the error stream, moved by (done, total)."""
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=ERR)
    with bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def write_json(output: Path, content: dict[str, object]) -> None:
    """Write a result as JSON. Raises WrongCall when the file cannot be written."""
    write_text(output, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def protect(
    tables: Annotated[
        list[Path],
        typer.Argument(
            help="Tableau, ou fichier d’une ligne par personne ; plusieurs s’ils sont liés."
        ),
    ],
    by: Annotated[list[str], typer.Option("--by", help="Colonne à croiser (répétez l’option).")],
    regime_name: Annotated[str, typer.Option("--regime", help="Régime de secret à appliquer.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Tableau protégé à écrire.")],
    value: Annotated[str, typer.Option("--value", help="Colonne de la valeur publiée.")] = "",
    count: Annotated[str, typer.Option("--count", help="Colonne de l’effectif des cases.")] = "",
    largest: Annotated[
        list[str] | None,
        typer.Option(
            "--max",
            "--max2",
            help="Colonne du plus gros contributeur des cases ; répétée, du deuxième…",
        ),
    ] = None,
    contributor: Annotated[
        str,
        typer.Option("--contributor", help="Colonne de qui contribue : une ligne par apport."),
    ] = "",
    p_percent: Annotated[
        float | None, typer.Option("--p-percent", help="Règle p % en plus du régime : 10, 15…")
    ] = None,
    dominance: Annotated[
        str, typer.Option("--dominance", help="Règle (n, k) au lieu de celle du régime : 2,90.")
    ] = "",
    hierarchy: Hierarchies = None,
    record: Annotated[
        Path | None, typer.Option("--audit", help="Compte rendu à classer (JSON).")
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", help="Le même en une page (HTML).")
    ] = None,
    base: Annotated[
        int, typer.Option("--round", help="Arrondir à 5 ou 10 en gardant les totaux.")
    ] = 0,
    persons: Annotated[
        bool, typer.Option("--persons", help="Le fichier a une ligne par personne.")
    ] = False,
    insiders: Annotated[
        bool,
        typer.Option(
            "--insiders/--no-insiders",
            help="Protéger aussi de qui est seul dans sa case et connaît donc sa valeur.",
        ),
    ] = True,
    seed: Annotated[int, typer.Option("--seed", help="Graine du tirage de la recherche.")] = 0,
) -> None:
    """Masquer ce qui doit l’être dans un tableau, puis vérifier que rien ne se déduit."""
    rules = with_rules(chosen_regime(regime_name), p_percent, dominance)
    first, *others = largest or [""]
    columns = Columns(
        tuple(dict.fromkeys(by)), value, count, first, tuple(others), contributor=contributor
    )
    hierarchies = read_hierarchies(hierarchy or [], columns.by)
    refuse_unwritable(output, several=len(tables) > 1)
    refuse_missing_folder(record, report)
    given = [read_one(path, columns, hierarchies, persons=persons) for path in tables]
    refuse_unused(columns, given)
    refuse_foreign(hierarchies, codes_of([one.release for one in given]))
    if base:
        refuse_rounded_amounts(given)
        made = [round_table(one, base, hierarchies) for one in given]
        lines = rounding_sentences(given, made, base)
        content: dict[str, object] = {"method": "rounding", "base": base, "sentences": lines}
        write_all(made, output, content, (record, report))
        return
    refuse_silent(rules)
    with steps_bar() as say:
        done = protect_table(
            given, rules, hierarchies=hierarchies, say=say, seed=seed, insiders=insiders
        )
    write_all(done.published, output, summary(done, hierarchies), (record, report))


def read_one(
    path: Path, columns: Columns, hierarchies: dict[str, dict[str, list[str]]], *, persons: bool
) -> Table:
    """One table. Of several linked ones, each crosses those of the dimensions that it has."""
    raw = read_own_table(path)
    present = tuple(name for name in columns.by if name in raw.frame.columns)
    own = replace(columns, by=present or columns.by[:1])
    return read_table(expecting(raw, _expected(own)), own, hierarchies, persons=persons)


def refuse_unused(columns: Columns, given: Sequence[Table]) -> None:
    """A column that no file has is a slip. Raises WrongCall naming it."""
    used = {name for table in given for name in table.release.dims}
    unused = [name for name in columns.by if name not in used]
    if unused:
        raise WrongCall(
            f"--by {unused[0]} : aucun fichier donné n’a de colonne « {unused[0]} ».",
            todo=f"Colonnes croisées qui existent : {', '.join(sorted(used))}.",
        )


def refuse_unwritable(output: Path, *, several: bool) -> None:
    """Better said before a minute of search than after. Raises WrongCall."""
    if not several and output.suffix.lower() not in WRITABLE:
        raise WrongCall(
            f"« {output.name} » : le tableau protégé s’écrit en {', '.join(WRITABLE)}.",
            todo="Changez la fin du nom donné après -o.",
        )
    refuse_missing_folder(output)


def refuse_missing_folder(*outputs: Path | None) -> None:
    """Nothing is written unless everything can be. Raises WrongCall naming the folder."""
    for output in outputs:
        if output is not None and not output.resolve().parent.is_dir():
            raise WrongCall(
                f"« {output} » ne peut pas être écrit : le dossier n’existe pas.",
                todo="Créez le dossier, ou donnez-en un autre.",
            )


def write_tables(releases: Sequence[Release], output: Path) -> None:
    """One file; several linked tables go to a folder, each under its own name."""
    if len(releases) == 1:
        write_own_table(frame_of(releases[0]), output)
        return
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise WrongCall(
            f"« {output} » n’est pas un dossier où écrire plusieurs tableaux.",
            todo="Donnez un dossier après -o.",
        ) from problem
    for release in releases:
        write_own_table(frame_of(release), output / Path(release.name).with_suffix(".csv").name)


def _expected(columns: Columns) -> dict[str, str]:
    """The columns the file must have, with what each is."""
    named = dict.fromkeys(columns.by, "dimension du tableau")
    options = {
        columns.value: "valeur publiée",
        columns.count: "effectif de la case",
        columns.largest: "plus gros contributeur",
        **dict.fromkeys(columns.next_largest, "contributeur suivant"),
        columns.contributor: "contributeur",
    }
    return {**named, **{name: what for name, what in options.items() if name}}


def refuse_silent(rules: Regime) -> None:
    """A regime that hides nothing protects nothing. Raises WrongCall."""
    if rules.minimum_count is None and not rules.ranks:
        usable = [one.id for one in regimes() if one.minimum_count or one.ranks]
        raise WrongCall(
            f"Le régime « {rules.id} » ne dit pas quelles cases masquer.",
            todo=f"Choisissez parmi : {', '.join(usable)}"
            + (f", ou ajoutez --round {rules.rounding}." if rules.rounding else "."),
        )


def write_all(
    releases: Sequence[Release],
    output: Path,
    content: dict[str, object],
    papers: tuple[Path | None, Path | None],
) -> None:
    """The tables, the record and its page when asked for, and the same sentences on the screen."""
    record, report = papers
    lines = sentences_of(content)
    write_tables(releases, output)
    if record is not None:
        write_json(record, content)
    if report is not None:
        write_text(report, html(lines))
    for line in lines:
        OUT.print(line)


def sentences_of(content: dict[str, object]) -> list[str]:
    """The sentences of a record."""
    found = content["sentences"]
    return [str(line) for line in found] if isinstance(found, list) else []


def frame_of(release: Release) -> pl.DataFrame:
    """The table to publish: one column per dimension, then `value`, « secret » where hidden."""
    columns = list(zip(*release.cells, strict=True))
    texts = [
        "secret" if value is None else f"{value:.{release.decimals}f}"
        for value in release.cells.values()
    ]
    return pl.DataFrame({**dict(zip(release.dims, columns, strict=True)), VALUE: texts})


def write_text(output: Path, text: str) -> None:
    """Write a page. Raises WrongCall when the file cannot be written."""
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise WrongCall(
            f"« {output} » ne peut pas être écrit.",
            todo="Vérifiez que le dossier existe et que vous avez le droit d’y écrire.",
        ) from problem


@contextmanager
def steps_bar() -> Iterator[Callable[[str, int, int], None]]:
    """One bar per step, on the error stream, moved by (step, done, total)."""
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=ERR)
    tasks: dict[str, TaskID] = {}

    def say(step: str, done: int, total: int) -> None:
        if step not in tasks:
            tasks[step] = bar.add_task(step, total=None)
        bar.update(tasks[step], completed=done, total=total)

    with bar:
        yield say
