"""The frames and method sheets of the shelf are sound."""

import pytest

from atelier.demarches import library
from atelier.demarches.models import DemarcheKind


@pytest.mark.parametrize("kind", DemarcheKind)
def test_every_step_of_a_frame_has_its_method_sheet(kind):
    frame = library.frames()[kind]

    assert [step.key for step in frame.steps if step.key not in library.steps()] == []


@pytest.mark.parametrize("kind", DemarcheKind)
def test_every_instance_named_by_a_step_is_proposed_by_its_frame(kind):
    frame = library.frames()[kind]
    proposed = {one.kind for one in frame.instances}

    assert {kind for step in frame.steps for kind in step.instances} <= proposed


@pytest.mark.parametrize("key", sorted(library.steps()))
def test_every_method_sheet_says_why_how_whom_and_what_goes_wrong(key):
    sheet = library.steps()[key].sheet

    assert all((sheet.why, sheet.agenda, sheet.invite, sheet.prepare, sheet.mistakes))
    assert sheet.intersession


def test_the_sheet_of_the_survey_trains_those_who_go_to_the_field():
    assert library.steps()["enquete"].sheet.train


def test_frames_choose_themes_and_publics_that_exist():
    for frame in library.frames().values():
        assert set(frame.themes) <= set(library.themes())
        assert set(frame.publics) <= set(library.publics())


def test_childcare_frame_asks_for_the_four_missions():
    missions = library.frames()[DemarcheKind.SPPE].missions

    assert [one.from_population for one in missions] == [0, 0, 3500, 3500]


def test_renewals_go_beyond_the_next_one():
    assert 2026 in library.renewals()
    assert max(library.renewals()) > 2026


def test_ages_chosen_freely_have_words_like_any_public():
    assert library.ages("15-17, 25-40") == {"15-17": "15–17 ans", "25-40": "25–40 ans"}
    assert library.ages("") == {}
    assert [library.public_label(key) for key in ("jeunes", "18-30", "inconnu", "")] == [
        "Jeunes",
        "18–30 ans",
        "inconnu",
        "",
    ]
