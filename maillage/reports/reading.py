"""Reading a portrait: the questions the sections ask its dictionary. Computes no value."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from maillage.base.cells import cell_text
from maillage.base.french import join_words, number, plural
from maillage.base.levels import LEVEL_LABELS, Level
from maillage.base.statuses import RELIABILITY_LABELS, SHOWN, STATUS_LABELS, Reliability, Status
from maillage.charts import Position, Tone, positions, strip_svg, strip_text
from maillage.portraits import Portrait
from maillage.portraits.tables import Tables
from maillage.reports.document import Finding, Run


FICTITIOUS = "Territoire fictif"
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"

MOST_YEARS = 6
# The line of a comparison that is the median of the most similar territories.
SIMILAR_LEVEL = "semblables"
UNKNOWN_LABELS = {"on_request": "sur demande", "old": "ancien"}

Indicator = Mapping[str, Any]


@dataclass(frozen=True)
class Reading:
    """A portrait as its readers see it.

    content  the JSON of the portrait
    tables   the released tables behind it; without them, no figure is drawn
    """

    content: Mapping[str, Any]
    tables: Tables | None = None

    @classmethod
    def of(cls, portrait: Portrait) -> "Reading":
        """What a portrait tells, with the tables its figures are born from."""
        return cls(portrait.to_dict(), portrait.tables)

    @property
    def territory(self) -> Mapping[str, Any]:
        """Code, level, name, members, parents."""
        return self.content["territory"]

    @property
    def name(self) -> str:
        """The name of the territory, as printed: official files write straight apostrophes."""
        return str(self.territory["name"]).replace("'", "’")

    @property
    def notice(self) -> str:
        """What every page must say; empty for a real territory."""
        return FICTITIOUS if self.territory.get("fictitious") else ""

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Every indicator by its id."""
        return {indicator["id"]: indicator for indicator in self.content["indicators"]}

    @cached_property
    def member_names(self) -> dict[str, str]:
        """Code → name of the members, in the order of the COG."""
        return {member["code"]: member["name"] for member in self.territory.get("members", [])}

    @cached_property
    def positions(self) -> dict[tuple[str, int], Position]:
        """The place of each value among its peers, by indicator and year."""
        return {} if self.tables is None else positions(self.tables.own)

    def position(self, indicator: Indicator) -> Position | None:
        """The place of an indicator; None when too few peers show it."""
        if not indicator.get("position"):
            return None
        return self.positions.get((indicator["id"], indicator["year"]))

    def of_theme(self, theme: str) -> list[Indicator]:
        """The indicators of a theme, in the order of the portrait."""
        return [one for one in self.indicators.values() if one["theme"] == theme]

    def chosen(self, names: Iterable[str]) -> list[Indicator]:
        """The indicators of these ids that the portrait has and shows."""
        return [self.indicators[name] for name in names if self.is_shown(name)]

    def is_shown(self, name: str) -> bool:
        """Whether the portrait has a number for this id."""
        return name in self.indicators and has_value(self.indicators[name])

    @property
    def members_values(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Indicator id → one row per member."""
        return self.content.get("members_values") or {}

    def identity(self) -> str:
        """« Intercommunalité de 9 communes, Ardèche, Auvergne-Rhône-Alpes. »"""
        label = LEVEL_LABELS[Level(self.territory["level"])]
        count = len(self.territory.get("communes", []))
        made_of = f" de {plural(count, 'commune')}" if count > 1 else ""
        parents = [
            parent["name"]
            for parent in self.territory.get("parents", [])
            if parent["level"] in {Level.EPCI, Level.DEPARTEMENT, Level.REGION}
        ]
        # Overseas, a département and its région have the same name.
        names = [name for name in dict.fromkeys(parents) if name != self.territory["name"]]
        where = f" ({', '.join(names)})" if names else ""
        return f"{label[:1].upper()}{label[1:]}{made_of}{where}."

    def peers_sentence(self) -> str:
        """To whom the territory is compared; empty when it is not."""
        peers = self.content.get("peers")
        if not peers or not peers.get("count"):
            return ""
        return f"Comparé à {number(peers['count'])} {peers['label']}."

    def nearest_sentence(self) -> str:
        """The most similar territories and how they were chosen; empty when there is none."""
        peers = self.content.get("peers") or {}
        names = join_words(
            [
                f"{one['name']} ({number(one['distance'], decimals=2)})"
                for one in peers.get("nearest") or []
            ]
        )
        if not names:
            return ""
        return (
            f"Les plus semblables, avec leur distance (0 : identiques) : {names}. "
            f"{peers.get('note') or ''}"
        ).strip()

    @property
    def member_level(self) -> Level:
        """The level of the members: communes, or the IRIS of a commune."""
        members = self.territory.get("members") or []
        return Level(members[0]["level"]) if members else Level.COMMUNE

    @property
    def made_on(self) -> str:
        """The ISO day the portrait was made."""
        return str(self.content["generated_on"])[:10]

    @property
    def date(self) -> str:
        """« 22 novembre 2026 », from the day the portrait was made."""
        year, month, day = (int(part) for part in self.made_on.split("-"))
        return f"{'1er' if day == 1 else day} {MONTHS.split()[month - 1]} {year}"


def has_value(indicator: Indicator) -> bool:
    """Whether an indicator carries a number."""
    return indicator.get("value") is not None and Status(indicator["status"]) in SHOWN


def value_text(indicator: Indicator, *, short: bool = False) -> str:
    """The printed value of an indicator, or the word of its status."""
    return cell_text(indicator["value"], indicator["status"], indicator["unit"], short=short)


def unknown_words(status: str) -> str:
    """Why something is not known: a status of a value, « sur demande » or « ancien »."""
    return UNKNOWN_LABELS.get(status) or STATUS_LABELS[Status(status)]


@dataclass(frozen=True)
class Missing:
    """Several indicators that are not known for the same reason."""

    labels: tuple[str, ...]
    state: str
    reason: str
    ask: str

    def named(self, most: int) -> str:
        """Their names; past `most`, how many others."""
        shown, others = list(self.labels[:most]), len(self.labels) - most
        return join_words([*shown, plural(others, "autre")] if others > 0 else shown)


def missing_groups(unknowns: Iterable[Mapping[str, Any]]) -> list[Missing]:
    """What is not known, one entry per reason, in the order met."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for one in unknowns:
        reasons = (one.get("reason") or "", one.get("ask") or "")
        groups.setdefault((unknown_words(one["status"]), *reasons), []).append(one["label"])
    return [
        Missing(tuple(labels), state, reason, ask)
        for (state, reason, ask), labels in groups.items()
    ]


def years_text(years: Iterable[int]) -> str:
    """« 2021 », « 2021 à 2026 », « 8 millésimes de 1876 à 2018 »."""
    known = sorted(set(years))
    if len(known) > 2 and known[-1] - known[0] == len(known) - 1:
        return f"{known[0]} à {known[-1]}"
    if len(known) > MOST_YEARS:
        return f"{plural(len(known), 'millésime')} de {known[0]} à {known[-1]}"
    return ", ".join(str(year) for year in known)


def is_fragile(row: Mapping[str, Any]) -> bool:
    """Whether a value rests on few people."""
    return row.get("reliability") == Reliability.CAUTION and row.get("value") is not None


def strong_figures(sentence: str, *figures: str) -> tuple[Run, ...]:
    """The sentence cut so that the first of these printed figures is strong.

    A figure is a whole number: the « 2 » of « En 2022, 2 espaces » is the second one.
    """
    for figure in figures:
        found = figure and re.search(rf"(?<![\d,]){re.escape(figure)}(?![\d,]\d)(?!\d)", sentence)
        if found:
            before, after = sentence[: found.start()], sentence[found.end() :]
            head = (Run(before),) if before else ()
            tail = (Run(after),) if after else ()
            return (*head, Run(figure, strong=True), *tail)
    return (Run(sentence),)


def comparison(indicator: Indicator, levels: Sequence[str]) -> Mapping[str, Any] | None:
    """The shown comparison of the first of these levels that has one."""
    by_level = {one["level"]: one for one in indicator.get("comparisons") or []}
    for level in levels:
        found = by_level.get(level)
        if found and found.get("value") is not None:
            return found
    return None


def comparison_text(indicator: Indicator, levels: Sequence[str]) -> str:
    """« France : 20,5 % », or nothing."""
    found = comparison(indicator, levels)
    if found is None:
        return ""
    text = cell_text(found["value"], found["status"], indicator["unit"])
    return f"{found['territory']} : {text}"


def strip_of(position: Position | None, *, width: int = 160) -> tuple[str, str]:
    """The strip of a position and its alternative text; empty texts without position."""
    if position is None:
        return "", ""
    tone: Tone = "marked" if not position.q1 <= position.value <= position.q3 else "plain"
    return strip_svg(position, tone, width=width), strip_text(position)


def finding(
    indicator: Indicator, sentence: str, detail: str = "", *, position: Position | None = None
) -> Finding:
    """A sentence about an indicator, its value strong, the strip of its position beside."""
    strip, text = strip_of(position)
    runs = strong_figures(sentence, value_text(indicator)) if has_value(indicator) else None
    return Finding(runs=runs or (Run(sentence),), detail=detail, strip=strip, strip_text=text)


def provenance(indicator: Indicator) -> str:
    """« Insee, recensement, 2021, géographie 2026 ; à lire avec prudence »."""
    parts = [str(indicator.get("source") or ""), str(indicator.get("year") or "")]
    text = ", ".join(part for part in parts if part)
    if indicator.get("geography_year"):
        text += f", communes de {indicator['geography_year']}"
    reliability = Reliability(indicator.get("reliability") or Reliability.UNKNOWN)
    if reliability in {Reliability.CAUTION, Reliability.MEDIUM}:
        text += f" ; {RELIABILITY_LABELS[reliability]}"
    return text
