"""Who runs workshops, and who reads cards as they were written."""

import pytest

from atelier.demarches.models import InstanceKind, MandateFunction, Role
from atelier.demarches.permissions import standing
from atelier.workshops.permissions import READ, READ_ORIGINALS, may_facilitate
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "function", "may"),
    [
        (InstanceKind.COLLECTIF, MandateFunction.HOST, True),
        (InstanceKind.COLLECTIF, MandateFunction.MEMBER, False),
        (InstanceKind.RELECTURE, MandateFunction.HOST, False),
    ],
)
def test_host_of_a_collectif_facilitates(kind, function, may):
    instance = make.instance(kind=kind)
    mandate = make.mandate(instance=instance, role=Role.COLLECTIF, function=function)

    assert may_facilitate(standing(mandate.person, instance.demarche)) is may


def test_drivers_facilitate_and_others_do_not():
    demarche = make.demarche()
    found = {
        role: may_facilitate(standing(make.participant(demarche=demarche, role=role), demarche))
        for role in Role
    }

    assert {role for role, may in found.items() if may} == {Role.PILOTE, Role.PRESTATAIRE}


def test_originals_are_for_the_collectif_and_drivers():
    assert {Role.PILOTE, Role.PRESTATAIRE, Role.COLLECTIF} == READ_ORIGINALS.roles
    assert Role.HABITANT not in READ.roles
