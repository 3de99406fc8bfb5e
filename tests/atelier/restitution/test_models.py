"""Rows of restitutions: each element has its origin."""

import pytest
from django.db import IntegrityError, transaction

from atelier.restitution.models import Element, ElementKind, Production
from tests.factories import restitution as given


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ElementKind)
def test_element_without_origin_is_refused(kind):
    made = given.restitution()

    with pytest.raises(IntegrityError), transaction.atomic():
        Element.objects.create(restitution=made, kind=kind)


def test_element_is_known_by_its_kind_and_origin():
    made = given.whole()

    first = made.elements.first()
    assert first.key == f"finding:{first.finding_id}"
    assert str(first) == f"Constat {first.key}"
    assert str(Element(kind="map", indicator="x", message="Ici")) == "Ici"


def test_file_never_keeps_a_name_somebody_typed():
    field = Production._meta.get_field("file")

    name = field.generate_filename(Production(restitution_id=7), "../../etc/passwd.PPTX")

    assert name.startswith("restitutions/7/")
    assert name.endswith(".pptx")
    assert "passwd" not in name
