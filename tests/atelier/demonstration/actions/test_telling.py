"""Restitutions of the demonstration."""

import pytest

from atelier.demonstration import shelf
from atelier.demonstration.actions import telling
from atelier.restitution.models import ElementKind


@pytest.mark.parametrize("key", ["habitants", "copil"])
def test_restitution_is_there_with_its_elements_and_its_documents(played, key):
    cast = played("sittings")
    card = shelf.card("restitutions")[key]

    telling.tell(cast, key)

    told = cast.demarche.restitutions.get()
    assert told.elements.count() == len(card["elements"])
    made = told.productions.order_by("pk")
    assert [[one.form, one.fmt] for one in made] == card["documents"]
    assert all(one.file.size == one.size for one in made)


def test_elements_are_of_every_kind(played):
    cast = played("sittings")

    for key in shelf.card("restitutions"):
        telling.tell(cast, key)

    kinds = {one.kind for told in cast.demarche.restitutions.all() for one in told.elements.all()}
    assert kinds == set(ElementKind)


def test_what_residents_hear_holds_no_draft(played):
    cast = played("sittings")

    telling.tell(cast, "habitants")

    assert not cast.demarche.restitutions.get().productions.filter(has_drafts=True).exists()
