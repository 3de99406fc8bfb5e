"""One indicator of a portrait, told in full."""

from maillage.base.levels import Level
from maillage.portraits.describing import chosen_row, describe
from tests.factories.cards import make_card, make_published, make_sum
from tests.factories.rows import make_context, make_hidden, make_row, make_territory


AIN = make_territory(code="01", level=Level.DEPARTEMENT, name="Ain")


def test_newest_shown_year_is_told():
    rows = [make_row(year=2015), make_row(year=2021), make_hidden("secret", year=2023)]

    assert chosen_row(rows, ())["year"] == 2021


def test_only_the_years_asked_for_are_told():
    rows = [make_row(year=2015), make_row(year=2021)]

    assert chosen_row(rows, (2015,))["year"] == 2015
    assert chosen_row(rows, (1999,)) is None


def test_newest_reason_is_told_when_no_year_shows_a_value():
    rows = [make_hidden("secret", year=2015), make_hidden("unavailable", year=2021)]

    assert chosen_row(rows, ())["status"] == "unavailable"


def test_shown_value_has_its_sentence_and_no_reason():
    found = describe(make_card(), [make_row()], make_context())

    assert found["sentence"].startswith("En 2021, 25,0")
    assert (found["value"], found["status"], found["reason"]) == (25, "computed", "")
    assert (found["numerator"], found["denominator"]) == (50, 200)
    assert found["source_id"] == "insee_rp_dossier"


def test_hidden_value_has_its_reason_for_sentence():
    found = describe(make_card(), [make_hidden("secret")], make_context())

    assert found["value"] is None
    assert found["sentence"] == found["reason"]
    assert "Secret statistique" in found["reason"]


def test_value_no_file_gives_is_unavailable():
    found = describe(make_card(), [], make_context())

    assert (found["value"], found["status"], found["year"]) == (None, "unavailable", None)
    assert "Aucun fichier déposé" in found["reason"]


def test_coverage_is_told_for_what_has_several_parts():
    one = describe(make_card(), [make_row(present=1, expected=1)], make_context())
    several = describe(
        make_card(), [make_hidden("unavailable", present=2, expected=3)], make_context()
    )

    assert one["coverage"] is None
    assert several["coverage"] == {"present": 2, "expected": 3}


def test_rate_is_compared_with_the_territories_around():
    above = make_row(level="departement", code="01", value=9.0)
    context = make_context([above], parents=[AIN])

    (line,) = describe(make_card(), [make_row()], context)["comparisons"]

    assert (line["territory"], line["value"]) == ("Ain", 9)


def test_count_is_compared_with_nobody():
    above = make_row(level="departement", code="01", value=90_000.0)
    context = make_context([above], parents=[AIN])

    assert describe(make_sum(), [make_row()], context)["comparisons"] == []


def test_trend_holds_every_year_of_the_definition():
    rows = [make_row(year=2010, value=20.0), make_row(year=2015), make_row(year=2021)]

    found = describe(make_card(), rows, make_context())

    assert [one["year"] for one in found["trend"]] == [2010, 2015, 2021]
    assert found["trend_note"] == ""


def test_declared_break_is_noted_beside_the_trend():
    rows = [make_row(year=2015), make_row(year=2021)]
    breaks = {"fictif": [{"dataset": "fictif", "year": 2018, "note": "Questionnaire changé."}]}

    found = describe(make_card(), rows, make_context(breaks=breaks))

    assert "Questionnaire changé." in found["trend_note"]


def test_break_outside_the_years_told_is_not_noted():
    breaks = {"fictif": [{"dataset": "fictif", "year": 2018, "note": "Questionnaire changé."}]}

    found = describe(make_card(), [make_row(year=2021)], make_context(breaks=breaks))

    assert found["trend_note"] == ""


def test_published_values_of_moving_perimeters_are_told_apart():
    epci = make_territory(code="200000001", level=Level.EPCI, name="CC du Val")
    about = {"level": "epci", "code": "200000001", "status": "published"}
    rows = [
        make_row(year=2018, geography_year=2019, **about),
        make_row(year=2019, geography_year=2020, **about),
    ]

    found = describe(make_published(), rows, make_context(territory=epci))

    assert "périmètre" in found["trend_note"]


def test_definition_of_the_card_travels_with_the_value():
    card = make_card(higher_is="worse", key=True, publics=("menages",), cautions=("Prudence.",))

    found = describe(card, [make_row()], make_context())

    assert (found["id"], found["unit"], found["polarity"]) == ("essai", "percent", "worse")
    assert (found["key"], found["publics"]) == (True, ["menages"])
    assert "Prudence." in found["cautions"]


def test_change_is_counted_from_the_latest_year_far_enough_before():
    card = make_card(
        aggregation="method", method="taux_annuel_moyen",
        columns={"population": "P_POP"}, parameters={"minimum_years": 5},
        reading="De {start} à {year}, {value} par an.",
    )  # fmt: skip

    found = describe(card, [make_row()], make_context(counted=[2010, 2015, 2018]))

    assert found["sentence"].startswith("De 2015 à 2021")


def test_balance_is_counted_from_the_census_before():
    card = make_card(
        aggregation="method", method="taux_solde_naturel",
        columns={"population": "P_POP", "naissances": "NAIS", "deces": "DECE"},
        reading="De {start} à {year}, {value} par an.",
    )  # fmt: skip
    rows = [
        make_row(year=2010),
        make_row(year=2015),
        make_row(),
        make_hidden("unavailable", year=2023),
    ]

    found = describe(card, rows, make_context(counted=[2010, 2015, 2016, 2021]))

    assert found["sentence"].startswith("De 2015 à 2021")


def test_balance_without_an_earlier_one_only_says_until_when():
    card = make_card(
        aggregation="method", method="taux_solde_migratoire",
        columns={"population": "P_POP", "naissances": "NAIS", "deces": "DECE"},
        reading="De {start} à {year}, {value} par an.",
    )  # fmt: skip

    found = describe(card, [make_row()], make_context(counted=[2010]))

    assert found["sentence"].startswith("Jusqu’en 2021")


def test_iris_that_may_have_been_redrawn_says_so():
    iris = make_territory(code="010010101", level=Level.IRIS, name="Centre")
    about = {"level": "iris", "code": "010010101"}
    rows = [
        make_row(year=2018, geography_year=2020, **about | {"status": "estimated"}),
        make_row(year=2021, geography_year=2024, **about),
    ]
    context = make_context(territory=iris)

    old, both = describe(make_card(), rows[:1], context), describe(make_card(), rows, context)

    assert "n’est plus celui de 2020" in " ".join(old["cautions"])
    assert old["reliability"] == "caution"
    assert "découpage" in both["trend_note"]
    assert "découpage" not in " ".join(both["cautions"])


def test_value_given_for_the_former_perimeter_of_an_epci_says_so():
    epci = make_territory(code="200000001", level=Level.EPCI, name="CC du Val")
    about = {"level": "epci", "code": "200000001", "geography_year": 2020, "expected": 1}
    context = make_context(territory=epci)

    same = describe(make_published(), [make_row(**about | {"status": "published"})], context)
    changed = describe(make_published(), [make_row(**about | {"status": "estimated"})], context)

    assert "périmètre de 2020." in " ".join(same["cautions"])
    assert "plus toutes les mêmes" in " ".join(changed["cautions"])
