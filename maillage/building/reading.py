"""Cards that read a column no file has: a misspelt name, most often.

Silent for datasets known from partial exports only: there, a column may well be elsewhere.
"""

from collections.abc import Iterable

from maillage.indicators.cards import Card, columns_by_dataset, dataset_of, formulas
from maillage.indicators.compute import Files
from maillage.sources import registry


def unreadable(cards: Iterable[Card], files: Files) -> list[str]:
    """One French sentence for each role of a card none of whose formulas can be read.

    Told where the store holds the source preferred for the dataset, and the card of that source
    says it lists every commune (`covers`).
    """
    told = []
    for one in cards:
        if one.is_open:
            told += [
                f"La fiche « {one.id} » lit {_named(lacking)}, qu’aucun fichier de « {dataset} » "
                "n’a : le nom est-il juste ?"
                for dataset, lacking in _lacking(one, files)
            ]
    return told


def _lacking(one: Card, files: Files) -> Iterable[tuple[str, set[str]]]:
    for alternatives in formulas(one).values():
        for dataset in columns_by_dataset(one):
            mine = [each for each in alternatives if dataset_of(one, each) == dataset]
            held = files.get(dataset, ())
            if not mine or not held or not _is_whole(held[0].file.source):
                continue
            known = set[str]().union(*(ranked.file.columns for ranked in held))
            if not any(each.columns() <= known for each in mine):
                yield dataset, set[str]().union(*(each.columns() for each in mine)) - known


def _is_whole(source: str) -> bool:
    return bool(registry.source_card(source).get("covers"))


def _named(columns: Iterable[str]) -> str:
    return " et ".join(f"« {name} »" for name in sorted(columns))
