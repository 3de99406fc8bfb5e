"""What the first page may ask for."""

from django.test import RequestFactory

from atelier.archives import context
from atelier.archives.conformity import remembered


def test_nothing_is_read_until_the_page_asks():
    told = context.conformity(RequestFactory().get("/"))

    assert told == {"accessibility_state": remembered}
