"""Characters that no document can hold: taken out of what is typed, before anything reads it.

A line pasted from a presentation carries vertical tabs; a Word, Excel or PDF file made with one
cannot be written, and a calendar line ends at a lone carriage return.
"""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict


UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]|\r(?!\n)")


def writable(text: str) -> str:
    """The text with a space in place of each character that a document cannot hold."""
    return UNWRITABLE.sub(" ", text)


class WritableTexts:
    """Middleware: forms and addresses reach the views with characters that can be written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """After the form's protection token, which has read the form already."""
        request.GET = _written(request.GET)
        if request.method == "POST":
            request.POST = _written(request.POST)


def _written(given: QueryDict) -> QueryDict:
    """The same when there is nothing to take out."""
    texts = [text for _, values in given.lists() for text in values]
    if not any(map(UNWRITABLE.search, texts)):
        return given
    kept = QueryDict(mutable=True)
    for name, values in given.lists():
        kept.setlist(name, [writable(text) for text in values])
    kept._mutable = False
    return kept
