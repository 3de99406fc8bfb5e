"""Job-seekers and young people without job nor training."""


def test_job_seekers_are_rounded_to_five(rows):
    assert all(
        int(row["Nombre de demandeurs d'emploi"]) % 5 == 0
        for row in rows("dares_defm_communales-brutes.csv")
    )


def test_women_and_men_sum_to_the_total_within_rounding(rows):
    counts = {
        row["Sexe"]: int(row["Nombre de demandeurs d'emploi"])
        for row in rows("dares_defm_communales-brutes.csv")
        if row["Date"] == "2024-T4" and row["Code commune"] == "00001"
        if row["Tranche d'âge"] == "Total"
    }

    assert abs(counts["Femmes"] + counts["Hommes"] - counts["Total"]) <= 10


def test_shares_of_young_people_have_a_decimal_comma_or_are_empty(rows):
    cells = [row["part_non_inseres"] for row in rows("neet_communes_2018.csv")]

    assert all(cell == "" or 0 <= float(cell.replace(",", ".")) <= 100 for cell in cells)


def test_headers_of_young_people_are_the_official_ones(official, shared_data):
    for name in ("neet_communes_2018.csv", "neet_epci_2018.csv"):
        real = (shared_data / "france" / "divers" / name).read_bytes()
        assert (official / name).read_bytes().split(b"\n")[0] == real.split(b"\n")[0]
