"""A device's token."""

from atelier.workshops.tokens import drawn, hashed


def test_tokens_differ_and_their_hash_says_nothing_of_them():
    first, second = drawn(), drawn()

    assert first != second
    assert len(hashed(first)) == 64
    assert first not in hashed(first)
