"""Rows add up into today's territories, or honestly do not."""

import polars as pl
import pytest

from maillage.indicators.aggregate import ask
from maillage.indicators.expressions import parse
from tests.factories.cards import make_published, make_sum
from tests.factories.computing import passage, passages_of, passages_on_disk, row, written


THREE = ["01001", "01002", "01004"]
EPCI = "epci:200000001"
ALL = passages_of({EPCI: THREE})


def said(workshop, rows, passages=ALL, card=None):
    """(level:code) → row, for the sum of column A in 2021."""
    found = workshop.values(card or make_sum(), rows, passages)
    return {f"{level}:{code}": each for (_, level, code, _), each in found.items()}


def test_group_is_the_sum_of_its_communes(workshop):
    rows = [row("01001", A=10), row("01002", A=20), row("01004", A=12)]

    group = said(workshop, rows)[EPCI]

    assert (group["value"], group["status"]) == (42, "computed")
    assert (group["present"], group["expected"]) == (3, 3)


def test_group_with_a_commune_missing_from_the_file_is_unavailable_and_tells_its_coverage(workshop):
    group = said(workshop, [row("01001", A=10), row("01002", A=20)])[EPCI]

    assert (group["value"], group["status"]) == (None, "unavailable")
    assert (group["present"], group["expected"]) == (2, 3)


def test_group_with_an_empty_cell_is_unavailable(workshop):
    rows = [row("01001", A=10), row("01002", A=20), row("01004", A=None)]

    group = said(workshop, rows)[EPCI]

    assert (group["value"], group["status"], group["present"]) == (None, "unavailable", 2)


def test_group_with_a_secret_commune_is_unavailable_and_the_commune_stays_secret(workshop):
    rows = [row("01001", A=10), row("01002", A=20), row("01004", A="secret")]

    found = said(workshop, rows)

    assert (found[EPCI]["value"], found[EPCI]["status"]) == (None, "unavailable")
    assert (found["commune:01004"]["value"], found["commune:01004"]["status"]) == (None, "secret")


def test_zero_is_a_value_and_not_a_missing_one(workshop):
    rows = [row("01001", A=0), row("01002", A=0), row("01004", A=0)]

    group = said(workshop, rows)[EPCI]

    assert (group["value"], group["status"]) == (0, "computed")


def test_commune_of_two_merged_communes_is_their_sum(workshop):
    merged = [
        passage("01001", "01001"),
        passage("01002", "01001"),
        passage("01001", EPCI),
        passage("01002", EPCI),
    ]

    found = said(workshop, [row("01001", A=10), row("01002", A=5)], merged)

    assert (found["commune:01001"]["value"], found["commune:01001"]["status"]) == (15, "computed")
    assert found["commune:01001"]["expected"] == 2
    assert found[EPCI]["value"] == 15
    assert "commune:01002" not in found


def test_merged_commune_with_one_part_hidden_is_unavailable(workshop):
    merged = [passage("01001", "01001"), passage("01002", "01001")]

    found = said(workshop, [row("01001", A=10), row("01002", A="secret")], merged)

    assert found["commune:01001"]["status"] == "unavailable"
    assert found["commune:01001"]["present"] == 1


def test_split_commune_is_estimated_and_its_whole_group_is_exact(workshop):
    split = [
        passage("01001", "01001", share=0.75, exact=False),
        passage("01001", "01002", share=0.25, exact=False),
        passage("01001", EPCI),
    ]

    found = said(workshop, [row("01001", A=400)], split)

    assert (found["commune:01001"]["value"], found["commune:01001"]["status"]) == (300, "estimated")
    assert (found["commune:01002"]["value"], found["commune:01002"]["status"]) == (100, "estimated")
    assert (found[EPCI]["value"], found[EPCI]["status"]) == (400, "computed")


def test_renamed_commune_is_found_under_its_code_of_today(workshop):
    found = said(workshop, [row("14697", A=7)], [passage("14697", "14762")])

    assert (found["commune:14762"]["value"], found["commune:14762"]["status"]) == (7, "published")
    assert "commune:14697" not in found


def test_code_unknown_that_year_is_nowhere(workshop):
    found = said(workshop, [row("01999", A=7), row("01001", A=1)])

    assert "commune:01999" not in found
    assert found[EPCI]["present"] == 1


def paris() -> list[dict]:
    half = {"unit": 0.5}
    rows = [passage("75056", "75056"), passage("75056", "departement:75")]
    for code in ("75101", "75102"):
        borough = f"arrondissement_municipal:{code}"
        rows += [
            passage(borough, borough, **half),
            passage(borough, "75056", **half),
            passage(borough, "departement:75", **half),
        ]
    return rows


def test_paris_given_by_arrondissements_adds_up(workshop):
    rows = [row(f"arrondissement_municipal:{code}", A=50) for code in ("75101", "75102")]

    found = said(workshop, rows, paris())

    assert found["commune:75056"]["value"] == 100
    assert found["departement:75"]["value"] == 100
    assert found["arrondissement_municipal:75101"]["value"] == 50


def test_paris_given_whole_and_by_arrondissements_is_not_counted_twice(workshop):
    rows = [row(f"arrondissement_municipal:{code}", A=50) for code in ("75101", "75102")]

    found = said(workshop, [row("75056", A=101), *rows], paris())

    assert found["commune:75056"]["value"] == 101
    assert found["departement:75"]["value"] == 101


def test_paris_with_an_arrondissement_missing_is_unavailable(workshop):
    found = said(workshop, [row("arrondissement_municipal:75101", A=50)], paris())

    assert found["commune:75056"]["status"] == "unavailable"
    assert (found["commune:75056"]["present"], found["commune:75056"]["expected"]) == (0.5, 1)


def iris() -> list[dict]:
    rows = [passage("01001", "01001"), passage("01001", EPCI)]
    for code in ("010010101", "010010102"):
        rows += [
            passage(f"iris:{code}", f"iris:{code}", unit=0.5),
            passage(f"iris:{code}", "01001", unit=0.5),
            passage(f"iris:{code}", EPCI, unit=0.5),
        ]
    return rows


def test_iris_add_up_to_their_commune(workshop):
    rows = [row("iris:010010101", A=30), row("iris:010010102", A=12)]

    found = said(workshop, rows, iris())

    assert (found["commune:01001"]["value"], found["commune:01001"]["status"]) == (42, "computed")
    assert found[EPCI]["value"] == 42
    assert found["iris:010010102"]["status"] == "published"


def test_commune_with_one_iris_hidden_is_unavailable(workshop):
    rows = [row("iris:010010101", A=30), row("iris:010010102", A="secret")]

    found = said(workshop, rows, iris())

    assert found["commune:01001"]["status"] == "unavailable"
    assert found["iris:010010102"]["status"] == "secret"


def test_iris_are_not_added_to_the_commune_a_file_also_gives(workshop):
    rows = [row("01001", A=40), row("iris:010010101", A=30), row("iris:010010102", A=12)]

    found = said(workshop, rows, iris())

    assert (found["commune:01001"]["value"], found["commune:01001"]["status"]) == (40, "published")
    assert found[EPCI]["value"] == 40


def test_published_value_of_a_group_is_preferred_to_the_sum_of_its_communes(workshop):
    rows = [row(code, A=10) for code in THREE] + [row(EPCI, A=31)]

    group = said(workshop, rows)[EPCI]

    assert (group["value"], group["status"]) == (31, "published")


def test_group_published_as_secret_is_secret_even_when_its_communes_are_known(workshop):
    rows = [row(code, A=10) for code in THREE] + [row(EPCI, A="secret")]

    assert said(workshop, rows)[EPCI]["status"] == "secret"


def test_empty_cell_of_a_group_leaves_room_for_the_sum(workshop):
    rows = [row(code, A=10) for code in THREE] + [row(EPCI, A=None)]

    assert said(workshop, rows)[EPCI]["value"] == 30


def test_group_with_an_empty_cell_and_no_known_commune_says_that_nothing_is_known(workshop):
    other = "epci:200000002"
    rows = [row("01001", A=None), row(EPCI, A=None), row("01002", A=1)]

    group = said(workshop, rows, passages_of({EPCI: ["01001"], other: ["01002"]}))[EPCI]

    assert (group["status"], group["present"]) == ("unavailable", 0)


def test_median_is_never_added_up(workshop):
    rows = [row(code, A=20_000) for code in THREE]

    found = said(workshop, rows, card=make_published())

    assert EPCI not in found
    assert found["commune:01001"]["status"] == "published"


def test_commune_without_inhabitants_does_not_make_its_group_incomplete(workshop):
    deserted = [*ALL, passage("55039", EPCI, unit=0.0)]

    group = said(workshop, [row(code, A=1) for code in THREE], deserted)[EPCI]

    assert (group["value"], group["expected"]) == (3, 3)


@pytest.mark.parametrize("code", ["01001", "2A004", "97101"])
def test_code_keeps_its_zeros_and_letters(workshop, code):
    found = said(workshop, [row(code, A=1)], passages_of({EPCI: [code]}))

    assert found[f"commune:{code}"]["value"] == 1
    assert found[EPCI]["value"] == 1


def test_expression_over_several_columns_is_missing_when_one_is(tmp_path, engine):
    rows = [row("01001", A=3, B=4), row("01002", A=3, B=None), row("01004", A=1, B=1)]
    file = written(rows, tmp_path, source="source", dataset="fictif")

    asked = ask(engine, file, {"x": parse("A + 2 * B")}, passages_on_disk(ALL, tmp_path))
    found = asked.about(["x"]).narrow({"x": "x"}, together=True)

    values = {(level, code): x for level, code, x in found.select("level", "code", "x").iter_rows()}
    assert values["commune", "01001"] == 11
    assert ("commune", "01002") not in values
    assert values["epci", "200000001"] is None


def test_two_geography_years_of_one_file_each_follow_their_own_passage(tmp_path, workshop):
    before = [passage("01002", "01001", geography_year=2014), passage("01001", "01001")]
    before.append(passage("01001", "01001", geography_year=2014))
    rows = [
        row("01001", A=1, year=2014, geography_year=2014),
        row("01002", A=2, year=2014, geography_year=2014),
        row("01001", A=5),
    ]

    found = workshop.values(make_sum(), rows, before)

    assert {year: each["value"] for (_, _, _, year), each in found.items()} == {2014: 3, 2021: 5}
    assert pl.Series([each["geography_year"] for each in found.values()]).sort().to_list() == [
        2014,
        2021,
    ]


def test_row_given_for_a_redrawn_iris_is_estimated(workshop):
    one, other = "iris:010010101", "iris:010010102"
    passages = [passage(one, one, exact=False), passage(other, other)]

    found = said(workshop, [row(one, A=10), row(other, A=20)], [*ALL, *passages])

    assert found[one]["status"] == "estimated"
    assert found[other]["status"] == "published"


def test_row_of_an_epci_that_changed_gives_way_to_the_sum_of_its_communes(workshop):
    changed = [passage(EPCI, EPCI, exact=False)]
    passages = [each for each in ALL if each["component"] != "200000001"] + changed
    communes = [row("01001", A=10), row("01002", A=20), row("01004", A=12)]

    group = said(workshop, [*communes, row(EPCI, A=99)], passages)[EPCI]

    assert (group["value"], group["status"]) == (42, "computed")


def test_row_of_an_epci_that_changed_is_estimated_when_nothing_adds_up(workshop):
    changed = [passage(EPCI, EPCI, exact=False)]
    passages = [each for each in ALL if each["component"] != "200000001"] + changed

    group = said(workshop, [row("01001", A=10), row(EPCI, A=99)], passages)[EPCI]

    assert (group["value"], group["status"]) == (99, "estimated")


def test_iris_no_list_knows_counts_in_its_commune_which_is_estimated(workshop):
    known, stranger = "iris:010010101", "iris:010010199"
    passages = [
        passage("01001", "01001"),
        passage(known, "01001"),
        passage(stranger, "01001", unit=0.0, exact=False),
    ]

    commune = said(workshop, [row(known, A=10), row(stranger, A=5)], passages)["commune:01001"]

    assert (commune["value"], commune["status"]) == (15, "estimated")
