"""Homes."""

from datetime import date

import pytest
from django.urls import reverse

from atelier.demarches import library
from atelier.demarches.models import Role, Step
from atelier.demarches.presenters import steps
from atelier.meetings.actions.decisions import consult
from atelier.meetings.models import Answer, MeetingStatus, Opinion
from tests.factories import atelier as make
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db


def address(page, demarche, **kwargs):
    return reverse(f"home:{page}", kwargs={"demarche_id": demarche.pk, **kwargs})


def test_pilote_finds_their_week(client_of):
    nadia = make.person()
    demarche = make.demarche(pilot=nadia)

    page = client_of(nadia).get(address("home", demarche))

    assert "Ma semaine" in page.text
    assert "Aucune réunion prévue" in page.text
    assert "Pour commencer" in page.text
    assert "toutes les réponses attendues sont là" not in page.text


def test_first_steps_leave_once_a_meeting_is_written_down(client_of):
    nadia = make.person()
    copil = making.copil(demarche=make.demarche(pilot=nadia))
    making.meeting(instance=copil)

    page = client_of(nadia).get(address("home", copil.demarche))

    assert "Pour commencer" not in page.text


def test_elu_answers_a_convocation_in_one_tap(client_of):
    odile = make.person()
    meeting = making.meeting(people=(odile,), status=MeetingStatus.CONVENED)
    make.mandate(demarche=meeting.demarche, person=odile, role=Role.ELU_REFERENT)
    browser = client_of(odile)
    assert "Je viendrai" in browser.get(address("home", meeting.demarche)).text
    mine = meeting.attendances.get()

    browser.post(address("reply", meeting.demarche, attendance_id=mine.pk), {"answer": "yes"})

    mine.refresh_from_db()
    assert mine.answer == Answer.YES


def test_nobody_answers_in_the_place_of_another(client_of):
    odile, other = make.person(), make.person()
    meeting = making.meeting(people=(other,), status=MeetingStatus.CONVENED)
    make.mandate(demarche=meeting.demarche, person=odile, role=Role.COPIL)
    theirs = meeting.attendances.get()

    page = client_of(odile).post(
        address("reply", meeting.demarche, attendance_id=theirs.pk), {"answer": "yes"}
    )

    assert page.status_code == 404


def test_elu_says_what_to_discuss_then_changes_their_mind(client_of):
    copil = making.copil()
    odile = make.participant(demarche=copil.demarche, role=Role.COPIL, instance=copil)
    asked = consult(
        by=make.person(),
        instance=copil,
        messages=["Un."],
        question="D’accord ?",
        closes_on=date.today(),
        address="https://abs.example/",
    )
    mine = asked.confirmations.get()

    answer = address("opinion", copil.demarche, confirmation_id=mine.pk)
    browser = client_of(odile)
    browser.post(answer, {"opinion": "discuss", "comment": "Le délai est court."})

    mine.refresh_from_db()
    assert (mine.opinion, mine.comment) == (Opinion.DISCUSS, "Le délai est court.")
    page = browser.get(address("home", copil.demarche)).text
    assert "Vous avez répondu&nbsp;: «&nbsp;À discuter&nbsp;». Le délai est court." in page
    assert "Changer ma réponse" in page

    browser.post(answer, {"opinion": "yes", "comment": ""})

    mine.refresh_from_db()
    assert mine.opinion == Opinion.YES


def test_elu_answers_their_own_task_from_home_and_takes_it_back(client_of):
    odile = make.person()
    demarche = make.demarche()
    make.mandate(demarche=demarche, person=odile, role=Role.ELU_REFERENT)
    mine = demarche.tasks.create(person=odile, title="Relire le portrait")
    browser = client_of(odile)
    home = address("home", demarche)
    tick = reverse("demarches:tick_task", kwargs={"demarche_id": demarche.pk, "task_id": mine.pk})
    assert f'action="{tick}"' in browser.get(home).text

    response = browser.post(tick, {"next": home, "answer": "Le bus du soir."})

    mine.refresh_from_db()
    assert response.url == home
    assert mine.done_on
    assert mine.note == f"Réponse de {odile} : Le bus du soir."
    assert "Annuler" in browser.get(home).text

    browser.post(tick, {"next": home})

    mine.refresh_from_db()
    assert mine.done_on is None


@pytest.mark.parametrize(("fmt", "start"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_folder_of_a_meeting_is_a_file(client_of, fmt, start):
    nadia = make.person()
    copil = making.copil(demarche=make.demarche(pilot=nadia))
    meeting = making.meeting(instance=copil, agenda=("Accueil",))

    response = client_of(nadia).get(
        address("folder", copil.demarche, meeting_id=meeting.pk, fmt=fmt)
    )

    assert response.content.startswith(start)


def test_resident_finds_what_is_expected_and_nothing_else(client_of):
    demarche = make.demarche()
    resident = make.participant(demarche=demarche, role=Role.HABITANT)
    browser = client_of(resident)

    assert browser.get(address("home", demarche)).status_code == 200
    assert browser.get(reverse("demarches:steps", args=[demarche.pk])).status_code == 403


def test_blank_sheets_are_given_in_their_formats_only(client_of):
    nadia = make.person()
    demarche = make.demarche(pilot=nadia)
    browser = client_of(nadia)

    given = browser.get(address("blank", demarche, key="donnees", fmt="xlsx"))

    assert 'filename="demande-de-donnees.xlsx"' in given["Content-Disposition"]
    assert browser.get(address("blank", demarche, key="donnees", fmt="pdf")).status_code == 404
    assert browser.get(address("blank", demarche, key="inconnue", fmt="pdf")).status_code == 404


def test_everything_a_method_sheet_offers_to_print_opens(client_of):
    nadia = make.person()
    demarche = make.demarche(pilot=nadia)
    browser = client_of(nadia)
    offered = {
        url
        for key in library.steps()
        for one in steps.sheet(Step(demarche=demarche, key=key))["materials"]
        for _, url in one["links"]
    }

    assert {browser.get(url).status_code for url in offered} == {200}
