"""The thread: counts of the démarche, example of one constat."""

import pytest

from atelier.diagnosis.models import FindingStatus
from atelier.restitution.writing.thread import thread_of
from tests.factories import restitution as given


pytestmark = pytest.mark.django_db


def test_thread_goes_from_what_was_said_to_what_was_decided():
    knots = thread_of(given.whole())

    assert [one.kind for one in knots] == ["said", "said", "established", "established", "todo"]
    assert knots[0].count == "1\u00a0groupe de paroles"
    assert knots[0].example == f"« {given.GROUP} »"
    assert given.STATEMENT in knots[3].example
    assert knots[4].example.startswith("Validé en COPIL du")


def test_thread_without_constat_has_counts_and_no_example():
    knots = thread_of(given.restitution())

    assert [one.example for one in knots] == [""] * 5
    assert knots[3].count == "0\u00a0constat validé"


def test_constat_not_validated_is_said_to_be_so():
    made = given.whole()
    made.demarche.findings.update(status=FindingStatus.PROPOSED)

    assert "(non validé)" in thread_of(given.read(made))[3].example
