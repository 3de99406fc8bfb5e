"""Marks on views: which capability opens a page. A view without mark stays closed to all.

`@demarche_page(CAPABILITY)` gives the view `request.standing` (who, where, with which roles) and
takes `demarche_id` from the address; other marks are in `atelier.ui.access`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from atelier.demarches.models import Demarche, DemarcheStatus, Instance
from atelier.demarches.permissions import Capability, Standing, standing
from atelier.ui.access import Access, mark


View = Callable[..., HttpResponse]
SAFE = {"GET", "HEAD", "OPTIONS"}


def demarche_page(
    capability: Capability, *, hosts_decide: bool = False, in_archives: bool = False
) -> Callable[[View], View]:
    """Open a view to those who hold the capability in the démarche of the address.

    hosts_decide   let in whoever reads the démarche; the view itself calls `require` with the
                   instance it finds (for capabilities that hosts of an instance also hold)
    in_archives    let a form be sent in an archived démarche too: it changes none of its content
    """

    def opened(view: View) -> View:
        @wraps(view)
        def guarded(
            request: HttpRequest, *args: Any, demarche_id: int, **kwargs: Any
        ) -> HttpResponse:
            request.standing = _standing(request, demarche_id)
            if not hosts_decide:
                require(request, capability)
            if not in_archives:
                _refuse_writing_in_archives(request)
            return view(request, *args, **kwargs)

        return mark(
            guarded, Access("demarche", capability.name, capability, hosts_decide=hosts_decide)
        )

    return opened


def require(
    request: HttpRequest, capability: Capability, *, instance: Instance | None = None
) -> Standing:
    """The standing of whoever asks, or PermissionDenied."""
    if not request.standing.may(capability, instance=instance):
        raise PermissionDenied(
            f"« {capability.label} » n’est pas ouvert à votre rôle dans cette démarche. "
            "Demandez à la personne qui la pilote."
        )
    return request.standing


def _standing(request: HttpRequest, demarche_id: int) -> Standing:
    """Raises Http404 alike for an unknown démarche and for one the person has no part in."""
    demarche = Demarche.objects.select_related("organisation").filter(pk=demarche_id).first()
    if demarche is None:
        raise Http404
    held = standing(request.user, demarche)
    if not held.mandates:
        raise Http404
    return held


def _refuse_writing_in_archives(request: HttpRequest) -> None:
    archived = request.standing.demarche.status == DemarcheStatus.ARCHIVED
    if archived and request.method not in SAFE:
        raise PermissionDenied(
            "Cette démarche est archivée : elle se lit, mais ne se modifie plus."
        )
