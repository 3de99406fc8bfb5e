"""A chosen perimeter is the sum of its communes' parts, or says what is missing."""

import polars as pl
import pytest

from maillage.base.levels import Level
from maillage.portraits.perimeters import perimeter_rows, placed
from tests.factories.cards import make_card, make_published, make_sum
from tests.factories.rows import make_hidden, make_row, make_territory


TWO = make_territory(
    code="perimetre:1234abcd", level=Level.PERIMETRE, name="Deux", communes=("01001", "01002")
)
CARDS = {"essai": make_card(), "somme": make_sum("somme"), "mediane": make_published("mediane")}


def summed(*rows):
    """indicator → the row of the perimeter."""
    frame = pl.DataFrame(list(rows), infer_schema_length=None)
    frame = frame.with_columns(pl.col("present", "expected", "percentile").cast(pl.Float64))
    frame = frame.with_columns(pl.col("rank", "of").cast(pl.Int32))
    found = perimeter_rows(frame, TWO, CARDS)
    return {each["indicator"]: each for each in found.iter_rows(named=True)}


def count(code, value):
    return make_row(
        indicator="somme", code=code, value=value, numerator=None, denominator=None,
        status="published",
    )  # fmt: skip


def test_ratio_is_recomputed_from_the_parts_and_never_averaged():
    # 10 % of 100 and 50 % of 300: the mean would be 30 %.
    found = summed(
        make_row(code="01001", value=10.0, numerator=10.0, denominator=100.0),
        make_row(code="01002", value=50.0, numerator=150.0, denominator=300.0),
    )["essai"]

    assert (found["value"], found["status"]) == (40, "computed")
    assert (found["numerator"], found["denominator"]) == (160, 400)
    assert (found["level"], found["code"]) == ("perimetre", TWO.code)


def test_counts_add_up():
    assert summed(count("01001", 3.0), count("01002", 4.0))["somme"]["value"] == 7


def test_commune_without_a_row_makes_the_perimeter_unavailable():
    found = summed(count("01001", 3.0))["somme"]

    assert (found["value"], found["status"]) == (None, "unavailable")
    assert (found["present"], found["expected"]) == (1, 2)


@pytest.mark.parametrize("status", ["secret", "unavailable"])
def test_hidden_commune_makes_the_perimeter_unavailable(status):
    found = summed(make_row(code="01001"), make_hidden(status, code="01002"))["essai"]

    assert (found["value"], found["status"]) == (None, "unavailable")
    assert (found["numerator"], found["denominator"]) == (None, None)


def test_commune_where_nobody_is_concerned_adds_nothing():
    nobody = make_hidden("not_applicable", code="01002", numerator=0.0, denominator=0.0)

    found = summed(make_row(code="01001"), nobody)["essai"]

    assert (found["value"], found["denominator"]) == (25, 200)


def test_perimeter_where_nobody_is_concerned_is_not_applicable():
    nobody = {"numerator": 0.0, "denominator": 0.0}

    found = summed(
        make_hidden("not_applicable", code="01001", **nobody),
        make_hidden("not_applicable", code="01002", **nobody),
    )["essai"]

    assert (found["value"], found["status"]) == (None, "not_applicable")


def test_estimated_commune_makes_an_estimated_perimeter():
    found = summed(make_row(code="01001", status="estimated"), make_row(code="01002"))["essai"]

    assert found["status"] == "estimated"


def test_median_has_no_row_for_a_perimeter():
    found = summed(
        make_row(indicator="mediane", code="01001"), make_row(indicator="mediane", code="01002")
    )

    assert found == {}


def test_other_communes_and_other_years_do_not_mix():
    found = perimeter_rows(
        pl.DataFrame(
            [
                make_row(code="01001"), make_row(code="01002"), make_row(code="01004", value=99.0),
                make_row(code="01001", year=2015), make_row(code="01002", year=2015),
            ],
            infer_schema_length=None,
        ).with_columns(pl.col("present", "expected", "percentile").cast(pl.Float64)),
        TWO,
        CARDS,
    )  # fmt: skip

    assert sorted(found.select("year", "value").rows()) == [(2015, 25.0), (2021, 25.0)]


def test_perimeter_is_ranked_among_the_groups_of_its_size_and_itself():
    mine = perimeter_rows(
        pl.DataFrame(
            [make_row(code=code, value=45.0, numerator=45.0, denominator=100.0)
             for code in ("01001", "01002")]
        ).with_columns(
            pl.col("present", "expected", "percentile").cast(pl.Float64),
            pl.col("rank", "of").cast(pl.Int32),
        ),
        TWO,
        CARDS,
    )  # fmt: skip
    peers = pl.DataFrame(
        [
            make_row(level="epci", code=f"20000000{place}", value=10.0 * place, peer_class=0)
            for place in range(10)
        ]
    )

    (found,) = placed(mine, peers).iter_rows(named=True)

    # Five of the ten are above 45: it is the sixth of eleven, with five below.
    assert (found["rank"], found["of"], found["percentile"]) == (6, 11, 50.0)
    assert found["level"] == "perimetre"
