"""Maps and trends: offered, frozen, refused in French."""

import pytest

from atelier.demarches.rules import NotNow
from atelier.restitution import figures
from atelier.restitution.models import ElementKind
from tests.factories import atelier as make
from tests.factories import restitution as given


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fictitious_store")]


def test_pinned_indicator_is_offered_first():
    demarche = make.demarche()
    given.evidence(demarche)

    keys = [one["key"] for one in figures.offered(demarche)]

    assert keys[0] == "map:taux_logements_vacants"
    assert "trend:taux_logements_vacants" in keys


def test_map_keeps_its_drawing_sentence_source_and_table():
    frozen = figures.drawn(make.demarche(), ElementKind.MAP, "taux_logements_vacants")

    assert frozen["svg"].startswith("<svg")
    assert frozen["alternative"]
    assert frozen["source"].startswith("Insee")
    assert len(frozen["twin"]) == 15


def test_trend_keeps_its_points():
    frozen = figures.drawn(make.demarche(), ElementKind.TREND, "taux_logements_vacants")

    assert [one["year"] for one in frozen["points"]] == [2010, 2015, 2021]
    assert frozen["unit"] == "percent"


@pytest.mark.parametrize(
    ("kind", "indicator"),
    [
        (ElementKind.MAP, "inconnu"),
        (ElementKind.TREND, "taux_pauvrete"),
        (ElementKind.MAP, "taux_pauvrete"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_french(kind, indicator):
    with pytest.raises(NotNow, match=r"\w{3,}"):
        figures.drawn(make.demarche(), kind, indicator)
