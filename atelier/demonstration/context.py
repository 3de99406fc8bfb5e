"""What the home page asks for to show the doors; nothing is read until it does."""

from typing import Any

from django.http import HttpRequest

from atelier.demonstration import queries


def doors(request: HttpRequest) -> dict[str, Any]:
    """`demonstration_doors`, called by the template that prints them."""
    return {"demonstration_doors": queries.doors}
