"""Statuses: every one is either shown or hidden, and has its French word."""

from maillage.base.statuses import (
    HIDDEN,
    RELIABILITY_LABELS,
    SHOWN,
    STATUS_LABELS,
    Reliability,
    Status,
)


def test_every_status_is_shown_or_hidden_never_both():
    assert set(Status) == SHOWN | HIDDEN
    assert SHOWN.isdisjoint(HIDDEN)


def test_every_status_and_reliability_has_its_word():
    assert set(STATUS_LABELS) == set(Status)
    assert set(RELIABILITY_LABELS) == set(Reliability)


def test_secret_missing_and_pointless_are_three_words():
    assert len({STATUS_LABELS[status] for status in HIDDEN}) == 3
