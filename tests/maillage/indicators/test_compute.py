"""From cards to values: ratios recomputed, statuses told, sources ranked, datasets joined."""

import pytest

from maillage.base.levels import Level
from maillage.indicators.compute import COLUMNS, Desk, compute
from tests.factories.cards import make_card, make_published, make_sum
from tests.factories.computing import passages_of, passages_on_disk, row


THREE = ["01001", "01002", "01004"]
EPCI = "epci:200000001"
ALL = passages_of({EPCI: THREE})


def one(found, where, *, year=2021):
    """The only row of a territory."""
    level, _, code = where.rpartition(":")
    rows = [
        each
        for (_, its_level, its_code, its_year), each in found.items()
        if (its_level, its_code, its_year) == (level or "commune", code, year)
    ]
    assert len(rows) <= 1
    return rows[0] if rows else None


def test_ratio_of_a_group_is_recomputed_from_its_parts_and_never_averaged(workshop):
    # Rates of 50 %, 10 % and 0 %: their mean would be 20 %.
    rows = [row("01001", A=5, B=10), row("01002", A=10, B=100), row("01004", A=0, B=90)]

    group = one(workshop.values(make_card(), rows, ALL), EPCI)

    assert group["value"] == 7.5
    assert (group["numerator"], group["denominator"], group["status"]) == (15, 200, "computed")


@pytest.mark.parametrize(
    ("unit", "value"), [("percent", 25), ("per_1000", 250), ("ratio", 0.25), ("per_km2", 0.25)]
)
def test_ratio_is_scaled_by_its_unit(workshop, unit, value):
    found = workshop.values(make_card(unit=unit), [row("01001", A=1, B=4)], ALL)

    assert one(found, "01001")["value"] == value


def test_ratio_over_nobody_is_not_applicable(workshop):
    commune = one(workshop.values(make_card(), [row("01001", A=0, B=0)], ALL), "01001")

    assert (commune["value"], commune["status"]) == (None, "not_applicable")


def test_ratio_with_a_secret_part_is_secret(workshop):
    commune = one(workshop.values(make_card(), [row("01001", A="secret", B=12)], ALL), "01001")

    assert (commune["value"], commune["status"]) == (None, "secret")


def test_cell_without_object_stays_without_object(workshop):
    commune = one(workshop.values(make_sum(), [row("01001", A="not_applicable")], ALL), "01001")

    assert (commune["value"], commune["status"]) == (None, "not_applicable")


def test_sum_published_for_the_territory_itself_is_published(workshop):
    found = workshop.values(make_sum(), [row("01001", A=3)], ALL)

    assert one(found, "01001")["status"] == "published"


def test_ratio_of_two_published_counts_is_computed(workshop):
    found = workshop.values(make_card(), [row("01001", A=3, B=4)], ALL)

    assert one(found, "01001")["status"] == "computed"


def test_level_outside_the_card_has_no_row(workshop):
    rows = [row(code, A=1) for code in THREE]

    found = workshop.values(make_sum(levels=(Level.COMMUNE,)), rows, ALL)

    assert one(found, "01001")["value"] == 1
    assert one(found, EPCI) is None


def test_best_ranked_source_wins_and_gives_its_name(workshop):
    rows = {"premiere": [row("01001", A=10)], "seconde": [row("01001", A=11), row("01002", A=12)]}

    found = workshop.values(make_sum(), rows, ALL)

    assert (one(found, "01001")["value"], one(found, "01001")["source"]) == (10, "premiere")
    assert (one(found, "01002")["value"], one(found, "01002")["source"]) == (12, "seconde")


def test_source_that_hides_a_value_gives_way_to_one_that_shows_it(workshop):
    rows = {"premiere": [row("01001", A="secret")], "seconde": [row("01001", A=11)]}

    commune = one(workshop.values(make_sum(), rows, ALL), "01001")

    assert (commune["value"], commune["source"]) == (11, "seconde")


def test_numerator_and_denominator_never_come_from_two_sources(workshop):
    rows = {
        "premiere": [row("01001", A=1, B=None)],
        "seconde": [row("01001", A=5, B=10)],
    }

    commune = one(workshop.values(make_card(), rows, ALL), "01001")

    assert (commune["numerator"], commune["denominator"]) == (5, 10)
    assert (commune["value"], commune["source"]) == (50, "seconde")


def test_communes_of_two_sources_do_not_make_a_group(workshop):
    rows = {"premiere": [row("01001", A=1), row("01002", A=1)], "seconde": [row("01004", A=1)]}

    group = one(workshop.values(make_sum(), rows, ALL), EPCI)

    assert (group["value"], group["status"]) == (None, "unavailable")


def test_first_alternative_whose_columns_exist_is_used(workshop):
    card = make_sum(value=["A", "B + C"])

    found = workshop.values(card, [row("01001", B=1, C=2)], ALL)

    assert one(found, "01001")["value"] == 3


def test_card_whose_columns_no_file_has_gives_nothing(workshop):
    assert workshop.values(make_sum(value="ABSENTE"), [row("01001", A=1)], ALL) == {}


def test_denominator_of_another_dataset_is_that_of_the_nearest_year(workshop):
    card = make_card(denominator="insee_rp.P_POP", unit="per_1000")
    people = [row("01001", P_POP=2_000, year=2015), row("01001", P_POP=4_000, year=2021)]
    rows = {"fictif/registre": [row("01001", A=8, year=2022)], "insee_rp/dossier": people}

    commune = one(workshop.values(card, rows, ALL), "01001", year=2022)

    assert (commune["value"], commune["denominator"]) == (2, 4_000)
    assert commune["source"] == "registre"


def test_denominator_more_than_five_years_away_is_too_far(workshop):
    card = make_card(denominator="insee_rp.P_POP", unit="per_1000")
    rows = {
        "fictif/registre": [row("01001", A=8, year=2022)],
        "insee_rp/dossier": [row("01001", P_POP=2_000, year=2015)],
    }

    commune = one(workshop.values(card, rows, ALL), "01001", year=2022)

    assert (commune["value"], commune["status"]) == (None, "unavailable")


def test_denominator_of_another_dataset_that_is_absent_leaves_no_value(workshop):
    card = make_card(denominator="insee_rp.P_POP", unit="per_1000")

    found = workshop.values(card, {"fictif/registre": [row("01001", A=8)]}, ALL)

    assert one(found, "01001")["value"] is None


def test_joined_denominator_takes_the_best_ranked_source(workshop):
    card = make_card(denominator="insee_rp.P_POP", unit="per_1000")
    rows = {
        "fictif/registre": [row("01001", A=8)],
        "insee_rp/premiere": [row("01001", P_POP=1_000)],
        "insee_rp/seconde": [row("01001", P_POP=500)],
    }

    assert one(workshop.values(card, rows, ALL), "01001")["value"] == 8


def test_published_value_keeps_its_decimals_and_its_unit(workshop):
    found = workshop.values(make_published(), [row("01001", A=20_350)], ALL)

    assert one(found, "01001")["value"] == 20_350
    assert one(found, "01001")["status"] == "published"


def test_secret_published_value_says_so(workshop):
    found = workshop.values(make_published(), [row("01001", A="secret")], ALL)

    assert (one(found, "01001")["value"], one(found, "01001")["status"]) == (None, "secret")


def test_values_are_rounded_to_the_declared_precision(workshop):
    found = workshop.values(make_card(), [row("01001", A=1, B=3)], ALL)

    assert one(found, "01001")["value"] == 33.333333


def test_method_receives_its_roles_and_gives_the_value(workshop):
    card = make_card(
        aggregation="method",
        method="taux_annuel_moyen",
        columns={"population": "P_POP"},
    )
    rows = [row("01001", P_POP=100, year=2011), row("01001", P_POP=110.25, year=2021)]

    found = workshop.values(card, rows, ALL)

    # (110.25 / 100) ^ (1/10) − 1
    assert one(found, "01001")["value"] == pytest.approx(0.980580, abs=1e-6)


def test_each_card_gives_its_own_rows(workshop):
    cards = [make_sum("un", "A"), make_sum("deux", "B"), make_card(id="trois")]

    found = workshop.values(cards, [row("01001", A=1, B=4)], ALL)

    values = {name: each["value"] for (name, level, _, _), each in found.items() if level != "epci"}
    assert values == {"un": 1, "deux": 4, "trois": 25}


def test_nothing_to_compute_is_an_empty_table_with_its_columns(tmp_path, engine):
    desk = Desk({}, passages_on_disk(ALL, tmp_path), engine)

    found = compute([make_sum()], desk)

    assert (found.height, found.columns) == (0, list(COLUMNS))


def test_method_follows_the_years_from_one_source_to_another(workshop):
    card = make_card(
        aggregation="method",
        method="taux_annuel_moyen",
        columns={"population": "P_POP"},
    )
    rows = {
        "premiere": [row("01001", P_POP=110.25, year=2021)],
        "seconde": [row("01001", P_POP=100, year=2011)],
    }

    commune = one(workshop.values(card, rows, ALL), "01001")

    assert commune["value"] == pytest.approx(0.980580, abs=1e-6)
    assert commune["source"] == "premiere"


def test_reason_told_is_that_of_the_source_that_knows_most(workshop):
    rows = {
        "premiere": [row("01001", A=1)],
        "seconde": [row("01001", A=1), row("01002", A=1)],
    }

    group = one(workshop.values(make_sum(), rows, ALL), EPCI)

    assert (group["status"], group["present"], group["source"]) == ("unavailable", 2, "seconde")


def test_group_nothing_is_known_of_says_so_rather_than_nothing(workshop):
    passages = passages_of({EPCI: THREE[:2], "epci:200000002": THREE[2:]})
    rows = [row("01001", A=1), row("01002", A=1), row("01004", A=None)]

    group = one(workshop.values(make_sum(), rows, passages), "epci:200000002")

    assert (group["status"], group["present"]) == ("unavailable", 0)


def test_cards_come_in_the_order_they_were_asked(workshop):
    cards = [make_sum(f"somme_{number}") for number in range(9, 0, -1)]

    found = workshop.values(cards, [row("01001", A=1)], ALL)

    assert list(dict.fromkeys(name for name, *_ in found)) == [one.id for one in cards]


def test_values_are_the_same_when_memory_holds_one_card_at_a_time(workshop, monkeypatch):
    cards = [make_sum("un", "A"), make_sum("deux", "B"), make_card(id="trois")]
    rows = [row("01001", A=1, B=4), row("01002", A=2, B=None), row("01004", A=3, B=9)]
    together = workshop.values(cards, rows, ALL)

    for limit in ("compute.MOST_CELLS", "compute.MOST_AHEAD", "queries.MOST_READ"):
        monkeypatch.setattr(f"maillage.indicators.{limit}", 1)

    assert workshop.values(cards, rows, ALL) == together
