"""Forms of accounts."""

import pytest

from atelier.accounts.forms import AskLinkForm, OrganisationForm, ProfileForm
from atelier.accounts.models import Organisation
from tests.factories import atelier as given


def test_wrong_address_is_refused():
    assert not AskLinkForm({"email": "nadia"}).is_valid()


@pytest.mark.django_db
def test_profile_leaves_the_address_and_the_rights_alone():
    form = ProfileForm(instance=given.person())

    assert not {"email", "is_administrator", "is_active"} & set(form.fields)


@pytest.mark.django_db
def test_logo_is_removed_only_when_there_is_one():
    assert "remove_logo" not in OrganisationForm(instance=Organisation()).fields
    assert "remove_logo" in OrganisationForm(instance=Organisation(logo="logos/a.png")).fields


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"), [("siret", "123"), ("colour", "bleu"), ("commune_code", "63")]
)
def test_each_wrong_value_is_told_beside_its_field(field, value):
    form = OrganisationForm({"name": "CCAS", "kind": "ccas", field: value})

    assert list(form.errors) == [field]
