"""There and back: a démarche exported, removed, taken up again is the same, field by field."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core import mail
from django.db.models import FileField

from atelier.accounts.models import Organisation, Person
from atelier.archives.actions.archive import take_up
from atelier.archives.packing import opening, records, writing
from atelier.archives.packing.naming import Names, model_of
from atelier.archives.rules.travel import EXPORTED, FIELDS_LEFT
from atelier.audit.models import Event
from atelier.demarches.models import Demarche, Mandate
from atelier.demarches.permissions import standing
from tests.factories import atelier as given
from tests.factories.whole import MOMENT, PDF, Whole


pytestmark = pytest.mark.django_db


@pytest.fixture
def whole():
    return Whole()


def written(demarche, folder: Path) -> Path:
    path = folder / "archive.zip"
    writing.write(demarche, path)
    return path


def remove_everything() -> None:
    """Another site: none of these rows is there, and keys are no longer the same."""
    for label in reversed(EXPORTED):
        model_of(label)._base_manager.all().delete()
    Person.objects.all().delete()
    Organisation.objects.all().delete()
    for _ in range(3):
        given.demarche(pilot=given.person())


def taken_up(path: Path, by=None):
    with opening.opened(path) as archive:
        archive.check()
        return take_up(by=by or given.person(), archive=archive)


def test_every_row_comes_back_with_every_field(whole, tmp_path):
    names = Names()
    before = records.all_of(whole.demarche, names)
    path = written(whole.demarche, tmp_path)
    remove_everything()
    importer = given.person(email=whole.pilot.email)

    demarche, planting = taken_up(path, by=importer)

    after = records.all_of(demarche, Names(planting.names()))
    added = {line["uid"] for lines in after.values() for line in lines}
    kept = {line["uid"] for lines in before.values() for line in lines}
    new = [line["fields"]["action"] for line in after["audit.Event"] if line["uid"] not in kept]
    # Only the seat of whoever took it up is new, with its lines in the journal.
    assert new == ["demarches.mandate_given", "archives.demarche_imported"]
    assert kept <= added
    for label in EXPORTED:
        assert [one for one in after[label] if one["uid"] in kept] == before[label], label


def test_factory_fills_every_field_of_every_exported_model(whole):
    """Otherwise the comparison above proves little."""
    found = records.all_of(whole.demarche, Names())
    empty = {
        f"{label}.{name}"
        for label in EXPORTED
        for name in found[label][0]["fields"]
        if all(line["fields"].get(name) in (None, "", [], {}) for line in found[label])
    }

    # An indicator is its own origin: evidence has one origin, whichever.
    assert empty == set()


def test_keys_are_new_and_no_row_of_this_site_is_touched(whole, tmp_path):
    path = written(whole.demarche, tmp_path)

    demarche, _ = taken_up(path)

    assert demarche.pk != whole.demarche.pk
    assert Demarche.objects.count() == 2
    for label in EXPORTED:
        assert records.rows(label, whole.demarche).exists()


def test_person_known_by_address_keeps_their_account(whole, tmp_path):
    path = written(whole.demarche, tmp_path)
    remove_everything()
    nadia = given.person(email=whole.pilot.email, first_name="Nadia", function="")

    _, planting = taken_up(path)

    nadia.refresh_from_db()
    assert planting.found["accounts.Person"] == 1
    assert (nadia.first_name, nadia.function) == ("Nadia", "")
    assert nadia.mandates.exists()


def test_unknown_person_is_added_without_password(whole, tmp_path):
    path = written(whole.demarche, tmp_path)
    remove_everything()

    taken_up(path)

    added = Person.objects.get(email=whole.pilot.email)
    assert not added.has_usable_password()
    assert not added.is_active
    assert not added.is_administrator


def test_unknown_person_asks_for_no_link_before_they_are_invited(whole, tmp_path, visitor):
    path = written(whole.demarche, tmp_path)
    remove_everything()
    taken_up(path)

    visitor.post("/compte/lien", {"email": whole.pilot.email})

    assert mail.outbox == []


def test_archive_makes_nobody_agree_nor_show_the_telephone_of_their_account(whole, tmp_path):
    path = written(whole.demarche, tmp_path)
    remove_everything()
    known = given.person(email=whole.pilot.email, telephone="06 00", last_login=MOMENT)
    importer = given.person()

    demarche, _ = taken_up(path, by=importer)

    assert not demarche.mandates.filter(person=known, accepted_at__isnull=False).exists()
    assert not standing(importer, demarche).may_call(known)


def test_importer_pilots(whole, tmp_path):
    path = written(whole.demarche, tmp_path)
    importer = given.person()

    demarche, _ = taken_up(path, by=importer)

    assert Mandate.objects.filter(demarche=demarche, person=importer, role="pilote").count() == 1


def test_journal_comes_back_with_its_days_and_names(whole, tmp_path):
    path = written(whole.demarche, tmp_path)
    remove_everything()

    demarche, _ = taken_up(path)

    line = Event.objects.get(demarche_id=demarche.pk, action="workshops.card_typed")
    assert line.at == MOMENT
    card = model_of("workshops.Card").objects.get()
    assert line.after["card"] == card.pk


def test_files_come_back_under_new_names(whole, tmp_path):
    former = {one.file.name for one in whole.demarche.documents.all()}
    path = written(whole.demarche, tmp_path)
    remove_everything()

    demarche, _ = taken_up(path)

    (document,) = demarche.documents.all()
    with document.file.open("rb") as file:
        assert file.read() == PDF
    assert document.file.name not in former


def test_every_file_field_of_the_site_is_known():
    """A file that leaves with a row is written and read by the same general code."""
    holders = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, FileField)
        and model._meta.label in {*EXPORTED, "accounts.Organisation"}
    }

    assert holders & set(FIELDS_LEFT) == set()
