"""Changing one's own address, the write and the letters."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from atelier.accounts import addresses, links
from atelier.accounts.models import LinkScope, PersonalLink
from atelier.audit.models import Event
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db
SITE = "https://abs.example/"
NEW = "odile.nouvelle@valmeyrac.example"


def asked(person, email=NEW):
    addresses.ask(by=person, email=email, address=SITE)


def token() -> str:
    return mail.outbox[-1].body.split("/compte/adresse/")[1].split()[0]


def test_asking_changes_nothing_and_writes_to_the_new_address():
    odile = given.person()
    former = odile.email

    asked(odile, "  Odile.Nouvelle@valmeyrac.example ")

    odile.refresh_from_db()
    assert (odile.email, odile.wanted_email) == (former, NEW)
    assert [letter.to for letter in mail.outbox] == [[NEW]]
    assert token() not in str(list(Event.objects.values()))
    assert Event.objects.get().action == "accounts.address_asked"


def test_address_of_another_account_is_told_in_its_own_mailbox_only():
    lucien = given.person(email=NEW)

    asked(given.person())

    (letter,) = mail.outbox
    assert letter.to == [lucien.email]
    assert "a déjà un compte" in letter.subject
    assert not PersonalLink.objects.filter(scope=LinkScope.ADDRESS).exists()


def test_confirming_changes_the_address_and_tells_the_former():
    odile = given.person()
    former = odile.email
    EmailAddress.objects.create(user=odile, email=former, verified=True, primary=True)
    asked(odile)

    addresses.confirm(by=odile)

    odile.refresh_from_db()
    assert (odile.email, odile.wanted_email) == (NEW, "")
    assert mail.outbox[-1].to == [former]
    event = Event.objects.get(action="accounts.address_changed")
    assert (event.before, event.after) == ({"email": former}, {"email": NEW})
    assert not EmailAddress.objects.exists()


def test_what_was_sent_to_the_former_address_opens_nothing_any_more():
    odile = given.person()
    drawn = {
        scope: links.issue(by=odile, person=odile, scope=scope, days=3)
        for scope in (LinkScope.SIGN_IN, LinkScope.INVITATION, LinkScope.CALENDAR)
    }
    asked(odile)

    addresses.confirm(by=odile)

    assert links.look(drawn[LinkScope.CALENDAR], scopes=(LinkScope.CALENDAR,))
    for scope in (LinkScope.SIGN_IN, LinkScope.INVITATION):
        with pytest.raises(links.LinkRefused, match="a été retiré"):
            links.look(drawn[scope], scopes=(scope,))


def test_asking_again_withdraws_the_link_of_the_first_address():
    odile = given.person()
    asked(odile)
    first = token()

    asked(odile, "odile.autre@valmeyrac.example")

    with pytest.raises(links.LinkRefused, match="a été retiré"):
        links.redeem(first, scope=LinkScope.ADDRESS)


@pytest.mark.parametrize("wanted", ["", NEW])
def test_address_taken_meanwhile_or_never_asked_for_is_not_given(wanted):
    given.person(email=NEW)
    odile = given.person(wanted_email=wanted)

    with pytest.raises(links.LinkRefused, match="ne peut pas devenir la vôtre"):
        addresses.confirm(by=odile)
