"""Territories of today, their parents and members."""

import pytest

from maillage.base.errors import NoData, WrongCall
from maillage.geography import Geography, UnknownTerritory


def codes(places) -> list[str]:
    return [place.code for place in places]


def test_commune_knows_what_holds_it(geography: Geography) -> None:
    place = geography.resolve("07903")

    assert (place.level, place.departement, place.region) == ("commune", "07", "84")
    assert (place.epci, place.zone, place.population) == ("200000002", "metro", 300)


def test_epci_lists_its_communes_in_cog_order(geography: Geography) -> None:
    epci = geography.resolve("200000001")

    assert epci.communes == ("07901", "07904")
    assert codes(geography.members(epci)) == ["07901", "07904"]


def test_departement_of_an_epci_over_two_is_that_of_most_inhabitants(geography: Geography) -> None:
    assert geography.resolve("200000002").departement == "07"


def test_colliding_code_is_a_departement_unless_the_level_is_said(geography: Geography) -> None:
    assert geography.resolve("75").level == "departement"
    assert geography.resolve("84", "region").name == "Auvergne-Rhône-Alpes"


def test_france_and_metropole_have_their_own_codes(geography: Geography) -> None:
    assert "97601" in geography.resolve("FR").communes
    assert "97601" not in geography.resolve("metro").communes


def test_parents_go_from_the_nearest_to_france(geography: Geography) -> None:
    assert codes(geography.parents(geography.resolve("07901"))) == ["07", "84", "METRO", "FR"]
    assert codes(geography.parents(geography.resolve("84", "region"))) == ["METRO", "FR"]
    assert codes(geography.parents(geography.resolve("FR"))) == []


def test_mayotte_is_in_france_and_not_in_metropole(geography: Geography) -> None:
    assert codes(geography.parents(geography.resolve("97601"))) == ["976", "06", "FR"]


def test_fictitious_place_has_neither_metropole_nor_france(geography: Geography) -> None:
    assert codes(geography.parents(geography.resolve("00001"))) == ["00", "00"]


def test_overseas_collectivite_is_not_in_france(geography: Geography) -> None:
    assert codes(geography.parents(geography.resolve("97501"))) == ["975"]


def test_members_of_a_commune_are_its_iris_or_arrondissements(geography: Geography) -> None:
    assert codes(geography.members(geography.resolve("75056"))) == ["75101", "75102"]
    assert codes(geography.members(geography.resolve("75101"))) == ["751010101", "751010102"]
    assert geography.members(geography.resolve("07903")) == []
    assert geography.members(geography.resolve("751010101")) == []


def test_iris_of_a_merged_commune_is_in_todays(geography: Geography) -> None:
    assert geography.resolve("079020000").communes == ("07901",)


def test_former_commune_is_refused_with_what_it_became(
    geography: Geography, dated: Geography
) -> None:
    with pytest.raises(UnknownTerritory, match="son territoire est dans Arval"):
        geography.resolve("07902")
    with pytest.raises(UnknownTerritory, match="est devenue Arval .* le 1er octobre 2021"):
        dated.resolve("07902")


def test_wrong_code_is_refused_with_a_suggestion(geography: Geography) -> None:
    with pytest.raises(UnknownTerritory, match="Vouliez-vous dire Dorel"):
        geography.resolve("Dorell")


def test_same_communes_make_the_same_perimeter(geography: Geography) -> None:
    one = geography.perimeter(["07903", "55902"])
    other = geography.perimeter(["55902", "07903", "55902"], "Notre bassin de vie")

    assert one.code == other.code
    assert one.code.startswith("perimetre:")
    assert (one.communes, one.population) == (("07903", "55902"), 350)
    assert (one.epci, one.departement) == ("200000002", "07")
    assert one.name == "Cordes-les-Bains, Vivier-sur-Meuse"
    assert other.name == "Notre bassin de vie"


def test_perimeter_of_many_communes_names_the_first(geography: Geography) -> None:
    place = geography.perimeter(["07901", "07903", "07904", "55902"])

    assert place.name == "Arval, Cordes-les-Bains, Dorel et 1\u00a0autre commune"
    assert codes(geography.parents(place)) == ["07", "84", "METRO", "FR"]
    assert len(geography.members(place)) == 4


def test_perimeter_needs_known_communes(geography: Geography) -> None:
    with pytest.raises(WrongCall):
        geography.perimeter([])
    with pytest.raises(UnknownTerritory):
        geography.perimeter(["07901", "07"])


def test_unbuilt_geography_says_what_to_run(tmp_path) -> None:
    with pytest.raises(NoData, match="maillage build"):
        Geography.load(tmp_path)
