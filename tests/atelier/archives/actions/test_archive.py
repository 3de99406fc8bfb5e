"""A démarche leaves, or is taken up: what the journal says of it."""

import pytest

from atelier.archives.actions import archive
from atelier.archives.packing import opening, writing
from atelier.audit.models import Event
from atelier.demarches.models import Role
from tests.factories import atelier as given
from tests.factories.whole import Whole


pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path):
    written = tmp_path / "archive.zip"
    writing.write(Whole().demarche, written)
    return written


def test_export_is_written_in_the_journal():
    opened = given.demarche()
    manifest = {"counts": {"a": 2, "b": 3}, "files": {"documents/x.pdf": {}, "journal.csv": {}}}

    archive.note_export(by=None, demarche=opened, manifest=manifest)

    assert Event.objects.get(demarche_id=opened.pk).after == {"lines": 5, "documents": 1}


def test_taking_up_says_who_was_known(path):
    with opening.opened(path) as file:
        demarche, _ = archive.take_up(by=given.person(), archive=file)

    line = Event.objects.get(action="archives.demarche_imported")
    assert line.demarche_id == demarche.pk
    assert (line.after["people_known"], line.after["people_added"]) == (1, 0)


def test_same_archive_is_taken_up_twice_as_two_demarches(path):
    with opening.opened(path) as file:
        first, _ = archive.take_up(by=given.person(), archive=file)
        second, _ = archive.take_up(by=given.person(), archive=file)

    assert first.pk != second.pk
    assert first.workshops.get().code != second.workshops.get().code


def test_pilote_of_the_archive_who_takes_it_up_has_one_seat(tmp_path):
    nadia = given.person()
    written = tmp_path / "archive.zip"
    writing.write(given.demarche(pilot=nadia), written)

    with opening.opened(written) as file:
        demarche, _ = archive.take_up(by=nadia, archive=file)

    assert demarche.mandates.filter(person=nadia, role=Role.PILOTE).count() == 1


def test_lines_of_the_archive_are_tied_to_what_says_how_they_came(path):
    with opening.opened(path) as file:
        demarche, _ = archive.take_up(by=given.person(), archive=file)
        fingerprint = file.fingerprint

    lines = Event.objects.filter(demarche_id=demarche.pk)
    note = lines.get(action="archives.demarche_imported")
    assert fingerprint.startswith(note.after["archive"])
    assert note.after["made_at"]
    assert note.taken_up is None
    assert {one.taken_up for one in lines.filter(action="workshops.card_typed")} == {note.pk}
    assert lines.get(action="demarches.mandate_given").taken_up is None
