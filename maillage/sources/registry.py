"""Which sources exist, and which one a file belongs to.

A source is found by its folder `maillage/sources/<name>/`, with its card
`definitions/sources/<name>.yaml`.
"""

import importlib
import pkgutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import maillage.sources
from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import CardError, RefusedFile
from maillage.base.french import join_words
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.likeness import nearest


@dataclass(frozen=True)
class Provision:
    """A dataset a source fills, and its rank there: the smallest wins for one quantity and year.

    columns  those it fills, when it fills few of them; all when empty
    """

    dataset: str
    rank: int
    columns: tuple[str, ...] = ()


@cache
def source_cards() -> dict[str, dict[str, Any]]:
    """Every source card by name, readers or not, in alphabetical order."""
    folder = definitions_root() / "sources"
    return {path.stem: read_card(path) for path in sorted(folder.glob("*.yaml"))}


def source_card(name: str) -> dict[str, Any]:
    """The card of a source. Raises CardError when the source has a folder but no card."""
    try:
        return source_cards()[name]
    except KeyError as problem:
        raise CardError(f"definitions/sources/{name}.yaml: missing") from problem


def provisions(name: str) -> tuple[Provision, ...]:
    """The datasets a source fills, as its card declares them."""
    return tuple(Provision(**entry) for entry in source_card(name).get("provides", ()))


def givers(dataset: str, columns: Collection[str]) -> list[str]:
    """The sources that may fill all these columns of a dataset, the one that wins first."""
    found = [
        (one.rank, name)
        for name in source_cards()
        for one in provisions(name)
        if one.dataset == dataset and (not one.columns or set(columns) <= set(one.columns))
    ]
    return [name for _rank, name in sorted(found)]


def rank(source: str, dataset: str) -> int:
    """Rank of a source in a dataset (100 when its card does not say)."""
    ranks = {provision.dataset: provision.rank for provision in provisions(source)}
    return ranks.get(dataset, 100)


@cache
def readers() -> dict[str, Any]:
    """The modules that can read a file, by source name: a folder, and a card to explain it."""
    folders = [one.name for one in pkgutil.iter_modules(maillage.sources.__path__) if one.ispkg]
    names = [name for name in folders if name in source_cards()]
    return {
        name: importlib.import_module(f"maillage.sources.{name}.clean") for name in sorted(names)
    }


def recognise(sample: Sample) -> Match:
    """What a sample is. Raises RefusedFile when no source claims it, or one finds it broken."""
    if sample.refusal is not None:
        raise sample.refusal
    refusals: list[RefusedFile] = []
    for module in readers().values():
        try:
            match = module.recognise(sample)
        except RefusedFile as refusal:
            refusals.append(refusal)
            continue
        if match is not None:
            return match
    if refusals:
        raise refusals[0]
    raise _unknown(sample)


def _unknown(sample: Sample) -> RefusedFile:
    """The refusal of a file no source claims: what was found, what it looks like, what to do."""
    message = f"« {sample.name} » n’est aucun des fichiers connus de Maillage ({_found(sample)})."
    near = nearest(sample, source_cards())
    if near is None:
        return RefusedFile(
            message,
            todo="La commande « maillage sources » liste les fichiers attendus et leur adresse.",
        )
    card = source_card(near.source)
    lacks = join_words([f"« {name} »" for name in near.missing])
    if any(name[-2:].isdigit() for name in near.missing):
        lacks += " (ou la même d’une autre année)"
    what = f"il y manque {lacks}" if lacks else "il n’en a pas la forme"
    return RefusedFile(
        f"{message} Il ressemble à « {card['label']} », mais {what}.",
        todo=f"Prenez le fichier tel que publié{_address(card)}.",
    )


def _address(card: dict[str, Any]) -> str:
    return f" : {card['page']}" if card.get("page") else ""


def _found(sample: Sample) -> str:
    """What was seen, for the message: the first header cells or the kind of file."""
    cells = [cell for row in sample.rows[:1] for cell in row if cell.strip()] or list(
        sample.columns
    )
    if not cells:
        return "contenu illisible" if sample.kind is FileKind.UNKNOWN else f"contenu {sample.kind}"
    return "premières colonnes : " + ", ".join(cell.strip()[:30] for cell in cells[:5])


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """The typed tables of a raw file. Raises RefusedFile when its content breaks a rule."""
    tables: Iterable[CleanTable] = readers()[raw.match.source].clean(raw)
    return tables
