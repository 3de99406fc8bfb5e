"""What someone ill-disposed would try across rooms; each attack was seen to work, or nearly."""

import pytest

from atelier.demarches.models import Demarche, InstanceKind, Role
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db
OPENING = "/demarches/ouvrir?territoires=fictif&niveau=epci&code=999900001"


@pytest.fixture
def copil(db):
    """The COPIL of a démarche that somebody pilots."""
    opened = given.demarche(pilot=given.person())
    return given.instance(demarche=opened, kind=InstanceKind.COPIL, name="COPIL", is_deciding=True)


def opening(**fields):
    """What the form that opens a démarche receives."""
    return {
        "kind": "abs_obligatoire",
        "name": "Une démarche à soi",
        "organisation_name": "Collectif",
        "organisation_kind": "collectif",
        "opened_on": "2026-05-04",
        "means": "in_house",
        **fields,
    }


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PILOTE}))
def test_who_only_takes_part_does_not_find_the_members_in_a_demarche_of_their_own(
    client_of, copil, role
):
    member = given.mandate(instance=copil, role=Role.COPIL).person
    guest = client_of(given.participant(demarche=copil.demarche, role=role))

    guest.post(OPENING, opening(previous=copil.demarche_id))
    guest.post(OPENING, opening())

    own = Demarche.objects.latest("pk")
    assert not Demarche.objects.filter(previous=copil.demarche).exists()
    page = guest.get(f"/demarches/{own.pk}/personnes/ajouter").content.decode()
    assert member.label not in page
