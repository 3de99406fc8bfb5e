"""The hall is cut off from the site: the facilitator goes on, nothing is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories.site import until
from tests.journeys.hall import Hall, look, picture, press


pytestmark = pytest.mark.browser

READY = "Prête : cette page s’ouvrira sans réseau"

TWO_CARDS = """
from atelier.workshops.models import Activity
from tests.factories import workshops as making

writing = Activity.objects.get(pk={activity})
making.card(writing, "Une carte déjà lue")
making.card(writing, "Mme Untel boit", is_checked=False)
"""

REWORDED = """
from atelier.workshops.actions import conduct
from atelier.workshops.models import Card
from atelier.accounts.models import Person

card = Card.objects.get(original="Une carte déjà lue")
conduct.check_card(by=Person.objects.first(), card=card, text="Reformulée sur le site")
"""

GROUPED = """
from atelier.workshops.models import Workshop
from tests.factories import workshops as making

making.group(Workshop.objects.get(pk={shop}), "Se loger coûte trop cher")
"""

PHOTOGRAPHS = """
from atelier.demarches.models import Document
print(Document.objects.filter(media_type="image/jpeg").count())
"""

STATES = """
from atelier.workshops.models import Activity, Card, Tie
print({one.kind: one.status for one in Activity.objects.all()})
print(sorted((one.text, one.is_withheld) for one in Card.objects.all()), Tie.objects.count())
"""


def cut_off(hall: Hall) -> Page:
    """The page without network, kept by the browser, then nothing but it."""
    page = hall.facilitator().new_page()
    page.goto(hall.address("/sans-reseau"))
    expect(page.get_by_text(READY)).to_be_visible(timeout=20_000)
    page.reload()
    page.context.set_offline(True)
    return page


def test_facilitator_runs_the_whole_workshop_without_network(hall):
    hall.site.python(TWO_CARDS.format(activity=hall.known["activities"]["representations"]))
    page = cut_off(hall)

    press(page, "Ouvrir la suite : Ce que nous pensons du territoire")
    unread = page.locator(".moderation")
    unread.get_by_label("Texte affiché").fill("Des voisins boivent")
    press(page, "Afficher")
    page.locator(".offline-card", has_text="Une carte déjà lue").locator("summary").click()
    press(page, "Retenir : Une carte déjà lue")
    press(page, "Ouvrir la suite : Le mur")
    press(page, "Passer à cette affirmation : Un habitant sur trois vit seul.")
    page.get_by_label("Un acteur", exact=True).fill("CCAS")
    page.get_by_label("Un autre acteur").fill("Caf")
    press(page, "Noter ce lien")
    expect(page.get_by_role("cell", name="Travaillent ensemble")).to_be_visible()
    picture(page, "sans-reseau-conduite")
    look(page)
    page.context.set_offline(False)

    expect(page.get_by_text("Le site a reçu")).to_be_visible(timeout=30_000)
    told = hall.site.python(STATES)
    assert "'representations': 'closed', 'wall': 'open'" in told
    assert "[('Des voisins boivent', False), ('Une carte déjà lue', True)] 1" in told


def test_card_reworded_on_both_sides_is_put_to_choice(hall):
    hall.site.python(TWO_CARDS.format(activity=hall.known["activities"]["representations"]))
    page = cut_off(hall)
    card = page.locator(".offline-card", has_text="Une carte déjà lue")
    card.locator("summary").click()
    card.get_by_label("Texte affiché").fill("Reformulée dans la salle")
    press(page, "Reformuler")
    hall.site.python(REWORDED)
    page.context.set_offline(False)

    choice = page.get_by_role("group", name="À choisir")
    expect(choice.get_by_text("Reformulée sur le site")).to_be_visible(timeout=30_000)
    picture(page, "sans-reseau-conflit")
    look(page)
    press(page, "Garder ce qui est ici")

    expect(choice).to_be_hidden(timeout=30_000)
    until(lambda: "Reformulée dans la salle" in hall.site.python(STATES))


def test_what_is_being_typed_survives_what_comes_in(hall):
    page = cut_off(hall)
    typed = page.get_by_label("Texte de la carte")
    typed.fill("Une phrase commencée")
    press(page, "Ouvrir la suite : Ce que nous pensons du territoire")

    expect(typed).to_have_value("Une phrase commencée")
    focused = page.evaluate("document.activeElement.closest('[data-key]').dataset.key")
    assert focused == "deroule"


def test_vote_of_a_phone_cut_off_is_counted_when_the_facilitator_says_so(hall):
    hall.site.python(GROUPED.format(shop=hall.known["shop"]))
    desk, phone = hall.facilitator().new_page(), hall.phone()
    desk.goto(hall.address("/regie"))
    press(desk, "Ouvrir : Ce qui compte le plus")
    plus = phone.get_by_role("button", name="Ajouter une gommette").first
    expect(plus).to_be_visible(timeout=15_000)

    phone.context.set_offline(True)
    plus.click()
    expect(phone.get_by_text("1 vote attend le réseau")).to_be_visible(timeout=15_000)
    press(desk, "Fermer : Ce qui compte le plus")
    expect(desk.get_by_role("button", name="Rouvrir : Ce qui compte le plus")).to_be_visible()
    phone.context.set_offline(False)

    expect(phone.get_by_text("arrivé après la clôture").first).to_be_visible(timeout=30_000)
    expect(desk.get_by_text("1\xa0vote arrivé après la clôture")).to_be_visible(timeout=30_000)
    assert hall.count("Vote") == 0
    picture(phone, "telephone-vote-tardif")
    picture(desk, "regie-vote-tardif")
    look(desk)
    look(phone)
    press(desk, "Tout compter : Ce qui compte le plus")
    assert hall.count("Vote") == 1


def test_paper_cards_are_photographed_without_network(hall, tmp_path):
    image = tmp_path / "cartes.png"
    page = cut_off(hall)
    page.locator(".offline-told").screenshot(path=image)
    field = page.get_by_label("Photographier des cartes papier")

    field.set_input_files(image)
    expect(page.get_by_alt_text("Photographie 1, prise à")).to_be_visible()
    page.reload()
    expect(page.get_by_alt_text("Photographie 1, prise à")).to_be_visible()
    field.set_input_files(image)
    expect(page.get_by_alt_text("Photographie 2, prise à")).to_be_visible()
    press(page, "Retirer : Photographie 2")
    expect(page.get_by_alt_text("Photographie 2, prise à")).to_have_count(0)
    picture(page, "sans-reseau-photographies")
    look(page)
    page.context.set_offline(False)

    expect(page.get_by_text("Le site a reçu : 1 photographie")).to_be_visible(timeout=30_000)
    expect(page.get_by_alt_text("Photographie 1, prise à")).to_have_count(0)
    assert hall.site.python(PHOTOGRAPHS).strip() == "1"


def test_tables_propose_links_that_the_facilitator_puts_on_the_map(hall):
    desk, phone = hall.facilitator().new_page(), hall.phone()
    desk.goto(hall.address("/regie"))
    press(desk, "Ouvrir : Qui travaille avec qui")
    phone.get_by_label("Un acteur", exact=True).fill("CCAS", timeout=15_000)
    phone.get_by_label("Un autre acteur").fill("Mission locale")
    phone.get_by_text("Lien manquant", exact=True).click()
    press(phone, "Proposer")
    expect(phone.get_by_text("CCAS et Mission locale")).to_be_visible(timeout=15_000)
    look(phone)
    picture(phone, "telephone-lien")

    expect(desk.get_by_text("1\xa0proposition pour la carte")).to_be_visible(timeout=15_000)
    look(desk)
    picture(desk, "regie-propositions")
    # By the keyboard alone.
    desk.get_by_role("button", name="Mettre sur la carte : CCAS et Mission locale").focus()
    desk.keyboard.press("Enter")

    expect(phone.get_by_text("Sur la carte", exact=True)).to_be_visible(timeout=15_000)
    assert hall.count("Tie") == 1
