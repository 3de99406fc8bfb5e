"""Hierarchy files: two columns, `child` and `parent`; a child may have several parents."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from maillage.base.errors import RefusedFile, WrongCall
from maillage.disclosure.attack.lattice import TOTAL
from maillage.disclosure.attack.releases import total_or
from maillage.sources.own_tables import read_own_table


COLUMNS = {"child": "code contenu", "parent": "code contenant"}

Hierarchy = dict[str, list[str]]


def read_hierarchies(asked: Sequence[str], dims: Sequence[str]) -> dict[str, Hierarchy]:
    """The hierarchies asked as `COL=FILE`. Raises WrongCall when one is not written so."""
    found: dict[str, Hierarchy] = {}
    for text in asked:
        column, sign, path = text.partition("=")
        if not sign or not column.strip() or not path.strip():
            raise WrongCall(
                f"« {text} » ne dit pas une colonne et son fichier.",
                todo="Écrivez par exemple --hierarchy commune=communes.csv.",
            )
        name = column.strip()
        if name not in dims:
            raise WrongCall(
                f"« {name} » n’est pas une dimension du tableau ({', '.join(dims)}).",
                todo="Donnez à --hierarchy le nom d’une colonne du tableau.",
            )
        merged = found.setdefault(name, {})
        for parent, children in read_hierarchy(Path(path.strip())).items():
            merged[parent] = [*dict.fromkeys([*merged.get(parent, []), *children])]
    return found


def read_hierarchy(path: Path) -> Hierarchy:
    """One hierarchy: parent → children. Links to « Total » go without saying and are dropped."""
    table = read_own_table(path, COLUMNS)
    links: Hierarchy = {}
    pairs = zip(table.texts("child"), table.texts("parent"), strict=True)
    for row, (child, parent) in enumerate(pairs):
        if child == parent:
            raise RefusedFile(
                f"{table.where(row)} : « {child} » est son propre parent.",
                todo="Corrigez la ligne, puis relancez.",
            )
        if total_or(parent) != TOTAL:
            below = links.setdefault(parent, [])
            if child not in below:
                below.append(child)
    return links


def known_codes(hierarchy: Mapping[str, Sequence[str]]) -> set[str]:
    """Every code of a hierarchy, parents and children."""
    return set(hierarchy).union(*hierarchy.values()) if hierarchy else set()


def refuse_foreign(
    hierarchies: Mapping[str, Mapping[str, Sequence[str]]], used: Mapping[str, set[str]]
) -> None:
    """Raises RefusedFile when a hierarchy names no code of its column: another file was meant.

    used  dimension → the codes that the tables have there
    """
    for name, links in hierarchies.items():
        codes = known_codes(links)
        if codes and not codes & used[name]:
            raise RefusedFile(
                f"Hiérarchie de « {name} » : aucun de ses codes (« {min(codes)} »…) n’est dans la "
                f"colonne (« {min(used[name])} »…).",
                todo="Vérifiez le fichier donné à --hierarchy, et que les codes s’écrivent pareil.",
            )
