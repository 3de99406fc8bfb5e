"""Cards: what a card may say, and how one is found."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from maillage.base.errors import CardError, WrongCall
from maillage.base.french import NBSP
from maillage.indicators.cards import card, cards, columns, columns_by_dataset, load


RATIO: dict[str, Any] = {
    "label": "Part des logements vacants",
    "question": "Quelle part des logements est vide ?",
    "dataset": "insee_rp",
    "aggregation": "ratio",
    "numerator": "P_LOGVAC",
    "denominator": "P_LOG",
    "unit": "percent",
    "levels": ["commune", "epci"],
    "reading": "En {year}, {value} des logements de {territory} sont vacants.",
    "reference": {"text": "Insee"},
}
ON_REQUEST: dict[str, Any] = {
    key: RATIO[key] for key in ("label", "question", "unit", "levels", "reference")
} | {"availability": "on_request", "ask": "Caf de votre département"}


def written(folder: Path, content: dict[str, Any]) -> Path:
    path = folder / "logement" / "essai.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def test_the_id_is_the_file_and_the_theme_is_the_folder(tmp_path: Path) -> None:
    one = load(written(tmp_path, RATIO))

    assert (one.id, one.theme) == ("essai", "logement")


def test_an_expression_may_be_a_list_of_alternatives(tmp_path: Path) -> None:
    one = load(written(tmp_path, RATIO | {"numerator": ["P_X", "P_A + P_B"]}))

    assert one.numerator == ("P_X", "P_A + P_B")
    assert columns(one) == {"P_X", "P_A", "P_B", "P_LOG"}


def test_columns_are_grouped_by_the_dataset_they_name(tmp_path: Path) -> None:
    one = load(written(tmp_path, RATIO | {"denominator": "insee_etat_civil.NAISD"}))

    assert columns_by_dataset(one) == {"insee_rp": {"P_LOGVAC"}, "insee_etat_civil": {"NAISD"}}


@pytest.mark.parametrize(
    ("unit", "aggregation", "scale"),
    [("percent", "ratio", 100), ("per_1000", "ratio", 1000), ("ratio", "ratio", 1)],
)
def test_a_ratio_is_scaled_to_its_unit(
    tmp_path: Path, unit: str, aggregation: str, scale: int
) -> None:
    assert load(written(tmp_path, RATIO | {"unit": unit})).scale == scale


def test_a_published_value_is_never_scaled(tmp_path: Path) -> None:
    content = {key: RATIO[key] for key in RATIO if key not in ("numerator", "denominator")}

    one = load(written(tmp_path, content | {"aggregation": "published_only", "value": "TP60"}))

    assert one.scale == 1
    assert not one.adds_up


@pytest.mark.parametrize(
    ("columns_used", "tabulation"),
    [("P_A + P_B", "principale"), ("C_A", "complementaire"), ("NB_A", "")],
)
def test_the_census_tabulation_is_read_from_the_columns(
    tmp_path: Path, columns_used: str, tabulation: str
) -> None:
    content = RATIO | {"numerator": columns_used, "denominator": columns_used}

    assert load(written(tmp_path, content)).exploitation == tabulation


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0 pharmacie"), (1.6, "2 pharmacies"), (1.2, "1 pharmacie"), (3.0, "3 pharmacies")],
)
def test_what_is_counted_agrees_with_the_number_printed(
    tmp_path: Path, value: float, text: str
) -> None:
    content = RATIO | {
        "unit": "count",
        "noun": ["pharmacie", "pharmacies"],
        "reading": "{territory} : {counted}.",
    }

    one = load(written(tmp_path, content))

    assert one.counted(value) == text.replace(" ", NBSP)
    assert load(written(tmp_path, RATIO)).counted(value) == ""


@pytest.mark.parametrize(("value", "text"), [(1.85, "1,85 personne"), (1.999, "2,00 personnes")])
def test_what_is_counted_keeps_the_decimals_of_its_unit(
    tmp_path: Path, value: float, text: str
) -> None:
    content = RATIO | {
        "unit": "ratio",
        "noun": ["personne", "personnes"],
        "reading": "{territory} : {counted}.",
    }

    assert load(written(tmp_path, content)).counted(value) == text.replace(" ", NBSP)


def test_a_card_without_open_source_says_whom_to_ask(tmp_path: Path) -> None:
    one = load(written(tmp_path, ON_REQUEST))

    assert not one.is_open
    assert columns(one) == set()


@pytest.mark.parametrize(
    "wrong",
    [
        RATIO | {"unit": "pct"},
        RATIO | {"levels": ["canton"]},
        RATIO | {"levels": []},
        RATIO | {"colour": "red"},
        RATIO | {"value": "P_LOG"},
        RATIO | {"numerator": "P_LOGVAC / P_LOG"},
        RATIO | {"numerator": "insee_rp.P_A + insee_bpe.C101"},
        RATIO | {"ask": "Caf"},
        RATIO | {"first": True},
        RATIO | {"noun": ["pharmacie", "pharmacies"]},
        RATIO | {"aggregation": "mean"},
        ON_REQUEST | {"ask": ""},
        ON_REQUEST | {"dataset": "insee_rp"},
        {key: value for key, value in RATIO.items() if key != "denominator"},
        {key: value for key, value in RATIO.items() if key != "reading"},
    ],
)
def test_a_wrong_card_is_refused_and_its_file_named(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(CardError, match=r"essai\.yaml"):
        load(written(tmp_path, wrong))


def test_a_card_is_found_by_its_id() -> None:
    assert card("population").label == "Population municipale"
    assert card("population") is cards()["population"]


def test_an_unknown_id_suggests_the_closest_ones() -> None:
    with pytest.raises(WrongCall) as caught:
        card("taux_pauvrté")

    assert "taux_pauvrté" in caught.value.message
    assert "taux_pauvrete" in caught.value.todo


def test_an_id_close_to_nothing_says_how_to_list_them() -> None:
    with pytest.raises(WrongCall) as caught:
        card("zzzzzz")

    assert "maillage indicator" in caught.value.todo


def test_field_with_a_wrong_name_is_named_with_those_that_exist(tmp_path):
    with pytest.raises(CardError, match=r"ordre : champ inconnu\n.*Champs d’une fiche : label, "):
        load(written(tmp_path, RATIO | {"ordre": 5}))
