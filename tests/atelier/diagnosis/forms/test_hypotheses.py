"""Forms of hypotheses."""

from atelier.diagnosis.forms import StatusForm


def test_only_possible_conclusions_are_offered_and_none_is_chosen():
    values = [value for value, _ in StatusForm(current="proposed").fields["status"].choices]

    assert values == ["", "retained", "set_aside"]
