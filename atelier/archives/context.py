"""What the first page asks for: how accessible the site says it is. Nothing is read until then."""

from typing import Any

from django.http import HttpRequest

from atelier.archives.conformity import remembered


def conformity(request: HttpRequest) -> dict[str, Any]:
    """`accessibility_state`, called by the template that prints it."""
    return {"accessibility_state": remembered}
