"""Changing one's own e-mail address: asked for on one's account, confirmed from the new mailbox.

The answer is the same whether the new address is free or that of another account: only its mailbox
is told. Once changed, what was sent to the former mailbox opens nothing any more.
"""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from atelier.accounts import links
from atelier.accounts.mail import write_soon
from atelier.accounts.models import LinkScope, Person, PersonalLink
from atelier.audit.actions import record


DAYS = 1


@transaction.atomic
def ask(*, by: Person, email: str, address: str) -> None:
    """Write to the new address; nothing changes until its link is pressed.

    address   the site's own, « https://… », which ends with a slash
    """
    wanted = email.strip().lower()
    waiting = PersonalLink.objects.filter(person=by, scope=LinkScope.ADDRESS, revoked_at=None)
    waiting.update(revoked_at=timezone.now())
    by.wanted_email = wanted
    by.save(update_fields=["wanted_email"])
    record("accounts.address_asked", by=by, target=by)
    if Person.objects.filter(email=wanted).exists():
        write_soon("accounts/mail/address_taken", wanted, {"address": address})
        return
    token, _ = links.draw(person=by, scope=LinkScope.ADDRESS, days=DAYS, single_use=True)
    context = {"person": by, "link": f"{address}compte/adresse/{token}"}
    write_soon("accounts/mail/address", wanted, context)


@transaction.atomic
def confirm(*, by: Person) -> Person:
    """The address asked for becomes the person's own. Raises LinkRefused when it is taken by now.

    The calendar they subscribed to stays: it was not sent by letter.
    """
    person = Person.objects.select_for_update().get(pk=by.pk)
    former, wanted = person.email, person.wanted_email
    if not wanted or Person.objects.filter(email=wanted).exists():
        raise links.LinkRefused(
            "Cette adresse ne peut pas devenir la vôtre. Demandez-en une autre dans « Mon compte »."
        )
    person.email, person.wanted_email = wanted, ""
    person.save(update_fields=["email", "wanted_email"])
    EmailAddress.objects.filter(user=person).delete()
    sent = PersonalLink.objects.filter(person=person, revoked_at=None)
    sent.exclude(scope=LinkScope.CALENDAR).update(revoked_at=timezone.now())
    record(
        "accounts.address_changed",
        by=person,
        target=person,
        before={"email": former},
        after={"email": wanted},
    )
    if former:
        write_soon("accounts/mail/address_changed", former, {"person": person})
    return person
