"""What a Siret, a colour and a commune's code must be."""

import re


DIGITS = 14
LA_POSTE = "356000000"
COLOUR = re.compile(r"#[0-9a-f]{6}")
COMMUNE = re.compile(r"(?:\d{2}|2[AB])\d{3}")


class WrongValue(ValueError):
    """A value that cannot be. Its text says which rule and what to do, in French."""


class TooManyInvitations(Exception):
    """Whoever invites has sent those of the day. Its text says so, in French."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"Vous avez envoyé {most} invitations depuis hier à cette heure, le nombre permis. "
            "Attendez demain, ou demandez à qui tient le site d’en permettre plus."
        )


def clean_siret(written: str) -> str:
    """The Siret without blanks; empty stays empty. Raises WrongValue.

    The last digit is a key (Luhn's sum of the fourteen digits is a multiple of 10); the branches of
    La Poste follow another: the plain sum of their digits is a multiple of 5.
    https://fr.wikipedia.org/wiki/Système_d'identification_du_répertoire_des_établissements
    """
    siret = re.sub(r"[\s.\u00a0\u202f]", "", written)
    if not siret:
        return ""
    if not (siret.isascii() and siret.isdigit() and len(siret) == DIGITS):
        raise WrongValue(
            f"Un Siret a quatorze chiffres ; celui-ci a {len(siret)} caractères. "
            "Recopiez-le depuis l’avis de situation de l’Insee."
        )
    if not holds_together(siret):
        raise WrongValue(
            "Ce Siret ne peut pas exister : sa clé ne correspond pas. Un chiffre est sans doute "
            "mal recopié."
        )
    return siret


def holds_together(siret: str) -> bool:
    """Whether the key of fourteen digits is right."""
    if luhn(siret) % 10 == 0:
        return True
    return siret.startswith(LA_POSTE) and sum(map(int, siret)) % 5 == 0


def luhn(digits: str) -> int:
    """Luhn's sum: every second digit from the right counts double, its own digits added."""
    doubled = (int(digit) * (2 if rank % 2 else 1) for rank, digit in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in doubled)


def clean_colour(written: str) -> str:
    """« #rrggbb » in small letters; empty stays empty. Raises WrongValue."""
    colour = written.strip().lower()
    if colour and not COLOUR.fullmatch(colour):
        raise WrongValue("Écrivez la couleur avec un dièse et six signes, comme #1d4f91.")
    return colour


def clean_commune_code(written: str) -> str:
    """The official code in capitals; empty stays empty. Raises WrongValue."""
    code = written.strip().upper()
    if code and not COMMUNE.fullmatch(code):
        raise WrongValue(
            "Le code officiel d’une commune a cinq signes, comme 63113 ou 2A004. Ce n’est pas le "
            "code postal."
        )
    return code
