"""The agenda as people type it."""

import pytest

from atelier.meetings import agendas
from atelier.meetings.models import AgendaItem


@pytest.mark.parametrize(
    ("typed", "title", "minutes", "asks"),
    [
        ("Accueil", "Accueil", None, False),
        ("Choix des thèmes (30)", "Choix des thèmes", 30, False),
        ("Choix des thèmes (30 min) ?", "Choix des thèmes", 30, True),
        ("- Que retenir ?", "Que retenir", None, True),
        ("Budget (2027)", "Budget (2027)", None, False),
    ],
)
def test_line_gives_its_title_duration_and_whether_one_decides(typed, title, minutes, asks):
    (point,) = agendas.read(typed)

    assert (point["title"], point["minutes"], point["asks_decision"]) == (title, minutes, asks)


def test_empty_lines_are_no_points():
    assert len(agendas.read("Un\n\n   \nDeux")) == 2


def test_point_already_written_is_recognised():
    known = [AgendaItem(pk=7, title="Accueil")]

    (point,) = agendas.read("accueil (10)", known)

    assert (point["pk"], point["minutes"]) == (7, 10)


def test_agenda_written_is_read_again_the_same():
    points = [
        AgendaItem(title="Accueil", minutes=10),
        AgendaItem(title="Choix", asks_decision=True),
    ]

    read = agendas.read(agendas.write(points))

    assert [(one["title"], one["minutes"], one["asks_decision"]) for one in read] == [
        ("Accueil", 10, False),
        ("Choix", None, True),
    ]
