"""Who may export a démarche, take one up, set how long it is kept."""

from atelier.demarches.permissions import PILOTS, Capability


# The archive holds everything, testimonies and personal data included.
EXPORT = Capability("archives.export", "Exporter toute la démarche", PILOTS)
KEEP = Capability("archives.keep", "Fixer la durée de conservation", PILOTS)
