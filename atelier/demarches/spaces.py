"""What rooms say to each other without knowing each other, declared in their `apps.py`.

space_entries    the lines of the navigation
space_choices    place → dotted path of a function: démarche → rows another room may name
space_links      place → links a page shows to whoever may follow them, the row named
space_ties       place → dotted path of a function: (standing, row, meeting, day) → the row takes
                 place in this meeting, if whoever asks may say so
space_panels     place → dotted path of a function: (standing, row) → a part of another's page
space_handover   what passes from one person to another: « awaiting » → (démarche, person), then
                 « pass_on » → (démarche, leaving, arriving); both give label → how many
space_seats      « changed » → dotted path of a function: an instance whose members changed
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import import_string


# Read by every `apps.py`, before Django knows any model.
if TYPE_CHECKING:
    from atelier.accounts.models import Person
    from atelier.demarches.models import Demarche, Instance
    from atelier.demarches.permissions import Standing

HANDOVER = "space_handover"


@dataclass(frozen=True)
class Entry:
    """One line of the navigation.

    order     where it stands
    url_name  takes `demarche_id`
    capability  dotted path of the capability it asks for; empty for whoever reads the démarche
    owns      words that other addresses of its pages begin with, after the démarche's own
    """

    order: int
    label: str
    url_name: str
    icon: str = ""
    capability: str = ""
    owns: tuple[str, ...] = ()


def entries() -> list[Entry]:
    """The entries of every room, in order."""
    found = [
        entry for config in apps.get_app_configs() for entry in getattr(config, "space_entries", ())
    ]
    return sorted(found, key=lambda entry: entry.order)


@dataclass(frozen=True)
class Choice:
    """A row another room may name by its identifier.

    parts   what it is made of, and in how many minutes
    """

    pk: int
    label: str
    url: str
    day: date
    is_coming: bool
    place: str = ""
    parts: tuple[tuple[str, int], ...] = ()


def choices(place: str, demarche: "Demarche") -> list[Choice]:
    """The rows of one kind (« meeting ») that other rooms may name; none when no room has any."""
    return [
        row for path in _declared("space_choices", place) for row in import_string(path)(demarche)
    ]


def tie(place: str, standing: "Standing", pk: int, *, meeting: int, day: date) -> None:
    """A row of another room (« workshop ») takes place in this meeting from now on."""
    for path in _declared("space_ties", place):
        import_string(path)(standing, pk, meeting=meeting, day=day)


@dataclass(frozen=True)
class Link:
    """A page of another room that begins from a row.

    parameter    what the row is called in its address
    capability   dotted path of what it asks for
    """

    label: str
    url_name: str
    parameter: str
    capability: str

    def address(self, demarche: int, pk: int) -> str:
        """The page, the row named."""
        page = reverse(self.url_name, kwargs={"demarche_id": demarche})
        return f"{page}?{urlencode({self.parameter: pk})}"


def links(place: str, standing: "Standing") -> list[Link]:
    """The links other rooms offer from one kind of row (« group »), to whoever may follow them."""
    declared = (
        getattr(config, "space_links", {}).get(place, ()) for config in apps.get_app_configs()
    )
    found = [link for room in declared for link in room]
    return [link for link in found if standing.may(import_string(link.capability))]


def panels(place: str, standing: "Standing", pk: int) -> list[dict[str, Any]]:
    """What other rooms add to a page: for each, its `template` and what it prints."""
    return [import_string(path)(standing, pk) for path in _declared("space_panels", place)]


def awaiting(demarche: "Demarche", person: "Person") -> dict[str, int]:
    """What other rooms still expect of the person: label → how many, without what is nought."""
    counts = [import_string(path)(demarche, person) for path in _declared(HANDOVER, "awaiting")]
    return _gathered(counts)


def pass_on(demarche: "Demarche", leaving: "Person", arriving: "Person") -> dict[str, int]:
    """Other rooms expect it of the one who arrives; label → how many passed."""
    paths = _declared(HANDOVER, "pass_on")
    return _gathered([import_string(path)(demarche, leaving, arriving) for path in paths])


def seats_changed(instance: "Instance") -> None:
    """Someone has come to an instance, or left it: other rooms follow."""
    for path in _declared("space_seats", "changed"):
        import_string(path)(instance)


def _gathered(counts: list[dict[str, int]]) -> dict[str, int]:
    return {label: count for one in counts for label, count in one.items() if count}


def _declared(name: str, place: str) -> list[str]:
    declared = (getattr(config, name, {}) for config in apps.get_app_configs())
    return [places[place] for places in declared if place in places]
