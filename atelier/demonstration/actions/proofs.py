"""What the démarche rests on: figures pinned from the portrait, studies, offer, partners, words."""

from typing import Any

from atelier.demonstration import shelf
from atelier.demonstration.actions.cast import Cast
from atelier.demonstration.earlier import vintage
from atelier.diagnosis.actions import evidence, library
from atelier.diagnosis.figures import place_of
from atelier.diagnosis.models import TestimonyKind


def collect(cast: Cast) -> None:
    """Everything of the cards, each made a piece of evidence on its day."""
    card = shelf.card("preuves")
    for key, one in card["indicators"].items():
        _pin(cast, key, one)
    for one in card["studies"].values():
        _read(cast, one)
    for key, one in card["offer"].items():
        _offer(cast, key, one)
    for key, one in card["partners"].items():
        _partner(cast, key, one)
    for key, one in shelf.card("paroles")["testimonies"].items():
        _hear(cast, key, one)


def read_again(cast: Cast) -> None:
    """Newer data came: the site reads every pinned figure again, the pilote begins to look."""
    card = shelf.card("preuves")["reread"]
    with cast.on(card["day"], "05:00"):
        evidence.review(by=None, demarche=cast.demarche)
    with cast.on(card["seen_on"]):
        for key in card["seen"]:
            cast.evidence[key].refresh_from_db()
            evidence.acknowledge(by=cast.pilote, evidence=cast.evidence[key])


def _pin(cast: Cast, key: str, one: dict[str, Any]) -> None:
    earlier = shelf.card("preuves")["earlier"].get(key)
    with cast.on(one["day"]), vintage(earlier):
        cast.evidence[key] = evidence.pin_indicator(
            by=cast.pilote,
            demarche=cast.demarche,
            place=place_of(cast.demarche),
            indicator=key,
            note=one.get("note", ""),
        )


def _read(cast: Cast, one: dict[str, Any]) -> None:
    told = {name: one[name] for name in ("title", "author", "year", "kind", "note") if name in one}
    with cast.on(one["day"]):
        study = library.add_study(by=cast.pilote, demarche=cast.demarche, **told)
        for key, extract in one["extracts"].items():
            row = library.extract(by=cast.pilote, study=study, **extract)
            cast.evidence[key] = evidence.pin_row(by=cast.pilote, row=row)


def _offer(cast: Cast, key: str, one: dict[str, Any]) -> None:
    told = {name: one[name] for name in ("text", "source", "theme", "public") if name in one}
    with cast.on(one["day"]):
        row = library.add_offer_fact(
            by=cast.pilote,
            demarche=cast.demarche,
            as_of=cast.plain_day(one["as_of"]),
            communes=cast.codes(one.get("communes", [])),
            **told,
        )
        cast.evidence[key] = evidence.pin_row(by=cast.pilote, row=row)


def _partner(cast: Cast, key: str, one: dict[str, Any]) -> None:
    told = {name: value for name, value in one.items() if name not in {"day", "organisation"}}
    with cast.on(one["day"]):
        row = library.add_partner_figure(
            by=cast.pilote,
            demarche=cast.demarche,
            organisation=cast.organisations[one["organisation"]],
            **told,
        )
        cast.evidence[key] = evidence.pin_row(by=cast.pilote, row=row)


def _hear(cast: Cast, key: str, one: dict[str, Any]) -> None:
    told = {name: one[name] for name in ("text", "about", "college", "theme", "public")}
    heard = cast.people["lucie_fontanel"]
    with cast.on(one["day"], "15:00"):
        row = library.add_testimony(
            by=heard,
            demarche=cast.demarche,
            kind=TestimonyKind(one["kind"]),
            commune=cast.communes[one["commune"]] if "commune" in one else "",
            collected_on=cast.day(one["day"]),
            may_quote=one["quote"],
            **told,
        )
        cast.evidence[key] = evidence.pin_row(by=heard, row=row)
