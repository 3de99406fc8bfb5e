"""The first administrator, or another one: asked in the terminal or given by options.

No password is ever given on a command line, where others could read it: a personal link, printed
once, lets the person in; they choose a password then if they want one.
"""

import argparse
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from atelier.accounts import actions, address_book, links
from atelier.accounts.models import LinkScope, Person


LINK_DAYS = 1
QUESTIONS = {"email": "Adresse électronique : ", "first_name": "Prénom : ", "last_name": "Nom : "}


class Unusable(Exception):
    """The answers do not make a person. Its text says what to do, in French."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """What is asked when it is not given."""
    parser.add_argument("--email", help="adresse électronique de la personne")
    parser.add_argument("--first-name", default="", help="prénom")
    parser.add_argument("--last-name", default="", help="nom")


@transaction.atomic
def made(options: dict[str, Any]) -> Person:
    """The administrator, added to the address book when unknown. Raises Unusable."""
    answers = {name: options.get(name) or "" for name in QUESTIONS}
    if not answers["email"]:
        answers = {name: _asked(question) for name, question in QUESTIONS.items()}
    try:
        validate_email(answers["email"])
    except ValidationError as problem:
        raise Unusable(
            f"« {answers['email']} » n’est pas une adresse électronique. "
            "Écrivez-la ainsi : --email prenom.nom@exemple.fr"
        ) from problem
    person = address_book.find_or_add_person(by=None, **answers)
    return actions.make_administrator(by=None, person=person)


def told(person: Person) -> str:
    """What to print: the link that lets the person in."""
    token = links.issue(
        by=None, person=person, scope=LinkScope.SIGN_IN, days=LINK_DAYS, single_use=True
    )
    return (
        f"{person} administre le site. Pour entrer, ouvrez ce lien ; il sert une fois, "
        f"pendant un jour :\n\n  {settings.ADDRESS}lien/{token}\n"
    )


def _asked(question: str) -> str:
    if not sys.stdin.isatty():
        raise Unusable(
            "Indiquez la personne qui administrera : --email prenom.nom@exemple.fr, ou "
            "--without-admin pour la nommer plus tard."
        )
    return input(question).strip()
