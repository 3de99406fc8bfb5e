"""Cards on their way to the screen, and off it."""

import pytest
from django.urls import reverse

from atelier.workshops.models import Card, Group
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def shop(nadia):
    return making.workshop(demarche=make.demarche(pilot=nadia))


def address(page, shop, **kwargs):
    known = {"demarche_id": shop.demarche_id, "workshop_id": shop.pk}
    return reverse(f"workshops:{page}", kwargs={**known, **kwargs})


def on_screen(shop):
    shop.shown = shop.activities.get()
    shop.save()


def test_showing_all_projects_the_words_typed_on_the_page(client_of, nadia, shop):
    activity = making.activity(workshop=shop)
    named = making.card(activity, "M. Durand est seul", is_checked=False)
    other = making.card(activity, "Le bus est rare", is_checked=False)
    late = making.card(activity, "Venue après", is_checked=False)
    on_screen(shop)
    browser = client_of(nadia)

    browser.post(
        address("check_cards", shop),
        {f"text-{named.pk}": "Un voisin est seul", f"text-{other.pk}": other.text, "do": "all"},
    )
    page = browser.get(address("projection", shop)).text

    assert "Un voisin est seul" in page
    assert "Le bus est rare" in page
    assert "Durand" not in page
    assert not Card.objects.get(pk=late.pk).is_checked


def test_showing_one_card_keeps_what_was_typed_in_the_others(client_of, nadia, shop):
    activity = making.activity(workshop=shop)
    named = making.card(activity, "M. Durand est seul", is_checked=False)
    other = making.card(activity, "Le bus est rare", is_checked=False)
    browser = client_of(nadia)
    typed = {f"text-{named.pk}": "Un voisin est seul", f"text-{other.pk}": other.text}

    browser.post(address("check_cards", shop), {**typed, "do": f"show-{other.pk}"})

    named.refresh_from_db()
    other.refresh_from_db()
    assert (named.text, named.is_checked) == ("Un voisin est seul", False)
    assert other.is_checked
    browser.post(address("check_cards", shop), {**typed, "do": f"withhold-{named.pk}"})
    named.refresh_from_db()
    assert named.is_withheld


def test_gesture_on_no_card_is_not_found(client_of, nadia, shop):
    for do in ("show-", "show-0", "withhold-x", ""):
        answer = client_of(nadia).post(address("check_cards", shop), {"do": do})
        assert answer.status_code == 404


def test_card_on_screen_is_taken_off_from_the_desk_and_put_back(client_of, nadia, shop):
    card = making.card(making.activity(workshop=shop), "M. Durand est seul")
    on_screen(shop)
    browser = client_of(nadia)

    assert "Retirer de l’écran" in browser.get(address("pulse", shop)).text
    browser.post(address("check_card", shop, card_id=card.pk), {"do": "withhold"})
    assert "Durand" not in browser.get(address("projection", shop)).text
    assert "Remettre à l’écran" in browser.get(address("pulse", shop)).text
    browser.post(address("check_card", shop, card_id=card.pk), {"do": "show"})

    assert "Durand" in browser.get(address("projection", shop)).text


def test_card_on_screen_is_reworded_on_its_page(client_of, nadia, shop):
    card = making.card(making.activity(workshop=shop), "M. Durand est seul")
    on_screen(shop)
    browser = client_of(nadia)
    page = address("check_card", shop, card_id=card.pk)

    assert "M. Durand est seul" in browser.get(page).text
    browser.post(page, {"text": "Un voisin est seul", "do": "show"})

    assert "Durand" not in browser.get(address("projection", shop)).text
    assert "Un voisin est seul" in browser.get(address("projection", shop)).text


def test_card_is_taken_off_from_the_wall_with_the_group_it_named(client_of, nadia, shop):
    card = making.card(making.activity(workshop=shop), "M. Durand est seul")
    browser = client_of(nadia)
    moved = {"card": f"carte-{card.pk}", "before": ""}
    browser.post(address("move_card", shop), {**moved, "column": "nouveau"})

    browser.post(address("move_card", shop), {**moved, "column": "hors-ecran"})

    assert "Durand" not in browser.get(address("wall", shop)).text
    assert Group.objects.get().name == "Groupe à nommer"
