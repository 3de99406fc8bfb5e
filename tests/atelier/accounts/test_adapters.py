"""How allauth behaves here."""

import pytest
from django.core import mail
from django.test import RequestFactory

from atelier.accounts.adapters import AccountAdapter, CodesAdapter


def test_nobody_signs_up():
    assert AccountAdapter().is_open_for_signup(RequestFactory().get("/")) is False


def test_email_of_allauth_is_ours():
    AccountAdapter().send_mail(
        "account/email/password_reset_key",
        "nadia@valmeyrac.example",
        {"password_reset_url": "https://abs.example/compte/x"},
    )

    assert "https://abs.example/compte/x" in mail.outbox[0].body
    assert "Si vous n’avez rien demandé" in mail.outbox[0].body


def test_email_we_have_not_written_is_not_sent_in_english():
    with pytest.raises(KeyError):
        AccountAdapter().send_mail("account/email/unknown_account", "a@b.example", {})


def test_refused_code_is_told_in_french():
    assert "Ce code ne convient pas" in CodesAdapter.error_messages["incorrect_code"]
