"""What sections ask a portrait."""

from typing import Any

import pytest

from maillage.reports.document import Run
from maillage.reports.reading import (
    Missing,
    Reading,
    comparison,
    comparison_text,
    finding,
    has_value,
    is_fragile,
    missing_groups,
    provenance,
    strip_of,
    strong_figures,
    unknown_words,
    value_text,
    years_text,
)
from tests.maillage.reports import fictitious


def test_the_identity_says_what_it_is_and_where(reading: Reading) -> None:
    assert reading.identity() == "Intercommunalité de 14\u00a0communes (Onde, Val-Moyen)."


def test_a_name_that_departement_and_region_share_is_said_once(content: dict[str, Any]) -> None:
    levels = ("departement", "region")
    content["territory"]["parents"] = [{"level": one, "name": "Mayotte"} for one in levels]

    assert Reading(content).identity().endswith("communes (Mayotte).")


def test_a_commune_counts_no_commune() -> None:
    reading = Reading(fictitious.commune_portrait())

    assert reading.identity() == "Commune (Valmeyrac, Onde, Val-Moyen)."


def test_the_fictitious_label_is_there_only_when_needed(content: dict[str, Any]) -> None:
    assert Reading(content).notice == "Territoire fictif"

    content["territory"]["fictitious"] = False

    assert Reading(content).notice == ""


def test_the_first_of_the_month_is_an_ordinal(content: dict[str, Any]) -> None:
    assert Reading(content).date == "1er novembre 2026"
    assert Reading({**content, "generated_on": "2026-08-15"}).date == "15 août 2026"


def test_peers_are_told_with_their_count_and_the_nearest_with_their_variables(
    reading: Reading,
) -> None:
    expected = "Comparé à 633 intercommunalités de 10 000 à 35 000 habitants."

    assert reading.peers_sentence() == expected
    assert "centrées et réduites" in reading.nearest_sentence()
    assert "Pays d'Ambrune" in reading.nearest_sentence()


def test_without_peers_nothing_is_claimed(content: dict[str, Any]) -> None:
    content["peers"] = None

    assert Reading(content).peers_sentence() == ""
    assert Reading(content).nearest_sentence() == ""


def test_the_figure_of_a_sentence_is_strong() -> None:
    runs = strong_figures("Un logement sur neuf : 11,6 %, contre 9,2 %.", "11,6 %")

    assert runs == (Run("Un logement sur neuf : "), Run("11,6 %", True), Run(", contre 9,2 %."))
    assert strong_figures("En 2022, 2 lieux.", "2")[1:] == (Run("2", True), Run(" lieux."))
    assert strong_figures("Le taux est de 11,6.", "11") == (Run("Le taux est de 11,6."),)
    assert strong_figures("Ils sont 2, dit-on.", "2")[1] == Run("2", True)
    assert strong_figures("Rien ici.", "11,6 %") == (Run("Rien ici."),)


def test_a_hidden_value_is_a_word(reading: Reading) -> None:
    hidden = reading.indicators["taux_pauvrete"]

    assert not has_value(hidden)
    assert value_text(hidden) == "non disponible"
    assert reading.position(hidden) is None
    assert strip_of(None) == ("", "")
    assert finding(hidden, "Non publié.").runs == (Run("Non publié."),)


def test_the_comparison_is_the_first_reference_that_has_a_value(reading: Reading) -> None:
    indicator = dict(reading.indicators["part_65_plus"])

    assert comparison_text(indicator, ["epci", "region"]) == "Val-Moyen : 20,2\u00a0%"
    assert comparison(indicator, ["metropole"]) is None


def test_what_is_not_known_is_said_in_words() -> None:
    assert unknown_words("secret") == "secret statistique"
    assert unknown_words("on_request") == "sur demande"
    assert unknown_words("old") == "ancien"


def test_many_names_end_with_how_many_others() -> None:
    group = Missing(("a", "b", "c", "d"), "secret", "", "")

    assert group.named(4) == "a, b, c et d"
    assert group.named(2) == "a, b et 2\u00a0autres"


def test_one_reason_makes_one_group_whatever_the_themes() -> None:
    same = {"status": "secret", "reason": "r", "ask": "a"}
    unknowns = [{**same, "theme": theme, "label": theme} for theme in ("x", "y")]

    assert [one.labels for one in missing_groups(unknowns)] == [("x", "y")]


@pytest.mark.parametrize(
    ("years", "text"),
    [
        ([2021], "2021"),
        ([2022, 2021, 2023], "2021 à 2023"),
        ([2015, 2021], "2015, 2021"),
        ([1876, 1881, 1886, 1891, 1896, 1901, 2018], "7\u00a0millésimes de 1876 à 2018"),
        ([], ""),
    ],
)
def test_years_are_told_shortly(years: list[int], text: str) -> None:
    assert years_text(years) == text


def test_fragile_values_are_recognised() -> None:
    assert is_fragile({"reliability": "caution", "value": 3.0})
    assert not is_fragile({"reliability": "caution", "value": None})
    assert not is_fragile({"reliability": "safe", "value": 3.0})


def test_provenance_says_source_year_geography_and_caution(reading: Reading) -> None:
    indicator = {**reading.indicators["part_hlm"], "reliability": "caution"}

    assert provenance(indicator) == (
        "Insee, recensement, 2021, communes de 2026 ; à lire avec prudence"
    )
