"""The catalogue as French pages: one per theme and an index, for `docs/indicateurs/`.

Only prints what the cards say. The same cards give the same bytes. To write them again:
`python -m maillage.indicators.docs`.
"""

from collections.abc import Sequence
from pathlib import Path

from maillage.base.definitions import definitions_root, read_card
from maillage.base.french import NBSP, UNIT_SUFFIXES, number, plural
from maillage.base.levels import LEVEL_LABELS
from maillage.indicators.cards import Card, cards


UNIT_LABELS = {
    "count": "nombre",
    "ratio": "rapport",
    "times": "rapport, en nombre de fois",
    "index": "indice de 0 à 1",
    "per_100": "pour 100",
    "per_100_persons": "pour 100 personnes",
    "per_1000_plain": "pour 1 000 habitants",
    "per_100000": "pour 100 000 habitants",
}
POLARITY = {
    "better": "plus la valeur est élevée, plus la situation est favorable",
    "worse": "plus la valeur est élevée, plus la situation appelle l’attention",
    "neutral": "ni favorable ni défavorable en soi",
}
AGGREGATION = {
    "sum": "se somme d’une commune à l’autre",
    "ratio": "recalculé à partir des sommes du numérateur et du dénominateur",
    "published_only": "repris tel que publié, jamais recalculé ni moyenné",
    "method": "calculé par une méthode propre, à partir de sommes",
}
EXPLOITATION = {
    "principale": "exploitation principale du recensement",
    "complementaire": "exploitation complémentaire du recensement (échantillon)",
}
NOTICE = "<!-- Page produite à partir de definitions/indicators : ne pas la corriger à la main. -->"


def write_docs(folder: Path) -> list[Path]:
    """Write every page in `folder`, remove those of vanished themes, and give the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in pages().items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    for path in folder.glob("*.md"):
        if path not in written:
            path.unlink()
    return written


def pages() -> dict[str, str]:
    """File name → Markdown, index first."""
    themes = read_card(definitions_root() / "themes.yaml")
    by_theme = {theme: [one for one in cards().values() if one.theme == theme] for theme in themes}
    found = {"README.md": _index(themes, by_theme)}
    for theme, listed in by_theme.items():
        found[f"{theme}.md"] = _theme_page(themes[theme], listed)
    return found


def _index(themes: dict[str, dict[str, str]], by_theme: dict[str, list[Card]]) -> str:
    every = [one for listed in by_theme.values() for one in listed]
    opened = sum(one.is_open for one in every)
    count = (
        f"{plural(len(every), 'indicateur')}, dont {number(opened)} calculés à partir de données "
        f"ouvertes{NBSP}; les {number(len(every) - opened)} autres disent à qui demander la donnée."
    )
    lines = [
        NOTICE,
        "",
        "# Catalogue des indicateurs",
        "",
        count,
        "",
        "| Thème | Indicateurs | Indicateurs clés |",
        "|---|---|---|",
    ]
    for theme, listed in by_theme.items():
        keys = ", ".join(f"[{one.label}]({theme}.md#{one.id})" for one in listed if one.key)
        lines.append(f"| [{themes[theme]['label']}]({theme}.md) | {len(listed)} | {keys} |")
    first = [f"- [{one.label}]({one.theme}.md#{one.id})" for one in every if one.first]
    lines += ["", "## Les quinze montrés d’abord", "", *first]
    return "\n".join(lines) + "\n"


def _theme_page(theme: dict[str, str], listed: Sequence[Card]) -> str:
    lines = [
        NOTICE,
        "",
        f"# {theme['label']}",
        "",
        f"{theme['question']}".replace(" ?", f"{NBSP}?"),
    ]
    lines += ["", "[Tous les thèmes](README.md)"]
    for one in listed:
        lines += ["", *_card_lines(one)]
    return "\n".join(lines) + "\n"


def _card_lines(one: Card) -> list[str]:
    lines = [f'<a id="{one.id}"></a>', "", f"## {one.label}", "", f"*{one.question}*", ""]
    lines += [f"- Identifiant{NBSP}: `{one.id}`{_place(one)}"]
    lines += _formula_lines(one) if one.is_open else [f"- À demander à{NBSP}: {one.ask}"]
    lines += [f"- Unité{NBSP}: {unit_label(one.unit)}{NBSP}; {POLARITY[one.higher_is]}"]
    lines += [f"- Publics{NBSP}: {public_words(one)}"] if one.publics else []
    lines += [f"- Référence{NBSP}: {_reference(one)}"]
    if one.reading:
        lines += ["", f"> {one.reading}"]
    if one.cautions:
        lines += ["", "Précautions", "", *(f"- {caution}" for caution in one.cautions)]
    if one.differs_from:
        others = ", ".join(_link(cards()[other]) for other in one.differs_from)
        lines += ["", f"Ne pas confondre avec{NBSP}: {others}."]
    return lines


def _place(one: Card) -> str:
    if one.first:
        return f"{NBSP}; montré d’abord"
    return f"{NBSP}; indicateur clé du thème" if one.key else ""


def _formula_lines(one: Card) -> list[str]:
    levels = ", ".join(LEVEL_LABELS[level] for level in one.levels)
    nature = EXPLOITATION.get(one.exploitation)
    source = f"`{one.dataset}`" + (f", {nature}" if nature else "")
    lines = [f"- Données{NBSP}: {source}", f"- Calcul{NBSP}: {_formula(one)}"]
    lines += [f"- Niveaux{NBSP}: {levels}"]
    return [*lines, f"- Regroupement{NBSP}: {AGGREGATION[one.aggregation]}"]


def _formula(one: Card) -> str:
    if one.aggregation == "ratio":
        times = f" × {one.scale}" if one.scale != 1 else ""
        return f"{_alternatives(one.numerator)} / {_alternatives(one.denominator)}{times}"
    if one.aggregation == "method":
        roles = ", ".join(f"{role} = {_alternatives(one.columns[role])}" for role in one.columns)
        return f"méthode `{one.method}` ({roles})"
    return _alternatives(one.value)


def _alternatives(texts: Sequence[str]) -> str:
    return " ou à défaut ".join(f"`({text})`" if " " in text else f"`{text}`" for text in texts)


def unit_label(unit: str) -> str:
    """« % », « pour 100 »: the unit in words when it has no sign."""
    return UNIT_LABELS.get(unit) or UNIT_SUFFIXES[unit].strip(NBSP)


def public_words(one: Card) -> str:
    """The publics an indicator is about, in words."""
    known = read_card(definitions_root() / "publics.yaml")
    return ", ".join(known[name]["label"].lower() for name in one.publics)


def _reference(one: Card) -> str:
    return (
        f"[{one.reference.text}]({one.reference.url})" if one.reference.url else one.reference.text
    )


def _link(one: Card) -> str:
    return f"[{one.label}]({one.theme}.md#{one.id})"


if __name__ == "__main__":
    write_docs(Path("docs") / "indicateurs")
