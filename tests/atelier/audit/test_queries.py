"""Reading the journal."""

import pytest

from atelier.audit import queries
from atelier.audit.actions import record
from tests.factories import atelier as given


@pytest.mark.django_db
def test_journal_is_read_by_demarche_by_thing_and_by_person_latest_first():
    nadia, ccas = given.person(), given.organisation()
    first = record("a.b", by=nadia, target=ccas, demarche_id=4)
    second = record("a.c", by=None, target=ccas, demarche_id=4)
    record("a.d", by=None, demarche_id=5)

    assert list(queries.of_demarche(4)) == [second, first]
    assert list(queries.of_target("organisation", ccas.pk)) == [second, first]
    assert list(queries.of_person(nadia.pk)) == [first]
