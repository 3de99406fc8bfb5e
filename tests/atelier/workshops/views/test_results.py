"""After the workshop."""

import csv
import io

import pytest
from django.urls import reverse

from atelier.demarches.models import Role
from atelier.workshops.models import ActivityKind, ActivityStatus, Bet, Vote
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return making.workshop(demarche=make.demarche())


def reading(client_of, shop, role):
    return client_of(make.participant(demarche=shop.demarche, role=role))


def address(page, shop):
    known = {"demarche_id": shop.demarche_id, "workshop_id": shop.pk}
    return reverse(f"workshops:{page}", kwargs=known)


def table(browser, shop):
    text = browser.get(address("export", shop)).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_results_tell_groups_votes_and_bets(client_of, shop):
    writing = making.activity(workshop=shop, status=ActivityStatus.CLOSED)
    vote = making.activity(ActivityKind.DOTS, workshop=shop, status=ActivityStatus.CLOSED)
    game = making.activity(ActivityKind.TRUE_FALSE, workshop=shop, status=ActivityStatus.CLOSED)
    statement = making.statement(game, is_revealed=True)
    group = making.group(shop, "Se loger coûte trop cher")
    making.card(writing, "Les loyers", group=group)
    voter, _ = making.device(shop, seats=7, college="habitants")
    Vote.objects.create(activity=vote, participant=voter, group=group, dots=4)
    Bet.objects.create(statement=statement, participant=voter, guess="false")

    page = reading(client_of, shop, Role.LECTEUR).get(address("results", shop)).text

    for said in ("Se loger coûte trop cher", "Les loyers", "14,6", "Habitants (7)"):
        assert said in page


@pytest.mark.parametrize(("role", "reads"), [(Role.COLLECTIF, True), (Role.COPIL, False)])
def test_cards_as_written_are_for_the_collectif(client_of, shop, role, reads):
    activity = making.activity(workshop=shop)
    making.card(activity, "Une voisine", original="Madame Durand")
    making.card(activity, "Retenue aussi", is_withheld=True)
    browser = reading(client_of, shop, role)

    page = browser.get(address("results", shop)).text
    rows = table(browser, shop)

    assert ("Madame Durand" in page) is reads
    assert ("Madame Durand" in str(rows)) is reads
    assert len(rows) == (2 if reads else 1)


def test_export_tells_no_small_college_and_no_formula(client_of, shop):
    activity = making.activity(workshop=shop)
    making.device(shop, seats=2, college="elus")
    making.device(shop, seats=9, college="habitants")
    making.device(shop, seats=9, college="associations")
    making.card(activity, "=1+1", college="elus")
    making.card(activity, "D’un habitant", college="habitants")

    rows = table(reading(client_of, shop, Role.PILOTE), shop)

    assert {row["Carte"]: row["Collège"] for row in rows} == {
        "'=1+1": "",
        "D’un habitant": "Habitants",
    }


def test_empty_results_say_so(client_of, shop):
    page = reading(client_of, shop, Role.LECTEUR).get(address("results", shop))

    assert "apparaîtront ici" in page.text


def test_group_leads_to_a_hypothesis_for_whoever_may_write_one(client_of, shop):
    group = making.group(shop)
    onward = f"/demarches/{shop.demarche_id}/hypotheses/ecrire?groupe={group.pk}"

    for page in ("results", "wall"):
        assert onward in reading(client_of, shop, Role.PILOTE).get(address(page, shop)).text
    assert onward not in reading(client_of, shop, Role.LECTEUR).get(address("results", shop)).text
