"""Reading without guessing: codes keep their zeros, empty is not zero, secret is not missing."""

from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from maillage.base.errors import RefusedFile
from maillage.sources.contract import FileKind, Match, RawFile, Sample
from maillage.sources.opening import samples
from maillage.sources.reading import (
    commune_code,
    numbers,
    read_rows,
    read_sheet,
    territories,
)


MARKERS = {"s": "secret", "nd": "unavailable", "so": "not_applicable", "X": "not_applicable"}


def raw(path: Path, *, header_row: int = 0, sample: Sample | None = None) -> RawFile:
    """A file opened, as the recogniser hands it over."""
    sample = sample or samples(path, workdir=path.parent / "members")[0]
    match = Match("essai", "Essai", (2021,), 2021, {"header_row": header_row})
    return RawFile(sample=sample, match=match, card={})


def rows(folder: Path, content: bytes, **options) -> list[dict]:
    path = folder / "fichier.csv"
    path.write_bytes(content)
    return read_rows(raw(path), **options).to_dicts()


def parsed(cells: list[str], **options) -> tuple[list, list | None]:
    """Values and statuses of one column."""
    frame = numbers(pl.DataFrame({"A": cells}), ["A"], **{"markers": MARKERS} | options)
    statuses = frame["A__status"].to_list() if "A__status" in frame.columns else None
    return frame["A"].to_list(), statuses


# -- rows ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_are_the_same_in_every_encoding_and_line_end(tmp_path, encoding, end):
    text = end.join(["CODGEO;LIBGEO", "01001;L’Abergement-Clémenciat", "2A004;Ajaccio", ""])

    assert rows(tmp_path, text.encode(encoding)) == [
        {"CODGEO": "01001", "LIBGEO": "L’Abergement-Clémenciat"},
        {"CODGEO": "2A004", "LIBGEO": "Ajaccio"},
    ]


def test_codes_are_never_read_as_numbers(tmp_path):
    found = rows(tmp_path, b"CODGEO;A\n01001;1\n09001;2\n97101;3\n")

    assert [each["CODGEO"] for each in found] == ["01001", "09001", "97101"]


def test_title_rows_before_the_header_are_skipped(tmp_path):
    content = "Population légale;;\n;;\nCODGEO;A;\n01001;1;\n".encode()

    assert rows(tmp_path, content, header_row=2) == [{"CODGEO": "01001", "A": "1"}]


def test_nameless_trailing_columns_are_dropped(tmp_path):
    assert rows(tmp_path, b"CODGEO;A;;\n01001;1;;\n") == [{"CODGEO": "01001", "A": "1"}]


def test_empty_cells_are_empty_texts_and_blanks_are_stripped(tmp_path):
    assert rows(tmp_path, b"CODGEO ; A\n 01001;\n") == [{"CODGEO": "01001", "A": ""}]


def test_separator_inside_quotes_does_not_cut_the_cell(tmp_path):
    assert rows(tmp_path, b'CODGEO;NOM\n01001;"a;b"\n') == [{"CODGEO": "01001", "NOM": "a;b"}]


def test_only_wanted_columns_are_kept_and_absent_ones_are_ignored(tmp_path):
    assert rows(tmp_path, b"CODGEO;A;B\n01001;1;2\n", columns=["A", "Z"]) == [{"A": "1"}]


def test_other_kind_of_file_is_refused(tmp_path):
    sample = Sample(path=tmp_path / "x.json", name="x.json", kind=FileKind.JSON, size=2)

    with pytest.raises(RefusedFile, match="« x.json » n’est pas un fichier CSV"):
        read_rows(raw(tmp_path / "x.json", sample=sample))


def test_sheet_is_read_below_its_header_as_text(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        sheet = book.add_worksheet("COM")
        sheet.write(0, 0, "Titre")
        sheet.write_row(2, 0, ["CODGEO", "Nombre\nde places"])
        sheet.write_row(3, 0, ["01001", 12])

    found = read_sheet(raw(tmp_path / "x.xlsx"), "COM", header_row=2)

    assert found.to_dicts() == [{"CODGEO": "01001", "Nombre de places": "12"}]


def test_absent_sheet_is_refused_with_those_found(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        book.add_worksheet("Lisez-moi")

    with pytest.raises(RefusedFile, match="« COM » est absent .*Lisez-moi"):
        read_sheet(raw(tmp_path / "x.xlsx"), "COM", header_row=0)


# -- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("20350,5", 20350.5),
        ("20350.5", 20350.5),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234,5", 1234.5),
        (" 7 ", 7),
        ("0", 0),
        ("1e3", 1000),
    ],
)
def test_number_is_read_however_it_is_spaced(text, value):
    assert parsed([text]) == ([value], None)


@pytest.mark.parametrize(
    ("text", "status"),
    [("s", "secret"), ("S ", "secret"), ("nd", "unavailable"), ("x", "not_applicable")],
)
def test_marker_is_an_empty_cell_with_its_reason(text, status):
    values, statuses = parsed([text, "s", "5"])

    assert values == [None, None, 5]
    assert statuses == [status, "secret", "published"]


def test_empty_cell_is_missing_and_never_zero():
    assert parsed(["", "0"]) == ([None, 0], None)


def test_empty_cell_is_secret_when_the_card_says_so():
    assert parsed(["", "0"], markers={"": "secret"}) == ([None, 0], ["secret", "published"])


def test_infinite_is_not_a_number():
    with pytest.raises(RefusedFile, match="« inf »"):
        parsed(["inf"])


def test_unknown_text_is_refused_with_its_column_and_line():
    with pytest.raises(RefusedFile) as refused:
        parsed(["1", "beaucoup"])

    assert str(refused.value).startswith(
        "Colonne « A », ligne de données 2 : « beaucoup » n’est ni un nombre ni un signe de secret"
    )


# -- codes and keys --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "code"),
    [("1001", "01001"), ("01001", "01001"), ("2a004", "2A004"), (" 97101 ", "97101")],
)
def test_commune_code_has_five_characters(given, code):
    frame = pl.DataFrame({"x": [given]})

    assert frame.select(commune_code(pl.col("x"))).item() == code


def keyed(rows: list[dict]) -> pl.DataFrame:
    return territories(
        pl.DataFrame(rows), level="commune", code=pl.col("c"), year=2021, geography_year=2024
    )


def test_keys_come_first_and_labels_are_left_out():
    found = keyed([{"c": "01001", "nom": "x", "A": 1.0, "A__status": "published"}])

    assert found.columns == ["level", "code", "year", "geography_year", "A", "A__status"]
    assert found.row(0) == ("commune", "01001", 2021, 2024, 1.0, "published")


def test_repeated_line_counts_once():
    assert keyed([{"c": "01001", "A": 1.0}, {"c": "01001", "A": 1.0}]).height == 1


def test_territory_given_two_values_is_refused():
    with pytest.raises(RefusedFile, match="« 01001 » apparaît deux fois pour 2021"):
        keyed([{"c": "01001", "A": 1.0}, {"c": "01001", "A": 2.0}])
