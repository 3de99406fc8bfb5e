"""Samples of what portraits are made of. Every figure here is invented and labelled so."""

from typing import Any


COLOURS = (
    ("paper", "fond"),
    ("card", "fond levé"),
    ("ink", "texte"),
    ("soft", "texte second"),
    ("line", "filet"),
    ("blue", "établi"),
    ("clay", "à agir, distinctif"),
    ("gold", "ce que disent les gens"),
    ("green", "fait"),
    ("map-1", "carte, 1re classe"),
    ("map-2", "carte, 2e classe"),
    ("map-3", "carte, 3e classe"),
    ("map-4", "carte, 4e classe"),
    ("map-5", "carte, 5e classe"),
)


def context() -> dict[str, Any]:
    """Inks, figures, rows, bars, gaps."""
    return {
        "colours": [{"name": name, "use": use} for name, use in COLOURS],
        "figures": [
            {"value": "21 176", "words": "habitants en 2021", "reference": ""},
            {"value": "28,1 %", "words": "ont 65 ans ou plus", "reference": "France : 21,6 %"},
            {"value": "14,6 %", "words": "des logements sont vacants", "reference": ""},
        ],
        "row": _row(),
        "missing_row": {**_row(), "value": "secret statistique", "is_missing": True},
        "unknown": {
            "labels": ["Taux de couverture global", "Places en crèche"],
            "reason": "Publié pour les communes de plus de 10 000 habitants seulement.",
            "ask": "À demander : Caf de votre département",
            "is_here": False,
        },
        "bars": [
            _bar("Bourg-Haut", "12,4 %", "62%"),
            _bar("Bourg-Bas", "19,8 %", "99%") | {"is_fragile": True},
            _bar("Les Aires", "secret statistique", "") | {"is_missing": True},
        ],
        "gaps": {
            "missing": "2 repères manquent encore : part des logements HLM, taux d’emploi.",
            "secret": "1 repère est couvert par le secret : taux de pauvreté.",
        },
        "links": [{"url": "#c-textes", "label": "Textes"}, {"url": "#c-etats", "label": "États"}],
        "crumbs": [{"name": "Région", "url": ""}, {"name": "Département", "url": ""}],
    }


def _row() -> dict[str, Any]:
    """An indicator row."""
    return {
        "label": "Part des logements vacants",
        "url": "#",
        "sentence": "Quelle part des logements est vide ?",
        "value": "14,6 %",
        "is_missing": False,
        "note": "2021",
        "caution": "",
        "strip": "",
        "against": {"name": "", "value": ""},
        "position_sentence": "Plus élevé que dans 595 territoires sur 633.",
    }


def _bar(name: str, value: str, width: str) -> dict[str, Any]:
    """A line of a bar table."""
    return {
        "name": name,
        "url": "",
        "value": value,
        "is_missing": False,
        "is_fragile": False,
        "width": width,
        "reference": "",
        "tick": "",
    }
