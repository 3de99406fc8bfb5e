"""Who may do what with meetings and decisions."""

from atelier.demarches.models import Role
from atelier.demarches.permissions import DRIVERS, READERS, Capability


READ = Capability("meetings.read", "Lire les réunions et les décisions", READERS)
CONVENE = Capability(
    "meetings.convene", "Préparer et convoquer une réunion", DRIVERS | {Role.COTECH}, hosts=True
)
KEEP_MINUTES = Capability(
    "meetings.keep_minutes", "Tenir présences, compte rendu et relevé", DRIVERS, hosts=True
)
# A relevé commits the instance: a contractor may draft the minutes, never record what was decided.
RECORD_DECISIONS = Capability(
    "meetings.record_decisions",
    "Enregistrer une décision",
    frozenset({Role.PILOTE}),
    hosts=True,
    never=frozenset({Role.PRESTATAIRE, Role.HABITANT}),
)
FOLLOW_DECISIONS = Capability(
    "meetings.follow_decisions", "Dire ce qui a été fait d’une décision", DRIVERS | {Role.COTECH}
)
CONSULT = Capability("meetings.consult", "Consulter les membres par lien", DRIVERS)
ANSWER = Capability("meetings.answer", "Répondre à une convocation", frozenset(Role))
