"""Forms of traces and rights."""

from datetime import date

from atelier.archives.forms import ErasureForm, JournalForm


def journal_form(**asked):
    return JournalForm(asked, people=[("3", "Nadia")], rooms=[("meetings", "Réunions")])


def test_choice_keeps_what_could_be_read():
    form = journal_form(person="3", room="ailleurs", day="2026-05-04")

    assert form.chosen == {"person": "3", "day": date(2026, 5, 4)}


def test_nothing_asked_chooses_nothing():
    assert journal_form().chosen == {}


def test_word_of_erasure_is_read_whatever_its_capitals():
    assert ErasureForm({"word": " EFFACER "}).is_valid()
    assert not ErasureForm({"word": "oui"}).is_valid()
