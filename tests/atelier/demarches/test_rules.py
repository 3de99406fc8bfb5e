"""When things may happen in a démarche."""

from datetime import date, timedelta

import pytest

from atelier.accounts.models import Organisation
from atelier.demarches.models import DemarcheStatus, StepStatus
from atelier.demarches.rules import (
    DEMARCHE_TRANSITIONS,
    STEP_TRANSITIONS,
    NotNow,
    check_transition,
    due_dates,
    due_year,
    grouped_by,
    kind_for,
    pilot_for,
    step_period,
)


RENEWALS = (2014, 2020, 2026, 2032)


@pytest.mark.parametrize(
    ("opened", "year"),
    [
        (date(2026, 11, 22), 2027),
        (date(2027, 12, 31), 2027),
        (date(2028, 1, 1), 2033),
        (date(2020, 9, 1), 2021),
    ],
)
def test_report_is_due_the_year_after_the_general_renewal(opened, year):
    assert due_year(opened, RENEWALS) == year


def test_calendar_that_stops_too_early_says_which_file_to_complete():
    with pytest.raises(NotNow, match="renouvellements_municipaux"):
        due_year(date(2040, 1, 1), RENEWALS)


def test_due_dates_cover_the_whole_calendar_year():
    assert due_dates("year_after_renewal", date(2026, 5, 1), RENEWALS) == (
        date(2027, 1, 1),
        date(2027, 12, 31),
    )


def test_thematic_complement_comes_before_the_vote_of_the_budget():
    assert due_dates("budget_debate", date(2028, 5, 1), RENEWALS) == (
        date(2029, 1, 1),
        date(2029, 4, 15),
    )


def test_voluntary_report_has_no_date():
    assert due_dates("none", date(2026, 5, 1), RENEWALS) == (None, None)


@pytest.mark.parametrize(
    ("table", "labels"), [(DEMARCHE_TRANSITIONS, DemarcheStatus), (STEP_TRANSITIONS, StepStatus)]
)
def test_every_status_is_in_its_table(table, labels):
    assert set(table) == set(labels)


def test_passage_that_is_not_in_the_table_is_refused_by_name():
    with pytest.raises(NotNow, match="« En cours » à « Archivée »"):
        check_transition(DEMARCHE_TRANSITIONS, "open", "archived", labels=DemarcheStatus)


@pytest.mark.parametrize(
    ("level", "own", "kind", "pilot"),
    [
        ("epci", None, "abs_volontaire", ("CC de Valmeyrac", "epci")),
        ("epci", ("CIAS de Valmeyrac", "cias"), "abs_obligatoire", ("CIAS de Valmeyrac", "cias")),
        ("epci", ("CCAS de Brousse", "ccas"), "abs_volontaire", ("CC de Valmeyrac", "epci")),
        ("commune", None, "abs_obligatoire", ("CCAS de CC de Valmeyrac", "ccas")),
        ("perimetre", None, "abs_volontaire", ("", "epci")),
    ],
)
def test_frame_and_pilot_follow_from_the_territory(level, own, kind, pilot):
    organisation = Organisation(name=own[0], kind=own[1]) if own else None

    proposed = pilot_for(level, "CC de Valmeyrac", organisation)

    assert proposed == pilot
    assert kind_for(level, proposed[1]) == kind


@pytest.mark.parametrize(
    ("starts", "weeks", "period"),
    [
        (date(2027, 3, 1), 2, (date(2027, 3, 1), date(2027, 3, 14))),
        (date(2027, 7, 18), 5, (date(2027, 7, 18), date(2027, 9, 21))),
        (date(2027, 8, 10), 1, (date(2027, 9, 1), date(2027, 9, 7))),
        (date(2027, 11, 1), 10, (date(2027, 11, 1), date(2028, 1, 9))),
        (date(2027, 3, 1), 52, (date(2027, 3, 1), date(2028, 2, 27))),
    ],
)
def test_august_does_not_count_in_the_length_of_a_step(starts, weeks, period):
    assert step_period(starts, timedelta(weeks=weeks)) == period


def test_crisis_is_worked_on_in_august():
    assert step_period(date(2027, 8, 2), timedelta(days=7), is_quick=True)[0] == date(2027, 8, 2)


def test_each_theme_has_its_group_unless_they_are_too_many_to_sit_in():
    assert grouped_by(["logement", "emploi"]) == ["logement", "emploi"]
    assert grouped_by([str(rank) for rank in range(7)]) == []
