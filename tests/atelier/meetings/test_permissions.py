"""A contractor drafts the minutes and never records a decision."""

from atelier.demarches.models import Role
from atelier.meetings.permissions import CONSULT, KEEP_MINUTES, READ, RECORD_DECISIONS


def test_contractor_keeps_minutes_but_records_no_decision():
    assert Role.PRESTATAIRE in KEEP_MINUTES.roles
    assert Role.PRESTATAIRE not in RECORD_DECISIONS.roles


def test_invited_resident_reads_no_minutes():
    assert Role.HABITANT not in READ.roles
    assert Role.HABITANT not in CONSULT.roles
