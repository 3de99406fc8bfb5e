"""Handlers of jobs: each room declares, in its `apps.py`, `jobs = {"room.verb": "dotted.path"}`.

A handler is a function of one argument, the `Run`. It may be started again from the beginning after
a stop: done twice, it must leave what it leaves when done once.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string


class UnknownKind(LookupError):
    """No room declares this kind of job."""


class JobFailed(Exception):
    """A handler gives up. Its text says why, in French; `todo` what the person may do.

    way_out  {url, label, lines?, discard_url?, discard_label?}: where the person goes instead,
             what is said of each thing given, and the address (POST) that removes what was given,
             when trying again would fail again
    """

    def __init__(
        self, message: str, *, todo: str = "", way_out: dict[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.todo = todo
        self.way_out = way_out


def declared() -> dict[str, str]:
    """Every kind with the dotted path of its handler."""
    found: dict[str, str] = {}
    for config in apps.get_app_configs():
        found |= getattr(config, "jobs", {})
    return found


def handler(kind: str) -> Callable[[Any], Any]:
    """The function of this kind. Raises UnknownKind."""
    try:
        return import_string(declared()[kind])
    except KeyError as problem:
        raise UnknownKind(f"no room declares the job « {kind} »") from problem
