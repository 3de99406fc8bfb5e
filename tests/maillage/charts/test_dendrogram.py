"""The dendrogram: one line per class, forks at their χ², a sentence that says it all."""

import numpy as np
import polars as pl
import pytest

from maillage.base.look import CARD, contrast
from maillage.charts.dendrogram import class_colour, class_table, dendrogram
from maillage.qualitative.reinert.classes import Classes, classify
from maillage.qualitative.reinert.tree import Rules
from maillage.qualitative.texts.terms import Terms
from tests.maillage.qualitative.reinert.test_tree import subjects


def classes(count: int = 4) -> Classes:
    matrix = subjects(count)
    names = [f"mot{place}" for place in range(matrix.shape[1])]
    segments = pl.DataFrame({"segment": range(1, matrix.shape[0] + 1)})
    return classify(segments, Terms(matrix, names), Rules(classes=count))


def drawn(count: int = 4):
    return dendrogram(classes(count), title="Classes", source_line="Textes inventés")


def test_table_has_one_row_per_class_and_all_classified_segments():
    table = class_table(classes()).frame

    assert table["class"].to_list() == ["1", "2", "3", "4"]
    assert table["value"].sum() == 80


def test_forks_stand_at_their_chi2_and_never_after_those_below():
    found = classes()
    links = drawn().specification["hconcat"][0]["data"]
    (values,) = [one for one in [links["values"]] if one]

    forks = {round(one["x"], 6) for one in values if one["x"] == one["x2"]}
    highest = max(node.chi2 for node in found.tree.splits)
    assert max(forks) == pytest.approx(highest, abs=1e-6)
    assert all(one["x"] >= one["x2"] - 1e-9 for one in values)
    assert len(forks) <= 3


def test_each_class_ends_on_its_own_line():
    values = drawn().specification["hconcat"][0]["data"]["values"]

    assert sorted(one["y"] for one in values if one["x2"] == 0) == [0.5, 1.5, 2.5, 3.5]


def test_sentence_names_separations_and_classes():
    text = drawn().alternative

    assert "Arbre de 4\u00a0classes" in text
    assert "la première sépare" in text
    assert text.count("χ²") == 3
    assert "Classe 4, 25,0\u00a0% des segments classés" in text


def test_figure_is_drawn_with_its_table_twin():
    figure = drawn()

    assert "Classe 1" in figure.svg()
    assert figure.rows()[0]["Segments"] == "20"


def test_words_are_readable_in_the_colour_of_any_class():
    assert min(contrast(class_colour(number), CARD) for number in range(1, 41)) >= 4.5


def test_neighbouring_classes_have_different_colours():
    colours = [class_colour(number) for number in range(1, 8)]

    assert len(set(colours)) == 7


def test_two_classes_make_one_fork():
    assert drawn(2).alternative.count("sépare la classe") == 1
    assert np.isfinite(classes(2).tree.root.chi2)
