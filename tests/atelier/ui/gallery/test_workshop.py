"""Samples of the thread and of a workshop."""

from atelier.ui.gallery import workshop


def test_thread_goes_from_what_is_said_to_what_will_be_done():
    kinds = [knot["kind"] for knot in workshop.context()["knots"]]

    assert kinds == ["said", "said", "established", "established", "todo"]


def test_wall_has_an_empty_column_to_show_what_it_says():
    assert any(not column["cards"] for column in workshop.context()["columns"])


def test_code_to_photograph_holds_no_style_of_its_own():
    assert "style=" not in workshop.context()["qr_drawing"]
