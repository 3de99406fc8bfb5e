"""Controlled rounding on the command line: what is refused, what is written, what is said."""

from collections.abc import Sequence
from dataclasses import replace

from maillage.base.errors import WrongCall
from maillage.base.french import number, plural
from maillage.disclosure.attack.equations import space
from maillage.disclosure.attack.releases import Release
from maillage.disclosure.protection.protecting import with_some_table
from maillage.disclosure.protection.rounding import BASES, rounded
from maillage.disclosure.protection.tables import Table


def round_table(given: Table, base: int, hierarchies: dict[str, dict[str, list[str]]]) -> Release:
    """The table rounded under control. Raises WrongCall for a base other than 5 or 10."""
    if base not in BASES:
        raise WrongCall(
            f"--round {base} : l’arrondi se fait à 5 ou à 10.",
            todo="Écrivez --round 5 ou --round 10.",
        )
    made = with_some_table(space([given.release], hierarchies))
    values = dict(zip(made.keys, rounded(made.matrix, made.values, base).tolist(), strict=True))
    cells = {key: values[key] for key in given.release.cells}
    return replace(given.release, cells=cells, decimals=0)


def refuse_rounded_amounts(given: Sequence[Table]) -> None:
    """Rounding to 5 hides who is in a count, never an amount. Raises WrongCall."""
    for one in given:
        if not one.are_counts:
            raise WrongCall(
                f"« {one.release.name} » : --round ne protège que des effectifs. Un montant "
                "arrondi dit presque exactement ce que pèse une unité seule.",
                todo="Retirez --round : les montants sensibles seront masqués.",
            )


def rounding_sentences(given: Sequence[Table], made: Sequence[Release], base: int) -> list[str]:
    """What was done, checked on the tables written: one page to file."""
    gaps = [
        abs(value - true)
        for one, release in zip(given, made, strict=True)
        for key, value in release.cells.items()
        if value is not None and (true := one.release.cells[key]) is not None
    ]
    counted = plural(len(gaps), "case arrondie", "cases arrondies")
    widest = f"l’écart le plus grand avec la vraie valeur est de {number(max(gaps, default=0))}"
    warning = (
        "Rien n’est masqué : l’arrondi laisse chaque petit effectif incertain, il ne le cache pas. "
        "Ne publiez à côté ni le même tableau non arrondi, ni un taux calculé sur les vraies "
        "valeurs."
    )
    return [
        f"Chaque case est un multiple de {base}, les totaux sont justes.",
        f"{counted} ; {widest}.",
        warning,
    ]
