"""A session and the devices that came in."""

import pytest

from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_device_without_table_has_no_name():
    shop = making.workshop()

    assert str(making.device(shop)[0]).startswith("Téléphone")
    assert str(making.device(shop, table="Table 3")[0]) == "Table 3"
