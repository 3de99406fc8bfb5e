"""The sample form holds every kind of field, one of them wrong."""

from atelier.ui.gallery import forms


def test_sample_form_is_refused_for_its_day_only():
    form = forms.context()["sample_form"]

    assert list(form.errors) == ["jour"]


def test_sample_form_shows_a_list_long_enough_to_be_filtered():
    assert len(forms.SampleForm().fields["communes"].choices) > 20


def test_forms_of_one_page_never_share_an_identifier():
    context = forms.context()
    shown = [context[name] for name in ("sample_form", "note_form", "filter_form", "inline_form")]
    identifiers = [field.auto_id for form in shown for field in form]

    assert len(identifiers) == len(set(identifiers))
