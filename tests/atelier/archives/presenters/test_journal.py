"""Lines of the journal, in the words of the site."""

import pytest
from django.apps import apps

from atelier.archives.presenters import journal
from atelier.audit.actions import record
from tests.factories import atelier as given
from tests.factories import meetings as gathering


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return given.person(first_name="Nadia", last_name="Ferrand")


def test_line_says_who_did_what(nadia):
    meeting = gathering.meeting(title="Premiers résultats")

    shown = journal.line(record("meetings.convened", by=nadia, target=meeting))

    assert shown["who"] == "Nadia Ferrand"
    assert shown["what"] == "a convoqué une réunion"
    assert shown["target"] == "Premiers résultats"


def test_values_are_said_with_the_words_of_their_field(nadia):
    meeting = gathering.meeting()
    event = record(
        "meetings.changed",
        by=nadia,
        target=meeting,
        before={"status": "planned", "place": ""},
        after={"status": "convened", "place": "Mairie"},
    )

    assert list(journal.changes(event)) == [
        {"name": "état", "before": "À convoquer", "after": "Convoquée"},
        {"name": "lieu", "before": "vide", "after": "Mairie"},
    ]


def test_dates_lists_and_booleans_are_said_in_french(nadia):
    event = record(
        "demarches.task_changed",
        by=nadia,
        after={"due_on": "2026-05-04", "tasks": ["un", "deux"], "again": True, "letters": 0},
    )

    assert [one["after"] for one in journal.changes(event)] == [
        "4 mai 2026",
        "un · deux",
        "oui",
        "0",
    ]


def test_line_of_a_thing_no_room_has_any_more_still_reads(nadia):
    event = record("meetings.changed", by=nadia, after={"unknown_thing": "x"})
    event.target = "gone:3"

    assert list(journal.changes(event)) == [{"name": "unknown thing", "before": "", "after": "x"}]


def test_lines_are_grouped_by_day(nadia):
    lines = [record("meetings.planned", by=nadia), record("meetings.convened", by=nadia)]

    (day,) = journal.by_day(lines)

    assert len(day["lines"]) == 2


def test_table_has_one_line_per_event_and_no_formula(nadia):
    nadia.last_name = "=2+2"
    nadia.first_name = ""
    event = record("meetings.planned", by=nadia)

    head, row = journal.table([event]).strip().split("\r\n")

    assert head.startswith("Jour;Heure;Qui")
    assert ";'=2+2;" in row
    assert row.endswith(";")


def test_line_of_an_archive_says_which_one_when_and_by_whom(nadia):
    forged = record("meetings.convened", by=given.person(first_name="Lucien", last_name="Roux"))
    note = record(
        "archives.demarche_imported",
        by=nadia,
        after={"archive": "3fa9c1d2", "made_at": "2026-03-02T08:00:00+00:00"},
    )
    forged.taken_up = note.pk

    shown = journal.line(forged, {note.pk: note})

    assert shown["who"] == "Lucien Roux, selon l’archive"
    assert "empreinte 3fa9c1d2, faite le 2 mars 2026 à 9 h" in shown["origin"]
    assert "par Nadia Ferrand : ce site n’a pas vu ce geste." in shown["origin"]
    assert "selon l’archive" in journal.table([forged], {note.pk: note})


def test_line_of_an_archive_says_so_even_when_its_import_is_unknown(nadia):
    forged = record("meetings.convened", by=nadia)
    forged.taken_up = 0

    assert "Ligne venue d’une archive" in journal.line(forged)["origin"]


def test_line_seen_here_has_no_origin(nadia):
    assert journal.line(record("meetings.convened", by=nadia))["origin"] == ""


SAME_IN_FRENCH = {
    "code", "codes", "communes", "document", "instance", "logo", "message", "messages", "mission",
    "note", "page", "participant", "photo", "public", "publics", "question", "restitution",
    "source", "table", "trame", "organisation", "consultation",
}  # fmt: skip


def test_every_field_of_the_site_has_a_french_word():
    """Otherwise a copy of one's data, or the journal, would speak the language of the code."""
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("atelier.")
        for field in model._meta.concrete_fields
        if field.name not in SAME_IN_FRENCH
        and journal.name_of(field.name, field) in {field.name, field.name.replace("_", " ")}
    }

    assert found == set()


def test_moments_and_lists_are_said_in_french():
    told = journal.said({"year": 2021, "held_on": "2027-03-01", "is_counted": True})

    assert told == "année : 2021 · tenu le : 1er mars 2027 · compté : oui"
