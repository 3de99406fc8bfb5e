"""Answering from a personal link, without account."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from atelier.accounts import links
from atelier.accounts.models import LinkScope
from atelier.demarches.models import Demarche, DemarcheStatus, Role
from atelier.demarches.uploads import keep_document
from atelier.meetings.actions.decisions import consult
from atelier.meetings.models import Answer, Opinion
from tests.factories import atelier as make
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def attendance():
    meeting = making.meeting(agenda=("Accueil",), people=(make.person(),))
    called = meeting.attendances.get()
    make.mandate(demarche=meeting.demarche, person=called.person, role=Role.COPIL)
    return called


def token_for(row, scope):
    target = f"{row._meta.model_name}:{row.pk}"
    return links.issue(by=None, person=row.person, scope=scope, days=5, target=target)


def test_person_answers_in_one_gesture(visitor, attendance):
    token = token_for(attendance, LinkScope.MEETING)
    assert "Accueil" in visitor.get(f"/reponse/{token}").text

    page = visitor.post(f"/reponse/{token}", {"answer": "yes", "note": ""})

    attendance.refresh_from_db()
    assert attendance.answer == Answer.YES
    assert "Vous viendrez." in page.text
    assert "Changer d’avis" in page.text
    assert attendance.meeting.demarche.name in page.text


def test_link_of_someone_else_opens_nothing(visitor, attendance):
    target = f"attendance:{attendance.pk}"
    stolen = links.issue(
        by=None, person=make.person(), scope=LinkScope.MEETING, days=5, target=target
    )

    assert visitor.get(f"/reponse/{stolen}").status_code == 404


def test_link_to_answer_a_meeting_does_not_give_an_opinion(visitor, attendance):
    token = token_for(attendance, LinkScope.MEETING)

    page = visitor.get(f"/avis/{token}")

    assert page.status_code == 410
    assert "n’est pas reconnu" in page.text


def test_wrong_answer_is_refused_and_changes_nothing(visitor, attendance):
    token = token_for(attendance, LinkScope.MEETING)

    page = visitor.post(f"/reponse/{token}", {"answer": "present"})

    attendance.refresh_from_db()
    assert page.status_code == 400
    assert attendance.answer == Answer.WAITING


def test_elu_says_yes_or_to_discuss(visitor):
    copil = making.copil()
    make.mandate(demarche=copil.demarche, role=Role.COPIL, instance=copil)
    asked = consult(
        by=make.person(),
        instance=copil,
        messages=["Un logement sur neuf est vide."],
        question="Retenons-nous le logement ?",
        closes_on=date.today(),
        address="https://abs.example/",
    )
    waiting = asked.confirmations.get()
    token = token_for(waiting, LinkScope.CONFIRMATION)
    assert "Un logement sur neuf" in visitor.get(f"/avis/{token}").text

    page = visitor.post(f"/avis/{token}", {"opinion": "discuss", "comment": "À voir."})

    waiting.refresh_from_db()
    assert (waiting.opinion, waiting.comment) == (Opinion.DISCUSS, "À voir.")
    assert "À discuter" in page.text


def test_link_stops_with_the_mandate(visitor, attendance):
    token = token_for(attendance, LinkScope.MEETING)
    attendance.meeting.demarche.mandates.update(ends_on=make.OPENED_ON)

    page = visitor.post(f"/reponse/{token}", {"answer": "yes"})

    attendance.refresh_from_db()
    assert page.status_code == 410
    assert "votre mandat a pris fin" in page.text
    assert attendance.answer == Answer.WAITING


def test_link_stops_with_the_demarche(visitor, attendance):
    token = token_for(attendance, LinkScope.MEETING)
    Demarche.objects.update(status=DemarcheStatus.ARCHIVED)

    assert visitor.post(f"/reponse/{token}", {"answer": "yes"}).status_code == 410


def test_who_left_the_instance_gives_no_opinion_for_it(visitor):
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
    token = token_for(asked.confirmations.get(), LinkScope.CONFIRMATION)
    copil.mandates.update(ends_on=make.OPENED_ON)
    make.mandate(demarche=copil.demarche, person=odile, role=Role.LECTEUR)

    assert visitor.post(f"/avis/{token}", {"opinion": "yes"}).status_code == 410
    assert asked.confirmations.get().opinion == ""


def test_calendar_software_reads_ones_own_address_until_the_mandate_ends(visitor, client_of):
    copil = making.copil()
    odile = make.participant(demarche=copil.demarche, role=Role.COPIL, instance=copil)
    making.meeting(instance=copil, title="Restitution")
    page = client_of(odile).post(f"/demarches/{copil.demarche_id}/reunions/abonnement")
    address = page.text.split('value="')[-1].split('"')[0].removeprefix("http://testserver")
    assert "Restitution" in visitor.get(address).text

    copil.demarche.mandates.all().delete()

    assert visitor.get(address).status_code == 410


def test_member_who_may_not_sign_in_yet_answers_all_the_same(visitor, attendance):
    attendance.person.is_active = False
    attendance.person.save()
    token = token_for(attendance, LinkScope.MEETING)

    assert visitor.post(f"/reponse/{token}", {"answer": "yes", "note": ""}).status_code == 200


def test_whoever_is_convened_reads_the_documents_of_that_meeting_only(
    visitor, attendance, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    demarche = attendance.meeting.demarche
    given = [
        keep_document(
            by=make.person(),
            demarche=demarche,
            upload=SimpleUploadedFile("note.pdf", b"%PDF-1.7"),
            title=title,
            target=target,
        )
        for title, target in (("Le support", f"meeting:{attendance.meeting_id}"), ("Autre", ""))
    ]
    token = token_for(attendance, LinkScope.MEETING)

    page = visitor.get(f"/reponse/{token}").text
    files = [visitor.get(f"/reponse/{token}/documents/{one.pk}") for one in given]

    assert "Le support" in page
    assert "Autre" not in page
    assert [one.status_code for one in files] == [200, 404]
    assert b"".join(files[0].streaming_content) == b"%PDF-1.7"
    assert "sandbox" in files[0]["Content-Security-Policy"]
    assert visitor.get(f"/reponse/inconnu/documents/{given[0].pk}").status_code == 410
