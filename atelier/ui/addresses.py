"""Addresses that only receive a form: opened alone, they say so and show the way back.

One is opened alone after signing in again, or by reloading the page of a refused form.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve


METHOD_NOT_ALLOWED = 405


class FormAddresses:
    """Middleware: a page in place of the empty answer to a form's address opened alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer as it is, but for a reader's 405; its methods allowed are kept."""
        response = self.get_response(request)
        if response.status_code != METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        page = render(
            request, "ui/form_address.html", {"back": page_above(request.path)}, status=405
        )
        page.headers["Allow"] = response.headers.get("Allow", "POST")
        return page


def page_above(path: str) -> str:
    """The nearest address above that leads somewhere: `/constats/6/valider` → `/constats/6`."""
    while "/" in path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0]
        for address in (path, f"{path}/"):
            try:
                resolve(address)
            except Resolver404:
                continue
            return address
    return "/"
