"""Opening hours in French."""

from maillage.sources.data_france.opening_hours import opening_hours


def test_hours_are_told_by_groups_of_days() -> None:
    text = (
        '[["lundi","vendredi",[["08:15:00","12:00:00"],["13:30:00","17:00:00"]]],'
        '["samedi","samedi",[["09:00:00","12:00:00"]]]]'
    )

    said = opening_hours(text)

    assert said is not None
    assert said.replace("\u00a0", " ") == (
        "lundi à vendredi 8 h 15–12 h, 13 h 30–17 h ; samedi 9 h–12 h"
    )


def test_absent_or_unreadable_hours_are_unknown() -> None:
    assert opening_hours(None) is None
    assert opening_hours("[]") is None
    assert opening_hours("fermé") is None
