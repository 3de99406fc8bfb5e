"""The whole portrait of a territory: what it holds, for whom, and what it refuses."""

import json
import re

import jsonschema
import pytest

from maillage.base.errors import WrongCall
from maillage.base.levels import Level
from maillage.geography import UnknownTerritory
from maillage.portraits import portrait
from maillage.reports.json_file import SCHEMA
from tests.factories import published


EVERYWHERE = ["01001", "2A004", "97101", published.EPCI, "01", "84", "FR", "METRO"]
CLASH = re.compile(r"\b[dD]e (?=[AEIOUÉÈÊÎÂŒÔ][a-zé])|\b(?:de|à) Les? ")


@pytest.fixture
def told(small_store):
    """code → portrait of the small world."""
    return lambda code="", **options: portrait(code, store=small_store, **options).to_dict()


def by_id(content):
    return {one["id"]: one for one in content["indicators"]}


@pytest.mark.parametrize("code", EVERYWHERE)
def test_portrait_follows_its_published_schema(told, code):
    content = json.loads(json.dumps(told(code)))

    jsonschema.validate(content, json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize("code", EVERYWHERE)
def test_sentences_are_french_sentences(told, code):
    for one in told(code)["indicators"]:
        sentence = one["sentence"]
        assert sentence[0] == sentence[0].upper()
        assert sentence.endswith(".")
        assert not CLASH.search(sentence), sentence
        assert "{" not in sentence
        assert "None" not in sentence
        assert "!" not in sentence


@pytest.mark.parametrize("code", EVERYWHERE)
def test_hidden_value_never_carries_a_number_and_always_a_reason(told, code):
    for one in told(code)["indicators"]:
        if one["status"] in ("secret", "unavailable", "not_applicable"):
            assert one["value"] is None
            assert one["reason"]
        else:
            assert one["value"] is not None
            assert one["reason"] == ""


def test_identity_says_where_the_territory_stands(told):
    territory = told(published.EPCI)["territory"]

    assert (territory["level"], territory["name"]) == ("epci", "CC du Val d’Annelle")
    assert territory["communes"] == ["01001", "01002", "01004"]
    assert [parent["code"] for parent in territory["parents"]] == ["01", "84", "METRO", "FR"]
    assert [one["code"] for one in territory["members"]] == territory["communes"]


def test_portrait_without_years_takes_the_newest_of_each_indicator(told):
    found = by_id(told("01001"))

    assert (found["population"]["year"], found["population"]["value"]) == (2023, 810)
    assert found["logements"]["year"] == 2021


def test_portrait_of_a_year_takes_that_year(told):
    found = by_id(told("01001", years=[2021]))

    assert (found["population"]["year"], found["population"]["value"]) == (2021, 800)


def test_evolution_goes_through_the_censuses(told):
    trend = by_id(told("01001"))["population"]["trend"]

    assert [(one["year"], one["value"]) for one in trend] == [(2015, 760), (2021, 800), (2023, 810)]


def test_group_is_the_sum_of_its_communes(told):
    found = by_id(told(published.EPCI))

    assert found["logements"]["value"] == 7_520
    assert found["taux_logements_vacants"]["value"] == pytest.approx(688 / 7_520 * 100)
    assert found["taux_logements_vacants"]["coverage"] == {"present": 3, "expected": 3}


def test_median_of_a_group_nobody_publishes_is_not_made_up(told):
    one = by_id(told(published.EPCI))["niveau_vie_median"]

    assert (one["value"], one["status"]) == (None, "unavailable")


def test_secret_stays_secret_up_to_the_reader(told):
    one = by_id(told("01002"))["niveau_vie_median"]

    assert (one["value"], one["status"]) == (None, "secret")
    assert "Secret statistique" in one["reason"]


def test_members_are_side_by_side_in_the_order_of_the_cog(told):
    lines = told(published.EPCI)["members_values"]["niveau_vie_median"]

    assert [(line["code"], line["value"], line["status"]) for line in lines] == [
        ("01001", 21_500, "published"),
        ("01002", None, "secret"),
        ("01004", 20_350, "published"),
    ]


def test_comparison_is_with_the_territories_around_the_same_year(told):
    lines = {
        line["code"]: line for line in by_id(told("01001"))["taux_logements_vacants"]["comparisons"]
    }

    assert {"01", "84", "METRO", "FR"} <= set(lines)
    assert {line["year"] for line in lines.values()} == {2021}
    assert lines["01"]["value"] == pytest.approx(688 / 7_520 * 100)


def test_sources_are_those_of_the_values(told):
    content = told("01001")

    used = {one["source_id"] for one in content["indicators"]} - {""}
    assert {source["id"] for source in content["sources"]} == used
    assert all(source["licence"] for source in content["sources"])


def test_every_absence_is_among_the_unknowns(told):
    content = told("97101")

    unknown = {entry["indicator"] for entry in content["unknowns"]}
    assert {one["id"] for one in content["indicators"] if one["value"] is None} <= unknown


def test_perimeter_of_all_the_communes_of_a_group_is_worth_the_group(told):
    whole = by_id(told(published.EPCI))
    chosen = by_id(told(communes=["01004", "01001", "01002"], name="notre bassin"))

    for name in ("logements", "population", "taux_logements_vacants", "densite"):
        assert chosen[name]["value"] == pytest.approx(whole[name]["value"]), name
        assert chosen[name]["year"] == whole[name]["year"]


def test_perimeter_grows_like_the_group_it_equals(told):
    whole = by_id(told(published.EPCI))["tcam_population"]
    chosen = by_id(told(communes=["01004", "01001", "01002"]))["tcam_population"]

    assert chosen["value"] == pytest.approx(whole["value"])
    assert (chosen["numerator"], chosen["denominator"]) == (
        whole["numerator"],
        whole["denominator"],
    )


def test_perimeter_is_named_and_its_code_does_not_depend_on_the_order(told):
    one = told(communes=["01001", "01002"], name="notre bassin")["territory"]
    other = told(communes=["01002", "01001"])["territory"]

    assert (one["level"], one["name"]) == ("perimetre", "notre bassin")
    assert one["code"] == other["code"]


def test_level_decides_between_two_territories_of_the_same_code(told):
    assert told("01", level=Level.DEPARTEMENT)["territory"]["name"] == "Ain"
    assert told("01", level="region")["territory"]["name"] == "Guadeloupe"


def test_unknown_code_is_refused_with_suggestions(told):
    with pytest.raises(UnknownTerritory, match="01003"):
        told("01003")


@pytest.mark.parametrize("call", [{}, {"code": "01001", "communes": ["01002"]}])
def test_either_a_code_or_communes(told, call):
    with pytest.raises(WrongCall, match="soit un code de territoire, soit une liste de communes"):
        told(**call)


def test_same_store_and_day_give_the_same_portrait(told):
    assert told(published.EPCI) == told(published.EPCI)


def test_rate_published_by_commune_only_is_shown_commune_by_commune(told):
    content = told(published.EPCI)
    one = by_id(content)["taux_pauvrete"]
    shown = [line for line in content["members_values"]["taux_pauvrete"] if line["value"]]

    assert one["value"] is None
    assert one["reason"] == (
        "Aucun des fichiers réunis ne le donne pour l’ensemble du territoire : voir ses communes."
    )
    assert one["source_id"]
    assert {line["year"] for line in shown} == {one["year"]}
