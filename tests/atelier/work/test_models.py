"""Rows of jobs."""

import pytest
from django.db import IntegrityError

from atelier.work.models import Job


@pytest.mark.django_db
def test_job_of_an_unknown_state_is_refused_by_the_database():
    with pytest.raises(IntegrityError):
        Job.objects.create(kind="work.daily", title="Compter", state="perdu")
