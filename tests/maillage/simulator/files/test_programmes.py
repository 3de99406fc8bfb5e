"""Programmes, zonings, density, France services."""

from openpyxl import load_workbook


def test_valmeyrac_is_a_small_town_of_tomorrow(rows):
    first = rows("ngeo-anct-cog2023.csv", ",")[0]

    assert first["insee_com"] == "00001"
    assert first["id_pvd"] != ""


def test_headers_are_the_official_ones(official, shared_data):
    for name in ("ngeo-anct-cog2023.csv", "liste-fs-20221201.csv"):
        real = (shared_data / "france" / "anct" / name).read_bytes()
        assert (official / name).read_bytes().split(b"\n")[0] == real.split(b"\n")[0]


def test_france_services_have_no_address_nor_telephone_of_anybody(rows):
    for row in rows("liste-fs-20221201.csv", ","):
        assert row["adresse"] == "Lieu fictif"
        assert row["mail"] == row["telephone"] == ""


def test_the_density_grid_has_its_codes_on_the_fifth_row(official):
    sheet = load_workbook(official / "grille_densite_2025.xlsx")["Maille communale"]

    assert [cell.value for cell in sheet[5]][:4] == ["CODGEO", "LIBGEO", "DENS", "LIBDENS"]
    assert sheet["A6"].value == "00001"


def test_rural_zoning_has_communes_inside_and_outside(rows):
    assert {row["codefrr"] for row in rows("frr_2025.csv")} == {"FRR", "-9999"}


def test_the_priority_district_is_in_the_largest_town(rows, world):
    (district,) = rows("listeqp2024-cog2024.csv")

    assert district["insee_com"] == world.territory.codes[int(world.territory.target.argmax())]
