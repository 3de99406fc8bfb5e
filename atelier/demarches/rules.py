"""When things may happen: transitions of a démarche and of its steps, and the legal calendar.

The diagrams of docs/guides/demarche.md are drawn from the tables.
"""

import re
from datetime import date, timedelta

from atelier.accounts.models import Organisation, OrganisationKind
from atelier.demarches.models import DemarcheKind, DemarcheStatus, InstanceKind, Role, StepStatus


class NotNow(Exception):
    """Asked at the wrong moment, or against a rule. Its text says which, in French."""


# Words of names that say what an organisation is, not where.
COMMON_WORDS = frozenset(
    {"ccas", "cias", "commune", "communes", "communauté", "agglomération", "métropole", "pays"}
    | {"territoire", "fictif"}
)
# The role a seat gives unless another is chosen; an instance of one's own gives none.
ROLE_OF_INSTANCE: dict[str, Role] = {
    InstanceKind.CA: Role.LECTEUR,
    InstanceKind.COPIL: Role.COPIL,
    InstanceKind.COTECH: Role.COTECH,
    InstanceKind.COLLECTIF: Role.COLLECTIF,
    InstanceKind.GROUPE_THEMATIQUE: Role.GROUPE_THEMATIQUE,
    InstanceKind.GROUPE_ENQUETE: Role.GROUPE_ENQUETE,
    InstanceKind.REDACTION: Role.REDACTEUR,
    InstanceKind.RELECTURE: Role.RELECTEUR,
    InstanceKind.SUIVI: Role.SUIVI,
}

# What deliberates, by the nature of the organisation.
COUNCILS: dict[str, str] = {
    OrganisationKind.CCAS: "Conseil d’administration",
    OrganisationKind.CIAS: "Conseil d’administration",
    OrganisationKind.COMMUNE: "Conseil municipal",
    OrganisationKind.EPCI: "Conseil communautaire",
    OrganisationKind.DEPARTEMENT: "Conseil départemental",
}
# Analyses of every need of a territory: a CCAS or a CIAS that is shown one owes it by law.
WHOLE_ANALYSES = frozenset({DemarcheKind.ABS_OBLIGATOIRE, DemarcheKind.ABS_VOLONTAIRE})
OWES_ANALYSIS = re.compile(r"\b(?:ccas|cias|centres? (?:inter)?communal)", re.IGNORECASE)

# More themes than this share the groups of the frame: nobody sits in ten groups.
MOST_GROUPS = 6
# Meetings are not held in August; a step as long as half a year goes on through it.
HOLIDAY = 8
LONG_STEP = timedelta(weeks=26)

DEMARCHE_TRANSITIONS: dict[DemarcheStatus, set[DemarcheStatus]] = {
    DemarcheStatus.OPEN: {DemarcheStatus.CLOSED},
    DemarcheStatus.CLOSED: {DemarcheStatus.OPEN, DemarcheStatus.ARCHIVED},
    DemarcheStatus.ARCHIVED: set(),
}

STEP_TRANSITIONS: dict[StepStatus, set[StepStatus]] = {
    StepStatus.PLANNED: {StepStatus.UNDER_WAY, StepStatus.DONE, StepStatus.SKIPPED},
    StepStatus.UNDER_WAY: {StepStatus.PLANNED, StepStatus.DONE, StepStatus.SKIPPED},
    StepStatus.DONE: {StepStatus.UNDER_WAY},
    StepStatus.SKIPPED: {StepStatus.PLANNED},
}


def kind_for(level: str, organisation_kind: str) -> DemarcheKind:
    """The frame proposed: a CCAS or a CIAS owes its own analysis, an intercommunality chooses."""
    owes = organisation_kind in {OrganisationKind.CCAS, OrganisationKind.CIAS}
    if level == "commune" or owes:
        return DemarcheKind.ABS_OBLIGATOIRE
    return DemarcheKind.ABS_VOLONTAIRE


def pilot_for(level: str, territory: str, own: Organisation | None) -> tuple[str, str]:
    """Name and nature of the organisation proposed: one's own when the territory is theirs.

    Otherwise the CCAS of the commune, or the intercommunality itself; nothing for the rest.
    """
    if own is not None and _belongs(own.name, territory):
        return own.name, own.kind
    if level == "commune":
        of = "d’" if territory[:1].lower() in "aàâeéèêiîoôuh" else "de "
        return f"CCAS {of}{territory}", OrganisationKind.CCAS
    return (territory, OrganisationKind.EPCI) if level == "epci" else ("", OrganisationKind.EPCI)


def _belongs(name: str, territory: str) -> bool:
    """Whether both name the same place: « CIAS de Valmeyrac », « CC de Valmeyrac »."""
    words = (set(re.findall(r"\w{4,}", text.lower())) for text in (name, territory))
    first, second = (one - COMMON_WORDS for one in words)
    return bool(first & second)


def council_of(organisation_kind: str) -> str:
    """What deliberates in such an organisation; « Conseil d’administration » for the others."""
    return COUNCILS.get(organisation_kind, COUNCILS[OrganisationKind.CCAS])


def council_named(organisation: Organisation) -> str:
    """« Conseil d’administration du CIAS de Brousse », « Conseil communautaire »."""
    council = council_of(organisation.kind)
    is_board = organisation.kind in {OrganisationKind.CCAS, OrganisationKind.CIAS}
    return f"{council} du {organisation.name}" if is_board else council


def owes_analysis(body: str) -> bool:
    """Whether a body owes an analysis of needs by law (CASF R123-1): a CCAS or a CIAS."""
    return OWES_ANALYSIS.search(body) is not None


def grouped_by(themes: list[str]) -> list[str]:
    """The themes that have a group each at the opening; none when the frame's own groups stay."""
    return themes if len(themes) <= MOST_GROUPS else []


def step_period(day: date, length: timedelta, *, is_quick: bool = False) -> tuple[date, date]:
    """First and last day of a step that may begin on `day`: August does not count in its length.

    A step that would begin in August begins on 1 September. A quick démarche answers a crisis: its
    August counts, as that of a step of half a year or more.
    """
    if is_quick or length >= LONG_STEP:
        return day, day + length - timedelta(days=1)
    starts_on = date(day.year, HOLIDAY + 1, 1) if day.month == HOLIDAY else day
    ends_on = starts_on + length - timedelta(days=1)
    august = date(starts_on.year + (starts_on.month > HOLIDAY), HOLIDAY, 1)
    return starts_on, ends_on + timedelta(days=31) if ends_on >= august else ends_on


def check_transition(table: dict, current: str, wanted: str, *, labels: type) -> None:
    """Raises NotNow when the table has no such passage."""
    if labels(wanted) not in table[labels(current)]:
        raise NotNow(
            f"Passer de « {labels(current).label} » à « {labels(wanted).label} » n’est pas prévu."
        )


def due_year(opened_on: date, renewals: tuple[int, ...]) -> int:
    """The year in which the report is owed: the one after the general renewal (CASF R123-1).

    For a démarche opened after that year, the year after the next renewal.
    Raises NotNow when the calendar of renewals does not go that far.
    """
    for renewal in sorted(renewals):
        if renewal + 1 >= opened_on.year:
            return renewal + 1
    raise NotNow(
        "Le calendrier des renouvellements municipaux ne va pas si loin : complétez "
        "definitions/parameters/renouvellements_municipaux.yaml."
    )


def due_dates(
    calendar: str, opened_on: date, renewals: tuple[int, ...]
) -> tuple[date | None, date | None]:
    """First and last day of the period in which a report is presented; None when free."""
    if calendar == "year_after_renewal":
        year = due_year(opened_on, renewals)
        return date(year, 1, 1), date(year, 12, 31)
    if calendar == "budget_debate":
        # The budget is voted by 15 April at the latest (CGCT L1612-2); the debate comes before.
        year = opened_on.year + 1
        return date(year, 1, 1), date(year, 4, 15)
    return None, None
