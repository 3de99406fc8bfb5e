"""The opening sentence: every claim is computed."""

from atelier.portraits.places import FICTITIOUS, Place
from atelier.portraits.presenters import opening
from tests.atelier import fiction


PLACE = Place(FICTITIOUS, "epci", fiction.CODE)


def portrait(**values: float | None) -> dict:
    """The fictitious portrait with other values."""
    content = fiction.portrait()
    for row in content["indicators"]:
        if row["id"] in values:
            row["value"] = values[row["id"]]
            row["status"] = "secret" if row["value"] is None else "computed"
    return content


def test_lead_says_what_is_older_and_how_many_dwellings_are_empty():
    lead = opening.lead(portrait())

    assert "14\u00a0communes" in lead
    assert "La population y est plus âgée que dans la région" in lead
    assert "un logement sur sept environ est vide." in lead


def test_lead_says_younger_when_it_is_younger():
    assert "est plus jeune que dans la région" in opening.lead(portrait(part_65_plus=15.0))


def test_lead_says_alike_within_one_point():
    region = next(
        row["value"]
        for row in opening.by_id(fiction.portrait())["part_65_plus"]["comparisons"]
        if row["level"] == "region"
    )

    assert "à peu près le même âge" in opening.lead(portrait(part_65_plus=region + 0.4))


def test_lead_claims_nothing_of_a_secret_value_or_of_low_vacancy():
    lead = opening.lead(portrait(part_65_plus=None, taux_logements_vacants=4.0))

    assert "population" not in lead
    assert "vide" not in lead


def test_key_figures_pass_over_what_is_missing():
    figures = opening.key_figures(portrait(taux_logements_vacants=None), PLACE)

    assert [figure["words"].split(" en")[0] for figure in figures] == [
        "habitants",
        "ont 65 ans ou plus",
        "de niveau de vie médian",
    ]


def test_source_line_names_each_source_and_year_once():
    line = opening.source_line(portrait())

    assert line.count("recensement de la population") == 1
    assert line.endswith("communes de\u00a02026.")


def test_key_figure_leads_to_its_calculation():
    (first, *_) = opening.key_figures(portrait(), PLACE)

    assert first["url"] == f"{PLACE.url()}indicateurs/population/"


def test_country_is_told_with_its_communes():
    content = portrait()
    content["territory"] |= {"level": "france", "parents": []}

    assert opening.lead(content).startswith("La France entière\u00a0: 14\u00a0communes.")


def test_age_that_peers_contradict_is_told_with_them():
    content = fiction.portrait()
    older = opening.by_id(content)["part_65_plus"]
    position = {"median": 27.0, "peers": "intercommunalités comparables"}
    older |= {"value": 24.3, "status": "computed", "position": position}
    older["comparisons"] = [{"level": "region", "value": 20.7}]

    told = opening.lead(content)

    assert "plus âgée que dans la région, mais moins que dans la plupart des interco" in told
    position["median"] = 22.0
    assert "mais moins" not in opening.lead(content)


def test_indicator_without_number_has_no_value():
    content = fiction.portrait()
    assert opening.has_value(content, "population")

    opening.by_id(content)["population"] |= {"value": None, "status": "unavailable"}

    assert not opening.has_value(content, "population")
    assert not opening.has_value(content, "inconnu")


def test_lead_says_once_a_name_that_departement_and_region_share():
    content = portrait()
    content["territory"] |= {"level": "commune", "communes": ["97611"]}
    content["territory"]["parents"] = [
        {"level": "departement", "code": "976", "name": "Mayotte"},
        {"level": "region", "code": "06", "name": "Mayotte"},
    ]

    assert opening.lead(content).startswith("Commune — Mayotte.")
