"""Two people, one form: fields join, the same field is asked again, nothing is lost."""

from datetime import date

import pytest
from django.http import QueryDict

from atelier.demarches.forms import TaskForm
from atelier.demarches.models import Task
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


@pytest.fixture
def demarche():
    return make.demarche(pilot=make.person())


@pytest.fixture
def task(demarche):
    return Task.objects.create(
        demarche=demarche, title="Écrire", note="Aux écoles.\nÀ la Caf.", due_on=date(2027, 1, 4)
    )


def form(task, data=None):
    kept = Task.objects.get(pk=task.pk)
    given = {"demarche": task.demarche, "people": []}
    return TaskForm(data, instance=kept, **given) if data else TaskForm(instance=kept, **given)


def sent(task, **changed):
    """What a browser sends of the form as it is read now."""
    shown = form(task)
    held = {"title": task.title, "note": task.note.replace("\n", "\r\n"), "due_on": "2027-01-04"}
    data = QueryDict(mutable=True)
    data.update({**held, "person": "", "instance": "", "seen": shown["seen"].value(), **changed})
    return data


def test_fields_of_two_people_join(task):
    data = sent(task, title="Téléphoner")
    Task.objects.update(note="Aux écoles, à la Caf, au collège.", due_on=date(2027, 2, 1))

    written = form(task, data)

    assert written.is_valid()
    assert written.cleaned_data["title"] == "Téléphoner"
    assert written.cleaned_data["note"] == "Aux écoles, à la Caf, au collège."
    assert written.cleaned_data["due_on"] == date(2027, 2, 1)
    assert "seen" not in written.cleaned_data


def test_same_field_is_asked_again_with_the_words_of_the_other(task):
    data = sent(task, note="À la mairie.")
    Task.objects.update(note="Au collège.")

    refused = form(task, data)

    assert not refused.is_valid()
    assert "« Au collège. »" in refused.errors["note"][0]
    assert refused["note"].value() == "À la mairie."

    again = data.copy()
    again["seen"] = refused["seen"].value()
    assert form(task, again).is_valid()


def test_words_of_the_other_are_still_there_when_the_form_is_refused_once(task):
    data = sent(task, title="")
    Task.objects.update(note="Au collège.", due_on=date(2027, 2, 1))
    refused = form(task, data)
    assert not refused.is_valid()
    assert (refused["note"].value(), refused["due_on"].value()) == ("Au collège.", "2027-02-01")

    again = refused.data.copy()
    again["title"] = "Téléphoner"
    written = form(task, again)

    assert written.is_valid()
    assert written.cleaned_data["note"] == "Au collège."
    assert written.cleaned_data["due_on"] == date(2027, 2, 1)


def test_field_refused_for_itself_still_tells_the_words_of_the_other(task):
    data = sent(task, title="")
    Task.objects.update(title="Téléphoner")

    refused = form(task, data)

    assert "« Téléphoner »" in " ".join(refused.errors["title"])


def test_same_words_from_both_are_no_conflict(task):
    data = sent(task, note="Au collège.")
    Task.objects.update(note="Au collège.")

    assert form(task, data).is_valid()


def test_erased_text_and_changed_choice_are_told(task):
    data = sent(task, note="À la mairie.", due_on="2027-03-01")
    Task.objects.update(note="", due_on=date(2027, 2, 1))

    refused = form(task, data)

    assert "le texte a été effacé" in refused.errors["note"][0]
    assert "Votre choix est gardé" in refused.errors["due_on"][0]


@pytest.mark.parametrize("seen", ["", "rien", "[]", "{}", "[" * 50_000])
def test_form_without_prints_is_taken_as_it_is(task, seen):
    assert form(task, sent(task, seen=seen, note="À la mairie.")).is_valid()


def test_nothing_is_printed_for_something_new(demarche):
    assert TaskForm(demarche=demarche, people=[])["seen"].value() == ""
