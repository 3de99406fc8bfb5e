"""Numbers of hypotheses."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import diagnosis as making


@pytest.mark.django_db
def test_number_is_given_once_in_a_demarche():
    first = making.hypothesis()

    with pytest.raises(IntegrityError), transaction.atomic():
        making.hypothesis(demarche=first.demarche, number=first.number)
