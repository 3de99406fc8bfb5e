"""A démarche opens from its frame."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from atelier.audit.models import Event
from atelier.demarches.actions.opening import (
    add_presentation,
    change_demarche,
    change_presentation,
    open_demarche,
    set_demarche_status,
)
from atelier.demarches.models import DemarcheKind, DemarcheStatus, InstanceKind, Role
from atelier.demarches.rules import NotNow
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db
PLACE = {
    "shelf": "fictif",
    "level": "epci",
    "code": "999000001",
    "communes": ["99001", "99002"],
    "territory_name": "CC de Valmeyrac (territoire fictif)",
}


def opened(kind=DemarcheKind.ABS_OBLIGATOIRE, **given):
    settings = {"name": "ABS 2027", "kind": kind, "opened_on": date(2026, 11, 22)}
    settings |= given.pop("settings", {})
    given.setdefault("by", make.person())
    given.setdefault("organisation", make.organisation(name="CIAS de Valmeyrac"))
    return open_demarche(place=PLACE, settings=settings, **given)


def test_whoever_opens_pilots():
    nadia = make.person()

    demarche = opened(by=nadia)

    assert [(one.person, one.role) for one in demarche.mandates.all()] == [(nadia, Role.PILOTE)]


def test_obligatory_abs_owes_its_report_in_2027_to_its_board():
    (owed,) = opened().presentations.all()

    assert owed.body == "Conseil d’administration du CIAS de Valmeyrac"
    assert (owed.required, owed.due_from, owed.due_by) == (
        True,
        date(2027, 1, 1),
        date(2027, 12, 31),
    )


def test_each_remaining_ccas_is_owed_the_report_too():
    demarche = opened(bodies=("Conseil d’administration du CCAS de Brousse",))

    assert demarche.presentations.filter(required=True).count() == 2


@pytest.mark.parametrize("kind", ["abs_obligatoire", "abs_volontaire"])
def test_a_ccas_is_owed_the_report_whatever_the_frame(kind):
    demarche = opened(kind=kind, bodies=("CCAS de Brousse", "Bureau des maires"))

    owed = {one.body: (one.required, one.due_by) for one in demarche.presentations.all()}
    assert owed["CCAS de Brousse"] == (True, date(2027, 12, 31))
    assert owed["Bureau des maires"][0] is (kind == "abs_obligatoire")


def test_a_thematic_analysis_goes_to_the_council_of_whoever_leads_it():
    group = make.organisation(name="CC des Ormes", kind="epci")

    demarche = opened(kind="abs_thematique", organisation=group)

    assert demarche.presentations.get().body == "Conseil communautaire"
    assert demarche.instances.get(kind="ca").name == "Conseil communautaire"


def test_a_demarche_that_opens_later_is_prepared_from_today():
    nadia = make.person()

    later = timezone.localdate() + timedelta(days=200)
    demarche = opened(by=nadia, settings={"opened_on": later})

    assert demarche.mandates.current().get().person == nadia


def test_steps_follow_one_another_from_the_opening_day():
    steps = list(opened().steps.order_by("position"))

    assert steps[0].starts_on == date(2026, 11, 22)
    assert all(
        (after.starts_on - before.ends_on).days == 1
        for before, after in zip(steps, steps[1:], strict=False)
    )
    assert all(step.deliverables.exists() for step in steps)


def test_steps_are_worked_by_the_instances_of_the_frame():
    step = opened().steps.get(key="representations")

    assert [one.kind for one in step.instances.all()] == [InstanceKind.COLLECTIF]


def test_thematic_groups_are_those_of_the_themes_chosen():
    chosen = {"themes": ["logement", "emploi", "mobilite"]}

    demarche = opened(DemarcheKind.ABS_VOLONTAIRE, settings=chosen)

    groups = demarche.instances.filter(kind=InstanceKind.GROUPE_THEMATIQUE).order_by("position")
    assert [one.name for one in groups] == [
        "Groupe logement et habitat",
        "Groupe emploi et insertion",
        "Groupe mobilité",
    ]


def test_demarche_on_every_theme_keeps_the_groups_of_its_frame():
    groups = opened(DemarcheKind.ABS_VOLONTAIRE).instances.filter(
        kind=InstanceKind.GROUPE_THEMATIQUE
    )

    assert groups.count() == 2


def test_quick_demarche_keeps_five_steps():
    demarche = opened(settings={"is_quick": True})

    assert demarche.steps.count() == 5
    assert demarche.steps.order_by("-position").first().ends_on < date(2027, 4, 1)


def test_childcare_census_starts_on_its_theme():
    assert opened(DemarcheKind.SPPE).themes == ["petite_enfance"]


def test_following_demarche_takes_over_themes_instances_and_members_in_place():
    before = opened(settings={"themes": ["logement"], "publics": ["jeunes"]})
    copil = before.instances.get(kind=InstanceKind.COPIL)
    odile = make.participant(demarche=before, role=Role.COPIL, instance=copil)
    make.participant(demarche=before, role=Role.PRESTATAIRE, instance=copil)

    after = opened(previous=before)

    assert (after.themes, after.publics) == (["logement"], ["jeunes"])
    renewed = after.instances.get(kind=InstanceKind.COPIL)
    assert [one.person for one in renewed.mandates.all()] == [odile]


def test_opening_is_in_the_journal():
    demarche = opened()

    event = Event.objects.get(action="demarches.opened")

    assert (event.demarche_id, event.target) == (demarche.pk, f"demarche:{demarche.pk}")


def test_change_that_changes_nothing_leaves_no_trace():
    demarche = opened()

    change_demarche(by=make.person(), demarche=demarche, name=demarche.name)

    assert not Event.objects.filter(action="demarches.changed").exists()


def test_change_is_kept_before_and_after():
    demarche = opened()

    change_demarche(by=make.person(), demarche=demarche, name="ABS et CTG")

    event = Event.objects.get(action="demarches.changed")
    assert (event.before, event.after) == ({"name": "ABS 2027"}, {"name": "ABS et CTG"})


def test_open_demarche_cannot_be_archived_before_it_is_closed():
    demarche = opened()

    with pytest.raises(NotNow):
        set_demarche_status(by=make.person(), demarche=demarche, status=DemarcheStatus.ARCHIVED)


def test_reopened_demarche_is_no_longer_closed():
    demarche = opened()
    set_demarche_status(by=make.person(), demarche=demarche, status=DemarcheStatus.CLOSED)

    set_demarche_status(by=make.person(), demarche=demarche, status=DemarcheStatus.OPEN)

    assert demarche.closed_on is None


def test_presentation_is_added_then_recorded_with_its_deliberation():
    demarche, nadia = opened(DemarcheKind.ABS_VOLONTAIRE), make.person()
    owed = add_presentation(by=nadia, demarche=demarche, body="Conseil municipal de Brousse")

    change_presentation(
        by=nadia, presentation=owed, presented_on=date(2027, 5, 4), reference="2027-31"
    )

    owed.refresh_from_db()
    assert (owed.presented_on, owed.reference) == (date(2027, 5, 4), "2027-31")


def test_presentation_saved_unchanged_writes_nothing():
    nadia = make.person()
    owed = add_presentation(by=nadia, demarche=make.demarche(), body="Conseil d’administration")
    before = Event.objects.count()

    change_presentation(by=nadia, presentation=owed, body=owed.body)

    assert Event.objects.count() == before
