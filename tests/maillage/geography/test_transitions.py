"""What happened to commune codes."""

from maillage.geography.transitions import (
    Transition,
    deduced_transitions,
    published_transitions,
)
from tests.maillage.geography import fictitious


def lists():
    rows = fictitious.communes()
    return rows.filter(rows["type"] == "commune")


def test_merger_and_split_are_deduced_from_two_yearly_lists() -> None:
    assert deduced_transitions(lists(), []) == [
        Transition("2022-01-01", "07901", "07901"),
        Transition("2022-01-01", "07902", "07901"),
        Transition("2022-01-01", "07903", "07903"),
        Transition("2022-01-01", "07903", "07904"),
    ]


def test_nothing_is_deduced_where_events_are_published() -> None:
    published = published_transitions(fictitious.events())

    assert deduced_transitions(lists(), published) == []


def test_events_of_one_departement_leave_the_others_deduced() -> None:
    published = [Transition("2021-10-01", "07902", "07901")]

    deduced = deduced_transitions(lists(), published)

    assert {step.before for step in deduced} == {"07903"}


def test_no_events_file_means_no_published_transition() -> None:
    assert published_transitions(None) == []
