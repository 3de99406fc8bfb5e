"""Who may export a démarche, take one up, set how long it is kept."""

from atelier.accounts.models import Person
from atelier.demarches.models import Mandate, Role
from atelier.demarches.permissions import PILOTS, Capability


# The archive holds everything, testimonies and personal data included.
EXPORT = Capability("archives.export", "Exporter toute la démarche", PILOTS)
KEEP = Capability("archives.keep", "Fixer la durée de conservation", PILOTS)


def may_import(person: Person) -> bool:
    """Whoever administers the site, or pilots a démarche on it."""
    if person.is_administrator:
        return True
    return Mandate.objects.current().filter(person=person, role=Role.PILOTE).exists()
