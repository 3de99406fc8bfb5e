"""What is kept about a person, as the page and the copy print it."""

import json
import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db.models import Field, FileField
from django.template.loader import render_to_string
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.archives.presenters import journal
from atelier.archives.queries import privacy as queries
from atelier.archives.queries.journal import imports
from atelier.ui.dates import day, stamp


# What, why, how long, who sees it.
KEPT = (
    (
        "Votre compte",
        "Nom, adresse électronique, téléphone, organisme, fonction, collège.",
        "Vous inviter, vous convoquer, vous joindre.",
        "Tant que vous participez à une démarche.",
        (
            "Votre nom et votre organisme : les personnes de vos démarches. Téléphone et "
            "adresse : celles et ceux qui pilotent, et les élus référents."
        ),
    ),
    (
        "Vos mandats et vos présences",
        "Rôles, instances, convocations, réponses, présences.",
        "Savoir qui siège, qui a décidé, à quelle date.",
        "Jusqu’au terme de la démarche ; un mandat public reste.",
        "Les personnes de la démarche.",
    ),
    (
        "Vos contributions",
        "Hypothèses, constats, preuves, documents, avis, tâches.",
        "Établir ensemble les constats, dire d’où ils viennent.",
        "Le texte reste ; votre nom s’efface au terme de la démarche.",
        "Les personnes de la démarche, selon leur rôle.",
    ),
    (
        "Le journal",
        "Ce que vous avez fait sur le site, avec la date et l’heure.",
        "Pouvoir rendre compte, et corriger une erreur.",
        "Jusqu’au terme de la démarche ; votre nom s’en efface ensuite.",
        "Celles et ceux qui pilotent la démarche, et les élus référents.",
    ),
    (
        "Vos façons d’entrer",
        "Mot de passe chiffré, liens personnels, double vérification.",
        "Vérifier que c’est bien vous.",
        "Un lien, quelques jours ; le reste, tant que votre compte existe.",
        "Personne.",
    ),
)
HIDDEN = {"id", "token_hash", "password"}


def headings() -> list[dict[str, str]]:
    """The table of what is kept."""
    names = ("title", "what", "why", "until", "who")
    return [dict(zip(names, line, strict=True)) for line in KEPT]


def account(person: Person) -> list[tuple[str, str]]:
    """The account itself, in words."""
    told = (
        ("Prénom et nom", f"{person.first_name} {person.last_name}".strip()),
        ("Adresse électronique", person.email or ""),
        ("Adresse demandée", person.wanted_email),
        ("Téléphone", person.telephone),
        ("Organisme", str(person.organisation or "")),
        ("Fonction", person.function),
        ("Collège", person.get_college_display()),
        ("Inscription", day(timezone.localtime(person.joined_at).date())),
    )
    return [(term, words or "non renseigné") for term, words in told]


def groups(person: Person) -> list[dict[str, Any]]:
    """Rows that bear the person's name, by nature."""
    return [
        {"label": label, "count": len(rows), "rows": [_row(row, person) for row in rows]}
        for label, rows in queries.rows_about(person)
    ]


def copy(person: Person) -> bytes:
    """A zip with everything: for machines, for people, and the documents they added."""
    lines, taken = list(queries.journal_of(person)), imports()
    told = {
        "person": person,
        "made_on": timezone.localdate(),
        "account": account(person),
        "groups": groups(person),
        "lines": [journal.line(one, taken) for one in lines],
        "documents": [_document(one) for one in queries.documents_of(person)],
    }
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mes-donnees.html", render_to_string("archives/pack/person.html", told))
        archive.writestr("mes-donnees.json", _json(told))
        archive.writestr("journal.csv", "\ufeff" + journal.table(lines, taken))
        for one in told["documents"]:
            with one["file"].open("rb") as source:
                archive.writestr(one["name"], source.read())
    return written.getvalue()


def _json(told: dict[str, Any]) -> str:
    kept = {
        "compte": dict(told["account"]),
        "lignes": {one["label"]: [dict(row) for row in one["rows"]] for one in told["groups"]},
        "journal": [
            {"le": line["at"].isoformat(), "qui": line["who"], "quoi": line["what"]}
            | ({"origine": line["origin"]} if line["origin"] else {})
            | {"objet": line["target"], "valeurs": line["changes"]}
            for line in told["lines"]
        ],
        "documents": [{"titre": one["title"], "fichier": one["name"]} for one in told["documents"]],
    }
    return json.dumps(kept, ensure_ascii=False, indent=1)


def _document(document: Any) -> dict[str, Any]:
    suffix = document.file.name.rpartition(".")[2]
    return {
        "title": document.title,
        "name": f"documents/{document.pk}.{suffix}",
        "file": document.file,
    }


def _row(row: Any, person: Person) -> list[tuple[str, str]]:
    """A row in words, other people left aside."""
    told = []
    for field in row._meta.concrete_fields:
        if field.name in HIDDEN or _is_someone_else(row, field, person):
            continue
        words = _words(row, field)
        if words:
            told.append((journal.name_of(field.name, field), words))
    return told


def _is_someone_else(row: Any, field: Field, person: Person) -> bool:
    return (
        field.is_relation
        and field.related_model is Person
        and getattr(row, field.attname) != person.pk
    )


def _words(row: Any, field: Field) -> str:
    value = getattr(row, field.name)
    if isinstance(field, FileField) or value in (None, "", [], {}):
        return ""
    if isinstance(value, datetime):
        return stamp(timezone.localtime(value))
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return journal.said(value)
