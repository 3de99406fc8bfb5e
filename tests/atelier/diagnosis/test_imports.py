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
from atelier.diagnosis.imports import COLUMNS, model_table, read_testimonies


def csv(text, encoding="utf-8"):
    return SimpleUploadedFile("entretiens.csv", text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_table_is_read_whatever_its_separator_and_encoding(separator, encoding):
    table = "Paroles|Thème|Date|Citable\nC’est loin.|Mobilité|03/02/2026|oui\n"

    (row,) = read_testimonies(csv(table.replace("|", separator), encoding))

    assert (row["text"], row["theme"]) == ("C’est loin.", "mobilite")
    assert (row["collected_on"], row["may_quote"]) == (date(2026, 2, 3), True)


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


COMMUNES = {"00014": "Aubessac", "00021": "Le Mas-d’Arvelle"}


@pytest.mark.parametrize("told", ["Aubessac", "aubessac", "00014", "14"])
def test_commune_is_known_by_its_name_or_its_code(told):
    (row,) = read_testimonies(csv(f"paroles;commune\nUn.;{told}\n"), COMMUNES)

    assert row["commune"] == "00014"


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        ("commune", "Valmeyrac", "n’est pas une commune de cette démarche"),
        ("date", "12/11/2126", "ne peuvent pas dater de ce jour"),
        ("code", "E" * 21, "tient en 20 caractères"),
        ("qui", "x" * 201, "tient en 200 caractères"),
    ],
)
def test_cell_that_would_be_cut_or_invented_is_refused(column, cell, why):
    with pytest.raises(NotNow, match=why):
        read_testimonies(csv(f"paroles;{column}\nUn.;{cell}\n"), COMMUNES)


def test_day_nobody_noted_is_not_today():
    (row,) = read_testimonies(csv("paroles;date\nUn.;\n"))

    assert "collected_on" not in row


def test_table_of_excel_in_wide_characters_is_read():
    (row,) = read_testimonies(csv("paroles\tcode\nÇa va.\tE1\n", "utf-16"))

    assert (row["text"], row["code"]) == ("Ça va.", "E1")


def test_signs_inside_the_words_do_not_choose_the_separator():
    (row,) = read_testimonies(csv('paroles,code\n"Un ; deux ; trois ; quatre.",E1\n'))

    assert row["text"] == "Un ; deux ; trois ; quatre."


@pytest.mark.parametrize(
    ("content", "why"), [(b"\xd0\xcf\x11\xe0", "ancien classeur"), (b"<html>", "page Internet")]
)
def test_another_format_says_what_it_is(content, why):
    with pytest.raises(NotNow, match=why):
        read_testimonies(SimpleUploadedFile("e.csv", content))


def test_model_table_has_every_column_that_is_read():
    heads = model_table().decode("utf-8-sig").strip().split(";")

    assert set(heads) <= set(COLUMNS)
    assert set(COLUMNS.values()) == {COLUMNS[head] for head in heads}
