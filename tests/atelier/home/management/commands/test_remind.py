"""`atelier remind`."""

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_command_says_how_many_letters():
    said = StringIO()

    call_command("remind", address="https://abs.example", stdout=said)

    assert said.getvalue().strip() == "Lettres envoyées : 0."
