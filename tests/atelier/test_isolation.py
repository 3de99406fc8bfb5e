"""Whoever pilots a démarche reaches nothing of another one, by address, by form or by question.

Every page of a démarche is opened and sent with the identifiers of another démarche, first in the
address, then in the form; nothing of it may be shown, changed, or tied to one's own.
"""

import re

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from atelier.archives.rules.travel import EXPORTED
from atelier.config import rights
from atelier.demarches.models import Deliverable, InstanceKind, Presentation, Role, Step, Task
from atelier.demarches.uploads import keep_document
from atelier.diagnosis.models import Study
from atelier.meetings.models import Confirmation, Consultation
from tests.factories import atelier as given
from tests.factories import diagnosis, meetings, restitution


pytestmark = pytest.mark.django_db
SECRET = "Phrase que personne d’autre ne lit"
PAGES = [page for page in rights.pages() if page.access and page.access.kind == "demarche"]
WORDS = {"kind": "paroles", "fmt": "docx", "form": "note"}
# What forms ask beside identifiers, so that they are sound.
TYPED = {
    "title": "Titre",
    "name": "Nom",
    "text": "Texte",
    "statement": "Phrase",
    "body": "Conseil",
    "first": "Message",
    "question": "Question ?",
    "agenda": "Un point",
    "kind": "note",
    "role": "pilote",
    "stance": "supports",
    "answer": "yes",
    "opinion": "yes",
    "decided_on": "2026-04-04",
    "closes_on": "2026-12-30",
    "starts_at": "2030-01-01T10:00",
    "ends_at": "2030-01-01T11:00",
}
# The field of a form → what it names.
FIELDS = {
    "instance": "instance",
    "instances": "instance",
    "step": "step",
    "group": "group",
    "groups": "group",
    "hypotheses": "hypothesis",
    "evidence": "evidence",
    "decision": "decision",
    "document": "document",
    "card": "group",
    **dict.fromkeys(("person", "known", "leaving", "arriving", "holder", "carried_by"), "person"),
}
ASKED = {
    "etape": "step",
    "groupe": "group",
    "hypothese": "hypothesis",
    "reunion": "meeting",
    "instance": "instance",
    "personne": "person",
    "photo": "document",
}


def filled(demarche):
    """Rows of every kind in the démarche, by the name of the argument that leads to them."""
    copil = given.instance(
        demarche=demarche, kind=InstanceKind.COPIL, name=SECRET, is_deciding=True
    )
    seat = given.mandate(instance=copil, role=Role.COPIL)
    step = Step.objects.create(demarche=demarche, position=0, title=SECRET)
    meeting = meetings.meeting(
        instance=copil, title=SECRET, agenda=(SECRET,), people=(seat.person,)
    )
    asked = Consultation.objects.create(
        demarche=demarche, instance=copil, question=SECRET, closes_on="2030-01-01"
    )
    group = diagnosis.group(demarche=demarche)
    file = SimpleUploadedFile("note.txt", SECRET.encode())
    rows = {
        "instance": copil,
        "mandate": seat,
        "step": step,
        "deliverable": Deliverable.objects.create(step=step, title=SECRET),
        "task": Task.objects.create(demarche=demarche, title=SECRET),
        "presentation": Presentation.objects.create(demarche=demarche, body=SECRET),
        "meeting": meeting,
        "attendance": meeting.attendances.get(),
        "decision": meetings.decision(instance=copil, meeting=meeting, text=SECRET),
        "confirmation": Confirmation.objects.create(consultation=asked, person=seat.person),
        "hypothesis": diagnosis.hypothesis(demarche=demarche, statement=SECRET),
        "finding": diagnosis.finding(demarche=demarche, statement=SECRET, status="proposed"),
        "evidence": diagnosis.words(demarche=demarche),
        "document": keep_document(by=seat.person, demarche=demarche, upload=file, title=SECRET),
        "study": Study.objects.create(demarche=demarche, title=SECRET),
        "row": diagnosis.testimony(demarche=demarche, text=SECRET),
        "group": group,
        "workshop": group.workshop,
        "restitution": restitution.restitution(demarche=demarche),
        "person": seat.person,
    }
    return {name: row.pk for name, row in rows.items()}


def rows_of(demarche):
    """Every row of a démarche but its journal, as values."""
    return {
        label: list(
            apps.get_model(label)
            ._base_manager.filter(**{path: demarche.pk})
            .order_by("pk")
            .values()
        )
        for label, path in EXPORTED.items()
        if label != "audit.Event"
    }


def strangers(demarche, theirs):
    """Links from rows of the démarche to the rows named in `theirs`."""
    found = []
    for label, path in EXPORTED.items():
        model = apps.get_model(label)
        links = [one for one in model._meta.get_fields() if one.concrete and one.is_relation]
        for link in links:
            name = link.related_model._meta.model_name
            if name in theirs:
                tied = {path: demarche.pk, link.name: theirs[name]}
                found += [f"{label}.{link.name}"] * model._base_manager.filter(**tied).count()
    return found


def address_of(page, demarche, ids):
    """The address of the page, with these identifiers."""

    def argument(found):
        kind, name = found.group(1), found.group(2)
        if name == "demarche_id":
            return str(demarche.pk)
        return str(ids.get(name.removesuffix("_id"), 1)) if kind == "int" else WORDS.get(name, "x")

    return "/" + re.sub(r"<(\w+):(\w+)>", argument, page.route)


@pytest.fixture
def scene(client_of):
    """A browser, one's own démarche and its rows, another démarche and its rows."""
    nadia = given.person()
    mine, other = given.demarche(pilot=nadia), given.demarche(pilot=given.person())
    theirs = filled(other)
    return client_of(nadia), mine, filled(mine), other, theirs


@pytest.mark.parametrize("where", ["address", "form"])
def test_nothing_of_another_demarche_is_read_changed_or_tied(scene, where):
    browser, mine, own, other, theirs = scene
    before = rows_of(other)
    ids = theirs if where == "address" else own
    form = {**TYPED, **{name: theirs[kind] for name, kind in FIELDS.items()}, "previous": other.pk}
    form["element"] = [f"finding:{theirs['finding']}", f"decision:{theirs['decision']}"]
    query = "&".join(f"{name}={theirs[kind]}" for name, kind in ASKED.items())

    wrong = []
    for page in PAGES:
        address = f"{address_of(page, mine, ids)}?{query}"
        response = browser.get(address)
        read = b"".join(response) if response.streaming else response.content
        if where == "address" and SECRET.encode() in read and _names_a_row(page):
            wrong.append(f"read: {address}")
        with transaction.atomic():
            if browser.post(address, form).status_code not in {403, 404, 405}:
                wrong += [f"changed: {address}"] * (rows_of(other) != before)
                wrong += [f"tied: {address} {link}" for link in strangers(mine, theirs)]
            transaction.set_rollback(True)

    assert wrong == []
    assert rows_of(other) == before


def _names_a_row(page):
    """Other pages show the démarche's own rows, which hold the same words."""
    return re.search(r"<int:(?!demarche_id)", page.route) is not None
