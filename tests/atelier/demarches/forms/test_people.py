"""People and their seats: forms say what to do."""

import pytest

from atelier.accounts.models import Person
from atelier.demarches.forms import MemberForm
from atelier.demarches.models import Role
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


def test_new_member_has_a_name():
    form = _member({"role": Role.COPIL})

    assert "nom" in form.errors["last_name"][0]


def test_prestataire_has_an_end():
    form = _member({"role": Role.PRESTATAIRE, "last_name": "Cabinet"})

    assert "date de fin" in form.errors["ends_on"][0]


def test_new_organisation_says_what_it_is():
    form = _member({"role": Role.COPIL, "last_name": "Ferrand", "organisation_name": "Entraide"})

    assert "organisation_kind" in form.errors


def _member(given):
    return MemberForm(given, demarche=make.demarche(), people=Person.objects.none())
