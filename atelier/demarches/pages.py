"""Pages of a démarche: its navigation, its name, its colours; its documents given back."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.text import slugify

from atelier.demarches import uploads
from atelier.demarches.models import Demarche, DemarcheStatus, Document
from atelier.demarches.permissions import READ, Capability, Standing
from atelier.demarches.spaces import Entry, entries


# Beyond, no database holds such an identifier.
MOST_DIGITS = 18
SUFFIXES = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "text/plain": ".txt",
    **dict(zip(uploads.OFFICE.values(), (".docx", ".xlsx", ".pptx"), strict=True)),
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
    "application/vnd.oasis.opendocument.graphics": ".odg",
}


def render_in_space(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render a page of a démarche, its navigation with it."""
    standing: Standing = request.standing
    shared = {
        "space": space(standing, request.path),
        "demarche": standing.demarche,
        "standing": standing,
        **_identity(standing.demarche),
    }
    return render(request, template, {**shared, **context}, status=status)


def asked_id(request: HttpRequest, name: str) -> int | None:
    """The identifier an address names, as `?etape=3`; None when it is absent or no number."""
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < MOST_DIGITS else None


def give_back(kept: Document) -> FileResponse:
    """The file: shown when it is a PDF or an image, downloaded otherwise."""
    response = FileResponse(
        kept.file.open("rb"),
        content_type=kept.media_type,
        as_attachment=kept.media_type not in uploads.SHOWN,
        filename=_name(kept),
    )
    # A document is someone else's file: it loads nothing and runs nothing.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _name(kept: Document) -> str:
    """The title, with the suffix of what it really is."""
    stem = slugify(kept.title.rsplit(".", 1)[0]) or "document"
    return f"{stem}{SUFFIXES.get(kept.media_type, '')}"


def space(standing: Standing, path: str) -> dict[str, Any]:
    """What `ui/space.html` prints: title, territory, address, entries."""
    demarche = standing.demarche
    seen = [one for one in entries() if standing.may(_asked(one))]
    listed = [_line(entry, demarche) for entry in seen]
    word = _word(path)
    open_one = next(
        (
            line
            for line, entry in zip(listed, seen, strict=True)
            if word in {_word(line["url"]), *entry.owns}
        ),
        None,
    )
    return {
        "title": demarche.name,
        "territory": demarche.territory_name,
        "url": reverse("demarches:enter", kwargs={"demarche_id": demarche.pk}),
        "entries": [{**line, "current": line is open_one} for line in listed],
        "is_fictitious": demarche.shelf == "fictif",
        "is_archived": demarche.status == DemarcheStatus.ARCHIVED,
    }


def _word(path: str) -> str:
    """What comes after the démarche in an address: « etapes » of `/demarches/3/etapes/5`."""
    parts = path.strip("/").split("/")
    return parts[2] if len(parts) > 2 else ""


def _identity(demarche: Demarche) -> dict[str, str]:
    """The colours and the logo of whoever pilots, when they gave some."""
    pilot = demarche.organisation
    kwargs = {"demarche_id": demarche.pk}
    return {
        "identity_css": reverse("demarches:identity", kwargs=kwargs) if pilot.colour else "",
        "identity_logo": reverse("organisation_logo", args=[pilot.pk]) if pilot.logo else "",
        "identity_name": pilot.name,
    }


def _asked(entry: Entry) -> Capability:
    """The capability of the room's `permissions.py`, named in its `apps.py`; reading by default."""
    return import_string(entry.capability) if entry.capability else READ


def _line(entry: Entry, demarche: Demarche) -> dict[str, Any]:
    return {
        "label": entry.label,
        "url": reverse(entry.url_name, kwargs={"demarche_id": demarche.pk}),
        "icon": entry.icon,
        "count": None,
    }
