"""Samples of lists: people, meetings, decisions, tables. Everybody here is invented."""

from typing import Any

from django.core.paginator import Paginator


def context() -> dict[str, Any]:
    """What the parts « Structure », « Listes » and « Temps » show."""
    return {
        "space": _space(),
        "head_actions": [
            {"label": "Convoquer", "url": "#c-structure", "icon": "mail"},
            {"label": "Imprimer", "url": "#c-structure", "tone": "quiet", "icon": "print"},
        ],
        "tabs": [
            {"label": "À venir", "url": "#c-structure", "current": True, "count": 3},
            {"label": "Tenues", "url": "#c-structure", "current": False, "count": 12},
            {"label": "Annulées", "url": "#c-structure", "current": False},
        ],
        "tones": [
            ("neutral", "À venir"),
            ("info", "En cours"),
            ("good", "Validé"),
            ("warning", "En retard"),
            ("bad", "Refusé"),
            ("said", "Entendu"),
        ],
        "cards": _cards(),
        "facts": [("Instance", "Comité de pilotage"), ("Lieu", "Maison des services, Bourg-Haut")],
        "headings": ["Constat", "Thème", "Communes:figure", "État"],
        "table_rows": _table(),
        "page": Paginator(range(240), 20).page(4),
        "people": _people(),
        "items": _items(),
        "steps": _steps(),
        "days": _days(),
        "meeting": _meeting(),
        "decision": {
            "text": "Le collectif retient trois thèmes : logement, mobilité, accès aux droits.",
            "url": "#c-temps",
            "number": "D-2027-04",
            "instance": "Comité de pilotage",
            "date": "12 janvier 2027",
            "badge": {"label": "Validé", "tone": "good"},
            "note": "Saisi par Nadia Benali, d’après le relevé.",
        },
        "told": [
            {"level_tag": "success", "message": "La réunion est enregistrée."},
            {"level_tag": "error", "message": "Le courriel n’est pas parti."},
        ],
    }


def _space() -> dict[str, Any]:
    names = (
        "Ma semaine",
        "Portrait",
        "Étapes",
        "Instances et personnes",
        "Réunions et décisions",
        "Ateliers",
        "Hypothèses et preuves",
        "Constats",
        "Restituer",
    )
    return {
        "title": "Analyse des besoins sociaux 2027",
        "territory": "Val-de-Combes",
        "url": "/composants?feuille=demarche",
        "is_fictitious": True,
        "entries": [
            {
                "label": name,
                "url": "/composants?feuille=demarche",
                "current": name == "Réunions et décisions",
                "count": 3 if name == "Ateliers" else None,
            }
            for name in names
        ],
    }


def _cards() -> list[dict[str, Any]]:
    return [
        {
            "title": "Les centres-bourgs se vident",
            "url": "#c-listes",
            "kicker": "Logement",
            "text": "Les logements vacants se concentrent dans deux bourgs sur neuf.",
            "badge": {"label": "Retenue", "tone": "info"},
            "note": "14 cartes",
        },
        {
            "title": "Sans voiture, pas de travail",
            "kicker": "Mobilité",
            "text": "",
            "badge": {"label": "À étayer", "tone": "neutral"},
        },
    ]


def _table() -> list[list[Any]]:
    return [
        [
            {"text": "La vacance se concentre dans les bourgs", "url": "#c-listes"},
            "Logement",
            "2",
            {"text": "Validé", "tone": "good"},
        ],
        [
            {"text": "Les jeunes renoncent à des emplois", "url": "#c-listes"},
            "Mobilité",
            "9",
            {"text": "À relire", "tone": "warning", "note": "depuis 12 jours"},
        ],
    ]


def _people() -> list[dict[str, Any]]:
    return [
        {
            "name": "Nadia Benali",
            "url": "#c-listes",
            "function": "Directrice",
            "organisation": "CIAS de Val-de-Combes",
            "telephone": "01 99 00 00 00",
            "email": "n.benali@exemple.fr",
            "badge": {"label": "Pilote", "tone": "info"},
        },
        {"name": "Jean-Marc Aubert", "function": "Maire", "organisation": "Commune de Bourg-Haut"},
    ]


def _items() -> list[dict[str, Any]]:
    return [
        {
            "title": "Réserver la salle",
            "url": "#c-temps",
            "note": "Claire Rey, avant le 4 janvier.",
            "done": False,
            "is_late": True,
            "action": "#c-temps",
            "name": "task",
            "value": "1",
        },
        {"title": "Imprimer les cartes", "note": "Fait le 2 janvier.", "done": True},
    ]


def _steps() -> list[dict[str, Any]]:
    rows = (
        ("Cadrer", "done", "Fait", "sept. 2026", ""),
        ("Écouter", "late", "En retard", "oct. – nov.", "Claire Rey tient la plume"),
        ("Objectiver", "current", "En cours", "déc. – janv.", "Nadia Benali tient la plume"),
        ("Enquêter", "next", "Ensuite", "févr. – mars", ""),
        ("Partager", "todo", "À venir", "avril 2027", ""),
        ("Présenter", "todo", "À venir", "juin 2027", ""),
    )
    return [
        {
            "number": number,
            "title": title,
            "url": "#c-temps",
            "state": state,
            "word": word,
            "period": period,
            "holder": holder,
        }
        for number, (title, state, word, period, holder) in enumerate(rows, start=1)
    ]


def _days() -> list[dict[str, Any]]:
    return [
        {
            "label": "Lundi",
            "date": "11 janvier",
            "is_today": True,
            "items": [
                {"title": "Appeler la mission locale", "note": "01 99 00 00 00", "tone": "warning"},
                {"time": "14 h", "title": "Collectif projet", "url": "#c-temps"},
            ],
        },
        {"label": "Mardi", "date": "12 janvier", "items": []},
    ]


def _meeting() -> dict[str, Any]:
    return {
        "title": "Croiser les regards sur le logement",
        "url": "#c-temps",
        "weekday": "mardi",
        "day": "12",
        "month": "janvier 2027",
        "time": "14 h – 17 h",
        "place": "Maison des services, Bourg-Haut",
        "instance": "Collectif projet",
        "badge": {"label": "Convoquée", "tone": "info"},
        "lacks": ["L’ordre du jour n’est pas écrit", "4 personnes n’ont pas répondu"],
    }
