"""Codebooks in and out: REFI-QDA `.qdc`, as Taguette and others write them, and tables."""

from collections.abc import Iterable

import polars as pl
from lxml import etree

from maillage.base.errors import NoData, RefusedFile
from maillage.qualitative.coding.markup import (
    CODEBOOK,
    COLOUR,
    Element,
    add,
    add_text,
    checked,
    child,
    children,
    guid_of,
    local,
    parse,
    text_of,
    writable,
)
from maillage.qualitative.coding.model import Code, Codebook, CodeSet, new_guid, same
from maillage.sources.own_tables import OwnTable


ORIGIN = "Maillage"
TRUE = {"true", "1"}
TABLE_COLUMNS = ("guid", "name", "parent", "colour", "description", "is_codable")


def read_codebook(content: bytes, *, name: str) -> Codebook:
    """Read a `.qdc`. Raises RefusedFile, in French, when it is not one."""
    root = parse(content, name=name)
    if local(root) != "CodeBook":
        raise RefusedFile(
            f"« {name} » n’est pas une grille de codage REFI-QDA (élément « {local(root)} »).",
            todo="Exportez la grille au format « REFI-QDA Codebook » (.qdc).",
        )
    return codebook_of(root, f"« {name} »")


def codebook_of(element: Element, where: str) -> Codebook:
    """The codebook under an element. Raises RefusedFile when two codes have one identifier."""
    codes = tuple(_code(one, where) for one in children(child(element, "Codes"), "Code"))
    sets = tuple(_set(one, where) for one in children(child(element, "Sets"), "Set"))
    book = Codebook(codes, sets)
    seen: dict[str, str] = {}
    for _, code in book.walk():
        first = seen.setdefault(same(code.guid), code.name)
        if first is not code.name:
            raise RefusedFile(
                f"{where} : les codes « {first} » et « {code.name} » ont le même identifiant.",
                todo="Exportez de nouveau depuis votre logiciel.",
            )
    return book


def _code(element: Element, where: str) -> Code:
    colour = str(element.get("color", "")).strip()
    return Code(
        guid=guid_of(element, where),
        name=str(element.get("name", "")),
        colour=colour if COLOUR.fullmatch(colour) else "",
        description=text_of(element, "Description"),
        is_codable=str(element.get("isCodable", "true")).strip().lower() in TRUE,
        children=tuple(_code(one, where) for one in children(element, "Code")),
        notes=tuple(guid_of(one, where, "targetGUID") for one in children(element, "NoteRef")),
    )


def _set(element: Element, where: str) -> CodeSet:
    members = children(element, "MemberCode")
    return CodeSet(
        guid=guid_of(element, where),
        name=str(element.get("name", "")),
        description=text_of(element, "Description"),
        codes=tuple(guid_of(one, where) for one in members),
    )


def write_codebook(book: Codebook) -> bytes:
    """The `.qdc` of a codebook, valid against the published schema. Notes about codes stay behind:
    only a project holds notes. Raises NoData when there is no code.
    """
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK}, origin=ORIGIN)
    add_codes(root, book, notes=False)
    if book.sets:
        sets = add(root, "Sets")
        for one in book.sets:
            made = add(sets, "Set", guid=one.guid)
            made.set("name", writable(one.name, "Un nom d’ensemble"))
            add_text(made, "Description", one.description)
            for guid in one.codes:
                add(made, "MemberCode", guid=guid)
    return checked(root, "Codebook")


def add_codes(parent: Element, book: Codebook, *, notes: bool) -> None:
    """Write the tree of codes under an element."""
    if not book.codes:
        raise NoData(
            "La grille n’a aucun code : le format REFI-QDA ne sait pas écrire une grille vide.",
            todo="Ajoutez au moins un code.",
        )
    codes = add(parent, "Codes")
    for one in book.codes:
        _add_code(codes, one, notes)


def _add_code(parent: Element, code: Code, notes: bool) -> None:
    made = add(parent, "Code", guid=code.guid)
    made.set("name", writable(code.name, "Un nom de code"))
    made.set("isCodable", "true" if code.is_codable else "false")
    if code.colour:
        made.set("color", code.colour)
    add_text(made, "Description", code.description)
    for guid in code.notes if notes else ():
        add(made, "NoteRef", targetGUID=guid)
    for one in code.children:
        _add_code(made, one, notes)


def codebook_table(book: Codebook) -> pl.DataFrame:
    """One row per code, parents first, in the columns of TABLE_COLUMNS; parents are guids."""
    parents = {same(one.guid): code.guid for _, code in book.walk() for one in code.children}
    rows = [
        {
            "guid": code.guid,
            "name": code.name,
            "parent": parents.get(same(code.guid), ""),
            "colour": code.colour,
            "description": code.description,
            "is_codable": "oui" if code.is_codable else "non",
        }
        for _, code in book.walk()
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(TABLE_COLUMNS, pl.String))


def codebook_from_table(table: OwnTable) -> Codebook:
    """A codebook from a table: `name`, and if wanted guid, parent (guid or name), colour,
    description, is_codable (oui or non).

    Raises RefusedFile naming the line: two codes of the same name under one parent, unknown parent,
    parents in a circle.
    """
    rows = [_row(table, place) for place in range(table.frame.height)]
    keys = _keys(table, rows)
    parents = [_parent(table, place, row, keys) for place, row in enumerate(rows)]
    _refuse_circles(table, parents)
    return Codebook(tuple(_built(None, rows, parents)))


def _row(table: OwnTable, place: int) -> dict[str, str]:
    given = table.frame.row(place, named=True)
    row = {name: str(given.get(name) or "").strip() for name in TABLE_COLUMNS}
    if not row["name"]:
        raise RefusedFile(
            f"{table.where(place, 'name')} : un code n’a pas de nom.",
            todo="Donnez-lui un nom, ou retirez la ligne, puis relancez.",
        )
    if row["colour"] and not COLOUR.fullmatch(row["colour"]):
        raise RefusedFile(
            f"{table.where(place, 'colour')} : « {row['colour']} » n’est pas une couleur.",
            todo="Écrivez par exemple #1f4e6b, ou laissez vide.",
        )
    row["guid"] = row["guid"] or new_guid("code", row["parent"], row["name"])
    return row


def _keys(table: OwnTable, rows: list[dict[str, str]]) -> dict[str, list[int]]:
    """What may name a parent → the rows it names."""
    keys: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        guid = same(row["guid"])
        if guid in keys:
            raise RefusedFile(
                f"{table.where(place)} : le code « {row['name']} » figure déjà "
                f"{table.place(keys[guid][0])}.",
                todo="Gardez une seule de ces lignes.",
            )
        keys[guid] = [place]
    for place, row in enumerate(rows):
        keys.setdefault(row["name"], []).append(place)
    return keys


def _parent(
    table: OwnTable, place: int, row: dict[str, str], keys: dict[str, list[int]]
) -> int | None:
    if not row["parent"]:
        return None
    found = keys.get(same(row["parent"])) or keys.get(row["parent"]) or []
    if len(found) != 1:
        why = "ne figure pas dans la grille" if not found else "désigne plusieurs codes"
        raise RefusedFile(
            f"{table.where(place, 'parent')} : « {row['parent']} » {why}.",
            todo="Écrivez le nom, ou l’identifiant, d’un code de la grille.",
        )
    return found[0]


def _refuse_circles(table: OwnTable, parents: list[int | None]) -> None:
    for place in range(len(parents)):
        seen, at = {place}, parents[place]
        while at is not None:
            if at in seen:
                raise RefusedFile(
                    f"{table.where(place, 'parent')} : ce code est placé sous lui-même.",
                    todo="Corrigez la colonne « parent ».",
                )
            seen.add(at)
            at = parents[at]


def _built(
    parent: int | None, rows: list[dict[str, str]], parents: list[int | None]
) -> Iterable[Code]:
    for place, row in enumerate(rows):
        if parents[place] == parent:
            yield Code(
                guid=row["guid"],
                name=row["name"],
                colour=row["colour"],
                description=row["description"],
                is_codable=row["is_codable"].lower() not in {"non", "false", "0"},
                children=tuple(_built(place, rows, parents)),
            )
