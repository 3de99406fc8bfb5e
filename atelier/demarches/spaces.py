"""The navigation of a démarche: each room declares its entries in its `apps.py`."""

from dataclasses import dataclass

from django.apps import apps


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
