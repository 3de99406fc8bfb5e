"""E-mails leave by the worker: a page never waits for the mail server, nor tells by its slowness
whether an address is known.
"""

from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django_tasks import task


Attachment = tuple[str, str, str]


@task()
def deliver(subject: str, body: str, to: str, attachment: list[str] | None = None) -> None:
    """Send one e-mail. Run by the worker."""
    letter = EmailMessage(subject=subject, body=body, to=[to])
    if attachment:
        letter.attach(*attachment)
    letter.send()


def send_soon(subject: str, body: str, to: str, attachment: Attachment | None = None) -> None:
    """Queue an e-mail, in the transaction under way: it leaves only if what it tells is written.

    attachment   name, text and media type of one small file
    """
    joined = list(attachment) if attachment else None
    deliver.enqueue(" ".join(subject.split()), body.strip() + "\n", to, joined)


def write_soon(
    name: str, to: str, context: dict[str, Any], attachment: Attachment | None = None
) -> None:
    """Queue the e-mail of the templates `<name>_subject.txt` and `<name>_body.txt`."""
    subject = render_to_string(f"{name}_subject.txt", context)
    send_soon(subject, render_to_string(f"{name}_body.txt", context), to, attachment)
