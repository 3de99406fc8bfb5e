"""The extract carried by a dependency, and its CSV re-export."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.insee_rp_iris_extrait.clean import packaged_file
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


HEADER = (
    "iris;com;typ_iris;lab_iris;pop;pop_0_19;pop_20_64;pop_65p;logements;res_principales;"
    "res_secondaires;logements_vacants;maisons;appartements;rp_en_appartement"
)


def test_package_file_sums_to_the_known_population_of_france(tmp_path):
    tables = cleaned("insee_rp_iris_extrait", packaged_file(), tmp_path)

    frame = tables[0].frame
    assert frame.height == 49280
    assert frame["P_POP"].sum() == 67_408_104
    assert frame["level"].unique().to_list() == ["iris"]
    assert frame["geography_year"].unique().to_list() == [2023]


@pytest.mark.parametrize(("commune", "population"), [("07042", 7352), ("21292", 5165)])
def test_iris_of_a_commune_sum_to_its_published_population(tmp_path, commune, population):
    frame = cleaned("insee_rp_iris_extrait", packaged_file(), tmp_path)[0].frame

    rows = frame.filter(pl.col("code").str.starts_with(commune))

    assert rows["P_POP"].sum() == population


def test_csv_re_export_says_the_same_as_the_package(shared_data, tmp_path):
    path = shared_data / "ardeche-cote-dor/rp2021_iris_extrait.csv"
    from_csv = cleaned("insee_rp_iris_extrait", path, tmp_path)[0].frame
    from_package = cleaned("insee_rp_iris_extrait", packaged_file(), tmp_path)[0].frame

    same = from_package.join(from_csv.select("code"), on="code", how="semi")

    assert same.sort("code").equals(from_csv.sort("code"))


def test_codes_keep_their_zero_their_letter_and_overseas(tmp_path):
    rows = [f"{code};{code[:5]};H;1;10;2;5;3;6;5;1;0;4;2;1" for code in ("010010000", "2A0040101")]
    short = "10020000;1002;Z;5;10;2;5;3;6;5;1;0;4;2;1"
    path = written(tmp_path, "\n".join([HEADER, *rows, "971010101;97101;H;1" + ";1" * 11, short]))

    tables = cleaned("insee_rp_iris_extrait", path, tmp_path)

    assert tables[0].frame["code"].to_list() == [
        "010010000",
        "2A0040101",
        "971010101",
        "010020000",
    ]
    assert cell(tables, "insee_rp", {"code": "2A0040101"}, "P_POP2064") == 5


def test_missing_columns_are_named(tmp_path):
    path = written(tmp_path, "iris;com;typ_iris;pop;pop_0_19\n010010000;01001;Z;10;2\n")

    with pytest.raises(RefusedFile, match="pop_20_64.*maisons"):
        recognised("insee_rp_iris_extrait", path, tmp_path)


def test_total_row_of_france_is_another_file(tmp_path):
    path = written(tmp_path, ";pop;pop_0_19\nFRANCE;67408104;16013133\n")

    assert recognised("insee_rp_iris_extrait", path, tmp_path) is None
