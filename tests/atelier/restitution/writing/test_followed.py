"""« Vous avez dit »: nothing is forgotten, nothing is said too early."""

import pytest

from atelier.diagnosis.models import FindingStatus, HypothesisStatus
from atelier.restitution import actions
from atelier.restitution.writing import followed
from tests.factories import atelier as make
from tests.factories import restitution as given


pytestmark = pytest.mark.django_db


def test_group_leads_to_its_hypothesis_constat_and_decision():
    made = given.whole()

    (one,) = followed.followed_of(made)

    assert one.said == f"« {given.GROUP} »"
    assert one.where.endswith("2\u00a0cartes")
    assert "Confirmée" in one.supposed[0]
    assert given.STATEMENT in one.established[0]
    assert given.DECISION in " ".join(one.decided)


def test_group_nobody_took_up_says_so():
    made = given.restitution()
    given.group(made.demarche)

    (one,) = followed.followed_of(made)

    assert one.supposed == (followed.NOT_TAKEN_UP,)


def test_draft_keeps_its_words_until_it_is_chosen():
    demarche = make.demarche()
    written = given.chain(demarche)
    demarche.findings.update(status=FindingStatus.PROPOSED)
    made = given.restitution(demarche)

    assert followed.followed_of(made)[0].established == (followed.BEING_WRITTEN,)

    actions.choose(by=made.written_by, restitution=made, keys=[f"finding:{written.pk}"])
    (one,) = followed.followed_of(given.read(made))
    assert "Non validé" in one.established[0]
    assert one.has_drafts
    assert not followed.followed_of(given.read(made), drafts=False)[0].has_drafts


def test_refuted_hypothesis_is_answered():
    demarche = make.demarche()
    given.chain(demarche)
    demarche.findings.update(status=FindingStatus.WITHDRAWN)
    demarche.hypotheses.update(status=HypothesisStatus.REFUTED, reason="Une sur trois.")

    (one,) = followed.followed_of(given.restitution(demarche))

    assert one.established == (followed.CONCLUDED[HypothesisStatus.REFUTED],)
    assert "Une sur trois." in one.supposed[0]
