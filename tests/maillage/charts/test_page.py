"""A figure on its own page: readable without the drawing, and nothing in it runs."""

from dataclasses import replace

from maillage.charts.page import figure_page
from tests.maillage.charts.test_dendrogram import drawn


def test_page_has_the_drawing_its_sentence_and_its_table():
    figure = drawn()

    page = figure_page(figure)

    assert '<html lang="fr">' in page
    assert page.count("<svg") == 1
    assert page.count("<tr>") == 1 + len(figure.rows())
    assert "Textes inventés" in page


def test_words_of_a_text_never_become_markup():
    figure = drawn()
    caption = replace(figure.caption, title="<script>alert(1)</script>")

    page = figure_page(replace(figure, caption=caption, alternative='"><script>'))

    assert "<script" not in page
