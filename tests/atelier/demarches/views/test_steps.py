"""Pages of steps."""

from datetime import date

import pytest
from django.urls import reverse

from atelier.demarches.models import Deliverable, Role, Step, StepStatus
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def step(nadia):
    return Step.objects.create(
        demarche=make.demarche(pilot=nadia), position=0, key="cadrage", title="Cadrage"
    )


def address(page, step, **kwargs):
    return reverse(f"demarches:{page}", kwargs={"demarche_id": step.demarche_id, **kwargs})


def test_timeline_and_step_show_the_method_sheet(client_of, nadia, step):
    browser = client_of(nadia)

    assert "Cadrage" in browser.get(address("steps", step)).text
    page = browser.get(address("step", step, step_id=step.pk))
    assert "Les erreurs fréquentes" in page.text
    assert "Fiche méthode" in browser.get(address("sheet", step, step_id=step.pk)).text


def test_timeline_costs_the_same_for_two_steps_and_for_fourteen(
    client_of, nadia, step, django_assert_max_num_queries
):
    for position in range(1, 14):
        Step.objects.create(demarche=step.demarche, position=position, title=f"Étape {position}")
    browser = client_of(nadia)

    with django_assert_max_num_queries(14):
        browser.get(address("steps", step))


def test_step_is_started_changed_and_finished(client_of, nadia, step):
    browser = client_of(nadia)
    one = {"step_id": step.pk}
    browser.post(address("step_status", step, **one), {"status": "under_way"})
    browser.post(
        address("edit_step", step, **one), {"title": "Cadrage partagé", "holder": nadia.pk}
    )

    browser.post(address("step_status", step, **one), {"status": "done"})

    step.refresh_from_db()
    assert (step.title, step.holder, step.status) == ("Cadrage partagé", nadia, StepStatus.DONE)


def test_wrong_dates_keep_what_was_typed(client_of, nadia, step):
    page = client_of(nadia).post(
        address("edit_step", step, step_id=step.pk),
        {"title": "Titre gardé", "starts_on": "2027-03-01", "ends_on": "2027-02-01"},
    )

    assert page.status_code == 400
    assert "Titre gardé" in page.text


def test_step_of_ones_own_is_added_and_moved(client_of, nadia, step):
    browser = client_of(nadia)
    browser.post(address("add_step", step), {"title": "La nôtre"})
    own = Step.objects.get(title="La nôtre")

    assert "Monter" in browser.get(address("step", step, step_id=own.pk)).text

    browser.post(address("move_step", step, step_id=own.pk), {"towards": "earlier"})

    own.refresh_from_db()
    assert own.position == 0


def test_homework_of_the_sheet_becomes_tasks(client_of, nadia, step):
    page = client_of(nadia).post(address("homework", step, step_id=step.pk), follow=True)

    assert "Tâches ajoutées : 3" in page.text


def test_deliverable_is_ticked(client_of, nadia, step):
    note = Deliverable.objects.create(step=step, title="Feuille de cadrage")

    client_of(nadia).post(address("deliver", step, deliverable_id=note.pk), {"done": "1"})

    note.refresh_from_db()
    assert note.delivered_on


def test_sheet_is_rewritten_then_restored(client_of, nadia, step):
    browser = client_of(nadia)
    one = {"step_id": step.pk}
    browser.post(address("rewrite_sheet", step, **one), {"why": "Pour nous.\n\nPour eux."})
    step.refresh_from_db()
    assert step.sheet["why"] == ["Pour nous.", "Pour eux."]
    assert "Pour nous." in browser.get(address("rewrite_sheet", step, **one)).text

    browser.post(address("rewrite_sheet", step, **one), {"why": "x", "restore": "1"})

    step.refresh_from_db()
    assert step.sheet == {}


def test_member_reads_steps_and_changes_none(client_of, step):
    member = make.participant(demarche=step.demarche, role=Role.COPIL)
    browser = client_of(member)

    assert browser.get(address("step", step, step_id=step.pk)).status_code == 200
    refused = browser.post(address("step_status", step, step_id=step.pk), {"status": "done"})
    assert refused.status_code == 403


def test_agenda_and_tasks_of_the_sheet_are_rewritten_with_their_times(client_of, nadia, step):
    browser = client_of(nadia)
    one = {"step_id": step.pk}
    given = {"agenda": "Accueil (20)\nTravail en groupes (45 min)", "intersession": "Relancer (7)"}

    browser.post(address("rewrite_sheet", step, **one), given)

    step.refresh_from_db()
    assert step.sheet["agenda"][1] == {"what": "Travail en groupes", "minutes": 45}
    assert step.sheet["intersession"] == [{"title": "Relancer", "days": 7}]
    assert "Travail en groupes (45)" in browser.get(address("rewrite_sheet", step, **one)).text


def test_moment_without_its_length_is_sent_back_with_what_was_written(client_of, nadia, step):
    given = {"agenda": "Accueil", "why": "Pour nous."}

    answer = client_of(nadia).post(address("rewrite_sheet", step, step_id=step.pk), given)

    assert answer.status_code == 400
    assert "ajoutez sa durée" in answer.text
    assert "Pour nous." in answer.text


def test_sheet_written_by_another_meanwhile_is_not_replaced_unseen(client_of, nadia, step):
    browser = client_of(nadia)
    one = {"step_id": step.pk}
    seen = browser.get(address("rewrite_sheet", step, **one)).context["form"]["seen"].value()
    browser.post(address("rewrite_sheet", step, **one), {"why": "La leur.", "seen": seen})

    mine = {"why": "La mienne.", "seen": seen}
    answer = browser.post(address("rewrite_sheet", step, **one), mine)

    step.refresh_from_db()
    assert answer.status_code == 400
    assert "pendant que vous écriviez" in answer.text
    assert "La mienne." in answer.text
    assert step.sheet["why"] == ["La leur."]
    again = answer.context["form"]["seen"].value()
    browser.post(address("rewrite_sheet", step, **one), {"why": "La mienne.", "seen": again})
    step.refresh_from_db()
    assert step.sheet["why"] == ["La mienne."]


def test_step_planned_after_the_last_legal_day_is_said(client_of, nadia, step):
    demarche = step.demarche
    demarche.steps.create(
        title="Présentation", key="presentation", position=9, starts_on=date(2028, 1, 10)
    )
    demarche.presentations.create(body="CCAS", required=True, due_by=date(2027, 12, 31))

    page = client_of(nadia).get(address("steps", step)).text

    assert "commence le 10 janvier 2028, après le 31 décembre 2027" in page
