"""Rows of the journal."""

import pytest

from atelier.audit.actions import record
from atelier.audit.models import Event


def test_journal_has_no_foreign_key():
    assert not [field for field in Event._meta.get_fields() if field.is_relation]


@pytest.mark.django_db
def test_event_reads_in_one_line():
    assert "a.b" in str(record("a.b", by=None))
