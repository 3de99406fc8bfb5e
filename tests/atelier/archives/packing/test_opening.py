"""An archive that is wrong, cut, tampered with or made to harm is refused in French."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from atelier.accounts.models import Person
from atelier.archives.actions.archive import take_up
from atelier.archives.packing import opening, writing
from atelier.archives.packing.layout import MANIFEST, SEAL
from atelier.demarches.models import Demarche
from tests.factories import atelier as given
from tests.factories.whole import Whole


pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "archive.zip"
    writing.write(Whole().demarche, path)
    return path


def members(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def sealed(found: dict[str, bytes]) -> dict[str, bytes]:
    """The same files with a manifest that agrees: what someone skilled would forge."""
    manifest = json.loads(found[MANIFEST])
    manifest["files"] = {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in found.items()
        if name not in {MANIFEST, SEAL}
    }
    content = json.dumps(manifest).encode()
    return {**found, MANIFEST: content, SEAL: hashlib.sha256(content).hexdigest().encode()}


def rewritten(path, found: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in found.items():
            file.writestr(name, content)


def stored() -> set[Path]:
    """Files of the site on disk."""
    return {one for one in Path(settings.MEDIA_ROOT).rglob("*") if one.is_file()}


def refusal(path) -> str:
    before = Demarche.objects.count()
    kept = stored()
    with pytest.raises(opening.WrongArchive) as refused, opening.opened(path) as archive:
        archive.check()
        take_up(by=given.person(), archive=archive)
    assert Demarche.objects.count() == before
    assert stored() == kept
    return str(refused.value)


def test_sound_archive_is_opened(archive):
    with opening.opened(archive) as file:
        file.check()

        assert file.manifest["demarche"]["name"]


def test_file_that_is_no_zip_is_refused(tmp_path):
    path = tmp_path / "photo.zip"
    path.write_bytes(b"\xff\xd8\xff une photographie")

    assert "n’est pas une archive zip" in refusal(path)


def test_truncated_archive_is_refused(archive):
    archive.write_bytes(archive.read_bytes()[:-4000])

    assert "tronqué" in refusal(archive)


def test_archive_with_damaged_bytes_is_refused(archive):
    content = bytearray(archive.read_bytes())
    content[400:440] = b"\x00" * 40
    archive.write_bytes(bytes(content))

    assert "Rien n’a été changé ici" in refusal(archive)


def test_other_zip_is_refused(tmp_path):
    path = tmp_path / "autre.zip"
    rewritten(path, {"classeur.txt": b"rien"})

    assert "ce n’est pas l’archive d’une démarche" in refusal(path)


def test_archive_of_a_newer_site_is_refused(archive):
    found = members(archive)
    manifest = json.loads(found[MANIFEST])
    manifest["schema"] = 99
    rewritten(archive, sealed({**found, MANIFEST: json.dumps(manifest).encode()}))

    assert "mettez d’abord ce site à jour" in refusal(archive)


def test_record_changed_by_hand_is_refused(archive):
    found = members(archive)
    name = "donnees/meetings.decision.jsonl"
    rewritten(archive, {**found, name: found[name].replace(b"Texte", b"Autre")})

    assert "a été modifié ou abîmé" in refusal(archive)


def test_manifest_changed_by_hand_is_refused(archive):
    found = members(archive)
    changed = found[MANIFEST].replace(b"Texte", b"Autre")
    rewritten(archive, {**found, MANIFEST: changed})

    assert "manifeste a été modifié" in refusal(archive)


@pytest.mark.parametrize("change", ["missing", "added"])
def test_file_missing_or_added_is_refused(archive, change):
    found = members(archive)
    if change == "missing":
        del found["decisions.csv"]
    else:
        found["documents/surprise.pdf"] = b"%PDF-"
    rewritten(archive, found)

    assert "manquent ou s’y ajoutent" in refusal(archive)


@pytest.mark.parametrize(
    "name",
    [
        "../evade.txt",
        "/etc/passwd",
        "documents/../../x",
        "C:\\x",
        "documents/a/b",
        "a/b",
        "documents/a\nb",
        "documents/\x7f",
    ],
)
def test_name_that_leaves_the_archive_is_refused(archive, name):
    rewritten(archive, {**members(archive), name: b"x"})

    assert "sort de l’archive" in refusal(archive)


def test_symbolic_link_is_refused(archive):
    entry = zipfile.ZipInfo("documents/lien.pdf")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(archive, "a") as file:
        file.writestr(entry, "/etc/passwd")

    assert "sort de l’archive" in refusal(archive)


def test_file_that_swells_is_refused_before_it_is_read(archive):
    rewritten(archive, {**members(archive), "documents/zeros.pdf": b"\x00" * 20_000_000})

    assert "grossit démesurément" in refusal(archive)


def test_archive_too_big_is_refused(archive, monkeypatch):
    monkeypatch.setattr(opening, "MAXIMUM_BYTES", 1000)

    assert "trop grosse une fois ouverte : la limite est de 0 Go" in refusal(archive)


def test_archive_too_heavy_is_refused_before_it_is_read(archive, monkeypatch):
    monkeypatch.setattr(opening, "MAXIMUM_SENT", 1000)

    assert "elle pèse" in refusal(archive)


@pytest.mark.parametrize("limit", ["MAXIMUM_FILES", "MAXIMUM_TABLE"])
def test_archive_of_too_many_files_is_refused(archive, monkeypatch, limit):
    monkeypatch.setattr(opening, limit, 3)

    assert "trop de fichiers : la limite est de" in refusal(archive)


def test_archive_that_hides_its_table_elsewhere_is_refused(archive):
    content = archive.read_bytes()
    end = content.rfind(b"PK\x05\x06")
    elsewhere = b"PK\x06\x07" + b"\x00" * 16
    archive.write_bytes(content[:end] + elsewhere + content[end:])

    assert "trop de fichiers" in refusal(archive)


def test_same_name_twice_is_refused(archive):
    with zipfile.ZipFile(archive, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("decisions.csv", "x")

    assert "même nom" in refusal(archive)


def forged(archive, label: str, **changes) -> None:
    found = members(archive)
    name = f"donnees/{label.lower()}.jsonl"
    first, *others = found[name].decode().split("\n")
    line = json.loads(first)
    line["fields"].update(changes)
    found[name] = "\n".join([json.dumps(line), *others]).encode()
    rewritten(archive, sealed(found))


def test_forged_value_outside_the_choices_is_refused(archive):
    forged(archive, "meetings.Meeting", status="n'importe quoi")

    assert "« réunion » : état a une valeur que ce site refuse" in refusal(archive)


def test_forged_validation_without_decision_is_refused(archive):
    forged(archive, "diagnosis.Finding", status="validated", validated_in=None)

    assert "aucune décision du relevé ne le valide" in refusal(archive)


def test_forged_figure_no_page_could_read_is_refused(archive):
    forged(archive, "diagnosis.Evidence", frozen={"value": 3.5, "status": "unavailable"})

    assert "ne tiennent pas ensemble" in refusal(archive)


@pytest.mark.parametrize("schema", [0, -1, True, "1"])
def test_format_of_no_number_is_refused(archive, schema):
    found = members(archive)
    manifest = json.loads(found[MANIFEST]) | {"schema": schema}
    content = json.dumps(manifest).encode()
    seal = hashlib.sha256(content).hexdigest().encode()
    rewritten(archive, {**found, MANIFEST: content, SEAL: seal})

    assert "ce n’est pas l’archive d’une démarche" in refusal(archive)


def test_forged_link_that_runs_a_script_is_refused(archive):
    forged(archive, "meetings.Meeting", link="javascript:alert(1)")

    assert "lien de visioconférence" in refusal(archive)


def test_forged_right_over_the_site_is_refused(archive):
    forged(archive, "accounts.Person", is_administrator=True)

    assert "ce que ce site ne connaît pas" in refusal(archive)


def test_row_that_names_a_row_of_this_site_is_refused(archive):
    forged(archive, "meetings.AgendaItem", meeting=1)

    assert "n’y est pas" in refusal(archive)


def test_row_that_names_a_missing_row_is_refused(archive):
    forged(archive, "diagnosis.PathBreak", finding="00000000-0000-4000-8000-000000000000")

    assert "n’y est pas" in refusal(archive)


def test_document_that_is_not_what_it_says_is_refused(archive):
    forged(archive, "demarches.Document", media_type="image/png")

    assert "n’est pas le fichier annoncé" in refusal(archive)


def test_rows_that_break_a_rule_of_the_database_are_refused(archive):
    forged(archive, "meetings.Meeting", ends_at="2020-01-01T00:00:00+00:00")

    assert "ne tiennent pas ensemble" in refusal(archive)


def test_production_that_is_not_what_it_says_is_refused(archive):
    forged(archive, "restitution.Production", fmt="docx")

    assert "n’est pas le fichier annoncé" in refusal(archive)


def test_document_with_another_fingerprint_is_refused(archive):
    forged(archive, "demarches.Document", sha256="0" * 64)

    assert "n’est pas le fichier annoncé" in refusal(archive)


@pytest.mark.parametrize(
    ("label", "changes"),
    [
        ("meetings.Meeting", {"title": "Un titre\x0bsur deux lignes"}),
        ("audit.Event", {"person_label": "Nadia\rFerrand"}),
        ("audit.Event", {"after": {"texte": ["\x00"]}}),
        ("demarches.Document", {"target": "step:\x1b[31m"}),
    ],
)
def test_control_characters_are_refused(archive, label, changes):
    forged(archive, label, **changes)

    assert "caractères de contrôle" in refusal(archive)


def test_address_in_capitals_is_not_a_second_person(archive):
    forged(archive, "accounts.Person", email="ODILE@VALMEYRAC.EXAMPLE")

    with opening.opened(archive) as file:
        take_up(by=given.person(), archive=file)

    assert Person.objects.filter(email="odile@valmeyrac.example", is_active=False).exists()


def test_logo_that_is_no_image_is_refused(archive):
    found = members(archive)
    name = "documents/logo.png"
    rewritten(archive, sealed({**found, name: b"<svg onload='alert(1)'/>"}))
    forged(archive, "accounts.Organisation", logo=name, siret="", name="Un autre CCAS")

    assert "le logo d’une organisation n’est pas une image" in refusal(archive)
