"""What the tables propose for the map, as the facilitator reads it: the same thing said once."""

from collections import defaultdict
from typing import Any

from atelier.workshops import queries
from atelier.workshops.models import TieKind, TieProposal, Workshop
from atelier.workshops.presenters.actors import proposed
from atelier.workshops.presenters.preparing import address
from atelier.workshops.sorting import public_choices, publics_of, theme_choices
from maillage.base.french import plural


Key = tuple[int, tuple[str, ...], str, str, str]


def proposals(workshop: Workshop) -> dict[str, Any]:
    """The proposals to read, those that say the same together, and the choices of their forms."""
    found = queries.proposals(workshop)
    alike: dict[Key, list[TieProposal]] = defaultdict(list)
    for one in found:
        alike[_key(one)].append(one)
    return {
        "proposals": [_line(workshop, same) for same in alike.values()],
        "proposals_title": plural(
            len(alike), "proposition pour la carte", "propositions pour la carte"
        ),
        "accept_all": _everything(workshop, found),
        "proposal_choices": {
            "kinds": TieKind.choices,
            "themes": theme_choices(workshop.demarche.themes),
            "publics": public_choices(publics_of(workshop.demarche)),
        },
    }


def _key(one: TieProposal) -> Key:
    """Two proposals are alike whichever actor is named first, and whatever the capitals."""
    names = tuple(sorted(name.casefold() for name in (one.first, one.second) if name))
    return one.activity_id, names, one.kind, one.theme, one.public


def _line(workshop: Workshop, same: list[TieProposal]) -> dict[str, Any]:
    one = same[0]
    said = proposed(one)
    return {
        "id": f"proposition-{one.pk}",
        "pks": [each.pk for each in same],
        "names": said["names"],
        "note": said["note"],
        "first": one.first,
        "second": one.second,
        "kind": one.kind,
        "theme": one.theme,
        "public": one.public,
        "by": f"proposé par {plural(len(same), 'table')}" if len(same) > 1 else "",
        "url": address(workshop, "read_proposals", activity_id=one.activity_id),
    }


def _everything(workshop: Workshop, found: list[TieProposal]) -> dict[str, Any]:
    """One gesture for all those of the first map; several maps at once are rare."""
    if not found:
        return {"url": "", "pks": []}
    first = found[0].activity_id
    return {
        "url": address(workshop, "read_proposals", activity_id=first),
        "pks": [one.pk for one in found if one.activity_id == first],
    }
