"""Choosing, ordering, rewording, keeping: one line of the journal each."""

import uuid

import pytest

from atelier.audit.models import Event
from atelier.demarches.rules import NotNow
from atelier.restitution import actions
from atelier.restitution.models import Element, Production, Restitution
from tests.factories import atelier as make
from tests.factories import restitution as given


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fictitious_store")]


def keys(made):
    return [one.key for one in given.read(made).elements.all()]


def choose(made, *chosen):
    return actions.choose(by=made.written_by, restitution=made, keys=list(chosen))


def test_elements_keep_the_order_in_which_they_were_chosen():
    made = given.whole(drawings=True)

    assert [one.partition(":")[0] for one in keys(made)] == [
        "finding",
        "evidence",
        "map",
        "trend",
        "words",
        "decision",
    ]


def test_choosing_again_keeps_the_place_and_the_words_of_what_stays():
    made = given.whole()
    first, *others = made.elements.all()
    actions.reword(by=made.written_by, element=others[0], message="Trop de vide", note="Lentement")

    choose(made, *(one.key for one in others))

    assert keys(made) == [one.key for one in others]
    assert given.read(made).elements.first().message == "Trop de vide"
    assert not Element.objects.filter(pk=first.pk).exists()


def test_element_of_another_demarche_is_refused():
    made = given.restitution()
    elsewhere = given.finding(make.demarche())

    with pytest.raises(NotNow, match="n’existe plus"):
        choose(made, f"finding:{elsewhere.pk}")
    assert not made.elements.exists()


@pytest.mark.parametrize("key", ["", "finding:", "finding:x", "person:1", "finding:1 or 1"])
def test_key_that_names_nothing_is_refused(key):
    with pytest.raises(NotNow):
        choose(given.restitution(), key)


def test_words_that_may_not_be_quoted_are_refused():
    made = given.restitution()
    kept = given.testimony(made.demarche, may_quote=False)

    with pytest.raises(NotNow, match="n’a pas accepté d’être cité"):
        choose(made, f"words:{kept.pk}")


def test_too_many_elements_are_refused():
    with pytest.raises(NotNow, match="personne n’écoute"):
        choose(given.restitution(), *(f"finding:{one}" for one in range(50)))


def test_element_moves_up_and_the_journal_says_so():
    made = given.whole()
    before = keys(made)

    actions.move(by=made.written_by, restitution=made, element=made.elements.all()[1].pk, move="up")

    assert keys(made) == [before[1], before[0], *before[2:]]
    assert Event.objects.filter(action="restitution.moved").count() == 1


def test_move_that_changes_nothing_is_not_in_the_journal():
    made = given.whole()

    actions.move(by=made.written_by, restitution=made, element=made.elements.first().pk, move="up")

    assert not Event.objects.filter(action="restitution.moved").exists()


def test_change_is_kept_with_what_was_there_before():
    made = given.restitution()

    actions.change(by=made.written_by, restitution=made, title="Aux habitants")

    event = Event.objects.get(action="restitution.changed")
    assert event.after == {"title": "Aux habitants"}
    assert Restitution.objects.get().title == "Aux habitants"


def test_job_run_twice_leaves_one_document(django_capture_on_commit_callbacks):
    made = given.restitution()
    job = uuid.uuid4()
    given_values = {"by": made.written_by, "restitution": made, "job": job, "form": "note"}
    with django_capture_on_commit_callbacks(execute=True):
        first = actions.keep(content=b"un", fmt="docx", **given_values)
        kept = actions.keep(content=b"deux", fmt="docx", **given_values)

    assert Production.objects.get() == kept
    assert kept.size == 4
    assert not first.file.storage.exists(first.file.name)


def test_removing_takes_the_files_and_leaves_the_constats(django_capture_on_commit_callbacks):
    made = given.whole()
    kept = actions.keep(
        by=made.written_by, restitution=made, job=uuid.uuid4(), content=b"x", form="note", fmt="pdf"
    )
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(by=made.written_by, restitution=made)

    assert not Restitution.objects.exists()
    assert made.demarche.findings.count() == 1
    assert not kept.file.storage.exists(kept.file.name)
