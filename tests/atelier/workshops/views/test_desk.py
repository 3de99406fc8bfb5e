"""The desk and the projected screen."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atelier.demarches.models import Document
from atelier.workshops.models import (
    ActivityKind,
    ActivityStatus,
    Bet,
    Card,
    Vote,
    WorkshopStatus,
)
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db

JPEG = b"\xff\xd8\xff\xe0" + b"0" * 64


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def shop(nadia):
    return making.workshop(demarche=make.demarche(pilot=nadia))


def address(page, shop, **kwargs):
    known = {"demarche_id": shop.demarche_id, "workshop_id": shop.pk}
    return reverse(f"workshops:{page}", kwargs={**known, **kwargs})


def test_card_reaches_the_screen_only_once_read(client_of, nadia, shop):
    activity = making.activity(workshop=shop)
    card = making.card(activity, "Monsieur Untel est seul", is_checked=False)
    shop.shown = activity
    shop.save()
    browser = client_of(nadia)

    before = browser.get(address("projection", shop)).text
    browser.post(
        address("check_card", shop, card_id=card.pk),
        {"text": "Un voisin est seul", "do": "show"},
    )
    after = browser.get(address("projection", shop)).text

    assert "Untel" not in before
    assert "Un voisin est seul" in after
    assert "Untel" not in after


def test_withheld_card_is_not_projected(client_of, nadia, shop):
    activity = making.activity(workshop=shop)
    card = making.card(activity, "À retenir", is_checked=False)
    shop.shown = activity
    shop.save()
    browser = client_of(nadia)

    browser.post(
        address("check_card", shop, card_id=card.pk), {"text": card.text, "do": "withhold"}
    )

    assert "À retenir" not in browser.get(address("projection", shop)).text


@pytest.mark.parametrize("page", ["projection", "pulse"])
def test_followed_parts_answer_304_until_something_changes(client_of, nadia, shop, page):
    browser = client_of(nadia)
    first = browser.get(address(page, shop))
    known = {"If-None-Match": first.headers["ETag"]}

    again = browser.get(address(page, shop), headers=known)
    browser.post(address("set_status", shop), {"status": "closed"})
    changed = browser.get(address(page, shop), headers=known)

    assert [first.status_code, again.status_code, changed.status_code] == [200, 304, 200]


@pytest.mark.parametrize("many", [1, 25])
@pytest.mark.parametrize("kind", [ActivityKind.REPRESENTATIONS, ActivityKind.WALL])
def test_screen_is_constant_in_queries(
    client_of, nadia, shop, kind, many, django_assert_max_num_queries
):
    writing = making.activity(workshop=shop)
    for rank in range(many):
        making.card(writing, group=making.group(shop, f"Groupe {rank}"))
    shop.shown = writing if kind == writing.kind else making.activity(kind, workshop=shop)
    shop.save()
    browser = client_of(nadia)

    with django_assert_max_num_queries(9):
        browser.get(address("projection", shop))


@pytest.mark.parametrize("many", [1, 25])
def test_desk_part_is_constant_in_queries(
    client_of, nadia, shop, many, django_assert_max_num_queries
):
    activity = making.activity(workshop=shop)
    for _ in range(many):
        making.card(activity, is_checked=False)
    browser = client_of(nadia)

    with django_assert_max_num_queries(12):
        browser.get(address("pulse", shop))


def test_desk_opens_closes_and_tells_what_is_refused(client_of, nadia, shop):
    vote = making.activity(ActivityKind.DOTS, workshop=shop, status=ActivityStatus.WAITING)
    browser = client_of(nadia)
    url = address("set_activity", shop, activity_id=vote.pk)

    refused = browser.post(url, {"status": "open"}, follow=True)
    making.group(shop)
    browser.post(url, {"status": "open"})

    vote.refresh_from_db()
    assert "on vote sur des groupes" in refused.text
    assert vote.status == ActivityStatus.OPEN
    assert browser.post(url, {"status": "rien"}).status_code == 404


def test_paper_card_is_typed_beside_its_photograph(client_of, nadia, shop):
    activity = making.activity(workshop=shop)
    browser = client_of(nadia)
    one = {"activity_id": activity.pk}

    to_type = browser.post(
        address("add_photo", shop, **one), {"photo": SimpleUploadedFile("c.jpg", JPEG)}
    ).url
    page = browser.get(to_type)
    browser.post(to_type, {"uid": uuid.uuid4(), "text": "Recopiée"})

    photo = Document.objects.get()
    image = browser.get(address("photo", shop, document_id=photo.pk, **one))
    assert "Cartes photographiées" in page.text
    assert Card.objects.get().photo == photo
    assert b"".join(image.streaming_content) == JPEG


def test_wrong_photograph_or_none_is_told(client_of, nadia, shop):
    activity = making.activity(workshop=shop)
    browser = client_of(nadia)
    url = address("add_photo", shop, activity_id=activity.pk)

    none = browser.post(url, follow=True)
    text = browser.post(url, {"photo": SimpleUploadedFile("c.txt", b"rien")}, follow=True)

    assert "Choisissez une photographie" in none.text
    assert "Choisissez une photographie" in text.text


def test_photograph_of_another_activity_is_not_served(client_of, nadia, shop):
    activity, other = making.activity(workshop=shop), making.activity(workshop=shop)
    browser = client_of(nadia)
    browser.post(
        address("add_photo", shop, activity_id=activity.pk),
        {"photo": SimpleUploadedFile("c.jpg", JPEG)},
    )

    url = address("photo", shop, activity_id=other.pk, document_id=Document.objects.get().pk)
    assert browser.get(url).status_code == 404


def test_card_typed_empty_keeps_the_page(client_of, nadia, shop):
    activity = making.activity(workshop=shop)

    page = client_of(nadia).post(
        address("type_cards", shop, activity_id=activity.pk), {"uid": uuid.uuid4(), "text": ""}
    )

    assert page.status_code == 400


def test_game_goes_on_from_the_desk(client_of, nadia, shop):
    game = making.activity(ActivityKind.TRUE_FALSE, workshop=shop)
    first, second = making.statement(game), making.statement(game, text="La deuxième")
    browser = client_of(nadia)
    one = {"activity_id": game.pk}

    browser.post(address("reveal", shop, statement_id=first.pk, **one))
    browser.post(address("step", shop, **one), {"rank": "1"})
    browser.post(
        address("count_bets", shop, statement_id=second.pk, **one),
        {"uid": uuid.uuid4(), "true": 7},
    )

    assert "La deuxième" in browser.get(address("desk", shop)).text
    assert Bet.objects.get().participant.seats == 7


def test_dots_on_paper_are_counted_and_too_many_are_told(client_of, nadia, shop):
    vote = making.activity(ActivityKind.DOTS, workshop=shop)
    group = making.group(shop)
    browser = client_of(nadia)
    url = address("count_dots", shop, activity_id=vote.pk)
    sent = {"uid": uuid.uuid4(), "voters": 4}

    refused = browser.post(url, {**sent, f"group-{group.pk}": 90})
    browser.post(url, {**sent, f"group-{group.pk}": 9})

    assert "Vérifiez le nombre de votants" in refused.text
    assert Vote.objects.get().dots == 9


def test_what_is_projected_is_chosen(client_of, nadia, shop):
    activity = making.activity(workshop=shop)
    browser = client_of(nadia)

    browser.post(address("show", shop), {"activity": activity.pk})
    shop.refresh_from_db()
    assert shop.shown == activity
    browser.post(address("show", shop), {"activity": ""})

    assert shop.code in browser.get(address("screen", shop)).text


def test_code_is_renewed_and_workshop_closed(client_of, nadia, shop):
    browser = client_of(nadia)
    old = shop.code

    browser.post(address("renew_code", shop))
    browser.post(address("set_status", shop), {"status": "closed"})

    shop.refresh_from_db()
    assert shop.code != old
    assert shop.status == WorkshopStatus.CLOSED


@pytest.mark.parametrize("kind", list(ActivityKind))
def test_every_activity_is_projected(client_of, nadia, shop, kind):
    activity = making.activity(kind, workshop=shop, title="Un titre projeté")
    shop.shown = activity
    shop.save()

    assert "Un titre projeté" in client_of(nadia).get(address("screen", shop)).text


def test_card_of_another_workshop_is_not_read_here(client_of, nadia, shop):
    card = making.card(making.activity())

    assert client_of(nadia).post(address("check_card", shop, card_id=card.pk)).status_code == 404
