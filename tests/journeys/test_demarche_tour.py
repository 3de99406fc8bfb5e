"""The tour of docs/guides/visite.md: each of its stops is there, and its pictures are taken here.

To take them again, in the folder of the guide:

    JOURNEY_PICTURES=docs/images/visite .venv/bin/pytest tests/journeys/test_demarche_tour.py
"""

import io
import os
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect


pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).resolve().parents[2]
GUIDE = REPOSITORY / "docs" / "guides" / "visite.md"
FOLDER = REPOSITORY / "docs" / "images" / "visite"
PICTURES = os.environ.get("JOURNEY_PICTURES", "")
HEAVIEST = 150_000
COLOURS = 128
ONE = "/demarches/1"
DESK, PHONE = 1280, 390

# picture → who, which page, on what, what must be read there.
STOPS = {
    "portes": ("", "/", DESK, "Entrer dans la démonstration"),
    "semaine": ("pilote", ONE, DESK, "Comité technique"),
    "etapes": ("pilote", f"{ONE}/etapes", DESK, "Enquête de terrain"),
    "reunion": ("pilote", f"{ONE}/reunions/8", DESK, "premiers constats"),
    "representations": ("pilote", f"{ONE}/ateliers/1/mur", DESK, "Sans permis ni voiture"),
    "acteurs": ("pilote", f"{ONE}/ateliers/3/activites/6/carte", DESK, "Mission locale des Vals"),
    "hypothese": ("pilote", f"{ONE}/hypotheses/2", DESK, "petit logement"),
    "constat": ("pilote", f"{ONE}/constats/2", DESK, "Sans permis ni véhicule"),
    "registre": ("pilote", f"{ONE}/constats", DESK, "population du territoire"),
    "relecture": ("pilote", f"{ONE}/preuves", DESK, "Ce qui a changé depuis"),
    "restitution": ("pilote", f"{ONE}/restituer/2", DESK, "Projet de délibération"),
    "elue": ("elu_referent", ONE, PHONE, "constat"),
    "membre": ("copil", ONE, PHONE, "attend de vous"),
    "habitant": ("habitant", ONE, PHONE, "logement"),
}


def picture(page: Page, name: str) -> None:
    """What the screen shows, with few enough colours to stay light."""
    shown = Image.open(io.BytesIO(page.screenshot()))
    light = shown.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    light.save(Path(PICTURES) / f"{name}.png", optimize=True)


@pytest.mark.parametrize("name", STOPS)
def test_stop_of_the_tour_shows_what_it_tells(enter, name):
    role, path, width, words = STOPS[name]
    page = enter(role, path, width=width)

    expect(page.locator("main").get_by_text(words).first).to_be_attached()

    if PICTURES:
        start = {DESK: "#portes", PHONE: "main h1"}[width]
        if page.locator(start).count():
            page.locator(start).first.evaluate("one => one.scrollIntoView()")
        page.wait_for_load_state("networkidle")
        picture(page, name)


def test_guide_shows_each_picture_once_and_none_besides():
    named = re.findall(r"\.\./images/visite/([\w-]+)\.png", GUIDE.read_text(encoding="utf-8"))

    assert sorted(named) == sorted(STOPS)
    assert {path.stem for path in FOLDER.glob("*.png")} == set(STOPS)


def test_pictures_are_light():
    heavy = [path.name for path in FOLDER.glob("*.png") if path.stat().st_size > HEAVIEST]

    assert heavy == []
