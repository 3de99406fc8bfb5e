"""A row corrected, or taken away: its evidence follows, what was validated is looked at again."""

from decimal import Decimal

import pytest

from atelier.audit.models import Event
from atelier.demarches.rules import NotNow
from atelier.diagnosis.actions.correcting import change_row, remove_row, remove_testimonies
from atelier.diagnosis.actions.evidence import pin_row
from atelier.diagnosis.models import (
    Evidence,
    FindingStatus,
    PartnerFigure,
    Study,
    StudyFinding,
    Testimony,
)
from tests.factories import atelier as make
from tests.factories import diagnosis as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def demarche(nadia):
    return make.demarche(pilot=nadia)


def validated(demarche, evidence):
    finding = making.finding(demarche=demarche, status=FindingStatus.VALIDATED)
    making.supports(finding, evidence)
    return finding


def test_figure_mistyped_is_corrected_and_what_was_validated_is_looked_at_again(nadia, demarche):
    row = PartnerFigure.objects.create(
        demarche=demarche, label="Jeunes suivis", value=118, year=2025, territory="X", source="Y"
    )
    finding = validated(demarche, pin_row(by=nadia, row=row))

    shaken = change_row(by=nadia, row=row, value=Decimal(181), label="Jeunes accompagnés")

    finding.refresh_from_db()
    assert (shaken, finding.status) == (1, FindingStatus.TO_REVIEW)
    assert Evidence.objects.get().title == "Jeunes accompagnés (2025)"
    assert Event.objects.get(action="diagnosis.row_corrected").after["value"] == 181


def test_row_only_sorted_otherwise_shakes_nothing(nadia, demarche):
    row = making.offer_fact(demarche=demarche)
    finding = validated(demarche, pin_row(by=nadia, row=row))

    assert change_row(by=nadia, row=row, theme="logement") == 0

    finding.refresh_from_db()
    assert finding.status == FindingStatus.VALIDATED


def test_figure_that_proves_keeps_a_value(nadia, demarche):
    row = PartnerFigure.objects.create(
        demarche=demarche, label="Jeunes", value=118, year=2025, territory="X", source="Y"
    )
    pin_row(by=nadia, row=row)

    with pytest.raises(NotNow, match="perdre sa valeur"):
        change_row(by=nadia, row=row, value=None)


def test_journal_never_keeps_the_words_corrected(nadia, demarche):
    row = making.testimony(demarche=demarche, text="Mon voisin Paul Brun le dit.")

    change_row(by=nadia, row=row, text="Mon voisin le dit.")

    event = Event.objects.get(action="diagnosis.row_corrected")
    assert event.after == {"fields": ["text"]}
    assert "Brun" not in str((event.before, event.target_label))


def test_row_on_which_something_rests_stays(nadia, demarche):
    row = making.study_finding(demarche=demarche)
    making.supports(making.hypothesis(demarche=demarche), pin_row(by=nadia, row=row))

    for one in (row, row.study):
        with pytest.raises(NotNow, match="détachez-la d’abord"):
            remove_row(by=nadia, row=one)
    assert StudyFinding.objects.exists()


def test_row_leaves_with_its_evidence(nadia, demarche):
    row = making.study_finding(demarche=demarche)
    pin_row(by=nadia, row=row)

    remove_row(by=nadia, row=row.study)

    assert not Study.objects.exists()
    assert not Evidence.objects.exists()
    assert Event.objects.filter(action="diagnosis.row_removed").exists()


def test_table_imported_by_mistake_leaves_whole_or_not_at_all(nadia, demarche):
    first, second = making.testimony(demarche=demarche), making.testimony(demarche=demarche)
    making.supports(making.hypothesis(demarche=demarche), pin_row(by=nadia, row=second))

    with pytest.raises(NotNow, match=second.code):
        remove_testimonies(by=nadia, demarche=demarche, rows=[first, second])
    assert remove_testimonies(by=nadia, demarche=demarche, rows=[first]) == 1

    assert list(Testimony.objects.all()) == [second]
