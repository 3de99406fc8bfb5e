"""Age bars."""

from maillage.charts import age_bars
from tests.maillage.charts.tables import CAPTION, released, values_of


TABLE = released(
    "label value status reference",
    [
        ("0 à 14 ans", 15.2, "computed", 17.1),
        ("15 à 29 ans", 13.1, "computed", 17.5),
        ("75 ans ou plus", None, "secret", 9.8),
    ],
)


def test_classes_keep_the_order_given() -> None:
    figure = age_bars(TABLE, CAPTION)

    order = figure.specification["layer"][0]["encoding"]["y"]["sort"]
    assert order == ["0 à 14 ans", "15 à 29 ans", "75 ans ou plus"]


def test_a_secret_class_keeps_its_line_and_says_so() -> None:
    row = values_of(age_bars(TABLE, CAPTION).specification)[2]

    assert row["value"] is None
    assert row["text"] == "secret"
    assert row["end"] == 9.8


def test_the_reference_is_drawn_only_when_named() -> None:
    assert len(age_bars(TABLE, CAPTION).specification["layer"]) == 2
    assert len(age_bars(TABLE, CAPTION, reference="France").specification["layer"]) == 3


def test_the_sentence_names_the_largest_class_the_widest_gap_and_the_hidden_one() -> None:
    text = age_bars(TABLE, CAPTION, reference="France").alternative

    assert "« 0 à 14 ans » (15,2\u00a0%)" in text
    assert "« 15 à 29 ans » : 13,1\u00a0% contre 17,5\u00a0%" in text
    assert "Sans valeur (secret statistique) : 75 ans ou plus." in text


def test_nothing_shown_is_said_plainly() -> None:
    hidden = released("label value status", [("0 à 14 ans", None, "unavailable")])

    assert age_bars(hidden, CAPTION).alternative.endswith("aucune valeur n'est disponible.")
