"""A relecteur reads drafts and decides nothing; a partner pins and writes no constat."""

from atelier.demarches.models import Role
from atelier.diagnosis.permissions import (
    PIN,
    READ_DRAFTS,
    READ_TESTIMONIES,
    VALIDATE,
    WRITE_FINDINGS,
)


def test_only_the_pilote_records_a_validation():
    assert VALIDATE.roles == {Role.PILOTE}


def test_relecteur_reads_drafts_and_writes_none():
    assert Role.RELECTEUR in READ_DRAFTS.roles
    assert Role.RELECTEUR not in WRITE_FINDINGS.roles


def test_partner_pins_and_does_not_read_interviews():
    assert Role.PARTENAIRE in PIN.roles
    assert Role.PARTENAIRE not in READ_TESTIMONIES.roles
