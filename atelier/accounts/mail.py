"""E-mails leave by the worker: a page never waits for the mail server, nor tells by its slowness
whether an address is known.

A letter often holds a link that opens something: the queue forgets its text once it was sent.
"""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django_tasks import TaskContext, task

from atelier.accounts import links
from atelier.accounts.models import LinkScope, Person
from atelier.accounts.rules import TooManyInvitations


Attachment = tuple[str, str, str]
INVITATION_DAYS = 30


@task(takes_context=True)
def deliver(
    context: TaskContext,
    subject: str,
    body: str,
    to: str,
    attachment: list[str] | None = None,
    reply_to: str | None = None,
) -> None:
    """Send one e-mail. Run by the worker.

    A letter that did not leave keeps its subject and address, for whoever looks for it; nothing
    sends it again, so its text goes too.
    """
    letter = EmailMessage(
        subject=subject, body=body, to=[to], reply_to=[reply_to] if reply_to else None
    )
    if attachment:
        letter.attach(*attachment)
    kept = {"subject": subject, "to": to}
    try:
        letter.send()
        kept = {}
    finally:
        _keep_only(context, kept)


def _keep_only(context: TaskContext, told: dict[str, str]) -> None:
    """Forget what the queue was given to send; a queue that keeps nothing has no row."""
    row = getattr(context.task_result, "db_result", None)
    if row is not None:
        row.args_kwargs = {"args": [], "kwargs": told}
        row.save(update_fields=["args_kwargs"])


def send_soon(
    subject: str,
    body: str,
    to: str,
    attachment: Attachment | None = None,
    reply_to: str | None = None,
) -> None:
    """Queue an e-mail, in the transaction under way: it leaves only if what it tells is written.

    attachment   name, text and media type of one small file
    reply_to     who reads an answer; the address of the site otherwise
    """
    joined = list(attachment) if attachment else None
    deliver.enqueue(" ".join(subject.split()), body.strip() + "\n", to, joined, reply_to)


def write_soon(
    name: str,
    to: str,
    context: dict[str, Any],
    attachment: Attachment | None = None,
    reply_to: str | None = None,
) -> None:
    """Queue the e-mail of the templates `<name>_subject.txt` and `<name>_body.txt`."""
    subject = render_to_string(f"{name}_subject.txt", context)
    send_soon(subject, render_to_string(f"{name}_body.txt", context), to, attachment, reply_to)


def write_invitation(
    *,
    by: Person | None,
    person: Person,
    address: str,
    target: str,
    template: str,
    **context: Any,
) -> dict[str, Any]:
    """Queue an invitation and its link, which lets the person sign in. The caller writes the line.

    Returns what changes for the person: they may sign in from now on, if they could not.
    Raises TooManyInvitations when `by` has sent those of the day.
    """
    most = settings.INVITATIONS_PER_DAY
    if by is not None and links.invitations_of_the_day(by) >= most:
        raise TooManyInvitations(most)
    token, _ = links.draw(
        person=person, scope=LinkScope.INVITATION, days=INVITATION_DAYS, target=target
    )
    given = {"person": person, "by": by, "link": f"{address}lien/{token}", "days": INVITATION_DAYS}
    write_soon(template, person.email, {**given, **context})
    if person.is_active:
        return {}
    person.is_active = True
    person.save(update_fields=["is_active"])
    return {"is_active": True}
