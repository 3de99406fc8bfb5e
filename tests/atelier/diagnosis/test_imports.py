"""Interviews typed in a spreadsheet."""

import io
from csv import field_size_limit
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from atelier.demarches.rules import NotNow
from atelier.diagnosis.imports import read_testimonies


def csv(text, encoding="utf-8"):
    return SimpleUploadedFile("entretiens.csv", text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_table_is_read_whatever_its_separator_and_encoding(separator, encoding):
    table = "Paroles|Thème|Date|Citable\nC’est loin.|Mobilité|03/02/2027|oui\n"

    (row,) = read_testimonies(csv(table.replace("|", separator), encoding))

    assert (row["text"], row["theme"]) == ("C’est loin.", "mobilite")
    assert (row["collected_on"], row["may_quote"]) == (date(2027, 2, 3), True)


def test_workbook_is_read():
    book = Workbook()
    book.active.append(["Paroles", "Nature"])
    book.active.append(["C’est loin.", "Professionnel"])
    written = io.BytesIO()
    book.save(written)

    (row,) = read_testimonies(SimpleUploadedFile("e.xlsx", written.getvalue()))

    assert row["kind"] == "professional"


def workbook_of(**parts):
    """A workbook with some of its parts replaced."""
    book, written = Workbook(), io.BytesIO()
    book.active.append(["Paroles"])
    book.save(written)
    changed = io.BytesIO()
    with ZipFile(written) as sound, ZipFile(changed, "w", ZIP_DEFLATED) as broken:
        for name in sound.namelist():
            stem = Path(name).stem
            broken.writestr(name, parts.get(stem, sound.read(name)))
    return SimpleUploadedFile("e.xlsx", changed.getvalue())


def test_small_workbook_that_would_fill_the_memory_is_not_opened():
    with pytest.raises(NotNow, match="trop gros une fois ouvert"):
        read_testimonies(workbook_of(sheet1=b" " * 70_000_000))


@pytest.mark.parametrize("part", ["workbook", "sheet1", "styles"])
def test_workbook_that_does_not_read_is_refused_in_french(part):
    with pytest.raises(NotNow, match="n’est pas un classeur lisible"):
        read_testimonies(workbook_of(**{part: b"<a><b></a>"}))


def test_table_longer_than_the_limit_is_not_read_to_its_end():
    with pytest.raises(NotNow, match="plus de 5000 lignes"):
        read_testimonies(csv("paroles\n" + "Un.\n" * 500_000))


@pytest.mark.parametrize("others_allow", [131_072, 10**7])
def test_cell_longer_than_a_table_holds_is_told(others_allow):
    before = field_size_limit(others_allow)
    with pytest.raises(NotNow, match="trop longue"):
        read_testimonies(csv("paroles\n" + "a" * 200_000))
    field_size_limit(before)


def test_characters_that_no_document_can_hold_are_taken_out():
    (row,) = read_testimonies(csv("paroles\nC’est\x0bloin.\n"))

    assert row["text"] == "C’est loin."


def test_empty_lines_are_passed_over():
    assert len(read_testimonies(csv("paroles;theme\n;\nUn.;\n"))) == 1


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "est vide"),
        ("texte;theme\nUn.;", "colonne « paroles »"),
        ("paroles;theme\nUn.;astrologie", "Ligne 2 : « astrologie »"),
        ("paroles;date\nUn.;hier", "Écrivez-la ainsi : 31/12/2026"),
        ("paroles;theme\n;logement", "« paroles » est vide"),
    ],
)
def test_wrong_table_says_which_line_and_what_to_do(table, said):
    with pytest.raises(NotNow, match=said):
        read_testimonies(csv(table))


def test_every_wrong_line_is_told_at_once_and_nothing_is_kept():
    with pytest.raises(NotNow) as refused:
        read_testimonies(csv("paroles;theme\nUn.;x\nDeux.;y\n"))

    assert "Ligne 2" in str(refused.value)
    assert "Ligne 3" in str(refused.value)
    assert "Rien n’a été importé" in str(refused.value)


def test_file_that_is_no_table_is_refused():
    with pytest.raises(NotNow):
        read_testimonies(SimpleUploadedFile("a.xlsx", b"PK\x03\x04 broken"))
