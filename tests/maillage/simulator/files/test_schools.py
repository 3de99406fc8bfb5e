"""Schools: UAI of nowhere, social position that follows income."""


def test_schools_are_those_of_the_facilities(rows, world):
    count = sum(int(world.services.of(kind).sum()) for kind in ("C107", "C108", "C109"))

    assert len(rows("fr-en-ips_ecoles_2022.csv")) == count


def test_no_real_school_bears_these_uai(rows):
    assert all(row["UAI"].startswith("000") for row in rows("fr-en-ips_ecoles_2022.csv"))


def test_social_positions_stay_in_the_range_of_the_real_ones(rows):
    for name in ("fr-en-ips_ecoles_2022.csv", "fr-en-ips_colleges_2022.csv"):
        assert all(45 < float(row["IPS"]) < 160 for row in rows(name))


def test_headers_are_the_official_ones(official, shared_data):
    for name in ("fr-en-ips_ecoles_2022.csv", "fr-en-ips_colleges_2022.csv"):
        real = (shared_data / "france" / "education" / name).read_bytes()
        assert (official / name).read_bytes().split(b"\n")[0] == real.split(b"\n")[0]


def test_the_directory_lists_schools_and_colleges(rows):
    kinds = {row["Type_etablissement"] for row in rows("fr-en-annuaire-education.csv")}

    assert kinds == {"Ecole", "Collège"}
