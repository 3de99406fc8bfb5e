"""The plans of documents."""

from pathlib import Path

import pytest

from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import CardError
from maillage.reports import plans
from maillage.reports.sections import BUILDERS


def test_every_part_of_the_portrait_has_its_module() -> None:
    for part in plans.portrait_plan().sections:
        assert part.section in BUILDERS


def test_every_module_is_in_the_plan() -> None:
    assert {part.section for part in plans.portrait_plan().sections} == set(BUILDERS)


def test_every_indicator_of_a_plan_has_its_card() -> None:
    known = {path.stem for path in (definitions_root() / "indicators").glob("*/*.yaml")}
    fiche, portrait = plans.fiche_plan(), plans.portrait_plan()

    chosen = {*fiche.figures, *portrait.map, *portrait.communes}
    for names in fiche.indicators.values():
        chosen |= set(names)

    assert chosen <= known


def test_every_theme_of_the_fiche_exists() -> None:
    themes = read_card(definitions_root() / "themes.yaml")

    assert set(plans.fiche_plan().indicators) <= set(themes)


def test_a_missing_plan_names_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "definitions_root", lambda: tmp_path)
    plans.portrait_plan.cache_clear()

    with pytest.raises(CardError, match=r"portrait\.yaml"):
        plans.portrait_plan()
    plans.portrait_plan.cache_clear()


def test_options_of_a_part_have_defaults() -> None:
    part = plans.SectionPlan(section="brief", figures=3)

    assert part.option("figures", 9) == 3
    assert part.option("absent", 9) == 9
