"""Interviews typed in a spreadsheet."""

import io
from datetime import date

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
