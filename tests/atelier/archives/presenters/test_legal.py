"""Legal pages as they are printed."""

import pytest

from atelier.archives.models import LegalKind, LegalPage
from atelier.archives.presenters import legal


BODY = "Début.\n\n## Éditeur\nLe CCAS, [à compléter : adresse].\n\n## Contact\nSuite"


def test_body_is_cut_into_headings_and_paragraphs():
    found = legal.blocks(BODY)

    assert [one["heading"] for one in found] == ["", "Éditeur", "", "Contact", ""]


def test_what_is_to_fill_stands_apart():
    pieces = legal.blocks(BODY)[2]["pieces"]

    assert [(one["text"], one["is_to_fill"]) for one in pieces] == [
        ("Le CCAS, ", False),
        ("[à compléter : adresse]", True),
        (".", False),
    ]


def test_what_is_left_is_counted():
    assert legal.missing(BODY) == 1
    assert legal.missing("Complet.") == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Ce site est partiellement conforme avec le RGAA.", "partiellement conforme"),
        ("[à compléter : totalement conforme ?] Rien n’est dit.", "non conforme"),
        ("Totalement conforme.", "totalement conforme"),
    ],
)
def test_conformity_is_the_one_written_in_the_declaration(body, said):
    LegalPage.objects.create(kind=LegalKind.ACCESSIBILITY, body=body)

    assert legal.conformity() == said


@pytest.mark.django_db
def test_site_is_not_conform_until_somebody_says_so():
    assert legal.conformity() == "non conforme"
