"""From what was said to a constat the committee validates; a relecteur may read it only."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect


pytestmark = pytest.mark.browser

ONE = "/demarches/1"


def choose(page: Page, label: str, pattern: str) -> None:
    """The option of a list whose words contain these."""
    field = page.get_by_label(label, exact=True)
    value = field.locator("option", has_text=re.compile(pattern)).first.get_attribute("value")
    field.select_option(value)


@pytest.mark.parametrize(("width", "where"), [(1280, "l’est"), (390, "l’ouest")])
def test_from_a_representation_to_a_constat_validated_by_its_releve(enter, width, where):
    page = enter("pilote", f"{ONE}/hypotheses/ecrire", width=width)
    page.get_by_label("Hypothèse", exact=True).fill(
        f"Les apprentis de {where} renoncent parce que le premier car part trop tard."
    )
    page.get_by_label(re.compile("Sans permis ni voiture")).check()
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_text("Ce qui avait été dit")).to_be_visible()

    choose(page, "Preuve", "Part des ménages sans voiture")
    choose(page, "Dans quel sens elle va", "Va dans ce sens")
    page.get_by_role("button", name="Attacher").click()
    expect(page.locator("section[aria-labelledby=preuves] .rows > li")).to_have_count(1)

    page.get_by_role("link", name="En tirer un constat").click()
    page.get_by_label("Constat", exact=True).fill(
        f"Aucun car ne permet à un apprenti de {where} d’arriver à six heures."
    )
    page.locator("main form button[type=submit]").last.click()
    page.get_by_role("button", name=re.compile("Proposer")).click()
    choose(page, "Validé par", "Comité de pilotage")
    page.get_by_label("Le", exact=True).fill(date.today().isoformat())
    page.get_by_role("button", name="Enregistrer la validation").click()
    # No sitting is written down today: whoever records it says that it took place.
    expect(page.get_by_text("Aucune réunion de").first).to_be_visible()
    page.get_by_label("Je confirme").check()
    page.get_by_role("button", name="Enregistrer la validation").click()

    expect(page.get_by_role("link", name=re.compile("Comité de pilotage"))).to_be_visible()
    expect(page.get_by_text("Validé").first).to_be_visible()


def test_form_pressed_twice_is_sent_once(enter, played):
    page = enter("pilote", f"{ONE}/constats/ecrire")
    page.get_by_label("Constat", exact=True).fill("Un constat écrit d’un geste trop vif.")

    page.locator("main form button[type=submit]").last.dblclick()

    expect(page.get_by_text("Un constat écrit d’un geste trop vif.").first).to_be_visible()
    count = played.python(
        "from atelier.diagnosis.models import Finding\n"
        "print(Finding.objects.filter(statement__startswith='Un constat écrit d’un').count())"
    )
    assert count == "1"


def test_validation_is_refused_to_a_relecteur(enter, played):
    number = played.python(
        "from atelier.diagnosis.models import Finding\n"
        "print(Finding.objects.filter(status='proposed').order_by('pk').first().pk)"
    )
    page = enter("relecteur", f"{ONE}/constats/{number}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Enregistrer la validation")).to_have_count(0)

    refused = page.request.post(f"{ONE}/constats/{number}/valider")

    assert refused.status == 403


def test_whole_chain_is_walked_from_a_constat_to_the_words_of_the_room(enter, played):
    number = played.python(
        "from atelier.diagnosis.models import Finding\n"
        "print(Finding.objects.get(statement__startswith='Sans permis ni véhicule').pk)"
    )
    page = enter("elu_referent", f"{ONE}/constats/{number}")
    expect(page.get_by_text("Validé").first).to_be_visible()

    page.get_by_role("link", name=re.compile("Sans permis ni véhicule, un jeune")).first.click()

    expect(page.get_by_text("Ce qui avait été dit")).to_be_visible()
    expect(page.get_by_text("refuse un emploi à la zone d’activités")).to_be_visible()
