"""Hypotheses on the pages of a workshop."""

import pytest

from atelier.demarches.models import Role
from atelier.demarches.permissions import standing
from atelier.diagnosis.presenters.of_groups import of_groups
from tests.factories import atelier as make
from tests.factories import diagnosis as making


pytestmark = pytest.mark.django_db


def test_each_group_tells_the_hypotheses_that_come_from_it():
    hypothesis = making.hypothesis()
    group = making.group(demarche=hypothesis.demarche)
    hypothesis.groups.add(group)
    making.group(demarche=hypothesis.demarche)
    pilot = make.participant(demarche=hypothesis.demarche, role=Role.PILOTE)

    told = of_groups(standing(pilot, hypothesis.demarche), group.workshop_id)

    assert {key: [one["number"] for one in rows] for key, rows in told["of"].items()} == {
        group.pk: ["H1"]
    }


def test_results_page_shows_the_hypothesis_in_place_of_the_button(client_of):
    hypothesis = making.hypothesis()
    group = making.group(demarche=hypothesis.demarche)
    pilot = make.participant(demarche=hypothesis.demarche, role=Role.PILOTE)
    page = f"/demarches/{hypothesis.demarche_id}/ateliers/{group.workshop_id}/resultats"

    before = client_of(pilot).get(page).content.decode()
    hypothesis.groups.add(group)
    after = client_of(pilot).get(page).content.decode()

    assert ("En faire une hypothèse" in before, "Devenu" in before) == (True, False)
    assert ("En faire une hypothèse" in after, "Devenu" in after) == (False, True)
