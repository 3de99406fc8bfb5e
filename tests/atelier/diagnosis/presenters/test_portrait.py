"""The portrait inside a démarche."""

import pytest

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

    page = pages.page(content, demarche, set(), "")

    assert [one["id"] for one in page["themes"]] == ["mobilite", "logement"]
    assert page["theme"] == "Mobilité"
