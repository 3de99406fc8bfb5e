"""Where a personal link leads."""

import pytest

from atelier.accounts.targets import is_joined, join, page_of


def test_target_of_a_declared_kind_leads_to_its_page():
    assert page_of("demarche:12") == "/demarches/12/entrer"


@pytest.mark.parametrize("target", ["", "demarche:", "demarche:../3", "inconnu:4"])
def test_any_other_target_leads_nowhere(target):
    assert page_of(target) == ""


def test_pressing_the_button_of_an_invitation_joins_what_its_room_declares():
    assert is_joined("demarche:12")
    assert not is_joined("inconnu:4")


def test_target_of_no_room_joins_nothing():
    join("inconnu:4", by=None)
