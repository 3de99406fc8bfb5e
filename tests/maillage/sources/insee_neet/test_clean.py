"""Young people outside employment and education: real files of communes and EPCI."""

import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


def test_communes_have_their_three_censuses(shared_data, tmp_path):
    tables = cleaned("insee_neet", shared_data / "france/divers/neet_communes_2018.csv", tmp_path)

    assert cell(tables, "insee_neet", {"code": "01001", "year": 2018}, "PART_NON_INSERES") == 18.9
    assert cell(tables, "insee_neet", {"code": "97617", "year": 2018}, "PART_NON_INSERES") is None
    assert tables[0].frame["geography_year"].unique().to_list() == [2021]
    assert sorted(tables[0].frame["year"].unique()) == [2008, 2013, 2018]


def test_epci_have_their_own_level(shared_data, tmp_path):
    tables = cleaned("insee_neet", shared_data / "france/divers/neet_epci_2018.csv", tmp_path)

    where = {"level": "epci", "code": "200000172", "year": 2018}
    assert cell(tables, "insee_neet", where, "PART_NON_INSERES") == 17.5


def test_codes_survive(tmp_path):
    text = "codgeo;libgeo;an;part_non_inseres\n1001;A;2018;0,00\n2A004;B;2018;20,1\n97101;C;2018;\n"

    frame = cleaned("insee_neet", written(tmp_path, text), tmp_path)[0].frame

    assert frame["code"].to_list() == ["01001", "2A004", "97101"]
    assert frame["PART_NON_INSERES"].to_list() == [0.0, 20.1, None]


def test_file_without_year_is_refused(tmp_path):
    path = written(tmp_path, "codgeo;part_non_inseres\n01001;18,9\n")

    with pytest.raises(RefusedFile, match="« an »"):
        recognised("insee_neet", path, tmp_path)
