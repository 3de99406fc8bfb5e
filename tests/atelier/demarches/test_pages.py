"""The navigation of a démarche."""

import pytest
from django.test import RequestFactory

from atelier.demarches.models import Role
from atelier.demarches.pages import asked_id, space
from atelier.demarches.permissions import standing
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


def labels(person, demarche, path=""):
    return [
        (one["label"], one["current"]) for one in space(standing(person, demarche), path)["entries"]
    ]


def test_invited_resident_sees_their_home_only():
    demarche = make.demarche()
    resident = make.participant(demarche=demarche, role=Role.HABITANT)

    assert [label for label, _ in labels(resident, demarche)] == ["Accueil"]


def test_settings_are_shown_to_those_who_may_change_them():
    demarche = make.demarche()
    reader = make.participant(demarche=demarche, role=Role.LECTEUR)
    pilote = make.participant(demarche=demarche, role=Role.PILOTE)

    assert "Cadre" not in dict(labels(reader, demarche))
    assert "Cadre" in dict(labels(pilote, demarche))


@pytest.mark.parametrize(
    ("page", "label"),
    [
        ("", "Accueil"),
        ("/etapes/3", "Étapes"),
        ("/instances/4", "Instances et personnes"),
        ("/decisions", "Réunions et décisions"),
        ("/bibliotheque/paroles", "Hypothèses et preuves"),
    ],
)
def test_each_page_says_which_entry_it_belongs_to(page, label):
    nadia = make.person()
    demarche = make.demarche(pilot=nadia)

    told = labels(nadia, demarche, f"/demarches/{demarche.pk}{page}")

    assert [one for one, is_current in told if is_current] == [label]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?etape=3", 3),
        ("", None),
        ("?etape=abc", None),
        ("?etape=-1", None),
        ("?etape=9" + "9" * 40, None),
    ],
)
def test_identifier_of_an_address_is_a_number_or_nothing(query, expected):
    assert asked_id(RequestFactory().get(f"/{query}"), "etape") == expected
