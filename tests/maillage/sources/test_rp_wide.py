"""Census variables lose their year; a wide table is read once and cut by year."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.contract import Match, RawFile
from maillage.sources.rp_wide import (
    WideTable,
    census_columns,
    figures,
    full_year,
    keyed,
    read_wide,
    year_tables,
)
from tests.maillage.sources.insee_file import sample_of, written


COMMUNES = WideTable(code="CODGEO", level="commune", geography_year=2024)


def raw_file(tmp_path, text, **kwargs):
    sample = sample_of(written(tmp_path, text, **kwargs), tmp_path)
    match = Match(source="essai", label="Essai", years=(2021,), geography_year=2024)
    return RawFile(sample=sample, match=match, card={"markers": {"s": "secret"}})


@pytest.mark.parametrize(
    ("digits", "year"), [("21", 2021), ("06", 2006), ("99", 1999), ("68", 1968)]
)
def test_year_of_two_digits_belongs_to_its_century(digits, year):
    assert full_year(digits) == year


def test_census_columns_gather_every_vintage_of_a_header():
    header = ("CODGEO", "P22_POP", "C22_MEN", "P16_POP", "D99_POP", "D68_LOG", "SUPERF", "MED21")

    columns = census_columns(header)

    assert columns == {
        2022: {"P22_POP": "P_POP", "C22_MEN": "C_MEN", "SUPERF": "SUPERF"},
        2016: {"P16_POP": "P_POP", "SUPERF": "SUPERF"},
        1999: {"D99_POP": "P_POP", "SUPERF": "SUPERF"},
        1968: {"D68_LOG": "P_LOG", "SUPERF": "SUPERF"},
    }


def test_births_between_censuses_belong_to_the_later_one():
    header = (
        "P21_POP",
        "P15_POP",
        "P10_POP",
        "D99_POP",
        "NAIS1520",
        "NAIS1014",
        "DECE9909",
        "NAIS9099",
    )

    columns = census_columns(header)

    assert columns[2021]["NAIS1520"] == "NAIS_INTERCENS"
    assert columns[2015]["NAIS1014"] == "NAIS_INTERCENS"
    assert columns[2010]["DECE9909"] == "DECE_INTERCENS"
    assert columns[1999]["NAIS9099"] == "NAIS_INTERCENS"


@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_codes_survive_every_encoding_separator_and_line_end(tmp_path, separator, encoding, end):
    rows = [
        ["CODGEO", "LIBGEO", "P21_POP", ""],
        ["01001", "L'Abergement-Clémenciat", "859.5", ""],
        ["2A004", "Ajaccio", "", ""],
        ["97101", "Les Abymes", "52966", ""],
    ]
    text = end.join(separator.join(f'"{cell}"' for cell in row) for row in rows) + end
    raw = raw_file(tmp_path, text, encoding=encoding)

    frame = keyed(raw, read_wide(raw, code="CODGEO", texts=["LIBGEO"]), COMMUNES)

    assert frame["code"].to_list() == ["01001", "2A004", "97101"]
    assert frame["P21_POP"].to_list() == [859.5, None, 52966.0]
    assert not [name for name in frame.columns if "empty" in name]


def test_decimal_comma_in_a_census_file_is_read_all_the_same(tmp_path):
    raw = raw_file(tmp_path, "CODGEO;P21_POP;P21_LOG\n07042;7352,5;3 904\n21292;5165,0;2 514\n")

    frame = read_wide(raw, code="CODGEO")

    assert frame["P21_POP"].to_list() == [7352.5, 5165.0]
    assert frame["P21_LOG"].to_list() == [3904.0, 2514.0]


def test_word_among_numbers_is_refused_and_named(tmp_path):
    raw = raw_file(tmp_path, "CODGEO;P21_POP\n07042;7352\n21292;environ 5000\n")

    with pytest.raises(RefusedFile, match="P21_POP.*environ 5000"):
        read_wide(raw, code="CODGEO")


def test_file_cut_in_the_middle_of_a_line_is_refused(tmp_path):
    raw = raw_file(tmp_path, "CODGEO;P21_POP;P21_LOG\n07042;7352;3904\n21292;51")

    with pytest.raises(RefusedFile, match="milieu d’une ligne"):
        read_wide(raw, code="CODGEO")


def test_identical_repeated_communes_collapse_and_different_ones_are_refused(tmp_path):
    same = raw_file(tmp_path, "CODGEO;P21_POP\n07042;7352\n07042;7352\n")
    other = raw_file(tmp_path, "CODGEO;P21_POP\n07042;7352\n07042;7353\n", name="autre.csv")

    assert keyed(same, read_wide(same, code="CODGEO"), COMMUNES).height == 1
    with pytest.raises(RefusedFile, match="07042.*deux fois"):
        keyed(other, read_wide(other, code="CODGEO"), COMMUNES)


def test_figures_tell_secret_from_missing():
    frame = pl.DataFrame({"MED21": ["20350", "s", ""], "RD21": ["3,1", "2,8", None]})

    read = figures(frame, ["MED21", "RD21"], markers={"s": "secret", "": "unavailable"})

    assert read["MED21"].to_list() == [20350.0, None, None]
    assert read["MED21__status"].to_list() == ["published", "secret", "unavailable"]
    assert read["RD21"].to_list() == [3.1, 2.8, None]
    assert "RD21__status" not in read.columns


def test_year_tables_carry_keys_values_and_statuses():
    frame = pl.DataFrame(
        {
            "level": ["commune"],
            "code": ["07042"],
            "geography_year": pl.Series([2024], dtype=pl.Int32),
            "P21_POP": [7352.0],
            "P15_POP": [7264.0],
            "P15_POP__status": ["estimated"],
        }
    )

    newest, oldest = year_tables(frame, {2015: {"P15_POP": "P_POP"}, 2021: {"P21_POP": "P_POP"}})

    assert newest.columns == ["level", "code", "year", "geography_year", "P_POP"]
    assert newest.row(0) == ("commune", "07042", 2021, 2024, 7352.0)
    assert oldest.row(0) == ("commune", "07042", 2015, 2024, 7264.0, "estimated")
