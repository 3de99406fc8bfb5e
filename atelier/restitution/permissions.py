"""Who may read and prepare restitutions."""

from atelier.demarches.models import Role
from atelier.demarches.permissions import DRIVERS, READERS, Capability


READ = Capability("restitution.read", "Lire les restitutions et leurs documents", READERS)
PREPARE = Capability(
    "restitution.prepare",
    "Préparer une restitution et ses documents",
    DRIVERS | {Role.COTECH, Role.COLLECTIF, Role.REDACTEUR},
)
