"""Restoring: everything comes back, in place at once or not at all."""

import hashlib
import json
import zipfile

import pytest
from django.apps import apps

from atelier.accounts import links
from atelier.accounts.models import LinkScope, Person
from atelier.audit.actions import record
from atelier.audit.models import Event
from atelier.config.safekeeping import archive
from atelier.config.safekeeping.backup import backup, plain
from atelier.config.safekeeping.restore import restore
from atelier.demarches.models import Role
from tests.atelier.config.safekeeping.test_archive import rewritten
from tests.factories import atelier as given
from tests.factories.site import a_site


pytestmark = pytest.mark.django_db(transaction=True)

FILL = """
from tests.factories import atelier as given
from atelier.accounts import links
from atelier.accounts.models import LinkScope
from atelier.audit.actions import record
nadia = given.person(email="nadia@valmeyrac.example", password="trois chevaux dans le pré")
before = given.demarche()
opened = given.demarche(pilot=nadia, themes=["logement"], budget="1250.50", previous=before)
given.mandate(instance=given.instance(demarche=opened), role="prestataire")
links.issue(by=nadia, person=nadia, scope=LinkScope.SIGN_IN, days=1)
record("demarches.opened", by=nadia, target=opened, demarche_id=opened.pk, after={"a": [1, None]})
"""
TOLD = """
import json
from atelier.config.safekeeping.archive import kept_models
from atelier.config.safekeeping.backup import plain
told = {}
for model in kept_models():
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    told[model._meta.label] = [[plain(value) for value in row] for row in rows]
print(json.dumps(told, sort_keys=True))
"""
ADD = """
from tests.factories import atelier as given
print(given.person(email="apres@valmeyrac.example").pk)
"""


@pytest.fixture
def full(settings):
    """A site with a bit of everything."""
    nadia = given.person(password="trois chevaux dans le pré")
    opened = given.demarche(pilot=nadia, themes=["logement"], budget="1250.50")
    given.mandate(instance=given.instance(demarche=opened), role=Role.PRESTATAIRE)
    links.issue(by=nadia, person=nadia, scope=LinkScope.SIGN_IN, days=1)
    record("demarches.opened", by=nadia, target=opened, after={"themes": ["logement", None]})
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "note.txt").write_text("Une note.")


def everything() -> dict[str, list]:
    """Every kept row, as it is written."""
    told = {}
    for model in archive.kept_models():
        names = [field.attname for field in model._meta.concrete_fields]
        rows = model._base_manager.order_by("pk").values_list(*names)
        told[model._meta.label] = [tuple(json.dumps(plain(one)) for one in row) for row in rows]
    return told


def test_everything_comes_back_as_it_was(full, tmp_path, settings):
    before = everything()
    backup(tmp_path / "sauvegarde.zip")
    Person.objects.update(last_name="Autre")
    given.person()
    (settings.MEDIA_ROOT / "note.txt").write_text("Changée.")

    restore(tmp_path / "sauvegarde.zip", replace=True)

    assert everything() == before
    assert (settings.MEDIA_ROOT / "note.txt").read_text() == "Une note."
    former = list(settings.MEDIA_ROOT.parent.glob("documents-avant-*/note.txt"))
    assert [one.read_text() for one in former] == ["Changée."]


def test_journal_keeps_its_hours(full, tmp_path):
    hours = list(Event.objects.order_by("pk").values_list("at", flat=True))
    backup(tmp_path / "sauvegarde.zip")

    restore(tmp_path / "sauvegarde.zip", replace=True)

    assert list(Event.objects.order_by("pk").values_list("at", flat=True)) == hours


def test_site_that_has_people_is_not_replaced_without_saying_so(full, tmp_path):
    backup(tmp_path / "sauvegarde.zip")

    with pytest.raises(archive.WrongArchive, match="--replace"):
        restore(tmp_path / "sauvegarde.zip")


def test_altered_archive_leaves_the_site_as_it_was(full, tmp_path, settings):
    path = tmp_path / "sauvegarde.zip"
    backup(path)
    before = everything()
    rewritten(path, **{"data/demarches.demarche.jsonl": b"{}\n"})

    with pytest.raises(archive.WrongArchive):
        restore(path, replace=True)

    assert everything() == before
    assert (settings.MEDIA_ROOT / "note.txt").read_text() == "Une note."


def test_rows_that_contradict_the_schema_leave_the_site_as_it_was(full, tmp_path, settings):
    path = tmp_path / "sauvegarde.zip"
    manifest = backup(path)
    before = everything()
    orphan = {**_first(path, "data/demarches.mandate.jsonl"), "person_id": 10_000_000}
    line = json.dumps(orphan).encode() + b"\n"
    card = manifest["members"]["data/demarches.mandate.jsonl"]
    card["sha256"] = hashlib.sha256(line).hexdigest()
    rewritten(
        path,
        **{"data/demarches.mandate.jsonl": line, "manifest.json": json.dumps(manifest).encode()},
    )
    with pytest.raises(Exception, match=r"(?i)constraint|foreign|invalid"):
        restore(path, replace=True)

    assert everything() == before
    assert (settings.MEDIA_ROOT / "note.txt").read_text() == "Une note."


def _first(path, name):
    with zipfile.ZipFile(path) as kept:
        return json.loads(kept.read(name).splitlines()[0])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda schema: [*schema, "demarches.9999_later"], "plus récent"),
        (lambda schema: schema[1:], "plus ancien"),
    ],
)
def test_archive_of_another_version_says_what_to_do(full, tmp_path, change, said):
    path = tmp_path / "sauvegarde.zip"
    manifest = backup(path)
    manifest["schema"] = change(manifest["schema"])
    rewritten(path, **{"manifest.json": json.dumps(manifest).encode()})

    with pytest.raises(archive.WrongArchive, match=said):
        restore(path, replace=True)


def test_every_room_is_kept():
    ours = {model for model in apps.get_models() if model.__module__.startswith("atelier.")}

    assert ours <= set(archive.kept_models())


def test_round_trip_between_databases_loses_nothing(tmp_path):
    """From the database of the tests to SQLite and back: on PostgreSQL, this crosses both ways."""
    there, back = tmp_path / "aller.zip", tmp_path / "retour.zip"
    with (
        a_site(tmp_path / "un") as first,
        a_site(tmp_path / "deux", sqlite=True) as second,
        a_site(tmp_path / "trois") as third,
    ):
        first.atelier("install", "--without-admin")
        first.python(FILL)
        (first.folder / "documents" / "note.txt").write_text("Une note.")
        for site, source, target in ((first, None, there), (second, there, back)):
            restored = source and site.atelier("restore", str(source))
            assert not restored or restored.returncode == 0, restored.stderr
            saved = site.atelier("backup", str(target))
            assert saved.returncode == 0, saved.stderr
        done = third.atelier("restore", str(back))
        assert "est en place" in done.stdout, done.stderr

        assert third.python(TOLD) == first.python(TOLD)
        assert (third.folder / "documents" / "note.txt").read_text() == "Une note."
        assert int(third.python(ADD)) > 2
