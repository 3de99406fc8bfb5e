"""Workshops for the site's tests. Every word in them is invented."""

from typing import Any

from atelier.workshops.models import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Card,
    CardOrigin,
    Group,
    Participant,
    Statement,
    Workshop,
    WorkshopStatus,
)
from atelier.workshops.rules import CODE_LETTERS
from atelier.workshops.tokens import drawn, hashed
from tests.factories import atelier as make


def workshop(**fields: Any) -> Workshop:
    """A workshop under way, without activity."""
    number = Workshop.objects.count()
    code = "ABCDE" + CODE_LETTERS[number % len(CODE_LETTERS)]
    given = {"title": "Collectif de lancement", "status": WorkshopStatus.OPEN, **fields}
    given.setdefault("code", code)
    given.setdefault("demarche", None)
    given["demarche"] = given["demarche"] or make.demarche()
    return Workshop.objects.create(**given)


def activity(kind: ActivityKind = ActivityKind.REPRESENTATIONS, **fields: Any) -> Activity:
    """An open activity."""
    given = {"title": kind.label, "status": ActivityStatus.OPEN, **fields}
    given.setdefault("workshop", None)
    given["workshop"] = given["workshop"] or workshop()
    given.setdefault("position", given["workshop"].activities.count())
    return Activity.objects.create(kind=kind, **given)


def device(shop: Workshop, **fields: Any) -> tuple[Participant, str]:
    """A device and the token it holds."""
    token = drawn()
    return Participant.objects.create(workshop=shop, token_hash=hashed(token), **fields), token


def card(written: Activity, text: str = "Les loyers augmentent", **fields: Any) -> Card:
    """A card read by the facilitator."""
    given = {"origin": CardOrigin.PHONE, "original": text, "text": text, "is_checked": True}
    return Card.objects.create(activity=written, **{**given, **fields})


def group(shop: Workshop, name: str = "Se loger coûte trop cher", **fields: Any) -> Group:
    """A group of the wall."""
    return Group.objects.create(workshop=shop, name=name, **fields)


FIGURE = {
    "id": "taux_logements_vacants",
    "label": "Part des logements vacants",
    "value": 14.6,
    "unit": "percent",
    "printed": "14,6 %",
    "year": 2021,
    "source": "Insee, recensement de la population",
    "territory": "CC de Valmeyrac (territoire fictif)",
    "reference": {"territory": "France métropolitaine", "value": 8.1, "printed": "8,1 %"},
}


def statement(game: Activity, **fields: Any) -> Statement:
    """A true sentence with its figure."""
    given = {
        "text": "Les logements vacants sont plus nombreux ici qu’ailleurs.",
        "is_true": True,
        "figure": FIGURE,
        "position": game.statements.count(),
        **fields,
    }
    return Statement.objects.create(activity=game, **given)
