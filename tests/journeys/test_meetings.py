"""The pilote convenes and holds a meeting, and what was decided follows."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect


pytestmark = pytest.mark.browser

ONE = "/demarches/1"
DAY = date.today()


def plan(page: Page, title: str) -> None:
    """A meeting of the collectif projet, today."""
    page.goto(f"{ONE}/reunions/preparer")
    page.get_by_label("instance").select_option(label="Collectif projet")
    page.get_by_label("objet").fill(title)
    page.get_by_label("début").fill(f"{DAY}T09:00")
    page.get_by_label("Fin", exact=True).fill(f"{DAY}T11:30")
    page.get_by_label("Lieu").fill("La Grange")
    page.get_by_label("Ordre du jour").fill(
        "Lire les constats (30)\nChoisir trois priorités (45) ?"
    )
    page.locator("main form[method=post] button[type=submit]").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


@pytest.mark.parametrize("width", [1280, 390])
def test_meeting_is_convened_held_and_its_decision_followed(enter, width):
    page, title = enter("pilote", width=width), f"Séance vue sur {width} points"
    plan(page, title)
    expect(page.get_by_text("À décider")).to_be_visible()

    page.get_by_role("button", name="Envoyer la convocation").click()
    expect(page.get_by_text("Convoquée").first).to_be_visible()
    page.get_by_label("Présence de Idriss Kanouté").select_option("present")
    page.get_by_label("Présence de Lucie Fontanel").select_option("excused")
    page.get_by_role("button", name="la réunion s’est tenue").click()
    page.get_by_label("En résumé").fill("Trois priorités choisies.")
    page.get_by_role("button", name="Enregistrer le compte rendu").click()
    page.get_by_role("link", name="Enregistrer une décision").click()
    page.get_by_label("Nature").select_option(label="Demande")
    page.get_by_label("Décision", exact=True).fill(f"Écrire trois fiches ({width})")
    page.get_by_label("Qui s’en charge").select_option(label="Idriss Kanouté")
    with page.expect_navigation():
        page.get_by_role("button", name="Enregistrer").click()

    page.goto(f"{ONE}/decisions")
    expect(page.get_by_text(f"Écrire trois fiches ({width})").first).to_be_visible()
    page.goto(f"{ONE}/taches")
    expect(page.get_by_text(f"Écrire trois fiches ({width})").first).to_be_visible()


def test_meeting_without_agenda_is_not_convened_and_says_so(enter):
    page = enter("pilote", f"{ONE}/reunions")
    page.get_by_role("link", name=re.compile("plan du document")).first.click()

    page.get_by_role("button", name="Envoyer la convocation").click()

    expect(page.get_by_text("Écrivez au moins un point à l’ordre du jour")).to_be_visible()


def test_folder_of_a_meeting_is_downloaded_to_print_and_to_edit(enter):
    page = enter("pilote", ONE)

    with page.expect_download() as waited:
        page.get_by_role("link", name=re.compile("Word|docx", re.I)).first.click()

    assert waited.value.suggested_filename.endswith(".docx")


def test_relecteur_reads_meetings_and_convenes_nobody(enter):
    page = enter("relecteur", f"{ONE}/reunions")
    page.get_by_role("link", name=re.compile("préparer le comité de pilotage")).first.click()

    expect(page.get_by_role("heading", name="Ordre du jour")).to_be_visible()
    expect(page.get_by_role("button", name="Envoyer la convocation")).to_have_count(0)


@pytest.mark.parametrize("way", ["session", "form"])
def test_minutes_written_while_the_session_ended_come_back(enter, way):
    page = enter("pilote", f"{ONE}/reunions", width=1280)
    page.locator("#tenues ~ * a").first.click()
    page.get_by_text("Corriger le compte rendu").click()
    page.get_by_label("En résumé").fill("Une page écrite pendant une heure.")
    kept = page.context.cookies()
    name = "maillage" if way == "session" else "maillage-formulaire"
    page.context.clear_cookies(name=name)

    page.get_by_role("button", name="Enregistrer le compte rendu").click()
    if way == "session":
        expect(page.get_by_role("heading", name="Se connecter")).to_be_visible()
        page.context.add_cookies([one for one in kept if one["name"] == name])
        page.goto(parse_qs(urlsplit(page.url).query)["next"][0])
    else:
        page.get_by_role("link", name="Rouvrir la page").click()

    expect(page.get_by_text("Votre texte est revenu")).to_be_visible()
    expect(page.get_by_label("En résumé")).to_have_value("Une page écrite pendant une heure.")
