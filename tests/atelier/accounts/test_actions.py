"""Writes on people and organisations."""

import pytest
from django.core import mail

from atelier.accounts import actions
from atelier.audit.models import Event
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


def test_invitation_says_who_invites_and_opens_what_it_says(visitor):
    pilot, guest = given.person(first_name="Nadia"), given.person()
    opened = given.demarche(pilot=guest)

    actions.invite(
        by=pilot, person=guest, address="http://testserver/", target=f"demarche:{opened.pk}"
    )

    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == ([guest.email], "Vous êtes invité sur Maillage")
    assert "Nadia" in letter.body and "30 jours" in letter.body
    path = letter.body.split("http://testserver")[1].split()[0]
    assert visitor.post(path).url == f"/demarches/{opened.pk}/entrer"


def test_invitation_is_written_in_the_journal_without_its_link():
    guest = given.person()

    actions.invite(by=None, person=guest, address="http://testserver/")

    token = mail.outbox[0].body.split("/lien/")[1].split()[0]
    kept = " ".join(str(event.after) for event in Event.objects.order_by("pk"))
    assert token not in kept


def test_first_administrator_has_the_password_given():
    nadia = actions.make_administrator(
        by=None, person=given.person(), password="trois chevaux dans le pré"
    )

    assert nadia.is_administrator
    assert nadia.check_password("trois chevaux dans le pré")


def test_organisation_that_changes_leaves_a_trace():
    ccas = given.organisation(name="CCAS")

    actions.save_organisation(by=given.administrator(), organisation=ccas, name="CIAS")

    event = Event.objects.get(action="accounts.organisation_changed")
    assert (event.before, event.after) == ({"name": "CCAS"}, {"name": "CIAS"})


@pytest.mark.parametrize("is_known", [False, True])
def test_organisation_saved_with_its_logo_writes_one_line(is_known):
    kept = given.organisation(name="CCAS") if is_known else None
    by = given.administrator()

    saved = actions.save_organisation(
        by=by, organisation=kept, logo=b"png", name="CIAS", kind="cias"
    )

    event = Event.objects.get()
    assert event.after == {"name": "CIAS", "kind": "cias", "logo": True}
    assert saved.logo.name.startswith("logos/logo")


def test_organisation_saved_unchanged_writes_nothing():
    kept = given.organisation(name="CCAS")

    actions.save_organisation(by=given.administrator(), organisation=kept, name="CCAS")

    assert not Event.objects.exists()
