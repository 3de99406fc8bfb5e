"""Which part of France a département is in."""

import pytest

from maillage.geography.zones import departement_of, zone_of


@pytest.mark.parametrize(
    ("departement", "zone"),
    [("01", "metro"), ("2A", "metro"), ("95", "metro"), ("976", "drom"), ("975", "com")],
)
def test_zone_of_a_real_departement_is_known(departement: str, zone: str) -> None:
    assert zone_of(departement) == zone


@pytest.mark.parametrize("departement", ["00", "96", "", "999"])
def test_zone_of_an_unreal_departement_is_fictitious(departement: str) -> None:
    assert zone_of(departement) == "fictif"


def test_departement_of_an_overseas_commune_has_three_characters() -> None:
    assert [departement_of(code) for code in ("07042", "2A004", "97401")] == ["07", "2A", "974"]
