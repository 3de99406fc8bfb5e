"""The table of rights: every address × every role, read from the marks of the views.

`docs/guides/droits.md` is this table; a test keeps it in step and tries every cell.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from atelier.demarches.models import Role
from atelier.ui.access import Access, access_of


OPEN, HOSTS, CLOSED = "●", "◐", "·"
INTRODUCTION = """# Qui peut quoi

Ce tableau est écrit par `atelier rights > docs/guides/droits.md`, d’après la marque de chaque
page ; un test l’essaie case par case. Une page sans marque n’existe pour personne.

Personne n’a de droit dans une démarche sans un mandat en cours : sans lui, on n’apprend même pas
qu’elle existe. Administrer le site ne donne aucun droit dans une démarche.
"""
SITE_KINDS = {
    "public": "Tout le monde",
    "link": "Qui détient le lien",
    "signed_in": "Qui est connecté",
    "administrator": "Qui administre le site",
}
LEGEND = (
    f"{OPEN} oui · {HOSTS} oui pour qui préside, anime ou tient le relevé de l’instance · "
    f"{CLOSED} non"
)


@dataclass(frozen=True)
class Page:
    """One address of the site, its view and the mark of its view."""

    route: str
    view: Any
    access: Access | None

    @property
    def address(self) -> str:
        """« /demarches/N/reunions/N », as people see it."""
        named = re.sub(r"\(\?P<\w+>[^)]*\)", "<>", self.route.strip("^$"))
        shown = re.sub(r"<int:[^>]+>", "N", named)
        return "/" + re.sub(r"<[^>]*>", "…", shown)

    @property
    def room(self) -> str:
        """The room of the capability, « meetings »."""
        return self.access.name.partition(".")[0] if self.access else ""


def pages() -> list[Page]:
    """Every address of the site, in order."""
    return sorted(_found(get_resolver(), ""), key=lambda page: page.address)


def cell(access: Access, role: Role) -> str:
    """What the mark of a page of a démarche says of a role."""
    if role in access.capability.roles:
        return OPEN
    return HOSTS if access.hosts_decide and role not in access.capability.never else CLOSED


def document() -> str:
    """The whole page, in Markdown."""
    found = [page for page in pages() if page.access]
    inside = [page for page in found if page.access.kind == "demarche"]
    outside = [page for page in found if page.access.kind != "demarche"]
    return "\n".join([INTRODUCTION, *_site(outside), *_demarche(inside)]) + "\n"


def _site(found: list[Page]) -> list[str]:
    lines = ["## Les pages du site", "", "| adresse | qui l’ouvre |", "|---|---|"]
    rows = [f"| `{page.address}` | {SITE_KINDS[page.access.kind]} |" for page in found]
    return [*lines, *rows, ""]


def _demarche(found: list[Page]) -> list[str]:
    """One table per room, one row per address, one column per role."""
    lines = ["## Les pages d’une démarche", "", f"{LEGEND}.", ""]
    heads = " | ".join(role.label for role in Role)
    by_room = sorted(found, key=lambda page: (page.room, page.address))
    for room, members in groupby(by_room, key=lambda page: page.room):
        lines += [f"### {room}", "", f"| adresse | ce qu’elle permet | {heads} |"]
        lines += ["|---" * (len(Role) + 2) + "|", *map(_row, members), ""]
    return lines[:-1]


def _row(page: Page) -> str:
    cells = " | ".join(cell(page.access, role) for role in Role)
    return f"| `{page.address}` | {page.access.capability.label} | {cells} |"


def _found(resolver: URLResolver, prefix: str) -> list[Page]:
    found: list[Page] = []
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            found.append(Page(route, entry.callback, access_of(entry.callback)))
        else:
            found += _found(entry, route)
    return found
