"""What someone ill-disposed would try across rooms; each attack was seen to work, or nearly."""

import io

import pytest
from django.core import mail
from docx import Document

from atelier.audit.models import Event
from atelier.demarches.models import Demarche, InstanceKind, Role
from atelier.diagnosis.actions.evidence import pin_row
from atelier.diagnosis.models import Finding, FindingStatus
from tests.factories import atelier as given
from tests.factories import diagnosis, meetings, restitution, workshops


pytestmark = pytest.mark.django_db
OPENING = "/demarches/ouvrir?territoires=fictif&niveau=epci&code=999900001"


@pytest.fixture
def copil(db):
    """The COPIL of a démarche that somebody pilots."""
    opened = given.demarche(pilot=given.person(organisation=given.organisation()))
    return given.instance(demarche=opened, kind=InstanceKind.COPIL, name="COPIL", is_deciding=True)


def opening(**fields):
    """What the form that opens a démarche receives."""
    return {
        "kind": "abs_obligatoire",
        "name": "Une démarche à soi",
        "organisation_name": "Collectif",
        "organisation_kind": "collectif",
        "opened_on": "2026-05-04",
        "means": "in_house",
        **fields,
    }


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PILOTE}))
def test_who_only_takes_part_does_not_find_the_members_in_a_demarche_of_their_own(
    client_of, copil, role
):
    member = given.mandate(instance=copil, role=Role.COPIL).person
    guest = client_of(given.participant(demarche=copil.demarche, role=role))

    guest.post(OPENING, opening(previous=copil.demarche_id))
    guest.post(OPENING, opening())

    own = Demarche.objects.latest("pk")
    assert not Demarche.objects.filter(previous=copil.demarche).exists()
    page = guest.get(f"/demarches/{own.pk}/personnes/ajouter?qui=connue").content.decode()
    assert member.label not in page


@pytest.fixture
def draft(copil):
    """A constat not proposed yet, on what somebody said and may not be quoted."""
    found = diagnosis.finding(demarche=copil.demarche, statement="Une phrase encore au brouillon")
    parent = diagnosis.hypothesis(demarche=copil.demarche)
    said = diagnosis.testimony(
        demarche=copil.demarche, text="Mon mari ne sait pas que je viens", may_quote=False
    )
    proof = pin_row(by=given.person(), row=said)
    found.hypotheses.add(parent)
    found.links.create(evidence=proof, stance="supports")
    parent.links.create(evidence=proof, stance="supports")
    return found


@pytest.mark.parametrize("role", [Role.LECTEUR, Role.PARTENAIRE])
def test_drafts_and_words_are_not_read_by_the_side_door(client_of, draft, role):
    browser = client_of(given.participant(demarche=draft.demarche, role=role))
    meeting = meetings.meeting(instance=draft.demarche.instances.get())
    Finding.objects.update(status=FindingStatus.PROPOSED)
    room = f"/demarches/{draft.demarche_id}"
    pages = [
        f"{room}/constats",
        f"{room}/preuves",
        f"{room}/preuves/{draft.links.get().evidence_id}",
        f"{room}/hypotheses/{draft.hypotheses.get().pk}",
        f"{room}/bibliotheque",
    ]

    read = "".join(browser.get(page).text for page in pages)
    folder = Document(io.BytesIO(browser.get(f"{room}/reunions/{meeting.pk}/dossier.docx").content))

    assert "au brouillon" not in read
    assert not any("au brouillon" in line.text for line in folder.paragraphs)
    assert "Mon mari" not in read
    assert not Event.objects.filter(after__icontains="Mon mari").exists()


@pytest.mark.parametrize("day", ["0001-01-01", "2098-06-01", "9999-12-31"])
def test_absurd_day_is_refused_in_french_rather_than_breaking_the_page(client_of, copil, day):
    room = f"/demarches/{copil.demarche_id}"
    pilot = client_of(copil.demarche.mandates.get(role=Role.PILOTE).person)
    given.mandate(instance=copil, role=Role.COPIL)
    meeting = {
        "instance": copil.pk,
        "title": "Séance",
        "starts_at": f"{day}T09:00",
        "ends_at": f"{day}T10:00",
    }
    question = {"instance": copil.pk, "first": "Un.", "question": "Oui ?", "closes_on": day}
    member = {"last_name": "Haddad", "role": "prestataire", "ends_on": day}

    pages = [
        pilot.post(OPENING, opening(opened_on=day)),
        pilot.post(f"{room}/reunions/preparer", meeting),
        pilot.post(f"{room}/consultations/ouvrir", question),
        pilot.post(f"{room}/personnes/ajouter", member),
        pilot.get(f"{room}/reunions"),
        pilot.get(room),
    ]

    assert max(page.status_code for page in pages) == 400


def test_names_reach_letters_as_they_were_typed(
    client_of, copil, django_capture_on_commit_callbacks
):
    typed = 'L\'avis de "tous" & <b>chacun</b>\r\nBcc: ailleurs@exemple.fr'
    Demarche.objects.update(name=typed)
    room = f"/demarches/{copil.demarche_id}"
    pilot = client_of(copil.demarche.mandates.get(role=Role.PILOTE).person)
    given.mandate(instance=copil, role=Role.COPIL)
    meeting = meetings.meeting(
        instance=copil, title=typed, agenda=("Un",), people=(given.person(),)
    )
    member = {"last_name": "Haddad", "email": "h@exemple.fr", "role": "copil", "invite": "on"}

    with django_capture_on_commit_callbacks(execute=True):
        pilot.post(f"{room}/personnes/ajouter", member)
        pilot.post(f"{room}/reunions/{meeting.pk}/convoquer")

    assert len(mail.outbox) == 2
    for letter in mail.outbox:
        assert 'L\'avis de "tous" & <b>chacun</b> Bcc:' in letter.subject
        assert "&#x27;" not in letter.body
        assert letter.recipients() == letter.to


def test_shared_computer_keeps_no_page_of_who_has_left(client_of, copil, visitor):
    pilot = client_of(copil.demarche.mandates.get(role=Role.PILOTE).person)

    for page in (
        f"/demarches/{copil.demarche_id}/personnes",
        "/compte",
        "/reponse/rien",
        "/composants",
    ):
        assert "no-store" in pilot.get(page).headers["Cache-Control"]
    assert "no-store" not in visitor.get("/composants").headers.get("Cache-Control", "")


def test_sign_that_only_looks_like_a_number_names_nothing(client_of, copil):
    room = f"/demarches/{copil.demarche_id}"
    pilot = client_of(copil.demarche.mandates.get(role=Role.PILOTE).person)
    shown = restitution.restitution(demarche=copil.demarche)
    shop = workshops.workshop(demarche=copil.demarche)

    moved = pilot.post(f"{room}/restituer/{shown.pk}/deplacer", {"card": "²", "before": "²"})
    told = pilot.post(f"{room}/ateliers/{shop.pk}/ecran/montrer", {"activity": "²"})

    assert moved.status_code == 404
    assert told.status_code < 500
