"""Rows of the library tell themselves without naming anyone."""

import pytest

from tests.factories import atelier as make
from tests.factories import diagnosis as making


@pytest.mark.django_db
def test_testimony_is_cited_by_its_code():
    said = making.testimony(demarche=make.demarche(), code="E12", text="C’est loin.")

    assert str(said) == "Paroles E12"
