"""The wall, by plain forms."""

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


def test_empty_wall_says_where_cards_come_from(client_of, nadia, shop):
    assert "une fois relues en régie" in client_of(nadia).get(address("wall", shop)).text


def test_card_opens_a_group_at_its_name_and_goes_back(client_of, nadia, shop):
    card = making.card(making.activity(workshop=shop), "Le bus", theme="mobilite")
    browser = client_of(nadia)
    moved = {"card": f"carte-{card.pk}", "before": ""}

    browser.post(address("move_card", shop), {**moved, "column": "nouveau"})
    group = Group.objects.get()
    assert (group.name, group.theme, Card.objects.get().group) == ("Le bus", "mobilite", group)
    browser.post(address("move_card", shop), {**moved, "column": "seules"})

    assert Card.objects.get().group is None


def test_new_group_is_named_on_the_wall_itself(client_of, nadia, shop):
    card = making.card(making.activity(workshop=shop), "Le bus")
    browser = client_of(nadia)
    moved = {"card": f"carte-{card.pk}", "before": "", "column": "nouveau"}

    page = browser.post(address("move_card", shop), moved, follow=True)
    group = Group.objects.get()
    assert [one["is_renamed"] for one in page.context["columns"][2:]] == [True]

    for name in ("  Se déplacer\n sans voiture ", " "):
        answered = browser.post(address("rename_group", shop, group_id=group.pk), {"name": name})
        assert answered.url == address("wall", shop)
    group.refresh_from_db()
    assert group.name == "Se déplacer sans voiture"


def test_card_moved_towards_no_column_stays_where_it_is(client_of, nadia, shop):
    group = making.group(shop)
    card = making.card(making.activity(workshop=shop), "Le bus", group=group)

    moved = {"card": f"carte-{card.pk}", "before": ""}
    answers = [
        client_of(nadia).post(address("move_card", shop), {**moved, **column}).status_code
        for column in ({}, {"column": ""}, {"column": "groupe-x"})
    ]

    assert answers == [404, 404, 404]
    assert Card.objects.get().group == group


def test_group_is_opened_named_merged_and_undone(client_of, nadia, shop):
    browser = client_of(nadia)
    for name in ("Un", "Deux", " "):
        browser.post(address("add_group", shop), {"name": name})
    one, two = Group.objects.order_by("pk")

    browser.post(
        address("edit_group", shop, group_id=one.pk), {"name": "Se déplacer", "theme": "mobilite"}
    )
    assert "Fusionner" in browser.get(address("edit_group", shop, group_id=one.pk)).text
    merged = browser.post(
        address("merge_groups", shop, group_id=two.pk), {"into": one.pk}, follow=True
    )
    assert "est fusionné dans « Se déplacer »" in merged.text
    browser.post(address("remove_group", shop, group_id=one.pk))

    assert not Group.objects.exists()


def test_card_or_group_of_another_workshop_is_not_found(client_of, nadia, shop):
    browser = client_of(nadia)
    theirs = making.card(making.activity())
    group = making.group(theirs.activity.workshop)

    moved = {"card": f"carte-{theirs.pk}", "column": "nouveau"}
    assert browser.post(address("move_card", shop), moved).status_code == 404
    assert browser.get(address("edit_group", shop, group_id=group.pk)).status_code == 404
    ours = making.card(making.activity(workshop=shop))
    stolen = {"card": f"carte-{ours.pk}", "column": f"groupe-{group.pk}"}
    assert browser.post(address("move_card", shop), stolen).status_code == 404


def test_group_without_name_keeps_the_page(client_of, nadia, shop):
    group = making.group(shop)

    page = client_of(nadia).post(address("edit_group", shop, group_id=group.pk), {"name": ""})

    assert page.status_code == 400
