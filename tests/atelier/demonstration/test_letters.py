"""Letters of the demonstration, one line each."""

from io import StringIO

import pytest
from django.core.mail import EmailMessage

from atelier.demonstration.letters import EmailBackend


@pytest.mark.parametrize(
    ("body", "end"),
    [
        (
            "Bonjour,\n\nRépondez :\nhttp://localhost:8000/lien/abc\n",
            " : http://localhost:8000/lien/abc",
        ),
        ("Bonjour,\n\nLa réunion est annulée.\n", ""),
    ],
)
def test_letter_is_one_readable_line_with_its_address(body, end):
    screen = StringIO()
    letter = EmailMessage("COPIL : réunion d’été", body, to=["nadia@valmeyrac.example"])

    assert EmailBackend(stream=screen).send_messages([letter]) == 1

    told = "Lettre de la démonstration à nadia@valmeyrac.example, « COPIL : réunion d’été »"
    assert screen.getvalue() == f"{told}{end}\n"
