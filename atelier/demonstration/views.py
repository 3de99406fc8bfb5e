"""Coming in as a person of the demonstration, in one press of a button."""

from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from atelier.audit.actions import record
from atelier.demonstration import queries
from atelier.ui.access import public_page
from atelier.workshops.network import came_by_the_hall


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public_page
@require_POST
def enter(request: HttpRequest, role: str) -> HttpResponse:
    """Sign in as whoever stands behind this door; refused where there is no demonstration."""
    if came_by_the_hall(request):
        raise PermissionDenied(
            "La démonstration ne s’ouvre sans mot de passe que sur l’ordinateur qui la sert."
        )
    door = queries.door(role)
    if door is None:
        raise PermissionDenied(
            "Ce site n’est pas une démonstration : on y entre avec son adresse électronique."
        )
    login(request, door.person, backend=BACKEND)
    record("demonstration.entered", by=door.person, target=door.person)
    return redirect(queries.page_behind(door))
