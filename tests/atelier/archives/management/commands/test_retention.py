"""`atelier retention`."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.factories import atelier as given


@pytest.mark.django_db
def test_command_says_how_many():
    given.demarche(keep_until=timezone.localdate() - timedelta(days=1))
    written = StringIO()

    call_command("retention", stdout=written)

    assert written.getvalue().startswith("1 annoncées, 0 effacées.")
