"""The fiche communale."""

import time
from pathlib import Path
from typing import Any

import pytest

from maillage.base.errors import NoData
from maillage.reports import render_fiche, render_fiches
from tests.maillage.reports import fictitious
from tests.maillage.reports.pdf_text import pdf_pages


def test_one_commune_takes_two_pages(tmp_path: Path, shapes: Any) -> None:
    pages = pdf_pages(
        render_fiche(fictitious.told(fictitious.commune_portrait()), contours=shapes), tmp_path
    )

    assert len(pages) == 2
    assert all("Brissac-le-Vieux" in page for page in pages)
    assert all("Territoire fictif" in page for page in pages)


def test_a_secret_keeps_its_line(tmp_path: Path) -> None:
    _, second = pdf_pages(render_fiche(fictitious.told(fictitious.commune_portrait())), tmp_path)

    line = next(line for line in second.splitlines() if "Niveau de vie médian" in line)
    assert "secret" in line


def test_every_commune_of_a_territory_at_once_in_the_order_given(tmp_path: Path) -> None:
    portraits = [fictitious.told(fictitious.commune_portrait(code)) for code in fictitious.COMMUNES]
    start = time.perf_counter()

    made = render_fiches(portraits, contours=fictitious.contours())

    assert time.perf_counter() - start < 5
    pages = pdf_pages(made, tmp_path)
    assert len(pages) == 28
    for name, page in zip(fictitious.COMMUNES.values(), pages[::2], strict=True):
        assert name.replace("'", "’") in page


def test_a_commune_with_almost_nothing_still_has_its_two_pages(tmp_path: Path) -> None:
    poor = fictitious.commune_portrait()
    poor.update(indicators=[], highlights=[], unknowns=[], sources=[], peers=None)

    assert len(pdf_pages(render_fiche(fictitious.told(poor)), tmp_path)) == 2


def test_a_long_fiche_is_reduced_to_its_two_pages(tmp_path: Path) -> None:
    long = fictitious.commune_portrait()
    for indicator in long["indicators"]:
        indicator["label"] = f"{indicator['label']}, " * 12

    assert len(pdf_pages(render_fiche(fictitious.told(long)), tmp_path)) == 2


def test_no_commune_is_refused() -> None:
    with pytest.raises(NoData, match="Aucune commune"):
        render_fiches([])
