"""Between the meetings."""

from atelier.demarches import queries
from atelier.demonstration.actions import follow_up
from atelier.meetings import queries as meetings


def test_tasks_are_late_near_and_done(played):
    cast = played("framing")

    follow_up.follow(cast)

    assert queries.late_tasks(cast.demarche, cast.today).count() == 3
    assert queries.tasks(cast.demarche, done=True).count() == 1
    assert queries.tasks_of(cast.people["leo_garrigue"], cast.demarche).count() == 1


def test_question_still_waits_for_a_member(played):
    cast = played("framing")

    follow_up.follow(cast)

    jean_luc = cast.people["jean_luc_peyrard"]
    assert len(meetings.awaited_from(jean_luc, cast.demarche)) == 1


def test_documents_are_kept_by_whoever_brought_them(played):
    cast = played("framing")

    follow_up.follow(cast)

    kept = cast.demarche.documents.get(title="Bilan de l’enquête de terrain")
    assert kept.added_by == cast.people["lucie_fontanel"]
    assert kept.size > 0
