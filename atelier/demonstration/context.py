"""What the home page asks for to show the doors; nothing is read until it does."""

from typing import Any

from django.http import HttpRequest

from atelier.demonstration import queries
from atelier.workshops.network import came_by_the_hall


def doors(request: HttpRequest) -> dict[str, Any]:
    """`demonstration_doors`, called by the template that prints them; none seen from a hall."""
    return {
        "demonstration_doors": lambda: [] if came_by_the_hall(request) else queries.doors(),
    }
