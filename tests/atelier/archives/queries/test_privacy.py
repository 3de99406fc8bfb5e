"""Everything the site keeps about one person."""

import pytest

from atelier.archives.queries import privacy
from atelier.audit.actions import record
from tests.factories import atelier as given
from tests.factories import meetings as gathering


pytestmark = pytest.mark.django_db


def test_rows_that_bear_the_name_are_found_once():
    nadia = given.person()
    gathering.meeting(people=(nadia,))
    gathering.decision(carried_by=nadia, recorded_by=nadia)

    found = {label: len(rows) for label, rows in privacy.rows_about(nadia)}

    assert found == {"présence": 1, "décision": 1}


def test_journal_holds_what_was_done_by_and_to_them():
    nadia, other = given.person(), given.person()
    record("meetings.planned", by=nadia)
    record("accounts.invited", by=other, target=nadia)
    record("meetings.planned", by=other)

    assert privacy.journal_of(nadia).count() == 2


def test_every_word_is_looked_for():
    nadia = given.person(first_name="Nadia", last_name="Ferrand")
    given.person(first_name="Nadia", last_name="Castaing")

    assert list(privacy.people("nadia ferr")) == [nadia]
