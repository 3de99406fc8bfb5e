"""Where a personal link leads."""

import pytest

from atelier.accounts.targets import page_of


def test_target_of_a_declared_kind_leads_to_its_page():
    assert page_of("demarche:12") == "/demarches/12/entrer"


@pytest.mark.parametrize("target", ["", "demarche:", "demarche:../3", "inconnu:4"])
def test_any_other_target_leads_nowhere(target):
    assert page_of(target) == ""
