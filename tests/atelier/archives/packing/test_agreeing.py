"""What the rows of an archive agree on."""

from datetime import date

import pytest

from atelier.archives.actions.archive import UNFIT
from atelier.archives.packing import agreeing
from atelier.archives.packing.opening import WrongArchive
from atelier.diagnosis.actions.findings import validate
from atelier.diagnosis.models import Finding, FindingStatus
from tests.factories import atelier as make
from tests.factories import diagnosis as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def finding():
    return making.finding(status=FindingStatus.PROPOSED)


def test_validation_by_a_decision_agrees(finding):
    validate(by=make.person(), finding=finding, decision=making.validation(finding))

    agreeing.check(finding.demarche)


def test_constat_said_validated_without_decision_is_refused(finding):
    Finding.objects.update(status=FindingStatus.VALIDATED, validated_on=date(2026, 11, 4))

    with pytest.raises(WrongArchive, match="aucune décision du relevé ne le valide"):
        agreeing.check(finding.demarche)


def test_decision_that_is_no_validation_is_refused(finding):
    decision = making.validation(finding)
    validate(by=make.person(), finding=finding, decision=decision)
    type(decision).objects.update(is_approved=False)

    with pytest.raises(WrongArchive, match="y est dit validé"):
        agreeing.check(finding.demarche)


def test_territory_of_no_level_is_refused(finding):
    type(finding.demarche).objects.update(level="zzz")
    finding.demarche.refresh_from_db()

    with pytest.raises(WrongArchive, match="n’est pas un niveau"):
        agreeing.check(finding.demarche)


@pytest.mark.parametrize("place", [{}, {"shelf": "x", "level": "zzz", "code": "", "communes": []}])
def test_figure_of_no_territory_is_refused(finding, place):
    one = making.indicator(demarche=finding.demarche)
    type(one).objects.update(place=place)

    with pytest.raises((WrongArchive, *UNFIT)):
        agreeing.check(finding.demarche)


def test_restitution_that_could_not_be_shown_is_refused(finding):
    shown = finding.demarche.restitutions.create(title="Conseil", audience="elus")
    shown.elements.create(kind="trend", position=0, indicator="population", frozen={})

    with pytest.raises(UNFIT):
        agreeing.check(finding.demarche)
