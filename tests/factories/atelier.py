"""People and démarches for the site's tests. Every name is invented; defaults make a sound row.

Each function writes one row (a démarche also gives its pilote a mandate) and takes any field of
the model to change it.
"""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from atelier.accounts.models import Organisation, OrganisationKind, Person
from atelier.demarches.models import (
    Demarche,
    DemarcheKind,
    Instance,
    InstanceKind,
    Mandate,
    Role,
)


OPENED_ON = date(2026, 3, 2)
FIRST_NAMES = ("Nadia", "Lucien", "Maud", "Idriss", "Odile", "Yann", "Soraya", "Paul")
LAST_NAMES = ("Ferrand", "Castaing", "Lescure", "Benali", "Roumieu", "Le Goff", "Haddad")

_numbers = count(1)


def organisation(**fields: Any) -> Organisation:
    """A CCAS of the fictitious territory."""
    number = next(_numbers)
    defaults = {"name": f"CCAS de Valmeyrac {number}", "kind": OrganisationKind.CCAS}
    return Organisation.objects.create(**{**defaults, **fields})


def person(**fields: Any) -> Person:
    """Someone who can sign in, without organisation. `password` is kept as a person's own is."""
    number = next(_numbers)
    defaults = {
        "email": f"personne{number}@valmeyrac.example",
        "first_name": FIRST_NAMES[number % len(FIRST_NAMES)],
        "last_name": LAST_NAMES[number % len(LAST_NAMES)],
    }
    return Person.objects.create_user(**{**defaults, **fields})


def administrator(**fields: Any) -> Person:
    """Someone who administers the site."""
    return person(**{"is_administrator": True, **fields})


def demarche(*, pilot: Person | None = None, **fields: Any) -> Demarche:
    """A démarche on the fictitious territory, without step nor instance, piloted by `pilot`.

    Without `pilot`, nobody holds a mandate in it.
    """
    defaults = {
        "name": "Analyse des besoins sociaux de Valmeyrac",
        "kind": DemarcheKind.ABS_OBLIGATOIRE,
        "shelf": "fictif",
        "level": "epci",
        "code": "999900001",
        "territory_name": "CC de Valmeyrac (territoire fictif)",
        "opened_on": OPENED_ON,
    }
    given = {**defaults, **fields}
    if "organisation" not in given:
        given["organisation"] = organisation()
    opened = Demarche.objects.create(**given)
    if pilot is not None:
        mandate(demarche=opened, person=pilot, role=Role.PILOTE)
    return opened


def instance(**fields: Any) -> Instance:
    """A collectif projet; `kind=InstanceKind.COPIL, is_deciding=True` for one that validates."""
    defaults = {"kind": InstanceKind.COLLECTIF, "name": "Collectif projet"}
    given = {**defaults, **fields}
    if "demarche" not in given:
        given["demarche"] = demarche()
    return Instance.objects.create(**given)


def mandate(**fields: Any) -> Mandate:
    """A role in force: in the démarche, or in `instance`; a prestataire's ends in a year.

    The person agreed to take part; `accepted_at=None` for someone who was only added.
    """
    agreed = {"accepted_at": timezone.now()}
    given = {"role": Role.LECTEUR, "starts_on": OPENED_ON, **agreed, **fields}
    if "demarche" not in given:
        given["demarche"] = given["instance"].demarche if "instance" in given else demarche()
    if "person" not in given:
        given["person"] = person()
    if given["role"] == Role.PRESTATAIRE:
        given.setdefault("ends_on", date.today() + timedelta(days=365))
    return Mandate.objects.create(**given)


def participant(*, demarche: Demarche, role: Role, **fields: Any) -> Person:
    """A person with a mandate in force in the démarche."""
    return mandate(demarche=demarche, role=role, **fields).person
