"""Pages of meetings."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from atelier.demarches.models import InstanceKind, Role, Step
from atelier.diagnosis.models import FindingStatus
from atelier.meetings.models import Meeting, MeetingStatus
from atelier.meetings.rules import print_of
from tests.factories import atelier as make
from tests.factories import diagnosis, workshops
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db


def address(page, demarche, **kwargs):
    return reverse(f"meetings:{page}", kwargs={"demarche_id": demarche.pk, **kwargs})


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def copil(nadia):
    return making.copil(demarche=make.demarche(pilot=nadia))


def test_empty_list_says_what_to_do_first(client_of, nadia, copil):
    page = client_of(nadia).get(address("index", copil.demarche))

    assert "Aucune réunion prévue" in page.text


def test_meeting_is_prepared_convened_and_held(
    client_of, nadia, copil, django_capture_on_commit_callbacks
):
    odile = make.participant(demarche=copil.demarche, role=Role.COPIL, instance=copil)
    browser = client_of(nadia)
    browser.post(
        address("plan", copil.demarche),
        {
            "instance": copil.pk,
            "title": "Lancement",
            "starts_at": f"{date.today()}T00:01",
            "ends_at": f"{date.today()}T23:59",
            "agenda": "Accueil (10)\nChoix des thèmes (30) ?",
        },
    )
    meeting = Meeting.objects.get()
    one = {"meeting_id": meeting.pk}

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address("convene", copil.demarche, **one))
    browser.post(
        address("hold", copil.demarche, **one),
        {f"present-{meeting.attendances.get().pk}": "present"},
    )

    page = browser.get(address("meeting", copil.demarche, **one))
    meeting.refresh_from_db()
    assert [letter.to for letter in mail.outbox] == [[odile.email]]
    assert meeting.status == MeetingStatus.HELD
    assert "1 présent" in page.text
    assert "Choix des thèmes" in page.text


def test_once_sent_the_page_says_to_whom_and_offers_to_send_again(client_of, nadia, copil):
    odile = make.participant(demarche=copil.demarche, role=Role.COPIL, instance=copil)
    meeting = making.meeting(
        instance=copil,
        agenda=("Un",),
        people=(odile,),
        starts_at=making.this_morning(),
    )
    browser = client_of(nadia)
    one = {"meeting_id": meeting.pk}
    browser.post(address("convene", copil.demarche, **one))
    assert (
        "Envoyer de nouveau la convocation"
        in browser.get(address("meeting", copil.demarche, **one)).text
    )
    came = meeting.attendances.get()
    browser.post(address("hold", copil.demarche, **one), {f"present-{came.pk}": "present"})
    browser.post(address("send", copil.demarche, **one))

    page = browser.get(address("meeting", copil.demarche, **one)).text

    assert "Relevé envoyé le" in page
    assert "à 1 personne." in page
    assert "Envoyer de nouveau le relevé" in page
    assert "Une décision a été ajoutée depuis" not in page
    making.decision(instance=copil, meeting=meeting)
    assert (
        "Une décision a été ajoutée depuis"
        in browser.get(address("meeting", copil.demarche, **one)).text
    )


def test_wrong_dates_keep_what_was_typed(client_of, nadia, copil):
    page = client_of(nadia).post(
        address("plan", copil.demarche),
        {
            "instance": copil.pk,
            "title": "Titre gardé",
            "starts_at": "2099-01-05T10:00",
            "ends_at": "2099-01-05T09:00",
        },
    )

    assert page.status_code == 400
    assert "Titre gardé" in page.text


def test_meeting_offers_its_folder_and_to_invite_only_those_who_are_not_listed(
    client_of, nadia, copil
):
    listed = make.participant(demarche=copil.demarche, role=Role.COPIL, instance=copil)
    meeting = making.meeting(instance=copil, people=(listed,))

    page = client_of(nadia).get(address("meeting", copil.demarche, meeting_id=meeting.pk))

    choices = page.context["guest_form"].fields["person"].queryset
    assert (listed in choices, nadia in choices) == (False, True)
    assert f"/reunions/{meeting.pk}/dossier.pdf" in page.text
    assert "Relevé de décisions" in page.text


def test_preparing_without_saying_from_what_starts_with_the_current_step(client_of, nadia, copil):
    step = Step.objects.create(
        demarche=copil.demarche, key="cadrage", position=1, title="Cadrer la démarche"
    )
    step.instances.add(copil)

    page = client_of(nadia).get(address("plan", copil.demarche))

    form = page.context["form"]
    assert form.initial["title"] == step.title
    assert form.initial["instance"] == copil
    assert form.initial["agenda"]
    assert "Reprendre son ordre du jour" in page.text


def test_preparing_from_a_step_starts_with_its_agenda(client_of, nadia, copil):
    step = Step.objects.create(
        demarche=copil.demarche, position=0, key="representations", title="Représentations"
    )

    page = client_of(nadia).get(address("plan", copil.demarche), {"etape": step.pk})

    assert "Gommettes" in page.text


def test_meeting_prepared_from_a_workshop_holds_it(client_of, nadia, copil):
    shop = workshops.workshop(demarche=copil.demarche, held_on=date(2027, 1, 5), place="Mairie")
    workshops.activity(workshop=shop, title="Écrire")
    plan = f"{address('plan', copil.demarche)}?atelier={shop.pk}"
    collectif = make.instance(demarche=copil.demarche, kind=InstanceKind.COLLECTIF)
    browser = client_of(nadia)

    form = browser.get(plan).context["form"]
    assert form.initial["instance"] == collectif
    assert (form.initial["title"], form.initial["place"]) == (shop.title, "Mairie")
    assert form.initial["agenda"] == "Écrire (25)"
    assert form["starts_at"].value().isoformat() == "2027-01-05T09:00:00"

    typed = {"starts_at": "2027-01-06T14:00", "ends_at": "2027-01-06T16:00", "title": "Lancement"}
    answered = browser.post(plan, {**typed, "instance": collectif.pk})

    meeting = Meeting.objects.get()
    assert answered.url == address("meeting", copil.demarche, meeting_id=meeting.pk)
    shop.refresh_from_db()
    assert (shop.meeting, shop.held_on) == (meeting.pk, date(2027, 1, 6))


def test_workshop_of_another_demarche_prefills_nothing(client_of, nadia, copil):
    other = workshops.workshop()

    page = client_of(nadia).get(address("plan", copil.demarche), {"atelier": other.pk})

    assert other.title not in page.text


def test_member_reads_but_does_not_convene(client_of, copil):
    odile = make.participant(demarche=copil.demarche, role=Role.COPIL, instance=copil)
    meeting = making.meeting(instance=copil, agenda=("Un",))
    browser = client_of(odile)

    assert browser.get(address("meeting", copil.demarche, meeting_id=meeting.pk)).status_code == 200
    refused = browser.post(address("convene", copil.demarche, meeting_id=meeting.pk))
    assert refused.status_code == 403


def test_host_convenes_their_own_instance_only(client_of, copil):
    host = make.participant(
        demarche=copil.demarche, role=Role.COPIL, instance=copil, function="host"
    )
    own = making.meeting(instance=copil, agenda=("Un",))
    other = making.meeting(instance=making.copil(demarche=copil.demarche), agenda=("Un",))
    browser = client_of(host)

    assert browser.post(address("convene", copil.demarche, meeting_id=own.pk)).status_code == 302
    assert browser.post(address("convene", copil.demarche, meeting_id=other.pk)).status_code == 403


def test_meeting_of_another_demarche_is_not_reachable(client_of, nadia, copil):
    foreign = making.meeting()

    page = client_of(nadia).get(address("meeting", copil.demarche, meeting_id=foreign.pk))

    assert page.status_code == 404


def test_calendar_is_a_file(client_of, nadia, copil):
    making.meeting(instance=copil)

    response = client_of(nadia).get(address("feed", copil.demarche))

    assert response["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in response.content


def test_minutes_once_written_are_read_and_corrected_in_a_fold(client_of, nadia, copil):
    meeting = making.meeting(instance=copil, agenda=("Un",), starts_at=making.this_morning())
    browser = client_of(nadia)
    one = {"meeting_id": meeting.pk}
    assert "Écrire le compte rendu" in browser.get(address("meeting", copil.demarche, **one)).text

    browser.post(address("minutes", copil.demarche, **one), {"minutes": "Le comité approuve."})

    page = browser.get(address("meeting", copil.demarche, **one)).text
    assert "<p>Le comité approuve.</p>" in page
    assert "Corriger le compte rendu" in page


def test_minutes_saved_by_another_meanwhile_are_shown_beside_one_s_own(client_of, nadia, copil):
    meeting = making.meeting(instance=copil, agenda=("Un",), starts_at=making.this_morning())
    browser = client_of(nadia)
    one = {"meeting_id": meeting.pk}
    seen = print_of(meeting)
    save = address("minutes", copil.demarche, **one)
    browser.post(save, {"minutes": "Le texte de l’autre.", "seen": seen})

    answer = browser.post(save, {"minutes": "Le mien.", "seen": seen})

    assert answer.status_code == 409
    assert "<p>Le texte de l’autre.</p>" in answer.text
    assert ">Le mien.</textarea>" in answer.text
    # Sent again from that page, one's own is kept: the other text was read.
    meeting.refresh_from_db()
    again = browser.post(save, {"minutes": "Le mien, et le sien.", "seen": print_of(meeting)})
    assert again.status_code == 302


def test_constats_proposed_are_validated_from_the_page_of_the_sitting(client_of, nadia, copil):
    meeting = making.meeting(instance=copil, starts_at=making.this_morning())
    finding = diagnosis.finding(demarche=copil.demarche, status=FindingStatus.PROPOSED)
    browser = client_of(nadia)
    shown = address("meeting", copil.demarche, meeting_id=meeting.pk)
    page = browser.get(shown).text
    assert "Validé en séance" in page

    answer = browser.post(
        reverse("diagnosis:validate", args=[copil.demarche.pk, finding.pk]),
        {
            "instance": copil.pk,
            "decided_on": timezone.localdate().isoformat(),
            "text": "Valider le constat.",
            "retour": "reunion",
        },
    )

    assert answer["Location"] == shown
    finding.refresh_from_db()
    assert finding.validated_in.meeting == meeting
    assert "Validé en séance" not in browser.get(shown).text
