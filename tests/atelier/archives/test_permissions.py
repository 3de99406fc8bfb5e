"""Who may export and take up."""

import pytest

from atelier.archives.permissions import EXPORT, KEEP, may_import
from atelier.demarches.models import Role
from tests.factories import atelier as given


def test_only_pilotes_export_and_set_the_term():
    assert EXPORT.roles == KEEP.roles == {Role.PILOTE}


@pytest.mark.django_db
def test_administrators_and_pilotes_take_up():
    opened = given.demarche()

    assert may_import(given.administrator())
    assert may_import(given.participant(demarche=opened, role=Role.PILOTE))
    assert not may_import(given.participant(demarche=opened, role=Role.COPIL))
    assert not may_import(given.person())
