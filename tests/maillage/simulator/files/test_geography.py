"""Communes and groupings of six years, one merger, contours, history."""

import csv
import json
import lzma

import pytest
import shapely

from maillage.simulator.files.geography import RELEASES, communes_of, postal_code
from maillage.simulator.territory import MERGED


def listed(official, year, name):
    path = official / f"decoupage-administratif-{year}" / "data" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("year", list(RELEASES))
def test_every_release_says_its_package_and_version(official, year):
    manifest = official / f"decoupage-administratif-{year}" / "package.json"

    package = json.loads(manifest.read_text(encoding="utf-8"))
    assert package["name"] == "@etalab/decoupage-administratif"
    assert package["version"] == RELEASES[year]


@pytest.mark.parametrize("year", list(RELEASES))
def test_members_of_groupings_are_the_communes_of_the_year(official, year):
    members = [m["code"] for epci in listed(official, year, "epci") for m in epci["membres"]]
    communes = [c for c in listed(official, year, "communes") if c["type"] == "commune-actuelle"]

    assert sorted(members) == [commune["code"] for commune in communes]
    assert all(commune["zone"] == "fictif" for commune in communes)


def test_the_population_of_a_grouping_is_that_of_its_members(official):
    for epci in listed(official, 2026, "epci"):
        total = sum(member["populationMunicipale"] for member in epci["membres"])
        assert total == epci["populationMunicipale"]


def test_two_communes_merged_between_2022_and_2023(official, world):
    before = {commune["code"] for commune in listed(official, 2022, "communes")}
    after = {
        commune["code"]
        for commune in listed(official, 2023, "communes")
        if commune["type"] == "commune-actuelle"
    }
    delegated = [c for c in listed(official, 2023, "communes") if c["type"] == "commune-deleguee"]

    assert len(before - after) == 1
    assert {commune["chefLieu"] for commune in delegated} == {world.territory.codes[MERGED]}


def test_the_event_of_the_merger_is_told_as_insee_does(rows, world):
    events = rows("v_mvtcommune_2026.csv")

    assert {row["MOD"] for row in events} == {"32"}
    assert {row["COM_AP"] for row in events} == {world.territory.codes[MERGED]}
    assert {row["DATE_EFF"] for row in events} == {"2023-01-01"}


def test_contours_are_valid_and_town_halls_are_said_fictitious(official, world):
    csv.field_size_limit(1_000_000)
    with lzma.open(official / "communes-2026.csv.lzma", "rt", encoding="utf-8", newline="") as file:
        halls = list(csv.DictReader(file))

    assert [hall["code"] for hall in halls] == world.territory.codes
    assert all(shapely.from_wkb(hall["geometry"]).is_valid for hall in halls)
    assert all("lieu fictif" in hall["mairie_adresse"] for hall in halls)
    assert {hall["mairie_telephone"] for hall in halls} == {""}


def test_history_has_four_rows_of_titles_and_the_communes_of_2020(official, world):
    text = (official / "base-pop-historiques-1876-2018.csv").read_text(encoding="utf-8")
    lines = text.splitlines()

    assert lines[5].startswith("CODGEO,REG,DEP,LIBGEO,PMUN18,")
    assert len(lines) == 6 + len(communes_of(world, 2020).codes)


def test_headers_of_history_are_the_official_ones(official, shared_data):
    name = "base-pop-historiques-1876-2018.csv"
    real = (shared_data / "ardeche-cote-dor" / name).read_text(encoding="utf-8").splitlines()
    written = (official / name).read_text(encoding="utf-8").splitlines()

    assert written[4:6] == real[4:6]


def test_every_iris_is_listed_with_its_commune(rows, world):
    listing = rows("reference_IRIS_geo2023.csv")

    assert {row["CODE_IRIS"] for row in listing} == set(world.territory.cell_iris)
    assert all(row["CODE_IRIS"].startswith(row["DEPCOM"]) for row in listing)


def test_postal_codes_are_shared_inside_a_grouping_and_never_real(world):
    assert postal_code(world, "00001") == postal_code(world, "00014") == "00100"
    assert all(postal_code(world, code).startswith("00") for code in world.territory.codes)
