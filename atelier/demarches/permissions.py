"""Who may do what in a démarche: capabilities as tables, roles from mandates in force.

Every room declares its own capabilities in its `permissions.py` with `Capability`; none is granted
by default. A person without mandate does not even learn that the démarche exists.

Two further tables: who may open a démarche on this site, and whose telephone may be shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from atelier.accounts.models import Person
from atelier.demarches.models import Demarche, Instance, Mandate, MandateFunction, Role


EVERYONE = frozenset(Role)
READERS = EVERYONE - {Role.HABITANT}
PILOTS = frozenset({Role.PILOTE})
# Those who carry the work from day to day, in house or under contract.
DRIVERS = frozenset({Role.PILOTE, Role.PRESTATAIRE})
# Those who work on the substance between the meetings.
WORKERS = DRIVERS | {
    Role.COTECH,
    Role.COLLECTIF,
    Role.GROUPE_THEMATIQUE,
    Role.GROUPE_ENQUETE,
    Role.REDACTEUR,
}
HOSTING = frozenset({MandateFunction.CHAIR, MandateFunction.HOST, MandateFunction.SECRETARY})


@dataclass(frozen=True)
class Capability:
    """One thing that may be done.

    name    « room.verb »
    label   what it is, in French, as the table of rights prints it
    roles   the roles that may
    hosts   whether whoever chairs, hosts or keeps the relevé of an instance may, for this instance
    never   roles that may not, even hosting
    """

    name: str
    label: str
    roles: frozenset[Role]
    hosts: bool = False
    never: frozenset[Role] = frozenset()


READ = Capability("demarches.read", "Lire la démarche", READERS)
VISIT = Capability("demarches.visit", "Voir son accueil", EVERYONE)
EDIT = Capability("demarches.edit", "Modifier le cadre et les étapes", DRIVERS)
HOLD_TASKS = Capability("demarches.hold_tasks", "Confier et cocher des tâches", WORKERS, hosts=True)
MANAGE_PEOPLE = Capability(
    "demarches.manage_people", "Gérer instances, personnes et mandats", PILOTS
)
SEE_PEOPLE = Capability("demarches.see_people", "Voir qui participe", READERS)
SEE_CONTACTS = Capability(
    "demarches.see_contacts",
    "Voir téléphones et adresses",
    DRIVERS | {Role.ELU_REFERENT, Role.SUIVI},
)
CLOSE = Capability("demarches.close", "Clore ou archiver", PILOTS)
SEE_JOURNAL = Capability("demarches.see_journal", "Lire le journal", PILOTS | {Role.ELU_REFERENT})


# ATELIER_OPENING → who may open a démarche, beside those who administer the site.
OPENERS: dict[str, Callable[[Person], bool]] = {
    "tous": lambda person: True,
    "organisation": lambda person: person.organisation_id is not None,
    "administration": lambda person: False,
}


def may_open(person: Person) -> bool:
    """Whether the person may open a démarche on this site."""
    if not person.is_active:
        return False
    return person.is_administrator or OPENERS[settings.OPENING](person)


def may_take_up(person: Person) -> bool:
    """Whoever administers the site, or pilots a démarche on it."""
    if person.is_administrator:
        return True
    return Mandate.objects.current().filter(person=person, role=Role.PILOTE).exists()


@dataclass(frozen=True)
class Standing:
    """What one person is in one démarche today."""

    person: Person
    demarche: Demarche
    mandates: tuple[Mandate, ...]

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held."""
        return frozenset(Role(mandate.role) for mandate in self.mandates)

    def sits_in(self, instance: Instance) -> bool:
        """Whether the person is a member of the instance."""
        return any(mandate.instance_id == instance.pk for mandate in self.mandates)

    @property
    def has_joined(self) -> bool:
        """Whether the person agreed to take part."""
        return any(mandate.accepted_at for mandate in self.mandates)

    @cached_property
    def reachable(self) -> frozenset[int]:
        """Identifiers of those whose telephone may be shown in the démarche."""
        held = self.demarche.mandates.current().reachable()
        return frozenset(held.values_list("person_id", flat=True))

    def may_call(self, person: Person) -> bool:
        """Whether the person's telephone is shown: by role, and only if they agreed to take part.

        Knowing an address and giving it a mandate is not enough to read what its account holds.
        """
        return self.may(SEE_CONTACTS) and person.pk in self.reachable

    def may(self, capability: Capability, *, instance: Instance | None = None) -> bool:
        """Whether the person may, in the démarche or for this instance of it."""
        if self.roles & capability.roles:
            return True
        return (
            capability.hosts
            and instance is not None
            and any(
                mandate.instance_id == instance.pk
                and mandate.function in HOSTING
                and mandate.role not in capability.never
                for mandate in self.mandates
            )
        )


def standing(person: Person, demarche: Demarche) -> Standing:
    """The person's mandates in force in the démarche; none when they have nothing to do there."""
    held = demarche.mandates.current().filter(person=person) if person.is_active else ()
    return Standing(person, demarche, tuple(held))
