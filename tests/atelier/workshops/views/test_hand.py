"""Phones: come in by the code, write, vote, bet; twice is once."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from atelier.workshops.models import (
    ActivityKind,
    ActivityStatus,
    Bet,
    Card,
    LateVote,
    Participant,
    TieProposal,
    Vote,
    WorkshopStatus,
)
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return making.workshop()


def join(shop, **fields):
    phone = Client()
    sent = {"uid": uuid.uuid4(), "seats": 1, **fields}
    phone.post(reverse("workshops:join", kwargs={"code": shop.code}), sent)
    return phone


def address(page, shop, **kwargs):
    return reverse(f"workshops:{page}", kwargs={"code": shop.code, **kwargs})


def test_phone_joins_with_the_code_and_nothing_else(shop):
    phone = Client()

    found = phone.post(reverse("workshops:enter"), {"code": f" {shop.code.lower()} "})
    page = phone.get(found.url)

    assert "Aucun compte, aucun nom" in page.text
    assert "Vous parlez au nom de" not in page.text


def test_wrong_code_says_what_to_do(shop):
    page = Client().post(reverse("workshops:enter"), {"code": "ZZZZZZ"})

    assert page.status_code == 400
    assert "Relisez-le à l’écran" in page.text


def test_college_is_asked_only_when_an_activity_reads_it(shop):
    making.activity(workshop=shop, by_college=True)

    assert "Vous parlez au nom de" in Client().get(address("join", shop)).text


def test_same_form_sent_twice_is_one_device(shop):
    uid = uuid.uuid4()

    join(shop, uid=uid, seats=4)
    join(shop, uid=uid, seats=4)

    assert [one.seats for one in Participant.objects.all()] == [4]


def test_token_is_kept_as_a_hash_only(shop):
    phone = join(shop)

    token = phone.cookies["maillage-atelier"].value
    assert token not in Participant.objects.get().token_hash
    assert phone.cookies["maillage-atelier"]["httponly"]


def test_phone_without_token_is_sent_to_the_entrance(shop):
    assert Client().get(address("hand", shop)).url == address("join", shop)
    assert Client().get(address("moment", shop), headers={"X-Atelier-Poll": "1"}).status_code == 401


def test_card_sent_twice_counts_once(shop):
    activity = making.activity(workshop=shop, by_college=False)
    phone = join(shop)
    sent = {"uid": uuid.uuid4(), "text": "Le bus ne passe pas le samedi"}

    for _ in range(2):
        phone.post(address("card", shop, activity_id=activity.pk), sent)

    card = Card.objects.get()
    assert (card.original, card.is_checked) == ("Le bus ne passe pas le samedi", False)


def test_card_waiting_for_the_network_comes_in_after_closing(shop):
    activity = making.activity(workshop=shop, by_college=False, status=ActivityStatus.CLOSED)
    phone = join(shop)
    sent = {"uid": uuid.uuid4(), "text": "En retard"}

    answer = phone.post(
        address("card", shop, activity_id=activity.pk), sent, headers={"X-Atelier-Queue": "1"}
    )

    assert (answer.status_code, Card.objects.count()) == (200, 1)


def test_empty_card_keeps_the_page_and_says_why(shop):
    activity = making.activity(workshop=shop, by_college=False)
    phone = join(shop)

    page = phone.post(
        address("card", shop, activity_id=activity.pk), {"uid": uuid.uuid4(), "text": "x" * 500}
    )

    assert page.status_code == 400
    assert "x" * 500 in page.text


def test_dots_say_the_whole_count_and_stop_at_the_budget(shop):
    activity = making.activity(ActivityKind.DOTS, workshop=shop, by_college=False, dots=3)
    group = making.group(shop)
    phone = join(shop, seats=1)
    url = address("dots", shop, activity_id=activity.pk)

    answers = [
        phone.post(url, {"group": group.uid, "dots": count}, headers={"X-Atelier-Queue": "1"})
        for count in (2, 2, 4)
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 409]
    assert Vote.objects.get().dots == 2


def test_a_table_of_five_has_five_times_the_dots(shop):
    activity = making.activity(ActivityKind.DOTS, workshop=shop, by_college=False, dots=3)
    group = making.group(shop)
    phone = join(shop, seats=5)

    phone.post(address("dots", shop, activity_id=activity.pk), {"group": group.uid, "dots": 15})

    assert Vote.objects.get().dots == 15


def test_bet_changes_until_the_figure_appears(shop):
    activity = making.activity(ActivityKind.TRUE_FALSE, workshop=shop, by_college=False)
    statement = making.statement(activity)
    phone = join(shop)
    url = address("bet", shop, activity_id=activity.pk)
    sent = {"statement": statement.pk, "guess": "true"}

    phone.post(url, sent)
    phone.post(url, {**sent, "guess": "false"})
    statement.is_revealed = True
    statement.save()
    late = phone.post(url, {**sent, "waited": 90}, headers={"X-Atelier-Queue": "1"})

    assert Bet.objects.get().guess == "false"
    assert late.status_code == 202
    assert "après la clôture" in late.json()["told"]
    assert LateVote.objects.get().guess == "true"


@pytest.mark.parametrize("queued", [True, False])
def test_dots_come_too_late_are_kept_and_said_so(shop, queued):
    activity = making.activity(
        ActivityKind.DOTS, workshop=shop, by_college=False, status=ActivityStatus.CLOSED
    )
    group = making.group(shop)
    phone = join(shop)
    sent = {"group": group.uid, "dots": 2, "waited": 60}

    answer = phone.post(
        address("dots", shop, activity_id=activity.pk),
        sent,
        headers={"X-Atelier-Queue": "1"} if queued else {},
        follow=True,
    )

    kept = LateVote.objects.get()
    assert (kept.dots, (kept.received_at - kept.made_at).seconds) == (2, 60)
    assert "arrivé après la clôture" in (answer.json()["told"] if queued else answer.text)
    assert "1 vote est arrivé" in phone.get(address("hand", shop)).text.replace("\u00a0", " ")


def test_vote_on_a_group_merged_away_is_told_and_not_sent_for_ever(shop):
    activity = making.activity(ActivityKind.DOTS, workshop=shop, by_college=False)
    phone = join(shop)

    answer = phone.post(
        address("dots", shop, activity_id=activity.pk),
        {"group": uuid.uuid4(), "dots": 1},
        headers={"X-Atelier-Queue": "1"},
    )

    assert answer.status_code == 410
    assert "votez de nouveau" in answer.json()["problem"]


def test_table_proposes_a_link_once_even_sent_twice(shop):
    activity = making.activity(ActivityKind.ACTORS, workshop=shop, by_college=False)
    phone = join(shop)
    sent = {"uid": uuid.uuid4(), "first": "CCAS", "second": "Caf", "kind": "missing"}
    url = address("proposal", shop, activity_id=activity.pk)

    answers = [phone.post(url, sent, follow=True) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert str(TieProposal.objects.get()) == "CCAS — Caf"
    assert "CCAS et Caf" in answers[1].text


def test_link_of_an_actor_with_itself_is_refused_with_its_words(shop):
    activity = making.activity(ActivityKind.ACTORS, workshop=shop, by_college=False)
    sent = {"uid": uuid.uuid4(), "first": "CCAS", "second": "ccas", "kind": "missing"}

    page = join(shop).post(address("proposal", shop, activity_id=activity.pk), sent)

    assert page.status_code == 409
    assert "deux acteurs différents" in page.text
    assert 'value="ccas"' in page.text


def test_figure_is_not_on_the_phone_before_it_is_revealed(shop):
    activity = making.activity(ActivityKind.TRUE_FALSE, workshop=shop, by_college=False)
    statement = making.statement(activity)
    phone = join(shop)

    before = phone.get(address("hand", shop)).text
    statement.is_revealed = True
    statement.save()
    after = phone.get(address("hand", shop)).text

    assert "14,6" not in before
    assert "14,6" in after
    assert "France métropolitaine" in after


def test_moment_answers_304_in_one_query_while_nothing_changed(shop, django_assert_num_queries):
    making.activity(workshop=shop, by_college=False)
    phone = join(shop)
    first = phone.get(address("moment", shop))

    with django_assert_num_queries(1):
        again = phone.get(address("moment", shop), headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304


@pytest.mark.parametrize("groups", [1, 12])
def test_moment_of_a_vote_is_constant_in_queries(shop, groups, django_assert_max_num_queries):
    making.activity(ActivityKind.DOTS, workshop=shop, by_college=False)
    for rank in range(groups):
        making.group(shop, name=f"Groupe {rank}")
    phone = join(shop)

    with django_assert_max_num_queries(4):
        phone.get(address("moment", shop))


def test_device_that_sends_too_fast_is_asked_to_wait(shop):
    activity = making.activity(workshop=shop, by_college=False)
    phone = join(shop)
    url = address("card", shop, activity_id=activity.pk)

    codes = [
        phone.post(
            url, {"uid": uuid.uuid4(), "text": "Encore"}, headers={"X-Atelier-Queue": "1"}
        ).status_code
        for _ in range(61)
    ]

    assert codes[:60] == [200] * 60
    assert codes[60] == 429


def test_device_of_one_workshop_reaches_no_other(shop):
    other = making.workshop()
    theirs = making.activity(workshop=other, by_college=False)
    phone = join(shop)

    assert phone.get(address("hand", other)).url == address("join", other)
    assert (
        phone.post(
            address("card", shop, activity_id=theirs.pk), {"uid": uuid.uuid4(), "text": "x"}
        ).status_code
        == 404
    )


def test_renewed_code_leaves_those_already_in(shop):
    phone = join(shop)
    old = shop.code
    shop.code = "YYYYYY"
    shop.save()

    page = phone.get(reverse("workshops:hand", kwargs={"code": old}))

    assert page.status_code == 200


def test_card_taken_back_returns_to_the_form(shop):
    activity = making.activity(workshop=shop, by_college=False)
    phone = join(shop)
    sent = {"uid": uuid.uuid4(), "text": "Le bus", "theme": "mobilite"}
    phone.post(address("card", shop, activity_id=activity.pk), sent)
    card = Card.objects.get()
    take = address("take_back", shop, activity_id=activity.pk, card_id=card.pk)

    page = phone.post(take)

    assert not Card.objects.exists()
    assert page.context["moment"]["form"].initial == {
        "text": "Le bus",
        "theme": "mobilite",
        "public": "",
    }
    assert "data-atelier-typed" in page.text
    assert "elle a déjà été reprise" in phone.post(take, follow=True).text


def test_phone_that_comes_after_the_end_is_thanked():
    shop = making.workshop(status=WorkshopStatus.CLOSED)

    page = Client().get(address("join", shop))

    assert "L’atelier est terminé" in page.text
    assert "Entrer dans l’atelier" not in page.text


def test_code_renewed_since_it_was_printed_leads_to_the_one_on_the_screen(shop):
    for page in ("join", "hand"):
        answered = Client().get(reverse(f"workshops:{page}", kwargs={"code": "ZZZZZZ"}))

        assert answered.status_code == 404
        assert "Tapez celui qui est à l’écran" in answered.text
        assert "Rejoindre" in answered.text
