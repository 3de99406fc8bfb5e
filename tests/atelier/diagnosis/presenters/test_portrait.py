"""The portrait inside a démarche."""

import pytest

from atelier.diagnosis.figures import place_of
from atelier.diagnosis.presenters import portrait as pages
from tests.factories import atelier as make


@pytest.mark.django_db
def test_themes_studied_come_first_and_the_first_one_opens():
    demarche = make.demarche(themes=["mobilite"])
    content = {
        "themes": [
            {"id": "logement", "label": "Logement"},
            {"id": "mobilite", "label": "Mobilité"},
        ],
        "indicators": [],
        "territory": {"name": "Valmeyrac"},
    }

    page = pages.page(content, demarche, {}, "", place=place_of(demarche))

    assert [one["id"] for one in page["themes"]] == ["mobilite", "logement"]
    assert page["theme"] == "Mobilité"


@pytest.mark.parametrize(
    ("years", "told"),
    [
        (set(), (False, "")),
        ({2018}, (False, "Épinglé pour 2018")),
        ({2018, 2021}, (True, "Épinglé pour 2018")),
    ],
)
def test_figure_of_a_newer_year_can_be_pinned_beside_the_one_kept_before(years, told):
    row = pages.kept(years, 2021)

    assert (row["is_pinned"], row["pinned_before"]) == told


@pytest.mark.django_db
def test_ages_chosen_lead_to_their_count_on_this_territory():
    demarche = make.demarche(public_ages="16-25, 25-40")
    content = {"themes": [], "indicators": [], "territory": {"name": "Valmeyrac"}}

    page = pages.page(content, demarche, {}, "", place=place_of(demarche))

    assert [one["label"] for one in page["ages"]] == ["16–25 ans", "25–40 ans"]
    assert page["ages"][0]["url"].endswith("/ages/?youngest=16&oldest=25")
