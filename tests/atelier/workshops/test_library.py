"""The shelf of workshops."""

import pytest

from atelier.workshops.library import methods, trames
from atelier.workshops.models import ActivityKind


def test_complete_trame_goes_from_representations_to_actors():
    assert trames()["complete"].activities == (
        ActivityKind.REPRESENTATIONS,
        ActivityKind.WALL,
        ActivityKind.DOTS,
        ActivityKind.TRUE_FALSE,
        ActivityKind.ACTORS,
    )


@pytest.mark.parametrize("kind", list(ActivityKind))
def test_every_activity_has_its_reminder(kind):
    method = methods()[kind]

    assert method.title
    assert method.during
    assert method.mistakes


@pytest.mark.parametrize("kind", list(ActivityKind))
def test_no_line_of_a_reminder_was_cut_at_its_comma(kind):
    method = methods()[kind]

    lines = (*method.needs, *method.before, *method.during, *method.after, *method.mistakes)
    assert [line for line in lines if not line[0].isupper()] == []
