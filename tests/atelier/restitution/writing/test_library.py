"""The cards of the ready documents: all valid, all readable, blanks kept as blanks."""

import pytest
from pydantic import ValidationError

from atelier.restitution.printing.making import MEDIA_TYPES
from atelier.restitution.writing import library
from atelier.restitution.writing.papers import SHOWS
from maillage.base.definitions import definitions_root


def test_every_card_of_the_folder_is_a_form_and_is_valid():
    names = {path.stem for path in (definitions_root() / "restitutions").glob("*.yaml")}

    assert names == set(library.FORMS) == set(library.forms())


@pytest.mark.parametrize("form", library.FORMS)
def test_every_form_has_a_known_format_and_every_part_something_to_print(form):
    card = library.forms()[form]

    assert set(card.formats) <= set(MEDIA_TYPES)
    assert all(part.text or part.show in SHOWS for part in card.parts)


@pytest.mark.parametrize("form", library.FORMS[1:])
def test_every_paper_prints_its_sources(form):
    assert "sources" in [part.show for part in library.forms()[form].parts]


def test_deliberation_takes_note_under_the_law():
    card = library.forms()["deliberation"]
    text = " ".join(sentence for part in card.parts for sentence in part.text)

    for told in ("R. 123-1", "L. 123-5", "PREND ACTE", "[date]", "[numéro]"):
        assert told in text


def test_unknown_word_in_braces_fails():
    with pytest.raises(ValidationError, match="unknown word in braces"):
        library.PartCard(text=("Bonjour {madame}",))
