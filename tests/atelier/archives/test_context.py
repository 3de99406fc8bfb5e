"""What the first page may ask for."""

from django.test import RequestFactory

from atelier.archives import context
from atelier.archives.presenters import legal


def test_nothing_is_read_until_the_page_asks(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        told = context.conformity(RequestFactory().get("/"))

    assert told == {"accessibility_state": legal.conformity}
