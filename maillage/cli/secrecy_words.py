"""What the audit of secrecy says on the screen."""

from collections.abc import Sequence
from itertools import pairwise

from maillage.base.french import join_words, number, plural
from maillage.cli.data import ERR, OUT
from maillage.disclosure.attack import Audit, Finding, Release
from maillage.disclosure.attack.lattice import TOTAL
from maillage.disclosure.regimes import Regime


SHOWN_LEAKS = 40
DECIMALS = 2


def print_audit(found: Audit) -> None:
    """Say on the screen what leaks, or that nothing does."""
    what = f"{plural(found.hidden, 'case masquée', 'cases masquées')}, " + plural(
        found.equations, "égalité examinée", "égalités examinées"
    )
    if found.loose:
        OUT.print(loose_words(found))
    if found.is_safe:
        OUT.print(f"Aucune case masquée ne se déduit des valeurs publiées ({what}).")
        return
    count = plural(len(found.leaks), "case se déduit", "cases se déduisent")
    OUT.print(f"{count} des valeurs publiées ({what}) :")
    for leak in found.leaks[:SHOWN_LEAKS]:
        OUT.print(f"  {leak_words(found, leak)}")
    if len(found.leaks) > SHOWN_LEAKS:
        OUT.print(f"  … et {number(len(found.leaks) - SHOWN_LEAKS)} autres (liste entière : -o).")


def warn_of_negatives(releases: Sequence[Release]) -> None:
    """A negative amount exists; a negative count is a slip, and the attack would be weaker."""
    for release in releases:
        below = [key for key, value in release.cells.items() if value is not None and value < 0]
        if below:
            ERR.print(
                f"« {release.name} » : « {' × '.join(below[0])} » est négatif. L’audit ne suppose "
                "donc plus qu’une case masquée soit positive, et trouve moins. Si la valeur est un "
                "effectif, corrigez le fichier, puis relancez."
            )


def warn_of_gaps(releases: Sequence[Release], regime: Regime | None) -> None:
    """What the audit could not look at, or what a reader of its answer would take for checked."""
    for release in releases:
        lonely = [
            name
            for axis, name in enumerate(release.dims)
            if release.hidden and not any(key[axis] == TOTAL for key in release.cells)
        ]
        if lonely:
            ERR.print(
                f"« {release.name} » : aucun total reconnu pour {join_words(lonely)} (il s’écrit "
                f"« {TOTAL} » ou « Ensemble »). Si le tableau en publie un, nommez-le ainsi : "
                "l’audit s’en servirait."
            )
    for first, second in pairwise(releases):
        if set(first.dims).isdisjoint(second.dims):
            ERR.print(
                f"« {first.name} » et « {second.name} » n’ont aucune colonne de même nom : ils ne "
                "sont pas rapprochés."
            )
    _warn_of_small(releases, regime)


def _warn_of_small(releases: Sequence[Release], regime: Regime | None) -> None:
    """Cells shown under the threshold: the audit only answers for those that are hidden."""
    if regime is None or regime.minimum_count is None:
        return
    small = [
        (release, key)
        for release in releases
        if not release.decimals
        for key, value in release.cells.items()
        if value is not None and 0 < value < regime.minimum_count
    ]
    if small:
        release, key = small[0]
        ERR.print(
            f"{plural(len(small), 'case publiée est', 'cases publiées sont')} sous le seuil du "
            f"régime ({regime.minimum_count}), dont « {' × '.join(key)} » de « {release.name} ». "
            "Si les valeurs sont des effectifs, elles devaient être masquées : l’audit ne juge que "
            "les cases qui le sont."
        )


def loose_words(found: Audit) -> str:
    """What the cells of a table of amounts that are narrow are worth."""
    count = plural(len(found.loose), "case masquée s’estime", "cases masquées s’estiment")
    return (
        f"{count} de plus près que le régime ne le permet pour une case sensible. Un tableau de "
        "montants ne dit pas lesquelles le sont : ce n’est pas une fuite si ces cases n’ont été "
        "masquées que pour en protéger d’autres. Pour le vérifier, ajoutez --known et le compte "
        "rendu de « protect » ; pour les refuser toutes, --strict."
    )


def leak_words(found: Audit, leak: Finding) -> str:
    """`commune = A, sexe = F : 3, exactement`."""
    place = cell_words(found, leak.key)
    decimals = 0 if found.whole else DECIMALS
    low, high = number(leak.lower, decimals=decimals), number(leak.upper, decimals=decimals)
    # Published values are rounded: the middle of what they allow is the value itself.
    middle = number((leak.lower + leak.upper) / 2, decimals=decimals)
    endings = {
        "exact": f"{middle}, exactement",
        "latent": f"{middle}, exactement (case jamais publiée, obtenue par différence)",
        "narrow": f"entre {low} et {high}",
        "insider": f"exactement, pour l’unité qui est seule dans {cell_words(found, leak.by)}",
        "undecided": f"entre {low} et {high} au plus large, sans preuve qu’elle résiste",
    }
    return f"{place} : {endings[leak.kind]}"


def cell_words(found: Audit, key: Sequence[str]) -> str:
    """`commune = A, sexe = F`."""
    return ", ".join(f"{name} = {code}" for name, code in zip(found.dims, key, strict=False))
