"""Figures that INSEE publishes, found again from its files to the portrait.

Bourg-Saint-Andéol and Genlis: https://www.insee.fr/fr/statistiques/2011101 (dossier complet);
living standards: https://www.insee.fr/fr/statistiques/7756729 (Filosofi 2021).
"""

import json

import polars as pl
import pytest

from maillage.indicators.cards import cards, columns_by_dataset, formulas
from maillage.portraits import portrait
from maillage.sources.insee_rp_dossier.clean import columns_by_family
from maillage.sources.rp_wide import census_columns
from maillage.store.manifest import read_manifest


GRENOBLE = "200040715"
ISERE = "38"


def indicators(store, code, **options):
    content = portrait(code, store=store, **options).to_dict()
    return {one["id"]: one for one in content["indicators"]}


@pytest.mark.parametrize(
    ("code", "population", "living_standard", "poverty"),
    [("07042", 7_352, 20_350, 22.0), ("21292", 5_165, 22_480, 11.0)],
    ids=["Bourg-Saint-Andéol", "Genlis"],
)
def test_figures_of_2021_are_those_insee_publishes(
    real_store, code, population, living_standard, poverty
):
    found = indicators(real_store, code, years=[2021])

    assert found["population"]["value"] == population
    assert found["niveau_vie_median"]["value"] == living_standard
    assert found["taux_pauvrete"]["value"] == poverty


@pytest.mark.parametrize(("code", "population"), [("07042", 7_661), ("21292", 5_093)])
def test_newest_population_is_the_reference_population(real_store, code, population):
    found = indicators(real_store, code)["population"]

    assert (found["value"], found["year"]) == (population, 2023)


def census_cards(shared_data) -> list[str]:
    """Cards of the census whose columns the dossier complet of Grenoble holds for 2021."""
    with (shared_data / "grenoble" / "dossier_complet.csv").open(encoding="utf-8") as stream:
        header = tuple(stream.readline().strip().split(","))
    held = {"insee_rp": set(census_columns(header)[2021].values())}
    for dataset, years in columns_by_family(header).items():
        held[dataset] = {name for columns in years.values() for name in columns.values()}
    return [
        name
        for name, card in cards().items()
        if card.is_open
        and card.dataset == "insee_rp"
        and set(columns_by_dataset(card)) <= set(held)
        and all(
            any(one.columns() <= held["insee_rp"] for one in alternatives)
            for alternatives in formulas(card).values()
        )
    ]


def values_of(store, wanted) -> pl.DataFrame:
    manifest = read_manifest(store)
    frames = [
        pl.scan_parquet(store.local(table.path)).filter(pl.col("indicator").is_in(wanted))
        for table in manifest.under("indicators/").values()
    ]
    return pl.concat(frames).filter(pl.col("year") == 2021).collect()


def test_every_census_card_has_its_value_in_the_communes_of_grenoble_and_their_epci(
    real_store, shared_data
):
    wanted = census_cards(shared_data)
    content = portrait(GRENOBLE, store=real_store).to_dict()
    communes = content["territory"]["communes"]
    shown = values_of(real_store, wanted).filter(
        pl.col("status").is_in(["published", "computed", "estimated", "not_applicable"])
    )
    held = {(name, code) for name, code in shown.select("indicator", "code").iter_rows()}

    assert len(communes) == 49
    assert len(wanted) > 50
    for name in wanted:
        levels = {str(level) for level in cards()[name].levels}
        places = [
            *(communes if "commune" in levels else []),
            *([GRENOBLE] if "epci" in levels else []),
        ]
        assert [code for code in places if (name, code) not in held] == [], name


def test_département_and_france_stay_unavailable_for_what_only_grenoble_has(
    real_store, shared_data
):
    frame = values_of(real_store, census_cards(shared_data))
    above = frame.filter(
        ((pl.col("level") == "departement") & (pl.col("code") == ISERE))
        | (pl.col("level") == "france")
    )
    extract = set(
        frame.filter(pl.col("level") == "commune", pl.col("code") == "07042")["indicator"]
    )

    beyond = above.filter(~pl.col("indicator").is_in(sorted(extract)))
    assert beyond.height > 50
    assert set(beyond["status"]) == {"unavailable"}
    assert beyond["value"].null_count() == beyond.height


def test_coverage_of_isere_is_told_in_communes(real_store):
    found = portrait(ISERE, store=real_store).to_dict()
    one = next(one for one in found["indicators"] if one["id"] == "part_menages_sans_voiture")

    assert one["status"] == "unavailable"
    assert one["coverage"]["present"] == 49
    assert "49 communes sur" in one["reason"].replace("\u202f", " ")


@pytest.mark.parametrize("code", ["240700864", "200000925"])
def test_both_communities_have_their_portrait(real_store, code):
    content = portrait(code, store=real_store).to_dict()

    found = {one["id"]: one for one in content["indicators"]}
    assert found["population"]["value"] > 15_000
    assert found["niveau_vie_median"]["year"] == 2019  # published for EPCI up to that year
    assert found["taux_pauvrete"]["value"] is None
    assert len(content["members_values"]["population"]) == len(content["territory"]["communes"])
    json.dumps(content)


def test_members_of_draga_are_its_nine_communes_in_cog_order(real_store):
    territory = portrait("240700864", store=real_store).to_dict()["territory"]

    assert len(territory["communes"]) == 9
    assert territory["communes"] == sorted(territory["communes"])


def test_perimeter_of_all_the_communes_of_an_epci_is_worth_the_epci(real_store):
    whole = portrait(GRENOBLE, store=real_store).to_dict()
    communes = whole["territory"]["communes"]

    chosen = portrait(communes=communes, store=real_store).to_dict()

    known = cards()
    apart = {one["id"]: one for one in chosen["indicators"]}
    compared = 0
    for one in whole["indicators"]:
        if known[one["id"]].aggregation in ("sum", "ratio") and one["id"] in apart:
            other = apart[one["id"]]
            if one["year"] != other["year"]:
                continue
            compared += 1
            assert other["value"] == pytest.approx(one["value"], abs=1e-4), one["id"]
    assert compared > 50
