"""Steps in words."""

from datetime import date, timedelta

import pytest

from atelier.demarches import queries
from atelier.demarches.models import Presentation, Step, StepStatus, Task
from atelier.demarches.presenters import steps as pages
from tests.factories import atelier as make


TODAY = date.today()


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (date(2027, 3, 1), date(2027, 4, 4), "du 1er mars au 4 avril 2027"),
        (date(2026, 12, 1), date(2027, 1, 2), "du 1er décembre 2026 au 2 janvier 2027"),
        (date(2026, 11, 16), date(2026, 11, 29), "du 16 au 29 novembre 2026"),
        (date(2027, 3, 1), date(2027, 3, 14), "du 1er au 14 mars 2027"),
        (date(2027, 3, 1), date(2027, 3, 1), "le 1er mars 2027"),
        (None, date(2027, 3, 2), "le 2 mars 2027"),
        (None, None, "dates à fixer"),
    ],
)
def test_period_is_told_as_one_says_it(start, end, told):
    assert pages.period(start, end) == told


@pytest.mark.django_db
class TestTimeline:
    """The timeline."""

    def line(self, **fields):
        demarche = make.demarche()
        Step.objects.create(demarche=demarche, position=0, title="Cadrage", **fields)
        (line,) = pages.timeline(queries.steps(demarche))
        return line

    def test_step_whose_end_has_passed_is_late(self):
        assert self.line(ends_on=TODAY - timedelta(days=1))["state"] == "late"

    def test_first_step_to_come_is_to_begin(self):
        assert self.line()["word"] == "Étape en cours"

    def test_done_step_is_done_even_after_its_end(self):
        line = self.line(status=StepStatus.DONE, ends_on=TODAY - timedelta(days=9))

        assert (line["word"], line["tone"]) == ("Faite", "good")


@pytest.mark.django_db
class TestSheet:
    """The method sheet."""

    def test_own_words_replace_the_section_and_the_rest_stays(self):
        step = Step(
            demarche=make.demarche(),
            position=0,
            key="cadrage",
            title="Cadrage",
            sheet={"why": ["Pour nous."]},
        )

        sheet = pages.sheet(step)

        sections = {one["key"]: one["lines"] for one in sheet["sections"]}
        assert sections["why"] == ["Pour nous."]
        assert sections["mistakes"]
        assert sheet["minutes"] == sum(one["minutes"] for one in sheet["agenda"])

    def test_step_of_ones_own_has_no_sheet(self):
        assert pages.sheet(Step(position=0, title="La nôtre")) is None


@pytest.mark.django_db
def test_report_owed_says_when_it_is_late():
    demarche = make.demarche()
    Presentation.objects.create(
        demarche=demarche, body="CA", due_by=TODAY - timedelta(days=1), required=True
    )

    (owed,) = pages.owed(list(queries.presentations(demarche)))

    assert (owed["word"], owed["tone"]) == ("En retard", "bad")


@pytest.mark.django_db
def test_what_changed_since_the_previous_demarche_is_said():
    before = make.demarche(themes=["logement", "emploi"])
    after = make.demarche(themes=["logement", "mobilite"], previous=before)

    themes = pages.compared(after)["rows"][0]

    assert (themes["added"], themes["removed"]) == (["Mobilité"], ["Emploi et insertion"])


@pytest.mark.django_db
def test_late_task_says_so_until_it_is_done():
    demarche = make.demarche()
    task = Task.objects.create(
        demarche=demarche, title="Relancer", due_on=TODAY - timedelta(days=1)
    )
    assert pages.tasks([task])[0]["is_late"]

    task.done_on = TODAY

    assert not pages.tasks([task])[0]["is_late"]
