"""Who reads and prepares."""

from atelier.demarches.models import Role
from atelier.diagnosis.permissions import READ_DRAFTS
from atelier.restitution.permissions import PREPARE, READ


def test_whoever_prepares_may_read_restitutions_and_drafts():
    assert PREPARE.roles <= READ.roles
    assert PREPARE.roles <= READ_DRAFTS.roles


def test_guest_resident_reads_none():
    assert Role.HABITANT not in READ.roles
