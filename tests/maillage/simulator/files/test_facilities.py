"""Base permanente des équipements."""


def test_the_counts_of_2024_are_those_of_the_services(rows, world):
    cells = {
        (row["GEO"], row["FACILITY_TYPE"]): int(row["OBS_VALUE"])
        for row in rows("DS_BPE_2024_data.csv")
        if row["GEO_OBJECT"] == "COM"
    }

    doctors = world.services.of("D265")
    for index, code in enumerate(world.territory.codes):
        assert cells.get((code, "D265"), 0) == doctors[index]


def test_kinds_sum_to_their_domain_at_every_level(rows):
    sums: dict[tuple[str, str, str], int] = {}
    wholes: dict[tuple[str, str, str], int] = {}
    for row in rows("DS_BPE_2024_data.csv"):
        key = row["GEO_OBJECT"], row["GEO"], row["FACILITY_DOM"]
        if row["FACILITY_TYPE"] != "_T":
            sums[key] = sums.get(key, 0) + int(row["OBS_VALUE"])
        elif row["FACILITY_SDOM"] == "_T" and row["FACILITY_DOM"] != "_T":
            wholes[key] = int(row["OBS_VALUE"])

    assert sums == wholes


def test_teaching_of_2018_has_the_official_header_and_its_crosses(official, rows, shared_data):
    real = (shared_data / "france" / "bpe" / "bpe18_enseignement.csv").read_bytes()
    written = (official / "bpe18_enseignement.csv").read_bytes()

    assert written.split(b"\n")[0] == real.split(b"\n")[0]
    assert {row["CL_PGE"] for row in rows("bpe18_enseignement.csv")} <= {"X", "0"}
