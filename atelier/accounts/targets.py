"""Where a personal link leads: « kind:id » to the page that a room declares in its `apps.py`.

`link_targets = {"demarche": ("demarches:enter", "demarche_id")}`: a kind, the name of its page and
the argument that receives the identifier.
"""

from django.apps import apps
from django.urls import reverse


def page_of(target: str) -> str:
    """The address of what the link is about; empty when no room declares this kind."""
    kind, _, identifier = target.partition(":")
    for config in apps.get_app_configs():
        declared = getattr(config, "link_targets", {}).get(kind)
        if declared and identifier.isdecimal():
            name, argument = declared
            return reverse(name, kwargs={argument: int(identifier)})
    return ""
