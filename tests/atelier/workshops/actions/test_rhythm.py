"""The two counters."""

import pytest

from atelier.workshops.actions.rhythm import stir
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("phones", "stage"), [(False, 0), (True, 1)])
def test_phones_are_told_only_of_what_they_show(phones, stage):
    shop = making.workshop()

    stir(shop.pk, phones=phones)

    shop.refresh_from_db()
    assert (shop.revision, shop.stage) == (1, stage)
