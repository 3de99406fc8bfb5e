"""Forms of restitutions."""

import pytest

from atelier.restitution.forms import ElementForm, RestitutionForm
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


def test_only_the_instances_of_the_demarche_are_proposed():
    demarche = make.demarche()
    ours = make.instance(demarche=demarche)
    make.instance()

    form = RestitutionForm(demarche=demarche)

    assert list(form.fields["instance"].queryset) == [ours]


def test_title_is_all_that_is_asked():
    assert RestitutionForm({"title": "Aux habitants"}, demarche=make.demarche()).is_valid()
    assert not RestitutionForm({"title": ""}, demarche=make.demarche()).is_valid()


def test_element_may_keep_its_own_words():
    assert ElementForm({"message": "", "note": ""}).is_valid()
