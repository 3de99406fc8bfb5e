"""E-mails leave by the worker: a page never waits for the mail server, nor tells by its slowness
whether an address is known.
"""

from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django_tasks import task


@task()
def deliver(subject: str, body: str, to: str) -> None:
    """Send one e-mail. Run by the worker."""
    EmailMessage(subject=subject, body=body, to=[to]).send()


def send_soon(subject: str, body: str, to: str) -> None:
    """Queue an e-mail, in the transaction under way: it leaves only if what it tells is written."""
    deliver.enqueue(" ".join(subject.split()), body.strip() + "\n", to)


def write_soon(name: str, to: str, context: dict[str, Any]) -> None:
    """Queue the e-mail of the templates `<name>_subject.txt` and `<name>_body.txt`."""
    subject = render_to_string(f"{name}_subject.txt", context)
    send_soon(subject, render_to_string(f"{name}_body.txt", context), to)
