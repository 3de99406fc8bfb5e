"""Commune codes keep their zero and their letter; arrondissements have a level of their own."""

from pathlib import Path

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.contract import FileKind, Match, RawFile, Sample
from maillage.sources.municipal import commune_codes, level_of


RAW = RawFile(
    sample=Sample(path=Path("fichier.csv"), name="fichier.csv", kind=FileKind.CSV, size=1),
    match=Match(source="essai", label="Essai", years=(2021,), geography_year=2024),
    card={},
)


def test_commune_codes_keep_zeros_corsica_and_overseas():
    codes = commune_codes(RAW, pl.Series(["01001", "1001", " 2a004 ", "97101", "98735"]))

    assert codes.to_list() == ["01001", "01001", "2A004", "97101", "98735"]


@pytest.mark.parametrize("wrong", ["00723", "Total", "200000172", "96001", "759"])
def test_commune_code_that_cannot_exist_is_named_in_the_message(wrong):
    with pytest.raises(RefusedFile, match=f"« {wrong} »"):
        commune_codes(RAW, pl.Series(["01001", wrong]))


def test_level_tells_arrondissements_from_communes():
    codes = pl.DataFrame({"code": ["75101", "75120", "69381", "13216", "75056", "69123", "13299"]})

    assert codes.select(level_of(pl.col("code")))["literal"].to_list() == [
        *["arrondissement_municipal"] * 4,
        *["commune"] * 3,
    ]
