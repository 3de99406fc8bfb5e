"""The addresses of this computer in a hall."""

import pytest
from django.test import RequestFactory

from atelier.workshops.network import (
    EVERYWHERE,
    WAYS,
    Hosts,
    addresses,
    came_by_the_hall,
    leaving_towards,
    listens,
)


NOBODY = "255.255.255.255"


def test_only_private_addresses_of_a_network_are_proposed_each_once():
    ways = iter(
        ["192.168.1.20", "", "192.168.1.20", "10.0.0.4", "127.0.0.1", "169.254.3.3", "8.8.8.8"]
    )

    assert addresses(lambda way: next(ways, "")) == ["192.168.1.20", "10.0.0.4"]


def test_computer_without_network_has_no_address():
    assert addresses(lambda way: "") == []


def test_way_to_this_very_computer_leaves_from_itself():
    assert leaving_towards("127.0.0.1") == "127.0.0.1"


@pytest.mark.allow_hosts([NOBODY])
def test_way_that_leads_to_nobody_leaves_from_nowhere():
    assert leaving_towards(NOBODY) == ""


def test_server_listens_where_it_is_bound():
    assert all(listens(every, "192.168.1.20") for every in EVERYWHERE)
    assert listens("192.168.1.20", "192.168.1.20")
    assert not listens("127.0.0.1", "192.168.1.20")


@pytest.mark.allow_hosts(list(WAYS))
def test_site_answers_to_the_names_given_then_to_its_own_addresses():
    hosts = Hosts(["localhost"])

    assert list(hosts) == ["localhost", *addresses()]
    assert hosts[:] == ["localhost"]


def test_name_that_was_given_is_not_that_of_the_hall(settings):
    settings.ALLOWED_HOSTS = ["localhost", ".exemple.fr"]

    for host in ("localhost:8000", "abs.exemple.fr"):
        assert not came_by_the_hall(RequestFactory().get("/", headers={"host": host}))
