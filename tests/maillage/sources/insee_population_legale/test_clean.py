"""Reference populations: recorded answers of the API, and fictitious rows of the CSV."""

import pytest
import yaml

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


HEADER = "CODREG;REG;CODDEP;DEP;CODCOM;COM;PMUN;PCAP;PTOT\n"
ROWS = (
    "84;ARA;01;Ain;001;L'Abergement-Clémenciat;860;20;880\n"
    "94;Corse;2A;Corse-du-Sud;4;Ajaccio;73 822;500;74 322\n"
    "01;Guadeloupe;971;Guadeloupe;101;Les Abymes;52000;300;52300\n"
    "84;ARA;69;Rhône;69381;Lyon 1er;29100;1;29101\n"
)


def recorded(shared_data, name):
    content = yaml.safe_load((shared_data / "melodi" / name).read_text(encoding="utf-8"))
    return content["http_interactions"][-1]["response"]["body"]["string"]


def test_recorded_answer_gives_the_communes_of_nantes_metropole(shared_data, tmp_path):
    body = recorded(shared_data, "get_local_data_by_com_popref.yml")

    tables = cleaned("insee_population_legale", written(tmp_path, body, name="a.json"), tmp_path)

    where = {"level": "commune", "code": "44215", "year": 2023, "geography_year": 2025}
    assert cell(tables, "insee_rp", where, "P_POP") == 26227
    assert cell(tables, "insee_population_legale", {"code": "44166"}, "PCAP") == 97
    assert tables[0].frame.height == 24


def test_recorded_answer_for_a_departement_keeps_its_level(shared_data, tmp_path):
    body = recorded(shared_data, "get_local_data_popref.yml")

    tables = cleaned("insee_population_legale", written(tmp_path, body, name="a.json"), tmp_path)

    assert cell(tables, "insee_rp", {"level": "departement", "code": "69"}, "P_POP") > 1_900_000


def test_csv_codes_in_two_parts_are_put_together(tmp_path):
    path = written(tmp_path, HEADER + ROWS, name="donnees_communes_2023.csv")

    tables = cleaned("insee_population_legale", path, tmp_path)

    assert tables[0].frame["code"].to_list() == ["01001", "2A004", "97101", "69381"]
    assert cell(tables, "insee_rp", {"code": "2A004", "year": 2023}, "P_POP") == 73822
    assert cell(tables, "insee_population_legale", {"code": "97101"}, "PTOT") == 52300
    assert cell(tables, "insee_rp", {"code": "69381"}, "level") == "arrondissement_municipal"


def test_csv_with_whole_codes_is_read(tmp_path):
    path = written(tmp_path, "COM;PMUN;PCAP;PTOT\n1001;860;20;880\n", name="pop_2022.csv")

    tables = cleaned("insee_population_legale", path, tmp_path)

    assert cell(tables, "insee_rp", {"code": "01001", "year": 2022}, "P_POP") == 860


def test_csv_without_year_in_its_name_is_refused(tmp_path):
    path = written(tmp_path, HEADER + ROWS, name="donnees_communes.csv")

    with pytest.raises(RefusedFile, match="quelle année"):
        recognised("insee_population_legale", path, tmp_path)


def test_populations_of_cantons_are_not_communes(tmp_path):
    path = written(tmp_path, "CODDEP;CODCAN;CANTON;PMUN;PCAP;PTOT\n01;01;Ambérieu;1;1;2\n")

    assert recognised("insee_population_legale", path, tmp_path) is None
