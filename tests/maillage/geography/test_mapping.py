"""How rows of a year add up into today's territories."""

import polars as pl
import pytest

from maillage.geography import Geography
from maillage.geography.mapping import memberships


def rows(geography: Geography, year: int, **about: str) -> list[tuple[str, float, float, bool]]:
    """component, share, unit, exact of the rows that match, in order of components."""
    mapping = geography.mapping(year)
    kept = mapping.filter(*(pl.col(name) == value for name, value in about.items()))
    return kept.sort("component").select("component", "share", "unit", "exact").rows()


def units(geography: Geography, level: str, code: str, component_level: str) -> float:
    kept = geography.mapping(2022).filter(
        pl.col("level") == level,
        pl.col("code") == code,
        pl.col("component_level") == component_level,
    )
    return kept["unit"].sum()


def test_merged_communes_add_up_exactly(geography: Geography) -> None:
    found = rows(geography, 2021, level="commune", code="07901", component_level="commune")

    assert found == [("07901", 1.0, 1.0, True), ("07902", 1.0, 1.0, True)]


def test_split_commune_is_shared_and_not_exact(geography: Geography) -> None:
    assert rows(geography, 2021, level="commune", code="07904", component_level="commune") == [
        ("07903", 0.25, 1.0, False)
    ]


def test_split_is_exact_for_what_holds_every_piece(geography: Geography) -> None:
    found = rows(geography, 2021, level="departement", code="07", component="07903")

    assert found == [("07903", 1.0, 1.0, True)]


def test_commune_without_inhabitants_is_not_expected(geography: Geography) -> None:
    assert units(geography, "departement", "55", "commune") == 1.0


def test_france_needs_mayotte_and_not_the_overseas_collectivites(geography: Geography) -> None:
    france = {code for code, *_ in rows(geography, 2022, level="france", component_level="commune")}

    assert "97601" in france
    assert not france & {"97501", "00001"}


def test_fictitious_commune_is_in_its_own_departement_only(geography: Geography) -> None:
    mapping = geography.mapping(2022).filter(
        pl.col("component") == "00001", pl.col("component_level") == "commune"
    )

    assert sorted(mapping["level"]) == ["commune", "departement", "region"]


def test_arrondissements_share_the_unit_of_their_commune(geography: Geography) -> None:
    assert units(geography, "commune", "75056", "arrondissement_municipal") == 1.0
    assert rows(geography, 2022, level="commune", component="75101") == [("75101", 1.0, 0.5, True)]


def test_iris_share_the_unit_of_their_commune_and_follow_it(geography: Geography) -> None:
    found = rows(geography, 2021, level="commune", code="07901", component_level="iris")

    third = pytest.approx(1 / 3)
    assert found == [
        ("079010101", 1.0, third, True),
        ("079010102", 1.0, third, True),
        ("079010103", 1.0, third, True),
        ("079020000", 1.0, 1.0, True),
    ]


def test_iris_stays_itself(geography: Geography) -> None:
    assert rows(geography, 2021, level="iris", component="751010101") == [
        ("751010101", 1.0, 0.5, True)
    ]


def test_commune_missing_from_the_iris_list_is_still_expected(geography: Geography) -> None:
    found = rows(geography, 2021, level="departement", code="55", component_level="iris")

    assert ("559020000", 1.0, 1.0, True) in found


def test_published_epci_is_exact_only_if_its_communes_have_not_changed(
    geography: Geography,
) -> None:
    changed = rows(geography, 2021, component_level="epci", level="epci")

    # 200000001 lost nothing but received Dorel, which 200000002 gave.
    assert changed == [("200000001", 1.0, 1.0, False), ("200000002", 1.0, 1.0, False)]
    assert all(exact for *_, exact in rows(geography, 2022, component_level="epci"))


def test_year_after_the_last_known_is_today(geography: Geography) -> None:
    assert geography.mapping(2030).equals(geography.mapping(2022))


def test_unknown_past_never_makes_a_false_exact_total(geography: Geography) -> None:
    found = rows(geography, 2014, level="commune", code="07903", component_level="commune")

    assert found == [("07903", 0.75, 1.0, False)]


def test_past_before_the_first_list_follows_published_events(dated: Geography) -> None:
    found = rows(dated, 2014, level="commune", code="07901", component_level="commune")

    assert [component for component, *_ in found] == ["07901", "07902", "07905"]
    assert all(exact and share == 1.0 for _, share, _, exact in found)


def test_memberships_leave_out_a_commune_without_epci() -> None:
    communes = pl.DataFrame(
        {
            "code": ["a"],
            "epci": [None],
            "departement": ["00"],
            "region": ["00"],
            "zone": ["fictif"],
        },
        schema_overrides={"epci": pl.String},
    )

    assert sorted(memberships(communes)["level"]) == ["commune", "departement", "region"]
