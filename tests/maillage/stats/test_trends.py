"""Changes between censuses: margins that cover what they say, and years that cannot be compared."""

import numpy as np
import pytest

from maillage.base.errors import RefusedFile, WrongCall
from maillage.stats.trends import by_chance, change, effective_size, periods, trends, wilson
from tests.maillage.stats.tables import own


def rows(*given) -> dict[str, list[object]]:
    names = ("code", "year", "numerator", "denominator")
    return dict(zip(names, map(list, zip(*given, strict=True)), strict=True))


def test_interval_is_the_one_published_by_newcombe():
    # Newcombe (1998), Statistics in Medicine 17: 81 of 263, method 3.
    low, high = wilson(81 / 263, 263)

    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_gap_is_the_one_published_by_newcombe():
    # Newcombe (1998), Statistics in Medicine 17, table II: 56/70 - 48/80, method 10.
    found = change((48 / 80, 80), (56 / 70, 70))

    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


@pytest.mark.parametrize(
    ("population", "survey", "size"),
    [
        (3_000, "main", 1_000),
        (30_000, "main", 200),
        (3_000, "complementary", 125),
        (30_000, "complementary", 200),
    ],
)
def test_share_rests_on_the_dwellings_surveyed(population, survey, size):
    assert effective_size(1_000, population, survey) == size


def test_large_change_is_told_from_a_small_one():
    table = own(
        rows(
            ("rise", 2015, 100, 1_000),
            ("rise", 2021, 160, 1_000),
            ("fall", 2015, 160, 1_000),
            ("fall", 2021, 100, 1_000),
            ("same", 2015, 100, 1_000),
            ("same", 2021, 105, 1_000),
            ("tiny", 2015, 10, 100),
            ("tiny", 2021, 60, 100),
            ("gone", 2015, 10, 1_000),
        )
    )

    found = trends(table, start=2015, end=2021)

    assert found["verdict"].to_list() == ["up", "down", "unsure", "too_small", None]
    assert found["gap"][0] == pytest.approx(0.06)
    assert found["gap"][4] is None


def test_same_change_is_surer_where_everybody_was_surveyed():
    given = rows(("a", 2015, 1_500, 12_000), ("a", 2021, 1_620, 12_000))

    small, large = (
        trends(own(given | {"population": [size] * 2}), start=2015, end=2021)
        for size in (9_000, 12_000)
    )

    assert (small["verdict"][0], large["verdict"][0]) == ("up", "unsure")


def test_empty_cell_or_nobody_is_no_zero():
    given = rows(("a", 2015, "", 900), ("a", 2021, 5, 900), ("b", 2015, 0, 0), ("b", 2021, 1, 300))

    found = trends(own(given), start=2015, end=2021)

    assert found["verdict"].to_list() == [None, None]


def simulated(generator, people, share, sampled):
    """A share counted on dwellings of two alike, drawn among all: what the census does."""
    dwellings = people // 2
    concerned = generator.random(dwellings) < share
    drawn = generator.random(dwellings) < sampled
    return concerned[drawn].mean()


@pytest.mark.parametrize(
    ("population", "survey", "sampled"), [(30_000, "main", 0.4), (4_000, "complementary", 0.25)]
)
def test_margin_covers_the_truth_about_nineteen_times_in_twenty(population, survey, sampled):
    generator = np.random.default_rng(8)
    people, share = 4_000, 0.12
    size = effective_size(people, population, survey)

    draws = [simulated(generator, people, share, sampled) for _ in range(2_000)]

    covered = [low <= share <= high for low, high in (wilson(found, size) for found in draws)]
    assert 0.93 < np.mean(covered) < 0.97


def test_unchanged_share_is_seldom_called_a_change():
    generator = np.random.default_rng(9)
    size = effective_size(4_000, 30_000, "main")

    verdicts = [
        change(*((simulated(generator, 4_000, 0.3, 0.4), size) for _ in range(2))).verdict
        for _ in range(2_000)
    ]

    assert 0.03 < np.mean([verdict != "unsure" for verdict in verdicts]) < 0.07


def test_number_of_changes_is_given_with_that_of_chance():
    given = rows(*((f"{n}", year, 100, 1_000) for n in range(40) for year in (2015, 2021)))

    found = by_chance(trends(own(given), start=2015, end=2021))

    assert found == ("0 changement sur 40 comparaisons ; le hasard seul en donnerait environ 2.")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"start": 2018, "end": 2021}, "à moins de cinq ans"),
        ({"start": 2021, "end": 2015}, "vient après"),
        ({"start": 2010, "end": 2021}, "ne contient pas l’année 2010"),
        ({"start": 2015, "end": 2021, "survey": "sondage"}, "inconnue"),
    ],
)
def test_years_that_share_surveys_are_refused(options, said):
    given = rows(("a", 2015, 1, 900), ("a", 2018, 5, 900), ("a", 2021, 5, 900))

    with pytest.raises(WrongCall, match=said):
        trends(own(given), **options)


def test_more_people_concerned_than_people_is_refused():
    given = rows(("a", 2015, 950, 900), ("a", 2021, 5, 900))

    with pytest.raises(RefusedFile, match="interverties"):
        trends(own(given), start=2015, end=2021)


@pytest.mark.parametrize(
    ("years", "asked", "expected"),
    [
        ((2015, 2021), (None, None), [(2015, 2021)]),
        ((2010, 2015, 2021), (None, None), [(2010, 2015), (2015, 2021), (2010, 2021)]),
        # 2018 shares surveys with 2021, and 2012 with 2016.
        ((2012, 2016, 2018, 2021), (None, None), [(2016, 2021)]),
        ((1999, 2010, 2015, 2021), (2010, None), [(2010, 2015), (2015, 2021), (2010, 2021)]),
        ((1999, 2010, 2015, 2021), (None, 2010), [(1999, 2010)]),
    ],
)
def test_every_census_five_years_from_the_next_is_compared(years, asked, expected):
    assert periods(years, *asked) == expected


def test_years_too_near_for_any_comparison_are_refused():
    with pytest.raises(WrongCall, match="pas deux années"):
        periods((2018, 2019, 2021), None, None)


def test_three_censuses_give_two_steps_and_the_whole():
    given = rows(("a", 2010, 100, 1_000), ("a", 2015, 110, 1_000), ("a", 2021, 160, 1_000))

    found = trends(own(given))

    assert found.select("from", "to", "verdict").rows() == [
        (2010, 2015, "unsure"),
        (2015, 2021, "up"),
        (2010, 2021, "up"),
    ]


def test_large_commune_was_counted_whole_before_the_rolling_census():
    assert effective_size(1_000, 30_000, "main", year=1999) == 1_000
    assert effective_size(1_000, 30_000, "main", year=2006) == 200
