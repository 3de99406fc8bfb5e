"""Which part of France a département is in. « France » is métropole and the five DROM.

A département nobody knows (the fictitious « 00 ») belongs to no zone that is added up.
"""

METROPOLE = "metro"
DROM = "drom"
COM = "com"
FICTIF = "fictif"

DROM_DEPARTEMENTS = frozenset({"971", "972", "973", "974", "976"})
COM_COLLECTIVITES = frozenset({"975", "977", "978", "984", "986", "987", "988", "989"})


def zone_of(departement: str) -> str:
    """`07` → metro, `976` → drom, `975` → com, anything else → fictif."""
    if departement in {"2A", "2B"}:
        return METROPOLE
    if departement.isdigit() and len(departement) == 2 and 1 <= int(departement) <= 95:
        return METROPOLE
    if departement in DROM_DEPARTEMENTS:
        return DROM
    return COM if departement in COM_COLLECTIVITES else FICTIF


def departement_of(commune: str) -> str:
    """Département, or collectivité d'outre-mer, of a commune code: `07042` → 07, `97401` → 974."""
    return commune[:3] if commune[:2] in {"97", "98"} else commune[:2]
