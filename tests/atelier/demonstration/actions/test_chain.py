"""Hypotheses and constats of the demonstration."""

from atelier.demonstration.actions import proofs
from atelier.diagnosis.models import FindingStatus, HypothesisStatus


def test_hypotheses_are_in_every_state(played):
    cast = played("chain")
    states = set(cast.demarche.hypotheses.values_list("status", flat=True))

    assert states == set(HypothesisStatus)


def test_constats_are_in_every_state_once_the_committees_have_met(played):
    cast = played("sittings")

    proofs.read_again(cast)

    assert set(cast.demarche.findings.values_list("status", flat=True)) == set(FindingStatus)


def test_validated_constats_say_in_which_committee_and_when(played):
    cast = played("sittings")
    valid = cast.demarche.findings.filter(status=FindingStatus.VALIDATED).order_by("number")

    assert valid.count() == 3
    for one in valid:
        assert one.validated_in.instance.is_deciding
        assert one.validated_on == one.validated_in.decided_on


def test_hypotheses_come_from_what_the_room_said(played):
    cast = played("chain")

    assert cast.hypotheses["jeunes_permis"].groups.get() == cast.groups["sans_permis"]
