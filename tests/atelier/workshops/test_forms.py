"""Forms of workshops."""

import pytest

from atelier.workshops import forms
from atelier.workshops.models import ActivityKind, Guess
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_code_is_read_whatever_its_spaces_and_capitals():
    form = forms.CodeForm({"code": " abc def "})

    assert form.is_valid()
    assert form.cleaned_data["code"] == "ABCDEF"


def test_card_offers_the_themes_of_the_activity_only():
    activity = making.activity(themes=["logement"], publics=["jeunes"])

    form = forms.CardForm(activity=activity)

    assert [value for value, _ in form.fields["theme"].choices] == ["", "logement"]
    assert [value for value, _ in form.fields["public"].choices] == ["", "jeunes"]


@pytest.mark.parametrize(
    ("kind", "absent"),
    [
        (ActivityKind.REPRESENTATIONS, {"dots", "about"}),
        (ActivityKind.WALL, {"dots", "about", "by_college"}),
        (ActivityKind.DOTS, {"about"}),
        (ActivityKind.ACTORS, {"dots", "by_college"}),
    ],
)
def test_activity_asks_only_what_its_kind_uses(kind, absent):
    activity = making.activity(kind)

    form = forms.ActivityForm(instance=activity, demarche=activity.workshop.demarche)

    assert absent.isdisjoint(form.fields)


def test_empty_box_of_a_count_says_none():
    group = making.group(making.workshop())
    form = forms.CountDotsForm({"uid": group.uid, "voters": 3}, groups=[group])

    assert form.is_valid()
    assert form.counted() == {}


def test_hands_raised_need_at_least_one():
    shop = making.group(making.workshop())

    assert not forms.CountBetsForm({"uid": shop.uid}).is_valid()
    form = forms.CountBetsForm({"uid": shop.uid, "true": 4})
    assert form.is_valid()
    assert form.counted() == {Guess.TRUE: 4}


@pytest.mark.parametrize(("said", "kept"), [("true", True), ("false", False), ("neither", None)])
def test_statement_is_true_false_or_neither(said, kept):
    form = forms.StatementForm({"text": "Une phrase", "is_true": said})

    assert form.is_valid()
    assert form.cleaned_data["is_true"] is kept


def test_nobody_chooses_whether_a_new_sentence_is_true():
    blank = forms.StatementForm()
    unsaid = forms.StatementForm({"text": "Le bus est rare."})
    neither = forms.StatementForm({"text": "Le bus est rare.", "is_true": "neither"})

    assert blank["is_true"].value() is None
    assert "is_true" in unsaid.errors
    assert neither.is_valid()
    assert neither.cleaned_data["is_true"] is None


def test_address_of_phones_is_one_of_this_computer():
    assert forms.AddressForm({"address": "10.0.0.4"}, known=["10.0.0.4", "192.168.1.20"]).is_valid()
    assert not forms.AddressForm({"address": "8.8.8.8"}, known=["10.0.0.4"]).is_valid()
