"""Density grid: the real workbook with its title rows, and its re-export in CSV."""

from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


def test_workbook_gives_communes_epci_and_departements(shared_data, tmp_path):
    path = shared_data / "france/geographie/grille_densite_2025.xlsx"

    tables = cleaned("insee_densite", path, tmp_path)

    commune = {"level": "commune", "code": "01001", "year": 2025, "geography_year": 2025}
    assert cell(tables, "insee_densite", commune, "DENS7") == 6
    assert cell(tables, "insee_densite", {"level": "epci", "code": "200000172"}, "DENS") == 2
    rural = cell(tables, "insee_densite", {"level": "departement", "code": "01"}, "P_RURAL")
    assert round(rural, 1) == 52.6
    assert cell(tables, "insee_rp", {"code": "01001", "year": 2022}, "P_POP") == 859


def test_basins_of_life_are_not_taken_for_communes(shared_data, tmp_path):
    path = shared_data / "france/geographie/grille_densite_2025.xlsx"

    frames = [table.frame for table in cleaned("insee_densite", path, tmp_path)]

    assert (
        sum(frame.height for frame in frames if frame["level"][0] == "commune") == 2 * 34875 - 17
    )  # Mayotte has no 2022 population


def test_csv_says_the_same_as_the_workbook(shared_data, tmp_path):
    path = shared_data / "ardeche-cote-dor/grille_densite_2025_communes.csv"

    tables = cleaned("insee_densite", path, tmp_path)

    assert cell(tables, "insee_densite", {"code": "07001", "year": 2025}, "DENS7") == 6
    assert cell(tables, "insee_rp", {"code": "07001", "year": 2022}, "P_POP") == 365


def test_codes_survive_and_other_files_are_left(tmp_path):
    header = "CODGEO;LIBGEO;DENS;LIBDENS;PMUN22\n"
    path = written(tmp_path, header + "1001;A;3;R;859\n2A004;B;1;U;1\n97101;C;1;U;2\n")
    other = written(tmp_path, "CODGEO;DENS\n01001;3\n", name="autre.csv")

    frame = cleaned("insee_densite", path, tmp_path)[0].frame

    assert frame["code"].to_list() == ["01001", "2A004", "97101"]
    assert recognised("insee_densite", other, tmp_path) is None
