"""Personal links: drawn, sent, redeemed, withdrawn. They open one thing, for some days.

The token has 256 bits of chance; the database keeps its SHA-256 only.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from atelier.accounts.models import LinkScope, Person, PersonalLink
from atelier.audit.actions import record
from atelier.audit.queries import of_person


BYTES = 32
INVITED = ("accounts.invited", "demarches.invited")
# What these open is the account itself: somebody who may not sign in has no use of them.
DOORS = {LinkScope.SIGN_IN, LinkScope.INVITATION, LinkScope.CALENDAR, LinkScope.ADDRESS}


class LinkRefused(Exception):
    """The link opens nothing. Its text says why and what to do, in French."""


@transaction.atomic
def issue(
    *,
    by: Any,
    person: Person,
    scope: LinkScope,
    days: int,
    target: str = "",
    single_use: bool = False,
) -> str:
    """Draw a link; returns the token, which is written nowhere else."""
    token, link = draw(person=person, scope=scope, days=days, target=target, single_use=single_use)
    record("accounts.link_issued", by=by, target=link, after={"scope": scope, "target": target})
    return token


def draw(
    *, person: Person, scope: LinkScope, days: int, target: str = "", single_use: bool = False
) -> tuple[str, PersonalLink]:
    """A token and its link, for an action that writes its own line in the journal."""
    token = secrets.token_urlsafe(BYTES)
    link = PersonalLink.objects.create(
        token_hash=_hash(token),
        person=person,
        scope=scope,
        target=target,
        expires_at=timezone.now() + timedelta(days=days),
        single_use=single_use,
    )
    return token, link


def look(token: str, *, scopes: tuple[LinkScope, ...]) -> PersonalLink:
    """The link of this token, left unused. Raises LinkRefused, as `redeem` would."""
    link = (
        PersonalLink.objects.select_related("person__organisation")
        .filter(token_hash=_hash(token), scope__in=scopes)
        .first()
    )
    _check(link)
    return link


def redeem(token: str, *, scope: LinkScope) -> PersonalLink:
    """The link of this token, noted as used. Raises LinkRefused, in French.

    A link of another scope is refused with the words of an unknown one.
    """
    with transaction.atomic():
        link = (
            PersonalLink.objects.select_for_update()
            .filter(token_hash=_hash(token), scope=scope)
            .first()
        )
        _check(link)
        link.last_used_at = timezone.now()
        link.save(update_fields=["last_used_at"])
    return PersonalLink.objects.select_related("person__organisation").get(pk=link.pk)


def invitations_of_the_day(by: Person) -> int:
    """How many invitations the person has sent since yesterday at this time."""
    since = timezone.now() - timedelta(days=1)
    sent = of_person(by.pk).filter(action__in=INVITED, at__gte=since, taken_up=None)
    return sent.count()


@transaction.atomic
def withdraw(*, by: Any, person: Person, scope: LinkScope | None = None, target: str = "") -> int:
    """Withdraw the living links of a person; returns how many."""
    living = PersonalLink.objects.filter(person=person, revoked_at=None)
    living = living.filter(scope=scope) if scope else living
    living = living.filter(target=target) if target else living
    count = living.update(revoked_at=timezone.now())
    if count:
        record("accounts.links_withdrawn", by=by, target=person, after={"count": count})
    return count


@transaction.atomic
def close_doors(*, by: Person, kept_session: str | None) -> int:
    """Withdraw every link of a person and end their other sessions; returns how many links.

    Whoever came in by a link that was lost or forwarded is put out too.
    """
    count = withdraw(by=by, person=by)
    for session in Session.objects.exclude(pk=kept_session).order_by("pk").iterator():
        if session.get_decoded().get(SESSION_KEY) == str(by.pk):
            session.delete()
    return count


def _check(link: PersonalLink | None) -> None:
    ask = "Demandez-en un nouveau à la personne qui vous l’a envoyé."
    if link is None or link.person.erased_at or (link.scope in DOORS and not link.person.is_active):
        raise LinkRefused(f"Ce lien n’est pas reconnu. Vérifiez qu’il est entier. {ask}")
    if link.revoked_at:
        raise LinkRefused(f"Ce lien a été retiré. {ask}")
    if link.expires_at < timezone.now():
        raise LinkRefused(f"Ce lien n’est plus valable depuis le {link.expires_at:%d/%m/%Y}. {ask}")
    if link.single_use and link.last_used_at:
        raise LinkRefused(f"Ce lien a déjà servi et ne sert qu’une fois. {ask}")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
