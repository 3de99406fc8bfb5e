"""What the home page may ask for."""

from django.test import RequestFactory

from atelier.demonstration import context, queries


def test_nothing_is_read_until_the_page_asks(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        told = context.doors(RequestFactory().get("/"))

    assert told["demonstration_doors"]() == queries.doors()
