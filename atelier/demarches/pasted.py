"""A list of people, pasted: « Odile ; Roumieu ; odile@caf.example ; chargée de mission »."""

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email


MOST_LINES = 60
BETWEEN = re.compile(r"\t|;")


class Pasted(NamedTuple):
    """One person of the list."""

    first_name: str
    last_name: str
    email: str
    function: str


def pasted(text: str) -> tuple[list[Pasted], list[str]]:
    """Everyone of the list, and what is wrong with the lines that cannot be read."""
    found, faults = [], []
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_LINES:
        return [], [f"{len(lines)} personnes d’un coup : collez-en {MOST_LINES} au plus."]
    for number, line in lines:
        one = _read(line)
        fault = _fault(one)
        if fault:
            faults.append(f"Ligne {number}, « {line.strip()[:60]} » : {fault}")
        else:
            found.append(one)
    return found, faults


def _read(line: str) -> Pasted:
    cells = [cell.strip() for cell in BETWEEN.split(line)]
    return Pasted(*(cells + [""] * 4)[:4])


def _fault(one: Pasted) -> str:
    if not one.last_name:
        return "écrivez le prénom, puis le nom, séparés par un point-virgule."
    if max(len(one.first_name), len(one.last_name)) > 80 or len(one.function) > 120:
        return "le nom ou la fonction est trop long."
    try:
        if one.email:
            validate_email(one.email)
    except ValidationError:
        return "la troisième colonne est l’adresse électronique ; celle-ci n’est pas complète."
    return ""
