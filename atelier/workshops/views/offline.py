"""« Mode sans réseau »: a page kept by the browser, and the door its gestures come in by.

The page is opened beforehand. A service worker keeps it with its style and script; what is typed
waits in the computer and is sent when the network is back.
"""

import json
from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.demarches.pages import render_in_space
from atelier.demarches.rules import NotNow
from atelier.ui.templatetags.ui import DIST, built
from atelier.workshops.actions import gestures, syncing
from atelier.workshops.forms import SentPhotoForm
from atelier.workshops.presenters import offline as presenter
from atelier.workshops.presenters.preparing import address
from atelier.workshops.views.finding import activity_of, facilitator_page, workshop_of


KEEPER = Path(__file__).resolve().parent.parent / "static" / "workshops" / "gardien.js"
ICON = "workshops/icone.svg"


@facilitator_page
@require_safe
def offline(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """The page, with the whole workshop in it."""
    workshop = workshop_of(request, workshop_id)
    context = {
        "workshop": workshop,
        "state": presenter.state(workshop),
        "keeper_url": address(workshop, "keeper"),
        "manifest_url": address(workshop, "manifest"),
        "scope": address(workshop, "offline"),
        "back": address(workshop, "desk"),
    }
    response = render_in_space(request, "workshops/offline.html", context)
    response.headers["Cache-Control"] = "no-cache, private"
    return response


@facilitator_page
@require_safe
def keeper(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """The service worker of this workshop, with what it keeps."""
    workshop = workshop_of(request, workshop_id)
    page = address(workshop, "offline")
    kept = {"name": f"atelier-{workshop.pk}", "page": page, "files": _files()}
    script = f"const KEPT = {json.dumps(kept)};\n{KEEPER.read_text(encoding='utf-8')}"
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = page
    response.headers["Cache-Control"] = "no-cache, private"
    return response


@facilitator_page
@require_safe
def manifest(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """What lets the browser install the page on the computer."""
    workshop = workshop_of(request, workshop_id)
    page = address(workshop, "offline")
    said = {
        "name": f"Atelier sans réseau : {workshop.title}",
        "short_name": "Atelier",
        "lang": "fr",
        "start_url": page,
        "scope": page,
        "display": "standalone",
        "background_color": "#fbf7f0",
        "theme_color": "#1f4e6b",
        "icons": [{"src": static(ICON), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(said, content_type="application/manifest+json")


@facilitator_page
@never_cache
@require_safe
def fresh(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """A fresh token for the form, since the page may be days old."""
    workshop_of(request, workshop_id)
    return JsonResponse({"token": get_token(request)})


@facilitator_page
@require_POST
def sync(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Gestures come in; the answer says what was done, and the workshop as it is now."""
    workshop = workshop_of(request, workshop_id)
    try:
        sent = json.loads(request.body)
        made = gestures.read(sent["gestures"] if isinstance(sent, dict) else sent)
    except (ValueError, KeyError, RecursionError, RawPostDataException):
        return JsonResponse({"problem": "L’envoi est illisible. Rechargez la page."}, status=400)
    except gestures.Unreadable as problem:
        return JsonResponse({"problem": str(problem)}, status=400)
    report = syncing.sync(by=request.user, workshop=workshop, gestures=made)
    return JsonResponse({**report, "state": presenter.state(workshop)})


@facilitator_page
@require_POST
def send_photo(request: HttpRequest, workshop_id: int, activity_id: int) -> HttpResponse:
    """A photograph of paper cards comes in."""
    activity = activity_of(request, workshop_id, activity_id)
    form = SentPhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"problem": "Cette photographie est illisible."}, status=400)
    given = form.cleaned_data
    try:
        syncing.take_photo(
            by=request.user, activity=activity, uid=given["uid"], upload=given["photo"]
        )
    except NotNow as problem:
        return JsonResponse({"problem": str(problem)}, status=400)
    return JsonResponse({"done": str(given["uid"])})


def _files() -> list[str]:
    """Style, script and fonts: names with their fingerprint, kept as they are."""
    fonts = sorted(path.name for path in (DIST / "assets").glob("*.woff2"))
    kept = [built("style"), built("script")]
    return [one for one in kept if one] + [static(f"ui/dist/assets/{name}") for name in fonts]
