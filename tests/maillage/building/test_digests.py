"""Digests that decide what is redone."""

from maillage.building.digests import code_digest, digest_of


def test_digest_does_not_depend_on_the_order_of_keys():
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})


def test_digest_changes_with_any_part():
    parts = [
        digest_of("a", 1),
        digest_of("a", 2),
        digest_of("a1"),
        digest_of("a"),
        digest_of(1, "a"),
    ]

    assert len(set(parts)) == len(parts)


def test_code_of_a_room_is_not_that_of_another():
    assert code_digest("stats") != code_digest("geography")
    assert code_digest("stats") == code_digest("stats")


def test_code_of_a_room_holds_that_of_its_modules():
    assert code_digest("stats/peers.py") != code_digest("stats")
