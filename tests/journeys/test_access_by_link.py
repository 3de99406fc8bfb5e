"""Élus and partners answer from a personal link, on a phone, without account."""

import pytest
from playwright.sync_api import expect


pytestmark = pytest.mark.browser

LINK = """
from atelier.accounts import links
from atelier.accounts.models import LinkScope, Person
from atelier.meetings.models import {model}
nadia = Person.objects.get(email="nadia.ferrand@valmeyrac.example")
person = Person.objects.get(email="{email}")
row = {model}.objects.filter(person=person).order_by("-pk").first()
print(links.issue(by=nadia, person=person, scope=LinkScope.{scope}, days=9,
                  target="{kind}:%d" % row.pk))
"""


def test_elu_gives_an_opinion_in_two_taps(enter, played):
    email = "jean.luc.peyrard@valmeyrac.example"
    token = played.python(
        LINK.format(model="Confirmation", email=email, scope="CONFIRMATION", kind="confirmation")
    )
    page = enter("", f"/avis/{token}", width=390)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Êtes-vous d’accord")
    expect(page.locator("main ol.ask-messages li")).to_have_count(3)

    page.get_by_role("button", name="Oui", exact=True).click()

    expect(page.get_by_text("Merci Jean-Luc. Votre réponse est enregistrée")).to_be_visible()
    desk = enter("pilote", "/demarches/1/consultations")
    expect(desk.get_by_text("Jean-Luc Peyrard").first).to_be_visible()


def test_member_says_they_will_not_come(enter, played):
    email = "yannick.tersac@valmeyrac.example"
    token = played.python(
        LINK.format(model="Attendance", email=email, scope="MEETING", kind="attendance")
    )
    page = enter("", f"/reponse/{token}", width=390)
    page.get_by_label("Une remarque").fill("En déplacement ce jour-là")

    page.get_by_role("button", name="Je ne pourrai pas").click()

    expect(page.get_by_text("Vous ne viendrez pas")).to_be_visible()


def test_link_opens_nothing_else(enter, played):
    email = "florence.delmas@valmeyrac.example"
    token = played.python(
        LINK.format(model="Confirmation", email=email, scope="CONFIRMATION", kind="confirmation")
    )
    page = enter("", f"/avis/{token}", width=390)

    page.goto("/demarches/1")

    assert "/compte/connexion" in page.url


def test_unknown_link_says_what_to_do(enter):
    page = enter("", "/avis/pas-un-vrai-lien", width=390)

    expect(page.get_by_text("Demandez-en un nouveau")).to_be_visible()
