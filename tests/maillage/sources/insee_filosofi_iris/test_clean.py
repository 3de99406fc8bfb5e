"""Filosofi by IRIS: the two real vintages, their four signs and their two kinds of income."""

import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.insee_filosofi_iris.clean import variable_names
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


def test_available_incomes_take_the_communal_names_and_declared_ones_keep_their_prefix():
    names = variable_names(["DISP_TP6021", "DISP_D121", "DEC_MED21", "DISP_S80S2019", "LIBIRIS"])

    assert list(names.values()) == ["TP60", "D1", "DEC_MED", "S80S20"]


@pytest.mark.parametrize(
    ("name", "year", "value"),
    [
        ("BASE_TD_FILO_DISP_IRIS_2019.csv", 2019, 16370),
        ("BASE_TD_FILO_IRIS_2021_DISP.csv", 2021, 16500),
    ],
)
def test_real_files_give_published_medians(shared_data, tmp_path, name, year, value):
    path = shared_data / "france/filosofi" / name

    tables = cleaned("insee_filosofi_iris", path, tmp_path)

    iris = {"level": "iris", "code": "070100101", "year": year, "geography_year": year + 1}
    assert cell(tables, "insee_filosofi", iris, "MED") == value


def test_signs_of_2021_have_their_own_status(shared_data, tmp_path):
    path = shared_data / "france/filosofi/BASE_TD_FILO_IRIS_2021_DISP.csv"

    frame = cleaned("insee_filosofi_iris", path, tmp_path)[0].frame

    assert set(frame["TP60__status"].unique()) == {"published", "secret", "unavailable"}
    assert "not_applicable" in frame["RD__status"].to_list()
    assert frame.filter(frame["TP60__status"] != "published")["TP60"].null_count() > 0


def test_declared_incomes_are_other_columns(shared_data, tmp_path):
    path = shared_data / "ardeche-cote-dor/BASE_TD_FILO_IRIS_2021_DEC.csv"

    tables = cleaned("insee_filosofi_iris", path, tmp_path)

    assert cell(tables, "insee_filosofi", {"code": "070100101"}, "DEC_MED") == 14540
    assert "MED" not in tables[0].frame.columns


def test_codes_survive_and_unknown_sign_is_refused(tmp_path):
    header = "IRIS;DISP_MED21;DISP_NOTE21\n"
    good = written(tmp_path, header + "10040101;ns;0\n2a0040101;20000;0\n971010101;s;1\n", name="a")
    bad = written(tmp_path, header + "010040101;??;0\n", name="b")

    frame = cleaned("insee_filosofi_iris", good, tmp_path)[0].frame

    assert frame["code"].to_list() == ["010040101", "2A0040101", "971010101"]
    assert frame["MED__status"].to_list() == ["unavailable", "published", "secret"]
    with pytest.raises(RefusedFile, match="DISP_MED|MED"):
        cleaned("insee_filosofi_iris", bad, tmp_path)


def test_file_without_iris_codes_is_refused(tmp_path):
    path = written(tmp_path, "QUARTIER;DISP_MED21\nCentre;20000\n")

    with pytest.raises(RefusedFile, match="IRIS"):
        recognised("insee_filosofi_iris", path, tmp_path)
