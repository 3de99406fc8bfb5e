"""Commune-by-commune bars."""

from maillage.charts import commune_bars
from maillage.charts.theme import HATCH
from tests.maillage.charts.tables import CAPTION, released, values_of


TABLE = released(
    "code name value status reliability",
    [
        ("99003", "Viviers", 12.5, "computed", "safe"),
        ("99001", "Bidon", 5.1, "computed", "caution"),
        ("99002", "Larnas", None, "secret", "unknown"),
        ("99004", "Zancourt", None, "unavailable", "unknown"),
    ],
)


def test_communes_follow_the_official_codes_and_not_their_values() -> None:
    order = commune_bars(TABLE, CAPTION).specification["layer"][0]["encoding"]["y"]["sort"]

    assert order == ["Bidon", "Larnas", "Viviers", "Zancourt"]


def test_secret_and_missing_communes_are_words_and_not_the_same_word() -> None:
    texts = [row["text"] for row in values_of(commune_bars(TABLE, CAPTION).specification)]

    assert texts == ["5,1\u00a0%", "secret", "12,5\u00a0%", "non disponible"]


def test_a_fragile_value_is_hatched() -> None:
    colour = commune_bars(TABLE, CAPTION).specification["layer"][0]["encoding"]["color"]

    assert colour["condition"] == {"test": "datum.reliability == 'caution'", "value": HATCH}
    assert HATCH in commune_bars(TABLE, CAPTION).svg()


def test_the_sentence_counts_the_values_and_names_who_has_none() -> None:
    text = commune_bars(TABLE, CAPTION, reference=("Valmeyrac", 11.6)).alternative

    assert "2\u00a0communes avec une valeur, de 5,1\u00a0% à 12,5\u00a0%" in text
    assert "Valmeyrac : 11,6\u00a0%" in text
    assert "1\u00a0valeur à lire avec prudence" in text
    assert "Sans valeur (secret statistique) : Larnas." in text
    assert "Sans valeur (non disponible) : Zancourt." in text
