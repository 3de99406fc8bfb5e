"""What became of the groups of représentations of a workshop, on its own pages."""

from typing import Any

from atelier.demarches.permissions import Standing
from atelier.diagnosis import queries
from atelier.diagnosis.permissions import READ
from atelier.diagnosis.presenters import chain


def of_groups(standing: Standing, workshop_id: int) -> dict[str, Any]:
    """Group → the hypotheses that come from it, for whoever reads them."""
    found: dict[int, list[dict[str, Any]]] = {}
    if standing.may(READ):
        for group_id, hypothesis in queries.born_of(standing.demarche, workshop_id):
            found.setdefault(group_id, []).append(chain.hypothesis(hypothesis))
    return {"template": "diagnosis/_of_group.html", "of": found}
