"""The page a partner's data officer reads and files: what is hidden, why, what was lost.

No hidden value is in it: it may be kept with the published table.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from maillage.base.french import join_words, number, plural
from maillage.disclosure.attack.lattice import TOTAL, Children
from maillage.disclosure.protection.merging import Merge
from maillage.disclosure.protection.primary import COUNT, DOMINANCE, P_PERCENT, wording
from maillage.disclosure.protection.protecting import SECONDARY, Protected
from maillage.disclosure.protection.sparing import suggestions
from maillage.disclosure.protection.tables import Key


Hierarchies = Mapping[str, Children]


def summary(done: Protected, hierarchies: Hierarchies) -> dict[str, object]:
    """The content of AUDIT.json."""
    rules = done.regime
    found = [suggestions(done, rank, hierarchies) for rank in range(len(done.tables))]
    return {
        "regime": {
            "id": rules.id,
            "label": rules.label,
            "rule": rules.rule,
            "reference": rules.reference,
            "minimum_count": rules.minimum_count,
            "dominance": rules.dominance,
            "dominance_count": rules.dominance_count,
            "p_percent": rules.p_percent,
            "protection": rules.protection,
        },
        "method": done.method,
        "safe": done.audit.is_safe,
        "equations": done.audit.equations,
        "told_to_insiders": done.exposed,
        "sentences": sentences(done, found),
        "tables": [_table(done, rank, found[rank]) for rank in range(len(done.tables))],
        **_counts([reason for one in done.reasons for reason in one.values()]),
    }


def _counts(reasons: Sequence[str]) -> dict[str, int]:
    times = Counter(reasons)
    return {
        "hidden": len(reasons),
        "primary": times[COUNT] + times[DOMINANCE] + times[P_PERCENT],
        "primary_count": times[COUNT],
        "primary_dominance": times[DOMINANCE],
        "primary_p_percent": times[P_PERCENT],
        "secondary": times[SECONDARY],
    }


def _table(done: Protected, rank: int, suggested: Sequence[Merge]) -> dict[str, object]:
    published, reasons = done.published[rank], done.reasons[rank]
    return {
        "name": published.name,
        "dimensions": list(published.dims),
        "cells": len(published.cells),
        **_counts(list(reasons.values())),
        "suggestions": [
            {
                "dimension": one.dimension,
                "merge": [one.first, one.second],
                "avoided": one.avoided,
                "avoided_hidden": one.hidden,
            }
            for one in suggested
        ],
        "hidden_cells": [
            {
                "cell": dict(zip(published.dims, key, strict=True)),
                "kind": SECONDARY if reason == SECONDARY else "primary",
                "reason": reason,
                **_alone(done, rank, key, reason),
                "lower": _limited(done.intervals[rank][key][0]),
                "upper": _limited(done.intervals[rank][key][1]),
            }
            for key, reason in reasons.items()
        ],
    }


def _alone(done: Protected, rank: int, key: Key, reason: str) -> dict[str, bool]:
    """Whether a sensitive amount is one contributor's. Of a count, that would tell the value."""
    table = done.tables[rank]
    if table.are_counts or reason == SECONDARY:
        return {}
    return {"alone": table.counts[key] == 1}


def _limited(value: float) -> float | None:
    return value if math.isfinite(value) else None


def sentences(done: Protected, suggested: Sequence[Sequence[Merge]]) -> list[str]:
    """The report in plain French, one idea a line."""
    rules = done.regime
    lines = [f"Règle appliquée : {rules.label}. {rules.rule}"]
    for rank in range(len(done.tables)):
        lines += _table_sentences(done, rank, suggested[rank])
    lines.append(f"Choix des cases masquées en plus : {done.method}.")
    lines.append(
        f"Audit : {plural(done.audit.equations, 'égalité examinée', 'égalités examinées')} ; "
        "aucune case masquée ne se déduit des valeurs publiées, et chaque case sensible reste "
        f"incertaine d’au moins {number(rules.protection)} % de part et d’autre."
    )
    if done.others_may_be_narrow:
        lines.append(
            "Les autres cases masquées ne se déduisent pas exactement, mais parfois d’assez près : "
            "« maillage audit » les compte à part ; avec --known et ce compte rendu, il ne juge "
            "que les sensibles."
        )
    if done.insiders:
        lines.append(
            f"{plural(done.insiders, 'case sensible repose', 'cases sensibles reposent')} sur une "
            "seule unité, qui connaît donc sa propre valeur : elle n’en déduit exactement aucune "
            "autre case sensible."
        )
    if done.ignored:
        lines.append(_alone_words(done))
    lines.append(
        "La liste des cases sensibles ne se publie pas : elle dirait lesquelles sont petites."
    )
    return lines


def _alone_words(done: Protected) -> str:
    """What lone contributors deduce of the others, when nothing was asked against it."""
    alone = plural(done.ignored, "case sensible repose", "cases sensibles reposent")
    start = f"{alone} sur une seule unité, qui connaît donc sa propre valeur"
    if not done.exposed:
        return f"{start} : elle n’en déduit exactement aucune autre case sensible."
    told = plural(done.exposed, "autre case sensible", "autres cases sensibles")
    return (
        f"{start} : une telle unité en déduit exactement {told}, ce qu’un autre lecteur ne peut "
        "pas. Si ces unités lisent le tableau, relancez sans --no-insiders : davantage de cases "
        "seront masquées."
    )


def _table_sentences(done: Protected, rank: int, suggested: Sequence[Merge]) -> list[str]:
    table, published = done.tables[rank], done.published[rank]
    times = Counter(done.reasons[rank].values())
    total, hidden = len(published.cells), len(done.reasons[rank])
    share = f"{plural(hidden, 'masquée')} ({number(100 * hidden / total)} %)"
    lines = [f"Tableau « {published.name} » : {plural(total, 'case')}, dont {share}."]
    for reason in (COUNT, DOMINANCE, P_PERCENT):
        if times[reason]:
            lines.append(f"{plural(times[reason], 'case')} : {wording(reason, done.regime)}.")
    if done.regime.dominance is not None and table.largest is None and not table.are_counts:
        lines.append(
            "La règle de dominance n’a pas été vérifiée : le plus gros contributeur de chaque "
            "case n’a pas été donné (--max)."
        )
    lines.append(
        f"{plural(times[SECONDARY], 'autre case est masquée', 'autres cases sont masquées')} pour "
        "que les premières ne se retrouvent pas par différence."
    )
    bare = [
        name
        for axis, name in enumerate(published.dims)
        if all(key[axis] != TOTAL for key in published.cells)
    ]
    if bare:
        lines.append(
            f"Le tableau n’a pas de total pour {join_words(bare)} : si ce total est publié "
            "ailleurs, ajoutez-le au tableau avant de le protéger."
        )
    for one in suggested:
        avoided = plural(one.avoided, "case trop petite", "cases trop petites")
        if one.hidden is not None:
            avoided = plural(one.hidden, "case masquée", "cases masquées")
        pair = f"« {one.first} » et « {one.second} » ({one.dimension})"
        lines.append(f"Regrouper {pair} éviterait {avoided}.")
    return lines


def html(lines: Sequence[str]) -> str:
    """One page to print and file."""
    first, *others = (escape(line) for line in lines)
    items = "".join(f"<li>{line}</li>" for line in others)
    return (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        "<title>Secret statistique</title><style>body{font:16px/1.5 sans-serif;max-width:42em;"
        "margin:2em auto;padding:0 1em}li{margin:.4em 0}</style></head><body>"
        f"<h1>Secret statistique : ce qui est masqué, et pourquoi</h1><p>{first}</p>"
        f"<ul>{items}</ul></body></html>\n"
    )
