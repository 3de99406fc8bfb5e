"""Where a personal link leads: « kind:id » to the page that a room declares in its `apps.py`.

`link_targets = {"demarche": Target("demarches:enter", "demarche_id", joined="…")}`.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Target:
    """What a room says of one kind of target.

    page, argument   the name of its page, and the argument that receives the identifier
    joined           dotted path of an action called with `by` and this argument when an invited
                     person presses the button of their link: they agree to take part
    """

    page: str
    argument: str
    joined: str = ""


def page_of(target: str) -> str:
    """The address of what the link is about; empty when no room declares this kind."""
    declared, given = _declared(target)
    return reverse(declared.page, kwargs=given) if declared else ""


def is_joined(target: str) -> bool:
    """Whether whoever presses the button agrees to take part in something."""
    declared, _ = _declared(target)
    return bool(declared and declared.joined)


def join(target: str, *, by: Any) -> None:
    """Tell the room that the person agrees."""
    declared, given = _declared(target)
    if declared and declared.joined:
        import_string(declared.joined)(by=by, **given)


def _declared(target: str) -> tuple[Target | None, dict[str, int]]:
    kind, _, identifier = target.partition(":")
    if not identifier.isdecimal():
        return None, {}
    for config in apps.get_app_configs():
        declared = getattr(config, "link_targets", {}).get(kind)
        if declared:
            return declared, {declared.argument: int(identifier)}
    return None, {}
