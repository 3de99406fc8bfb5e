"""Codebooks: round trips, Taguette's own file, tables right and wrong."""

from dataclasses import replace

import polars as pl
import pytest

from maillage.base.errors import NoData, RefusedFile, WrongCall
from maillage.qualitative.coding.books import (
    codebook_from_table,
    codebook_table,
    read_codebook,
    write_codebook,
)
from maillage.qualitative.coding.model import Code, Codebook, new_guid
from maillage.sources.own_tables import OwnTable
from tests.maillage.qualitative.coding.examples import BOOK, SETS


# As Taguette writes it (its own tests show this file): no colour, no description.
TAGUETTE = b"""<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.5.2"><Codes>
<Code guid="0D62985D-B147-5D01-A9B5-CAE5DCD98342" name="interesting" isCodable="true"/>
<Code guid="DFE5C38E-9449-5959-A1F7-E3D895CFA87F" name="people" isCodable="true"/>
</Codes></CodeBook>"""


def table(**columns: list[str]) -> OwnTable:
    frame = pl.DataFrame(columns)
    return OwnTable("G.csv", frame, pl.Series("line", range(2, frame.height + 2)))


def test_nothing_is_lost_on_the_way():
    book = replace(BOOK, sets=SETS)

    assert read_codebook(write_codebook(book), name="g.qdc") == book


def test_file_of_taguette_is_read():
    book = read_codebook(TAGUETTE, name="t.qdc")

    assert [(code.name, code.guid[:8]) for code in book.codes] == [
        ("interesting", "0D62985D"),
        ("people", "DFE5C38E"),
    ]


def test_file_without_namespace_is_read():
    content = TAGUETTE.replace(b' xmlns="urn:QDA-XML:codebook:1.0"', b"")

    assert len(read_codebook(content, name="t.qdc").codes) == 2


def test_empty_codebook_is_told():
    with pytest.raises(NoData, match="aucun code"):
        write_codebook(Codebook())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"CodeBook", b"Livre", "n’est pas une grille"),
        (b"0D62985D-B147", b"pas-un-guid", "n’est pas un identifiant"),
        (b' guid="0D62985D-B147-5D01-A9B5-CAE5DCD98342"', b"", "un identifiant manque"),
        (
            b"DFE5C38E-9449-5959-A1F7-E3D895CFA87F",
            b"0d62985d-b147-5d01-a9b5-cae5dcd98342",
            "ont le même identifiant",
        ),
    ],
)
def test_wrong_file_is_told(old, new, message):
    with pytest.raises(RefusedFile, match=message):
        read_codebook(TAGUETTE.replace(old, new), name="t.qdc")


def test_name_that_cannot_be_written_is_told():
    with pytest.raises(WrongCall, match="caractère de contrôle"):
        write_codebook(Codebook((Code(new_guid("a"), "bip\x07"),)))


def test_table_and_codebook_are_the_same_thing():
    frame = codebook_table(BOOK)

    assert codebook_from_table(OwnTable("G.csv", frame)) == BOOK
    assert frame["is_codable"].to_list() == ["non", "oui", "oui", "oui"]


def test_parent_may_be_named():
    book = codebook_from_table(table(name=["Logement", "Loyers"], parent=["", "Logement"]))

    assert book.codes[0].children[0].name == "Loyers"


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"name": ["A", ""]}, "ligne 3, colonne « name » : un code n’a pas de nom"),
        ({"name": ["A"], "colour": ["rouge"]}, "« rouge » n’est pas une couleur"),
        ({"name": ["A"], "parent": ["B"]}, "« B » ne figure pas dans la grille"),
        ({"name": ["A", "A"], "parent": ["", ""]}, "« A » figure déjà ligne 2"),
        ({"name": ["A", "B"], "parent": ["B", "A"]}, "placé sous lui-même"),
        (
            {"name": ["X", "A", "Y", "A", "Z"], "parent": ["", "X", "", "Y", "A"]},
            "désigne plusieurs codes",
        ),
    ],
)
def test_wrong_table_is_told(columns, message):
    with pytest.raises(RefusedFile, match=message):
        codebook_from_table(table(**columns))
