"""E-mails leave by the worker."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction

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
