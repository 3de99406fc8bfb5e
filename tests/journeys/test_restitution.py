"""A restitution from nothing: tick a dozen elements, order them by keyboard, open the PPTX."""

import io
import re

import pytest
from playwright.sync_api import expect
from pptx import Presentation


pytestmark = pytest.mark.browser

ALL = "/demarches/1/restituer"


def test_dozen_elements_become_a_deck_in_the_order_given(enter, played):
    page = enter("pilote", f"{ALL}/preparer")
    page.get_by_label("Titre", exact=True).fill("Restitution aux administrateurs")
    page.get_by_label(re.compile("Ce que nous vous demandons")).fill("Choisir deux priorités")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/choisir")
    boxes = page.locator("main input[name=element]:visible")
    for place in range(min(boxes.count(), 12)):
        boxes.nth(place).check()
    page.get_by_role("button", name="Garder ce choix").click()

    rows = page.locator(".running-item .running-words > p:not(.kicker):not(.fine)")
    second = rows.nth(1).inner_text()
    page.get_by_role("button", name=re.compile("^Monter")).nth(1).press("Enter")
    expect(rows.first).to_have_text(second)
    order = rows.all_inner_texts()

    page.get_by_role("button", name=re.compile("Présentation à projeter")).click()
    played.site.atelier("worker", "--once")
    page.reload()
    link = page.locator("#document-presentation .forms-made a").first
    content = page.request.get(link.get_attribute("href")).body()

    deck = Presentation(io.BytesIO(content))
    titles = [plain(slide.shapes.title.text) for slide in deck.slides]
    assert titles[2:-1] == [plain(one) for one in order]
    asked = [shape.text_frame.text for shape in deck.slides[-1].shapes if shape.has_text_frame]
    assert "Choisir deux priorités" in asked


def test_element_is_dragged_before_another(enter, played):
    page = enter("pilote", ALL)
    number = played.python(
        "from atelier.restitution.models import Restitution\n"
        "from atelier.restitution import actions\n"
        "from atelier.demarches.models import Demarche\n"
        "demarche = Demarche.objects.get(pk=1)\n"
        "pilot = demarche.mandates.filter(role='pilote').first().person\n"
        "made = actions.prepare(by=pilot, demarche=demarche, title='À ordonner')\n"
        "keys = [f'finding:{one.pk}' for one in demarche.findings.order_by('pk')[:3]]\n"
        "actions.choose(by=pilot, restitution=made, keys=keys)\n"
        "print(made.pk)"
    ).strip()
    page.goto(f"{ALL}/{number}")
    rows = page.locator(".running-item")
    second = rows.nth(1).get_attribute("id")

    page.locator("#elements").evaluate("one => one.scrollIntoView()")
    rows.nth(1).locator(".running-rank").hover()
    page.mouse.down()
    box = rows.first.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    page.mouse.move(box["x"] + 20, box["y"] + 4)
    page.mouse.up()

    expect(rows.first).to_have_attribute("id", second)


def plain(text: str) -> str:
    """Without the spaces that cannot break."""
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
