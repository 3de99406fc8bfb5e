"""Who prepares, runs and reads workshops. Phones hold a token of their own and no capability.

Whoever chairs, hosts or keeps the relevé of a collectif projet may prepare and run a workshop.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from atelier.demarches.models import InstanceKind, Role
from atelier.demarches.permissions import DRIVERS, READERS, Capability, Standing


READ = Capability("workshops.read", "Lire les ateliers et leurs résultats", READERS)
FACILITATE = Capability(
    "workshops.facilitate", "Préparer et animer un atelier", DRIVERS, hosts=True
)
READ_ORIGINALS = Capability(
    "workshops.read_originals",
    "Lire les cartes telles qu’écrites",
    DRIVERS | {Role.COLLECTIF},
)


def may_facilitate(standing: Standing) -> bool:
    """Drivers, and those who host a collectif projet of the démarche."""
    if standing.may(FACILITATE):
        return True
    seats = {mandate.instance_id for mandate in standing.mandates if mandate.instance_id}
    collectifs = standing.demarche.instances.filter(pk__in=seats, kind=InstanceKind.COLLECTIF)
    return any(standing.may(FACILITATE, instance=one) for one in collectifs.order_by("pk"))


def require_facilitator(request: HttpRequest) -> None:
    """Raises PermissionDenied, in French, when whoever asks runs no workshop here."""
    if not may_facilitate(request.standing):
        raise PermissionDenied(
            f"« {FACILITATE.label} » n’est pas ouvert à votre rôle dans cette démarche. "
            "Demandez à la personne qui la pilote."
        )
