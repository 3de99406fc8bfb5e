"""Cards and groups of the wall."""

import pytest

from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_card_is_known_by_what_is_projected_and_a_group_by_its_name():
    card = making.card(making.activity(), "Affichée" * 40, original="Telle qu’écrite")

    assert str(card) == ("Affichée" * 40)[:120]
    assert str(making.group(card.activity.workshop, "Se loger")) == "Se loger"
