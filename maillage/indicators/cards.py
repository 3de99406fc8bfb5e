"""Indicator cards, read from `definitions/indicators/<theme>/<id>.yaml`. Computes nothing.

A card says what is measured, on which clean columns, how it adds up, and how it is read aloud.
A field holding an expression may list alternatives, in order of preference: the first whose columns
all exist in the source and hold a value is used (`[P_POP0019, "P_H0019 + P_F0019"]`).
"""

from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from rapidfuzz import process

from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import CardError, WrongCall
from maillage.base.french import NBSP, UNIT_DECIMALS, UNIT_SUFFIXES, number, plural
from maillage.base.levels import Level
from maillage.indicators.expressions import Expression, parse


SCALES = {
    "percent": 100,
    "per_100": 100,
    "per_100_persons": 100,
    "per_1000": 1000,
    "per_1000_plain": 1000,
    "per_100000": 100_000,
}
# Decimals of a value, as it is computed and wherever it is compared.
DECIMALS = 6
LAST = 999
# « 1,9 personne », « 2 personnes ».
FIRST_PLURAL = 2
FAULTS = {"extra_forbidden": "champ inconnu", "missing": "champ manquant"}


def _as_alternatives(value: Any) -> Any:
    """One expression or a list of them; YAML reads a bare number as a number."""
    return tuple(str(one) for one in value) if isinstance(value, list) else (str(value),)


Alternatives = Annotated[tuple[str, ...], BeforeValidator(_as_alternatives)]


class Reference(BaseModel):
    """The official definition: its title, and its address when there is one we are sure of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    url: str = ""


class Card(BaseModel):
    """One indicator.

    numerator, denominator  aggregation "ratio": summed apart, divided, then scaled by the unit; the
                            denominator may come from another dataset (`insee_rp.P_POP`)
    value                   aggregation "sum" and "published_only"
    method, columns         aggregation "method": name in `maillage.indicators.formulas`, and for
                            each of its roles the expression to sum, possibly of another dataset
                            (`insee_rp.P_POP`, at the closest year); a role whose columns are
                            absent is null
    parameters              constants given to the method, and printed by `reading`
    order                   place within the theme
    floor                   by level, the smallest value the producer publishes: « 5 % or less »
    said_by                 cards that tell the same thing (the rest of one whole): not a highlight
                            beside one of them
    noun                    what is counted, one and many, for the field {counted} of `reading`
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    theme: str
    label: str
    question: str
    availability: Literal["open", "on_request"] = "open"
    ask: str = ""
    dataset: str = ""
    aggregation: Literal["sum", "ratio", "published_only", "method", ""] = ""
    numerator: Alternatives = ()
    denominator: Alternatives = ()
    value: Alternatives = ()
    method: str = ""
    columns: dict[str, Alternatives] = Field(default_factory=dict)
    parameters: dict[str, float] = Field(default_factory=dict)
    unit: str
    levels: tuple[Level, ...] = Field(min_length=1)
    higher_is: Literal["better", "worse", "neutral"] = "neutral"
    publics: tuple[str, ...] = ()
    key: bool = False
    first: bool = False
    importance: Literal[1, 2, 3] = 1
    order: int = LAST
    reading: str = ""
    noun: tuple[str, str] | None = None
    comparable_gap: float = 0
    floor: dict[Level, float] = Field(default_factory=dict)
    cautions: tuple[str, ...] = ()
    differs_from: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    reference: Reference

    @property
    def scale(self) -> int:
        """What a ratio is multiplied by to be in the card's unit (other values already are)."""
        return SCALES.get(self.unit, 1) if self.aggregation == "ratio" else 1

    @property
    def is_open(self) -> bool:
        """Whether an open source exists."""
        return self.availability == "open"

    @property
    def adds_up(self) -> bool:
        """Whether the indicator can be computed for any group of communes."""
        return self.is_open and self.aggregation != "published_only"

    @cached_property
    def exploitation(self) -> str:
        """Which census tabulation the columns come from: principale, complementaire, or none."""
        prefixes = {name.split("_")[0] for name in columns(self) if name[:2] in ("P_", "C_")}
        if "C" in prefixes:
            return "complementaire"
        return "principale" if prefixes else ""

    def counted(self, value: float) -> str:
        """« 1 pharmacie », « 1,85 personne »: the value and its noun; empty without a noun."""
        if not self.noun:
            return ""
        decimals = UNIT_DECIMALS[self.unit]
        if not decimals:
            return plural(round(value), *self.noun)
        shown = round(value, decimals)
        noun = self.noun[0] if abs(shown) < FIRST_PLURAL else self.noun[1]
        return f"{number(shown, decimals=decimals)}{NBSP}{noun}"

    def is_floor(self, value: float, level: str | None) -> bool:
        """Whether a value is the smallest the producer publishes: the true one may be lower."""
        return level in self.floor and value <= self.floor[Level(level)]

    @model_validator(mode="after")
    def _check_shape(self) -> Self:
        wanted = {name: bool(getattr(self, name)) for name in _FORMULA_FIELDS}
        required = _REQUIRED[self.aggregation]
        if {name for name, filled in wanted.items() if filled} != required:
            raise ValueError(f"aggregation « {self.aggregation} » needs exactly {sorted(required)}")
        if {bool(self.aggregation), bool(self.dataset), bool(self.reading)} != {self.is_open}:
            raise ValueError("an open card has dataset, aggregation and reading; others have not")
        if self.is_open == bool(self.ask):
            raise ValueError("`ask` says whom to ask when there is no open source, and only then")
        if self.unit not in UNIT_SUFFIXES:
            raise ValueError(f"unknown unit « {self.unit} »")
        if bool(self.noun) != ("{counted}" in self.reading):
            raise ValueError("`noun` goes with the field {counted} of the reading")
        if self.first and not self.key:
            raise ValueError("a card shown first is a key card of its theme")
        return self


_FORMULA_FIELDS = ("numerator", "denominator", "value", "method", "columns")
_REQUIRED: dict[str, set[str]] = {
    "ratio": {"numerator", "denominator"},
    "sum": {"value"},
    "published_only": {"value"},
    "method": {"method", "columns"},
    "": set(),
}


def formulas(one: Card) -> dict[str, tuple[Expression, ...]]:
    """Every expression field of a card, parsed: numerator, denominator, value, or method roles."""
    texts: dict[str, tuple[str, ...]] = {
        name: getattr(one, name)
        for name in ("numerator", "denominator", "value")
        if getattr(one, name)
    }
    texts |= one.columns
    return {name: tuple(parse(text) for text in listed) for name, listed in texts.items()}


def columns(one: Card) -> set[str]:
    """Every clean column a card may need, alternatives included, whatever the dataset."""
    return {name for names in columns_by_dataset(one).values() for name in names}


def columns_by_dataset(one: Card) -> dict[str, set[str]]:
    """The same, by dataset: method cards may join several."""
    found: dict[str, set[str]] = {}
    for alternatives in formulas(one).values():
        for expression in alternatives:
            names = found.setdefault(dataset_of(one, expression), set())
            names |= expression.columns()
    return found


def dataset_of(one: Card, expression: Expression) -> str:
    """The only dataset an expression reads: the one it names, or the card's."""
    named = expression.datasets()
    if len(named) > 1:
        raise CardError(f"{one.id}: an expression reads one dataset, not {sorted(named)}")
    return next(iter(named), one.dataset)


@cache
def cards() -> dict[str, Card]:
    """Every card by its id, in the order of themes.yaml, then of the cards."""
    folder = definitions_root() / "indicators"
    found: dict[str, Card] = {}
    for path in sorted(folder.glob("*/*.yaml")):
        if path.stem in found:
            raise CardError(f"{path}: the id is already used in {found[path.stem].theme}")
        found[path.stem] = load(path)
    places = {theme: place for place, theme in enumerate(theme_ids())}
    return dict(
        sorted(found.items(), key=lambda pair: (places[pair[1].theme], pair[1].order, pair[0]))
    )


@cache
def theme_ids() -> tuple[str, ...]:
    """The folders of cards, in the order of `definitions/themes.yaml`."""
    return tuple(read_card(definitions_root() / "themes.yaml"))


def load(path: Path) -> Card:
    """One card. Raises CardError, naming the file and the fields, when it is wrong."""
    given = read_card(path)
    try:
        one = Card(id=path.stem, theme=path.parent.name, **given)
        columns_by_dataset(one)
    except ValidationError as problem:
        raise CardError(f"{path}\n{_wrong_fields(problem)}") from problem
    except (TypeError, CardError) as problem:
        raise CardError(f"{path}: {problem}") from problem
    return one


def _wrong_fields(problem: ValidationError) -> str:
    """What is wrong with each field, one a line."""
    lines = []
    for fault in problem.errors():
        field = ".".join(str(part) for part in fault["loc"]) or "fiche"
        said = FAULTS.get(fault["type"], fault["msg"])
        lines.append(f"  {field} : {said}")
    known = ", ".join(name for name in Card.model_fields if name not in {"id", "theme"})
    return "\n".join([*lines, f"  Champs d’une fiche : {known}"])


def card(name: str) -> Card:
    """The card of that id. Raises WrongCall, in French, with the closest ids."""
    known = cards()
    if name in known:
        return known[name]
    near = [match for match, score, _ in process.extract(name, list(known), limit=3) if score >= 60]
    todo = (
        f"Vouliez-vous dire {', '.join(f'« {one} »' for one in near)} ?"
        if near
        else "La commande « maillage indicator » sans argument donne la liste."
    )
    raise WrongCall(f"Aucun indicateur ne s’appelle « {name} ».", todo=todo)
