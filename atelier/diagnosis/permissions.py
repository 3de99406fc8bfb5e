"""Who may do what with hypotheses, evidence and constats."""

from atelier.demarches.models import Role
from atelier.demarches.permissions import DRIVERS, READERS, WORKERS, Capability


READ = Capability("diagnosis.read", "Lire hypothèses, preuves et constats", READERS)
# Drafts of constats are read by those who work on them, and by those who proof-read.
READ_DRAFTS = Capability(
    "diagnosis.read_drafts",
    "Lire les constats non validés",
    WORKERS | {Role.COPIL, Role.SUIVI, Role.ELU_REFERENT, Role.RELECTEUR},
)
WRITE_HYPOTHESES = Capability(
    "diagnosis.write_hypotheses", "Écrire des hypothèses", WORKERS | {Role.SUIVI}
)
DECIDE_HYPOTHESES = Capability(
    "diagnosis.decide_hypotheses",
    "Retenir, écarter, conclure une hypothèse",
    DRIVERS | {Role.COLLECTIF, Role.COTECH},
)
PIN = Capability("diagnosis.pin", "Épingler une preuve", WORKERS | {Role.PARTENAIRE})
CORRECT = Capability("diagnosis.correct", "Corriger la bibliothèque", WORKERS)
READ_TESTIMONIES = Capability(
    "diagnosis.read_testimonies",
    "Lire les paroles recueillies en entier",
    DRIVERS | {Role.GROUPE_ENQUETE, Role.COLLECTIF, Role.REDACTEUR},
)
WRITE_TESTIMONIES = Capability(
    "diagnosis.write_testimonies",
    "Saisir et importer des paroles",
    DRIVERS | {Role.GROUPE_ENQUETE, Role.COLLECTIF},
)
WRITE_FINDINGS = Capability(
    "diagnosis.write_findings",
    "Écrire des constats",
    DRIVERS | {Role.COLLECTIF, Role.GROUPE_THEMATIQUE, Role.GROUPE_ENQUETE, Role.REDACTEUR},
)
# The relevé of the deciding instance is what validates; whoever pilots records it.
VALIDATE = Capability("diagnosis.validate", "Enregistrer une validation", frozenset({Role.PILOTE}))
