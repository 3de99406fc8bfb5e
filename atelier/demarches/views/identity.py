"""The colours of whoever pilots a démarche, as a style sheet of tokens."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from atelier.demarches.access import demarche_page
from atelier.demarches.permissions import VISIT
from atelier.ui.identity import NotAColour, stylesheet


@demarche_page(VISIT)
@require_safe
def identity(request: HttpRequest) -> HttpResponse:
    """Tokens drawn from the organisation's colour, darkened until they read well."""
    try:
        tokens = stylesheet(request.standing.demarche.organisation.colour)
    except NotAColour as problem:
        raise Http404 from problem
    response = HttpResponse(tokens, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "private, max-age=600"
    return response
