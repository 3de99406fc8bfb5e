"""The communes of a démarche, by name, for the forms and the pages."""

from atelier.demarches.models import Demarche
from atelier.diagnosis.figures import place_of
from atelier.portraits import queries as portraits
from maillage.base.errors import MaillageError


def communes(demarche: Demarche) -> list[tuple[str, str]]:
    """Code and name of each commune of the territory; none when nothing is built."""
    try:
        territory = portraits.portrait_of(place_of(demarche))["territory"]
    except MaillageError:
        return []
    return [(one["code"], one["name"]) for one in territory.get("members", ())]
