"""Samples of the thread and of a workshop: knots, wall, votes, code to photograph."""

from typing import Any

import segno
from django.utils.safestring import mark_safe


ADDRESS = "https://abs.exemple.fr/a/combe"


def context() -> dict[str, Any]:
    """What the parts « Le fil » and « Atelier » show."""
    return {
        "knots": _knots(),
        "figure": {
            "value": "14,6 %",
            "label": "Logements vacants",
            "year": "2021",
            "source": "Insee, recensement",
            "url": "#c-fil",
            "badge": {"label": "Épinglée le 3 janvier", "tone": "info"},
            "reference": "Région : 8,1 %",
        },
        "secret_figure": {
            "value": "secret statistique",
            "label": "Taux de pauvreté",
            "year": "2021",
            "source": "Insee, Filosofi",
            "is_missing": True,
            "note": "moins de 1 000 ménages",
        },
        "columns": _columns(),
        "qr_drawing": mark_safe(segno.make(ADDRESS).svg_inline(omitsize=True, border=2)),  # noqa: S308
        "qr_address": "abs.exemple.fr/a/combe",
        "cut_cards": [
            {
                "kicker": "Logement",
                "text": "Ce que j’observe",
                "kind": "said",
                "lines": range(3),
                "foot": "Une idée par carte. Ne citez personne.",
            }
        ]
        * 8,
        "hand_title": "Premier atelier, Val-de-Combes",
    }


def _knots() -> list[dict[str, Any]]:
    return [
        {
            "kind": "said",
            "title": "Représentation",
            "text": "« Les bourgs se vident »",
            "note": "Atelier 1, 14 cartes",
            "url": "#c-fil",
        },
        {
            "kind": "said",
            "title": "Hypothèse",
            "text": "La vacance se concentre dans deux bourgs",
            "note": "Retenue par le collectif",
            "url": "#c-fil",
            "current": True,
        },
        {
            "kind": "established",
            "title": "Preuves",
            "text": "Bourg-Haut 14,5 %, Bourg-Bas 12,5 %",
            "note": "2 indicateurs, 1 entretien",
            "url": "#c-fil",
            "state": {"label": "Concordantes", "tone": "good"},
        },
        {
            "kind": "established",
            "title": "Constat",
            "text": "Confirmé pour les bourgs",
            "note": "Validé en comité de pilotage",
        },
        {
            "kind": "todo",
            "title": "Besoin",
            "text": "À formuler avec le groupe logement",
            "note": "Prochain atelier : 12 janvier",
            "is_open": True,
        },
    ]


def _columns() -> list[dict[str, Any]]:
    return [
        {
            "id": "a-grouper",
            "title": "À regrouper",
            "note": "Cartes arrivées des tables",
            "cards": [
                {"id": "c1", "text": "Plus de boulangerie depuis 2022", "kind": "said"},
                {
                    "id": "c2",
                    "text": "Des maisons fermées rue Haute",
                    "note": "Table 2",
                    "kind": "said",
                },
            ],
        },
        {
            "id": "bourgs",
            "title": "Les bourgs se vident",
            "kind": "said",
            "cards": [{"id": "c3", "text": "Les volets restent clos", "kind": "said"}],
        },
        {"id": "trajets", "title": "Les trajets", "kind": "said", "cards": []},
    ]
