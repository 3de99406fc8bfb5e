"""Producing a document as a job: kept once, refused in French."""

import pytest

from atelier.restitution import queries
from atelier.restitution.models import Production, Restitution
from atelier.work.actions import start
from atelier.work.models import JobState
from tests.factories import atelier as make
from tests.factories import restitution as given


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fictitious_store")]


def asked(made, form="presentation", fmt="pptx"):
    payload = {"restitution": made.pk, "form": form, "fmt": fmt}
    job = start(
        kind=queries.JOB,
        by=made.written_by,
        title="Présentation",
        payload=payload,
        demarche_id=made.demarche_id,
    )
    job.refresh_from_db()
    return job


def test_job_keeps_the_document_and_says_where_it_is():
    made = given.whole()
    job = asked(made)

    kept = Production.objects.get()
    assert job.state == JobState.DONE
    assert job.result["url"].endswith(f"/documents/{kept.pk}")
    assert (kept.form, kept.fmt, kept.has_drafts) == ("presentation", "pptx", False)


def test_job_fails_in_french_when_a_resident_is_named():
    demarche = make.demarche()
    resident = make.participant(demarche=demarche, role="habitant")
    made = given.restitution(
        demarche, message=f"Merci à {resident.first_name} {resident.last_name}"
    )
    job = asked(made)

    assert job.state == JobState.FAILED
    assert "Un habitant est nommé" in job.message
    assert not Production.objects.exists()


def test_job_fails_when_the_restitution_is_gone():
    made = given.whole()
    Restitution.objects.all().delete()

    job = asked(made)

    assert job.state == JobState.FAILED
    assert job.message == "Cette restitution n’existe plus."
