"""Which mandates belong to the public record."""

import pytest

from atelier.archives.rules.erasure import PUBLIC_SEATS, public_seat
from atelier.demarches.models import Instance, InstanceKind, Mandate, MandateFunction, Role


def is_public(kind=None, *, college="", has_decided=True, **fields):
    instance = Instance(kind=kind) if kind else None
    mandate = Mandate(**{"role": Role.LECTEUR, **fields}, instance=instance)
    return public_seat(mandate, college=college, has_decided=has_decided) is not None


@pytest.mark.parametrize(
    "kind, college, function, has_decided, expected",
    [
        (InstanceKind.CA, "", MandateFunction.MEMBER, False, True),
        (InstanceKind.COPIL, "elus", MandateFunction.MEMBER, True, True),
        (InstanceKind.COPIL, "elus", MandateFunction.MEMBER, False, False),
        (InstanceKind.COPIL, "institutions", MandateFunction.MEMBER, True, False),
        (InstanceKind.COPIL, "", MandateFunction.CHAIR, True, True),
        (InstanceKind.COPIL, "", MandateFunction.CHAIR, False, False),
        (InstanceKind.COLLECTIF, "elus", MandateFunction.MEMBER, True, False),
        (InstanceKind.COLLECTIF, "habitants", MandateFunction.HOST, True, False),
        (None, "elus", MandateFunction.MEMBER, True, False),
    ],
)
def test_seat_is_public_when_the_record_bears_its_name(
    kind, college, function, has_decided, expected
):
    assert is_public(kind, college=college, function=function, has_decided=has_decided) is expected


def test_elected_referent_is_public():
    assert is_public(role=Role.ELU_REFERENT)


def test_resident_and_pilote_are_not():
    assert not is_public(role=Role.HABITANT)
    assert not is_public(role=Role.PILOTE)


def test_every_seat_says_why():
    assert all(seat.reason.endswith(".") for seat in PUBLIC_SEATS)
