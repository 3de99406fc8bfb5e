"""Past years of a built geography."""

import polars as pl
import pytest

from maillage.geography import Geography, UnknownTerritory, build_geography
from tests.maillage.geography import fictitious


def test_epci_of_an_older_year_is_a_perimeter_of_todays_communes(geography: Geography) -> None:
    older = geography.epci_of_year("200000001", 2021)

    assert older.level == "perimetre"
    assert older.communes == ("07901",)
    assert older.name == "CC du Val aux Étoiles d'Or (périmètre 2021)"


def test_epci_of_a_published_composition_is_known_too(tmp_path) -> None:
    """The trap of Saint-Remèze: a commune of an older perimeter is not in today's EPCI."""
    columns = {"year": pl.Int32, **dict.fromkeys(["commune", "epci", "epci_name"], pl.String)}
    rows = [(2020, code, "200000001", "CC du Val") for code in ("07901", "07902", "07903")]
    older = pl.DataFrame(rows, schema=columns, orient="row")
    build_geography(fictitious.tables() | {"epci_composition": older}, tmp_path)

    geography = Geography.load(tmp_path)

    assert "07903" in geography.epci_of_year("200000001", 2020).communes
    assert "07903" not in geography.resolve("200000001").communes


def test_epci_of_an_unknown_year_says_which_are_known(geography: Geography) -> None:
    with pytest.raises(UnknownTerritory, match="2021 et 2022"):
        geography.epci_of_year("200000001", 1999)


def test_former_codes_of_unknown_date_are_added_but_never_expected(tmp_path) -> None:
    passage = pl.DataFrame({"before": ["07999"], "after": ["07901"]})
    build_geography(fictitious.tables() | {"cog_passage": passage}, tmp_path)

    mapping = Geography.load(tmp_path).mapping(2010).filter(pl.col("code") == "07901")

    rows = mapping.select("component", "unit", "exact").rows()
    assert ("07999", 0.0, False) in rows
    assert ("07901", 1.0, False) in rows or ("07901", 1.0, True) in rows
    assert not any(exact for component, _, exact in rows if component == "07999")
