"""The communes of a démarche."""

import pytest

from atelier.diagnosis import places
from atelier.portraits import queries as portraits
from maillage.base.errors import NoData
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


def test_communes_are_named_in_the_order_of_the_portrait(monkeypatch):
    members = [{"code": "99001", "name": "Brousse"}, {"code": "99002", "name": "Lestours"}]
    content = {"territory": {"members": members}}
    monkeypatch.setattr(portraits, "portrait_of", lambda place: content)

    assert places.communes(make.demarche()) == [("99001", "Brousse"), ("99002", "Lestours")]


def test_no_commune_is_offered_when_nothing_is_built(monkeypatch):
    def nothing(place):
        raise NoData("Rien n’est construit.")

    monkeypatch.setattr(portraits, "portrait_of", nothing)

    assert places.communes(make.demarche()) == []
