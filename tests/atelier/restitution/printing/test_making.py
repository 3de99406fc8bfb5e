"""Every document that a card promises can be made."""

import pytest

from atelier.restitution.printing.making import made, paper_for
from atelier.restitution.writing import library
from atelier.restitution.writing.checks import Unprintable
from tests.factories import atelier as make
from tests.factories import restitution as given


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fictitious_store")]
PROMISED = [(name, fmt) for name, card in library.forms().items() for fmt in card.formats]
STARTS = {"pptx": b"PK", "docx": b"PK", "pdf": b"%PDF"}


@pytest.mark.parametrize(("form", "fmt"), PROMISED)
def test_document_is_made_even_of_an_empty_restitution(form, fmt):
    document = made(given.read(given.restitution()), form, fmt)

    assert document.content.startswith(STARTS[fmt])
    assert not document.has_drafts


@pytest.mark.parametrize(("form", "fmt"), [("note", "pptx"), ("autre", "pdf")])
def test_document_nobody_promised_is_refused(form, fmt):
    with pytest.raises(KeyError):
        made(given.whole(), form, fmt)


def test_resident_named_in_a_group_stops_the_document():
    demarche = make.demarche()
    resident = make.participant(demarche=demarche, role="habitant")
    given.group(demarche, name=f"Comme dit {resident.first_name} {resident.last_name}")

    with pytest.raises(Unprintable):
        paper_for(given.read(given.restitution(demarche)), "suites")
