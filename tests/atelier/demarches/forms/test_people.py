"""People and their seats: forms say what to do."""

import pytest

from atelier.demarches.forms import ListedForm, MemberForm
from atelier.demarches.models import InstanceKind, Role
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


def test_new_member_has_a_name():
    form = _member({"role": Role.COPIL, "last_name": ""})

    assert "nom" in form.errors["last_name"][0]


def test_prestataire_has_an_end():
    form = _member({"role": Role.PRESTATAIRE, "last_name": "Cabinet"})

    assert "date de fin" in form.errors["ends_on"][0]


def test_new_organisation_says_what_it_is():
    form = _member({"role": Role.COPIL, "last_name": "Ferrand", "organisation_name": "Entraide"})

    assert "organisation_kind" in form.errors


def test_role_is_the_one_of_the_instance_unless_another_is_chosen():
    copil = make.instance(kind=InstanceKind.COPIL)
    given = {"last_name": "Ferrand", "instance": copil.pk}
    seated = MemberForm(given, demarche=copil.demarche)
    chosen = MemberForm({**given, "role": Role.PARTENAIRE}, demarche=copil.demarche)

    assert (seated.is_valid(), chosen.is_valid()) == (True, True)
    assert seated.cleaned_data["role"] == Role.COPIL
    assert chosen.cleaned_data["role"] == Role.PARTENAIRE


def test_nobody_becomes_pilote_by_default_or_without_confirming():
    assert "rôle" in _member({"last_name": "Ferrand"}).errors["role"][0]
    assert "confirms_pilote" in _member({"last_name": "Ferrand", "role": Role.PILOTE}).errors
    assert _member({"last_name": "F.", "role": Role.PILOTE, "confirms_pilote": "on"}).is_valid()


def test_list_with_a_wrong_line_says_which():
    form = ListedForm({"lines": "Odile", "role": Role.COPIL}, demarche=make.demarche())

    assert "Ligne 1" in form.errors["lines"][0]


def _member(given):
    return MemberForm(given, demarche=make.demarche())
