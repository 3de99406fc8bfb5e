"""IRIS a file gives and the list of their year does not have. Arval is a fictitious commune."""

import polars as pl

from maillage.building.strangers import iris_strangers, notices


KEY = "merged/fictif/fictif"


def merged(place, *codes, level="iris"):
    frame = pl.DataFrame(
        [(level, code, 2021, 2021) for code in codes],
        schema={
            "level": pl.String,
            "code": pl.String,
            "year": pl.Int32,
            "geography_year": pl.Int32,
        },
        orient="row",
    )
    details = {"levels": [level], "geography_years": [2021]}
    return {KEY: place.write(f"{KEY}.parquet", frame, inputs="", details=details)}


def test_code_absent_from_the_list_of_its_year_is_found(geography, place):
    found = iris_strangers(merged(place, "079010101", "079010199"), geography, place)

    assert found == {KEY: {2021: ["079010199"]}}


def test_file_of_communes_has_no_stranger(geography, place):
    assert iris_strangers(merged(place, "07999", level="commune"), geography, place) == {}


def test_notice_names_the_first_codes_and_counts_them_all():
    codes = [f"0790101{number:02}" for number in range(90, 98)]

    (notice,) = notices({KEY: {2021: codes}})

    assert "fictif, géographie 2021" in notice
    assert "8\u00a0codes d’IRIS" in notice
    assert "079010194…" in notice
    assert "079010195" not in notice
