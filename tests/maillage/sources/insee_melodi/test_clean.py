"""Any Melodi dataset becomes a table; answers recorded from the real API are read too."""

import json
from importlib import import_module

import pytest
import yaml

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


HEADER = "GEO;GEO_OBJECT;SEX;AGE;RP_MEASURE;TIME_PERIOD;OBS_VALUE\n"
ROWS = (
    "01001;COM;F;Y_LT15;POP;2022;70\n01001;COM;_T;_T;POP;2022;859\n2A004;COM;_T;_T;POP;2016;68265\n"
)
NAME = "DS_RP_POPULATION_PRINC_2022_data.csv"


def test_dataset_becomes_a_table_with_a_column_per_combination(tmp_path):
    tables = cleaned("insee_melodi", written(tmp_path, HEADER + ROWS, name=NAME), tmp_path)

    dataset = "melodi_ds_rp_population_princ"
    assert [table.dataset for table in tables] == [dataset]
    assert cell(tables, dataset, {"code": "01001"}, "POP__AGE_Y_LT15__SEX_F") == 70
    assert cell(tables, dataset, {"code": "01001", "geography_year": 2025}, "POP") == 859
    assert cell(tables, dataset, {"code": "2A004", "year": 2016}, "POP") == 68265


def test_measures_known_by_another_reader_are_left_to_it(tmp_path):
    path = written(tmp_path, HEADER.replace("RP_MEASURE", "BPE_MEASURE") + ROWS)

    assert recognised("insee_melodi", path, tmp_path) is None


def test_measures_broken_down_by_age_are_read_here(tmp_path):
    path = written(tmp_path, HEADER.replace("RP_MEASURE", "FILOSOFI_MEASURE") + ROWS)

    assert recognised("insee_melodi", path, tmp_path) is not None


def test_recorded_monthly_answer_is_refused_with_its_reason(shared_data, tmp_path):
    recorded = yaml.safe_load(
        (shared_data / "melodi/get_data_obs_value_indice_prix.yml").read_text()
    )
    body = recorded["http_interactions"][1]["response"]["body"]["string"]

    with pytest.raises(RefusedFile, match="annuelle"):
        cleaned("insee_melodi", written(tmp_path, body, name="a.json"), tmp_path)


def test_recorded_answer_with_another_name_of_measure_is_read(shared_data, tmp_path):
    recorded = yaml.safe_load(
        (shared_data / "melodi/get_data_obs_value_indice_prix.yml").read_text()
    )
    body = json.loads(recorded["http_interactions"][1]["response"]["body"]["string"])
    body["observations"][0]["dimensions"]["TIME_PERIOD"] = "2025"

    path = written(tmp_path, json.dumps(body), name="a.json")
    tables = cleaned("insee_melodi", path, tmp_path)

    assert tables[0].dataset == "melodi_ds_ipc_princ"
    assert 99.14 in tables[0].frame.row(0)
    assert tables[0].frame.row(0)[:4] == ("departement", "974", 2025, 2025)


def test_too_many_combinations_are_refused(tmp_path, monkeypatch):
    reader = import_module("maillage.sources.insee_melodi.clean")
    monkeypatch.setattr(reader, "MANY_COLUMNS", 1)

    with pytest.raises(RefusedFile, match="2 colonnes"):
        cleaned("insee_melodi", written(tmp_path, HEADER + ROWS, name=NAME), tmp_path)
