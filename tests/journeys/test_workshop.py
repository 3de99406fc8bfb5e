"""A workshop with several phones, then with none and no network; every page looked at by axe."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.factories.site import until
from tests.journeys.hall import Hall, look, picture, press


pytestmark = pytest.mark.browser

GROUPED = """
from atelier.workshops.models import Workshop
from tests.factories import workshops as making

shop = Workshop.objects.get(pk={shop})
making.group(shop, "Se loger coûte trop cher quand on est jeune")
making.group(shop, "Sans voiture, on reste chez soi", position=1)
making.group(shop, "On ne sait pas à qui demander de l’aide", position=2)
"""

ETAG = "document.querySelector('[data-atelier-poll]').dataset.etag"
RENAMED = """
from atelier.accounts.models import Person
from atelier.workshops.actions import wall
from atelier.workshops.models import Group

first = Group.objects.get(workshop={shop}, position=0)
wall.change_group(by=Person.objects.get(), group=first, name="Se loger : trop cher")
"""

ON_THE_WALL = """
from atelier.workshops.models import Activity
from tests.factories import workshops as making

writing = Activity.objects.get(pk={representations})
for text in ("Le bus ne passe plus", "Sans voiture, rien", "Les loyers montent"):
    making.card(writing, text)
"""


def test_cards_of_phones_are_read_then_projected_then_grouped(hall):
    desk = hall.facilitator().new_page()
    screen = hall.facilitator(1920).new_page()
    phones = [hall.phone(), hall.phone(seats=5, college="Professionnels"), hall.phone()]
    desk.goto(hall.address("/regie"))
    screen.goto(hall.address("/ecran"))
    picture(screen, "ecran-accueil")

    press(desk, "Ouvrir : Ce que nous pensons du territoire")
    for rank, phone in enumerate(phones):
        expect(phone.get_by_label("Votre carte")).to_be_visible(timeout=15_000)
        write(phone, f"Les loyers augmentent trop vite, carte {rank}")
    expect(desk.locator("#suivi h2")).to_have_text("3\xa0cartes à relire", timeout=15_000)
    picture(desk, "regie-relecture")
    desk.locator("#suivi textarea").first.fill("Les loyers augmentent")
    desk.locator("#suivi textarea").nth(1).fill("Les loyers montent vite")
    desk.locator("#suivi").get_by_role("button", name="Afficher", exact=True).first.click()
    press(desk, "Tout afficher")
    expect(screen.locator(".slip")).to_have_count(3, timeout=15_000)
    expect(screen.locator(".slip", has_text="Les loyers montent vite")).to_be_visible()
    picture(screen, "ecran-cartes")
    picture(phones[0], "telephone-carte")

    make_a_group(desk, hall)
    desk.goto(hall.address("/regie"))
    press(desk, "À l’écran : Le mur")
    expect(screen.get_by_role("heading", name="Se loger coûte trop cher")).to_be_visible(
        timeout=15_000
    )
    picture(screen, "ecran-mur")


def test_phones_vote_and_bet_then_the_figure_appears(hall):
    hall.site.python(GROUPED.format(shop=hall.known["shop"]))
    desk = hall.facilitator().new_page()
    screen = hall.facilitator(1920).new_page()
    alone, table = hall.phone(), hall.phone(seats=5, college="Professionnels")
    desk.goto(hall.address("/regie"))
    screen.goto(hall.address("/ecran"))

    press(desk, "Ouvrir : Ce qui compte le plus")
    plus = table.get_by_role("button", name="Ajouter une gommette").first
    plus.click(timeout=15_000)
    plus.click()
    expect(table.locator("[data-atelier-dots-left]")).to_have_text("13 gommettes à placer")
    table.get_by_label("Nombre de gommettes").first.fill("6")
    table.get_by_role("button", name="Placer").first.click()
    expect(table.locator("[data-atelier-dots-left]")).to_have_text("9 gommettes à placer")
    picture(table, "telephone-gommettes")
    until(lambda: hall.count("Vote") == 1)
    picture(screen, "ecran-vote")
    press(desk, "Fermer : Ce qui compte le plus")
    expect(screen.locator(".tally")).to_be_visible(timeout=15_000)
    picture(screen, "ecran-gommettes")

    press(desk, "Ouvrir : Vrai, faux, on ne sait pas")
    for phone in (alone, table):
        phone.get_by_role("button", name="Vrai").click(timeout=15_000)
    picture(alone, "telephone-pari")
    until(lambda: hall.count("Bet") == 2)
    press(desk, "Dévoiler le chiffre")
    expect(screen.get_by_text("14,6 %")).to_be_visible(timeout=15_000)
    expect(alone.get_by_text("14,6 %")).to_be_visible(timeout=15_000)
    picture(screen, "ecran-chiffre")
    picture(alone, "telephone-chiffre")
    picture(desk, "regie-pari")


def test_page_renewed_under_the_finger_loses_neither_the_press_nor_the_place(hall):
    hall.site.python(GROUPED.format(shop=hall.known["shop"]))
    desk, phone = hall.facilitator().new_page(), hall.phone(seats=2)
    desk.goto(hall.address("/regie"))
    press(desk, "Ouvrir : Ce qui compte le plus")
    plus = phone.get_by_role("button", name="Ajouter une gommette").first
    number = phone.get_by_label("Nombre de gommettes").nth(1)
    number.fill("2", timeout=15_000)
    plus.hover()
    phone.mouse.down()
    hall.site.python(RENAMED.format(shop=hall.known["shop"]))
    expect(phone.get_by_text("Se loger : trop cher").first).to_be_visible(timeout=15_000)
    phone.mouse.up()

    expect(phone.locator("[data-atelier-dots-left]")).to_have_text("5 gommettes à placer")
    expect(plus).to_be_focused()
    expect(number).to_have_value("2")


def test_phone_takes_back_a_card_until_it_is_read(hall):
    desk, phone = hall.facilitator().new_page(), hall.phone()
    desk.goto(hall.address("/regie"))
    press(desk, "Ouvrir : Ce que nous pensons du territoire")
    expect(phone.get_by_label("Votre carte")).to_be_visible(timeout=15_000)
    write(phone, "Le bus de M. Durand ne passe plus")

    phone.get_by_text("1 carte envoyée depuis ce téléphone").click(timeout=15_000)
    phone.get_by_role("button", name="Reprendre").click()
    expect(phone.get_by_label("Votre carte")).to_have_value("Le bus de M. Durand ne passe plus")
    assert hall.count("Card") == 0
    # The page follows the room meanwhile: what is being corrected stays.
    phone.wait_for_timeout(5_000)
    expect(phone.get_by_label("Votre carte")).to_have_value("Le bus de M. Durand ne passe plus")
    picture(phone, "telephone-reprise")
    look(phone)


def test_phone_without_network_keeps_its_cards_and_sends_them_once(hall):
    desk = hall.facilitator().new_page()
    phone = hall.phone()
    desk.goto(hall.address("/regie"))
    press(desk, "Ouvrir : Ce que nous pensons du territoire")
    expect(phone.get_by_label("Votre carte")).to_be_visible(timeout=15_000)

    phone.context.set_offline(True)
    write(phone, "Première carte sans réseau")
    write(phone, "Deuxième carte sans réseau")
    expect(phone.get_by_text("2 cartes attendent le réseau")).to_be_visible()
    picture(phone, "telephone-hors-ligne")
    phone.context.set_offline(False)

    expect(phone.get_by_text("2 cartes envoyées depuis ce téléphone")).to_be_visible(timeout=20_000)
    expect(phone.get_by_text("attendent le réseau")).to_be_hidden()
    assert hall.count("Card") == 2


def test_hall_without_phone_nor_network_loses_nothing_and_doubles_nothing(hall):
    context = hall.facilitator()
    page = context.new_page()
    page.goto(hall.address("/sans-reseau"))
    expect(page.get_by_text("Prête : cette page s’ouvrira sans réseau")).to_be_visible(
        timeout=20_000
    )
    page.reload()
    context.set_offline(True)
    page.reload()

    work_offline(page)
    expect(page.get_by_text("attendent le réseau dans cet ordinateur")).to_be_visible()
    picture(page, "sans-reseau")
    look(page)
    # The computer may even be closed and opened again.
    page.close()
    page = context.new_page()
    page.goto(hall.address("/sans-reseau"))
    expect(page.locator(".offline-card")).to_have_count(2)

    context.set_offline(False)
    expect(page.get_by_text("Le site a reçu : 2 cartes, 1 groupe, 2 cartes rangées")).to_be_visible(
        timeout=30_000
    )
    picture(page, "sans-reseau-envoye")
    page.get_by_role("button", name="Envoyer maintenant").click()

    counted = {model: hall.count(model) for model in ("Card", "Group", "Vote", "Bet")}
    assert counted == {"Card": 2, "Group": 1, "Vote": 1, "Bet": 2}
    page.goto(hall.address("/resultats"))
    expect(page.get_by_role("heading", name="Se déplacer sans voiture")).to_be_visible()
    expect(page.get_by_role("cell", name="20").first).to_be_visible()


def test_wall_is_worked_with_the_keyboard_alone(hall):
    hall.site.python(
        "from atelier.workshops.models import Activity\n"
        "from tests.factories import workshops as making\n"
        f"wall = Activity.objects.get(pk={hall.known['activities']['representations']})\n"
        "making.card(wall, 'Une carte au clavier')"
    )
    page = hall.facilitator().new_page()
    page.goto(hall.address("/mur"))

    page.locator("summary", has_text="Déplacer").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Une carte au clavier")).to_be_visible(timeout=15_000)
    assert hall.count("Group") == 1


def test_every_group_of_the_wall_is_in_sight_and_named_on_the_spot(hall):
    hall.site.python(GROUPED.format(shop=hall.known["shop"]))
    hall.site.python(ON_THE_WALL.format(**hall.known["activities"]))
    page = hall.facilitator().new_page()
    page.goto(hall.address("/mur"))

    for column in page.locator("[data-atelier-column]").all():
        box = column.bounding_box()
        assert box["x"] + box["width"] <= 1280
    assert page.evaluate("document.documentElement.scrollWidth") == 1280

    page.locator("[data-atelier-column=seules] summary").first.click()
    page.get_by_role("button", name="vers « Nouveau groupe »").first.click()
    page.get_by_label("Nom du groupe").last.fill("Le bus a disparu")
    page.get_by_role("button", name="Enregistrer", exact=True).last.click()
    expect(page.get_by_role("heading", name="Le bus a disparu")).to_be_visible(timeout=15_000)
    picture(page, "mur-groupes")
    look(page)


def test_card_dragged_with_the_mouse_stays_in_the_column_it_reached(hall):
    hall.site.python(ON_THE_WALL.format(**hall.known["activities"]))
    page = hall.facilitator().new_page()
    page.goto(hall.address("/mur"))

    drag(page, "Le bus ne passe plus", "nouveau")
    expect(page.locator("[data-atelier-column^=groupe-]")).to_have_count(1, timeout=15_000)
    page.reload()
    group = page.locator("[data-atelier-column^=groupe-]")
    expect(group.locator(".board-card")).to_contain_text(["Le bus ne passe plus"])

    drag(page, "Sans voiture, rien", group.get_attribute("data-atelier-column"))
    expect(group.locator(".board-card")).to_have_count(2, timeout=15_000)
    page.reload()
    expect(group.locator(".board-card", has_text="Sans voiture, rien")).to_be_visible()
    expect(page.locator("[data-atelier-column=seules] .board-card")).to_have_count(1)
    assert hall.count("Group") == 1


def test_map_of_actors_is_drawn_with_its_table(hall):
    page = hall.facilitator().new_page()
    page.goto(hall.activity("actors", "/carte"))

    draw(page, "CCAS de Valmeyrac", "Mission locale", "Travaillent ensemble")
    draw(page, "Mission locale", "Bailleur social de Haute-Combe", "Lien manquant")
    draw(page, "Centre social Les Tilleuls", "CCAS de Valmeyrac", "Se parlent parfois")

    expect(page.locator("svg.actors-map")).to_have_attribute(
        "aria-label", "Qui travaille avec qui : 4\xa0acteurs, 2\xa0liens, 1\xa0lien manquant."
    )
    expect(page.get_by_role("row")).to_have_count(4)
    picture(page, "carte-acteurs")
    look(page)


def test_kind_of_link_chosen_stays_when_the_page_is_renewed(hall):
    hall.site.python(GROUPED.format(shop=hall.known["shop"]))
    desk, phone = hall.facilitator().new_page(), hall.phone()
    desk.goto(hall.address("/regie"))
    press(desk, "Ouvrir : Qui travaille avec qui")
    phone.get_by_label("Lien manquant").check(timeout=20_000)
    phone.get_by_label("Un acteur", exact=True).fill("CCAS")
    phone.wait_for_function(f"() => {ETAG}")
    seen = phone.evaluate(ETAG)
    hall.site.python(RENAMED.format(shop=hall.known["shop"]))
    phone.wait_for_function(f"seen => {ETAG} !== seen", arg=seen)

    expect(phone.get_by_label("Lien manquant")).to_be_checked()
    expect(phone.get_by_label("Un acteur", exact=True)).to_have_value("CCAS")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_a_workshop_has_an_accessibility_fault(hall, scheme):
    desk = hall.facilitator(scheme=scheme).new_page()
    pages = [
        "/demarches/{demarche}/ateliers",
        "/demarches/{demarche}/ateliers/preparer",
        *(
            f"/demarches/{{demarche}}/ateliers/{{shop}}{part}"
            for part in (
                "",
                "/salle",
                "/materiel",
                "/regie",
                "/ecran",
                "/mur",
                "/resultats",
                "/sans-reseau",
            )
        ),
    ]
    addresses = [page.format(**hall.known) for page in pages]
    addresses += [
        hall.activity("representations", "/cartes/saisir"),
        hall.activity("true_false", "/affirmations"),
        hall.activity("dots", "/modifier"),
        hall.activity("actors", "/carte"),
    ]
    for address in addresses:
        desk.goto(address)
        look(desk)
        picture(desk, f"page-{scheme}-{addresses.index(address)}")
    hand = hall.context(390, 780, scheme).new_page()
    for address in ("/a", f"/a/{hall.known['code']}"):
        hand.goto(address)
        look(hand)
        assert hand.evaluate("document.documentElement.scrollWidth") <= 390


def make_a_group(desk: Page, hall: Hall) -> None:
    """Two cards in one group, by the buttons of the board."""
    desk.goto(hall.address("/mur"))
    for _ in range(2):
        desk.locator("[data-atelier-column=seules] summary").first.click()
        column = "vers « Nouveau groupe »" if _ == 0 else "vers « Les loyers"
        desk.locator("[data-atelier-column=seules]").get_by_role(
            "button", name=column
        ).first.click()
        expect(desk.locator("[data-atelier-column=seules] .board-card")).to_have_count(2 - _)
    picture(desk, "mur")
    look(desk)
    desk.locator("summary", has_text="Renommer").click()
    desk.get_by_label("Nom du groupe").fill("Se loger coûte trop cher quand on est jeune")
    press(desk, "Enregistrer")
    expect(desk.get_by_role("heading", name="Se loger coûte trop cher")).to_be_visible()
    expect(desk).to_have_url(re.compile("/mur"))


def drag(page: Page, text: str, column: str) -> None:
    """A card of the wall to the middle of a column, as a hand does with a mouse."""
    start = page.locator(".board-card", has_text=text).locator("p").first.bounding_box()
    end = page.locator(f"[data-atelier-column={column}]").bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + 60, end["y"] + 20, steps=5)
    page.mouse.move(end["x"] + 60, end["y"] + 40, steps=2)
    page.mouse.up()


def write(phone: Page, text: str) -> None:
    phone.get_by_label("Votre carte").fill(text)
    press(phone, "Envoyer la carte")
    expect(phone.get_by_label("Votre carte")).to_have_value("")


def work_offline(page: Page) -> None:
    """Two cards, a group, a vote counted, hands raised, a figure shown."""
    type_offline(page, "Le bus ne passe pas le samedi")
    type_offline(page, "Sans voiture, pas de travail")
    page.get_by_label("Nom d’un nouveau groupe").fill("Se déplacer sans voiture")
    press(page, "Ouvrir le groupe")
    for _ in range(2):
        card = page.locator(".offline-card").first
        card.get_by_label("Ranger dans").select_option(label="Se déplacer sans voiture")
    page.get_by_label("Combien de personnes ont voté").fill("12")
    page.get_by_label("Se déplacer sans voiture", exact=True).fill("20")
    press(page, "Enregistrer ce comptage")
    page.get_by_label("Vrai", exact=True).first.fill("9")
    page.get_by_label("Faux", exact=True).first.fill("3")
    page.get_by_role("button", name="Enregistrer les mains levées").first.click()
    page.get_by_role("button", name="Dévoiler le chiffre").first.click()
    expect(page.get_by_text("14,6 %")).to_be_visible()


def type_offline(page: Page, text: str) -> None:
    page.get_by_label("Texte de la carte").fill(text)
    press(page, "Saisir la carte")
    expect(page.locator(".offline-card", has_text=text)).to_be_visible()


def draw(page: Page, first: str, second: str, kind: str) -> None:
    page.get_by_label("Un acteur", exact=True).fill(first)
    page.get_by_label("Un autre acteur").fill(second)
    page.get_by_text(kind, exact=True).last.click()
    press(page, "Dessiner ce lien")
