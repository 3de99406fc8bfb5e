"""The last gate before paper: what a frozen figure may say, who may be quoted, who is named.

Nothing is revealed here and nothing is computed: a figure carries its status, and a hidden one that
carries a number stops the document.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from atelier.accounts.models import College, Person
from atelier.demarches.models import Demarche, Role
from atelier.diagnosis.models import PartnerFigure
from atelier.restitution.rules import counts_people
from maillage.base.cells import cell_text
from maillage.base.statuses import HIDDEN, Status
from maillage.disclosure.regimes import regime


PARTNER_REGIME = "convention_partenaire"


class Unprintable(Exception):
    """A document would show what must not be. Its text says what, `todo` what to do."""

    def __init__(self, message: str, *, todo: str) -> None:
        super().__init__(message)
        self.todo = todo


def is_hidden(figure: Mapping[str, Any]) -> bool:
    """Whether the figure has no number to show; a status nobody knows hides it."""
    known = figure.get("status") in {str(status) for status in Status}
    return not known or Status(figure["status"]) in HIDDEN or figure.get("value") is None


def value_text(figure: Mapping[str, Any], label: str = "") -> str:
    """The number with its unit, or the word of its status. Raises Unprintable.

    A hidden figure that carries a number was not released: it is never printed.
    """
    status = figure.get("status")
    if status not in {str(one) for one in Status}:
        status = str(Status.UNAVAILABLE)
    if Status(status) in HIDDEN and figure.get("value") is not None:
        raise Unprintable(
            f"« {label or figure.get('label', 'Un chiffre')} » est couvert par le secret et porte "
            "pourtant une valeur : le document n’est pas écrit.",
            todo="Retirez cet élément, puis épinglez de nouveau le chiffre depuis le portrait.",
        )
    return cell_text(figure.get("value"), status, figure.get("unit", ""))


def is_too_small(figure: PartnerFigure) -> bool:
    """Whether so few people make a partner's number that they could be known."""
    least = regime(PARTNER_REGIME).minimum_count
    value = figure.value
    return bool(value is not None and least and 0 < value < least and counts_people(figure.unit))


def hidden_text(figure: PartnerFigure) -> str:
    """What is printed instead of such a number."""
    least = regime(PARTNER_REGIME).minimum_count
    return f"{figure.label} : valeur non affichée, moins de {least} (secret statistique)"


def residents(demarche: Demarche) -> list[Person]:
    """People of the démarche whose name is on no document: they take part as residents."""
    found = Person.objects.filter(mandates__demarche=demarche, erased_at__isnull=True)
    named = found.filter(college=College.HABITANTS) | found.filter(
        mandates__demarche=demarche, mandates__role=Role.HABITANT
    )
    return list(named.distinct().order_by("pk"))


def check_names(people: Iterable[Person], texts: Iterable[str]) -> None:
    """Raises Unprintable for the first text in which a resident is named."""
    patterns = [found for person in people for found in _patterns(person)]
    for text in texts:
        told = _plain(text)
        if any(re.search(pattern, told) for pattern in patterns):
            raise Unprintable(
                f"Un habitant est nommé dans « {text[:80]} » : le document n’est pas écrit.",
                todo="Reformulez cette phrase sans le nom, puis relancez.",
            )


def _patterns(person: Person) -> list[str]:
    """« prénom nom », « nom prénom », « madame nom »."""
    first, last = (re.escape(_plain(one)) for one in (person.first_name, person.last_name))
    if not last:
        return []
    titled = rf"\b(?:m|mr|mme|mlle|monsieur|madame)\.? {last}\b"
    return [titled, *([rf"\b{first} {last}\b", rf"\b{last} {first}\b"] if first else [])]


def _plain(text: str) -> str:
    """Without accents nor capitals."""
    told = unicodedata.normalize("NFKD", text.replace("\u00a0", " ")).casefold()
    return "".join(sign for sign in told if not unicodedata.combining(sign))
