"""The catalogue is sound: every card validates, refers to things that exist, and reads well."""

from collections import Counter

import pytest

from maillage.base.definitions import definitions_root, read_card
from maillage.base.french import NBSP
from maillage.indicators.cards import Card, cards, columns_by_dataset
from maillage.indicators.formulas import METHODS
from maillage.portraits.wording import reading


ALL = list(cards().values())
OPEN = [one for one in ALL if one.is_open]
PUBLICS = set(read_card(definitions_root() / "publics.yaml"))
THEMES = list(read_card(definitions_root() / "themes.yaml"))
PROVIDED = {
    given["dataset"]
    for path in (definitions_root() / "sources").glob("*.yaml")
    for given in read_card(path).get("provides") or []
}
FIXED_IDS = {
    "population",
    "part_moins_20",
    "part_65_plus",
    "indice_vieillissement",
    "taux_logements_vacants",
    "part_residences_secondaires",
    "part_maisons",
    "part_hlm",
    "taux_chomage_rp",
    "part_familles_monoparentales_familles",
    "part_familles_monoparentales_menages",
    "part_menages_sans_voiture",
    "niveau_vie_median",
    "taux_pauvrete",
    "rapport_interdecile",
    "gini",
}


def by_id(one: Card) -> str:
    return one.id


def texts(one: Card) -> list[str]:
    return [one.label, one.question, one.reading, one.ask, one.reference.text, *one.cautions]


def test_the_ids_that_others_rely_on_are_there() -> None:
    assert set(cards()) >= FIXED_IDS


@pytest.mark.parametrize("one", OPEN, ids=by_id)
def test_every_reading_sentence_renders_for_a_fictitious_territory(one: Card) -> None:
    row = {"year": 2021, "value": 12.3, "numerator": 1234.0, "denominator": 5678.0}

    sentence = reading(one, row, "Valmeyrac")

    assert "Valmeyrac" in sentence
    assert "12" in sentence
    assert "{" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize("one", OPEN, ids=by_id)
def test_a_sentence_prints_both_parts_of_a_ratio_or_neither(one: Card) -> None:
    printed = {name for name in ("numerator", "denominator") if f"{{{name}}}" in one.reading}

    if one.aggregation in ("sum", "published_only"):
        assert not printed
    else:
        assert len(printed) in (0, 2)


@pytest.mark.parametrize("one", ALL, ids=by_id)
def test_texts_are_french_typography_without_exclamation(one: Card) -> None:
    for text in texts(one):
        assert "!" not in text
        assert "'" not in text
        for sign in "?:;":
            assert f" {sign}" not in text, f"{text}: a no-break space before « {sign} »"
        assert f"«{NBSP}".count("«") == 1
        assert text.count("«") == text.count(f"«{NBSP}")
        assert text.count("»") == text.count(f"{NBSP}»")


@pytest.mark.parametrize("one", ALL, ids=by_id)
def test_questions_are_questions_and_labels_are_not_sentences(one: Card) -> None:
    assert one.question.endswith(f"{NBSP}?")
    assert not one.label.endswith((".", "?"))


@pytest.mark.parametrize("one", ALL, ids=by_id)
def test_other_definitions_of_the_same_thing_point_at_each_other(one: Card) -> None:
    assert set(one.said_by) <= set(cards())
    for other in one.differs_from:
        assert one.id in cards()[other].differs_from
        assert one.cautions, "cautions say how the definition differs"


@pytest.mark.parametrize("one", ALL, ids=by_id)
def test_publics_exist(one: Card) -> None:
    assert one.publics
    assert set(one.publics) <= PUBLICS


@pytest.mark.parametrize("one", OPEN, ids=by_id)
def test_every_dataset_is_filled_by_a_source(one: Card) -> None:
    assert set(columns_by_dataset(one)) <= PROVIDED


@pytest.mark.parametrize("one", [one for one in OPEN if one.method], ids=by_id)
def test_every_method_exists(one: Card) -> None:
    assert one.method in METHODS


def test_the_catalogue_is_large_and_covers_every_theme() -> None:
    per_theme = Counter(one.theme for one in ALL)

    assert len(ALL) >= 130
    assert set(per_theme) == set(THEMES)


def test_fifteen_are_shown_first() -> None:
    assert sum(one.first for one in ALL) == 15


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_has_a_few_key_indicators(theme: str) -> None:
    keys = [one.id for one in ALL if one.theme == theme and one.key]

    assert 3 <= len(keys) <= 5


def test_a_formula_is_not_given_twice_under_two_names() -> None:
    seen: dict[tuple[object, ...], str] = {}
    for one in OPEN:
        formula = (one.dataset, one.numerator, one.denominator, one.value, one.method)
        formula += (tuple(sorted(one.columns.items())),)
        assert formula not in seen, f"{one.id} and {seen.get(formula)}"
        seen[formula] = one.id
