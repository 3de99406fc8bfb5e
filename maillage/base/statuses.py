"""What a cell is: shown, hidden, missing. Missing is not zero; secret is not missing."""

from enum import StrEnum


class Status(StrEnum):
    """Status of one value. The first three carry a number, the others never do."""

    PUBLISHED = "published"
    COMPUTED = "computed"
    ESTIMATED = "estimated"
    SECRET = "secret"
    UNAVAILABLE = "unavailable"
    NOT_APPLICABLE = "not_applicable"


SHOWN = frozenset({Status.PUBLISHED, Status.COMPUTED, Status.ESTIMATED})
HIDDEN = frozenset({Status.SECRET, Status.UNAVAILABLE, Status.NOT_APPLICABLE})

STATUS_LABELS = {
    Status.PUBLISHED: "publié",
    Status.COMPUTED: "calculé",
    Status.ESTIMATED: "estimé",
    Status.SECRET: "secret statistique",
    Status.UNAVAILABLE: "non disponible",
    Status.NOT_APPLICABLE: "sans objet",
}


class Reliability(StrEnum):
    """How far a value may be trusted. Insee's rule for census counts: > 500 safe, < 200 caution."""

    SAFE = "safe"
    MEDIUM = "medium"
    CAUTION = "caution"
    UNKNOWN = "unknown"


RELIABILITY_LABELS = {
    Reliability.SAFE: "fiable",
    Reliability.MEDIUM: "ordre de grandeur",
    Reliability.CAUTION: "à lire avec prudence",
    Reliability.UNKNOWN: "fiabilité non documentée",
}
