"""One's own account: another address, with the keyboard alone; no fault that axe can see."""

import pytest
from playwright.sync_api import expect

from tests.journeys.hall import look
from tests.journeys.test_demarche import reach


pytestmark = pytest.mark.browser

NEW = "nouvelle.adresse@valmeyrac.example"
DRAW = f"""
from atelier.accounts import links
from atelier.accounts.models import LinkScope, Person
person = Person.objects.get(wanted_email="{NEW}")
print(links.draw(person=person, scope=LinkScope.ADDRESS, days=1, single_use=True)[0])
"""
PUT_BACK = f"""
from atelier.accounts.models import Person
Person.objects.filter(email="{NEW}").update(email="%s")
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_of_the_address_have_no_accessibility_fault(enter, width, scheme):
    page = enter("redacteur", "/compte/adresse", width=width, scheme=scheme)
    look(page)

    page.get_by_label("Nouvelle adresse électronique").fill("nulle part")
    page.get_by_role("button", name="Recevoir le courriel").click()

    expect(page.get_by_text("À corriger avant d’enregistrer")).to_be_visible()
    look(page)


def test_address_is_changed_with_the_keyboard_alone(enter, played):
    page = enter("redacteur", "/compte")
    former = page.locator("main strong").first.inner_text()
    link = page.get_by_role("link", name="Changer d’adresse")
    reach(page, link)
    page.keyboard.press("Enter")
    reach(page, page.get_by_label("Nouvelle adresse électronique"))
    page.keyboard.type(NEW)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Un courriel est parti à {NEW}")).to_be_visible()

    page.goto(f"/compte/adresse/{played.python(DRAW).strip()}")
    look(page)
    reach(page, page.get_by_role("button", name="Confirmer cette adresse"))
    page.keyboard.press("Enter")

    expect(page.get_by_text(f"Votre adresse est désormais {NEW}")).to_be_visible()
    played.python(PUT_BACK % former)
