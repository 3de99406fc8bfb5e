"""A person's own file: read as it comes, refused with its line and what to do."""

import polars as pl
import pytest
import xlsxwriter

from maillage.base.errors import NoData, RefusedFile, WrongCall
from maillage.sources.own_tables import read_own_table, refuse_unwritable, write_own_table


COLUMNS = {"place": "code du lieu", "people": "nombre de personnes"}


def written(tmp_path, content: str | bytes, name: str = "lieux.csv"):
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path, read=lambda table: table.numbers("people", minimum=0)) -> str:
    with pytest.raises((RefusedFile, NoData, WrongCall)) as refused:
        read(read_own_table(path, COLUMNS))
    return str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        "place,people\n01001,12.5\n",
        "\ufeffplace;people\r\n01001;12,5\r\n",
        "Place \tPEOPLE\n01001\t12,5\n",
        "people;name;place\n12,5;Ancône;01001\n".encode("cp1252"),
        "place;people\n01001;12,5\n;\n\n;;\n".replace(";;\n", ";\n"),
    ],
    ids=["virgules", "tableur", "tabulations", "latin", "lignes-vides"],
)
def test_file_is_read_as_it_comes_and_codes_keep_their_zero(tmp_path, content):
    table = read_own_table(written(tmp_path, content), COLUMNS)

    assert table.texts("place").to_list() == ["01001"]
    assert table.numbers("people").to_list() == [12.5]


def test_thousands_spaces_are_not_a_decimal_sign(tmp_path):
    table = read_own_table(written(tmp_path, "place;people\nA;1\u202f234,5\nB;2 000\n"), COLUMNS)

    assert table.numbers("people").to_list() == [1234.5, 2000.0]


def test_workbook_and_parquet_are_read_too(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "lieux.xlsx")
    sheet = book.add_worksheet()
    for row, cells in enumerate([("place", "people"), ("01001", 12)]):
        sheet.write_row(row, 0, cells)
    book.close()
    pl.DataFrame({"place": ["01001"], "people": [12]}).write_parquet(tmp_path / "lieux.parquet")

    for name in ("lieux.xlsx", "lieux.parquet"):
        table = read_own_table(tmp_path / name, COLUMNS)
        assert table.texts("place").to_list() == ["01001"]
        assert table.numbers("people").to_list() == [12.0]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("-3", "ligne 3, colonne « people » : « -3 » est négatif"),
        ("douze", "ligne 3, colonne « people » : « douze » n’est pas un nombre"),
        ("NaN", "« NaN » n’est pas un nombre"),
        ("inf", "« inf » n’est pas un nombre"),
        ("", "la cellule est vide. Une valeur absente n’est pas un zéro."),
    ],
)
def test_cell_that_is_no_count_is_named_with_its_line(tmp_path, cell, said):
    message = refusal(written(tmp_path, f"place;people\nA;1\nB;{cell}\n"))

    assert "« lieux.csv »" in message
    assert said in message
    assert message.endswith("puis relancez.")


def test_line_is_that_of_the_file_even_after_blank_lines(tmp_path):
    message = refusal(written(tmp_path, "place,people\nA,1\n\n,\nB,x\n"))

    assert "ligne 5" in message


def test_empty_cell_allowed_is_null_and_not_zero(tmp_path):
    table = read_own_table(written(tmp_path, "place;people\nA;\nB;2\n"), COLUMNS)

    assert table.numbers("people", empty=True).to_list() == [None, 2.0]


def test_number_in_a_parquet_column_may_not_be_nan(tmp_path):
    path = tmp_path / "lieux.parquet"
    pl.DataFrame({"place": ["A", "B"], "people": [1.0, float("nan")]}).write_parquet(path)

    assert "enregistrement 2, colonne « people »" in refusal(path)


def test_missing_column_names_those_found_and_the_closest(tmp_path):
    message = refusal(written(tmp_path, "place,peopel\nA,1\n"))

    assert "la colonne « people » (nombre de personnes) est absente" in message
    assert "« place » et « peopel »" in message
    assert "« peopel » est peut-être la bonne colonne." in message


def test_column_given_twice_is_refused(tmp_path):
    assert "deux colonnes" in refusal(written(tmp_path, "place,people,people\nA,1,2\n"))


def test_unquoted_decimal_comma_is_explained(tmp_path):
    message = refusal(written(tmp_path, "place,people\nA,1\nB,1,5\n"))

    assert "ligne 3 : 3 cellules alors que l’en-tête en a 2" in message
    assert "virgule" in message


def test_repeated_key_names_both_lines(tmp_path):
    path = written(tmp_path, "place,people\nA,1\nB,2\nA,3\n")

    message = refusal(path, lambda table: table.refuse_twice("place"))

    assert "ligne 4 : « A » figure déjà ligne 2" in message


def test_combination_given_twice_is_told_in_the_singular(tmp_path):
    path = written(tmp_path, "place,people\nA,1\nA,2\nA,1\n")

    message = refusal(path, lambda table: table.refuse_twice("place", "people"))

    assert "ligne 4 : la combinaison « A », « 1 » figure déjà ligne 2." in message
    assert "Chaque combinaison de « place » et « people » est unique." in message


def test_column_asked_for_by_another_name_is_never_proposed_twice(tmp_path):
    with pytest.raises(RefusedFile) as refused:
        read_own_table(written(tmp_path, "facility\nA\n"), {"facility": "code", "capacity": "n"})

    assert "peut-être" not in str(refused.value)


def test_number_beyond_what_a_file_may_hold_is_refused(tmp_path):
    path = written(tmp_path, "place,people\nA,1e300\n")

    assert "est trop grand" in refusal(path, lambda table: table.numbers("people"))


@pytest.mark.parametrize("content", ["", "\n\n", "place,people\n", "place,people\n,\n"])
def test_file_without_row_says_so(tmp_path, content):
    message = refusal(written(tmp_path, content))

    assert "est vide" in message or "n’a aucune ligne" in message


def test_absent_file_is_a_wrong_call(tmp_path):
    assert "n’existe pas" in refusal(tmp_path / "absent.csv")


def test_json_and_pages_are_no_tables(tmp_path):
    assert "ni un CSV" in refusal(written(tmp_path, '{"a": 1}', "lieux.json"))
    assert "page web" in refusal(written(tmp_path, "<!doctype html><html></html>"))


@pytest.mark.parametrize("name", ["sortie.csv", "sortie.parquet", "sortie.json"])
def test_result_is_written_in_the_format_of_its_name(tmp_path, name):
    frame = pl.DataFrame({"place": ["01001"], "access": [0.5]})

    write_own_table(frame, tmp_path / name)

    assert (tmp_path / name).stat().st_size > 0


def test_result_of_another_format_or_in_no_folder_is_refused(tmp_path):
    frame = pl.DataFrame({"place": ["01001"]})

    with pytest.raises(WrongCall, match=r"\.csv, \.parquet ou \.json"):
        write_own_table(frame, tmp_path / "sortie.docx")
    with pytest.raises(WrongCall, match="ne peut pas être écrit"):
        write_own_table(frame, tmp_path / "absent" / "sortie.csv")
    with pytest.raises(WrongCall, match="droit d’y écrire"):
        (tmp_path / "dossier.csv").mkdir()
        write_own_table(frame, tmp_path / "dossier.csv")


def test_places_of_results_are_checked_before_any_work(tmp_path):
    refuse_unwritable(tmp_path / "sortie.csv", None)

    with pytest.raises(WrongCall, match="le dossier n’existe pas"):
        refuse_unwritable(tmp_path / "sortie.csv", tmp_path / "absent" / "flux.csv")


def test_columns_of_a_wide_file_are_not_all_listed(tmp_path):
    names = ",".join(f"c{index}" for index in range(1_900))

    message = refusal(written(tmp_path, f"{names}\n{names}\n"))

    assert "« c9 » et 1\u202f890 autres" in message


@pytest.mark.parametrize("sign", ["s", "nd", "Secret"])
def test_sign_of_secrecy_is_no_number_and_never_a_zero(tmp_path, sign):
    path = written(tmp_path, f"place;people\nA;{sign}\nB;2\n")

    assert read_own_table(path).numbers("people", empty=True).to_list() == [None, 2.0]
    assert "signe de secret" in refusal(path)


def test_title_above_the_header_is_explained(tmp_path):
    message = refusal(written(tmp_path, "Source : Insee\nplace;people\nA;2\n"))

    assert "Retirez les lignes au-dessus des titres de colonnes" in message


def test_folder_is_no_file(tmp_path):
    assert "est un dossier" in refusal(tmp_path)


def test_column_of_names_does_not_look_numeric_but_one_typo_changes_nothing(tmp_path):
    path = written(tmp_path, "name;people;none\nAncône;1\u202f000;\nBelval;2,5;\nCluses;x;\n")

    table = read_own_table(path)

    found = {name: table.looks_numeric(name) for name in ("name", "people", "none")}
    assert found == {"name": False, "people": True, "none": False}


@pytest.mark.parametrize("cell", ["2015.5", "21", "01/01/2021"])
def test_year_has_four_digits(tmp_path, cell):
    path = written(tmp_path, f"place;people\nA;2021\nB;{cell}\n")

    message = refusal(path, lambda table: table.years("people"))

    assert f"« {cell} » n’est" in message


def test_accent_far_below_the_first_rows_is_read_too(tmp_path):
    rows = "".join(f"{index},1\n" for index in range(60_000))

    table = read_own_table(written(tmp_path, f"place,people\n{rows}Ancône,2\n".encode("cp1252")))

    assert table.texts("place")[-1] == "Ancône"
