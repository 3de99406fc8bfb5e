"""What may be chosen, and what became of what people said."""

import pytest

from atelier.diagnosis.models import FindingStatus
from atelier.restitution import queries
from tests.factories import atelier as make
from tests.factories import restitution as given


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fictitious_store")]


def test_words_that_may_not_be_quoted_are_never_offered():
    demarche = make.demarche()
    given.testimony(demarche, may_quote=False)

    assert queries.choices(demarche, drafts=True).words == []


def test_drafts_are_offered_only_to_those_who_read_them_and_withdrawn_ones_to_nobody():
    demarche = make.demarche()
    given.finding(demarche)
    given.finding(demarche, statement=given.DRAFT, status=FindingStatus.DRAFT)
    given.finding(demarche, statement="Retiré", status=FindingStatus.WITHDRAWN)

    assert len(queries.choices(demarche, drafts=False).findings) == 1
    assert len(queries.choices(demarche, drafts=True).findings) == 2


def test_words_pinned_as_evidence_are_not_offered_twice():
    demarche = make.demarche()
    given.chain(demarche)

    found = queries.choices(demarche, drafts=True)

    assert [one.kind for one in found.evidence] == ["indicator"]
    assert len(found.words) == 1


def test_group_is_followed_to_its_decisions():
    demarche = make.demarche()
    given.chain(demarche)
    given.group(demarche, name="Personne ne sait")

    followed, forgotten = queries.said_and_done(demarche)

    assert followed.group.name == given.GROUP
    assert followed.cards == 2
    assert [one.text for one in followed.decisions][-1] == given.DECISION
    assert (forgotten.hypotheses, forgotten.findings, forgotten.decisions) == ([], [], [])


def test_restitution_of_another_demarche_is_not_found():
    made = given.restitution()

    assert queries.restitution(make.demarche(), made.pk) is None


def test_reading_is_constant_in_queries(django_assert_max_num_queries):
    demarche = make.demarche()
    for _ in range(3):
        given.whole(demarche) if not demarche.restitutions.exists() else given.restitution(demarche)

    with django_assert_max_num_queries(3):
        for one in queries.restitutions(demarche):
            list(one.elements.all())
    with django_assert_max_num_queries(4):
        queries.restitution(demarche, demarche.restitutions.first().pk)
    with django_assert_max_num_queries(6):
        queries.said_and_done(demarche)
