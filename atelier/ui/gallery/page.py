"""What the gallery shows: one page with every component, and a sample of each sheet."""

from typing import Any

from atelier.ui import icons
from atelier.ui.gallery import forms, lists, reading, workshop


SHEETS = {
    "demarche": ("ui/gallery/space.html", "Page d’une démarche"),
    "ecran": ("ui/gallery/screen.html", "Écran projeté"),
    "main": ("ui/gallery/hand.html", "Téléphone d’un participant"),
    "papier": ("ui/gallery/paper.html", "Cartes à découper"),
    "confirmation": ("ui/confirmation.html", "Confirmation, sans JavaScript"),
}
PARTS = (
    ("#c-couleurs", "Encres et textes"),
    ("#c-formulaires", "Formulaires"),
    ("#c-structure", "Structure"),
    ("#c-listes", "Listes"),
    ("#c-temps", "Temps"),
    ("#c-fil", "Le fil"),
    ("#c-atelier", "Atelier"),
    ("#c-signes", "Signes"),
    ("#c-feuilles", "Feuilles"),
)


def context() -> dict[str, Any]:
    """Everything the gallery and its sheets show."""
    return {
        **reading.context(),
        **forms.context(),
        **lists.context(),
        **workshop.context(),
        "links": [{"url": url, "label": label} for url, label in PARTS],
        "icons": sorted(icons.SIGNS),
        "sheets": [
            {"url": f"?feuille={name}", "label": label} for name, (_, label) in SHEETS.items()
        ],
        **_confirmation(),
    }


def sheet(name: str | None) -> str:
    """The template asked for: a sheet, or the gallery itself."""
    return SHEETS[name][0] if name in SHEETS else "ui/gallery.html"


def _confirmation() -> dict[str, Any]:
    return {
        "title": "Supprimer cet atelier ?",
        "text": "Ses 14 cartes seront effacées. Les hypothèses qui en viennent restent.",
        "submit": "Supprimer l’atelier",
        "back": "/composants",
        "base": "ui/layout.html",
        "danger": True,
    }
