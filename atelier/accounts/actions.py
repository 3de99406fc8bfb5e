"""Writes on people and organisations, and the e-mails that let people in."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from atelier.accounts import links
from atelier.accounts.mail import write_invitation, write_soon
from atelier.accounts.models import LinkScope, Organisation, Person
from atelier.audit.actions import changes, record


SIGN_IN_DAYS = 1


@transaction.atomic
def send_sign_in_link(*, person: Person, address: str) -> None:
    """Write to a person whose address was given to come in without password.

    Anyone may give it: the journal does not say that the person did.

    address   the site's own, « https://… », which ends with a slash
    """
    token = links.issue(
        by=None, person=person, scope=LinkScope.SIGN_IN, days=SIGN_IN_DAYS, single_use=True
    )
    context = {"person": person, "link": f"{address}lien/{token}"}
    write_soon("accounts/mail/sign_in", person.email, context)


@transaction.atomic
def invite(
    *,
    by: Person | None,
    person: Person,
    address: str,
    target: str = "",
    template: str = "accounts/mail/invitation",
    **context: Any,
) -> None:
    """Write to a person, with a link that signs them in and opens what they are invited to.

    Raises TooManyInvitations.
    target    « kind:id »; a room says which page a kind opens, by `link_targets` in its apps.py
    template  prefix of the e-mail's two templates, which receive person, by, link, days, `context`
    """
    let_in = write_invitation(
        by=by, person=person, address=address, target=target, template=template, **context
    )
    record("accounts.invited", by=by, target=person, after={"target": target, **let_in})


@transaction.atomic
def change_profile(*, by: Person, person: Person, **values: Any) -> Person:
    """What a person says of themselves."""
    return _change("accounts.profile_changed", by, person, values)


@transaction.atomic
def make_administrator(*, by: Person | None, person: Person, password: str | None = None) -> Person:
    """Let a person administer the site; with a password when one is given."""
    if password:
        person.set_password(password)
        person.save(update_fields=["password"])
    return _change("accounts.administrator_made", by, person, {"is_administrator": True})


@transaction.atomic
def save_organisation(
    *,
    by: Person,
    organisation: Organisation | None,
    logo: bytes | None = None,
    remove_logo: bool = False,
    **values: Any,
) -> Organisation:
    """Add an organisation (None) or change one. `logo`: a PNG drawn by `logos.redrawn`."""
    is_new = organisation is None
    kept = Organisation() if organisation is None else organisation
    before, after = changes(kept, values)
    for name, value in after.items():
        setattr(kept, name, value)
    kept.save()
    if logo or remove_logo:
        was = _put_logo(kept, logo)
        before, after = {**before, "logo": was}, {**after, "logo": bool(logo)}
    if is_new:
        record("accounts.organisation_added", by=by, target=kept, after=after)
    elif after:
        record("accounts.organisation_changed", by=by, target=kept, before=before, after=after)
    return kept


@transaction.atomic
def attach(*, by: Person, person: Person, organisation: Organisation) -> Person:
    """Say to which organisation a person belongs."""
    return _change("accounts.person_attached", by, person, {"organisation": organisation})


def _put_logo(organisation: Organisation, logo: bytes | None) -> bool:
    """Replace or remove the logo, the former file in the end; returns whether one was there."""
    former = organisation.logo.name
    if logo:
        organisation.logo.save("logo.png", ContentFile(logo), save=False)
    else:
        organisation.logo = ""
    organisation.save(update_fields=["logo"])
    if former:
        storage = organisation._meta.get_field("logo").storage
        transaction.on_commit(lambda: storage.delete(former))
    return bool(former)


def _change(action: str, by: Person | None, row: Any, values: dict[str, Any]) -> Any:
    before, after = changes(row, values)
    if after:
        for name, value in after.items():
            setattr(row, name, value)
        row.save(update_fields=list(after))
        record(action, by=by, target=row, before=before, after=after)
    return row
