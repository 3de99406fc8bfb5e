"""Days are picked in the browser's own calendar."""

from atelier.demarches.forms.days import day_field


def test_day_is_picked_and_may_be_left_empty():
    field = day_field("Jusqu’au")

    assert field.widget.input_type == "date"
    assert field.clean("") is None
