"""Where the demonstration may be."""

import pytest

from atelier.demonstration import rules


def test_demonstration_is_refused_online(settings):
    settings.HTTPS = True

    with pytest.raises(rules.NoDemonstration, match="servi en HTTPS"):
        rules.check_place(is_asked_online=False)


def test_demonstration_may_be_asked_for_online(settings):
    settings.HTTPS = True

    rules.check_place(is_asked_online=True)


@pytest.mark.parametrize("is_open", [True, False])
def test_doors_follow_the_setting(settings, is_open):
    settings.DEMONSTRATION = is_open

    assert rules.doors_are_open() is is_open
