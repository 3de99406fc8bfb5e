"""E-mails leave by the worker."""

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from atelier.accounts.mail import send_soon


def test_subject_stays_on_one_line():
    send_soon("Votre lien\n  de connexion", "Bonjour", "nadia@valmeyrac.example")

    assert mail.outbox[0].subject == "Votre lien de connexion"


@pytest.mark.django_db(transaction=True)
def test_email_waits_for_the_worker(real_queue):
    send_soon("Votre lien", "Bonjour", "nadia@valmeyrac.example")
    assert mail.outbox == []

    call_command("db_worker", batch=True, verbosity=0, startup_delay=False, interval=0)

    assert mail.outbox[0].to == ["nadia@valmeyrac.example"]


@pytest.mark.django_db(transaction=True)
def test_email_of_something_that_was_not_written_does_not_leave(real_queue):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send_soon("Votre lien", "Bonjour", "nadia@valmeyrac.example")
        raise ZeroDivisionError

    call_command("db_worker", batch=True, verbosity=0, startup_delay=False, interval=0)
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_queue_forgets_the_links_of_a_letter_once_it_is_sent(real_queue):
    send_soon("Votre lien", "https://testserver/lien/secret", "nadia@valmeyrac.example")

    call_command("db_worker", batch=True, verbosity=0, startup_delay=False, interval=0)

    kept = DBTaskResult.objects.get()
    assert kept.status == "SUCCESSFUL"
    assert kept.args_kwargs == {"args": [], "kwargs": {}}


@pytest.mark.django_db(transaction=True)
def test_letter_that_cannot_leave_keeps_its_address_and_not_its_links(real_queue, settings):
    settings.EMAIL_BACKEND = "tests.atelier.accounts.test_mail.ClosedPost"
    send_soon("Votre lien", "https://testserver/lien/secret", "nadia@valmeyrac.example")

    call_command("db_worker", batch=True, verbosity=0, startup_delay=False, interval=0)

    kept = DBTaskResult.objects.get()
    assert kept.status == "FAILED"
    assert kept.args_kwargs["kwargs"] == {"subject": "Votre lien", "to": "nadia@valmeyrac.example"}
    assert "secret" not in kept.traceback


class ClosedPost(BaseEmailBackend):
    """A mail server that answers nobody."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError
