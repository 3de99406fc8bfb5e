"""Names of rows that hold outside this site: a uid instead of a primary key.

The same row has the same uid in every export of this site; two sites never draw the same.
"""

from collections.abc import Mapping
from uuid import NAMESPACE_URL, UUID, uuid5

from django.apps import apps
from django.db.models import Model
from django.utils.crypto import salted_hmac

from atelier.archives.rules.travel import EXPORTED, SHARED


NAMESPACE = uuid5(NAMESPACE_URL, "https://maillage.example/archives")
MODELS = (*SHARED, *EXPORTED)


class Names:
    """Gives rows their uids.

    known   (model, key) → uid, for rows whose uid was given elsewhere
    """

    def __init__(self, known: Mapping[tuple[str, int], str] | None = None) -> None:
        self.known = dict(known or {})

    def of(self, label: str, key: int | None) -> str | None:
        """The uid of a row; None without key."""
        if key is None:
            return None
        found = self.known.get((label, key))
        return found or str(uuid5(NAMESPACE, _sealed(f"{label}:{key}")))

    def target(self, text: str) -> str:
        """« meeting:12 » with the uid of the meeting; what names no row of ours is left."""
        kind, _, key = text.partition(":")
        label = label_of(kind)
        return f"{kind}:{self.of(label, int(key))}" if label and key.isdecimal() else text


def label_of(kind: str) -> str:
    """The model that « meeting » names in a target; empty when it does not travel."""
    return _labels().get(kind, "")


def is_uid(text: object) -> bool:
    """Whether it reads as a uid."""
    try:
        return isinstance(text, str) and str(UUID(text)) == text
    except ValueError:
        return False


def model_of(label: str) -> type[Model]:
    """The model of a label of the tables."""
    return apps.get_model(label)


def _labels() -> dict[str, str]:
    return {label.rpartition(".")[2].lower(): label for label in MODELS}


def _sealed(text: str) -> str:
    """Another site, which has another secret key, draws another text."""
    return salted_hmac("atelier.archives", text, algorithm="sha256").hexdigest()
