"""Names that hold outside this site."""

import pytest

from atelier.archives.packing.naming import Names, is_uid, label_of


def test_same_row_has_the_same_name_and_others_another():
    names = Names()

    assert names.of("meetings.Meeting", 3) == Names().of("meetings.Meeting", 3)
    assert names.of("meetings.Meeting", 3) != names.of("meetings.Decision", 3)


def test_two_sites_draw_different_names(settings):
    here = Names().of("meetings.Meeting", 3)
    settings.SECRET_KEY = "une autre clé"

    assert Names().of("meetings.Meeting", 3) != here


def test_row_without_key_has_no_name():
    assert Names().of("meetings.Meeting", None) is None


def test_target_is_named_by_uid():
    names = Names()

    assert names.target("meeting:3") == f"meeting:{names.of('meetings.Meeting', 3)}"


@pytest.mark.parametrize("text", ["", "job:7d0c", "personallink:3", "meeting:"])
def test_target_of_what_does_not_travel_is_left(text):
    assert Names().target(text) == text


def test_group_is_that_of_workshops():
    assert label_of("group") == "workshops.Group"


@pytest.mark.parametrize("text", [None, 3, "", "abc", "{00000000-0000-4000-8000-000000000000}"])
def test_what_is_no_uid_is_told(text):
    assert not is_uid(text)
