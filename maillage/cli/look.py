"""Commands that show something: a portrait, territories, the card of an indicator."""

import errno
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from maillage.base.errors import NoData, WrongCall
from maillage.base.french import number
from maillage.base.levels import LEVEL_LABELS, Level
from maillage.cli.data import OUT
from maillage.cli.stores import Demonstration, chosen_store
from maillage.indicators.cards import Card, card, cards, dataset_of, formulas
from maillage.indicators.docs import POLARITY, public_words, unit_label
from maillage.portraits import open_shelf
from maillage.portraits import portrait as make_portrait
from maillage.portraits.outlines import member_portraits, outlines
from maillage.sources.registry import givers, source_cards


BINARY = {"pdf", "xlsx"}


def portrait(
    code: Annotated[str, typer.Argument(help="Code du territoire (commune, EPCI, FR…).")] = "",
    communes: Annotated[
        str, typer.Option("--communes", help="Codes de communes séparés par des virgules.")
    ] = "",
    level: Annotated[
        str, typer.Option("--level", help="Niveau, quand un code en désigne plusieurs.")
    ] = "",
    years: Annotated[
        str, typer.Option("--years", help="Années : 2021, 2015,2021 ou all (sinon la dernière).")
    ] = "",
    file_format: Annotated[
        str, typer.Option("--format", help="json, csv, html, pdf ou xlsx.")
    ] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Fichier à écrire.")] = None,
    name: Annotated[str, typer.Option("--name", help="Nom du périmètre choisi.")] = "",
    ages: Annotated[str, typer.Option("--ages", help="Âges du public choisi, ex. 25-40.")] = "",
    fiches: Annotated[
        bool, typer.Option("--fiches", help="La fiche de deux pages de chaque commune (PDF).")
    ] = False,
    demonstration: Demonstration = False,
) -> None:
    """Faire le portrait d’un territoire, ou d’une liste de communes."""
    wanted = "pdf" if fiches else _format(file_format, output)
    if level and level not in set(Level):
        raise WrongCall(f"Niveau « {level} » inconnu : {', '.join(Level)}.")
    shelf = open_shelf(chosen_store(demonstration=demonstration))
    made = make_portrait(
        code,
        level=level or None,
        communes=[one.strip() for one in communes.split(",") if one.strip()],
        name=name,
        years=_years(years),
        ages=_ages(ages),
        store=shelf.store,
    )
    if all(one["value"] is None for one in made.content["indicators"]):
        raise NoData(
            f"Aucun chiffre pour {made.content['territory']['name']}"
            + (f" en {years}." if years else "."),
            todo="Retirez « --years », ou déposez un fichier de cette année."
            if years
            else "« maillage sources » dit quels fichiers en donneraient.",
        )
    from maillage.reports import render, render_fiches  # drawing libraries are slow to load

    shapes = outlines(made.content["territory"], shelf)
    if fiches:
        _write(render_fiches(member_portraits(made, shelf), contours=shapes), output)
    else:
        _write(render(made, wanted, contours=shapes), output)


def _format(asked: str, output: Path | None) -> str:
    """The format asked for, else the one the file name says, else JSON."""
    wanted = asked or (output.suffix.lstrip(".").lower() if output else "json")
    from maillage.reports import FORMATS  # as above

    if wanted not in FORMATS:
        raise WrongCall(f"Format « {wanted} » inconnu : {', '.join(FORMATS)}.")
    if wanted in BINARY and output is None and sys.stdout.isatty():
        raise WrongCall(f"Le format {wanted} s’écrit dans un fichier.", todo="Ajoutez -o FICHIER.")
    return wanted


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(content)
        return
    try:
        output.write_bytes(content)
    except OSError as problem:
        raise WrongCall(
            f"« {output} » ne peut pas être écrit : {_obstacle(problem)}.",
            todo="Choisissez un autre emplacement avec -o.",
        ) from problem
    OUT.print(f"{output} ({number(len(content) / 1024)} Ko)")


def _obstacle(problem: OSError) -> str:
    """Why a file cannot be written, in words."""
    if isinstance(problem, FileNotFoundError | NotADirectoryError):
        return "son dossier n’existe pas"
    if isinstance(problem, IsADirectoryError):
        return "c’est un dossier"
    if isinstance(problem, PermissionError):
        return "vous n’avez pas le droit d’écrire à cet endroit"
    return "le disque est plein" if problem.errno == errno.ENOSPC else "le disque le refuse"


def _ages(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    limits = text.replace("–", "-").split("-")
    if len(limits) != len(("first", "last")) or not all(one.strip().isdigit() for one in limits):
        raise WrongCall(f"« {text} » ne dit pas deux âges.", todo="Écrivez par exemple 25-40.")
    return int(limits[0]), int(limits[1])


def _years(text: str) -> list[int] | Literal["all"]:
    if not text:
        return []
    if text == "all":
        return "all"
    try:
        return [int(one) for one in text.split(",")]
    except ValueError as problem:
        raise WrongCall(f"« {text} » n’est pas une liste d’années.") from problem


def territories(
    words: Annotated[list[str], typer.Argument(help="Nom, code ou code postal (fautes admises).")],
    limit: Annotated[int, typer.Option(help="Nombre de réponses.")] = 10,
    demonstration: Demonstration = False,
) -> None:
    """Chercher un territoire par son nom, son code ou son code postal."""
    text = " ".join(words)
    geography = open_shelf(chosen_store(demonstration=demonstration)).geography
    found = geography.search(text, limit=limit)
    if not found:
        raise NoData(f"Aucun territoire ne ressemble à « {text} ».")
    for one in found:
        people = f"{number(one.population)} hab." if one.population is not None else ""
        OUT.print(f"{one.code:12} {LEVEL_LABELS[one.level]:24} {one.name}  {people}")


def indicator(
    name: Annotated[str, typer.Argument(help="Identifiant ; sans argument, la liste.")] = "",
) -> None:
    """Expliquer un indicateur : question, définition, source, précautions."""
    if not name:
        for one in cards().values():
            OUT.print(f"{one.theme:20} {one.id:45} {one.label}")
        return
    _explain(card(name))


def _explain(one: Card) -> None:
    OUT.print(f"{one.label} ({one.id})\n{one.question}\n")
    if not one.is_open:
        OUT.print(f"Aucun fichier que Maillage sait lire ne la donne. À demander : {one.ask}")
    else:
        OUT.print(f"Calcul : {formula_words(one)}")
        OUT.print(f"Niveaux : {', '.join(LEVEL_LABELS[level] for level in one.levels)}")
        OUT.print(f"Données : {' ; '.join(_labels(one))}")
    OUT.print(f"Unité : {unit_label(one.unit)} ; {POLARITY[one.higher_is]}")
    if one.publics:
        OUT.print(f"Publics : {public_words(one)}")
    if one.reading:
        OUT.print(f"Se lit : {one.reading}")
    for caution in one.cautions:
        OUT.print(f"Précaution : {caution}")
    if one.differs_from:
        OUT.print(f"À ne pas confondre avec : {', '.join(one.differs_from)}")
    OUT.print(f"Référence : {one.reference.text} {one.reference.url}".rstrip())


def formula_words(one: Card) -> str:
    """The computation as written on the card."""
    if one.aggregation == "ratio":
        return f"{' ou '.join(one.numerator)} ÷ {' ou '.join(one.denominator)} × {one.scale}"
    if one.aggregation == "method":
        roles = ", ".join(f"{role} = {' ou '.join(text)}" for role, text in one.columns.items())
        return f"méthode « {one.method} » ({roles})"
    kind = "somme" if one.aggregation == "sum" else "valeur publiée, jamais additionnée"
    return f"{' ou '.join(one.value)} ({kind})"


def _labels(one: Card) -> list[str]:
    """The sources that may give it, the one preferred first: all the parts, or some of a method."""
    by_dataset: dict[str, list[set[str]]] = {}
    for alternatives in formulas(one).values():
        for dataset in dict.fromkeys(dataset_of(one, each) for each in alternatives):
            wanted = (each for each in alternatives if dataset_of(one, each) == dataset)
            role = {name for each in wanted for name in givers(dataset, each.columns())}
            by_dataset.setdefault(dataset, []).append(role)
    names = [
        name
        for dataset, roles in by_dataset.items()
        for name in givers(dataset, ())
        if (any if one.method else all)(name in role for role in roles)
    ]
    return [str(source_cards()[name]["label"]) for name in dict.fromkeys(names)]
